"""The write side of the record."""

from __future__ import annotations

from .evidence import accept, refuse, send, take_back, undo
from .packs import load_pack
from .recompute import apply_pack, compare
from .record import count_again, record, withdraw

__all__ = [
    "accept",
    "apply_pack",
    "compare",
    "count_again",
    "load_pack",
    "record",
    "refuse",
    "send",
    "take_back",
    "undo",
    "withdraw",
]
