"""The form of one question ↔ what the writing of quizzes knows as a question; fields are numbered, for rows come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .writing.question import OWN_LINES, SHARED_LINE, FormOption, FormQuestion

MOST_OPTIONS = 30
ROWS_ADDED = 2
COMPETENCY_LEVELS = ("1", "2", "3", "4", "5")
COMPETENCY_LEVEL = "tingkat-kompetensi"


def read_question_form(sent: Mapping[str, str]) -> FormQuestion:
    """What was sent, as it was typed. Unknown fields are left alone."""
    level = sent.get("tingkatan", "")
    return FormQuestion(
        prompt=sent.get("pertanyaan", ""),
        body=sent.get("isi", ""),
        options=tuple(_options(sent)),
        properties=_properties(sent),
        hint=sent.get("petunjuk", ""),
        explanation=sent.get("pembahasan", ""),
        id=sent.get("id", ""),
        level=int(level) if level in {"2", "3", "4", "5", "6"} else 2,
    )


def _properties(sent: Mapping[str, str]) -> dict[str, str]:
    found = {name: sent[f"ket-{name}"] for name in (*SHARED_LINE, *OWN_LINES) if sent.get(f"ket-{name}")}
    level = sent.get(COMPETENCY_LEVEL, "")
    if "kompetensi" in found and level in COMPETENCY_LEVELS:
        found["kompetensi"] += f"/{level}"
    return found


def competency_parts(written: str, known: Collection[str]) -> tuple[str, str]:
    """`Integritas/3` → name and level; anything that is not a known name and a level stays whole."""
    name, _slash, level = written.rpartition("/")
    return (name, level) if name in known and level in COMPETENCY_LEVELS else (written, "")


def _options(sent: Mapping[str, str]) -> Iterator[FormOption]:
    for number in range(MOST_OPTIONS):
        if f"pilihan-{number}" in sent:
            points = sent.get(f"poin-{number}", "").strip()
            tick = points or ("x" if sent.get(f"kunci-{number}") else "")
            yield FormOption(tick, sent[f"pilihan-{number}"], sent.get(f"umpan-{number}", ""))
