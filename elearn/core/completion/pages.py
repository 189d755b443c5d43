"""What the learner's pages show; times are already written in the agency's zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import ClassVar, Literal

from flask import url_for

from elearn.core.courses.models import LESSON
from elearn.core.courses.parser.manuscript import MINUTES_PER_JP
from elearn.core.questions.kinds import Mark
from elearn.core.questions.pages import QuestionPart
from elearn.core.quizzes.pages.result import PARTLY, RIGHT, WRONG, MarkedLine, MarkedOption
from elearn.kernel.i18n import _
from elearn.web.dates import day, number
from elearn.web.page import Page

from .checks import Asked, Sent, Sheet
from .forms import COMPLETED, CourseView
from .queries import PAGE_SIZE, Answers, Checklist, Line, MyCourse, Overview, Place
from .rules import requirement_sentence

State = Literal["done", "running", "new"]

MANY = 10
"""More courses than this get a search box."""


@dataclass(frozen=True, slots=True)
class StepItem:
    """One line of the checklist or outline. `meta` a few words, `why` what is still to be done, `here` this page."""

    title: str
    url: str
    state: State
    meta: str
    why: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class CourseItem:
    """One of my courses. `done` of `all` steps; `next_title` names the step to go on with."""

    title: str
    url: str
    meta: tuple[str, ...]
    done: int
    all: int
    next_title: str
    next_url: str


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """My courses. `tabs` are (title, url, is_current); `first`–`last` of `total` are shown; urls None at the ends."""

    template: ClassVar[str] = "completion/index.html"
    items: tuple[CourseItem, ...]
    completed: bool
    tabs: tuple[tuple[str, str, bool], ...]
    words: str
    has_search: bool
    first: int
    last: int
    total: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class ShowPage(Page):
    """The checklist behind the bar. `missing` are the reasons that belong to no single step; `facts` name and value."""

    template: ClassVar[str] = "completion/show.html"
    title: str
    course_url: str
    done: int
    all: int
    is_complete: bool
    requirement: str
    missing: tuple[str, ...]
    steps: tuple[StepItem, ...]
    facts: tuple[tuple[str, str], ...]
    resume_url: str
    resume_title: str
    newer_from: str | None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A check question before it is answered: the partial of its kind, and what the partial is given."""

    template: str
    part: QuestionPart


@dataclass(frozen=True, slots=True)
class LessonPage(Page):
    """A lesson. `number` counts from 1 among `all` steps, `done` of which are finished; `minutes` to read it.

    `following` is the next step (None at the end), `asked` the check questions while it is unfinished, `answered` afterwards.
    """

    template: ClassVar[str] = "completion/lesson.html"
    title: str
    course_title: str
    course_url: str
    html: str
    minutes: int
    number: int
    done: int
    all: int
    is_finished: bool
    is_complete: bool
    outline: tuple[StepItem, ...]
    previous: StepItem | None
    following: StepItem | None
    finish_url: str
    asked: tuple[AskedItem, ...]
    answered: tuple[MarkedLine, ...]


def step_url(enrolment_id: int, line: Line) -> str:
    """The page of a step; a quiz has its own room."""
    endpoint = "completion.lesson" if line.kind == LESSON else "quizzes.show"
    return url_for(endpoint, enrolment_id=enrolment_id, key=line.key)


def index_page(
    courses: list[MyCourse], found: dict[int, Checklist], counts: tuple[int, int], view: CourseView, zone: timezone
) -> IndexPage:
    """The courses of this view; `counts` says how many are running and how many completed."""
    total = counts[view.completed]
    first = view.offset
    words = view.words or None
    return IndexPage(
        items=tuple(_course_item(course, found[course.enrolment_id], zone) for course in courses),
        completed=view.completed,
        tabs=(
            (_("Sedang berjalan (%(n)s)", n=counts[0]), url_for("completion.index", q=words), not view.completed),
            (_("Selesai (%(n)s)", n=counts[1]), url_for("completion.index", q=words, tampil=COMPLETED), view.completed),
        ),
        words=view.words,
        has_search=bool(words) or sum(counts) > MANY,
        first=first + 1,
        last=first + len(courses),
        total=total,
        previous_url=_turned(view, -1) if view.page > 1 else None,
        next_url=_turned(view, +1) if first + PAGE_SIZE < total else None,
    )


def _turned(view: CourseView, pages: int) -> str:
    shown = COMPLETED if view.completed else None
    return url_for("completion.index", q=view.words or None, tampil=shown, halaman=view.page + pages)


def _course_item(course: MyCourse, found: Checklist, zone: timezone) -> CourseItem:
    standing = found.standing
    line = found.resume(course.last_step_id)
    meta = [_jp(course.duration_minutes)]
    if course.completed_at:
        meta.append(_("selesai %(day)s", day=_day(course.completed_at, zone)))
    if course.completed_at and course.score is not None:
        meta.append(_("nilai %(score)s", score=number(course.score, 2)))
    return CourseItem(
        title=course.title,
        url=url_for("completion.show", enrolment_id=course.enrolment_id),
        meta=tuple(meta),
        done=len(standing.done),
        all=standing.all,
        next_title=line.title if line else "",
        next_url=step_url(course.enrolment_id, line) if line else "",
    )


