"""The checklist of one course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timezone
from typing import ClassVar

from flask import url_for

from elearn.core.courses.notices import archive_notice
from elearn.kernel.i18n import _
from elearn.web.dates import number
from elearn.web.page import Page

from ..addresses import step_url
from ..queries import Checklist, Line, Overview
from ..rules import requirement_sentence
from .items import StepItem, day_of, jp, state_of


@dataclass(frozen=True, slots=True)
class ShowPage(Page):
    """The checklist behind the bar. `missing` are the reasons that belong to no single step; `facts` name and value.

    `notice` says that the course is or will be archived, else "".
    """

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
    notice: str


def show_page(own: Overview, found: Checklist, today: date, zone: timezone) -> ShowPage:
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
        newer_from=day_of(own.newer_from, zone) if own.newer_from else None,
        notice=archive_notice(own.archive_on, own.archive_note, today),
    )


def _facts(own: Overview, zone: timezone) -> tuple[tuple[str, str], ...]:
    facts = [
        (_("Mulai"), day_of(own.began_at, zone)),
        (_("Jam pelajaran"), jp(own.duration_minutes)),
    ]
    if own.completed_at:
        facts.append((_("Selesai"), day_of(own.completed_at, zone)))
    if own.completed_at and own.score is not None:
        facts.append((_("Nilai akhir"), number(own.score, 2)))
    return tuple(facts)


def _checklist_item(own: Overview, found: Checklist, line: Line, zone: timezone) -> StepItem:
    standing = found.standing
    finished = standing.finished.get(line.id)
    meta = [_("%(n)s menit", n=line.minutes)]
    if finished:
        meta.append(_("selesai %(day)s", day=day_of(finished, zone)))
    if line.id in standing.best:
        meta.append(_("nilai terbaik %(score)s", score=number(standing.best[line.id], 2)))
    return StepItem(
        title=line.title,
        url=step_url(own.enrolment_id, line),
        state=state_of(line.id, standing.done, standing.best, own.last_step_id),
        meta=" · ".join(meta),
        why=standing.open_reasons.get(line.id, ""),
    )
