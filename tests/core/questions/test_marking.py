"""Reading and marking of answers, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.block import Option, Property, QuestionBlock
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import (
    InvalidAnswer,
    Parsed,
    QuestionKind,
    UnknownKind,
    choose_kind,
    field_name,
    kind_named,
)
from elearn.core.questions.quantity import parse_quantity


def boxes(*options: str, mode: str = "kuis", **properties: str) -> QuestionBlock:
    """Options written as "x Kata" (right) or "  Kata"."""
    made = tuple(Option(line, text[0].strip(), text[2:], text[2:], f"umpan {text[2:]}") for line, text in enumerate(options, 2))
    return block(options=made, mode=mode, **properties)


def block(*, options: tuple[Option, ...] = (), mode: str = "kuis", body: str = "", **properties: str) -> QuestionBlock:
    return QuestionBlock(
        file="k.md", line=1, id="s-1", prompt="Apa?", prompt_html="Apa?", options=options, mode=mode, body=body,
        explanation_html="<p>Sebab.</p>", properties={name: Property(9, text) for name, text in properties.items()},
    )


def read(question: QuestionBlock) -> tuple[QuestionKind, Parsed]:
    kind = choose_kind(question, BUILT_IN_KINDS)
    assert kind is not None
    return kind, kind.parse(question)


def points(question: QuestionBlock, *values: str) -> Fraction:
    kind, parsed = read(question)
    return kind.mark(parsed.sealed, kind.read_answer(parsed.public, values)).points


def ids(question: QuestionBlock, words: Sequence[str]) -> list[str]:
    return [option.id for option in question.options if option.text in words]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (boxes("x A", "  B"), "single"),
        (boxes("  A", "  B"), "single"),
        (boxes("x A", "x B", "  C"), "multiple"),
        (boxes("x Benar", "  Salah"), "true_false"),
        (boxes("  True", "x False."), "true_false"),
        (boxes("x A", "  B", tipe="pilihan majemuk"), "multiple"),
        (block(jawaban="20 ± 0,5"), "number"),
        (block(jawaban="14 hari kerja"), "number"),
        (block(jawaban="20 ± abc"), "number"),
        (block(jawaban="SKP / Sasaran Kinerja Pegawai"), "short"),
        (block(jawaban="3 / tiga"), "short"),
    ],
)
def test_kind_is_read_from_the_shape(question: QuestionBlock, name: str) -> None:
    assert read(question)[0].name == name


@pytest.mark.parametrize(
    "question",
    [
        boxes("5 A", "1 B"), boxes("  A", "  B", mode="survei"), block(), block(jawaban="uraian, 150–300 kata"),
        block(lengkapi="Ibu kota [[Nusantara]]"), boxes("x A", "  B", tipe="esai"),
    ],
)
def test_shapes_of_other_kinds_are_not_recognised(question: QuestionBlock) -> None:
    assert choose_kind(question, BUILT_IN_KINDS) is None


def test_single_choice_is_all_or_nothing() -> None:
    question = boxes("x A", "  B", "  C")

    assert points(question, *ids(question, "A")) == 1
    assert points(question, *ids(question, "B")) == 0
    assert points(question) == 0


def test_marking_tells_about_every_option() -> None:
    question = boxes("x A", "  B")
    kind, parsed = read(question)

    mark = kind.mark(parsed.sealed, ids(question, "B")[0])

    assert [(remark.chosen, remark.right, remark.html) for remark in mark.remarks] == [
        (False, True, "umpan A"), (True, False, "umpan B"),
    ]
    assert mark.explanation_html == "<p>Sebab.</p>"


@pytest.mark.parametrize(
    ("ticked", "earned"),
    [("AB", 1), ("A", Fraction(1, 2)), ("AC", 0), ("ABC", Fraction(1, 2)), ("ABCD", 0), ("CD", 0), ("", 0)],
)
def test_multiple_choice_gives_partial_credit(ticked: str, earned: Fraction) -> None:
    question = boxes("x A", "x B", "  C", "  D")

    assert points(question, *ids(question, ticked)) == earned


@pytest.mark.parametrize(("ticked", "earned"), [("AB", 1), ("A", 0), ("ABC", 0)])
def test_multiple_choice_marked_whole_is_all_or_nothing(ticked: str, earned: int) -> None:
    question = boxes("x A", "x B", "  C", nilai="penuh")

    assert points(question, *ids(question, ticked)) == earned


@pytest.mark.parametrize(
    ("key", "answer", "earned"),
    [
        ("20 ± 0,5", "20,5", 1), ("20 ± 0,5", "20.5", 1), ("20 ± 0,5", "20,51", 0), ("20 +/- 1", "19", 1),
        ("14 hari", "14", 1), ("14 hari", "14 Hari", 1), ("14", "14 orang", 1), ("-3", "−3", 1), ("-3", "3", 0),
        ("1500", "1.500", 1), ("1,5", "1.500", 1), ("1500", "1.500,00", 1), ("Rp 5.000.000", "5000000", 1),
        ("Rp 5.000.000", "Rp5.000.000", 1), ("75%", "75 %", 1), ("0,5", "0.500", 1), ("0,5", ",5", 1), ("1000", "1,000", 1),
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
        ("SKP / Sasaran Kinerja Pegawai", "skp", 1), ("SKP / Sasaran Kinerja Pegawai", "  sasaran  kinerja pegawai ", 1),
        ("Évaluasi", "evaluasi", 1), ("km/jam", "KM/JAM", 1), ("peka SKP", "SKP", 1), ("peka SKP", "skp", 0),
        ("peka", "Peka", 1), ("SKP", "SPK", 0), ("tepat‑guna", "tepat-guna", 1),
    ],
)
def test_short_answer_folds_case_accents_and_spaces(key: str, answer: str, earned: int) -> None:
    assert points(block(jawaban=key), answer) == earned


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (boxes("  A", "  B"), ["soal ini belum punya jawaban benar"]),
        (boxes("x A", "x B"), ["semua pilihan ditandai benar"]),
        (boxes("x A"), ["soal ini punya kurang dari dua pilihan"]),
        (boxes("x A", "  a"), ["pilihan ini sama dengan pilihan di baris 2"]),
        (boxes("x A", "x B", "  C", tipe="pilihan tunggal"), ["soal pilihan tunggal punya lebih dari satu [x]"]),
        (boxes("x A", "x B", "  C", nilai="setengah"), ["`Nilai: setengah` tidak dikenal"]),
        (boxes("x A", "  B", jawaban="A"), ["soal dengan kotak tidak memakai `Jawaban:`"]),
        (block(jawaban="/ /"), ["soal ini belum punya jawaban benar"]),
    ],
)
def test_faults_of_a_key_are_reported(question: QuestionBlock, sentences: list[str]) -> None:
    assert [finding.sentence for finding in read(question)[1].findings] == sentences


def test_option_that_does_not_exist_is_refused() -> None:
    kind, parsed = read(boxes("x A", "  B"))

    with pytest.raises(InvalidAnswer):
        kind.read_answer(parsed.public, ["o-lain"])


def test_two_answers_to_a_single_choice_are_refused() -> None:
    question = boxes("x A", "  B")
    kind, parsed = read(question)

    with pytest.raises(InvalidAnswer):
        kind.read_answer(parsed.public, ids(question, "AB"))


@pytest.mark.parametrize("question", [boxes("x A", "  B"), boxes("x A", "x B", "  C"), block(jawaban="3"), block(jawaban="a")])
def test_nothing_sent_is_an_empty_answer_worth_nothing(question: QuestionBlock) -> None:
    kind, parsed = read(question)

    assert kind.read_answer(parsed.public, ["", " "]) is None
    assert kind.is_empty(None) is True
    assert kind.mark(parsed.sealed, None).points == 0


def test_public_part_holds_no_key() -> None:
    for question in (boxes("x A", "  B"), boxes("x A", "x B", "  C"), block(jawaban="42 hari"), block(jawaban="rahasia")):
        public = read(question)[1].public
        assert "umpan" not in str(public)
        assert "Sebab" not in str(public)
        assert "42" not in str(public)
        assert "rahasia" not in str(public)
        assert not {"right", "accepted", "value", "feedback"} & set(public)


def test_shuffling_keeps_the_options_and_leaves_true_and_false_alone() -> None:
    kind, parsed = read(boxes("x A", "  B", "  C", "  D"))
    shuffled = kind.shuffle(parsed.public, Random(3))
    assert shuffled["options"] != parsed.public["options"]
    assert sorted(map(str, shuffled["options"])) == sorted(map(str, parsed.public["options"]))

    kind, parsed = read(boxes("x Benar", "  Salah"))
    assert kind.shuffle(parsed.public, Random(3)) == parsed.public


def test_kind_of_a_stored_question_is_found_by_name() -> None:
    assert kind_named("short", BUILT_IN_KINDS).name == "short"
    with pytest.raises(UnknownKind):
        kind_named("gap", BUILT_IN_KINDS)


def test_field_is_named_after_the_question() -> None:
    assert field_name({"id": "s-7k3f"}) == "j-s-7k3f"


QUESTIONS = (
    boxes("x A", "  B", "  C"), boxes("x A", "x B", "  C"), boxes("x A", "x B", "  C", nilai="penuh"),
    boxes("x Benar", "  Salah"), block(jawaban="20 ± 0,5 hari"), block(jawaban="a / b"),
)
ANSWERS: st.SearchStrategy[Any] = st.none() | st.text() | st.lists(
    st.sampled_from([option.id for question in QUESTIONS for option in question.options]) | st.text()
)


@given(st.sampled_from(QUESTIONS), ANSWERS)
def test_marks_lie_between_nothing_and_everything(question: QuestionBlock, answer: Any) -> None:
    kind, parsed = read(question)

    assert 0 <= kind.mark(parsed.sealed, answer).points <= 1


@given(st.sampled_from(QUESTIONS), st.lists(st.text()))
def test_reading_an_answer_only_ever_refuses_with_a_sentence(question: QuestionBlock, values: list[str]) -> None:
    kind, parsed = read(question)
    try:
        answer = kind.read_answer(parsed.public, values)
    except InvalidAnswer as refusal:
        assert refusal.sentence.endswith((".", "!"))
    else:
        assert 0 <= kind.mark(parsed.sealed, answer).points <= 1


@given(st.decimals(min_value=-10**6, max_value=10**6, places=2))
def test_every_plain_number_is_read_with_comma_and_with_dot(number: Any) -> None:
    for written in (f"{number:f}", f"{number:f}".replace(".", ",")):
        quantity = parse_quantity(written)
        assert quantity is not None
        assert quantity.readings == (Fraction(str(number)),)
