"""Career entries as SIASN would take them: counted, a page at a time, streamed, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from elearn.core.career.models import CareerEntry, Evidence, ForeignEntry
from elearn.core.competencies.development import FORMS
from elearn.core.people.models import Person, UnitAncestor, WorkUnit
from elearn.core.people.queries import scoped_units
from elearn.kernel.paging import Paging
from elearn.plugin import NotFound, Work, _

from ..models import AgencyIdentity, Check, Family, Identity, Record, Structural
from ..rules import STRUCTURAL_FORM
from ..selection import RESULT_WORDS, STATE_WORDS, WITHDRAWN, Wanted
from ..states import SENT, UNSURE, WAITING
from .line import Line, Meanings, Unknown, line_from

Columns: TypeAlias = Select[*tuple[Any, ...]]

_Root = aliased(WorkUnit)
AT_ONCE = 500
"""Rows read at once."""

FEWEST_DIGITS = 4
"""Of a NIP before it is looked for as one; a shorter number is a word like others."""

TRAINING = "training"
"""Marks HR's words on structural titles among those on families."""

STRUCTURAL_NAMES = [
    name.casefold()
    for form in FORMS
    if form.siasn_kind == STRUCTURAL_FORM
    for name in (form.code, form.title, *form.words)
]
"""What entries call structural training, which asks for no `instansiId`."""


def count_lines(work: Work, wanted: Wanted) -> int:
    """How many entries are meant."""
    return work.session.scalar(select(func.count()).select_from(_lines(work, wanted).subquery())) or 0


def count_states(work: Work, wanted: Wanted) -> dict[str, int]:
    """State → how many valid entries of the year and unit are in it; WITHDRAWN those that are to be looked at."""
    state = func.coalesce(Record.state, WAITING)
    is_withdrawn = CareerEntry.withdrawn_at.is_not(None)
    lines = _lines(work, wanted.scope).with_only_columns(state, is_withdrawn, func.count())
    rows = work.session.execute(lines.group_by(state, is_withdrawn)).all()
    found = dict[str, int]()
    for name, gone, count in rows:
        key = WITHDRAWN if gone else name
        found[key] = found.get(key, 0) + count
    return found


def count_results(work: Work, wanted: Wanted) -> dict[str, int]:
    """Result of the last reconciliation → how many entries; those never looked at are left out."""
    lines = _lines(work, wanted.scope).where(Check.result.is_not(None))
    rows = work.session.execute(lines.with_only_columns(Check.result, func.count()).group_by(Check.result)).all()
    return dict(rows)


def count_unknown(work: Work, wanted: Wanted) -> list[Unknown]:
    """What waits in vain, agency by agency, because SIASN's id of the agency or of people is not known here."""
    without_agency = and_(AgencyIdentity.agency_id.is_(None), func.lower(CareerEntry.form).not_in(STRUCTURAL_NAMES))
    without_person = Identity.person_id.is_(None)
    lines = _lines(work, wanted.scope).where(_in_state(WAITING), or_(without_agency, without_person))
    counted = lines.with_only_columns(
        _Root.code,
        _Root.name,
        func.count().filter(without_agency),
        func.count().filter(without_person),
        func.count(Person.id.distinct()).filter(without_person),
    )
    rows = work.session.execute(counted.group_by(_Root.code, _Root.name).order_by(_Root.name))
    return [Unknown(*row) for row in rows]


def page_of_lines(work: Work, wanted: Wanted, paging: Paging) -> list[Line]:
    """One page, by name, the newest entry first."""
    meanings = _meanings(work)
    rows = work.session.execute(_ordered(_lines(work, wanted)).limit(paging.size).offset(paging.offset))
    return [line_from(row, meanings) for row in rows]


def stream_lines(work: Work, wanted: Wanted) -> Iterator[Line]:
    """All of them in the same order, a person's entries together."""
    meanings = _meanings(work)
    rows = work.session.execute(_ordered(_lines(work, wanted)).execution_options(yield_per=AT_ONCE))
    return (line_from(row, meanings) for row in rows)


def line_of(work: Work, entry_id: int) -> Line:
    """One entry in the actor's scope. Raises NotFound."""
    found = find_line(work, entry_id)
    if found is None:
        raise NotFound(_("Riwayat ini tidak ditemukan di lingkup Anda, atau tidak berlaku lagi."))
    return found


