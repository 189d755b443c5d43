"""The forms of competency development: one for every word of course files, with the national system's kinds."""

from __future__ import annotations

from datetime import date

import pytest

from elearn.core.competencies.development import FORMS, form_of, read_forms
from elearn.core.courses.parser.fields import FORMS as CHOICE_OF_COURSES

WORDS_OF_0_1 = (
    "pelatihan struktural kepemimpinan", "pelatihan manajerial", "pelatihan teknis", "pelatihan fungsional",
    "pelatihan sosial kultural", "seminar", "konferensi", "sarasehan", "workshop", "lokakarya", "kursus", "penataran",
    "bimbingan teknis", "sosialisasi", "coaching", "mentoring", "e-learning", "pelatihan jarak jauh", "detasering",
    "pembelajaran alam terbuka", "patok banding", "pertukaran pns", "belajar mandiri", "komunitas belajar",
    "bimbingan di tempat kerja", "magang", "praktik kerja",
)  # fmt: skip
"""What course files, certificates and career entries could say before forms had codes."""


def test_the_list_has_12_classical_and_13_other_forms_and_25_kinds() -> None:
    assert [form.code for form in FORMS if form.is_classical] == [f"KL{n:02}" for n in range(1, 13)]
    assert [form.code for form in FORMS if not form.is_classical] == [f"NKL{n:02}" for n in range(1, 14)]
    assert sorted(int(form.siasn_kind) for form in FORMS) == list(range(1, 26))


def test_every_word_of_a_course_file_is_one_form() -> None:
    meant = {word: [form.code for form in FORMS if word in form.words] for word in CHOICE_OF_COURSES.words.values()}

    assert {word: codes for word, codes in meant.items() if len(codes) != 1} == {}


@pytest.mark.parametrize("word", WORDS_OF_0_1)
def test_every_word_that_was_ever_written_is_a_form(word: str) -> None:
    assert form_of(word) is not None


@pytest.mark.parametrize(
    ("word", "code", "kind", "letter"),
    [
        ("pelatihan struktural kepemimpinan", "KL01", "1", "T"),
        ("pelatihan fungsional", "KL04", "2", "F"),
        ("lokakarya", "KL07", "4", "P"),
        ("sosialisasi", "KL11", "7", "P"),
        ("E-Learning", "NKL03", "16", "T"),
        (" praktik  kerja", "NKL12", "10", "T"),
        ("nkl09", "NKL09", "22", "T"),
        ("Bimbingan Teknis", "KL10", "8", "T"),
    ],
)
def test_a_word_a_title_and_a_code_name_a_form(word: str, code: str, kind: str, letter: str) -> None:
    form = form_of(word)

    assert form is not None
    assert (form.code, form.siasn_kind, form.siasn_code) == (code, kind, letter)


def test_an_unknown_word_is_no_form() -> None:
    assert form_of("webinar") is None


def test_a_form_is_that_of_its_day() -> None:
    lines = (
        "code,path,title,words,siasn_kind,siasn_code,valid_from,valid_until,source,mark,siasn_source,siasn_mark",
        "KL06,klasikal,Seminar,seminar,9,P,2018-01-01,2026-12-31,A,C3,B,C3",
        "KL06,klasikal,Seminar,seminar,29,P,2027-01-01,,C,C1,D,C1",
    )
    days = (date(2017, 12, 31), date(2026, 12, 31), date(2027, 1, 1), None)

    found = [form_of("seminar", day, read_forms(lines)) for day in days]

    assert [form.siasn_kind if form else None for form in found] == [None, "9", "29", "29"]


def test_every_form_names_its_source_and_mark() -> None:
    assert {(form.source, form.mark, form.siasn_source, form.siasn_mark) for form in FORMS} == {
        ("docs/sources.md#perlan-10-2018", "C3", "docs/sources.md#siasn-reference", "C3")
    }
