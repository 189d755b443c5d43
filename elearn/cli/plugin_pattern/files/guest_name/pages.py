"""One frozen page per template of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.web.forms import Form
from elearn.web.page import Page

from .queries import NoteLine


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """My notes, newest first, and the form for another."""

    template: ClassVar[str] = "guest_name/index.html"
    form: Form
    notes: tuple[NoteLine, ...]
