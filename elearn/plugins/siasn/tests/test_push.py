"""Pushing: every answer SIASN can give, what it means for the record, and that nothing is sent twice."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pytest

from elearn.hooks.house import House
from elearn.plugin import Work, committed
from elearn.testing.factories.people import make_person

from ..models import Record
from ..states import QUIET, REJECTED, SENT, UNSURE
from .making import Shell, make_entry, make_known, record_of
from .stand_in import CONSUMER, SSO, Siasn, error_page, saying, slow


def late() -> None:
    """Lets the one who saves wait for longer than they do."""
    time.sleep(5)


def hurried(house: House) -> None:
    """Waits for an answer no longer than two seconds."""
    object.__setattr__(house.settings, "siasn_timeout_seconds", 2)


def outcome(told: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(told)
    return found


def test_a_course_is_saved_and_its_pdf_added(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn), title="Pelayanan Prima")

    ran = shell.with_token("push", "--json")

    record = record_of(work, entry)
    assert (ran.exit_code, outcome(ran.stdout)) == (0, {"counts": {"sent": 1, "document": 1}, "paused": ""})
    assert record is not None
    assert (record.state, record.remote_id, record.message) == (SENT, next(iter(siasn.rows)), "")
    assert siasn.uploads == [{"id_riwayat": record.remote_id, "id_ref_dokumen": "881"}]
    assert [save["namaKursus"] for save in siasn.saves] == ["Pelayanan Prima"]


def test_structural_training_goes_to_diklat_with_its_own_document(work: Work, siasn: Siasn, shell: Shell) -> None:
    extra = ("bentuk: pelatihan struktural kepemimpinan",)
    with committed(work):
        make_entry(work, make_known(work, siasn), title="Diklat PIM III", extra=extra)

    ran = shell.with_token("push")

    assert (ran.exit_code, siasn.saves[0]["latihanStrukturalId"]) == (0, "3")
    assert [upload["id_ref_dokumen"] for upload in siasn.uploads] == ["874"]


def test_pushing_again_sends_nothing(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        make_entry(work, make_known(work, siasn))

    runs = [shell.with_token("push").exit_code for _ in range(3)]

    assert (runs, len(siasn.saves), len(siasn.uploads)) == ([0, 0, 0], 1, 1)


def test_dry_run_shows_the_payload_and_sends_nothing(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn), title="Arsip")
        make_entry(work, make_person(work))

    planned = json.loads(shell("push", "--dry-run", "--json").stdout)

    assert [(line["kind"], line["payload"]["namaKursus"]) for line in planned] == [("kursus", "Arsip")]
    assert (siasn.asked, record_of(work, entry)) == ([], None)


def test_what_hr_typed_into_siasn_is_found_and_not_sent(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        entry = make_entry(work, person, title="Arsip")
    sent = json.loads(shell("push", "--dry-run", "--json").stdout)[0]["payload"]
    siasn.rows["ketikan-hr"] = {
        "_": "kursus", "id": "ketikan-hr", "nipBaru": person.nip, "namaKursus": "ARSIP", "noSertipikat": None,
        "tanggalKursus": sent["tanggalKursus"], "tanggalSelesaiKursus": sent["tanggalSelesaiKursus"],
    }  # fmt: skip

    ran = shell.with_token("push", "--json")

    record = record_of(work, entry)
    assert record is not None
    assert (ran.exit_code, record.state, record.remote_id, siasn.saves) == (0, SENT, "ketikan-hr", [])


def test_a_rejected_record_keeps_siasn_s_words_and_the_others_go_on(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        first, second = (make_entry(work, person, title=title) for title in ("Satu", "Dua"))
    siasn.fail("/kursus/save", saying(200, success=False, mapData=None, message="Jam tidak sesuai\n"))

    ran = shell.with_token("push", "--json")

    states = {record.state: record.message for entry in (first, second) if (record := record_of(work, entry))}
    assert states == {REJECTED: "Jam tidak sesuai", SENT: ""}
    assert (ran.exit_code, len(siasn.saves)) == (1, 1)
    assert shell.with_token("push").exit_code == 0, "a rejected record is not sent again by itself"
    assert len(siasn.saves) == 1
    assert shell.with_token("push", "--rejected").exit_code == 0
    assert len(siasn.saves) == 2


def test_missing_fields_are_a_rejection_too(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    told = "2 errors occurred:\n\t* NamaKursus is required\n\t* Tahun is required\n\n"
    siasn.fail("/kursus/save", saying(400, code=0, data=None, message=told))

    shell.with_token("push")

    record = record_of(work, entry)
    assert record is not None
    assert (record.state, record.message) == (
        REJECTED, "2 errors occurred: * NamaKursus is required * Tahun is required"
    )  # fmt: skip


def test_a_token_that_ends_midway_pauses_the_run_and_loses_nothing(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        people = [make_known(work, siasn, name=name) for name in ("Ani", "Budi", "Cici")]
        entries = [make_entry(work, person) for person in people]
    siasn.after_save = siasn.sso.clear

    ran = shell.with_token("push", "--json")

    assert ran.exit_code == 1
    assert outcome(ran.stdout)["paused"] == (
        "Token SSO tidak berlaku lagi. Masuk lagi ke SIASN, lalu masukkan token yang baru."
    )
    siasn.after_save = lambda: None
    siasn.sso.add(SSO)
    assert shell.with_token("push").exit_code == 0
    assert [record.state for entry in entries if (record := record_of(work, entry))] == [SENT] * 3
    assert (len(siasn.saves), len(siasn.uploads)) == (3, 3)


def test_an_agency_token_that_is_over_is_fetched_anew_by_itself(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        for title in ("Satu", "Dua"):
            make_entry(work, person, title=title)

    def renew() -> None:
        siasn.wso = "wso-2"

    siasn.after_save = renew

    assert shell.with_token("push").exit_code == 0
    assert len(siasn.saves) == 2


@pytest.mark.parametrize("fault", [error_page, slow, saying(500, message="internal"), saying(200, success=True)])
def test_an_unanswered_save_is_looked_up_before_another(
    work: Work, siasn: Siasn, shell: Shell, house: House, fault: object
) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    if fault is slow:
        hurried(house)
    siasn.fail("/kursus/save", fault)  # type: ignore[arg-type]  # parametrize knows no types

    first, second = shell.with_token("push", "--json"), shell.with_token("push", "--json")

    record = record_of(work, entry)
    assert record is not None
    assert (first.exit_code, second.exit_code, record.state, siasn.saves) == (1, 1, UNSURE, [])
    with committed(work):
        work.session.get_one(Record, record.entry_id).intended_at -= QUIET + timedelta(seconds=1)
    assert shell.with_token("push").exit_code == 0
    assert len(siasn.saves) == 1


def test_a_save_that_was_taken_but_not_answered_is_found(work: Work, siasn: Siasn, shell: Shell, house: House) -> None:
    hurried(house)
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    siasn.after_save = late

    first = shell.with_token("push")
    siasn.after_save = lambda: None
    second = shell.with_token("push", "--json")

    record = record_of(work, entry)
    assert record is not None
    assert (first.exit_code, second.exit_code, record.state) == (1, 0, SENT)
    assert (len(siasn.saves), outcome(second.stdout)["counts"]) == (1, {"found": 1, "document": 1})


def test_three_silences_in_a_row_pause_the_run(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        entries = [make_entry(work, person, title=f"Ke-{number}") for number in range(5)]
    siasn.fail("/kursus/save", error_page, times=5)

    ran = shell.with_token("push", "--json")

    states = sorted(record.state for entry in entries if (record := record_of(work, entry)))
    assert (states, len(siasn.faults)) == ([UNSURE] * 3, 2)
    assert outcome(ran.stdout)["paused"] == "SIASN sedang bermasalah (jawaban 502)."


def test_a_refusal_between_silences_is_an_answer(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        person = make_known(work, siasn)
        for number in range(5):
            make_entry(work, person, title=f"Ke-{number}")
    no = saying(200, success=False, message="Tidak sesuai")
    for fault in (error_page, error_page, no, error_page):
        siasn.fail("/kursus/save", fault)

    ran = shell.with_token("push", "--json")

    assert outcome(ran.stdout) == {
        "counts": {"unsure": 3, "rejected": 1, "sent": 1, "document": 1}, "paused": ""
    }  # fmt: skip


def test_no_connection_pauses_and_everything_waits(work: Work, siasn: Siasn, shell: Shell, house: House) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    object.__setattr__(house.settings, "siasn_url", "http://127.0.0.1:9/apisiasn/1.0")

    ran = shell.with_token("push", "--json")

    assert (ran.exit_code, record_of(work, entry)) == (1, None)
    assert outcome(ran.stdout)["paused"] == "SIASN tidak dapat dihubungi. Periksa jaringan, lalu kirim lagi."


def test_a_wrong_agency_key_is_told_as_such(work: Work, siasn: Siasn, shell: Shell, house: House) -> None:
    with committed(work):
        make_entry(work, make_known(work, siasn))
    path = house.settings.siasn_consumer_file
    assert path is not None
    path.write_text(f"{CONSUMER[0]}\nsalah\n")

    ran = shell.with_token("push", "--json")

    assert (ran.exit_code, str(outcome(ran.stdout)["paused"])[:15]) == (1, "Kunci instansi ")


def test_a_pdf_that_was_refused_is_tried_again_without_another_save(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    siasn.fail("/upload-dok-rw", saying(400, code=0, data=None, message="Berkas terlalu besar"))

    first = shell.with_token("push")
    record = record_of(work, entry)
    assert record is not None
    assert (first.exit_code, record.state, record.message) == (1, SENT, "PDF belum terunggah: Berkas terlalu besar")

    assert shell.with_token("push").exit_code == 0
    assert (len(siasn.saves), len(siasn.uploads)) == (1, 1)
