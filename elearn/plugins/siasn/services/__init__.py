"""The room's verbs: identities, exports, pushing, reconciling, fetching."""

from __future__ import annotations

from .errands import ask_delete, ask_push, ask_reconcile, ask_update
from .exporting import ask_export, write_export
from .identities import import_identities, note_agency, note_family, note_identity, note_structural

__all__ = [
    "ask_delete",
    "ask_export",
    "ask_push",
    "ask_reconcile",
    "ask_update",
    "import_identities",
    "note_agency",
    "note_family",
    "note_identity",
    "note_structural",
    "write_export",
]
