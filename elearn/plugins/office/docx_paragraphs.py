"""A Word document as lines: each with its number or letter (typed or automatic), its words as Markdown, its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, Final

from docx import Document

from elearn.core.exchange.formats import Source
from elearn.core.exchange.marks import escaped, inline, unstructured
from elearn.plugin import Invalid

from .parts import BROKEN, refuse_broken

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_QUESTION = re.compile(r"\s*(\d{1,3})\s*[.)]\s+(?=\S)")
_OPTION = re.compile(r"\s*(\*?)\s*\(?([A-Ha-h])\s*[.)]\s+(?=\S)")
_NEXT_OPTION = re.compile(r"(?:\t|\s{3,})(?=\*?[B-Hb-h][.)]\s)")
_FOREIGN = {
    "oMath": "rumus",
    "oMathPara": "rumus",
    "object": "objek sisipan",
    "txbxContent": "kotak teks",
    "chart": "bagan",
}
_LETTERS = {"upperLetter", "lowerLetter"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; `picture` is a path in our course."""

    text: str
    bold: bool = False
    italic: bool = False
    marked: bool = False
    picture: str = ""

    @property
    def markdown(self) -> str:
        if self.picture:
            return f"![{self.text}]({self.picture})"
        core = self.text.strip()
        around = "**" * self.bold + "*" * self.italic
        if not around or not core:
            return escaped(self.text)
        lead, tail = self.text[: len(self.text) - len(self.text.lstrip())], self.text[len(self.text.rstrip()) :]
        return f"{lead}{around}{escaped(core)}{around[::-1]}{tail}"


@dataclass(frozen=True, slots=True)
class DocLine:
    """A line. `role` "question", "option", "heading" or ""; `number` its number or letter as shown ("" if automatic).

    `cells` are the rows of a table, which is a line of its own.
    """

    place: int
    runs: tuple[Run, ...] = ()
    role: str = ""
    number: str = ""
    starred: bool = False
    cells: tuple[tuple[str, ...], ...] = ()
    losses: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs if not run.picture).strip()

    @property
    def markdown(self) -> str:
        merged = list[Run]()
        for run in self.runs:
            same = merged and not run.picture and replace(merged[-1], text="") == replace(run, text="")
            merged[-1:] = [replace(run, text=merged[-1].text + run.text)] if same else [*merged[-1:], run]
        return unstructured(" ".join("".join(run.markdown for run in merged).split()))

    def all_are(self, mark: str) -> bool:
        """Whether every letter is bold, or marked (underlined, highlighted, coloured)."""
        runs = [run for run in self.runs if run.text.strip() and not run.picture]
        return bool(runs) and all(getattr(run, mark) for run in runs)

    def look_lost(self) -> tuple[str, ...]:
        """What Markdown cannot say of a line whose underline or colour is no key."""
        lost = any(run.marked and run.text.strip() for run in self.runs)
        return ("garis bawah atau warna pada kata hilang",) if lost else ()

    def without_look(self) -> DocLine:
        """The same in plain letters: its look was the key, not emphasis."""
        return replace(self, runs=tuple(replace(run, bold=False, marked=False) for run in self.runs))


def lines_of(source: Source) -> Iterator[DocLine]:
    """Every paragraph and table of the body, in order. Raises Invalid when it is no Word document."""
    refuse_broken(source, "Word")
    try:
        lines = list(_lines(source))
    except BROKEN as error:
        raise Invalid(
            "Berkas ini bukan dokumen Word yang utuh. Simpan ulang sebagai “Dokumen Word (.docx)”."
        ) from error
    yield from lines


def _lines(source: Source) -> Iterator[DocLine]:
    document = Document(BytesIO(source.content))
    reader = _Reader(source, document)
    for place, element in enumerate(document.element.body, 1):
        if element.tag == f"{_W}p":
            yield from reader.paragraph(place, element)
        elif element.tag == f"{_W}tbl":
            yield reader.table(place, element)


