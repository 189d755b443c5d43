"""Question blocks as the parser makes them, in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from elearn.core.questions.block import Option, Property, QuestionBlock
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import Parsed, QuestionKind, choose_kind


def boxes(*options: str, mode: str = "kuis", **properties: str) -> QuestionBlock:
    """Options written as "x Kata" (right) or "  Kata"."""
    made = tuple(
        Option(line, text[0].strip(), text[2:], text[2:], f"umpan {text[2:]}") for line, text in enumerate(options, 2)
    )
    return block(options=made, mode=mode, **properties)


def block(*, options: tuple[Option, ...] = (), mode: str = "kuis", body: str = "", **properties: str) -> QuestionBlock:
    return QuestionBlock(
        file="k.md",
        line=1,
        id="s-1",
        prompt="Apa?",
        prompt_html="Apa?",
        options=options,
        mode=mode,
        body=body,
        explanation_html="<p>Sebab.</p>",
        properties={name: Property(9, text) for name, text in properties.items()},
    )


def read(question: QuestionBlock) -> tuple[QuestionKind, Parsed]:
    kind = choose_kind(question, BUILT_IN_KINDS)
    assert kind is not None
    return kind, kind.parse(question)


def points(question: QuestionBlock, *values: str) -> Fraction:
    kind, parsed = read(question)
    return kind.mark(parsed.sealed, kind.read_answer(parsed.public, values)).points


def ids(question: QuestionBlock, words: Sequence[str]) -> list[str]:
    return [option.id for option in question.options if option.text in words]
