"""The review of a draft: who was asked, what they said, and every file line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from elearn.web.page import Page

from ..models import APPROVED, Draft
from ..queries.reviews import CommentLine, ReviewLine


@dataclass(frozen=True, slots=True)
class ReviewPage(Page):
    """The rounds of review, and what to do next; `reviewers` are id and name of who may be asked.

    `may_ask` is not so for a guest, who knows nobody here.
    """

    template: ClassVar[str] = "studio/review.html"
    draft: Draft
    is_own: bool
    may_ask: bool
    is_reviewer: bool
    is_required: bool
    rounds: Sequence[ReviewLine]
    reviewers: Sequence[tuple[int, str]]
    comments: Sequence[CommentLine]
    paths: Sequence[str]

    @property
    def waiting(self) -> ReviewLine | None:
        return next((one for one in self.rounds if not one.verdict), None)

    @property
    def answered(self) -> Sequence[ReviewLine]:
        return [one for one in self.rounds if one.verdict]

    @property
    def is_approved(self) -> bool:
        """Approved as the draft is now."""
        return any(one.verdict == APPROVED and one.revision == self.draft.revision for one in self.rounds)

    @property
    def open_comments(self) -> Sequence[CommentLine]:
        return [one for one in self.comments if one.settled_at is None]


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line of a file (`number` from 1) and what was said about it."""

    number: int
    text: str
    comments: Sequence[CommentLine]


@dataclass(frozen=True, slots=True)
class ReviewFilePage(Page):
    """A text file for its reviewer; `gone` are comments whose line is no longer there, `line` the one to speak of."""

    template: ClassVar[str] = "studio/review_file.html"
    draft: Draft
    path: str
    is_own: bool
    lines: Sequence[NumberedLine]
    gone: Sequence[CommentLine]
    line: int


def placed(text: str, comments: Sequence[CommentLine]) -> tuple[Sequence[NumberedLine], Sequence[CommentLine]]:
    """The lines with their comments, each at the nearest line that still reads as quoted; and those without one."""
    lines = text.splitlines()
    at: dict[int, list[CommentLine]] = {}
    gone = []
    for comment in comments:
        same = [number for number, line in enumerate(lines, 1) if line == comment.quoted]
        if same:
            nearest = min(same, key=lambda number: abs(number - comment.line))
            at.setdefault(nearest, []).append(comment)
        else:
            gone.append(comment)
    return [NumberedLine(number, line, at.get(number, ())) for number, line in enumerate(lines, 1)], gone
