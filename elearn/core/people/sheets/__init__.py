"""Units and people as spreadsheets: what HR already has comes in (`reading`), and what we hold goes out unchanged (`writing`).

The rows alone are offered here: what only speaks of them needs none of the libraries behind reading and writing.
"""

from __future__ import annotations

from .rows import Advance, PersonRow, Refusal, UnitRow, UnreadableSheet, Workbook, say_nothing

__all__ = ["Advance", "PersonRow", "Refusal", "UnitRow", "UnreadableSheet", "Workbook", "say_nothing"]
