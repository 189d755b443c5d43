"""What is done, how far that is, and what is missing: pure functions of a course's steps and of what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from elearn.core.courses.parser.manuscript import CompletionRule
from elearn.kernel.i18n import _, ngettext
from elearn.web.dates import number

ENROLLED = "enrolled"
LESSON_COMPLETED = "lesson_completed"
ATTEMPT_SUBMITTED = "attempt_submitted"
COURSE_COMPLETED = "course_completed"
ATTEMPT_MARKED = "attempt_marked"
"""A person gave the last mark an attempt waited for: from now on it has a score."""
VERSION_MOVED = "version_moved"
"""The learner goes on with another version of the course; see step_pairs."""
ATTEMPT_REGRADED = "attempt_regraded"
"""A question was corrected, and the attempt is worth more since."""
COMPLETION_REGRADED = "completion_regraded"
"""The final score of a completed course rose by that."""
EVENT_KINDS = (
    ENROLLED,
    LESSON_COMPLETED,
    ATTEMPT_SUBMITTED,
    ATTEMPT_MARKED,
    ATTEMPT_REGRADED,
    COURSE_COMPLETED,
    COMPLETION_REGRADED,
    VERSION_MOVED,
)
ATTEMPT_KINDS = frozenset({ATTEMPT_SUBMITTED, ATTEMPT_MARKED, ATTEMPT_REGRADED})

RULE_VERSION = 3
"""The version of this module's rule; every event and every summary bears the one it was counted by."""


@dataclass(frozen=True, slots=True)
class StepRule:
    """One lesson or quiz of a version. `pass_mark` is percent; `max_attempts` 0 = no limit; both 0 for a lesson.

    `has_questions`: the lesson holds check questions, so it is done by answering them. `is_graded`: see GRADED_MODES.
    """

    id: int
    is_lesson: bool
    has_questions: bool = False
    is_graded: bool = False
    pass_mark: int = 0
    max_attempts: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """What the rule reads of a ledger entry. An attempt has its id, its `score` (percent) and whether it passed.

    `step_id` is that of the step in the learner's version, `is_carried` when it happened in an earlier one.
    """

    kind: str
    at: datetime
    step_id: int | None = None
    attempt_id: int | None = None
    score: float | None = None
    passed: bool = False
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands between the learner and completion; `step_id` None when it is not about one step."""

    step_id: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an enrolment is. `finished` maps a step's id to the moment its own rule was first met.

    `all` counts the steps. `best` maps a quiz's id to its best score and `score` is the final one, both in percent.
    `missing` is empty exactly when the course is complete; `closed` is the event by which it was completed, with the
    final score as corrections have raised it since.
    `open_reasons` says of each unfinished step what finishes it.
    """

    finished: Mapping[int, datetime]
    all: int
    best: Mapping[int, float]
    score: float | None
    missing: tuple[Missing, ...]
    closed: Event | None
    open_reasons: Mapping[int, str]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def done(self) -> frozenset[int]:
        return frozenset(self.finished)

    @property
    def percent(self) -> int:
        """Whole percent of the steps, rounded down, so that 100 means all of them."""
        return 100 * len(self.finished) // self.all if self.all else 0


def progress(requirement: CompletionRule, steps: Sequence[StepRule], events: Sequence[Event]) -> Standing:
    """Counts the events as a set: their order and repetition do not matter, and one more never lowers anything.

    A course once completed stays completed, whatever the requirement would say today.
    """
    here = _by_step(events)
    done = finished(steps, events)
    best = best_scores(steps, events)
    score = final_score(steps, best)
    reasons = {
        step.id: _reason(step, here.get(step.id, ()), best.get(step.id)) for step in steps if step.id not in done
    }
    closed = _closed(events)
    missing = () if closed else _missing(requirement, steps, done, score, reasons)
    return Standing(done, len(steps), best, score, missing, closed, reasons)


def _closed(events: Sequence[Event]) -> Event | None:
    closings = [event for event in events if event.kind == COURSE_COMPLETED]
    if not closings:
        return None
    first = min(closings, key=lambda event: event.at)
    risen = [event.score for event in events if event.kind == COMPLETION_REGRADED and event.score is not None]
    return replace(first, score=max([*risen, first.score or 0.0])) if risen else first


def finished(steps: Iterable[StepRule], events: Iterable[Event]) -> dict[int, datetime]:
    """When each step's own rule was first met, by the id of the step; a step that is not done is not in it."""
    here = _by_step(events)
    return {step.id: min(moments) for step in steps if (moments := list(_finishing(step, here.get(step.id, ()))))}


