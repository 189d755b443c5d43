"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import evidence, hr, learner
from .blueprint import bp

__all__ = ["bp", "evidence", "hr", "learner"]
