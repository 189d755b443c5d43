"""Reading and marking of answers, kind by kind."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import (
    InvalidAnswer,
    UnknownKind,
    choose_kind,
    field_name,
    kind_named,
)

from .question_blocks import block, boxes, ids, points, read


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
        (boxes("5 A", "1 B"), "weighted"),
        (boxes("  A", "  B", mode="survei"), "poll"),
        (boxes("x A", "  B", mode="survei"), "single"),
        (block(jawaban="uraian, 150–300 kata"), "essay"),
        (block(lengkapi="Ibu kota [[Nusantara]]"), "gaps"),
        (block(body="Ibu kota [[Nusantara]]"), "gaps"),
        (block(body="| a | b |\n|---|---|\n| 1 | 2 |"), "matching"),
        (block(body="1. a\n2. b"), "ordering"),
        (block(body="1. a\n2. b", tipe="uraian"), "essay"),
        (boxes("x A", "  B", tipe="esai"), "essay"),
    ],
)
def test_kind_is_read_from_the_shape(question: QuestionBlock, name: str) -> None:
    assert read(question)[0].name == name


@pytest.mark.parametrize(
    "question", [block(), boxes("x A", "  B", tipe="teka-teki"), block(body="```soal:peta\nx\n```")]
)
def test_shapes_of_no_kind_are_not_recognised(question: QuestionBlock) -> None:
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
        (False, True, "umpan A"),
        (True, False, "umpan B"),
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


@pytest.mark.parametrize(
    "question", [boxes("x A", "  B"), boxes("x A", "x B", "  C"), block(jawaban="3"), block(jawaban="a")]
)
def test_nothing_sent_is_an_empty_answer_worth_nothing(question: QuestionBlock) -> None:
    kind, parsed = read(question)

    assert kind.read_answer(parsed.public, ["", " "]) is None
    assert kind.is_empty(None) is True
    assert kind.mark(parsed.sealed, None).points == 0


def test_public_part_holds_no_key() -> None:
    for question in (
        boxes("x A", "  B"),
        boxes("x A", "x B", "  C"),
        block(jawaban="42 hari"),
        block(jawaban="rahasia"),
    ):
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
        kind_named("peta", BUILT_IN_KINDS)


def test_field_is_named_after_the_question() -> None:
    assert field_name({"id": "s-7k3f"}) == "j-s-7k3f"


QUESTIONS = (
    boxes("x A", "  B", "  C"),
    boxes("x A", "x B", "  C"),
    boxes("x A", "x B", "  C", nilai="penuh"),
    boxes("x Benar", "  Salah"),
    block(jawaban="20 ± 0,5 hari"),
    block(jawaban="a / b"),
)
ANSWERS: st.SearchStrategy[Any] = (
    st.none()
    | st.text()
    | st.lists(st.sampled_from([option.id for question in QUESTIONS for option in question.options]) | st.text())
)


@given(st.sampled_from(QUESTIONS), ANSWERS)
def test_marks_lie_between_nothing_and_everything(question: QuestionBlock, answer: Any) -> None:
    kind, parsed = read(question)

    assert 0 <= kind.mark(parsed.sealed, answer).points <= 1


@given(st.sampled_from(QUESTIONS), st.lists(st.text()))
def test_reading_an_answer_only_ever_refuses_with_a_sentence(question: QuestionBlock, values: list[str]) -> None:
    kind, parsed = read(question)
    sentence, answer = "", None
    try:
        answer = kind.read_answer(parsed.public, values)
    except InvalidAnswer as refusal:
        sentence = refusal.sentence

    assert sentence == "" or sentence.endswith(".")
    assert 0 <= kind.mark(parsed.sealed, answer).points <= 1
