"""Rooms are strict, guests are contained: an event's order, a decision that fails closed, a savepoint per guest."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pluggy
import pytest
from sqlalchemy import select

from elearn.hooks.doors import PLUGIN_ERROR, Hooks
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny
from elearn.kernel.audit import AuditEntry, note
from elearn.kernel.errors import Refused
from elearn.kernel.work import Work


def room(**functions: Any) -> ModuleType:
    """A hooks module with these implementations."""
    module = ModuleType("room_hooks")
    for name, function in functions.items():
        setattr(module, name, hookimpl(function))
    return module


def test_rooms_hear_an_event_before_guests_in_order_of_registration(work: Work) -> None:
    heard: list[str] = []
    hooks = Hooks()
    for name, guest in (("a", False), ("b", False), ("c", True)):
        hooks.register(name, room(course_published=lambda work, version, name=name: heard.append(name)), guest=guest)
    work.hooks = hooks

    work.tell("course_published", version=None)

    assert heard == ["a", "b", "c"]


def test_error_of_a_room_cancels_everything(work: Work) -> None:
    def broken(work: Work, version: object) -> None:
        raise RuntimeError("ruang inti rusak")

    hooks = Hooks()
    hooks.register("room", room(course_published=broken))
    work.hooks = hooks

    with pytest.raises(RuntimeError, match="ruang inti rusak"):
        work.tell("course_published", version=None)


def test_error_of_a_guest_undoes_only_its_own_writes(work: Work) -> None:
    def broken(work: Work, version: object) -> None:
        note(work, "guest:row:add", "lost")
        work.later("guest:job")
        raise RuntimeError("tamu rusak")

    hooks = Hooks()
    hooks.register("guest", room(course_published=broken), guest=True)
    work.hooks = hooks
    note(work, "core:row:add", "kept")

    work.tell("course_published", version=None)

    actions = work.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["core:row:add", PLUGIN_ERROR]
    assert work.after_commit == []


def test_policy_says_no_with_its_reason(work: Work) -> None:
    hooks = Hooks()
    hooks.register("a", room(may_enrol=lambda work, person, version: None))
    hooks.register("b", room(may_enrol=lambda work, person, version: Deny("Kuota penuh.")), guest=True)
    work.hooks = hooks

    with pytest.raises(Refused) as refused:
        work.ask("may_enrol", person=None, version=None)

    assert refused.value.reasons == ("Kuota penuh.",)


def test_broken_policy_fails_closed_with_a_reason(work: Work) -> None:
    def broken(work: Work, person: object, version: object) -> None:
        raise ZeroDivisionError

    hooks = Hooks()
    hooks.register("kuota", room(may_enrol=broken), guest=True)
    work.hooks = hooks

    with pytest.raises(Refused, match="Aturan dari plugin “kuota” sedang bermasalah"):
        work.ask("may_enrol", person=None, version=None)


def test_unknown_hook_is_found_at_start() -> None:
    hooks = Hooks()
    hooks.register("typo", room(course_completted=lambda work: None), guest=True)

    with pytest.raises(pluggy.PluginValidationError, match="course_completted"):
        hooks.check()


def test_wrong_argument_is_found_at_start() -> None:
    with pytest.raises(pluggy.PluginValidationError, match="kursus"):
        Hooks().register("typo", room(course_published=lambda work, kursus: None))


def test_guest_that_cannot_contribute_brings_nothing() -> None:
    def broken() -> list[object]:
        raise RuntimeError

    hooks = Hooks()
    hooks.register("room", room(nav_items=lambda: ["a"]))
    hooks.register("guest", room(nav_items=broken), guest=True)

    assert hooks.gather("nav_items") == ["a"]
