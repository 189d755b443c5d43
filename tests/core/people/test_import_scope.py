"""What an import may touch: HR stays in the own branch, and only whoever holds the whole tree changes units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from elearn.core.people import queries, services
from elearn.core.people.models import Person, WorkUnit
from elearn.core.people.sheets import PersonRow, UnitRow, Workbook
from elearn.kernel.work import SYSTEM, VISITOR, Actor, Grant, Work
from elearn.testing.factories.people import make_row, make_unit
from elearn.testing.factories.reports import Place

ASK = "Hapus baris ini, atau minta pengelola SDM seluruh instansi mengimpornya."
OUTSIDE = "Pegawai ini tercatat di unit di luar lingkup Anda."
NO_UNITS = "Unit kerja hanya ditambah atau diubah oleh pengelola SDM seluruh instansi atau admin sistem."


def hr_of(work: Work, *units: WorkUnit) -> None:
    work.actor = Actor(1, "Rina", grants=tuple(Grant("hr", unit.id) for unit in units))


def stored(work: Work, person: Person) -> PersonRow:
    return next(known.facts for known in queries.stored_people(work, [person.nip]))


def unit_row(work: Work, unit: WorkUnit) -> UnitRow:
    return queries.stored_units(work)[unit.code].facts


def outcome(work: Work, *rows: UnitRow | PersonRow) -> list[tuple[str, str, str]]:
    """What a check says of each row."""
    units = tuple(row for row in rows if isinstance(row, UnitRow))
    people = tuple(row for row in rows if isinstance(row, PersonRow))
    report = services.check_rows(work, Workbook(units, people, ()))
    return [(row.result, row.reason, row.fix) for row in report.rows]


def test_hr_brings_people_into_the_own_branch_and_moves_them_within_it(work: Work, place: Place) -> None:
    hr_of(work, place.health)
    moved = replace(stored(work, place.doctor), unit_code=place.health.code)

    assert outcome(work, make_row(place.clinic), moved) == [
        ("baru", "", ""),
        ("berubah", f"kode_unit {place.clinic.code} → {place.health.code}", ""),
    ]


def test_hr_touches_nobody_of_another_branch(work: Work, place: Place) -> None:
    hr_of(work, place.health)
    teacher = stored(work, place.teacher)
    taken_over = replace(teacher, unit_code=place.health.code)

    for row in (teacher, taken_over, replace(taken_over, name="Orang Lain")):
        refused = (f"Kolom kode_unit: unit “{place.school.code}” di luar lingkup Anda.", OUTSIDE)
        assert outcome(work, row) == [("ditolak", refused[row is not teacher], ASK)]


def test_hr_moves_nobody_out_of_the_branch(work: Work, place: Place) -> None:
    hr_of(work, place.health)
    sent_away = replace(stored(work, place.doctor), unit_code=place.school.code)

    assert outcome(work, sent_away, make_row(place.root)) == [
        ("ditolak", f"Kolom kode_unit: unit “{place.school.code}” di luar lingkup Anda.", ASK),
        ("ditolak", f"Kolom kode_unit: unit “{place.root.code}” di luar lingkup Anda.", ASK),
    ]


def test_a_refusal_tells_nothing_of_somebody_outside(work: Work, place: Place) -> None:
    """An old number of a stranger would else answer with the new one."""
    place.teacher.old_nip = place.teacher.nip
    place.teacher.nip = "199001012026032955"
    work.session.flush()
    stranger = replace(stored(work, place.teacher), unit_code=place.health.code, old_nip=None)
    known_before = replace(make_row(place.health), nip=stored(work, place.teacher).old_nip or stranger.nip)
    hr_of(work, place.health)

    assert outcome(work, known_before) == [("ditolak", OUTSIDE, ASK)]


def test_hr_of_two_branches_moves_people_between_them(work: Work, place: Place) -> None:
    hr_of(work, place.health, place.school)

    moved = replace(stored(work, place.doctor), unit_code=place.school.code)

    assert [result for result, _, _ in outcome(work, moved)] == ["berubah"]


def test_units_of_the_own_branch_may_stand_in_the_file_unchanged(work: Work, place: Place) -> None:
    hr_of(work, place.health)
    clinic = unit_row(work, place.clinic)

    assert outcome(work, unit_row(work, place.health), clinic) == [("sama", "", "")] * 2
    assert outcome(work, replace(clinic, name="Puskesmas Baru")) == [("ditolak", NO_UNITS, ASK)]
    assert outcome(work, UnitRow("BARU", "Baru", place.health.code, "Bagian")) == [("ditolak", NO_UNITS, ASK)]
    assert outcome(work, unit_row(work, place.school)) == [("ditolak", "Unit ini di luar lingkup Anda.", ASK)]


def test_a_branch_cannot_be_drawn_into_the_own_one(work: Work, place: Place) -> None:
    hr_of(work, place.health)

    drawn = replace(unit_row(work, place.school), parent_code=place.health.code)

    assert outcome(work, drawn) == [("ditolak", "Unit ini di luar lingkup Anda.", ASK)]


def test_people_of_a_refused_new_unit_are_refused(work: Work, place: Place) -> None:
    hr_of(work, place.health)
    new = UnitRow("BARU", "Baru", place.health.code, "Bagian")

    person = replace(make_row(place.health), unit_code="BARU")

    assert [result for result, _, _ in outcome(work, new, person)] == ["ditolak", "ditolak"]


def test_hr_of_the_whole_agency_changes_units_but_founds_no_agency(work: Work, place: Place) -> None:
    hr_of(work, place.root)
    new = UnitRow("BARU", "Baru", place.root.code, "Bagian")
    renamed = replace(unit_row(work, place.root), name="Kota Harapan")
    person = replace(make_row(place.root), unit_code="BARU")
    top = "Unit teratas (instansi) hanya ditambah oleh admin sistem.", "Isi kode_induk, atau minta admin sistem."

    assert [result for result, _, _ in outcome(work, new, renamed, person)] == ["baru", "berubah", "baru"]
    assert outcome(work, UnitRow("LAIN", "Lain", None, "Pemerintah Daerah")) == [("ditolak", *top)]
    assert outcome(work, replace(unit_row(work, place.school), parent_code=None)) == [("ditolak", *top)]


def test_hr_of_one_of_two_agencies_changes_no_units(work: Work, place: Place) -> None:
    make_unit(work, name="Instansi lain")
    hr_of(work, place.root)

    assert outcome(work, UnitRow("BARU", "Baru", place.root.code, "Bagian")) == [("ditolak", NO_UNITS, ASK)]


@pytest.mark.parametrize(
    "actor", [SYSTEM, Actor(1, "Ani", grants=(Grant("admin"),)), Actor(1, "Ani", grants=(Grant("hr"),))]
)
def test_whoever_has_no_limit_founds_an_agency_with_people_in_it(work: Work, place: Place, actor: Actor) -> None:
    work.actor = actor
    top = UnitRow("LAIN", "Lain", None, "Pemerintah Daerah")

    assert outcome(work, top, replace(make_row(place.root), unit_code="LAIN")) == [("baru", "", "")] * 2


@pytest.mark.parametrize("actor", [VISITOR, Actor(1, "Ani"), Actor(1, "Ani", grants=(Grant("trainer"),))])
def test_whoever_holds_no_units_imports_nothing(work: Work, place: Place, actor: Actor) -> None:
    row, unit = make_row(place.clinic), unit_row(work, place.clinic)
    work.actor = actor

    assert [result for result, _, _ in outcome(work, unit, row, stored(work, place.doctor))] == ["ditolak"] * 3


def test_good_rows_of_the_branch_come_in_without_the_refused(work: Work, place: Place) -> None:
    hr_of(work, place.health)
    good, bad = make_row(place.clinic, name="Wayan"), make_row(place.school, name="Made")

    report = services.import_rows(work, Workbook((), (good, bad), ()), keep_good=True)

    assert report.saved
    assert [queries.person_by_nip(work, row.nip.digits) is not None for row in (good, bad)] == [True, False]
