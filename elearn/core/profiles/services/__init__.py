"""Writing evidence: what people say of themselves, what HR records or sends of others, and official values."""

from __future__ import annotations

from .evidence import LONGEST_REASON, LONGEST_SOURCE, add, assess_self, keep_official, may_withdraw, record, withdraw
from .importing import BANDS, COLUMNS, EVIDENCE, KIND_WORDS, OFFICIAL, STANDINGS, import_table

__all__ = [
    "BANDS",
    "COLUMNS",
    "EVIDENCE",
    "KIND_WORDS",
    "LONGEST_REASON",
    "LONGEST_SOURCE",
    "OFFICIAL",
    "STANDINGS",
    "add",
    "assess_self",
    "import_table",
    "keep_official",
    "may_withdraw",
    "record",
    "withdraw",
]
