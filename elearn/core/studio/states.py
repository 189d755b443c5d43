"""The states of a draft as people see them."""

from __future__ import annotations

from collections.abc import Mapping

from elearn.kernel.i18n import _

from .models import ARCHIVED, PUBLISHED, REVIEW, WRITING

STATE_SIGNS: Mapping[str, str] = {WRITING: "running", REVIEW: "new", PUBLISHED: "done", ARCHIVED: "expired"}
"""State → the badge that shows it."""


def state_words() -> dict[str, str]:
    """The states of a draft as people read them."""
    return {
        WRITING: _("Sedang ditulis"),
        REVIEW: _("Sedang diulas"),
        PUBLISHED: _("Terbit"),
        ARCHIVED: _("Diarsipkan"),
    }
