"""What holds for every kind of question, and the marking of those with parts."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.findings import Report
from elearn.core.questions.kinds import Given, InvalidAnswer, QuestionKind, choose_kind, values_of
from elearn.core.questions.parser import read_block
from elearn.core.questions.rubric import Ruling, judge
from elearn.core.questions.section import Line, Section
from elearn.core.questions.writer import PlainWriter

from .question_blocks import block, boxes, points, read

WORDS = st.text("abcdefgh ", min_size=1, max_size=12).map(str.strip).filter(bool)
SOURCES = (
    boxes("x A", "  B", "  C"),
    boxes("x A", "x B", "  C"),
    boxes("x Benar", "  Salah"),
    boxes("5 A", "3 B", "-1 C"),
    boxes("  A", "  B", mode="survei"),
    block(jawaban="20 ± 0,5 hari"),
    block(jawaban="a / b"),
    block(body="Ibu kota [[Nusantara / IKN]] sejak [[peka 2024]]."),
    block(body="| a | b |\n|---|---|\n| satu | 1 |\n| dua | 2 |\n| | 3 |"),
    block(body="1. a\n2. b\n3. c\n4. d"),
    block(jawaban="uraian, 3–10 kata", body="| Kriteria | Nilai |\n|---|---|\n| Isi | 5 |\n| Bahasa | 3 |"),
)


def test_sources_are_of_every_built_in_kind() -> None:
    assert {read(one)[0].name for one in SOURCES} == {kind.name for kind in BUILT_IN_KINDS}


def table(pairs: dict[str, str]) -> QuestionBlock:
    rows = "\n".join(f"| {left} | {right} |" for left, right in pairs.items())
    return block(body=f"| kiri | kanan |\n|---|---|\n{rows}")


def numbered(words: list[str]) -> QuestionBlock:
    return block(body="\n".join(f"{number}. {word}" for number, word in enumerate(words, 1)))


def order_of(question: QuestionBlock, words: list[str]) -> list[str]:
    """What the form sends when the entries are put into this order."""
    ids = {entry["html"]: entry["id"] for entry in read(question)[1].public["entries"]}
    return [f"{ids[word]}={place}" for place, word in enumerate(words, 1)]


@pytest.mark.parametrize("question", SOURCES)
def test_best_answer_earns_everything_that_marking_gives(question: QuestionBlock) -> None:
    kind, parsed = read(question)
    best = kind.best_answer(parsed.sealed)

    mark = kind.mark(parsed.sealed, kind.read_answer(parsed.public, values_of(best)))

    if mark.state == "marked":
        assert mark.points == 1
    else:
        assert (mark.points == 0, kind.name in ("poll", "essay")) == (True, True)


REKEYED = ("single", "multiple", "true_false", "number", "short")


@pytest.mark.parametrize("question", SOURCES)
def test_any_answer_earns_everything_where_it_is_made_the_key(question: QuestionBlock) -> None:
    kind, parsed = read(question)
    options = [option["id"] for option in parsed.public.get("options", ())]
    given = [options[-1]] if options else ["999"]
    answer = kind.best_answer(parsed.sealed) if kind.name not in REKEYED else kind.read_answer(parsed.public, given)
    assert answer is not None

    key = kind.rekeyed(parsed.sealed, answer)

    assert (key is not None) == (kind.name in REKEYED)
    if key is not None:
        assert kind.mark(parsed.sealed, answer).points == 0
        assert kind.mark(key, answer).points == 1
        assert json.loads(json.dumps(key)) == key


@pytest.mark.parametrize("question", SOURCES)
def test_what_is_stored_is_json_and_comes_back_the_same(question: QuestionBlock) -> None:
    kind, parsed = read(question)
    best = kind.best_answer(parsed.sealed)

    assert json.loads(json.dumps([parsed.public, parsed.sealed, best])) == [parsed.public, parsed.sealed, best]
    assert kind.read_answer(parsed.public, values_of(best)) == best


@pytest.mark.parametrize("question", SOURCES)
@given(data=st.data())
def test_marks_do_not_depend_on_the_order_of_what_is_sent(question: QuestionBlock, data: st.DataObject) -> None:
    kind, parsed = read(question)
    values = list(values_of(kind.best_answer(parsed.sealed)))
    if kind.name == "essay":
        return

    mixed = data.draw(st.permutations(values))

    assert kind.mark(parsed.sealed, kind.read_answer(parsed.public, mixed)) == kind.mark(
        parsed.sealed, kind.read_answer(parsed.public, values)
    )


@pytest.mark.parametrize("question", SOURCES)
@given(
    answer=st.none() | st.text() | st.lists(st.text()) | st.dictionaries(st.text(), st.text()),
    seed=st.integers(),
)
def test_any_answer_earns_between_nothing_and_everything(question: QuestionBlock, answer: Any, seed: int) -> None:
    kind, parsed = read(question)
    mark = kind.mark(parsed.sealed, answer)

    assert 0 <= mark.points <= 1
    assert kind.shuffle(parsed.public, Random(seed)).keys() == parsed.public.keys()


@pytest.mark.parametrize("question", SOURCES)
@given(values=st.lists(st.text() | st.sampled_from(["atur:", "1=x", "atur:a,b", "=", "x=1"])))
def test_reading_any_form_only_ever_refuses_with_a_sentence(question: QuestionBlock, values: list[str]) -> None:
    kind, parsed = read(question)
    sentence = ""
    try:
        kind.read_answer(parsed.public, values)
    except InvalidAnswer as refusal:
        sentence = refusal.sentence

    assert sentence == "" or sentence.endswith(".")


LINES = st.sampled_from(
    [
        "- [x] A", "- [ ] B", "- [5] C", "| a | b |", "|---|---|", "| 1 | 2 |", "| 1 | |", "1. a", "2. a", "  lanjut", "```soal:x",
        "```", "[[a]]", "[[ / ]]", "`[[a]]`", "![x [[a]]](aset/a.png)", "Jawaban: uraian, 9–1 kata", "Jawaban: 3 ± x", "Lengkapi: [[a]]",
        "Tipe: mengurutkan", "Tipe: rumpang", "Tipe: menjodohkan", "Tipe: uraian", "Tipe: pilihan berbobot", "Tipe: skala", "Nilai: x", "",
    ]
)  # fmt: skip


@given(st.lists(LINES | st.text(), max_size=12), st.sampled_from(["kuis", "survei", "latihan"]))
def test_no_text_makes_parsing_raise(lines: list[str], mode: str) -> None:
    text = "\n".join(lines).split("\n")
    section = Section(1, "Apa [[a]]?", tuple(Line(number, line) for number, line in enumerate(text, 2)))
    question = read_block(section, mode=mode, writer=PlainWriter(), report=Report("k.md"))
    for kind in BUILT_IN_KINDS:
        parsed = kind.parse(question)
        assert 0 <= kind.mark(parsed.sealed, kind.best_answer(parsed.sealed)).points <= 1
        assert kind.tally(parsed.public, parsed.sealed, [Given(kind.best_answer(parsed.sealed))]) is not None
        json.dumps([parsed.public, parsed.sealed])


@given(st.dictionaries(WORDS, WORDS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_pairs_cannot_be_told_from_what_matching_shows(pairs: dict[str, str], random: Random) -> None:
    """Whatever belongs to whatever, the public part is the same."""
    rights = list(pairs.values())
    random.shuffle(rights)
    other = dict(zip(pairs, rights, strict=True))

    assert read(table(pairs))[1].public == read(table(other))[1].public


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_order_cannot_be_told_from_what_ordering_shows(words: list[str], random: Random) -> None:
    assert read(numbered(words))[1].public == read(numbered(random.sample(words, len(words))))[1].public


@given(WORDS, WORDS)
def test_what_fills_a_gap_cannot_be_told_from_what_is_shown(first: str, second: str) -> None:
    """Not even from the id of a question whose heading has the gap."""

    def shown(key: str) -> dict[str, Any]:
        section = Section(1, f"Ibu kota [[{key}]]", (Line(2, f"Sejak [[{key}]]."),))
        return read(read_block(section, mode="kuis", writer=PlainWriter(), report=Report("k.md")))[1].public

    assert shown(first) == shown(second)


@given(st.permutations(["5 A", "3 B", "1 C"]))
def test_points_of_options_are_not_shown(options: list[str]) -> None:
    public = read(boxes(*options))[1].public

    assert [set(option) for option in public["options"]] == [{"id", "html"}] * 3


def test_weighted_choice_earns_its_share_of_the_best_option() -> None:
    question = boxes("5 A", "3 B", "-1 C", "  D")
    earned = [points(question, option.id) for option in question.options]

    assert earned == [1, Fraction(3, 5), 0, 0]


def test_gaps_are_marked_one_by_one() -> None:
    question = block(body="[[Nusantara / IKN]], [[peka SKP]]")

    assert points(question, "1=ikn", "2=skp") == Fraction(1, 2)
    assert points(question, "1=ikn", "2=SKP") == 1
    assert points(question, "2=SKP") == Fraction(1, 2)


def test_gap_in_code_is_no_gap() -> None:
    assert choose_kind(block(body="`[[ -f x ]]`\n\n```\n[[a]]\n```"), BUILT_IN_KINDS) is None


def test_gap_in_a_picture_is_reported_and_never_becomes_a_field_there() -> None:
    class Pictures(PlainWriter):
        def block(self, text: str, _line: int) -> str:
            return f'<img alt="{text}">'

    question = QuestionBlock("k.md", 1, "s-1", "Apa?", "Apa?", body="[[a]]", writer=Pictures())
    parsed = read(question)[1]

    assert parsed.public["text_html"] == '<img alt="…">'
    assert [one.sentence for one in parsed.findings] == ["rumpang tidak dapat berada di dalam gambar atau tautan"]


def test_matching_is_marked_pair_by_pair_and_a_right_item_may_serve_twice() -> None:
    question = table({"a": "1", "b": "2", "c": "1"})
    public = read(question)[1].public
    left = {item["html"]: item["id"] for item in public["left"]}
    right = {item["text"]: item["id"] for item in public["right"]}

    assert len(right) == 2
    assert points(question, f"{left['a']}={right['1']}", f"{left['c']}={right['2']}") == Fraction(1, 3)


@pytest.mark.parametrize(("order", "earned"), [("abcd", 3), ("bcda", 2), ("abdc", 1), ("dcba", 0), ("cdab", 2)])
def test_ordering_counts_neighbours_that_stand_together(order: str, earned: int) -> None:
    question = numbered(list("abcd"))

    assert points(question, *order_of(question, list(order))) == Fraction(earned, 3)


def test_ordering_gives_everything_to_one_order_alone() -> None:
    question = numbered(list("abcd"))
    whole = ["".join(one) for one in permutations("abcd") if points(question, *order_of(question, list(one))) == 1]

    assert whole == ["abcd"]


def test_ordering_takes_each_number_once_and_a_moving_button_gives_all() -> None:
    question = numbered(list("abc"))
    kind, parsed = read(question)
    ids = [entry["id"] for entry in parsed.public["entries"]]

    with pytest.raises(InvalidAnswer) as refused:
        kind.read_answer(parsed.public, [f"{ids[0]}=1", f"{ids[1]}=1", f"{ids[2]}=3"])
    assert refused.value.sentence == "Beri setiap butir nomor urut yang berbeda; nomor 2 belum dipakai."
    assert kind.read_answer(parsed.public, [f"{ids[0]}=1", "atur:" + ",".join(ids)]) == {
        one: str(place) for place, one in enumerate(ids, 1)
    }


def test_essay_waits_for_a_person_who_marks_by_the_rubric() -> None:
    kind, parsed = read(SOURCES[-1])
    waiting = kind.mark(parsed.sealed, "Tiga kata saja")
    criteria = kind.criteria(parsed.sealed)

    mark = judge(waiting, criteria, Ruling({criteria[0].id: 4, criteria[1].id: 99}, "Baik."))

    assert [(one.label_html, one.most) for one in criteria] == [("Isi", 5), ("Bahasa", 3)]
    assert (waiting.state, kind.mark(parsed.sealed, None).state) == ("waiting", "marked")
    assert (mark.state, mark.points, mark.comment) == ("marked", Fraction(7, 8), "Baik.")
    assert "Isi" not in str(parsed.public)


@pytest.mark.parametrize(
    ("limits", "least", "most"),
    [("150–300 kata", 150, 300), ("200 kata", 0, 200), ("minimal 50 kata", 50, 0), ("bebas", 0, 0)],
)
def test_essay_reads_how_long_it_may_be(limits: str, least: int, most: int) -> None:
    public = read(block(jawaban=f"uraian, {limits}"))[1].public

    assert (public["least"], public["most"]) == (least, most)


@pytest.mark.parametrize("mode", ["latihan", "survei"])
def test_essay_outside_of_graded_quizzes_is_only_noted(mode: str) -> None:
    kind, parsed = read(block(jawaban="uraian", mode=mode))

    assert kind.mark(parsed.sealed, "Kata.").state == "noted"


def tallied(question: QuestionBlock, *given: Given) -> list[tuple[str, int, int, bool | None]]:
    kind, parsed = read(question)
    return [
        (one.label_html, one.count, one.out_of, one.right) for one in kind.tally(parsed.public, parsed.sealed, given)
    ]


def test_tally_counts_options_gaps_pairs_and_neighbours() -> None:
    choice, gaps, order = boxes("x A", "  B"), block(body="[[x]] [[y]]"), numbered(list("abc"))
    ids = [option.id for option in choice.options]
    kind: QuestionKind = read(order)[0]
    best = kind.best_answer(read(order)[1].sealed)

    assert tallied(choice, Given(ids[0], 3), Given(ids[1], 2)) == [("A", 3, 5, True), ("B", 2, 5, False)]
    assert tallied(gaps, Given({"1": "x"}, 2), Given({"1": "z", "2": "y"})) == [
        ("Rumpang 1", 2, 3, True),
        ("Rumpang 2", 1, 3, True),
    ]
    assert tallied(order, Given(best, 2)) == [("b", 2, 2, True), ("c", 2, 2, True)]
    assert tallied(block(jawaban="a"), Given("A ", 2, 1.0), Given("<b>", 1, 0.0)) == [
        ("a", 2, 3, True),
        ("&lt;b&gt;", 1, 3, False),
    ]
