"""Contributions: plural nouns. A room brings data; the house decides how to show it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .markers import hookspec

if TYPE_CHECKING:
    import click
    from flask import Blueprint
    from sqlalchemy import Select

    from elearn.config import Settings
    from elearn.core.courses.models import Course
    from elearn.core.enrolment.models import Enrolment
    from elearn.core.exchange.formats import Exporter, Importer
    from elearn.core.people.models import Person
    from elearn.core.people.queries import PersonFacts
    from elearn.core.questions.kinds import QuestionKind
    from elearn.core.quizzes.rules import Raised
    from elearn.kernel.permissions import Permission
    from elearn.kernel.work import Work

    from .values import Action, BundleFile, Card, Effect, Link, Mark, NavItem, Panel, Renewal


@hookspec
def permissions() -> Sequence[Permission]:
    """Every permission of the room and the roles that hold it."""
    raise NotImplementedError


@hookspec
def blueprints() -> Sequence[Blueprint]:
    """The room's pages; a guest's blueprint bears the guest's name."""
    raise NotImplementedError


@hookspec
def nav_items(settings: Settings) -> Sequence[NavItem]:
    """Entries of the menu, as the settings of this installation make sense of them."""
    raise NotImplementedError


@hookspec
def nav_counts(work: Work) -> Sequence[tuple[str, int]]:
    """How many things wait behind an entry of the menu, by its endpoint."""
    raise NotImplementedError


@hookspec
def question_kinds() -> Sequence[QuestionKind]:
    """Kinds of question, tried in the order of the rooms."""
    raise NotImplementedError


@hookspec
def importers() -> Sequence[Importer]:
    """Ways in for courses and questions of other programs, asked in this order whether they recognise a file."""
    raise NotImplementedError


@hookspec
def exporters() -> Sequence[Exporter]:
    """Ways out for a course."""
    raise NotImplementedError


@hookspec
def dashboard_cards(work: Work) -> Sequence[Card]:
    """Cards of the start page for `work.actor`."""
    raise NotImplementedError


@hookspec
def catalogue_links(work: Work) -> Sequence[Link]:
    """Other ways to look at the catalogue, for `work.actor`."""
    raise NotImplementedError


@hookspec
def course_actions(work: Work, course: Course) -> Sequence[Action]:
    """What `work.actor` can do with a course now; the first is its page's main button."""
    raise NotImplementedError


@hookspec
def course_panels(work: Work, course: Course) -> Sequence[Panel]:
    """Blocks below a course's page."""
    raise NotImplementedError


@hookspec
def renewals(work: Work, enrolment: Enrolment) -> Sequence[Renewal]:
    """Why this person's newest enrolment in a course may be followed by another one now; without a reason it may not."""
    raise NotImplementedError


@hookspec
def bundle_files(work: Work, person: Person) -> Sequence[BundleFile]:
    """Files for “Unduh semuanya”, beside the certificates; `work.actor` is the person."""
    raise NotImplementedError


@hookspec
def person_panels(work: Work, person: PersonFacts) -> Sequence[Panel]:
    """Blocks on the page where HR sees a person of their scope."""
    raise NotImplementedError


@hookspec
def certificate_marks(work: Work, codes: Collection[str]) -> Sequence[Mark]:
    """What the room knows of these certificates, for their holders, HR and whoever verifies one."""
    raise NotImplementedError


@hookspec
def regrade_effects(work: Work, raised: Sequence[Raised]) -> Sequence[Effect]:
    """What follows when these attempts are worth more; asked before it happens, of some learners at a time."""
    raise NotImplementedError


@hookspec
def authored_courses(work: Work) -> Sequence[Select[int | None]]:
    """SELECTs of the ids of courses that `work.actor` may change and publish though somebody else brought them.

    They are not run by themselves: they become a condition of whatever asks whose a course is.
    """
    raise NotImplementedError


@hookspec
def jobs() -> Mapping[str, Callable[..., Mapping[str, Any] | None]]:
    """What `work.later` may name: `room:verb` → `run(errand, **args)`."""
    raise NotImplementedError


@hookspec
def cli_commands() -> Sequence[click.Command]:
    """Commands (or groups) under `elearn`."""
    raise NotImplementedError
