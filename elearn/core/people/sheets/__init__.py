"""Units and people as spreadsheets: what HR already has comes in (`reading`), and what we hold goes out unchanged (`writing`).

The rows alone are offered here: the two libraries behind reading and writing are needed by the command line only.
"""

from __future__ import annotations

from .rows import PersonRow, Refusal, UnitRow, UnreadableSheet, Workbook

__all__ = ["PersonRow", "Refusal", "UnitRow", "UnreadableSheet", "Workbook"]
