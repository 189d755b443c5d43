"""After completing a course a learner rates it; its trainer sees the results once enough have answered."""

from __future__ import annotations

from elearn.plugin import Plugin

from . import hooks

plugin = Plugin(name="course_feedback", title="Umpan balik pelatihan", hooks=hooks, speaks=1)
