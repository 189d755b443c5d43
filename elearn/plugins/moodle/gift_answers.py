"""What stands between the braces of a GIFT question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from elearn.core.exchange.grading import FULL, boxes_of, is_full, number
from elearn.core.exchange.items import Amount, Essay, Option, Pairs, Shape, Verdict, Words
from elearn.core.exchange.marks import usable_wording

from .gift_text import block, line, show, words

_PART = re.compile(r"([=~])([^=~]*)")
_PERCENT = re.compile(r"\s*%(-?[0-9.,]+)%")
_VERDICT = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#|$)", re.IGNORECASE)
_RANGE = re.compile(r"\s*(-?[0-9.,]+)\s*\.\.\s*(-?[0-9.,]+)\s*")


@dataclass(slots=True)
class Found:
    """A shape (None: refused, `losses` say why); `gap` is the answer as a gap of ours, for a missing word."""

    shape: Shape | None = None
    explanation: str = ""
    gap: str = ""
    losses: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """One `=` or `~`: how much it earns (percent), its text and its feedback, still hidden."""

    earns: Fraction
    text: str
    feedback: str
    right: bool


def read(answers: str, form: str) -> Found:
    """The shape of a question; `answers` is hidden text, `form` the question's format."""
    found = Found()
    body, general, said = answers.partition("####")
    if general:
        found.explanation, losses, _ = block(said, form)
        found.losses += losses
    body = body.strip()
    verdict = _VERDICT.match(body)
    if body.startswith("#"):
        found.shape = _amount(body[1:], form, found)
    elif not body:
        found.shape = Essay()
    elif verdict:
        found.shape = _verdict(body, verdict[1], form, found)
    elif _is_matching(list(_parts(body))):
        found.shape = _pairs(body, form, found)
    elif "~" in body:
        found.shape = _boxes(body, form, found)
    else:
        found.shape = _words(body, form, found)
    if found.shape is None and not found.losses:
        found.losses.append("isi kurung { } tidak dapat dibaca")
    return found


def _is_matching(parts: list[_Part]) -> bool:
    """Only right answers, with an arrow in their texts; one in a feedback means nothing."""
    return any("->" in part.text for part in parts) and all(part.right for part in parts)


def _parts(body: str) -> Iterator[_Part]:
    for mark, rest in _PART.findall(body):
        given = _PERCENT.match(rest)
        text, _, feedback = (rest[given.end() :] if given else rest).partition("#")
        earns = (number(given[1]) if given else None) or (FULL if mark == "=" and not given else Fraction(0))
        yield _Part(earns, text, feedback, mark == "=")


def _feedback(hidden: str, form: str, found: Found) -> str:
    text, losses, _ = block(hidden, form)
    found.losses += losses
    return text


def _line(hidden: str, form: str, found: Found) -> str:
    text, losses = line(hidden, form)
    found.losses += losses
    return text


def _boxes(body: str, form: str, found: Found) -> Shape | None:
    parts = list(_parts(body))
    options = [
        (part.earns, Option(_line(part.text, form, found), feedback=_feedback(part.feedback, form, found)))
        for part in parts
    ]
    shape, losses = boxes_of(options, single=any(part.right for part in parts) or not _is_sum(parts))
    found.losses += losses
    if not shape.scored and not shape.rights:
        found.losses.append("soal ini tidak punya jawaban benar")
        return None
    return shape


def _is_sum(parts: list[_Part]) -> bool:
    """Without `=`, shares that add up to the whole mean several right answers; a best single one means grades."""
    return not any(is_full(part.earns) for part in parts) or sum(part.earns > 0 for part in parts) == 1


def _verdict(body: str, word: str, form: str, found: Found) -> Shape:
    _, _, said = body.partition("#")
    wrong, _, right = said.partition("#")
    is_true = word.upper().startswith("T")
    when_wrong, when_right = _feedback(wrong, form, found), _feedback(right, form, found)
    return Verdict(is_true, *((when_right, when_wrong) if is_true else (when_wrong, when_right)))


def _amount(body: str, form: str, found: Found) -> Shape | None:
    parts = list(_parts(body)) or [_Part(FULL, *body.partition("#")[::2], right=True)]
    full = [part for part in parts if is_full(part.earns)]
    if len(full) != len(parts):
        found.losses.append("angka yang bernilai sebagian tidak dipakai; yang disimpan: angka bernilai penuh")
    if not full:
        return None
    _remarks(parts, form, found)
    text = show(full[0].text)
    if limits := _RANGE.fullmatch(text):
        low, high = number(limits[1]), number(limits[2])
        return None if low is None or high is None else Amount((low + high) / 2, abs(high - low) / 2)
    value, _, margin = text.partition(":")
    exact, allowed = number(value), number(margin or "0")
    return None if exact is None or allowed is None else Amount(exact, abs(allowed))


def _pairs(body: str, form: str, found: Found) -> Shape:
    pairs = []
    for part in _parts(body):
        left, _, right = part.text.partition("->")
        pairs.append((_line(left, form, found), _line(right, form, found)))
    return Pairs(tuple(pair for pair in pairs if pair[1]))


def _words(body: str, form: str, found: Found) -> Shape | None:
    parts = list(_parts(body)) or [_Part(FULL, *body.partition("#")[::2], right=True)]
    right = [words(part.text) for part in parts if is_full(part.earns)]
    if len(right) != len(parts):
        found.losses.append("jawaban yang bernilai sebagian tidak dipakai; yang disimpan: jawaban bernilai penuh")
    usable = tuple(text for text in dict.fromkeys(right) if usable_wording(text) and "*" not in text)
    if len(usable) < len(set(right)):
        found.losses.append("jawaban dengan tanda * atau garis miring berspasi tidak dapat ditulis; tidak dipakai")
    _remarks(parts, form, found)
    in_gap = [text for text in usable if "[" not in text and "]" not in text]
    found.gap = f"[[{' / '.join(in_gap)}]]" if in_gap else ""
    return Words(usable) if usable else None


def _remarks(parts: list[_Part], form: str, found: Found) -> None:
    said = [text for part in parts if (text := _feedback(part.feedback, form, found))]
    if said:
        found.losses.append("umpan balik tiap jawaban dipindahkan ke pembahasan")
        found.explanation = "\n\n".join(part for part in (found.explanation, *dict.fromkeys(said)) if part)
