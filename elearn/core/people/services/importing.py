"""A file of units and people comes in: locked, planned, and written whole or not at all."""

from __future__ import annotations

from elearn.core.people import queries
from elearn.core.people.sheets import Workbook
from elearn.kernel import audit
from elearn.kernel.work import Work

from .people import Advance, PeoplePlan, apply_people, plan_people, say_nothing
from .report import Report, RowResult, refused_by_reader
from .units import UnitPlan, apply_units, plan_units


def check_rows(work: Work, workbook: Workbook) -> Report:
    """What `import_rows` would do with each row; nothing is written."""
    units, people = _plan(work, workbook)
    return Report(_in_file_order(workbook, units, people), saved=False)


def import_rows(work: Work, workbook: Workbook, *, keep_good: bool = False, advance: Advance = say_nothing) -> Report:
    """Brings units and people in. All or nothing: one refused row keeps everything out, unless `keep_good`.

    `advance` is told how many more people are finished. Two imports at once wait for each other.
    """
    queries.lock_people(work)
    units, people = _plan(work, workbook)
    results = _in_file_order(workbook, units, people)
    report = Report(results, saved=keep_good or not any(row.result == "ditolak" for row in results))
    if report.saved:
        advance(len(workbook.people) - len(people.new) - len(people.changed))
        apply_people(work, people, apply_units(work, units), advance)
        audit.note(work, "people:file:import", "unit, pegawai", **report.counts)
    return report


def _plan(work: Work, workbook: Workbook) -> tuple[UnitPlan, PeoplePlan]:
    units = plan_units(queries.stored_units(work), workbook.units)
    return units, plan_people(work, workbook.people, units.codes)


def _in_file_order(workbook: Workbook, units: UnitPlan, people: PeoplePlan) -> tuple[RowResult, ...]:
    """Every row's result: units first, each sheet from top to bottom."""
    results = [*map(refused_by_reader, workbook.refusals), *units.results, *people.results]
    return tuple(sorted(results, key=lambda result: (result.sheet != "unit", result.row)))