def find_line(work: Work, entry_id: int) -> Line | None:
    """One entry in the actor's scope; None when there is none, or when it was withdrawn before anything was sent."""
    row = work.session.execute(_lines(work, Wanted()).where(CareerEntry.id == entry_id)).one_or_none()
    return None if row is None else line_from(row, _meanings(work))


def years(work: Work) -> list[int]:
    """The years in which the scope has entries, the newest first."""
    found = _lines(work, Wanted()).with_only_columns(CareerEntry.year).distinct().order_by(CareerEntry.year.desc())
    return list(work.session.scalars(found))


def _lines(work: Work, wanted: Wanted) -> Columns:
    """Valid entries in the scope, and withdrawn ones that SIASN was sent."""
    return _joined().where(
        Person.unit_id.in_(scoped_units(work)),
        or_(CareerEntry.withdrawn_at.is_(None), Record.state.in_((SENT, UNSURE))),
        *_conditions(wanted),
    )


def _joined() -> Columns:
    return (
        select(
            CareerEntry, Person.id.label("person_id"), Person.title_before, Person.name, Person.title_after, Person.nip,
            WorkUnit.name.label("unit"), Identity.pns_id, AgencyIdentity.instansi_id, Evidence.stored,
            Evidence.media_type, ForeignEntry.document, Record, Check,
        )
        .select_from(CareerEntry)
        .join(Person, Person.id == CareerEntry.person_id)
        .join(WorkUnit, WorkUnit.id == Person.unit_id)
        .join(UnitAncestor, UnitAncestor.unit_id == Person.unit_id)
        .join(_Root, and_(_Root.id == UnitAncestor.ancestor_id, _Root.parent_id.is_(None)))
        .outerjoin(AgencyIdentity, AgencyIdentity.agency_id == _Root.id)
        .outerjoin(Identity, Identity.person_id == Person.id)
        .outerjoin(Evidence, Evidence.id == CareerEntry.evidence_id)
        .outerjoin(ForeignEntry, ForeignEntry.entry_id == CareerEntry.id)
        .outerjoin(Record, Record.entry_id == CareerEntry.id)
        .outerjoin(Check, Check.entry_id == CareerEntry.id)
    )  # fmt: skip


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.year:
        yield CareerEntry.year == wanted.year
    if wanted.unit:
        yield Person.unit_id.in_(select(UnitAncestor.unit_id).where(UnitAncestor.ancestor_id == wanted.unit))
    if wanted.entry:
        yield CareerEntry.id == wanted.entry
    if wanted.nip:
        yield Person.nip == wanted.nip
    if wanted.result:
        yield Check.result == RESULT_WORDS[wanted.result]
    if wanted.state:
        yield _in_state(STATE_WORDS[wanted.state])
    if wanted.words:
        yield _found_by(wanted.words)


def _found_by(words: str) -> ColumnElement[bool]:
    texts = (Person.name, CareerEntry.title, CareerEntry.number)
    found = [text.icontains(words, autoescape=True) for text in texts]
    digits = words.replace(" ", "")
    if digits.isascii() and digits.isdigit() and len(digits) >= FEWEST_DIGITS:
        found.append(Person.nip.contains(digits))
    return or_(*found)


def _in_state(state: str) -> ColumnElement[bool]:
    if state == WITHDRAWN:
        return CareerEntry.withdrawn_at.is_not(None)
    found = or_(Record.state == state, Record.state.is_(None)) if state == WAITING else Record.state == state
    return and_(CareerEntry.withdrawn_at.is_(None), found)


def _ordered(lines: Columns) -> Columns:
    return lines.order_by(Person.name, Person.id, CareerEntry.ended_on.desc(), CareerEntry.id.desc())


def _meanings(work: Work) -> Meanings:
    """HR's words; a few, so they are read at once."""
    structural = select(literal(TRAINING), Structural.title, Structural.training_id)
    rows = work.session.execute(structural.union_all(select(Family.kind, Family.name, Family.family_id))).all()
    trainings = {name: meaning for kind, name, meaning in rows if kind == TRAINING}
    return Meanings(trainings, {(kind, name): meaning for kind, name, meaning in rows if kind != TRAINING})
