"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import badges, hr, keys, learner, offline, public
from .blueprint import bp

__all__ = ["badges", "bp", "hr", "keys", "learner", "offline", "public"]
