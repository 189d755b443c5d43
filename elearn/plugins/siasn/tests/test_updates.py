"""A record that changed after it was sent: shown, previewed, updated under its own id, and never made twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from elearn.core.career.models import CareerEntry
from elearn.core.career.queries.record import of_certificate
from elearn.core.career.services import evidence
from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.plugin import Work, committed
from elearn.testing.factories.career import described, make_evidence
from elearn.testing.factories.people import make_person, make_role, make_unit

from ..models import Record
from ..states import QUIET, SENT, UNSURE
from .making import Shell, make_entry, make_known, record_of
from .stand_in import SSO, Answer, Siasn, error_page, saying

SignIn = Callable[[Person], FlaskClient]


def lengthen(work: Work, entry: CareerEntry) -> None:
    with committed(work):
        entry.minutes = 900


def told(work: Work, entry: CareerEntry) -> tuple[str, str, Any, Any]:
    """State, message, hours that SIASN was sent, and what it had before."""
    record = record_of(work, entry)
    assert record is not None
    return record.state, record.message, record.payload["jumlahJam"], record.earlier


def hours(siasn: Siasn) -> list[object]:
    return [row["jumlahJam"] for row in siasn.rows.values()]


def exported(shell: Shell, folder: Path) -> list[dict[str, Any]]:
    shell("export", "-o", str(folder / "siasn.json"), "--format", "json")
    found: list[dict[str, Any]] = json.loads((folder / "siasn.json").read_text())["kursus"]
    return found


def test_a_changed_record_is_previewed_and_updated_only_when_asked(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    remote_id = next(iter(siasn.rows))
    lengthen(work, entry)

    assert shell.with_token("push").exit_code == 0
    assert len(siasn.saves) == 1, "a change is not sent by itself"
    preview = shell("push", "--changed", "--dry-run").stdout
    planned = json.loads(shell("push", "--changed", "--dry-run", "--json").stdout)
    ran = shell.with_token("push", "--changed", "--json")
    again = shell.with_token("push", "--changed", "--json")

    assert "  jumlahJam: 2 → 20" in preview
    assert [(line["payload"]["id"], line["changes"]) for line in planned] == [(remote_id, [["jumlahJam", 2, 20]])]
    assert (ran.exit_code, json.loads(ran.stdout)["counts"]) == (0, {"updated": 1, "document": 1})
    assert (list(siasn.rows), hours(siasn), len(siasn.uploads)) == ([remote_id], [20], 2)
    assert told(work, entry) == (SENT, "", 20, None)
    assert (json.loads(again.stdout)["counts"], len(siasn.saves)) == ({}, 2)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (saying(200, success=False, message="Riwayat terkunci"), "Riwayat terkunci"),
        (saying(404, code=0, data="Data tidak ditemukan"), "Data tidak ditemukan di SIASN."),
        (saying(403, message="Forbidden"), ""),
    ],
)
def test_an_update_that_siasn_refuses_leaves_the_record_as_it_was(
    work: Work, siasn: Siasn, shell: Shell, answer: Callable[[], Answer], message: str
) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    lengthen(work, entry)
    siasn.fail("/kursus/save", answer)

    ran = shell.with_token("push", "--changed")

    assert (ran.exit_code, told(work, entry), hours(siasn)) == (1, (SENT, message, 2, None), [2])
    assert json.loads(shell("status", "--json").stdout)[0]["is_changed"] is True
    assert shell.with_token("push", "--changed").exit_code == 0
    assert hours(siasn) == [20]


def test_an_update_without_an_answer_is_sent_again_under_the_same_id(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    lengthen(work, entry)
    siasn.fail("/kursus/save", error_page)

    silent = shell.with_token("push", "--changed")
    early = shell.with_token("push")
    between = told(work, entry)
    with committed(work):
        work.session.get_one(Record, entry.id).intended_at -= QUIET + timedelta(seconds=1)
    later = shell.with_token("push", "--json")

    assert (silent.exit_code, early.exit_code, between[0], between[2]) == (1, 1, UNSURE, 20)
    assert json.loads(later.stdout)["counts"] == {"updated": 1, "document": 1}
    assert (len(siasn.rows), hours(siasn), told(work, entry)) == (1, [20], (SENT, "", 20, None))


def test_reconciling_settles_an_unanswered_update_only_when_siasn_has_it(
    work: Work, siasn: Siasn, shell: Shell
) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    lengthen(work, entry)
    siasn.fail("/kursus/save", error_page)
    shell.with_token("push", "--changed")

    shell.with_token("reconcile")
    before = told(work, entry)[0]
    next(iter(siasn.rows.values()))["jumlahJam"] = 20
    shell.with_token("reconcile")

    assert (before, told(work, entry)[0], told(work, entry)[3]) == (UNSURE, SENT, None)


def test_a_record_that_is_gone_from_siasn_is_not_made_anew(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    lengthen(work, entry)
    siasn.rows.clear()

    ran = shell.with_token("push", "--changed", "--json")

    assert (ran.exit_code, json.loads(ran.stdout)["counts"], siasn.rows) == (1, {"gone": 1}, {})
    assert told(work, entry)[1] == "Tidak ada lagi di SIASN, jadi tidak diperbarui."


def test_an_update_that_made_another_record_stops_the_run(work: Work, siasn: Siasn, shell: Shell) -> None:
    with committed(work):
        entry = make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    lengthen(work, entry)
    siasn.fail("/kursus/save", saying(200, success=True, mapData={"rwKursusId": "lain"}))

    ran = shell.with_token("push", "--changed", "--json")

    assert "riwayat lain (lain)" in json.loads(ran.stdout)["paused"]
    assert told(work, entry)[2:] == (2, None)


def test_a_corrected_certificate_updates_its_record_and_does_not_double_it(
    work: Work, siasn: Siasn, shell: Shell, tmp_path: Path
) -> None:
    with committed(work):
        person = make_known(work, siasn)
        old = make_entry(work, person)
    shell.with_token("push")
    remote_id, number = next(iter(siasn.rows)), old.number
    with committed(work):
        newer = certificates.supersede(work, work.session.get_one(Certificate, old.certificate_id), "Nama diperbaiki.")

    sent = exported(shell, tmp_path)
    compared = json.loads(shell.with_token("reconcile", "--json").stdout)
    plain = shell.with_token("push")
    planned = json.loads(shell("push", "--changed", "--dry-run", "--json").stdout)
    updated = shell.with_token("push", "--changed")
    after = json.loads(shell.with_token("reconcile", "--json").stdout)

    entry = of_certificate(work, newer.id)
    assert entry is not None
    assert newer.number != number
    assert [payload["nomorSertipikat"] for payload in sent] == [newer.number]
    assert (compared["counts"], compared["only_there"]) == ({"match": 0, "missing": 0, "different": 1}, [])
    assert (plain.exit_code, planned[0]["changes"]) == (0, [["nomorSertipikat", number, newer.number]])
    assert updated.exit_code == 0
    assert [(key, row["noSertipikat"]) for key, row in siasn.rows.items()] == [(remote_id, newer.number)]
    assert (after["counts"], after["only_there"]) == ({"match": 1, "missing": 0, "different": 0}, [])
    assert record_of(work, entry) is not None
    assert record_of(work, old) is None


def test_evidence_that_hr_read_anew_goes_on_under_its_record(
    work: Work, siasn: Siasn, shell: Shell, tmp_path: Path
) -> None:
    with committed(work):
        sent = make_evidence(work, make_known(work, siasn), title="Seminar Kearsipan", number="12/SEM/2026")
        evidence.accept(work, sent, described(work, title="Seminar Kearsipan", number="12/SEM/2026"))
    shell.with_token("push")
    with committed(work):
        evidence.undo(work, sent, "Nomornya keliru.")
        read = described(work, title="Seminar Kearsipan", number="21/SEM/2026")
        evidence.accept(work, sent, read, "Nomornya 21.")

    payloads = exported(shell, tmp_path)
    compared = json.loads(shell.with_token("reconcile", "--json").stdout)["counts"]
    shell.with_token("push", "--changed")

    assert [payload["nomorSertipikat"] for payload in payloads] == ["21/SEM/2026"]
    assert compared == {"match": 0, "missing": 0, "different": 1}
    assert [row["noSertipikat"] for row in siasn.rows.values()] == ["21/SEM/2026"]
    assert json.loads(shell.with_token("reconcile", "--json").stdout)["counts"]["match"] == 1


def test_hr_sees_the_change_and_updates_from_the_page(
    work: Work, siasn: Siasn, shell: Shell, house: House, sign_in: SignIn
) -> None:
    with committed(work):
        unit = make_unit(work)
        hr = make_person(work, unit)
        make_role(work, hr, "hr", unit)
        person = make_known(work, siasn, unit)
        entry, other = make_entry(work, person, title="Berubah"), make_entry(work, person, title="Tetap")
    shell.with_token("push")
    lengthen(work, entry)
    browser = sign_in(hr)
    address = f"/siasn/{entry.id}/perbarui"

    listed, page = browser.get("/siasn").text, browser.get(address).text
    empty = browser.post(address, data={"token": ""})
    asked = browser.post(address, data={"token": SSO})
    house.queue.sweep()
    over = browser.get(asked.headers["Location"]).text

    assert (listed.count("Perbarui di SIASN…</a>"), address in listed) == (1, True)
    assert ("<code>jumlahJam</code></th><td>2</td><td><strong>20</strong>" in page, empty.status_code) == (True, 422)
    assert ("Diperbarui: <strong>1</strong>" in over, sorted(hours(siasn), key=str)) == (True, [2, 20])
    assert "Tidak ada yang perlu diperbarui" in browser.get(address).text
    assert browser.post(f"/siasn/{other.id}/perbarui", data={"token": SSO}).status_code == 409


@pytest.mark.parametrize("fields", [{"jumlahJam": 99}])
def test_what_siasn_says_otherwise_is_updated_too(
    work: Work, siasn: Siasn, shell: Shell, fields: dict[str, object]
) -> None:
    with committed(work):
        make_entry(work, make_known(work, siasn))
    shell.with_token("push")
    next(iter(siasn.rows.values())).update(fields)
    shell.with_token("reconcile")

    ran = shell.with_token("push", "--changed", "--json")

    assert (json.loads(ran.stdout)["counts"], hours(siasn)) == ({"updated": 1, "document": 1}, [2])
    assert json.loads(shell.with_token("push", "--changed", "--json").stdout)["counts"] == {}
