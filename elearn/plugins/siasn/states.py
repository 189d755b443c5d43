"""The states of a record on its way to SIASN, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from elearn.plugin import N_

WAITING, SENT, REJECTED, UNSURE, DELETED = "waiting", "sent", "rejected", "unsure", "deleted"
MATCH, MISSING, DIFFERENT = "match", "missing", "different"
UPDATED, GONE = "updated", "gone"
"""What came of an update; no states, as SIASN has the record either way, or nobody's."""

STATES: Final[Mapping[str, str]] = {
    WAITING: N_("Menunggu"),
    SENT: N_("Terkirim"),
    REJECTED: N_("Ditolak"),
    UNSURE: N_("Perlu diperiksa"),
    DELETED: N_("Dihapus dari SIASN"),
}
RESULTS: Final[Mapping[str, str]] = {
    MATCH: N_("Cocok"),
    MISSING: N_("Tidak ada di SIASN"),
    DIFFERENT: N_("Berbeda"),
}

QUIET: Final = timedelta(minutes=15)
"""How long after an unanswered request another one is not sent, though SIASN does not show the record: an answer may
still be under way, and what was saved may show late. As long as a dead worker's job is left alone."""

IN_A_ROW: Final = 3
"""Unanswered requests in a row after which a run pauses: it is SIASN then, not the record."""
