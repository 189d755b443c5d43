"""The open house: what every door (web, command line, worker, test) shares; built once by `elearn.app`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from elearn.config import Settings
from elearn.kernel.db import HASTY, Database, DatabaseUnusable
from elearn.kernel.files import FileStore
from elearn.kernel.history import History
from elearn.kernel.jobs import JobQueue
from elearn.kernel.kept import Kept
from elearn.kernel.permissions import Permission
from elearn.kernel.work import SYSTEM, Actor, Work, committed

from .doors import Hooks
from .guests import Plugin, RefusedPlugin

log = logging.getLogger(__name__)


@dataclass(slots=True)
class House:
    """Everything that lives as long as the process."""

    settings: Settings
    database: Database
    files: FileStore
    hooks: Hooks
    plugins: tuple[Plugin, ...]
    refused: tuple[RefusedPlugin, ...]
    histories: tuple[History, ...]
    permissions: tuple[Permission, ...]
    role_permissions: Mapping[str, frozenset[str]]
    queue: JobQueue
    kept: Kept = field(default_factory=Kept)

    def new_work(
        self, *, write: bool, glance: bool = False, actor: Actor = SYSTEM, now: datetime | None = None
    ) -> Work:
        """A work whose session the caller closes. `now` is the moment it began (UTC); a `glance` reads one page."""
        return Work(
            database=self.database,
            actor=actor,
            now=now or datetime.now(UTC),
            hooks=self.hooks,
            settings=self.settings,
            files=self.files,
            queue=self.queue,
            kept=self.kept,
            is_reading=not write,
            is_glancing=glance,
        )

    @contextmanager
    def work(
        self, *, write: bool, glance: bool = False, actor: Actor = SYSTEM, now: datetime | None = None
    ) -> Iterator[Work]:
        """A work that is closed at the end and never committed here: use `committed(work)` inside to keep writes."""
        work = self.new_work(write=write, glance=glance, actor=actor, now=now)
        try:
            yield work
        finally:
            work.close()

    def aside(self, what: str, write: Callable[[Work], None], *, actor: Actor = SYSTEM) -> None:
        """A short write beside somebody's reading: a full disk or a busy database costs them this note, not the page."""
        try:
            with self.work(write=True, actor=actor) as work, committed(work):
                work.session.connection(execution_options=HASTY)
                write(work)
        except DatabaseUnusable as error:
            log.warning("%s was not noted: %s", what, error.orig)

    def close(self) -> None:
        self.database.close()
        self.queue.close()
