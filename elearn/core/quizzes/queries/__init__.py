"""Every SELECT about quizzes: attempts and answers, what waits to be marked, what is counted."""

from __future__ import annotations

from .attempts import (
    AttemptLine,
    Best,
    SavedAnswer,
    attempt_lines,
    attempt_locked,
    best_scores,
    count_answers,
    forget_answers,
    latest_attempt,
    own_attempt,
    own_attempt_locked,
    quiz,
    saved_answers,
    store_answers,
    store_points,
)
from .marking import LearnerPaper, WaitingLine, answer_to_mark, rulings, store_ruling, waiting_answers
from .statistics import AnswerCount, ItemSums, QuizLine, answer_counts, item_sums, own_quiz, quiz_lines

__all__ = [
    "AnswerCount",
    "AttemptLine",
    "Best",
    "ItemSums",
    "LearnerPaper",
    "QuizLine",
    "SavedAnswer",
    "WaitingLine",
    "answer_counts",
    "answer_to_mark",
    "attempt_lines",
    "attempt_locked",
    "best_scores",
    "count_answers",
    "forget_answers",
    "item_sums",
    "latest_attempt",
    "own_attempt",
    "own_attempt_locked",
    "own_quiz",
    "quiz",
    "quiz_lines",
    "rulings",
    "saved_answers",
    "store_answers",
    "store_points",
    "store_ruling",
    "waiting_answers",
]
