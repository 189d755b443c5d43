"""Numbers and words that learners type."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.kinds import InvalidAnswer
from elearn.core.questions.quantity import parse_quantity

from .question_blocks import block, points, read


@pytest.mark.parametrize(
    ("key", "answer", "earned"),
    [
        ("20 ± 0,5", "20,5", 1),
        ("20 ± 0,5", "20.5", 1),
        ("20 ± 0,5", "20,51", 0),
        ("20 +/- 1", "19", 1),
        ("14 hari", "14", 1),
        ("14 hari", "14 Hari", 1),
        ("-3", "−3", 1),
        ("-3", "3", 0),
        ("1500", "1.500", 1),
        ("1,5", "1.500", 1),
        ("1500", "1.500,00", 1),
        ("Rp 5.000.000", "5000000", 1),
        ("Rp 5.000.000", "Rp5.000.000", 1),
        ("75%", "75 %", 1),
        ("0,5", "0.500", 1),
        ("0,5", ",5", 1),
        ("1000", "1,000", 1),
    ],
)
def test_number_is_right_within_its_tolerance(key: str, answer: str, earned: int) -> None:
    assert points(block(jawaban=key), answer) == earned


@pytest.mark.parametrize(
    ("key", "answer", "sentence"),
    [
        ("20", "dua puluh", "“dua puluh” bukan angka. Tulis angkanya saja, misalnya 12,5."),
        ("20", "1,2,3", "“1,2,3” bukan angka. Tulis angkanya saja, misalnya 12,5."),
        ("14 hari", "14 jam", "Jawaban soal ini dalam satuan hari. Tulis angkanya saja, tanpa satuan lain."),
        ("4", "4a", "“4a” memuat “a”. Tulis angkanya saja, misalnya 12,5."),
        ("14", "14 orang", "“14 orang” memuat “orang”. Tulis angkanya saja, misalnya 12,5."),
        ("20", "٢٠", "“٢٠” bukan angka. Tulis angkanya saja, misalnya 12,5."),
    ],
)
def test_answer_that_is_no_number_is_refused_with_a_sentence(key: str, answer: str, sentence: str) -> None:
    kind, parsed = read(block(jawaban=key))

    with pytest.raises(InvalidAnswer) as refusal:
        kind.read_answer(parsed.public, [answer])

    assert refusal.value.sentence == sentence


@pytest.mark.parametrize("key", ["20 ± abc", "1,2,3", "20 ±", "20 ± -1", "± 3"])
def test_number_key_that_cannot_be_read_is_an_error(key: str) -> None:
    findings = read(block(jawaban=key))[1].findings

    assert [(finding.line, finding.level) for finding in findings] == [(9, "salah")]


def test_number_key_with_two_units_is_an_error() -> None:
    assert [finding.sentence for finding in read(block(jawaban="20 hari ± 1 jam"))[1].findings] == [
        "satuan hari dan jam pada kunci tidak sama"
    ]


def test_number_key_with_two_readings_is_warned_of() -> None:
    findings = read(block(jawaban="1.500"))[1].findings

    assert [(finding.level, finding.sentence) for finding in findings] == [
        ("peringatan", "`1.500` dapat dibaca sebagai dua angka; di sini dibaca 1500")
    ]


@pytest.mark.parametrize(
    ("key", "answer", "earned"),
    [
        ("SKP / Sasaran Kinerja Pegawai", "skp", 1),
        ("SKP / Sasaran Kinerja Pegawai", "  sasaran  kinerja pegawai ", 1),
        ("Évaluasi", "evaluasi", 1),
        ("km/jam", "KM/JAM", 1),
        ("peka SKP", "SKP", 1),
        ("peka SKP", "skp", 0),
        ("peka", "Peka", 1),
        ("SKP", "SPK", 0),
        ("tepat‑guna", "tepat-guna", 1),
    ],
)
def test_short_answer_folds_case_accents_and_spaces(key: str, answer: str, earned: int) -> None:
    assert points(block(jawaban=key), answer) == earned


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=2))
def test_every_plain_number_is_read_with_comma_and_with_dot(number: Any) -> None:
    for written in (f"{number:f}", f"{number:f}".replace(".", ",")):
        quantity = parse_quantity(written)
        assert quantity is not None
        assert quantity.readings == (Fraction(str(number)),)
