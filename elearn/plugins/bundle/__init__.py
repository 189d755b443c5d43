"""A course as a folder of plain pages for a USB stick: opened in any browser, without a server or a network."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="bundle", title=N_("Halaman untuk diska USB"), hooks=hooks, speaks=1)
