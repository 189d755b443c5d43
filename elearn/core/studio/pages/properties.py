"""The course's own front matter as a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask_wtf import FlaskForm

from elearn.web.page import Page

from ..models import Draft


@dataclass(frozen=True, slots=True)
class PropertiesPage(Page):
    """`number` is the revision of kursus.md that the form shows; `readable` is False when its front matter is broken."""

    template: ClassVar[str] = "studio/properties.html"
    draft: Draft
    form: FlaskForm
    number: int
    readable: bool
