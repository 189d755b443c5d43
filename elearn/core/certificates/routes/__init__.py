"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import appeals, badges, designs, hr, keys, learner, life, offline, public
from .blueprint import bp

__all__ = ["appeals", "badges", "bp", "designs", "hr", "keys", "learner", "life", "offline", "public"]
