"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import badges, designs, hr, keys, learner, offline, public, workshops
from .blueprint import bp

__all__ = ["badges", "bp", "designs", "hr", "keys", "learner", "offline", "public", "workshops"]
