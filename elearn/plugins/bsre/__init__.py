"""An official signs an agency's certificates with BSrE's electronic signature, a batch in one sitting."""

from __future__ import annotations

from elearn.plugin import N_, Plugin

from . import hooks

plugin = Plugin(name="bsre", title=N_("Tanda tangan elektronik BSrE"), hooks=hooks, speaks=1)
