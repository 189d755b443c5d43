"""Evidence that was sent before is recognised, and only said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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


def test_two_without_a_number_are_not_alike() -> None:
    assert duplicates_of(replace(SENT, number=""), [replace(OTHER, number=" - ")]) == ()


@pytest.mark.parametrize(("number", "key"), [("800 / 12 / BKPSDM", "80012bkpsdm"), ("", ""), ("-/-", "")])
def test_numbers_are_compared_by_letters_and_digits(number: str, key: str) -> None:
    assert number_key(number) == key
