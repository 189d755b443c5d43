"""A file of units and people comes in: locked, planned, and written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from elearn.core.people import queries
from elearn.core.people.sheets import Advance, Workbook, say_nothing
from elearn.kernel import audit
from elearn.kernel.work import Work

from .matching import given_back
from .people import PeoplePlan, apply_people, plan_people
from .report import Report, RowResult, refused_by_reader
from .scope import scope_of
from .units import UnitPlan, apply_units, plan_units


def check_rows(work: Work, workbook: Workbook) -> Report:
    """What `import_rows` would do with each row; nothing is written."""
    return Report(_plan(work, workbook).results(workbook), saved=False)


def import_rows(
    work: Work,
    workbook: Workbook,
    *,
    keep_good: bool = False,
    seen: str | None = None,
    advance: Advance = say_nothing,
) -> Report:
    """Brings units and people in, as far as the actor's scope goes.

    All or nothing: one refused row keeps everything out, unless `keep_good`. So does a report that is not the one with
    the fingerprint `seen`: then people have changed since somebody agreed to it.
    `advance` is told how many more people are finished. Two imports at once wait for each other.
    """
    queries.lock_people(work)
    plan = _plan(work, workbook)
    report = Report(plan.results(workbook), saved=True, replaced=plan.replaced)
    is_stale = seen is not None and seen != report.fingerprint
    if is_stale or (report.refused and not keep_good):
        return Report(report.rows, saved=False)
    advance(len(workbook.people) - len(plan.people.new) - len(plan.people.changed))
    apply_people(work, plan.people, apply_units(work, plan.units), advance)
    audit.note(work, "people:file:import", "unit, pegawai", **report.counts)
    return report


@dataclass(frozen=True, slots=True)
class _Plan:
    units: UnitPlan
    people: PeoplePlan

    def results(self, workbook: Workbook) -> tuple[RowResult, ...]:
        """Every row's result: units first, each sheet from top to bottom."""
        results = [*map(refused_by_reader, workbook.refusals), *self.units.results, *self.people.results]
        return tuple(sorted(results, key=lambda result: (result.sheet != "unit", result.row)))

    @property
    def replaced(self) -> Workbook:
        units = tuple(self.units.stored[row.code].facts for row in self.units.changed)
        return Workbook(units, tuple(given_back(person.facts, row) for person, row in self.people.changed), ())


def _plan(work: Work, workbook: Workbook) -> _Plan:
    stored = queries.stored_units(work)
    scope = scope_of(work, stored.values())
    units = plan_units(stored, workbook.units, scope)
    return _Plan(units, plan_people(work, workbook.people, replace(scope, coming=units.codes)))
