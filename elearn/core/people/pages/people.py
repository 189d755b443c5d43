"""The pages about people: signing in, one's own account, the list, one person, roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.hooks.values import Panel
from elearn.kernel.paging import Paging
from elearn.web.forms import Form
from elearn.web.page import Page

from ..queries import PersonFacts, PersonLine, RoleLine, SignInLine, WayIn
from ..services import ResetCode


@dataclass(frozen=True, slots=True)
class SignInPage(Page):
    """`form` is a SignInForm; `next_path` is where the reader wanted to go, "" for the start page."""

    template: ClassVar[str] = "people/sign_in.html"
    form: Form
    next_path: str


@dataclass(frozen=True, slots=True)
class PasswordPage(Page):
    """`form` is a PasswordForm; `is_first` is true when a change is forced before anything else."""

    template: ClassVar[str] = "people/password.html"
    form: Form
    is_first: bool
    minimum: int


@dataclass(frozen=True, slots=True)
class ResetPage(Page):
    """`form` is a ResetForm; `minimum` is the fewest characters of the new password."""

    template: ClassVar[str] = "people/reset.html"
    form: Form
    minimum: int


@dataclass(frozen=True, slots=True)
class AccountPage(Page):
    """The person's own facts, and the browsers they are signed in with."""

    template: ClassVar[str] = "people/account.html"
    person: PersonFacts
    sign_ins: list[SignInLine]
    session_hours: int


@dataclass(frozen=True, slots=True)
class PeopleListPage(Page):
    """People in scope. `words` and `unit_id` are the filter; `unit` is that unit's name, "" for all."""

    template: ClassVar[str] = "people/index.html"
    lines: tuple[PersonLine, ...]
    paging: Paging
    words: str
    unit_id: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class PersonPage(Page):
    """One person as HR sees them; an admin who is not HR has no reports to be led to. `panels` come from other rooms."""

    template: ClassVar[str] = "people/show.html"
    person: PersonFacts
    way_in: WayIn
    roles: list[RoleLine]
    has_reports: bool
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class CodePage(Page):
    """A new one-time code, shown this once. `nip` has its spaces."""

    template: ClassVar[str] = "people/code.html"
    person_id: int
    name: str
    nip: str
    code: ResetCode


@dataclass(frozen=True, slots=True)
class RolesPage(Page):
    """Who holds which role; `form` is a RoleForm."""

    template: ClassVar[str] = "people/roles.html"
    form: Form
    lines: list[RoleLine]
