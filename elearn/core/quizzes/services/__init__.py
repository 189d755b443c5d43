"""Taking a quiz: start, save, submit. Whatever was saved stays."""

from __future__ import annotations

from .answers import Saved, is_over, kind_of, mark_paper, paper_of, save, save_all
from .attempts import CLOSE, close_attempt, hand_in, reasons_against_start, start, submit
from .corrections import LONGEST_REASON, REGRADE_JOB, apply, can_accept, correct, earns_all, withdraw
from .marking import criteria_of, rule, waiting_answer
from .refusals import AlreadyMarked, AlreadySubmitted, AttemptsUsedUp, KindMissing, TimeIsUp
from .regrading import run_regrade

__all__ = [
    "CLOSE",
    "LONGEST_REASON",
    "REGRADE_JOB",
    "AlreadyMarked",
    "AlreadySubmitted",
    "AttemptsUsedUp",
    "KindMissing",
    "Saved",
    "TimeIsUp",
    "apply",
    "can_accept",
    "close_attempt",
    "correct",
    "criteria_of",
    "earns_all",
    "hand_in",
    "is_over",
    "kind_of",
    "mark_paper",
    "paper_of",
    "reasons_against_start",
    "rule",
    "run_regrade",
    "save",
    "save_all",
    "start",
    "submit",
    "waiting_answer",
    "withdraw",
]
