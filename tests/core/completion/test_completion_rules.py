"""The completion rule as a pure function of steps and events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.completion.closing import score_at_closing
from elearn.core.completion.rules import (
    ATTEMPT_REGRADED,
    ATTEMPT_SUBMITTED,
    COMPLETION_REGRADED,
    COURSE_COMPLETED,
    ENROLLED,
    EVENT_KINDS,
    LESSON_COMPLETED,
    Event,
    Missing,
    StepRule,
    final_score,
    progress,
    requirement_sentence,
    resume_at,
)
from elearn.core.courses.parser.manuscript import CompletionRule

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
LESSONS = tuple(StepRule(number, is_lesson=True) for number in (1, 2, 3, 4))
QUIZ = StepRule(9, is_lesson=False, is_graded=True, pass_mark=70, max_attempts=3)
SURVEY = StepRule(8, is_lesson=False)
EVERYTHING = CompletionRule()


def lesson_done(step_id: int, minutes: int = 0) -> Event:
    return Event(LESSON_COMPLETED, NOON + timedelta(minutes=minutes), step_id)


def handed_in(score: float, attempt_id: int = 1, step_id: int = QUIZ.id) -> Event:
    return Event(ATTEMPT_SUBMITTED, NOON, step_id, attempt_id, score, score >= QUIZ.pass_mark)


def test_nothing_done_misses_every_step() -> None:
    standing = progress(EVERYTHING, (*LESSONS[:1], QUIZ), [Event(ENROLLED, NOON)])

    assert (standing.percent, standing.is_complete) == (0, False)
    assert standing.missing == (
        Missing(1, "Baca materi ini, lalu tekan “Tandai selesai”."),
        Missing(9, "Kerjakan kuis ini dan capai nilai paling sedikit 70."),
    )


def test_percent_is_rounded_down() -> None:
    assert progress(EVERYTHING, LESSONS[:3], [lesson_done(1), lesson_done(2)]).percent == 66


def test_lesson_is_finished_at_its_first_event() -> None:
    events = [lesson_done(1, minutes=5), lesson_done(1, minutes=1)]

    assert progress(EVERYTHING, LESSONS, events).finished == {1: NOON + timedelta(minutes=1)}


def test_lesson_with_check_questions_asks_for_answers() -> None:
    lesson = StepRule(1, is_lesson=True, has_questions=True)

    assert progress(EVERYTHING, [lesson], []).open_reasons == {1: "Jawab semua pertanyaan di akhir materi ini."}


def test_lesson_event_does_not_finish_a_quiz() -> None:
    assert progress(EVERYTHING, [QUIZ], [lesson_done(QUIZ.id)]).done == frozenset()


def test_event_of_an_unknown_step_counts_for_nothing() -> None:
    assert progress(EVERYTHING, LESSONS, [lesson_done(77)]).done == frozenset()


@pytest.mark.parametrize(
    ("step", "events", "reason"),
    [
        (QUIZ, [handed_in(60.5)], "Nilai terbaik Anda 60,5, nilai lulus 70. Kesempatan Anda tinggal 2 kali."),
        (
            QUIZ,
            [handed_in(60), handed_in(60)],
            "Nilai terbaik Anda 60, nilai lulus 70. Kesempatan Anda tinggal 2 kali.",
        ),
        (
            QUIZ,
            [handed_in(10, 1), handed_in(20, 2), handed_in(0, 3)],
            "Nilai terbaik Anda 20, nilai lulus 70. Kesempatan Anda (3 kali) sudah habis; hubungi penyelenggara pelatihan.",
        ),
        (
            StepRule(9, is_lesson=False, is_graded=True, pass_mark=70),
            [handed_in(10)],
            "Nilai terbaik Anda 10, nilai lulus 70. Anda boleh mencoba lagi.",
        ),
        (SURVEY, [], "Isi, lalu kirim jawaban Anda."),
    ],
)
def test_unfinished_quiz_says_what_is_left(step: StepRule, events: list[Event], reason: str) -> None:
    assert progress(EVERYTHING, [step], events).open_reasons == {step.id: reason}


def test_best_attempt_counts() -> None:
    standing = progress(EVERYTHING, [QUIZ], [handed_in(90, 1), handed_in(40, 2)])

    assert (standing.best, standing.score, standing.is_complete) == ({9: 90}, 90, True)


def test_survey_is_done_when_handed_in_and_scores_nothing() -> None:
    standing = progress(EVERYTHING, [SURVEY], [handed_in(0, step_id=SURVEY.id)])

    assert (standing.is_complete, standing.score) == (True, None)


def test_final_score_is_the_mean_of_the_best_scores() -> None:
    other = StepRule(10, is_lesson=False, is_graded=True, pass_mark=70)

    assert final_score([QUIZ, other, SURVEY, *LESSONS], {9: 80, 10: 85.01}) == 82.5


def test_final_score_waits_for_every_quiz() -> None:
    other = StepRule(10, is_lesson=False, is_graded=True, pass_mark=70)

    assert final_score([QUIZ, other], {9: 80}) is None


def test_final_score_below_the_mark_is_missing() -> None:
    requirement = CompletionRule(lessons_percent=0, all_quizzes=False, final_score=80)

    before = progress(requirement, [QUIZ], [])
    after = progress(requirement, [QUIZ], [handed_in(72.5)])

    assert [missing.reason for missing in (*before.missing, *after.missing)] == [
        "Nilai akhir paling sedikit 80; nilai akhir dihitung setelah semua kuis dikerjakan.",
        "Nilai akhir Anda 72,5, paling sedikit 80. Perbaiki nilai kuis Anda.",
    ]


def test_part_of_the_lessons_may_be_enough() -> None:
    requirement = CompletionRule(lessons_percent=60)

    two = progress(requirement, LESSONS, [lesson_done(1), lesson_done(2)])
    three = progress(requirement, LESSONS, [lesson_done(1), lesson_done(2), lesson_done(4)])

    assert two.missing == (
        Missing(None, "Selesaikan 1 materi lagi: syaratnya 3 dari 4 materi (60%), yang selesai baru 2."),
    )
    assert (three.is_complete, three.percent) == (True, 75)


def test_nothing_is_never_complete() -> None:
    lax = CompletionRule(lessons_percent=0, all_quizzes=False)

    assert not progress(lax, LESSONS, [Event(ENROLLED, NOON)]).is_complete
    assert not progress(EVERYTHING, [], []).is_complete
    assert progress(lax, LESSONS, [lesson_done(1)]).is_complete


def test_completed_stays_completed() -> None:
    closing = Event(COURSE_COMPLETED, NOON, score=80)

    standing = progress(EVERYTHING, (*LESSONS, QUIZ), [closing])

    assert (standing.is_complete, standing.closed, standing.percent) == (True, closing, 0)


@pytest.mark.parametrize(
    ("done", "last", "expected"),
    [
        ((), None, 1),
        ((), 3, 3),
        ((3,), 3, 4),
        ((3, 4), 3, 1),
        ((1, 2, 3, 4), 3, 3),
        ((1, 2, 3, 4), None, 1),
        ((1,), 77, 2),
    ],
)
def test_resume_goes_to_the_nearest_unfinished_step(done: tuple[int, ...], last: int | None, expected: int) -> None:
    assert resume_at([1, 2, 3, 4], done, last) == expected


def test_resume_of_a_course_without_steps_is_nowhere() -> None:
    assert resume_at([], (), None) is None


@pytest.mark.parametrize(
    ("requirement", "sentence"),
    [
        (EVERYTHING, "Pelatihan ini selesai bila semua materi selesai dan semua kuis lulus."),
        (
            CompletionRule(lessons_percent=80, final_score=75),
            "Pelatihan ini selesai bila paling sedikit 80% materi selesai, semua kuis lulus, dan nilai akhir paling sedikit 75.",
        ),
        (CompletionRule(0, all_quizzes=False), "Pelatihan ini selesai bila paling sedikit satu langkah selesai."),
    ],
)
def test_requirement_is_one_sentence(requirement: CompletionRule, sentence: str) -> None:
    assert requirement_sentence(requirement) == sentence


steps = st.lists(
    st.builds(
        StepRule,
        id=st.integers(1, 6),
        is_lesson=st.booleans(),
        is_graded=st.booleans(),
        pass_mark=st.integers(0, 100),
        max_attempts=st.integers(0, 3),
    ).map(lambda step: StepRule(step.id, is_lesson=True) if step.is_lesson else step),
    max_size=6,
    unique_by=lambda step: step.id,
)
events = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from((*EVENT_KINDS, ATTEMPT_SUBMITTED)),
        at=st.integers(0, 9).map(lambda minutes: NOON + timedelta(minutes=minutes)),
        step_id=st.none() | st.integers(1, 7),
        attempt_id=st.integers(1, 9),
        score=st.floats(0, 100).map(lambda score: round(score, 2)),
        passed=st.booleans(),
    ),
    max_size=12,
)
requirements = st.builds(
    CompletionRule,
    lessons_percent=st.integers(0, 100),
    all_quizzes=st.booleans(),
    final_score=st.none() | st.integers(0, 100),
)


@given(requirements, steps, events, st.data())
def test_order_and_repetition_do_not_matter(
    requirement: CompletionRule, course: list[StepRule], happened: list[Event], data: st.DataObject
) -> None:
    told_again = [*happened, *data.draw(st.permutations(happened))]
    first, second = progress(requirement, course, happened), progress(requirement, course, told_again)

    assert (first.finished, first.best, first.score, first.missing) == (
        second.finished, second.best, second.score, second.missing,
    )  # fmt: skip


@given(requirements, steps, events, events)
def test_more_events_never_lower_anything(
    requirement: CompletionRule, course: list[StepRule], happened: list[Event], later: list[Event]
) -> None:
    before, after = progress(requirement, course, happened), progress(requirement, course, [*happened, *later])

    assert before.done <= after.done
    assert before.percent <= after.percent
    assert (before.score or 0) <= (after.score or 0)
    assert before.is_complete <= after.is_complete


@given(requirements, steps, events)
def test_percent_stays_between_0_and_100(
    requirement: CompletionRule, course: list[StepRule], happened: list[Event]
) -> None:
    standing = progress(requirement, course, happened)

    assert 0 <= standing.percent <= 100
    assert (standing.percent == 100) == (standing.all > 0 and len(standing.done) == standing.all)


@given(requirements, steps, events)
def test_every_unfinished_step_has_a_reason(
    requirement: CompletionRule, course: list[StepRule], happened: list[Event]
) -> None:
    standing = progress(requirement, course, happened)

    assert standing.open_reasons.keys() == {step.id for step in course} - standing.done
    assert all(standing.open_reasons.values())


@given(requirements, steps, events)
def test_what_is_not_complete_names_something_missing(
    requirement: CompletionRule, course: list[StepRule], happened: list[Event]
) -> None:
    standing = progress(requirement, course, happened)

    assert standing.is_complete == (standing.missing == ())


def test_a_regraded_completion_keeps_its_moment_and_has_the_better_score() -> None:
    closed = Event(COURSE_COMPLETED, NOON, score=75.0)
    later = NOON + timedelta(days=9)
    risen = [Event(COMPLETION_REGRADED, later, score=score) for score in (80.0, 90.0)]

    standing = progress(EVERYTHING, LESSONS, [*risen, closed])

    assert standing.closed is not None
    assert (standing.closed.at, standing.closed.score) == (NOON, 90.0)
    assert progress(EVERYTHING, LESSONS, risen).closed is None


def test_score_at_closing_rises_by_corrections_and_not_by_trying_again() -> None:
    closed = Event(COURSE_COMPLETED, NOON, score=75.0)
    later = NOON + timedelta(days=9)
    again = Event(ATTEMPT_SUBMITTED, later, QUIZ.id, 2, 95.0, passed=True)
    corrected = Event(ATTEMPT_REGRADED, later, QUIZ.id, 1, 80.0, passed=True)
    other = Event(ATTEMPT_REGRADED, later, QUIZ.id, 2, 100.0, passed=True)

    def score(*events: Event) -> float | None:
        return score_at_closing([QUIZ], [handed_in(75.0), closed, *events], closed)

    assert [score(), score(again), score(again, other), score(corrected, again, other)] == [75.0, 75.0, 75.0, 80.0]
