"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import designs, hr, keys, learner, public
from .blueprint import bp

__all__ = ["bp", "designs", "hr", "keys", "learner", "public"]