def show_page(own: Overview, found: Checklist, zone: timezone) -> ShowPage:
    standing = found.standing
    line = found.resume(own.last_step_id)
    return ShowPage(
        title=own.title,
        course_url=url_for("courses.show", slug=own.slug),
        done=len(standing.done),
        all=standing.all,
        is_complete=own.completed_at is not None,
        requirement=requirement_sentence(own.requirement),
        missing=tuple(missing.reason for missing in standing.missing if missing.step_id is None),
        steps=tuple(_checklist_item(own, found, line, zone) for line in found.lines),
        facts=_facts(own, zone),
        resume_url=step_url(own.enrolment_id, line) if line else "",
        resume_title=line.title if line else "",
        newer_from=_day(own.newer_from, zone) if own.newer_from else None,
    )


def _facts(own: Overview, zone: timezone) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("Mulai"), _day(own.began_at, zone)),
        (_("Jam pelajaran"), _jp(own.duration_minutes)),
    ]
    if own.completed_at:
        facts.append((_("Selesai"), _day(own.completed_at, zone)))
    if own.completed_at and own.score is not None:
        facts.append((_("Nilai akhir"), number(own.score, 2)))
    return tuple(facts)


def _checklist_item(own: Overview, found: Checklist, line: Line, zone: timezone) -> StepItem:
    standing = found.standing
    finished = standing.finished.get(line.id)
    meta = [_("%(n)s menit", n=line.minutes)]
    if finished:
        meta.append(_("selesai %(day)s", day=_day(finished, zone)))
    if line.id in standing.best:
        meta.append(_("nilai terbaik %(score)s", score=number(standing.best[line.id], 2)))
    return StepItem(
        title=line.title,
        url=step_url(own.enrolment_id, line),
        state=_state(found, line, own.last_step_id),
        meta=" · ".join(meta),
        why=standing.open_reasons.get(line.id, ""),
    )


def lesson_page(place: Place, found: Checklist, questions: tuple[Asked, ...], sent: Sheet, marks: Mapping[str, Mark]) -> LessonPage:
    """`sent` holds answers that were refused, to be mended; `marks` what is said once the lesson is finished."""
    ids = [line.id for line in found.lines]
    here = ids.index(place.step_id)
    outline = tuple(_outline_item(place, found, line) for line in found.lines)
    is_finished = place.step_id in found.standing.done
    answers = found.answers.get(place.step_id, {})
    return LessonPage(
        title=place.title,
        course_title=place.course_title,
        course_url=url_for("completion.show", enrolment_id=place.enrolment_id),
        html=place.html,
        minutes=place.minutes,
        number=here + 1,
        done=len(found.standing.done),
        all=found.standing.all,
        is_finished=is_finished,
        is_complete=found.standing.is_complete,
        outline=outline,
        previous=outline[here - 1] if here else None,
        following=outline[here + 1] if here + 1 < len(outline) else None,
        finish_url=url_for("completion.finish", enrolment_id=place.enrolment_id, key=place.key),
        asked=() if is_finished else tuple(_asked(question, sent) for question in questions),
        answered=tuple(_answered(question, answers, marks[question.id]) for question in questions if question.id in marks),
    )


def _outline_item(place: Place, found: Checklist, line: Line) -> StepItem:
    return StepItem(
        title=line.title,
        url=step_url(place.enrolment_id, line),
        state=_state(found, line, place.last_step_id),
        meta=_("%(n)s menit", n=line.minutes),
        here=line.id == place.step_id,
    )


def _asked(question: Asked, sent: Sheet) -> AskedItem:
    given = sent.get(question.id, Sent(None))
    part = QuestionPart(question.number, question.public, given.answer, given.error)
    return AskedItem(question.kind.template, part)


def _answered(question: Asked, answers: Answers, mark: Mark) -> MarkedLine:
    """Unlike in a quiz, what is said about every option is shown, chosen or not: it is there to teach."""
    said = {remark.option: remark for remark in mark.remarks}
    return MarkedLine(
        part=QuestionPart(question.number, question.public, answers.get(question.id), locked=True),
        verdict=RIGHT if mark.points == 1 else PARTLY if mark.points else WRONG,
        options=tuple(
            MarkedOption(option["html"], said[option["id"]].chosen, said[option["id"]].right, said[option["id"]].html)
            for option in (question.public["options"] if said else ())
        ),
        solution=mark.solution,
        explanation=mark.explanation_html,
    )


def _state(found: Checklist, line: Line, last_step_id: int | None) -> State:
    """Done; running when it was tried or left open; else new."""
    if line.id in found.standing.done:
        return "done"
    return "running" if line.id in found.standing.best or line.id == last_step_id else "new"


def _day(moment: datetime, zone: timezone) -> str:
    return day(moment.astimezone(zone))


def _jp(minutes: int) -> str:
    return f"{number(minutes / MINUTES_PER_JP, 1)} JP"
