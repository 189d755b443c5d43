"""The pages on which HR chooses how certificates look."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from elearn.core.competencies.development import FORM_WORDS
from elearn.core.people.models import WorkUnit
from elearn.kernel.work import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from . import design_queries
from .design_queries import DesignLine
from .models import Picture


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one agency has designed, and the pictures that it may choose from; `forms` have no design of their own.

    `form` is a PictureForm.
    """

    agency: WorkUnit
    lines: Sequence[DesignLine]
    pictures: Sequence[Picture]
    forms: Sequence[str]
    form: Form


@dataclass(frozen=True, slots=True)
class DesignsPage(Page):
    """Every design of the actor's agencies."""

    template: ClassVar[str] = "certificates/designs.html"
    shelves: Sequence[Shelf]


@dataclass(frozen=True, slots=True)
class PreviewPage(Page):
    """How a design looks, as addresses of pictures; none when what was typed has errors."""

    template: ClassVar[str] = "certificates/_preview.html"
    pictures: Sequence[str]


@dataclass(frozen=True, slots=True)
class DesignPage(PreviewPage):
    """The design of one form of development ("" for all) and how it looks; `form` is a DesignForm."""

    template: ClassVar[str] = "certificates/design.html"
    agency: WorkUnit
    name: str
    form: Form


def designs_page(work: Work, form_for: Callable[[int], Form], sent: Form | None = None) -> DesignsPage:
    """A shelf per agency in the actor's scope, in three statements; `sent` stands in the place of its agency's form."""
    agencies = design_queries.agencies(work)
    ids = [one.id for one in agencies]
    lines, pictures = design_queries.lines(work, ids), design_queries.pictures(work, ids)
    forms = {form.agency_id: form for form in [form_for(one) for one in ids] + ([sent] if sent else [])}
    found = (
        Shelf(
            agency,
            own := [line for line in lines if line.design.agency_id == agency.id and not line.design.is_off],
            [one for one in pictures if one.agency_id == agency.id],
            [form for form in FORM_WORDS if form not in {line.design.form for line in own}],
            forms[agency.id],
        )
        for agency in agencies
    )
    return DesignsPage(tuple(found))


def drawn(pictures: Iterable[bytes]) -> tuple[str, ...]:
    """Pictures as addresses that hold them: nothing is kept of a preview."""
    return tuple(f"data:image/png;base64,{b64encode(one).decode()}" for one in pictures)
