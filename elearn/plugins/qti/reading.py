"""QTI in: a single file or a package; items in the order of their test, each in the version it is written in."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Entry
from elearn.core.exchange.safe_xml import Element, document, every, root_name
from elearn.plugin import Invalid

from . import items, version_one
from .names import modern

_ITEMS = frozenset({"assessmentItem", "qti-assessment-item"})
_TESTS = frozenset({"assessmentTest", "qti-assessment-test"})
_OLD = "questestinterop"
_MANIFEST = "imsmanifest.xml"
Files = Mapping[str, bytes]


def recognises(source: Source) -> bool:
    if source.content[:4] == b"PK\x03\x04":
        return any(posixpath.basename(path) == _MANIFEST for path in source.parts())
    return source.content.lstrip()[:1] in (b"<", b"\xef", b"\xff") and root_name(source.content) in _ITEMS | {_OLD}


def read(source: Source) -> Iterator[Entry]:
    """One entry per item; those of a package under the title of their section. Raises Invalid without any item."""
    if source.content[:4] == b"PK\x03\x04":
        yield from _package(source)
    else:
        yield from _file(source, source.name, source.content, {}, ())


def _package(source: Source) -> Iterator[Entry]:
    files = source.unpacked()
    roots = {path: root_name(content) for path, content in files.items() if path.endswith(".xml")}
    order = dict[str, tuple[str, ...]]()
    for path, root in roots.items():
        if root in _TESTS:
            order |= {named: section for named, section in _test(path, files[path]) if named in files}
    order |= {path: () for path, root in roots.items() if root in _ITEMS | {_OLD} and path not in order}
    if not order:
        raise Invalid("Paket ini tidak berisi soal QTI. Ekspor ulang sebagai QTI dari program asalnya.")
    for path, section in order.items():
        yield from _file(source, path, files[path], files, section)


def _test(path: str, content: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(file of an item, titles of the sections around it) in the order of a test."""
    root = modern(document(content))
    for reference in every(root, "assessmentItemRef"):
        titles = [one.get("title", "") for one in reference.iterancestors() if one.tag == "assessmentSection"]
        href = unquote(reference.get("href", ""))
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), href)), tuple(t for t in reversed(titles) if t)


def _file(source: Source, path: str, content: bytes, files: Files, section: tuple[str, ...]) -> Iterator[Entry]:
    try:
        root: Element = document(content)
    except Invalid as error:
        if not files:
            raise
        yield Entry(path, path, None, (error.sentence,), section)
        return
    find = _finder(source, path, files)
    if root.tag.rpartition("}")[2] == _OLD:
        yield from version_one.read(root, path, find)
    else:
        yield items.read(modern(root), path, find, section)


def _finder(source: Source, path: str, files: Files) -> items.Find:
    """From the address of a picture in a file to its path in our course; "" when it does not come along."""

    def find(address: str) -> str:
        bare = unquote(address).replace("$IMS-CC-FILEBASE$/", "").replace("$IMS_CC_FILEBASE$/", "").partition("?")[0]
        here = posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
        wanted = (here, bare, f"web_resources/{bare}")
        content = next((files[name] for name in wanted if name in files), None)
        return source.shelf.put(posixpath.basename(bare), content) if content is not None else ""

    return find
