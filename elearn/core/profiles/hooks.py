"""What the profiles room brings to the house."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint

from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Card, Link, NavItem
from elearn.kernel.i18n import _
from elearn.kernel.permissions import Permission
from elearn.kernel.work import Work

from . import cards, routes
from .permissions import OWN_READ, PERMISSIONS


@hookimpl
def permissions() -> Sequence[Permission]:
    return PERMISSIONS


@hookimpl
def blueprints() -> Sequence[Blueprint]:
    return (routes.bp,)


@hookimpl
def nav_items() -> Sequence[NavItem]:
    return (NavItem("Profil", "profiles.index", OWN_READ, order=45, icon="target"),)


@hookimpl
def dashboard_cards(work: Work) -> Sequence[Card]:
    return cards.on_dashboard(work) if work.actor.may(OWN_READ) else ()


@hookimpl
def catalogue_links(work: Work) -> Sequence[Link]:
    return (Link(_("Yang menutup kesenjangan saya"), "profiles.index_courses"),) if work.actor.may(OWN_READ) else ()
