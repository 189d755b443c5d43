"""HTML of other programs → Markdown of ours: what Markdown can say is said, the rest stays as words and is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .marks import escaped, inline, one_line, paragraph, unstructured
from .safe_xml import Element, every, fragment, name_of

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "section",
        "article",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "center",
        "address",
        "header",
        "footer",
        "main",
        "aside",
        "itembody",
        "rubricblock",
    ]
)
_GONE = frozenset(["script", "style", "head", "title", "template", "noscript"])
_FOREIGN = {
    "iframe": "sisipan (iframe)", "object": "objek sisipan", "embed": "objek sisipan", "form": "formulir",
    "input": "isian formulir", "math": "rumus MathML", "canvas": "kanvas", "svg": "gambar SVG di dalam teks",
    "script": "skrip", "video": "video", "audio": "audio",
}  # fmt: skip
_SPACE = re.compile(r"\s+")

FindFile = Callable[[str], str]
"""From the address of a picture to its path in our course; "" when it does not come along."""


def nowhere(_address: str) -> str:
    """Pictures of a format that has none."""
    return ""


@dataclass(slots=True)
class Prose:
    """Reads the texts of one item; `losses` gathers what could not be said."""

    find: FindFile = nowhere
    losses: list[str] = field(default_factory=list)

    def html(self, text: str) -> str:
        """Blocks of Markdown."""
        return self.element(fragment(text)) if re.search(r"[<&]", text) else paragraph(text)

    def element(self, element: Element) -> str:
        """The content of an element as blocks of Markdown."""
        for foreign in every(element, *_FOREIGN):
            self.lose(f"{_FOREIGN[name_of(foreign)]} tidak dapat dibawa; teksnya tetap")
        return "\n\n".join(self._blocks(element))

    def element_line(self, element: Element) -> str:
        return self.flat(self.element(element))

    def lose(self, reason: str) -> None:
        if reason not in self.losses:
            self.losses.append(reason)

    def flat(self, block: str) -> str:
        """Blocks of Markdown as one line."""
        line, lost = one_line(block)
        if lost:
            self.lose("susunan baris di dalam pilihan menjadi satu baris")
        return line

    def _blocks(self, element: Element) -> list[str]:
        blocks: list[str] = []
        running: list[str] = [_text(element.text)]
        for child in element:
            name = name_of(child).lower()
            if name in _BLOCKS or any(name_of(inner).lower() in _BLOCKS for inner in child.iter()):
                _flush(running, blocks)
                blocks.extend(self._block(name, child))
            elif name not in _GONE:
                running.append(self._inline(child))
            running.append(_text(child.tail))
        _flush(running, blocks)
        return blocks

    def _block(self, name: str, element: Element) -> list[str]:
        if name in ("ul", "ol"):
            return [self._list(element, ordered=name == "ol")]
        if name == "table":
            return [self._table(element)]
        if name == "pre":
            code = "".join(element.itertext()).strip("\n")
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code)), 3)
            return [f"{fence}\n{code}\n{fence}"]
        inner = self._blocks(element)
        if name == "blockquote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))] if inner else []
        if re.fullmatch("h[1-6]", name):
            return [f"**{block.strip('*')}**" for block in inner]
        return ["---"] if name == "hr" else inner

    def _list(self, element: Element, *, ordered: bool) -> str:
        rows = []
        for number, item in enumerate((child for child in element if name_of(child).lower() == "li"), 1):
            marker = f"{number}. " if ordered else "- "
            inner = "\n\n".join(self._blocks(item)).split("\n")
            rows.append("\n".join([marker + inner[0], *(f"{' ' * len(marker)}{line}".rstrip() for line in inner[1:])]))
        return "\n".join(rows)

    def _table(self, element: Element) -> str:
        rows = [[cell for cell in row if name_of(cell).lower() in ("td", "th")] for row in every(element, "tr", "TR")]
        rows = [row for row in rows if row]
        width = max((len(row) for row in rows), default=0)
        if any(cell.get("rowspan", "1") != "1" or cell.get("colspan", "1") != "1" for row in rows for cell in row):
            self.lose("sel gabungan pada tabel dipisah")
        lines = [[one_line("\n\n".join(self._blocks(cell)))[0].replace("|", "\\|") for cell in row] for row in rows]
        filled = [row + [""] * (width - len(row)) for row in lines]
        return "\n".join("| " + " | ".join(row) + " |" for row in [*filled[:1], ["---"] * width, *filled[1:]] if width)

    def _inline(self, element: Element) -> str:
        name = name_of(element).lower()
        inner = _text(element.text) + "".join(
            (self._inline(child) if name_of(child).lower() not in _GONE else "") + _text(child.tail)
            for child in element
        )
        if name == "img":
            return self._image(element)
        if name == "a":
            return self._link(element, inner)
        if name in ("strong", "b"):
            return _around("**", inner)
        if name in ("em", "i"):
            return _around("*", inner)
        if name in ("code", "tt"):
            return f"`{''.join(element.itertext())}`" if "`" not in inner else inner
        if name in ("sub", "sup", "u", "s", "del") and inner.strip():
            self.lose({"sub": "huruf turun", "sup": "huruf naik", "u": "garis bawah"}.get(name, "coretan") + " hilang")
        return "\\\n" if name == "br" else inner

    def _image(self, element: Element) -> str:
        address = element.get("src") or ""
        path = self.find(address)
        alt = inline(element.get("alt") or "")
        if not path:
            self.lose(f"gambar “{address[-60:] if not address.startswith('data:') else 'data'}” tidak ikut")
            return alt
        if not alt:
            self.lose("gambar tanpa teks alternatif; diberi “Gambar soal”")
        return f"![{alt or 'Gambar soal'}]({path})"

    def _link(self, element: Element, inner: str) -> str:
        address = (element.get("href") or "").strip()
        if not inner.strip() or not re.match(r"(?:https?|mailto|tel):\S+$", address):
            if address and inner.strip():
                self.lose(f"tautan ke “{address[:60]}” tidak ikut; teksnya tetap")
            return inner
        return f"[{inner.strip()}]({address.replace('(', '%28').replace(')', '%29')})"


def _text(text: str | None) -> str:
    return _SPACE.sub(" ", escaped(text.replace("\xa0", " "))) if text else ""


def _around(mark: str, inner: str) -> str:
    core = inner.strip()
    if not core or core.startswith(("*", "![")):
        return inner
    return f"{' ' if inner[0].isspace() else ''}{mark}{core}{mark}{' ' if inner[-1].isspace() else ''}"


def _flush(running: list[str], blocks: list[str]) -> None:
    """The inline pieces so far become a paragraph."""
    text = re.sub(r" *(\\\n) *", r"\1", re.sub(r" {2,}", " ", "".join(running))).strip()
    running.clear()
    text = re.sub(r"^(?:\\\n\s*)+|(?:\s*(?<!\\)\\(?:\n|$))+$", "", text).strip()
    if text:
        blocks.append("\\\n".join(_began(line) for line in text.split("\\\n")))


def _began(line: str) -> str:
    """An escaped line that begins no list, quote or heading."""
    from_plain = line.lstrip()
    return line if from_plain.startswith(("*", "!", "[", "`", "\\")) else unstructured(from_plain)
