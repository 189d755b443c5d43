"""What people have in Word and Excel comes in; what they want on paper goes out: Word, and PDF with or without key."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="office", title=N_("Word, Excel, dan PDF"), hooks=hooks, speaks=1)
