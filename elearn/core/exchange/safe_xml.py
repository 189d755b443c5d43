"""XML from strangers: no DTD, no entities, no network, no node without bound; everything else never sees a parser."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree, html

from elearn.kernel.errors import Invalid

Element: TypeAlias = Any
"""An lxml element: its stubs know less than lxml does."""

_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_pis": True,
}
_DOCTYPE = "Berkas XML ini memuat DTD (<!DOCTYPE …>), yang tidak dibuka demi keamanan. Hapus baris itu, lalu coba lagi."


def records(content: bytes, tags: Collection[str]) -> Iterator[Element]:
    """Every element directly below the root whose name is in `tags`, one after the other; each is emptied afterwards.

    Raises Invalid with the line where the XML is broken, or when it has a DTD.
    """
    try:
        events = etree.iterparse(BytesIO(content), events=("start", "end"), **_OPTIONS)
        depth = 0
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth == 1 and event == "start":
                _refuse_dtd(element)
            if event == "end" and depth == 1:
                if name_of(element) in tags:
                    yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


def document(content: bytes) -> Element:
    """The root of a whole document. Raises Invalid as `records` does."""
    try:
        root = etree.fromstring(content, etree.XMLParser(**_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
    _refuse_dtd(root)
    return root


def fragment(text: str) -> Element:
    """A piece of HTML, however broken, below one `div`."""
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    try:
        return html.fragment_fromstring(clean, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        root = html.Element("div")
        root.text = clean
        return root


def root_name(content: bytes) -> str:
    """The local name of the root element, "" when it is no XML that we open."""
    try:
        for _, element in etree.iterparse(BytesIO(content), events=("start",), **_OPTIONS):
            return name_of(element)
    except etree.XMLSyntaxError:
        return ""
    return ""


def name_of(element: Element) -> str:
    """The name without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(element: Element, *names: str) -> Element | None:
    """The first child along a path of local names."""
    for name in names:
        element = next((child for child in element if name_of(child) == name), None)
        if element is None:
            return None
    return element


def every(element: Element, *names: str) -> list[Element]:
    """Descendants, at any depth, with one of these local names, in their order."""
    return [found for found in element.iter() if name_of(found) in names]


def text_of(element: Element | None, *names: str) -> str:
    """All text inside (a child along `names`), trimmed; "" when there is none."""
    found = first(element, *names) if element is not None and names else element
    return "".join(found.itertext()).strip() if found is not None else ""


def _refuse_dtd(element: Element) -> None:
    if element.getroottree().docinfo.doctype:
        raise Invalid(_DOCTYPE)


def _broken(error: etree.XMLSyntaxError) -> Invalid:
    line = error.lineno or 1
    return Invalid(f"Berkas XML ini rusak pada baris {line}. Ekspor ulang dari program asalnya, lalu coba lagi.")
