"""The room's addresses, one module per kind of reader."""

from __future__ import annotations

from . import account, door, exports, hr, imports, roles
from .blueprint import bp

__all__ = ["account", "bp", "door", "exports", "hr", "imports", "roles"]
