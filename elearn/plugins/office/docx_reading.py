"""Word in: numbered questions with lettered options, and a key that is bold, starred, underlined or a table at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Amount, Boxes, Entry, Essay, Item, Option, Passage, Shape, Words
from elearn.core.exchange.marks import inline, split_prompt
from elearn.core.questions.block import fold
from elearn.core.questions.quantity import looks_like_quantity, parse_quantity, split_tolerance
from elearn.core.questions.short import read_key

from .docx_paragraphs import DocLine, lines_of

_KEY_TITLE = re.compile(r"(?:kunci(?: jawaban)?|answer key|jawaban)\s*:?\s*", re.IGNORECASE)
_KEY = re.compile(r"(\d{1,3})\s*[.):=-]*\s*([A-Ha-h](?:\s*(?:,|&|dan)\s*[A-Ha-h])*)(?![A-Za-z])")
_KEY_LINE = re.compile(r"\s*(\d{1,3})[.)\s]\s*(\S.*)")
_LINES = re.compile(r"[\s_.…]+")
_SAID = re.compile(r"\s*(jawaban|kunci(?: jawaban)?|answer|pembahasan|petunjuk)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_LETTERS = re.compile(r"[A-Ha-h](?:\s*(?:,|&|dan)\s*[A-Ha-h])*")


def recognises(source: Source) -> bool:
    return "word/document.xml" in source.parts()


@dataclass(slots=True)
class _Draft:
    """A question while its lines are read."""

    number: str
    position: str
    category: tuple[str, ...]
    words: list[str] = field(default_factory=list)
    options: list[DocLine] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    losses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paper:
    """A whole document: its questions, the texts between them, and the key at its end."""

    name: str
    category: tuple[str, ...] = ()
    entries: list[_Draft | Entry] = field(default_factory=list)
    key: list[str] | None = None
    automatic: int = 0

    def take(self, line: DocLine) -> None:
        last = self.entries[-1] if self.entries else None
        draft = last if isinstance(last, _Draft) else None
        if _KEY_TITLE.fullmatch(line.plain) and self._has_questions():
            self.key = []
        elif self.key is not None:
            self._take_key(line)
        elif line.role == "heading" and line.plain:
            self.category = (line.plain[:120],)
        elif line.role == "question":
            self._begin(line)
        elif draft is not None:
            self._go_on(draft, line)
        elif line.runs or line.cells:
            text = line.markdown or _table(line.cells)
            self.entries.append(Entry(line.plain[:80], self._at(line), Passage(text), line.losses, self.category))

    def _has_questions(self) -> bool:
        return any(isinstance(entry, _Draft) and entry.options for entry in self.entries)

    def _at(self, line: DocLine) -> str:
        return f"{self.name} · paragraf {line.place}"

    def _begin(self, line: DocLine) -> None:
        self.automatic = int(line.number) if line.number else self.automatic + 1
        draft = _Draft(str(self.automatic), self._at(line), self.category, losses=[*line.losses, *line.look_lost()])
        draft.words.append(line.markdown)
        self.entries.append(draft)

    def _go_on(self, draft: _Draft, line: DocLine) -> None:
        if line.runs and _LINES.fullmatch("".join(run.text if not run.picture else "x" for run in line.runs)):
            return
        draft.losses += line.losses
        said = _SAID.fullmatch(line.plain)
        if line.role == "option":
            draft.options.append(line)
        elif said:
            draft.said[said[1].lower().split()[0]] = said[2]
        elif line.cells:
            draft.words.append(_table(line.cells))
        elif draft.options:
            draft.losses.append("teks setelah pilihan dipindahkan ke pembahasan")
            draft.said["pembahasan"] = f"{draft.said.get('pembahasan', '')} {line.plain}".strip()
        else:
            draft.words.append(line.markdown)
            draft.losses += line.look_lost()

    def _take_key(self, line: DocLine) -> None:
        """`1. B 2. C`, a list, or a table with a number beside or above each letter."""
        if self.key is None:
            return
        if line.role == "question":
            self.automatic = 0 if not self.key and not line.number else self.automatic
            self.automatic += 1
            self.key.append(f"{line.number or self.automatic} {line.plain}")
            return
        self.key.append(line.plain)
        rows = line.cells
        for above, below in pairwise(rows):
            if len(above) > 1 and all(cell.isdecimal() for cell in above[1:]):
                self.key.append(" ".join(f"{a} {b}" for a, b in zip(above, below, strict=False)))
        self.key.extend(" ".join(row) for row in rows)


def read(source: Source) -> Iterator[Entry]:
    """One entry per question, and one per text between them; the key at the end is read before any is given."""
    paper = _Paper(source.name)
    for line in lines_of(source):
        paper.take(line)
    letters = {number: found for text in paper.key or () for number, found in _KEY.findall(text)}
    words = {found[1]: found[2] for text in paper.key or () if (found := _KEY_LINE.fullmatch(text))}
    for entry in paper.entries:
        if isinstance(entry, Entry):
            yield entry
        else:
            yield _entry(entry, (letters if entry.options else words).get(entry.number, ""))


def _entry(draft: _Draft, key: str) -> Entry:
    prompt, body = split_prompt("\n\n".join(draft.words), f"Soal {draft.number}")
    given = next((draft.said[name] for name in ("jawaban", "kunci", "answer") if name in draft.said), "")
    name = f"{draft.number}. {prompt[:80]}"
    if draft.options:
        shape, lost = _boxes(draft.options, given if _LETTERS.fullmatch(given.strip()) else key)
    else:
        shape, lost = _open(given or key)
    losses = tuple(dict.fromkeys((*draft.losses, *lost)))
    if shape is None:
        return Entry(name, draft.position, None, losses, draft.category)
    explanation, hint = (inline(draft.said.get(part, "")) for part in ("pembahasan", "petunjuk"))
    source_id = "/".join((*draft.category, draft.number, prompt))
    item = Item(shape, prompt, body, source_id, explanation=explanation, hint=hint)
    return Entry(name, draft.position, item, losses, draft.category)


def _boxes(options: list[DocLine], key: str) -> tuple[Shape | None, tuple[str, ...]]:
    letters = {letter.upper() for letter in re.findall("[A-Ha-h]", key.replace("dan", ","))}
    named = [chr(ord("A") + place) in letters for place in range(len(options))]
    looks = [
        named,
        [line.starred for line in options],
        [line.all_are("marked") for line in options],
        [line.all_are("bold") for line in options],
    ]
    right = next((look for look in looks if 0 < sum(look) < len(options)), None)
    if right is None:
        return None, (
            "kunci tidak ditemukan: tidak ada pilihan yang tebal, berbintang, bergaris bawah, atau di tabel kunci",
        )
    is_look = right in looks[2:] and right not in looks[:2]
    words = [
        line.without_look() if is_right and is_look else line for line, is_right in zip(options, right, strict=True)
    ]
    many = sum(right) > 1 and not sum(named) > 1
    lost = [f"{sum(right)} pilihan ditandai benar; menjadi pilihan majemuk"] if many else []
    lost += [reason for line in words for reason in line.look_lost()]
    return Boxes(tuple(Option(line.markdown, right=one) for line, one in zip(words, right, strict=True))), tuple(lost)


def _open(given: str) -> tuple[Shape | None, tuple[str, ...]]:
    """A question without options: an essay, unless an answer is written below it."""
    if not given.strip() or fold(given).startswith("uraian"):
        return Essay(), () if given.strip() else ("tidak ada pilihan maupun jawaban; menjadi soal uraian",)
    if looks_like_quantity(given):
        number, allowed = split_tolerance(given)
        value, margin = parse_quantity(number), parse_quantity(allowed or "0")
        if value is not None and margin is not None:
            return Amount(value.value, abs(margin.value), value.unit or margin.unit), ()
    accepted = read_key(given)
    return (
        (Words(tuple(accepted.accepted), accepted.keep_case), ()) if accepted.accepted else (None, ("jawaban kosong",))
    )


def _table(cells: tuple[tuple[str, ...], ...]) -> str:
    width = max((len(row) for row in cells), default=0)
    filled = [(*row, *[""] * (width - len(row))) for row in cells]
    rows = [*filled[:1], ("---",) * width, *filled[1:]]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
