"""What the partials of the question kinds are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .gaps import split_text
from .kinds import NOTED, VOID, WAITING, Answer, Fields, Mark, Remark, field_name, values_of
from .sending import ARRANGE, PART, read_parts

RIGHT, PARTLY, WRONG, EMPTY = "right", "partly", "wrong", "empty"
FULL_FOR_ALL = "credited"
"""A correction gave all points, whatever was answered."""


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question on a page. Templates draw it with `{% include kind.template %}` under the name `part`.

    `number` counts from 1 on the page, `question` is the public dict, `error` a sentence about what was `sent` (or ""),
    `locked` shows the answer without letting it be changed.
    """

    number: int
    question: Fields
    answer: Answer | None = None
    error: str = ""
    locked: bool = False
    sent: tuple[str, ...] | None = None

    @property
    def field(self) -> str:
        return field_name(self.question)

    def field_of(self, part: str) -> str:
        """The name of the form field of a part."""
        return f"{self.field}{PART}{part}"

    @property
    def anchor(self) -> str:
        return f"soal-{self.question['id']}"

    @property
    def error_id(self) -> str:
        return f"{self.field}-galat"

    @property
    def unit_id(self) -> str:
        return f"{self.field}-satuan"

    @property
    def values(self) -> tuple[str, ...]:
        """What the fields hold: as it was sent while it has to be mended, else as it is saved."""
        return values_of(self.answer) if self.sent is None else self.sent

    @property
    def chosen(self) -> tuple[str, ...]:
        """The option ids of the answer."""
        return self.values

    @property
    def typed(self) -> str:
        return "\n".join(self.values)

    @property
    def given(self) -> dict[str, str]:
        """Part → what its field holds."""
        return read_parts(self.values)

    @property
    def segments(self) -> list[tuple[str, str]]:
        """The pieces of a text with gaps: sanitised HTML, and the id of the gap behind it ("" after the last)."""
        return split_text(self.question["text_html"])

    @property
    def arranged(self) -> list[Fields]:
        """The entries in the order the answer gives them; as they are listed while it gives none."""
        entries: list[Fields] = list(self.question["entries"])
        places = {one: int(place) for one, place in self.given.items() if place.isdecimal() and len(place) < 4}
        if sorted(places.values()) != list(range(1, len(entries) + 1)):
            return entries
        return sorted(entries, key=lambda entry: places.get(entry["id"], 0))

    def moved(self, place: int, step: int) -> str:
        """The value of a button that moves the entry at `place` (from 0) by `step`: the order there would be."""
        ids = [str(entry["id"]) for entry in self.arranged]
        ids.insert(place + step, ids.pop(place))
        return ARRANGE + ",".join(ids)

    def described_by(self, unit: str) -> str:
        """The ids of what describes the field, parted by spaces."""
        ids = [self.error_id] if self.error else []
        return " ".join([*ids, self.unit_id] if unit else ids)


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """One question after marking, drawn by `questions/_marked.html` under the name `line`.

    `template` is the kind's own partial; `tells_all` shows what is said of options that were not chosen, too.
    """

    template: str
    part: QuestionPart
    mark: Mark
    verdict: str
    tells_all: bool = False

    def remark(self, option: str) -> Remark:
        return self.mark.remark(option)

    @property
    def words(self) -> int:
        """How many words were written."""
        return len(self.part.typed.split())


def marked_part(
    template: str, part: QuestionPart, mark: Mark, *, points: float | None = None, tells_all: bool = False
) -> MarkedPart:
    """`points` (0..1) are those that were counted, where they are stored; else those of the mark say the verdict."""
    return MarkedPart(template, part, mark, _verdict(part, mark, mark.points if points is None else points), tells_all)


def _verdict(part: QuestionPart, mark: Mark, points: object) -> str:
    if mark.state in (WAITING, NOTED, VOID):
        return mark.state
    if not part.values:
        return EMPTY
    return RIGHT if points == 1 else PARTLY if points else WRONG


def values_on_page(parts: Sequence[str], field: str) -> str:
    """The names of a question's form fields, parted by commas."""
    return ",".join([field, *(f"{field}{PART}{part}" for part in parts)])
