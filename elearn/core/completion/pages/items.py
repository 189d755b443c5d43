"""What several pages share: a step in a list, its address and state, and how days and hours are written."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Literal

from elearn.core.courses.parser.manuscript import MINUTES_PER_JP
from elearn.web.dates import day, number

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


def state_of(step_id: int, done: Container[int], tried: Container[int], place: int | None) -> State:
    """Done; running when it was tried or is the `place` (a step's id) left open; else new."""
    if step_id in done:
        return "done"
    return "running" if step_id in tried or step_id == place else "new"


def day_of(moment: datetime, zone: timezone) -> str:
    """22 November 2026, by the calendar of the agency's zone."""
    return day(moment.astimezone(zone))


def jp(minutes: int) -> str:
    """4 JP, 1,5 JP"""
    return f"{number(minutes / MINUTES_PER_JP, 1)} JP"
