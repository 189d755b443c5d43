"""What several pages share: a step in a list, its address and state, and how days and hours are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Literal

from flask import url_for

from elearn.core.courses.models import LESSON
from elearn.core.courses.parser.manuscript import MINUTES_PER_JP
from elearn.web.dates import day, number

from ..queries import Checklist, Line

State = Literal["done", "running", "new"]


@dataclass(frozen=True, slots=True)
class StepItem:
    """One line of the checklist or outline. `meta` a few words, `why` what is still to be done, `here` this page."""

    title: str
    url: str
    state: State
    meta: str
    why: str = ""
    here: bool = False


def step_url(enrolment_id: int, line: Line) -> str:
    """The page of a step; a quiz has its own room."""
    endpoint = "completion.lesson" if line.kind == LESSON else "quizzes.show"
    return url_for(endpoint, enrolment_id=enrolment_id, key=line.key)


def state_of(found: Checklist, line: Line, place: int | None) -> State:
    """Done; running when it was tried or is the `place` (a step's id) left open; else new."""
    if line.id in found.standing.done:
        return "done"
    return "running" if line.id in found.standing.best or line.id == place else "new"


def day_of(moment: datetime, zone: timezone) -> str:
    """22 November 2026, by the calendar of the agency's zone."""
    return day(moment.astimezone(zone))


def jp(minutes: int) -> str:
    """4 JP, 1,5 JP"""
    return f"{number(minutes / MINUTES_PER_JP, 1)} JP"
