"""After completing a course a learner rates it; its trainer sees the results once enough have answered."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="course_feedback", title=N_("Umpan balik pelatihan"), hooks=hooks, speaks=1)
