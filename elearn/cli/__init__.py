"""`elearn`: the command line, one small module per group."""

from __future__ import annotations

from .indonesian import speak_indonesian

speak_indonesian()  # before any command is declared: click names the kind of some values while it is
