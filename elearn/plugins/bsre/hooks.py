"""What BSrE's signatures bring to the house."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click
from flask import Blueprint

from elearn.config import Settings
from elearn.core.certificates.models import Certificate
from elearn.plugin import Card, Mark, NavItem, Permission, Work, hookimpl

from . import commands, routes, services, words
from .client import is_set_up
from .permissions import DOCUMENT_READ, PERMISSIONS, SIGNATORY_UPDATE


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items(settings: Settings) -> Sequence[NavItem]:
    shown_to = DOCUMENT_READ if is_set_up(settings) else SIGNATORY_UPDATE
    return (NavItem("Tanda tangan", "bsre.index", shown_to, order=70, icon="edit"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return words.on_dashboard(work)


@hookimpl
def certificate_marks(work: Work, codes: Collection[str]) -> Sequence[Mark]:
    return words.marks(work, codes)


@hookimpl
def certificate_issued(work: Work, certificate: Certificate) -> None:
    services.queue(work, certificate)


@hookimpl
def cli_commands() -> Sequence[click.Command]:
    return (commands.command,)
