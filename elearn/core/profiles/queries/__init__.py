"""Every SELECT about profiles."""

from __future__ import annotations

from .profiles import (
    Index,
    Profile,
    WithdrawnLine,
    bands,
    closings,
    evidence_of,
    index_of,
    known_evidence,
    officials,
    own_bands,
    people_of_numbers,
    profile_of,
    proofs_of,
    required_of,
    standings,
)
from .states import Pairs, pairs

__all__ = [
    "Index",
    "Pairs",
    "Profile",
    "WithdrawnLine",
    "bands",
    "closings",
    "evidence_of",
    "index_of",
    "known_evidence",
    "officials",
    "own_bands",
    "pairs",
    "people_of_numbers",
    "profile_of",
    "proofs_of",
    "required_of",
    "standings",
]
