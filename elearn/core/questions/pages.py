"""What the partials of the question kinds are given."""

from __future__ import annotations

from dataclasses import dataclass

from .kinds import Answer, Fields, field_name


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One question on a page. Templates draw it with `{% include kind.template %}` under the name `part`.

    `number` counts from 1 on the page, `question` is the public dict, `error` a sentence about the answer that was
    sent (or ""), `locked` shows the answer without letting it be changed.
    """

    number: int
    question: Fields
    answer: Answer | None = None
    error: str = ""
    locked: bool = False

    @property
    def field(self) -> str:
        return field_name(self.question)

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
    def chosen(self) -> tuple[str, ...]:
        """The option ids of the answer."""
        if not self.answer:
            return ()
        return (self.answer,) if isinstance(self.answer, str) else tuple(self.answer)

    @property
    def typed(self) -> str:
        return self.answer if isinstance(self.answer, str) else ""

    def described_by(self, unit: str) -> str:
        """The ids of what describes the field, parted by spaces."""
        ids = [self.error_id] if self.error else []
        return " ".join([*ids, self.unit_id] if unit else ids)
