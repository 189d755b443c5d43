"""The canonical form of a course file: what was written in normal form, Indonesian keys, an id below every question."""

from __future__ import annotations

from .change import Change, Formatted
from .file import Identities, canonical
from .folder import FormattedFile, canonical_folder

__all__ = ["Change", "Formatted", "FormattedFile", "Identities", "canonical", "canonical_folder"]
