"""Taking a quiz: start, save, submit. Whatever was saved stays."""

from __future__ import annotations

from .answers import Saved, is_over, mark_paper, paper_of, save, save_all
from .attempts import CLOSE, close_attempt, hand_in, reasons_against_start, start, submit
from .refusals import AlreadySubmitted, AttemptsUsedUp, KindMissing, TimeIsUp

__all__ = [
    "CLOSE",
    "AlreadySubmitted",
    "AttemptsUsedUp",
    "KindMissing",
    "Saved",
    "TimeIsUp",
    "close_attempt",
    "hand_in",
    "is_over",
    "mark_paper",
    "paper_of",
    "reasons_against_start",
    "save",
    "save_all",
    "start",
    "submit",
]
