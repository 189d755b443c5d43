"""Decides what becomes of every link and picture: rewritten, left alone, or dropped with a reason."""

from __future__ import annotations

import html
import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from .markdown_result import Image, Link, LinkBase, Problem
from .markdown_source import Places
from .markdown_tree import PLAYERS, plain_text, slug
from .picture_sizes import SHOWN, widths_of

PHOTOGRAPHS = (".png", ".jpg", ".jpeg")
"""What is kept in several sizes; a drawing (SVG) is sharp at any."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INVISIBLE = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")


@dataclass(slots=True)
class Rewriter:
    """Rewrites the links and pictures of one text and remembers them."""

    base: LinkBase
    places: Places
    anchors: frozenset[str]
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def rewrite(self, root: Element) -> None:
        """Change the tree in place. Links that are dropped stay as words, pictures as their alt text."""
        for element in list(root.iter()):
            if element.tag == "a" and element.get("class") not in ("footnote-ref", "footnote-backref"):
                self._link(element)
            elif element.tag == "img":
                self._image(element)

    def _link(self, element: Element) -> None:
        written = element.get("href", "")
        line = self.places.line_of(written)
        address = readable(written)
        scheme = _SCHEME.match(address)
        if not plain_text(element):
            self._drop(element, line, "tautan ini tidak punya teks", "tulis teksnya di antara [ dan ]")
        elif scheme and scheme[1].lower() in SCHEMES:
            element.set("href", address)
            self.links.append(Link("external", address, "", line))
        elif scheme or address.startswith("/") or "\\" in address or not address:
            self._drop(
                element,
                line,
                f"tautan “{address[:60]}” tidak diizinkan",
                "pakai alamat https://…, nama berkas materi, atau berkas di folder aset/",
            )
        elif address.startswith("#"):
            self._anchor(element, address[1:], line)
        else:
            self._relative(element, address, line)

    def _anchor(self, element: Element, fragment: str, line: int) -> None:
        name = slug(unquote(fragment))
        if name not in self.anchors:
            self._drop(
                element,
                line,
                f"bagian “#{fragment[:60]}” tidak ada pada berkas ini",
                "samakan dengan judul bagian yang dituju",
            )
            return
        element.set("href", f"#{self.base.id_prefix}{name}")
        self.links.append(Link("anchor", "", name, line))

    def _relative(self, element: Element, address: str, line: int) -> None:
        path, _, fragment = address.partition("#")
        path = clean_path(path)
        name = slug(unquote(fragment)) if fragment else ""
        if path.endswith(".md"):
            target = path.removesuffix(".md")
            element.set("href", self.base.step_url(target) + (f"#{self.base.id_prefix}{name}" if name else ""))
            self.links.append(Link("step", target, name, line))
        else:
            element.set("href", self.base.asset_url(quote(path)))
            self.links.append(Link("asset", path, fragment, line))

    def _image(self, element: Element) -> None:
        written = element.get("src", "")
        line = self.places.line_of(written)
        address = readable(written)
        alt = " ".join(html.unescape(element.get("alt", "")).split())
        path = clean_path(address)
        if _SCHEME.match(address) or address.startswith(("/", "#")) or "\\" in address or not address:
            self._drop(
                element,
                line,
                f"gambar “{address[:60]}” bukan berkas kursus ini",
                "simpan di folder aset/, lalu tulis ![…](aset/nama.svg)",
            )
            element.text = alt
            return
        if not alt:
            self.problems.append(
                Problem(line, f"gambar “{path[:60]}” belum punya teks pengganti", "tulis isinya di antara ![ dan ]")
            )
        self.images.append(Image(path, alt, element.get("title", ""), line))
        self._show(element, path, alt)

    def _show(self, element: Element, path: str, alt: str) -> None:
        title = element.get("title", "")
        element.attrib.clear()
        element.set("src", self.base.asset_url(quote(path)))
        if title:
            element.set("title", title)
        player = PLAYERS.get(posixpath.splitext(path)[1].lower())
        if player:
            element.tag = player
            element.attrib.update({"controls": "controls", "preload": "none", "aria-label": alt})
            return
        element.attrib.update({"alt": alt, "loading": "lazy"})
        if size := self.base.size_of(path):
            element.attrib.update({"width": str(size[0]), "height": str(size[1])})
            self._offer_small(element, path, size[0])

    def _offer_small(self, element: Element, path: str, width: int) -> None:
        """Lets the browser choose among the widths of a photograph or screenshot."""
        address, small_url = element.get("src", ""), self.base.small_url
        widths = widths_of(width) if path.lower().endswith(PHOTOGRAPHS) else ()
        if widths and small_url:
            offered = [*((small_url(address, small), small) for small in widths), (address, width)]
            element.attrib.update({"srcset": ", ".join(f"{url} {wide}w" for url, wide in offered), "sizes": SHOWN})

    def _drop(self, element: Element, line: int, sentence: str, fix: str) -> None:
        element.tag = "span"
        element.attrib.clear()
        self.problems.append(Problem(line, sentence, fix))


def readable(address: str) -> str:
    """An address as a browser would read it: entities resolved, invisible characters gone."""
    for _ in range(3):
        address = html.unescape(address)
    return _INVISIBLE.sub("", address)


def clean_path(path: str) -> str:
    """`./aset/a%20b.svg` → `aset/a b.svg`; a path that leaves the folder keeps its `..`."""
    path = unquote(path.partition("#")[0].partition("?")[0])
    return posixpath.normpath(path) if path else ""
