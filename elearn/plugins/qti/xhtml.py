"""Markdown of ours as the XHTML that QTI allows, with nothing else in it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from elearn.core.exchange.safe_xml import Element, fragment, name_of
from elearn.kernel.markdown import compile_markdown

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_KEPT = {"img": ("src", "alt"), "a": ("href",), "ol": ("start",), "td": ("colspan",), "th": ("colspan",)}
_BARE = frozenset({"div", "span", "aside", "section"})


def root_element(name: str, namespace: str = NAMESPACE) -> Element:
    """The root of a document whose names need no prefix."""
    nsmap: Any = {None: namespace}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=nsmap)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A child of QTI's; `response_identifier` becomes `response-identifier`."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        element.set(key.replace("_", "-"), value)
    if text:
        element.text = text
    return element


def put_blocks(parent: Element, markdown: str) -> None:
    """Blocks of Markdown as children."""
    _copy(fragment(compile_markdown(markdown).html), parent)


def put_line(parent: Element, markdown: str) -> None:
    """A line of Markdown as the content."""
    _copy(fragment(compile_markdown(markdown, inline=True).html), parent)


def _copy(source: Element, target: Element) -> None:
    _say(target, source.text)
    for child in source:
        name = name_of(child)
        if name in _BARE:
            _copy(child, target)
        elif name:
            kept = {key: child.get(key) for key in _KEPT.get(name, ()) if child.get(key) is not None}
            _copy(child, add(target, name, **kept))
        _say(target, child.tail)


def _say(target: Element, text: str | None) -> None:
    """More text at the end of an element."""
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
