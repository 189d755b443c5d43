"""One frozen page per template of the room."""

from __future__ import annotations

from .evidence import EvidencePage, NewEvidencePage, QueuePage, ReviewPage
from .record import RecordPage, TranscriptPage, by_year, record_page
from .rules import RulesPage

__all__ = [
    "EvidencePage",
    "NewEvidencePage",
    "QueuePage",
    "RecordPage",
    "ReviewPage",
    "RulesPage",
    "TranscriptPage",
    "by_year",
    "record_page",
]
