"""The rules of a quiz, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.quizzes.paper import draw_paper, read_paper
from elearn.core.quizzes.rules import GRACE, QuizRules, quiz_rules, score_of

MARKS = st.lists(st.tuples(st.fractions(0, 1, max_denominator=12), st.integers(1, 100)), max_size=30)
STARTED = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def rules(**changes: object) -> QuizRules:
    settings = {
        "mode": "kuis",
        "pass_mark": 70,
        "max_attempts": 3,
        "time_limit": None,
        "shuffle": True,
        "asked": 4,
        "reveal": "tidak",
    }
    return quiz_rules({**settings, **changes})


@given(MARKS)
def test_score_lies_between_0_and_100_with_two_decimals(marks: list[tuple[Fraction, int]]) -> None:
    score = score_of(marks)

    assert 0 <= score <= 100
    assert round(score, 2) == score


@given(MARKS, st.randoms(use_true_random=False))
def test_score_does_not_depend_on_the_order_of_questions(marks: list[tuple[Fraction, int]], random: Random) -> None:
    shuffled = random.sample(marks, len(marks))

    assert score_of(shuffled) == score_of(marks)


@given(MARKS.filter(bool))
def test_score_of_only_right_answers_is_100(marks: list[tuple[Fraction, int]]) -> None:
    assert score_of((Fraction(1), weight) for _, weight in marks) == 100


def test_score_counts_points_by_weight() -> None:
    assert score_of([(Fraction(1), 2), (Fraction(1, 2), 1), (Fraction(0), 1)]) == 62.5


def test_score_is_rounded_half_up() -> None:
    assert score_of([(Fraction(1), 1), (Fraction(0), 7), (Fraction(0), 7992)]) == 0.01


def test_score_of_an_empty_paper_is_0() -> None:
    assert score_of([]) == 0


def test_passing_is_judged_by_the_score_that_is_shown() -> None:
    assert rules(pass_mark=70).passes(score_of([(Fraction(69_999, 100_000), 1)])) is True
    assert rules(pass_mark=70).passes(69.99) is False


def test_attempts_left_counts_down_to_none() -> None:
    assert [rules().attempts_left(used) for used in range(5)] == [3, 2, 1, 0, 0]
    assert [rules().may_retry(used) for used in range(5)] == [True, True, True, False, False]


def test_no_limit_of_attempts_never_runs_out() -> None:
    assert rules(max_attempts=0).attempts_left(1000) is None
    assert rules(max_attempts=0).may_retry(1000) is True


def test_time_is_over_only_after_the_grace() -> None:
    quiz = rules(time_limit=20)
    end = STARTED + timedelta(minutes=20)

    assert quiz.ends_at(STARTED) == end
    assert [quiz.is_over(STARTED, moment) for moment in (end, end + GRACE, end + GRACE + timedelta(seconds=1))] == [
        False,
        False,
        True,
    ]
    assert rules().is_over(STARTED, STARTED + timedelta(days=400)) is False


def test_key_is_revealed_as_the_front_matter_says() -> None:
    shown = {
        reveal: (rules(reveal=reveal).reveals(has_passed=False), rules(reveal=reveal).reveals(has_passed=True))
        for reveal in ("tidak", "setelah kirim", "setelah lulus")
    }

    assert shown == {"tidak": (False, False), "setelah kirim": (True, True), "setelah lulus": (False, True)}


@given(st.integers(1, 40), st.data())
def test_paper_draws_the_wanted_number_of_different_questions(pool: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, pool))
    ids = [f"s-{number}" for number in range(pool)]

    paper = draw_paper(ids, rules(asked=count), random=Random(data.draw(st.integers())))

    drawn = [slot["id"] for slot in paper]
    assert len(drawn) == len(set(drawn)) == count
    assert set(drawn) <= set(ids)


@given(st.integers(1, 40), st.data())
def test_paper_without_shuffling_keeps_the_order_of_the_file(pool: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, pool))
    ids = [f"s-{number:02}" for number in range(pool)]
    paper = draw_paper(ids, rules(asked=count, shuffle=False), random=Random(data.draw(st.integers())))

    assert [slot["id"] for slot in paper] == sorted(slot["id"] for slot in paper)
    assert {slot["seed"] for slot in paper} == {None}


@given(st.integers(1, 8), st.integers(1, 8), st.booleans(), st.integers())
def test_paper_draws_from_every_pool_what_it_gives(first: int, second: int, shuffle: bool, seed: int) -> None:
    ids = [f"s-{number:02}" for number in range(20)]
    pools = [{"draw": first, "questions": ids[:8]}, {"draw": second, "questions": ids[8:16]}]

    paper = draw_paper(ids, rules(asked=first + second + 4, pools=pools, shuffle=shuffle), random=Random(seed))

    drawn = [slot["id"] for slot in paper]
    assert (len(set(drawn) & set(ids[:8])), len(set(drawn) & set(ids[8:16]))) == (first, second)
    assert set(ids[16:]) <= set(drawn)
    assert len(drawn) == len(set(drawn)) == first + second + 4


@given(st.integers(0, 2**32 - 1))
def test_paper_shows_the_same_order_at_every_look(seed: int) -> None:
    options = [{"id": f"o-{letter}", "html": letter} for letter in "abcdef"]
    questions: list[dict[str, Any]] = [
        {"id": "s-1", "kind": "single", "options": options},
        {"id": "s-2", "kind": "single", "options": options},
    ]
    stored: list[dict[str, Any]] = [{"id": "s-2", "seed": seed}, {"id": "s-1", "seed": None}]

    first, second = read_paper(stored, questions, BUILT_IN_KINDS), read_paper(stored, questions, BUILT_IN_KINDS)

    assert first == second
    assert [(item.number, item.id) for item in first] == [(1, "s-2"), (2, "s-1")]
    assert sorted(option["id"] for option in first[0].public["options"]) == [option["id"] for option in options]
    assert first[1].public["options"] == options
