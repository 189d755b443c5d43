"""Grades as they are typed, named and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.people.grades import (
    PNS_RANKS,
    PPPK_GRADES,
    Employment,
    InvalidGrade,
    describe_grade,
    grades_of,
    parse_grade,
    rank_of,
)


def test_there_are_seventeen_grades_each() -> None:
    assert (len(PNS_RANKS), len(PPPK_GRADES), len(set(PNS_RANKS.values()))) == (17, 17, 17)


@pytest.mark.parametrize(
    ("employment", "text", "grade"),
    [
        ("PNS", "III/a", "III/a"),
        ("PNS", " iii-A ", "III/a"),
        ("PNS", "IVe", "IV/e"),
        ("PNS", "Golongan II/d", "II/d"),
        ("PPPK", "ix", "IX"),
        ("PPPK", "09", "IX"),
        ("PPPK", "Golongan XVII", "XVII"),
    ],
)
def test_grade_is_read_as_people_type_it(employment: Employment, text: str, grade: str) -> None:
    assert parse_grade(employment, text) == grade


@pytest.mark.parametrize(
    ("employment", "text", "sentence"),
    [
        (
            "PNS",
            "IX",
            "Golongan “IX” adalah golongan PPPK, sedangkan pegawai ini PNS; periksa jenis pegawai atau isi salah satu dari I/a sampai IV/e.",
        ),
        (
            "PPPK",
            "III/a",
            "Golongan “III/a” adalah golongan PNS, sedangkan pegawai ini PPPK; periksa jenis pegawai atau isi salah satu dari I sampai XVII.",
        ),
        ("PNS", "III/e", "Golongan “III/e” tidak ada untuk PNS; isi salah satu dari I/a sampai IV/e."),
        ("PPPK", "18", "Golongan “18” tidak ada untuk PPPK; isi salah satu dari I sampai XVII."),
        ("PPPK", "²", "Golongan “²” tidak ada untuk PPPK; isi salah satu dari I sampai XVII."),
        ("PPPK", "", "Golongan “” tidak ada untuk PPPK; isi salah satu dari I sampai XVII."),
    ],
)
def test_grade_that_does_not_exist_is_refused(employment: Employment, text: str, sentence: str) -> None:
    with pytest.raises(InvalidGrade) as refusal:
        parse_grade(employment, text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("employment", "grade", "described", "rank"),
    [("PNS", "III/a", "Penata Muda (III/a)", "Penata Muda"), ("PPPK", "IX", "Golongan IX", None)],
)
def test_grade_is_described(employment: Employment, grade: str, described: str, rank: str | None) -> None:
    assert (describe_grade(employment, grade), rank_of(employment, grade)) == (described, rank)


@given(st.sampled_from(["PNS", "PPPK"]), st.data())
def test_every_grade_survives_its_own_spelling(employment: Employment, data: st.DataObject) -> None:
    grade = data.draw(st.sampled_from(grades_of(employment)))
    assert [parse_grade(employment, text) for text in (grade, grade.lower(), f" {grade} ")] == [grade] * 3


@given(st.sampled_from(["PNS", "PPPK"]), st.text(max_size=12))
def test_any_text_is_a_grade_or_refused(employment: Employment, text: str) -> None:
    try:
        found = parse_grade(employment, text)
    except InvalidGrade:
        return
    assert grades_of(employment).count(found) == 1
