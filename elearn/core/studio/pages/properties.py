"""The course's own front matter as a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft


@dataclass(frozen=True, slots=True)
class PropertiesPage(Page):
    """`number` is the revision of kursus.md that the form shows; `readable` is False when its front matter is broken."""

    template: ClassVar[str] = "studio/properties.html"
    draft: Draft
    form: Form
    number: int
    readable: bool
