"""`Work`: the one thing every service and query is handed, and the only place that commits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.orm import Session

from elearn.config import Settings
from elearn.kernel.db import Database
from elearn.kernel.files import FileStore
from elearn.kernel.kept import Fact, Kept, Key
from elearn.kernel.outbox import Job

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Grant:
    """A role a person holds; `scope` is the id of the unit it is limited to (None = everywhere)."""

    role: str
    scope: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `person_id` is None for the system itself (command line, worker) and for a visitor."""

    person_id: int | None
    name: str
    permissions: frozenset[str] = frozenset()
    grants: tuple[Grant, ...] = ()
    is_system: bool = False

    def may(self, permission: str) -> bool:
        return self.is_system or permission in self.permissions

    def scopes(self, role: str) -> tuple[int | None, ...]:
        """The units in which this actor holds `role`; empty when not at all."""
        return tuple(grant.scope for grant in self.grants if grant.role == role)


SYSTEM = Actor(person_id=None, name="sistem", is_system=True)
VISITOR = Actor(person_id=None, name="pengunjung")


class Doors(Protocol):
    """What a work needs of the hooks; the hook manager itself lives one floor up."""

    def tell(self, work: Work, event: str, **facts: Any) -> None: ...

    def ask(self, work: Work, question: str, **facts: Any) -> None: ...

    def gather(self, noun: str, **arguments: Any) -> list[Any]: ...


class Queue(Protocol):
    """What a work needs of the job queue."""

    def push(self, job_id: int) -> None: ...


@dataclass(slots=True)
class Work:
    """One unit of work: a session, who acts, the moment it began, and the doors to the other rooms."""

    database: Database
    actor: Actor
    now: datetime
    hooks: Doors
    settings: Settings
    files: FileStore
    queue: Queue
    kept: Kept
    is_reading: bool
    is_glancing: bool = False
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    _connection: Connection | None = None
    _session: Session | None = None

    @property
    def session(self) -> Session:
        """The ORM's session: made when it is asked for, as the hottest pages do without."""
        if self._session is None:
            self._session = Session(self.connection) if self.is_reading else self.database.writing()
        return self._session

    @property
    def connection(self) -> Connection:
        """Where this work's statements run; a reading work's own, on which it never commits."""
        if self._connection is None or self._connection.closed:  # a session closes its own at the end of a transaction
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> Connection:
        if not self.is_reading:
            return self.session.connection()
        return self.database.glancing() if self.is_glancing else self.database.looking()

    @property
    def today(self) -> date:
        """The calendar day in the agency's zone: years and deadlines are counted by it."""
        return self.now.astimezone(self.settings.timezone).date()

    def rows(self, statement: Executable, **values: Any) -> CursorResult[*tuple[Any, ...]]:
        """The rows of a statement about columns, past the ORM: half the CPU of `session.execute`. Flushes nothing first."""
        return self.connection.execute(statement, values)

    def keep(
        self, kind: str, keys: Collection[Key], read: Callable[[list[Key]], Mapping[Key, Fact]]
    ) -> dict[Key, Fact]:
        """Stored facts that nothing changes any more, by key; this process reads each at most once.

        A writing work may have read its own rows, which a rollback would take back: what it reads is not kept.
        """
        return self.kept.find(kind, keys, read, is_committed=self.is_reading)

    def close(self) -> None:
        """Ends the work; what is not committed is undone. Used again, it begins anew."""
        for opened in (self._session, self._connection):
            if opened is not None:
                opened.close()
        self._session = self._connection = None

    def add(self, row: Row) -> Row:
        """Adds `row` and flushes, so that its id is known."""
        self.session.add(row)
        self.session.flush()
        return row

    def tell(self, event: str, **facts: Any) -> None:
        """Tells every room and guest that something happened (past tense)."""
        self.hooks.tell(self, event, **facts)

    def ask(self, question: str, **facts: Any) -> None:
        """Asks every policy a `may_*` question.

        Raises Refused with the reasons when one says no, or when a guest's policy breaks.
        """
        self.hooks.ask(self, question, **facts)

    def later(self, name: str, *, due_at: datetime | None = None, **args: Any) -> Job:
        """Asks the worker to run the job `name` (contributed by a room) after this transaction is committed.

        `args` must be JSON. It runs at least once, so a job must bear being run twice.
        """
        job = self.add(
            Job(name=name, args=args, due_at=due_at or self.now, asked_at=self.now, asked_by=self.actor.person_id)
        )
        if due_at is None or due_at <= self.now:
            self.after_commit.append(lambda: self.queue.push(job.id))
        return job


@contextmanager
def committed(work: Work) -> Iterator[Work]:
    """The one transaction of a POST or a command: commits at the end, rolls back on any error."""
    try:
        yield work
        work.session.commit()
    except BaseException:
        work.session.rollback()
        work.after_commit.clear()
        raise
    callbacks, work.after_commit = work.after_commit, []
    for callback in callbacks:
        callback()
