"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import hr, keys, learner, public
from .blueprint import bp

__all__ = ["bp", "hr", "keys", "learner", "public"]
