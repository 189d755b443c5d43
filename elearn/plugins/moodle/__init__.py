"""Question banks of Moodle: its XML, GIFT and Aiken come in, its XML and GIFT go out."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="moodle", title=N_("Bank soal Moodle"), hooks=hooks, speaks=1)
