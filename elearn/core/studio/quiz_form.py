"""The form of one question ↔ what the writing of quizzes knows as a question; fields are numbered, for rows come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .writing.quiz import OWN_LINES, SHARED_LINE, FormOption, FormQuestion

MOST_OPTIONS = 30
ROWS_ADDED = 2


def read_question_form(sent: Mapping[str, str]) -> FormQuestion:
    """What was sent, as it was typed. Unknown fields are left alone."""
    level = sent.get("tingkatan", "")
    return FormQuestion(
        prompt=sent.get("pertanyaan", ""),
        body=sent.get("isi", ""),
        options=tuple(_options(sent)),
        properties={name: sent[f"ket-{name}"] for name in (*SHARED_LINE, *OWN_LINES) if sent.get(f"ket-{name}")},
        hint=sent.get("petunjuk", ""),
        explanation=sent.get("pembahasan", ""),
        id=sent.get("id", ""),
        level=int(level) if level in {"2", "3", "4", "5", "6"} else 2,
    )


def _options(sent: Mapping[str, str]) -> Iterator[FormOption]:
    for number in range(MOST_OPTIONS):
        if f"pilihan-{number}" in sent:
            points = sent.get(f"poin-{number}", "").strip()
            tick = points or ("x" if sent.get(f"kunci-{number}") else "")
            yield FormOption(tick, sent[f"pilihan-{number}"], sent.get(f"umpan-{number}", ""))
