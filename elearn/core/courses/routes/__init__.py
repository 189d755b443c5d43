"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import files, learner, regulations
from .blueprint import bp

__all__ = ["bp", "files", "learner", "regulations"]
