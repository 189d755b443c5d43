"""What a correction makes of marks and scores: pure rules, for any paper."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.questions.kinds import MARKED, NOTED, VOID, WAITING, Mark
from elearn.core.quizzes.rules import (
    ACCEPTED,
    CREDITED,
    VOIDED,
    WITHDRAWN,
    Outcome,
    Remedy,
    better,
    remedied,
    score_of_marks,
)

POINTS = st.fractions(0, 1, max_denominator=12)
MARKS = st.builds(Mark, POINTS)
ANY_MARKS = st.builds(Mark, POINTS, state=st.sampled_from([MARKED, NOTED, WAITING]))
PAPERS = st.dictionaries(st.sampled_from("abcdefg"), st.tuples(MARKS, st.integers(1, 5)), min_size=1)
OUTCOMES = st.builds(Outcome, st.none() | st.floats(0, 100), st.booleans())


@given(OUTCOMES, OUTCOMES)
def test_nothing_is_ever_worth_less_after_a_correction(before: Outcome, after: Outcome) -> None:
    kept = better(before, after)

    assert kept.score is None or kept.score >= max(before.score or 0.0, after.score or 0.0)
    assert (kept.score is None) == (before.score is None and after.score is None)
    assert kept.passed is (before.passed or after.passed)
    assert better(kept, before) == better(kept, after) == kept


@given(ANY_MARKS)
def test_a_withdrawn_correction_and_a_question_without_right_or_wrong_change_nothing(mark: Mark) -> None:
    assert remedied(mark, Remedy(WITHDRAWN)) == mark
    noted = Mark(Fraction(0), state=NOTED)
    assert {remedied(noted, Remedy(deed)) for deed in (VOIDED, CREDITED, ACCEPTED)} == {noted}


@given(MARKS, st.lists(MARKS))
def test_an_accepted_answer_earns_the_best_of_its_marks(mark: Mark, others: list[Mark]) -> None:
    assert remedied(mark, Remedy(ACCEPTED), others).points == max(one.points for one in [mark, *others])


@given(PAPERS, st.sampled_from("abcdefg"))
def test_a_credited_question_never_lowers_a_score(paper: dict[str, tuple[Mark, int]], one: str) -> None:
    marks, weights = {key: mark for key, (mark, _) in paper.items()}, {key: w for key, (_, w) in paper.items()}
    credited = {key: remedied(mark, Remedy(CREDITED)) if key == one else mark for key, mark in marks.items()}
    before, after = score_of_marks(marks, weights), score_of_marks(credited, weights)

    assert before is not None
    assert after is not None
    assert after >= before
    assert one not in marks or credited[one].points == 1


@given(PAPERS, st.sampled_from("abcdefg"))
def test_a_voided_question_leaves_the_score_of_the_others(paper: dict[str, tuple[Mark, int]], one: str) -> None:
    weights = {key: weight for key, (_, weight) in paper.items()}
    marks = {key: remedied(mark, Remedy(VOIDED)) if key == one else mark for key, (mark, _) in paper.items()}
    others = {key: mark for key, (mark, _) in paper.items() if key != one}

    assert score_of_marks(marks, weights) == (score_of_marks(others, weights) if others else 100.0)


def test_a_paper_of_voided_questions_alone_is_worth_all() -> None:
    void = Mark(Fraction(0), state=VOID)

    assert score_of_marks({"a": void, "b": void}, {"a": 1, "b": 2}) == 100.0
    assert score_of_marks({"a": void, "b": Mark(Fraction(0))}, {"a": 1, "b": 2}) == 0.0


def test_a_question_taken_out_waits_for_nobody() -> None:
    waiting = Mark(Fraction(0), state=WAITING)
    paper = {"a": Mark(Fraction(1)), "b": remedied(waiting, Remedy(VOIDED))}

    assert score_of_marks({"a": Mark(Fraction(1)), "b": waiting}, {"a": 1, "b": 1}) is None
    assert score_of_marks(paper, {"a": 1, "b": 1}) == 100.0
    assert remedied(waiting, Remedy(CREDITED)).points == 1
