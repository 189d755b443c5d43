"""The list of a trainer's courses, the ways to begin one, and its outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from elearn.kernel.paging import Paging
from elearn.web.forms import Form
from elearn.web.page import Page

from ..models import Draft
from ..queries.drafts import StudioLine, StudioQuery
from ..queries.files import FileLine
from ..queries.reviews import Asked
from ..states import STATE_SIGNS, state_words
from ..writing.front_matter import kind_of, title_of
from ..writing.names import in_order


@dataclass(frozen=True, slots=True)
class StudioPage(Page):
    """The trainer's courses; `query` is what they asked for, `asked` are drafts that wait for their review.

    `may_begin` is not so for a guest, who sees the courses they were invited to.
    """

    template: ClassVar[str] = "studio/index.html"
    lines: tuple[StudioLine, ...]
    paging: Paging
    query: StudioQuery
    asked: tuple[Asked, ...]
    may_begin: bool

    @property
    def states(self) -> dict[str, str]:
        return state_words()

    @property
    def signs(self) -> Mapping[str, str]:
        """State → the badge that shows it."""
        return STATE_SIGNS


@dataclass(frozen=True, slots=True)
class NewPage(Page):
    """The ways to begin a course: from the template, from a .zip."""

    template: ClassVar[str] = "studio/new.html"
    form: Form
    upload: Form


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A lesson or quiz; `kind` is what its `jenis` says, "" for a lesson."""

    path: str
    title: str
    kind: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlinePage(Page):
    """A draft: its steps in order, and how to add one. `state` is the one people see, `loose` are files that are neither a step nor an asset."""

    template: ClassVar[str] = "studio/show.html"
    draft: Draft
    items: tuple[OutlineItem, ...]
    loose: tuple[str, ...]
    gone: tuple[str, ...]
    form: Form
    state: str

    @property
    def states(self) -> dict[str, str]:
        return state_words()

    @property
    def signs(self) -> Mapping[str, str]:
        """State → the badge that shows it."""
        return STATE_SIGNS


def outline_page(
    draft: Draft,
    files: Sequence[FileLine],
    heads: Mapping[str, str],
    gone: tuple[str, ...],
    form: Form,
    today: date,
) -> OutlinePage:
    """`heads` are the beginnings of all texts, `gone` the paths that were removed."""
    texts = [file.path for file in files if file.digest is None]
    steps = in_order(texts)
    items = tuple(_item(path, heads[path], texts) for path in steps)
    translations = {
        f"{path.removesuffix('.md')}.{language}.md"
        for path, item in zip(steps, items, strict=True)
        for language in item.languages
    }
    loose = tuple(path for path in texts if path not in {*steps, *translations, "kursus.md"})
    return OutlinePage(draft, items, loose, gone, form, draft.shown_state(today))


def _item(path: str, head: str, texts: Sequence[str]) -> OutlineItem:
    stem = path.removesuffix(".md") + "."
    languages = tuple(
        other.removeprefix(stem).removesuffix(".md") for other in texts if other.startswith(stem) and other != path
    )
    return OutlineItem(path, title_of(head) or path, kind_of(head), languages)
