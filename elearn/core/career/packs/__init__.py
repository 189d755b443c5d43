"""Files of JP rules: those that come with the program, and how any of them is read."""

from __future__ import annotations

from pathlib import Path

from .reading import read_pack

SHIPPED_PACK = Path(__file__).with_name("perlan-10-2018.yaml")
"""The first pack, as migration 0016 stored it; a later one is a file and a migration of its own, never a change here."""

__all__ = ["SHIPPED_PACK", "read_pack"]
