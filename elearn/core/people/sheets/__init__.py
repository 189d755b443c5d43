"""Units and people as spreadsheets: what HR already has comes in, and what we hold goes out unchanged."""

from __future__ import annotations

from .reading import read_workbook
from .rows import PersonRow, Refusal, UnitRow, UnreadableSheet, Workbook
from .writing import write_csv, write_template, write_workbook

__all__ = [
    "PersonRow",
    "Refusal",
    "UnitRow",
    "UnreadableSheet",
    "Workbook",
    "read_workbook",
    "write_csv",
    "write_template",
    "write_workbook",
]
