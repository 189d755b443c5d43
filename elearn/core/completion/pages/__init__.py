"""The variables of the room's templates, one module per page."""

from __future__ import annotations

from .index import IndexPage, index_page
from .lesson import LessonPage, lesson_page
from .show import ShowPage, show_page

__all__ = ["IndexPage", "LessonPage", "ShowPage", "index_page", "lesson_page", "show_page"]
