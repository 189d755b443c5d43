"""The door for plugin authors: everything a guest may import of the house, and no Flask in it."""

from __future__ import annotations

from elearn.hooks.guests import SPEAKS, Plugin
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Action, BundleFile, Card, Deny, Link, Mark, Meter, NavItem, Panel, Renewal
from elearn.kernel.db import Base, Document, Instant
from elearn.kernel.errors import Conflict, Denied, DomainError, Invalid, NotFound, TooLarge, TooMany
from elearn.kernel.i18n import N_, _, lazy, ngettext
from elearn.kernel.permissions import ADMIN, HR, LEARNER, TRAINER, Permission
from elearn.kernel.work import Actor, Work, committed

__all__ = [
    "ADMIN",
    "HR",
    "LEARNER",
    "N_",
    "SPEAKS",
    "TRAINER",
    "Action",
    "Actor",
    "Base",
    "BundleFile",
    "Card",
    "Conflict",
    "Denied",
    "Deny",
    "Document",
    "DomainError",
    "Instant",
    "Invalid",
    "Link",
    "Mark",
    "Meter",
    "NavItem",
    "NotFound",
    "Panel",
    "Permission",
    "Plugin",
    "Renewal",
    "TooLarge",
    "TooMany",
    "Work",
    "_",
    "committed",
    "hookimpl",
    "lazy",
    "ngettext",
]
