"""Who writes a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.web.page import Page

from ..models import Draft
from ..queries.authors import AuthorLine


@dataclass(frozen=True, slots=True)
class AuthorsPage(Page):
    """The authors of a draft; `is_own`: the reader may share it."""

    template: ClassVar[str] = "studio/authors.html"
    draft: Draft
    authors: tuple[AuthorLine, ...]
    is_own: bool
