"""Guest name: people keep private notes, and completed courses are noted by themselves."""

from __future__ import annotations

from elearn.plugin import Plugin

from . import hooks

plugin = Plugin(name="guest_name", title="Guest name", hooks=hooks, speaks=1)
