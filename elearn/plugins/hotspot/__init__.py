"""A question about a picture: the learner points at the right region, on the picture or in the list beside it."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="hotspot", title=N_("Soal tunjuk gambar"), hooks=hooks, speaks=1)
