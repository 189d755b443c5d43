"""The career record as BKN's SIASN takes it: exported as files, or pushed once an officer lends their token."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="siasn", title=N_("SIASN"), hooks=hooks, speaks=1)
