"""Evidence from elsewhere: what is taken in, what HR decides, what counts, and what stays of every deed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from elearn.core.career import queries, services
from elearn.core.career.models import CareerEntry, Evidence
from elearn.core.career.services.evidence import Description
from elearn.core.career.services.proof import files
from elearn.core.certificates.claims import from_json
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny
from elearn.kernel.audit import AuditEntry
from elearn.kernel.errors import Conflict, Denied, Invalid, Refused, TooLarge
from elearn.kernel.work import Actor, Work
from elearn.testing.factories.career import PDF, make_career_entry, make_evidence
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.people import make_person

JP = 45


def picture(kind: str = "PNG", exif: bytes = b"") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, kind, **({"exif": exif} if exif else {}))
    return content.getvalue()


def add_scanner(house: House, answer: Callable[..., Any]) -> None:
    """A guest that is asked about files."""
    hooks = ModuleType("scanner_hooks")

    def may_keep_file(work: Work, content: bytes, media_type: str, filename: str) -> Deny | None:
        found: Deny | None = answer(content)
        return found

    setattr(hooks, "may_keep_file", hookimpl(may_keep_file))  # noqa: B010  # a hooks module made by hand
    house.hooks.register("scanner", hooks, guest=True)


def counted(work: Work, person_id: int) -> float:
    return queries.standing_of(work, person_id, work.today.year).jp


@pytest.mark.parametrize(
    ("content", "media_type"), [(PDF, "application/pdf"), (picture(), "image/png"), (picture("JPEG"), "image/jpeg")]
)
def test_a_file_is_told_by_what_is_in_it(work: Work, content: bytes, media_type: str) -> None:
    sent = make_evidence(work, file=content)

    assert (sent.media_type, files(work).read(sent.stored)) == (media_type, content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90 program", "Berkas ini bukan PDF, PNG, atau JPEG. Pindai atau foto buktinya, lalu kirim lagi."),
        (b"", "Berkas ini bukan PDF, PNG, atau JPEG. Pindai atau foto buktinya, lalu kirim lagi."),
        (b"%PDF-1.4 cut", "PDF ini tidak lengkap. Unduh atau pindai ulang, lalu kirim lagi."),
        (picture()[:60], "Gambar ini rusak atau tidak lengkap. Simpan ulang dari program gambarnya."),
    ],
)
def test_what_is_no_evidence_is_refused(work: Work, content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        make_evidence(work, file=content)

    assert caught.value.sentence == sentence


def test_a_file_beyond_the_setting_is_refused(work: Work) -> None:
    with pytest.raises(TooLarge) as caught:
        make_evidence(work, file=PDF + b" " * 5_000_000)

    assert caught.value.sentence == "Berkas bukti paling besar 5 MB. Perkecil atau pindai ulang, lalu kirim lagi."


def test_where_a_phone_was_is_not_kept(work: Work) -> None:
    noted = Image.Exif()
    noted[0x010E] = "Rumah Siti"
    sent = make_evidence(work, file=picture("JPEG", noted.tobytes()))

    assert b"Rumah Siti" not in files(work).read(sent.stored)


def test_a_virus_scanner_says_no(work: Work, house: House) -> None:
    add_scanner(house, lambda content: Deny("Berkas ini memuat virus.") if b"%%EOF" in content else None)

    with pytest.raises(Refused, match="Berkas ini memuat virus"):
        make_evidence(work)

    assert not files(work).folder.exists()


def test_a_scanner_that_breaks_says_no_too(work: Work, house: House) -> None:
    add_scanner(house, lambda content: 1 / 0)

    with pytest.raises(Refused, match="Aturan dari plugin “scanner” sedang bermasalah"):
        make_evidence(work)


def test_evidence_counts_for_nothing_before_a_decision(work: Work) -> None:
    sent = make_evidence(work)

    assert (sent.state, counted(work, sent.person_id)) == ("menunggu", 0.0)


def test_accepted_evidence_counts_by_the_rules(work: Work) -> None:
    sent = make_evidence(work)

    entry = services.accept(work, sent, Description.of(sent))

    assert (sent.state, entry.minutes, entry.counted_minutes, entry.source) == ("diterima", 8 * JP, 4 * JP, "external")
    assert counted(work, sent.person_id) == 4.0


def test_a_correction_needs_a_reason_and_keeps_what_was_sent(work: Work) -> None:
    sent = make_evidence(work)
    read = replace(Description.of(sent), form="workshop", ended_on=date(2025, 5, 6), began_on=date(2025, 5, 6))

    with pytest.raises(Invalid, match="Tulis alasannya"):
        services.accept(work, sent, read)
    entry = services.accept(work, sent, read, "Kertasnya menyebut lokakarya 6 Mei 2025.")

    assert (sent.state, sent.form, entry.form, entry.year, entry.counted_minutes) == (
        "dikoreksi", "seminar", "workshop", 2025, 5 * JP,
    )  # fmt: skip
    assert queries.decisions_of(work, sent.id)[-1].facts == {
        "form": ["seminar", "workshop"],
        "began_on": [work.today.isoformat(), "2025-05-06"],
        "ended_on": [work.today.isoformat(), "2025-05-06"],
    }


def test_refused_evidence_says_why(work: Work) -> None:
    sent = make_evidence(work)

    with pytest.raises(Invalid, match="Tulis alasan penolakan"):
        services.refuse(work, sent, "")
    services.refuse(work, sent, "Tidak terbaca.")

    assert (sent.state, queries.entry_of(work, sent.id)) == ("ditolak", None)


def test_a_wrong_decision_is_taken_back_and_its_history_stays(work: Work) -> None:
    sent = make_evidence(work)
    services.accept(work, sent, Description.of(sent))

    services.undo(work, sent, "Salah orang.")

    assert (sent.state, counted(work, sent.person_id)) == ("menunggu", 0.0)
    services.accept(work, sent, Description.of(sent))
    assert counted(work, sent.person_id) == 4.0
    assert len(work.session.scalars(select(CareerEntry)).all()) == 1
    assert [line.deed for line in queries.decisions_of(work, sent.id)] == [
        "dikirim", "diterima", "dibatalkan", "diterima",
    ]  # fmt: skip


def test_every_decision_is_audited(work: Work) -> None:
    sent = make_evidence(work)
    services.refuse(work, sent, "Tidak terbaca.")
    services.undo(work, sent, "Terbaca.")

    found = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "career:evidence:decide"))

    assert [(entry.subject, entry.facts["deed"], entry.facts["reason"]) for entry in found] == [
        (f"bukti {sent.id}", "ditolak", "Tidak terbaca."),
        (f"bukti {sent.id}", "dibatalkan", "Terbaca."),
    ]


def decide(work: Work, sent: Evidence) -> list[Callable[[], object]]:
    return [
        lambda: services.accept(work, sent, Description.of(sent)),
        lambda: services.refuse(work, sent, "Tidak."),
        lambda: services.undo(work, sent, "Tidak."),
        lambda: services.take_back(work, sent),
    ]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [("menunggu", (0, 1, 3)), ("diterima", (2,)), ("dikoreksi", (2,)), ("ditolak", (2,)), ("ditarik", ())],
)
def test_each_state_allows_its_deeds_alone(work: Work, state: str, allowed: tuple[int, ...]) -> None:
    for number in range(4):
        sent = make_evidence(work)
        sent.state = state
        deed = decide(work, sent)[number]
        if number in allowed:
            deed()
        else:
            with pytest.raises(Conflict):
                deed()


def test_nobody_decides_on_their_own(work: Work) -> None:
    sent = make_evidence(work)
    work.actor = Actor(sent.person_id, "Siti")

    for deed in decide(work, sent)[:3]:
        with pytest.raises(Denied):
            deed()


def test_limits_are_shared_by_all_entries_of_the_month(work: Work) -> None:
    person = make_person(work)
    day = date(work.today.year, 3, 1)
    entries = [
        services.accept(work, one, Description.of(one))
        for one in [
            make_evidence(work, person, form="coaching", began_on=day, ended_on=day, minutes=5 * JP, number=str(number))
            for number in range(3)
        ]
    ]
    assert [entry.counted_minutes // JP for entry in entries] == [2, 2, 0]

    sent = work.session.get_one(Evidence, entries[0].evidence_id)
    services.undo(work, sent, "Bukan coaching.")

    assert [entry.counted_minutes // JP for entry in entries[1:]] == [2, 2]


def test_certificates_of_this_house_keep_their_curriculum(work: Work) -> None:
    certificate = make_certificate(work)

    (entry,) = queries.record_of(work, certificate.person_id)

    assert (entry.minutes, entry.counted_minutes) == (90, 90)


def test_duplicates_are_found_among_evidence_and_certificates(work: Work) -> None:
    certificate = make_certificate(work)
    person = certificate.person
    make_career_entry(work, person, title="Seminar Kearsipan")
    first = make_evidence(work, person, title="Lain", number=certificate.number, file=picture())
    second = make_evidence(work, person)
    make_evidence(work, make_person(work))

    found = queries.kindred_of(work, second)

    assert [(one.title, one.is_entry, one.number) for one in found.known] == [
        ("Lain", False, certificate.number),
        ("Seminar Kearsipan", False, "12/SEM/2026"),
        (from_json(certificate.claims).training.title, True, certificate.number),
        ("Seminar Kearsipan", True, ""),
    ]
    assert (queries.kindred_of(work, first).by_others, found.by_others) == (False, True)