@dataclass(slots=True)
class _Reader:
    source: Source
    document: Any
    losses: list[str] = field(default_factory=list)

    def paragraph(self, place: int, element: Any) -> Iterator[DocLine]:
        self.losses = [
            f"{name} tidak dapat dibawa" for tag, name in _FOREIGN.items() if element.find(f".//{{*}}{tag}") is not None
        ]
        style = (element.style or "").lower()
        runs = tuple(self._runs(element))
        losses = tuple(self.losses)
        if style.startswith(("heading", "judul", "title")):
            yield DocLine(place, runs, "heading", losses=losses)
            return
        role = self._automatic(element)
        for piece in _pieces(runs):
            line = _read(DocLine(place, piece, losses=losses))
            yield replace(line, role=role or line.role)
            role = ""

    def table(self, place: int, element: Any) -> DocLine:
        rows = element.findall(f"{_W}tr")
        cells = tuple(
            tuple(
                inline(" ".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in cell.iter(f"{_W}p")))
                for cell in row.findall(f"{_W}tc")
            )
            for row in rows
        )
        pictures = element.find(".//{*}blip") is not None
        return DocLine(place, cells=cells, losses=("gambar di dalam tabel tidak ikut",) if pictures else ())

    def _runs(self, element: Any) -> Iterator[Run]:
        for run in element.iter(f"{_W}r"):
            look = run.find(f"{_W}rPr")
            bold, italic = _is_on(look, "b"), _is_on(look, "i")
            marked = _is_on(look, "u") or _is_on(look, "highlight") or _is_coloured(look)
            for child in run:
                if child.tag == f"{_W}t":
                    yield Run(child.text or "", bold, italic, marked)
                elif child.tag == f"{_W}tab":
                    yield Run("\t")
                elif child.tag in (f"{_W}br", f"{_W}cr"):
                    yield Run("\n")
                elif (blip := child.find(".//{*}blip")) is not None:
                    yield from self._picture(child, blip.get(_EMBED) or "")

    def _picture(self, drawing: Any, relation: str) -> Iterator[Run]:
        part = self.document.part.related_parts.get(relation)
        path = self.source.shelf.put(str(part.partname).rpartition("/")[2], part.blob) if part is not None else ""
        if not path:
            self.losses.append(f"gambar tidak dibawa: {self.source.shelf.refused or 'isinya tidak ada'}")
            return
        properties = drawing.find(".//{*}docPr")
        alt = inline(properties.get("descr") or "") if properties is not None else ""
        if not alt:
            self.losses.append("gambar tanpa teks alternatif; diberi “Gambar soal”")
        yield Run(alt or "Gambar soal", picture=path)

    def _automatic(self, element: Any) -> str:
        """ "question" or "option" when Word numbers the paragraph itself."""
        numbering = element.find(f"{_W}pPr/{_W}numPr")
        if numbering is None and (style := self._style(element)) is not None:
            numbering = style.find(f"{_W}pPr/{_W}numPr")
        if numbering is None:
            return ""
        number, level = (_value(numbering, name) for name in ("numId", "ilvl"))
        shown = self._shown(number, level or "0")
        return "option" if shown in _LETTERS else "question" if shown == "decimal" else ""

    def _style(self, element: Any) -> Any:
        wanted = element.style
        return next((style for style in self.document.styles.element if style.get(f"{_W}styleId") == wanted), None)

    def _shown(self, number: str, level: str) -> str:
        """How a level of a list counts: "decimal", "upperLetter" …"""
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return ""
        found = root.find(f"{_W}num[@{_W}numId='{number}']") if number.isdecimal() else None
        kind = _value(found, "abstractNumId") if found is not None else ""
        path = f"{_W}abstractNum[@{_W}abstractNumId='{kind}']/{_W}lvl[@{_W}ilvl='{level}']" if kind.isdecimal() else ""
        holder = root.find(path) if path and level.isdecimal() else None
        return _value(holder, "numFmt") if holder is not None else ""


def _value(element: Any, name: str) -> str:
    child = element.find(f"{_W}{name}")
    return str(child.get(f"{_W}val", "")) if child is not None else ""


def _is_on(look: Any, name: str) -> bool:
    child = look.find(f"{_W}{name}") if look is not None else None
    return child is not None and child.get(f"{_W}val", "true") not in ("0", "false", "none", "off")


def _is_coloured(look: Any) -> bool:
    colour = _value(look, "color") if look is not None else ""
    return colour not in ("", "auto", "000000", "FFFFFF")


def _pieces(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """Lines broken by hand, and options that stand beside each other, are lines of their own."""
    text = "".join("\ufffc" if run.picture else run.text for run in runs)
    cuts = [(found.start(), found.end()) for found in re.finditer(rf"\n|{_NEXT_OPTION.pattern}", text)]
    start = 0
    for end, after in [*cuts, (len(text), len(text))]:
        piece = tuple(_between(runs, start, end))
        if any(run.picture or run.text.strip() for run in piece):
            yield piece
        start = after


def _between(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    place = 0
    for run in runs:
        length = 1 if run.picture else len(run.text)
        low, high = max(start - place, 0), min(end - place, length)
        if low < high:
            yield run if run.picture else replace(run, text=run.text[low:high])
        place += length


def _read(line: DocLine) -> DocLine:
    """The line with its typed number or letter, and a star that marks the key, taken off."""
    text = "".join("\ufffc" if run.picture else run.text for run in line.runs)
    if found := _QUESTION.match(text):
        return replace(line, role="question", number=found[1], runs=tuple(_between(line.runs, found.end(), len(text))))
    found = _OPTION.match(text)
    begin, end = found.end() if found else 0, len(text.rstrip())
    starred = bool(found and found[1]) or text.lstrip().startswith("*") or text.rstrip().endswith("*")
    if starred:
        begin = max(begin, len(text) - len(text.lstrip().removeprefix("*").lstrip()))
        end -= text.rstrip().endswith("*")
    runs = tuple(_between(line.runs, begin, end))
    return replace(
        line, role="option" if found else "", number=found[2].upper() if found else "", starred=starred, runs=runs
    )
