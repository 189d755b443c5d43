"""Who renders the Markdown of a file: kinds are given one, so that they can render the pieces they cut a question into."""

from __future__ import annotations

import html
from typing import Protocol


class Writer(Protocol):
    """Renders Markdown of this file to sanitised HTML and notes what is wrong with it."""

    def inline(self, text: str, line: int) -> str:
        """Words inside a sentence: no paragraphs, no lists."""

    def block(self, text: str, line: int) -> str: ...


class PlainWriter:
    """Renders words as themselves."""

    def inline(self, text: str, _line: int) -> str:
        return html.escape(text)

    def block(self, text: str, _line: int) -> str:
        return html.escape(text)
