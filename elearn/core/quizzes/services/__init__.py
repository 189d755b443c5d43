"""Taking a quiz: start, save, submit. Whatever was saved stays."""

from __future__ import annotations

from .answers import Saved, is_over, mark_paper, paper_of, save, save_all
from .attempts import CLOSE, close_attempt, hand_in, reasons_against_start, start, submit
from .marking import criteria_of, rule, waiting_answer
from .refusals import AlreadyMarked, AlreadySubmitted, AttemptsUsedUp, KindMissing, TimeIsUp

__all__ = [
    "CLOSE",
    "AlreadyMarked",
    "AlreadySubmitted",
    "AttemptsUsedUp",
    "KindMissing",
    "Saved",
    "TimeIsUp",
    "close_attempt",
    "criteria_of",
    "hand_in",
    "is_over",
    "mark_paper",
    "paper_of",
    "reasons_against_start",
    "rule",
    "save",
    "save_all",
    "start",
    "submit",
    "waiting_answer",
]
