"""Files of units and people that somebody sent: where each one stands, and the rows of its report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select

from elearn.core.people.models import Import, ImportRow, Person, Role
from elearn.core.people.names import full_name
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.outbox import Job
from elearn.kernel.paging import PAGE_SIZE, Paging, page_of
from elearn.kernel.waiting import Wait, wait_for
from elearn.kernel.work import Actor, Grant, Work

from .stored import in_parts

ImportState: TypeAlias = Literal["checking", "unreadable", "checked", "applying", "applied", "failed", "expired"]

CHECK_JOB: Final = "people:check"
APPLY_JOB: Final = "people:import"
IMPORT_KEPT: Final = timedelta(days=7)
"""How long rows and files are kept: long enough to notice a wrong file, and no longer, for they are personal data."""

_ROWS_AT_ONCE: Final = 5_000
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Intake:
    """An import and how far its job is."""

    sent: Import
    wait: Wait
    state: ImportState

    @property
    def expires_at(self) -> datetime:
        """When its rows and files are removed (UTC)."""
        return self.sent.sent_at + IMPORT_KEPT


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A row of the report. `sheet` and `row` (1-based) are its place in the file; `name` is "" when it was not read."""

    sheet: str
    row: int
    key: str
    name: str
    result: str
    reason: str
    fix: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows of a report: those with one `result` ("" for all), in which `words` stand; `page` is from 1."""

    result: str = ""
    words: str = ""
    page: int = 1


def own_import(work: Work, import_id: int, *, lock: bool = False) -> Intake:
    """An import the actor sent; `lock` keeps it from changing until the work ends. Raises NotFound for anybody else's."""
    found = _intakes().where(Import.id == import_id, Import.sent_by == work.actor.person_id)
    row = work.session.execute(found.with_for_update(of=Import) if lock else found).one_or_none()
    if row is None:
        raise NotFound(_("Impor ini tidak ada di antara impor Anda. Kirim berkasnya sekali lagi."))
    return _intake(row[0], row[1], work.now)


def own_imports(work: Work) -> tuple[Intake, ...]:
    """The actor's last imports, the newest first."""
    mine = _intakes().where(Import.sent_by == work.actor.person_id).order_by(Import.id.desc()).limit(_SHOWN)
    return tuple(_intake(sent, job, work.now) for sent, job in work.session.execute(mine))


def stored_import(work: Work, import_id: int, *, lock: bool = False) -> Import:
    """An import whoever sent it, for its job."""
    return work.session.get_one(Import, import_id, with_for_update=lock, populate_existing=True)


def import_lines(work: Work, import_id: int, wish: Wish) -> tuple[tuple[ImportLine, ...], Paging]:
    """The wanted page of rows, in the report's order."""
    conditions = _listed(import_id, wish)
    total = work.session.scalar(select(func.count()).select_from(ImportRow).where(*conditions)) or 0
    paging = page_of(total, wish.page)
    rows = _lines().where(*conditions).limit(PAGE_SIZE).offset(paging.offset)
    return tuple(ImportLine(*row) for row in work.session.execute(rows)), paging


def all_import_lines(work: Work, import_id: int, wish: Wish) -> Iterator[ImportLine]:
    """The same of all pages, read in parts: a request has no cursor that outlives a statement."""
    rows, last = _lines().add_columns(ImportRow.ordinal).where(*_listed(import_id, wish)).limit(_ROWS_AT_ONCE), 0
    while part := work.session.execute(rows.where(ImportRow.ordinal > last)).all():
        yield from (ImportLine(*line) for *line, _ordinal in part)
        last = part[-1].ordinal


def replace_import_lines(work: Work, import_id: int, lines: Iterable[ImportLine]) -> None:
    """Writes the rows of an import's report anew."""
    work.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))
    rows = [
        {"import_id": import_id, "ordinal": ordinal, "sheet": line.sheet, "row": line.row, "key": line.key,
         "name": line.name, "result": line.result, "reason": line.reason, "fix": line.fix}
        for ordinal, line in enumerate(lines, start=1)
    ]  # fmt: skip
    for part in in_parts(rows, _ROWS_AT_ONCE):
        work.session.execute(insert(ImportRow), part)


def actor_now(work: Work, person_id: int) -> Actor:
    """A person as they may act at this moment, for a job they asked for; whoever has left holds nothing."""
    rows = work.session.execute(
        select(Person.title_before, Person.name, Person.title_after, Person.is_active, Role.role, Role.unit_id)
        .outerjoin(Role, Role.person_id == Person.id)
        .where(Person.id == person_id)
        .order_by(Role.id)
    ).all()
    grants = tuple(Grant(row.role, row.unit_id) for row in rows if row.is_active and row.role is not None)
    return Actor(person_id, full_name(rows[0].title_before, rows[0].name, rows[0].title_after), grants=grants)


def _intakes() -> Select[*tuple[Import, Job]]:
    return select(Import, Job).join(Job, Job.id == Import.job_id)


def _intake(sent: Import, job: Job, now: datetime) -> Intake:
    wait = wait_for(job, now)
    return Intake(sent, wait, _state(sent, wait, now))


def _state(sent: Import, wait: Wait, now: datetime) -> ImportState:
    if now >= sent.sent_at + IMPORT_KEPT:
        return "expired"
    if wait.state == "failed":
        return "failed"
    if wait.state != "done":
        return "checking" if wait.name == CHECK_JOB else "applying"
    if sent.fault:
        return "unreadable"
    return "applied" if sent.applied_at else "checked"


def _lines() -> Select[*tuple[Any, ...]]:
    columns = (
        ImportRow.sheet, ImportRow.row, ImportRow.key, ImportRow.name, ImportRow.result, ImportRow.reason, ImportRow.fix,
    )  # fmt: skip
    return select(*columns).order_by(ImportRow.ordinal)


def _listed(import_id: int, wish: Wish) -> list[ColumnElement[bool]]:
    conditions = [ImportRow.import_id == import_id]
    if wish.result:
        conditions.append(ImportRow.result == wish.result)
    if wish.words:
        key = ImportRow.key.icontains("".join(wish.words.split()), autoescape=True)
        places = (ImportRow.name, ImportRow.reason, ImportRow.fix)
        conditions.append(or_(key, *(place.icontains(wish.words, autoescape=True) for place in places)))
    return conditions
