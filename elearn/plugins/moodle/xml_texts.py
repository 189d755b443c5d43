"""The texts of a Moodle question in their four formats, with the pictures embedded in them."""

from __future__ import annotations

import base64
import binascii
import html
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from elearn.core.exchange.formats import Source
from elearn.core.exchange.marks import plain_block, washed
from elearn.core.exchange.prose import Prose
from elearn.core.exchange.safe_xml import Element, every, first, name_of, text_of

_HOME: Final = "@@PLUGINFILE@@/"
_IN_MARKDOWN = re.compile(r"@@PLUGINFILE@@/[^)\s\"]+")
_DATA = re.compile(r"data:image/[a-z+.-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)
_STANDARD = frozenset(
    """your answer is correct.|your answer is partially correct.|your answer is incorrect.|jawaban anda benar.|
    jawaban anda sebagian benar.|jawaban anda salah.|jawaban anda benar sebagian.|jawaban anda tidak benar.""".replace(
        "\n    ", ""
    ).split("|")
)
"""What Moodle itself says after an answer; every question carries it."""


@dataclass(slots=True)
class Texts:
    """Reads the texts of one question; `losses` gathers what could not be carried."""

    source: Source
    losses: list[str] = field(default_factory=list)

    def block(self, element: Element | None) -> str:
        """A text element (with its format and its files) as blocks of Markdown."""
        if element is None:
            return ""
        text = text_of(element, "text")
        return self.words(text, element.get("format", "html"), element) if text else ""

    def words(self, text: str, form: str, element: Element) -> str:
        """The same for a text that was changed on the way."""
        prose = Prose(lambda address: self.file(element, address))
        if form == "markdown":
            block = _IN_MARKDOWN.sub(lambda found: self.file(element, found[0]) or found[0], washed(text))
        elif form == "plain_text":
            block = plain_block(text)
        elif form == "moodle_auto_format" and not re.search(r"<(?:p|br|div|ul|ol|table)\b", text, re.IGNORECASE):
            block = prose.html("".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", text)).replace("\n", "<br>"))
        else:
            block = prose.html(text)
        self.lose(*prose.losses)
        return block

    def line(self, element: Element | None) -> str:
        """A text element as one line."""
        prose = Prose()
        line = prose.flat(self.block(element))
        self.lose(*prose.losses)
        return line

    def lose(self, *reasons: str) -> None:
        self.losses.extend(reason for reason in reasons if reason not in self.losses)

    def combined(self, question: Element) -> str:
        """What is said after a right, a partly right and a wrong answer, as an addition to the explanation."""
        said = []
        titles = {
            "correctfeedback": "benar",
            "partiallycorrectfeedback": "sebagian benar",
            "incorrectfeedback": "salah",
        }
        for name, title in titles.items():
            text = self.block(first(question, name))
            if text and text.strip().lower() not in _STANDARD:
                said.append(f"Bila jawaban {title}: {text}")
        if said:
            self.lose("umpan balik gabungan (benar/sebagian/salah) tidak ada padanannya; dipindahkan ke pembahasan")
        return "\n\n".join(said)

    def file(self, element: Element, address: str) -> str:
        """The path in our course of a picture named in a text; "" when it does not come along."""
        content = self._content(element, address)
        if content is None:
            return ""
        name = unquote(address.removeprefix(_HOME)) if address.startswith(_HOME) else "gambar"
        path = self.source.shelf.put(name, content)
        if not path:
            self.lose(f"berkas “{name[:60]}” tidak dibawa: {self.source.shelf.refused}")
        return path

    def _content(self, element: Element, address: str) -> bytes | None:
        if data := _DATA.fullmatch(address.strip()):
            return _decoded(data[1])
        if not address.startswith(_HOME):
            return None
        wanted = unquote(html.unescape(address.removeprefix(_HOME))).partition("?")[0]
        for file in (child for child in every(element, "file") if name_of(child) == "file"):
            full = f"{file.get('path', '/')}{file.get('name', '')}".lstrip("/")
            if wanted in (full, file.get("name", "")):
                return _decoded(file.text or "")
        return None


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(unquote(text).split()), validate=True)
    except (binascii.Error, ValueError):
        return None
