"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import account, door, hr, roles
from .blueprint import bp

__all__ = ["account", "bp", "door", "hr", "roles"]
