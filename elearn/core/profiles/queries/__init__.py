"""Every SELECT about profiles."""

from __future__ import annotations

from .profiles import (
    Index,
    Profile,
    bands,
    closings,
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
    "bands",
    "closings",
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
