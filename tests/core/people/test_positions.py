"""Kinds of position and echelons as people write them."""

from __future__ import annotations

import pytest

from elearn.core.people.positions import (
    ECHELONS,
    POSITION_CODES,
    POSITION_KINDS,
    UnknownWord,
    parse_echelon,
    parse_position_kind,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Struktural", "Struktural"),
        ("jabatan  fungsional", "Fungsional"),
        ("Fungsional Tertentu", "Fungsional"),
        ("JFU", "Pelaksana"),
        ("RANGKAP", "Rangkap"),
    ],
)
def test_position_kind_is_read_as_people_write_it(text: str, kind: str) -> None:
    assert parse_position_kind(text) == kind


def test_position_kind_unknown_names_the_nearest() -> None:
    with pytest.raises(UnknownWord) as caught:
        parse_position_kind("Fungsionel")

    assert str(caught.value) == (
        "“Fungsionel” tidak dikenal. Maksud Anda “Fungsional”? "
        "Isi salah satu dari Struktural, Fungsional, Pelaksana, Rangkap."
    )


@pytest.mark.parametrize(
    ("text", "echelon"),
    [
        ("III.a", "III.a"),
        ("iii/A", "III.a"),
        ("Eselon IIb", "II.b"),
        ("31", "III.a"),
        ("NON", None),
        ("-", None),
        ("99", None),
    ],
)
def test_echelon_has_one_spelling(text: str, echelon: str | None) -> None:
    assert parse_echelon(text) == echelon


def test_echelon_unknown_is_refused() -> None:
    with pytest.raises(UnknownWord, match=r"VI\.a"):
        parse_echelon("VI.a")


def test_every_kind_and_echelon_has_its_own_siasn_code() -> None:
    assert sorted(POSITION_CODES.values()) == [1, 2, 3, 4]
    assert tuple(sorted(POSITION_KINDS)) == tuple(sorted(POSITION_CODES))
    assert len({echelon.code for echelon in ECHELONS}) == len(ECHELONS)
