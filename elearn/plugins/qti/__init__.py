"""QTI, the standard of question banks: 2.1, 2.2, 3.0 and Canvas' 1.2 come in, 3.0 goes out."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="qti", title=N_("Bank soal QTI"), hooks=hooks, speaks=1)
