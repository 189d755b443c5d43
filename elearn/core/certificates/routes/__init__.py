"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import appeals, badges, bundles, designs, hr, keys, learner, life, offline, public, workshops
from .blueprint import bp

__all__ = [
    "appeals", "badges", "bp", "bundles", "designs", "hr", "keys", "learner", "life", "offline", "public", "workshops",
]  # fmt: skip
