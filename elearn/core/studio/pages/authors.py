"""Who writes a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft
from ..queries.authors import AuthorLine
from ..services.authors import Invitation


@dataclass(frozen=True, slots=True)
class AuthorsPage(Page):
    """The authors of a draft; `is_own`: the reader may share it. `form` invites a guest."""

    template: ClassVar[str] = "studio/authors.html"
    draft: Draft
    authors: tuple[AuthorLine, ...]
    is_own: bool
    form: Form


@dataclass(frozen=True, slots=True)
class InvitationPage(Page):
    """What to hand over to a guest, shown this once; `address` is where they use it."""

    template: ClassVar[str] = "studio/invitation.html"
    draft: Draft
    invitation: Invitation
    address: str
