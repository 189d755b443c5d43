"""Dresses the tree of a compiled text: alerts, figures, tables, tasks, footnotes, headings; every id made unique."""

from __future__ import annotations

import re
import unicodedata
from xml.etree.ElementTree import Element, SubElement

from .markdown_result import Heading

ALERTS = {
    "note": ("note", "Catatan"),
    "catatan": ("note", "Catatan"),
    "tip": ("tip", "Tips"),
    "tips": ("tip", "Tips"),
    "important": ("important", "Penting"),
    "penting": ("important", "Penting"),
    "warning": ("warning", "Peringatan"),
    "peringatan": ("warning", "Peringatan"),
    "caution": ("caution", "Awas"),
    "awas": ("caution", "Awas"),
}
PLAYERS = {".mp4": "video", ".webm": "video", ".mp3": "audio", ".ogg": "audio", ".m4a": "audio"}
_ALERT = re.compile(r"\s*\[!(\w+)\][ \t]*\n?")
_TASK = re.compile(r"\s*\[([ xX])\]\s+")
_HEADING = re.compile(r"h[1-6]")
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_HIGHEST, _LOWEST = 2, 6


def dress_alerts(root: Element) -> None:
    """`> [!NOTE]` becomes an aside with a title. Works on the tree before inline markup is read."""
    for quote in list(root.iter("blockquote")):
        first = quote[0] if len(quote) else None
        marked = _ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
        if first is None or marked is None or marked[1].lower() not in ALERTS:
            continue
        name, title = ALERTS[marked[1].lower()]
        quote.tag = "aside"
        quote.set("class", f"alert alert-{name}")
        quote.set("role", "note")
        first.text = (first.text or "")[marked.end() :]
        if not first.text.strip() and not len(first):
            quote.remove(first)
        heading = Element("p", {"class": "alert-title"})
        heading.text = title
        quote.insert(0, heading)


def dress_tasks(root: Element) -> None:
    """`- [x] words` becomes a list item that begins with ☑."""
    for item in root.iter("li"):
        holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
        task = _TASK.match(holder.text or "")
        if task is None:
            continue
        done = task[1] != " "
        box = Element("span", {"class": "task-box", "role": "img", "aria-label": "sudah" if done else "belum"})
        box.text = "☑" if done else "☐"
        box.tail = " " + (holder.text or "")[task.end() :]
        holder.text = ""
        holder.insert(0, box)
        item.set("class", "task")


def dress_tables(root: Element) -> None:
    """Tables scroll by themselves on a narrow screen and can be reached by keyboard."""
    number = 0
    for parent in list(root.iter()):
        for index, table in enumerate(list(parent)):
            if table.tag != "table":
                continue
            number += 1
            scroll = Element(
                "div", {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": f"Tabel {number}"}
            )
            scroll.tail, table.tail = table.tail, None
            scroll.append(table)
            parent[index] = scroll
            _dress_cells(table)


def _dress_cells(table: Element) -> None:
    for cell in table.iter():
        align = cell.attrib.pop("align", "")
        if align in ("right", "center"):
            cell.set("class", f"align-{align}")
        if cell.tag == "th":
            words = "".join(cell.itertext()).strip() or len(cell)
            cell.tag = "th" if words else "td"
            if words:
                cell.set("scope", "col")


def dress_figures(root: Element) -> None:
    """A picture alone in its paragraph becomes a figure; its title is the caption."""
    for paragraph in list(root.iter("p")):
        picture = paragraph[0] if len(paragraph) == 1 else None
        if picture is None or picture.tag not in ("img", "video", "audio"):
            continue
        if (paragraph.text or "").strip() or (picture.tail or "").strip():
            continue
        paragraph.tag = "figure"
        caption = picture.attrib.pop("title", "")
        if caption:
            SubElement(paragraph, "figcaption").text = caption


def dress_headings(root: Element, prefix: str) -> tuple[Heading, ...]:
    """Headings begin at h2, skip no level, have unique ids; empty ones vanish."""
    found = [element for element in root.iter() if _HEADING.fullmatch(element.tag)]
    titled = [(element, plain_text(element)) for element in found]
    shift = _HIGHEST - min((int(element.tag[1]) for element, text in titled if text), default=_HIGHEST)
    headings: list[Heading] = []
    used: dict[str, int] = {}
    level = _HIGHEST - 1
    for element, text in titled:
        if not text:
            element.tag = "p"
            continue
        level = min(max(int(element.tag[1]) + shift, _HIGHEST), level + 1, _LOWEST)
        name = _unused(slug(text), used)
        element.tag = f"h{level}"
        element.set("id", prefix + name)
        headings.append(Heading(level, text, name))
    return tuple(headings)


def dress_footnotes(root: Element, prefix: str) -> None:
    """Footnotes at the end with ids of our own and links back that say where they lead."""
    names: dict[str, str] = {}
    used: dict[str, int] = {}
    for element in root.iter():
        if element.get("id", "").startswith("fn"):
            old = element.get("id", "")
            names[old] = prefix + _unused(re.sub(r"[^A-Za-z0-9_-]+", "-", old), used)
            element.set("id", names[old])
    for box in root.iter("div"):
        if box.get("class") == "footnote":
            box.set("class", "footnotes")
            for rule in box.findall("hr"):
                rule.tag = "p"
                rule.set("class", "footnotes-title")
                rule.text = "Catatan kaki"
    for link in root.iter("a"):
        if link.get("class") in ("footnote-ref", "footnote-backref"):
            _dress_footnote_link(link, names)


def _dress_footnote_link(link: Element, names: dict[str, str]) -> None:
    target = names.get(link.get("href", "").removeprefix("#"))
    number = (link.attrib.pop("title", "") or (link.text or "")).strip()
    label = "Catatan kaki" if link.get("class") == "footnote-ref" else "Kembali ke teks, catatan kaki"
    if target:
        link.set("href", f"#{target}")
    link.set("aria-label", f"{label} {number}")


def plain_text(element: Element) -> str:
    """The words of an element, one-spaced, with the alt text of its pictures."""
    pieces: list[str] = []
    for part in element.iter():
        if part.get("class") != "footnote-ref":
            pieces.append(part.get("alt", "") if part.tag == "img" else part.text or "")
        if part is not element:
            pieces.append(part.tail or "")
    return " ".join(_PLACEHOLDER.sub("", "".join(pieces)).split())


def slug(text: str) -> str:
    """An id of ASCII letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:80] or "bagian"


def _unused(name: str, used: dict[str, int]) -> str:
    """The name, with a number when it was used before."""
    candidate = name
    while candidate in used:
        used[name] += 1
        candidate = f"{name}-{used[name]}"
    used[candidate] = 1
    return candidate
