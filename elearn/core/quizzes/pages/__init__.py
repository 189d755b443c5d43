"""The variables of the room's templates, one module per stage of a quiz: before, during, after."""

from __future__ import annotations

from .paper import ConfirmPage, EditPage, SavedPage, confirm_page, edit_page, saved_page
from .result import ResultPage, result_page
from .start import ShowPage, show_page

__all__ = [
    "ConfirmPage",
    "EditPage",
    "ResultPage",
    "SavedPage",
    "ShowPage",
    "confirm_page",
    "edit_page",
    "result_page",
    "saved_page",
    "show_page",
]
