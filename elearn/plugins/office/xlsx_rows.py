"""One row of a table → one question: its key tells its shape, unless a column names the kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from elearn.core.exchange.items import Amount, Boxes, Entry, Essay, Item, Option, Shape, Verdict, Words
from elearn.core.exchange.marks import inline, plain_block, split_prompt
from elearn.core.questions.block import fold
from elearn.core.questions.quantity import looks_like_quantity, parse_quantity, split_tolerance
from elearn.core.questions.short import read_key

from .template import COLUMNS

_WORDS = re.compile(r"(?:(\d{1,5})\s*[-–]\s*)?(\d{1,5})\s*kata")
_UNNAMED = re.compile(r"(?:soal|sheet|lembar) ?\d*", re.IGNORECASE)
"""What a sheet is called when nobody named it."""
_OPTIONS = [heading for heading in COLUMNS if heading.startswith("Pilihan")]
_VERDICTS = {
    "benar": True,
    "true": True,
    "b": True,
    "ya": True,
    "salah": False,
    "false": False,
    "s": False,
    "tidak": False,
}
_KINDS = {
    "choice": ("pilihan", "pg", "multiple", "single", "choice", "ganda"),
    "verdict": ("benar", "b/s", "bs", "true"),
    "essay": ("uraian", "esai", "essay", "esei"),
    "amount": ("angka", "number", "numer", "bilangan"),
    "words": ("isian", "singkat", "short", "jawaban"),
}

Row = Mapping[str, str]


def entry_of(cells: Row, position: str, sheet: str) -> Entry:
    """The question of a row; `cells` by the headings of the template, `position` for the report."""
    prompt, body = split_prompt(plain_block(cells["Soal"]), "Soal")
    category = tuple(part for part in (cells.get("Bab", "") or ("" if _UNNAMED.fullmatch(sheet) else sheet),) if part)
    losses = list[str]()
    shape = _shape(cells, losses)
    if shape is None:
        reason = losses or [f"kunci “{cells.get('Kunci', '')[:40]}” tidak menunjuk jawaban"]
        return Entry(cells["Soal"][:80], position, None, tuple(reason), category)
    item = Item(
        shape,
        prompt,
        body,
        id=cells.get("Kode", "") or "/".join((*category, cells["Soal"])),
        weight=_weight(cells.get("Bobot", ""), losses),
        hint=plain_block(cells.get("Petunjuk", "")),
        explanation=_explanation(cells, shape),
        competency=cells.get("Kompetensi", ""),
        level=_level(cells.get("Tingkat", ""), losses),
        label=cells.get("Label", ""),
    )
    return Entry(cells["Soal"][:80], position, item, tuple(losses), category)


def _shape(cells: Row, losses: list[str]) -> Shape | None:
    kind = _kind(cells.get("Jenis", ""), losses)
    if not kind:
        kind = "choice" if any(cells.get(name) for name in _OPTIONS) else "open"
    return _READERS[kind](cells, cells.get("Kunci", ""))


def _kind(named: str, losses: list[str]) -> str:
    """The kind a column names; "" for none, "refused" for one that no row can hold."""
    folded = fold(named)
    if not folded:
        return ""
    for kind, beginnings in _KINDS.items():
        if folded.startswith(beginnings):
            return kind
    losses.append(f"jenis “{named[:30]}” tidak dapat ditulis dalam satu baris tabel")
    return "refused"


def _boxes(cells: Row, key: str) -> Shape | None:
    options = [(name[-1], cells[name]) for name in _OPTIONS if cells.get(name)]
    letters = {letter.upper() for letter in re.findall(r"\b[A-Ea-e]\b", key)}
    if not letters and key.isdecimal():
        letters = {"ABCDE"[int(key) - 1]} if 1 <= int(key) <= 5 else set()
    if not re.fullmatch(r"[\sA-Ea-e1-5,;&dan]+", key) or not letters:
        letters = {letter for letter, text in options if fold(text) == fold(key)}
    if not letters or not letters <= {letter for letter, _ in options}:
        return None
    return Boxes(
        tuple(
            Option(inline(text), right=letter in letters, feedback=plain_block(cells.get(f"Umpan balik {letter}", "")))
            for letter, text in options
        )
    )


def _verdict(cells: Row, key: str) -> Shape | None:
    """True or false; the key may also be the letter of an option that says so."""
    named = cells.get(f"Pilihan {key.upper()}", "") if re.fullmatch("[A-Ea-e]", key) else ""
    right = _VERDICTS.get(fold(named or key).strip(" ."))
    return None if right is None else Verdict(right)


def _open(cells: Row, key: str) -> Shape | None:
    if not key:
        return None
    if fold(key).startswith(("uraian", "essay", "esai")):
        return _essay(cells, key)
    if fold(key) in ("benar", "salah", "true", "false"):
        return _verdict(cells, key)
    return _amount(cells, key) or _words(cells, key)


def _essay(_cells: Row, key: str) -> Shape:
    found = _WORDS.search(key)
    return Essay(int(found[1]) if found and found[1] else None, int(found[2]) if found else None)


def _amount(_cells: Row, key: str) -> Shape | None:
    if not looks_like_quantity(key):
        return None
    number, allowed = split_tolerance(key)
    value, margin = parse_quantity(number), parse_quantity(allowed or "0")
    if value is None or margin is None:
        return None
    return Amount(value.value, abs(margin.value), value.unit or margin.unit)


def _words(_cells: Row, key: str) -> Shape | None:
    accepted = read_key(key) if key else None
    return Words(tuple(accepted.accepted), accepted.keep_case) if accepted and accepted.accepted else None


_READERS: Mapping[str, Callable[[Row, str], Shape | None]] = {
    "choice": _boxes,
    "verdict": _verdict,
    "essay": _essay,
    "amount": _amount,
    "words": _words,
    "open": _open,
    "refused": lambda _cells, _key: None,
}


def _explanation(cells: Row, shape: Shape) -> str:
    """The explanation; the model answer of an essay belongs to it, for learners see it after they have sent theirs."""
    key = cells.get("Kunci", "")
    model = key if isinstance(shape, Essay) and not fold(key).startswith(("uraian", "essay", "esai")) else ""
    return "\n\n".join(part for part in (plain_block(cells.get("Pembahasan", "")), plain_block(model)) if part)


def _weight(text: str, losses: list[str]) -> int:
    if not text:
        return 1
    if text.isdecimal() and 1 <= int(text) <= 100:
        return int(text)
    losses.append(f"bobot “{text[:20]}” bukan bilangan bulat 1–100; menjadi 1")
    return 1


def _level(text: str, losses: list[str]) -> str:
    level = text.upper()
    if not level or re.fullmatch("C[1-6]", level):
        return level
    losses.append(f"tingkat “{text[:20]}” bukan C1–C6, jadi tidak ditulis")
    return ""
