"""The variables of the room's templates, one module per stage of a quiz: before, during, after; and the trainer's."""

from __future__ import annotations

from .corrections import (
    CorrectionNewPage,
    CorrectionPart,
    CorrectionShowPage,
    correction_new_page,
    correction_page,
)
from .marking import MarkingEditPage, MarkingPage, marking_edit_page
from .paper import ConfirmPage, EditPage, SavedPage, confirm_page, edit_page, saved_page
from .result import ResultPage, result_page
from .start import ShowPage, show_page
from .statistics import ItemPage, StatisticsPage, item_page

__all__ = [
    "ConfirmPage",
    "CorrectionNewPage",
    "CorrectionPart",
    "CorrectionShowPage",
    "EditPage",
    "ItemPage",
    "MarkingEditPage",
    "MarkingPage",
    "ResultPage",
    "SavedPage",
    "ShowPage",
    "StatisticsPage",
    "confirm_page",
    "correction_new_page",
    "correction_page",
    "edit_page",
    "item_page",
    "marking_edit_page",
    "result_page",
    "saved_page",
    "show_page",
]
