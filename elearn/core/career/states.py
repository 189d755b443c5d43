"""The words for where a piece of evidence stands, and what was done with it."""

from __future__ import annotations

from typing import Final

WAITING, ACCEPTED, CORRECTED, REFUSED, WITHDRAWN = "menunggu", "diterima", "dikoreksi", "ditolak", "ditarik"
STATES: Final = (WAITING, ACCEPTED, CORRECTED, REFUSED, WITHDRAWN)
"""Sent and not looked at; taken as it was; taken with changes; not taken; taken back by the person before a decision."""

DECIDED: Final = (ACCEPTED, CORRECTED, REFUSED)
"""What HR can decide, and take back."""

COUNTED: Final = (ACCEPTED, CORRECTED)
"""Evidence behind an entry of the record; all other evidence counts for nothing."""

SENT, UNDONE = "dikirim", "dibatalkan"
"""Deeds that are no state: the person sent it; HR took a decision back, so that it waits again."""
DEEDS: Final = (SENT, *DECIDED, UNDONE, WITHDRAWN)
