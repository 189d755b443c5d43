"""The doors, opened: one `Hooks` per app. Contributions are gathered, decisions fail closed, events are told in order."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from types import ModuleType
from typing import Any

import pluggy

from elearn.kernel import audit
from elearn.kernel.errors import Refused
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from . import contributions, decisions, events
from .guests import Plugin
from .markers import PROJECT
from .values import Deny

log = logging.getLogger(__name__)

PLUGIN_ERROR = "plugin:event:failed"
"""The audit action under which the operator finds what a guest broke."""


class Hooks:
    """Rooms first, in the order of the journey, then guests in the order of the setting."""

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        for specs in (contributions, decisions, events):
            self._manager.add_hookspecs(specs)
        self._guests: set[str] = set()

    def register(self, name: str, hooks: ModuleType, *, guest: bool = False) -> None:
        """Adds a room's `hooks` module. Raises pluggy.PluginValidationError when an argument has a wrong name."""
        self._manager.register(hooks, name)
        if guest:
            self._guests.add(name)

    def welcome(self, plugin: Plugin) -> str | None:
        """Registers a guest; returns the sentence why not when it names a hook, or an argument, that does not exist."""
        try:
            self.register(plugin.name, plugin.hooks, guest=True)
            self.check()
        except pluggy.PluginValidationError as error:
            self.unregister(plugin.name)
            return f"Plugin “{plugin.name}” memakai pintu yang tidak ada: {' '.join(str(error).split())}"
        return None

    def unregister(self, name: str) -> None:
        self._manager.unregister(name=name)
        self._guests.discard(name)

    def check(self) -> None:
        """Raises pluggy.PluginValidationError when someone implements a hook that does not exist."""
        self._manager.check_pending()

    def gather(self, noun: str, **arguments: Any) -> list[Any]:
        """All that rooms and guests contribute under `noun`, flattened. A guest that raises brings nothing."""
        return list(chain.from_iterable(found for _, found in self.gather_by_room(noun, **arguments)))

    def gather_by_room(self, noun: str, **arguments: Any) -> Iterator[tuple[str, Any]]:
        """Like `gather`, but (room, what it brought) one by one."""
        for name, call in self._implementations(noun, arguments):
            yield name, self._gather_guest(arguments.get("work"), noun, name, call) if name in self._guests else call()

    def tell(self, work: Work, event: str, **facts: Any) -> None:
        """Tells all listeners. A room's error cancels everything; a guest's error undoes only its own writes."""
        for name, call in self._implementations(event, {"work": work, **facts}):
            if name in self._guests:
                self._tell_guest(work, event, name, call)
            else:
                call()

    def ask(self, work: Work, question: str, **facts: Any) -> None:
        """Asks every policy. Raises Refused with all reasons; a guest that breaks counts as a no."""
        reasons = []
        for name, call in self._implementations(question, {"work": work, **facts}):
            answer = self._ask_guest(work, question, name, call) if name in self._guests else call()
            if isinstance(answer, Deny):
                reasons.append(answer.reason)
        if reasons:
            raise Refused(reasons)

    def _gather_guest(self, work: Work | None, noun: str, name: str, call: Any) -> Any:
        try:
            with _apart(work):
                found = call()
                len(found)  # what is no collection is a mistake too
        except Exception:
            log.exception("plugin %s failed to contribute %s", name, noun)
            return {}
        return found

    def _tell_guest(self, work: Work, event: str, name: str, call: Any) -> None:
        later, work.after_commit = work.after_commit, []
        try:
            with work.session.begin_nested():
                call()
            later.extend(work.after_commit)
        except Exception as error:  # a guest's bug must not cost anyone what the rooms did
            log.exception("plugin %s failed at %s", name, event)
            audit.note(work, PLUGIN_ERROR, name, event=event, error=f"{type(error).__name__}: {error}"[:500])
        finally:
            work.after_commit = later

    def _ask_guest(self, work: Work, question: str, name: str, call: Any) -> Deny | None:
        try:
            with work.session.begin_nested():
                answer: Deny | None = call()
        except Exception:
            log.exception("plugin %s failed at %s", name, question)
            answer = Deny(
                _(
                    "Aturan dari plugin “%(name)s” sedang bermasalah, jadi permintaan ini belum dapat diizinkan. "
                    "Hubungi pengelola sistem.",
                    name=name,
                )
            )
        return answer

    def _implementations(self, hook: str, arguments: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        for found in caller.get_hookimpls():  # in the order of registration
            values = [arguments[name] for name in found.argnames]
            yield found.plugin_name, lambda function=found.function, values=values: function(*values)


def _apart(work: Work | None) -> AbstractContextManager[Any]:
    """Keeps a guest's broken SELECT from ending the page's transaction; where only a page is read there may be none."""
    return nullcontext() if work is None or work.is_glancing else work.session.begin_nested()