def _by_step(events: Iterable[Event]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for event in events:
        if event.step_id is not None:
            found.setdefault(event.step_id, []).append(event)
    return found


def resume_at(steps: Sequence[int], done: Collection[int], last: int | None) -> int | None:
    """Where to go on, given the step ids in order and the place last left.

    That place itself while it is unfinished, else the first unfinished step after it, else the first unfinished one;
    when all is done, the place last left. None only for a course without steps.
    """
    here = steps.index(last) if last in steps else 0
    ahead = [*steps[here:], *steps[:here]]
    return next((step_id for step_id in ahead if step_id not in done), ahead[0] if ahead else None)


def requirement_sentence(requirement: CompletionRule) -> str:
    """What completes the course, in one sentence."""
    percent, score = requirement.lessons_percent, requirement.final_score
    parts = [
        _lessons_part(percent) if percent else "",
        _("semua kuis lulus") if requirement.all_quizzes else "",
        _("nilai akhir paling sedikit %(score)s", score=score) if score is not None else "",
    ]
    *first, last = [part for part in parts if part] or [_("paling sedikit satu langkah selesai")]
    parted = _(", dan ") if len(first) > 1 else _(" dan ") if first else ""
    return _("Pelatihan ini selesai bila %(parts)s.", parts=f"{', '.join(first)}{parted}{last}")


def _lessons_part(percent: int) -> str:
    return _("semua materi selesai") if percent == 100 else _("paling sedikit %(n)s%% materi selesai", n=percent)


def final_score(steps: Iterable[StepRule], best: Mapping[int, float]) -> float | None:
    """The mean of the best scores of all graded quizzes, percent with two decimals.

    None until each of them was handed in once (so it only ever rises), and for a course without graded quizzes.
    """
    graded = [step.id for step in steps if step.is_graded]
    if not graded or any(step_id not in best for step_id in graded):
        return None
    return round(sum(best[step_id] for step_id in graded) / len(graded), 2)


def _finishing(step: StepRule, events: Iterable[Event]) -> Iterator[datetime]:
    """The moments at which one of the step's own events met its rule."""
    for event in events:
        is_lesson_done = step.is_lesson and event.kind == LESSON_COMPLETED
        is_handed_in = not step.is_lesson and event.kind in ATTEMPT_KINDS
        if is_lesson_done or (is_handed_in and (event.passed or not step.is_graded)):
            yield event.at


def best_scores(steps: Iterable[StepRule], events: Iterable[Event]) -> dict[int, float]:
    """The best score (percent) of each graded quiz that has one, by the id of the step."""
    graded = {step.id for step in steps if step.is_graded}
    best: dict[int, float] = {}
    for event in events:
        if event.kind in ATTEMPT_KINDS and event.step_id in graded and event.score is not None:
            best[event.step_id] = max(event.score, best.get(event.step_id, 0.0))
    return best


def _missing(
    requirement: CompletionRule,
    steps: Sequence[StepRule],
    finished: Mapping[int, datetime],
    score: float | None,
    reasons: Mapping[int, str],
) -> tuple[Missing, ...]:
    """Every unmet part of the requirement. Nothing comes of nothing: without any step done no course is complete."""
    missing = [*_missing_lessons(requirement.lessons_percent, steps, finished, reasons)]
    if requirement.all_quizzes:
        missing += [
            Missing(step.id, reasons[step.id]) for step in steps if not step.is_lesson and step.id not in finished
        ]
    if requirement.final_score is not None and (score is None or score < requirement.final_score):
        missing.append(Missing(None, _score_reason(requirement.final_score, score)))
    if not missing and not finished:
        missing.append(Missing(None, _("Belum ada langkah yang selesai.")))
    return tuple(missing)


def _missing_lessons(
    percent: int, steps: Sequence[StepRule], finished: Mapping[int, datetime], reasons: Mapping[int, str]
) -> Iterator[Missing]:
    lessons = [step.id for step in steps if step.is_lesson]
    needed = -(-len(lessons) * percent // 100)
    unfinished = [step_id for step_id in lessons if step_id not in finished]
    done = len(lessons) - len(unfinished)
    if done >= needed:
        return
    if needed == len(lessons):
        yield from (Missing(step_id, reasons[step_id]) for step_id in unfinished)
    else:
        yield Missing(
            None,
            _(
                "Selesaikan %(more)s materi lagi: syaratnya %(needed)s dari %(all)s materi (%(percent)s%%), "
                "yang selesai baru %(done)s.",
                more=needed - done,
                needed=needed,
                all=len(lessons),
                percent=percent,
                done=done,
            ),
        )


def _reason(step: StepRule, events: Sequence[Event], best: float | None) -> str:
    """What the learner still has to do to finish this step, as one or two sentences."""
    if step.is_lesson and step.has_questions:
        return _("Jawab semua pertanyaan di akhir materi ini.")
    if step.is_lesson:
        return _("Baca materi ini, lalu tekan “Tandai selesai”.")
    if not step.is_graded:
        return _("Isi, lalu kirim jawaban Anda.")
    if _waits(events):
        return _("Jawaban Anda menunggu penilaian pengajar.")
    if best is None:
        return _("Kerjakan kuis ini dan capai nilai paling sedikit %(mark)s.", mark=step.pass_mark)
    so_far = _("Nilai terbaik Anda %(best)s, nilai lulus %(mark)s.", best=number(best, 2), mark=step.pass_mark)
    return f"{so_far} {_chances(step, events)}"


def _waits(events: Iterable[Event]) -> bool:
    """Whether an attempt at the step was handed in without a score, and nobody has given it one since."""
    of_step = [event for event in events if event.kind in ATTEMPT_KINDS]
    scored = {event.attempt_id for event in of_step if event.score is not None}
    return any(event.attempt_id not in scored for event in of_step)


def _chances(step: StepRule, events: Iterable[Event]) -> str:
    handed_in = {event.attempt_id for event in events if event.kind == ATTEMPT_SUBMITTED and not event.is_carried}
    if not step.max_attempts:
        return _("Anda boleh mencoba lagi.")
    left = step.max_attempts - len(handed_in)
    if left > 0:
        return ngettext("Kesempatan Anda tinggal %(num)s kali.", "Kesempatan Anda tinggal %(num)s kali.", left)
    return _("Kesempatan Anda (%(most)s kali) sudah habis; hubungi penyelenggara pelatihan.", most=step.max_attempts)


def _score_reason(wanted: int, score: float | None) -> str:
    if score is None:
        return _(
            "Nilai akhir paling sedikit %(mark)s; nilai akhir dihitung setelah semua kuis dikerjakan.", mark=wanted
        )
    return _(
        "Nilai akhir Anda %(score)s, paling sedikit %(mark)s. Perbaiki nilai kuis Anda.",
        score=number(score, 2),
        mark=wanted,
    )
