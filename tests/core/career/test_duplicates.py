"""Evidence that was sent before is recognised, and only said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from elearn.core.career.rules import Known, duplicates_of, number_key

SENT = Known(7, False, "Seminar Arsip", "800/12/2026", date(2026, 3, 1), date(2026, 3, 2), "ab" * 32)
OTHER = Known(8, False, "Lain", "900", date(2025, 1, 1), date(2025, 1, 1), "cd" * 32)


@pytest.mark.parametrize(
    ("other", "by"),
    [
        (OTHER, None),
        (replace(OTHER, number="800-12-2026"), ("number",)),
        (replace(OTHER, number="800.12.2026", id=7, is_entry=True, digest=""), ("number",)),
        (replace(OTHER, title=" seminar  ARSIP", began_on=SENT.began_on, ended_on=SENT.ended_on), ("days",)),
        (replace(OTHER, title="Seminar Arsip"), None),
        (replace(OTHER, digest=SENT.digest), ("file",)),
        (replace(SENT, id=9), ("number", "days", "file")),
        (SENT, None),
    ],
)
def test_what_looks_like_the_same(other: Known, by: tuple[str, ...] | None) -> None:
    assert [match.by for match in duplicates_of(SENT, [other])] == ([by] if by else [])


@pytest.mark.parametrize(
    ("title", "other", "days_later", "by"),
    [
        ("Bimtek Penyusunan Standar Pelayanan", "Bimbingan Teknis Penyusunan Standar Pelayanan", 0, "days"),
        ("Seminar Kearsipan Nasional", "Seminar  Kearsipan, Nasional.", 1, "alike"),
        ("Workshop Arsip Dinamis", "Lokakarya Arsip Dinamis", 0, "days"),
        ("Pelatihan Pelayanan Prima", "Pelatihan Pelayanam Prima", 2, "alike"),
        ("Pelatihan Pelayanan Prima", "Pelatihan Pelayanan Prima", 9, None),
        ("Pelatihan Dasar Angkatan I", "Pelatihan Dasar Angkatan II", 0, None),
        ("Bimtek Keuangan Desa 1", "Bimtek Keuangan Desa 2", 0, None),
        ("Seminar Kearsipan", "Seminar Stunting", 0, None),
        ("", "", 0, "days"),
    ],
)
def test_another_scan_of_the_same_paper_is_known_by_its_words(
    title: str, other: str, days_later: int, by: str | None
) -> None:
    """A second scan has other bytes, and nobody types a title twice in the same way."""
    later = SENT.began_on + timedelta(days=days_later)
    again = replace(OTHER, title=other, number="", began_on=later, ended_on=later)
    sent = replace(SENT, title=title, ended_on=SENT.began_on)

    assert [match.by for match in duplicates_of(sent, [again])] == ([(by,)] if by else [])


def test_two_without_a_number_are_not_alike() -> None:
    assert duplicates_of(replace(SENT, number=""), [replace(OTHER, number=" - ")]) == ()


@pytest.mark.parametrize(("number", "key"), [("800 / 12 / BKPSDM", "80012bkpsdm"), ("", ""), ("-/-", "")])
def test_numbers_are_compared_by_letters_and_digits(number: str, key: str) -> None:
    assert number_key(number) == key
