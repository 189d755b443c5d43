"""What a learner's own pages read: plain columns, few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from elearn.core.courses import queries as courses
from elearn.core.courses.models import LESSON, Course, CourseVersion, Step, words_in
from elearn.core.courses.parser.manuscript import CompletionRule
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _, language
from elearn.kernel.work import Work

from ..models import Completion, Progress
from .checklists import Case, requirement_of

PAGE_SIZE = 50
COMPLETED = "selesai"
"""How an address asks for the completed courses."""

Columns = Select[*tuple[Any, ...]]
Values = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class CourseView:
    """Running or completed courses whose titles hold `words` (may be ""); `page` counts from 1."""

    completed: bool = False
    words: str = ""
    page: int = 1

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE


@dataclass(frozen=True, slots=True)
class MyCourse(Case):
    """One of the actor's courses. `score` is percent; `completed_at` None while it is running.

    `archive_on` is the day from which nobody new may join it, None for never.
    """

    title: str
    duration_minutes: int
    last_step_id: int | None
    completed_at: datetime | None
    score: float | None
    archive_on: date | None


@dataclass(frozen=True, slots=True)
class Overview(Case):
    """One of the actor's enrolments and its course; `newer_from` is when a newer version was published, else None.

    `archive_on` and `archive_note` as in `Course`.
    """

    title: str
    slug: str
    duration_minutes: int
    began_at: datetime
    last_step_id: int | None
    completed_at: datetime | None
    score: float | None
    newer_from: datetime | None
    archive_on: date | None
    archive_note: str


@dataclass(frozen=True, slots=True, eq=False)
class StepText:
    """A published step as learners read it: its text and public questions. `minutes` to read it.

    `foreign` is the language it is in when that is not the one it was asked for in, else "".

    There is one for each step while it is kept, so that what is drawn of it can be told by the object itself.
    """

    requirement: CompletionRule
    course_title: str
    id: int
    kind: str
    key: str
    title: str
    minutes: int
    html: str
    questions: Sequence[dict[str, Any]]
    foreign: str


@dataclass(frozen=True, slots=True)
class Place(Case):
    """One step of one of the actor's enrolments; `last_step_id` is where they were last, the rest as in `Course`."""

    last_step_id: int | None
    step: StepText
    archive_on: date | None
    archive_note: str


def my_courses(work: Work, view: CourseView, limit: int = PAGE_SIZE) -> list[MyCourse]:
    """One page of the actor's courses, the one touched last first."""
    wanted = _titled(_courses(language(), completed=view.completed), view.words)
    rows = work.rows(wanted, me=work.actor.person_id, skipped=view.offset, most=limit)
    return [MyCourse(*_own(row)) for row in rows]


def count_courses(work: Work, words: str) -> tuple[int, int]:
    """How many of the actor's courses are running, and how many are completed."""
    every, completed = work.rows(_titled(_COUNTS, words), me=work.actor.person_id).one()
    return every - completed, completed


def _titled(courses: Columns, words: str) -> Columns:
    if not words:
        return courses
    titles = (CourseVersion.title, CourseVersion.said("title", language()))
    return courses.where(or_(*(title.icontains(words, autoescape=True) for title in titles)))


def _mine(wanted: Columns) -> Columns:
    return (
        wanted.select_from(Enrolment)
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .outerjoin(Progress, Progress.enrolment_id == Enrolment.id)
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == bindparam("me"))
    )


_COUNTS = _mine(select(func.count(Enrolment.id), func.count(Completion.id)))


@cache
def _courses(language: str, *, completed: bool) -> Columns:
    """Built once, as `_text` below."""
    mine = _mine(
        select(
            Enrolment.id,
            Enrolment.version_id,
            CourseVersion.requirement,
            CourseVersion.said("title", language),
            CourseVersion.duration_minutes,
            Enrolment.last_step_id,
            Completion.completed_at,
            Completion.score,
            Course.archive_on,
        )
    )
    mine = mine.join(Course, Course.id == Enrolment.course_id)
    last = func.coalesce(Completion.completed_at, Progress.updated_at, Enrolment.began_at)
    page = mine.order_by(last.desc(), Enrolment.id.desc()).offset(bindparam("skipped")).limit(bindparam("most"))
    return page.where(Completion.id.is_not(None) if completed else Completion.id.is_(None))


