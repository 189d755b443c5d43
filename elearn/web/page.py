"""A page is one frozen dataclass and one template; the template only shows what the dataclass holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import render_template


@dataclass(frozen=True, slots=True)
class Page:
    """The base of every page: `template` is its file, `title` stands in the browser's tab and heading."""

    template: ClassVar[str]


def show(page: Page) -> str:
    """Draws a page. In the template its variables are `page.…`; StrictUndefined refuses any other."""
    return render_template(page.template, page=page)