def overview(work: Work, enrolment_id: int) -> Overview:
    """One of the actor's enrolments. Raises NotFound for somebody else's."""
    newest = aliased(CourseVersion)
    row = work.session.execute(
        select(
            Enrolment.id,
            Enrolment.version_id,
            CourseVersion.requirement,
            CourseVersion.said("title", language()),
            Course.slug,
            CourseVersion.duration_minutes,
            Enrolment.began_at,
            Enrolment.last_step_id,
            Completion.completed_at,
            Completion.score,
            newest.published_at,
            Course.archive_on,
            Course.archive_note,
        )
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .join(Course, Course.id == Enrolment.course_id)
        .outerjoin(newest, (newest.id == Course.current_id) & (newest.number > CourseVersion.number))
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .where(Enrolment.id == enrolment_id, Enrolment.person_id == work.actor.person_id)
    ).one_or_none()
    return Overview(*_own(row))


_OWN = (
    select(Enrolment.version_id, Enrolment.last_step_id, Course.archive_on, Course.archive_note)
    .join(Course, Course.id == Enrolment.course_id)
    .where(Enrolment.id == bindparam("own_id"), Enrolment.person_id == bindparam("me"))
)


@cache
def _text(language: str) -> Columns:
    """Built once: putting a statement together costs more than running it, and this and `_OWN` run for every lesson."""
    return (
        select(
            CourseVersion.requirement,
            CourseVersion.said("title", language),
            Step.id,
            Step.kind,
            Step.key,
            Step.title,
            Step.minutes,
            Step.html,
            Step.questions,
            Step.translations,
            CourseVersion.language,
        )
        .join(CourseVersion, CourseVersion.id == Step.version_id)
        .where(Step.version_id == bindparam("of_version"), Step.key == bindparam("step_key"))
    )


def place(work: Work, enrolment_id: int, key: str) -> Place:
    """A step of one of the actor's enrolments. Raises NotFound for somebody else's, and for an unknown key."""
    own = work.rows(_OWN, own_id=enrolment_id, me=work.actor.person_id).one_or_none()
    if own is None:
        raise NotFound
    version_id, last_step_id, *archive = own
    wanted = (version_id, key, language())
    step = work.keep("completion:text", [wanted], partial(_texts, work))[wanted]
    return Place(enrolment_id, version_id, step.requirement, last_step_id, step, *archive)


def _texts(work: Work, names: Sequence[tuple[int, str, str]]) -> dict[tuple[int, str, str], StepText]:
    """The steps by version, key and language, which `place` asks for one at a time. Raises NotFound for an unknown key."""
    found = {}
    for version_id, key, wanted in names:
        row = work.rows(_text(wanted), of_version=version_id, step_key=key).one_or_none()
        if row is None:
            raise NotFound
        document, course_title, step_id, kind, _key, title, minutes, html, questions, translations, own = row
        words = words_in(wanted, title, html, questions, translations)
        found[version_id, key, wanted] = StepText(
            requirement_of(document),
            course_title,
            step_id,
            kind,
            key,
            words.title,
            minutes,
            words.html,
            words.questions,
            foreign=own if words.is_original and own != wanted else "",
        )
    return found


def lesson(work: Work, enrolment: Enrolment, key: str) -> Step:
    """The lesson `key` of the version the learner is in. Raises NotFound, also when the key is a quiz's."""
    step = courses.step(work, enrolment.version_id, key)
    if step.kind != LESSON:
        raise NotFound(_("Materi ini tidak ada dalam pelatihan. Buka daftar isi pelatihan, lalu pilih dari sana."))
    return step


def _own(row: Values | None) -> tuple[Any, ...]:
    """The values of a row whose third is a requirement. Raises NotFound when there is no row."""
    if row is None:
        raise NotFound
    first, version, document, *rest = row
    return (first, version, requirement_of(document), *rest)


def missing_prerequisites(work: Work, person_id: int, version: CourseVersion) -> list[str]:
    """Titles of the courses a person must complete before joining `version`; the name itself for an unknown one."""
    names = [str(name) for name in version.prerequisites]
    if not names:
        return []
    completed = (
        select(Completion.id)
        .join(Enrolment, Enrolment.id == Completion.enrolment_id)
        .where(Completion.person_id == person_id, Enrolment.course_id == Course.id)
        .exists()
    )
    rows = work.session.execute(
        select(Course.code, Course.slug, CourseVersion.said("title", language()), completed)
        .outerjoin(CourseVersion, CourseVersion.id == Course.current_id)
        .where(or_(Course.code.in_(names), Course.slug.in_(names)))
    ).all()
    known = {name: (title or name, is_done) for code, slug, title, is_done in rows for name in (code, slug)}
    wanted = [known.get(name, (name, False)) for name in names]
    return [title for title, is_done in wanted if not is_done]
