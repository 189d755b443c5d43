"""Units and people from a file: what each row does, and that a file comes in whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from elearn.core.people import queries, services
from elearn.core.people.models import Account, Person, Position, UnitAncestor, WorkUnit
from elearn.core.people.nip import parse_nip
from elearn.core.people.rules import closure
from elearn.core.people.sheets import PersonRow, Refusal, UnitRow, Workbook
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.kernel.audit import AuditEntry
from elearn.kernel.work import Work, committed

UNITS = (
    UnitRow("01", "Kota Harapan", None, "Pemerintah Daerah", 2),
    UnitRow("01.1", "Dinas Kesehatan", "01", "Dinas", 3),
    UnitRow("01.1.1", "Puskesmas Timur", "01.1", "Puskesmas", 4),
    UnitRow("01.2", "Dinas Pendidikan", "01", "Dinas", 5),
)
SITI = PersonRow(
    nip=parse_nip("199001012015032999"),
    name="Siti Aminah",
    title_before="dr.",
    title_after="M.Kes.",
    employment="PNS",
    grade="III/c",
    position="Dokter Ahli Muda",
    position_kind="Fungsional",
    echelon=None,
    unit_code="01.1.1",
    email="siti@harapan.example",
    phone="0000-555-0100",
    position_since=date(2020, 4, 1),
    row=2,
)
BUDI = replace(
    SITI, nip=parse_nip("199002022023211998"), name="Budi Santoso", title_before="", title_after="S.Kep.", employment="PPPK",
    grade="IX", position="Perawat Ahli Pertama", email=None, phone=None, position_since=None, row=3,
)  # fmt: skip


def book(*rows: UnitRow | PersonRow, refusals: tuple[Refusal, ...] = ()) -> Workbook:
    units = tuple(row for row in rows if isinstance(row, UnitRow))
    return Workbook(units, tuple(row for row in rows if isinstance(row, PersonRow)), refusals)


def results(report: services.Report) -> list[tuple[int, str, str]]:
    return [(row.row, row.result, row.reason) for row in report.rows]


def stored_closure(work: Work) -> list[tuple[int, int, int]]:
    rows = work.session.execute(select(UnitAncestor.ancestor_id, UnitAncestor.unit_id, UnitAncestor.distance))
    return sorted((above, unit, distance) for above, unit, distance in rows)


def expected_closure(work: Work) -> list[tuple[int, int, int]]:
    return sorted(closure({unit.id: unit.parent_id for unit in work.session.scalars(select(WorkUnit))}))


@pytest.fixture
def agency(work: Work) -> None:
    """Four units and two people, imported."""
    services.import_rows(work, book(*UNITS, SITI, BUDI))


def one(work: Work, row: PersonRow) -> Person:
    work.session.expire_all()
    return work.session.scalars(select(Person).where(Person.nip == row.nip.digits)).one()


def test_new_rows_are_stored_whole(work: Work) -> None:
    report = services.import_rows(work, book(*UNITS, SITI, BUDI))
    person = one(work, SITI)

    assert results(report) == [(row.row, "baru", "") for row in (*UNITS, SITI, BUDI)]
    assert report.saved
    assert (person.full_name, person.grade, person.birth_date, person.sex) == (
        "dr. Siti Aminah, M.Kes.",
        "III/c",
        date(1990, 1, 1),
        "P",
    )
    assert (person.unit.code, person.position.name, person.position.kind, person.position.echelon) == (
        "01.1.1",
        "Dokter Ahli Muda",
        "Fungsional",
        "",
    )
    assert stored_closure(work) == expected_closure(work)


def test_units_may_stand_below_their_branches(work: Work) -> None:
    report = services.import_rows(work, book(*reversed(UNITS)))

    assert report.counts == {"baru": 4, "berubah": 0, "sama": 0, "ditolak": 0}
    assert stored_closure(work) == expected_closure(work)


def test_people_get_no_account_by_import(work: Work, agency: None) -> None:
    assert work.session.scalar(select(func.count()).select_from(Account)) == 0


def test_the_same_rows_again_change_nothing(work: Work, agency: None) -> None:
    report = services.import_rows(work, book(*UNITS, SITI, BUDI))

    assert report.counts == {"baru": 0, "berubah": 0, "sama": 6, "ditolak": 0}


def test_a_change_says_what_changed(work: Work, agency: None) -> None:
    changed = replace(SITI, grade="III/d", email=None, position_since=date(2026, 1, 2))
    report = services.import_rows(work, book(changed))

    assert results(report) == [
        (
            2,
            "berubah",
            "golongan III/c → III/d; email siti@harapan.example → (kosong); tmt_jabatan 01-04-2020 → 02-01-2026",
        )
    ]
    assert one(work, SITI).grade == "III/d"


def test_positions_are_shared_and_told_apart_by_echelon(work: Work) -> None:
    rows = (
        SITI,
        replace(BUDI, position=SITI.position),
        replace(BUDI, nip=parse_nip("199002022023211997"), position=SITI.position, echelon="IV.a", row=4),
    )
    services.import_rows(work, book(*UNITS, *rows))

    positions = work.session.execute(select(Position.name, Position.echelon).order_by(Position.echelon)).all()
    assert [tuple(position) for position in positions] == [("Dokter Ahli Muda", ""), ("Dokter Ahli Muda", "IV.a")]


def test_a_dry_run_says_the_same_and_writes_nothing(work: Work) -> None:
    report = services.check_rows(work, book(*UNITS, SITI))

    assert (report.counts["baru"], report.saved) == (5, False)
    assert work.session.scalar(select(func.count()).select_from(WorkUnit)) == 0


def test_one_refused_row_keeps_the_file_out(work: Work) -> None:
    refusal = Refusal("pegawai", 9, "123", "Kolom nip: kurang.", "Isi 18 angka.")
    report = services.import_rows(work, book(*UNITS, SITI, refusals=(refusal,)))

    assert not report.saved
    assert report.refused == (
        services.RowResult("pegawai", 9, "123", "ditolak", "Kolom nip: kurang.", "Isi 18 angka."),
    )
    assert work.session.scalar(select(func.count()).select_from(WorkUnit)) == 0


def test_keep_good_takes_the_others(work: Work) -> None:
    refusal = Refusal("pegawai", 9, "123", "Kolom nip: kurang.", "Isi 18 angka.")
    report = services.import_rows(work, book(*UNITS, SITI, refusals=(refusal,)), keep_good=True)

    assert report.saved
    assert work.session.scalar(select(func.count()).select_from(Person)) == 1


def test_an_import_is_noted_in_the_audit(work: Work, agency: None) -> None:
    entry = work.session.scalars(select(AuditEntry)).one()

    assert (entry.action, entry.facts) == ("people:file:import", {"baru": 6, "berubah": 0, "sama": 0, "ditolak": 0})


def test_a_changed_number_keeps_the_row(work: Work, agency: None) -> None:
    before = one(work, BUDI).id
    as_pns = replace(BUDI, nip=parse_nip("199002022026031998"), employment="PNS", grade="III/a", old_nip=BUDI.nip)
    report = services.import_rows(work, book(as_pns))
    person = one(work, as_pns)

    assert (person.id, person.old_nip, person.employment) == (before, BUDI.nip.digits, "PNS")
    assert report.rows[0].reason == (
        "nip 199002022023211998 → 199002022026031998; jenis PPPK → PNS; golongan IX → III/a; nip_lama (kosong) → 199002022023211998"
    )
    assert services.import_rows(work, book(as_pns, row_without_old_number(as_pns))).refused != ()
    assert services.import_rows(work, book(row_without_old_number(as_pns))).rows[0].result == "sama"


def row_without_old_number(row: PersonRow) -> PersonRow:
    return replace(row, old_nip=None, row=row.row + 1)


def test_a_new_contract_of_a_pppk_keeps_the_row(work: Work, agency: None) -> None:
    before = one(work, BUDI).id
    renewed = replace(BUDI, nip=parse_nip("199002022023221998"))
    services.import_rows(work, book(renewed))
    person = one(work, renewed)

    assert (person.id, person.old_nip) == (before, BUDI.nip.digits)


def test_a_number_of_the_past_finds_the_person_and_never_comes_back(work: Work, agency: None) -> None:
    renewed = replace(BUDI, nip=parse_nip("199002022023221998"))
    services.import_rows(work, book(renewed))
    report = services.import_rows(work, book(replace(BUDI, grade="X")))

    assert results(report) == [(3, "berubah", "golongan IX → X")]
    assert one(work, renewed).old_nip == BUDI.nip.digits


def test_a_past_number_with_a_past_employment_is_refused(work: Work, agency: None) -> None:
    as_pns = replace(BUDI, nip=parse_nip("199002022026031998"), employment="PNS", grade="III/a", old_nip=BUDI.nip)
    services.import_rows(work, book(as_pns))
    report = services.import_rows(work, book(BUDI))

    assert report.refused[0].sentence == (
        "Nomor 19900202 202321 1 998 adalah nomor lama; pegawai ini sekarang PNS dengan nomor 19900202 202603 1 998. "
        "Perbarui kolom nip, jenis, dan golongan."
    )


def test_two_numbers_of_two_people_are_not_one_person(work: Work, agency: None) -> None:
    other = replace(BUDI, nip=parse_nip("199002022026031998"), employment="PNS", grade="III/a")
    services.import_rows(work, book(other))
    report = services.import_rows(work, book(replace(other, old_nip=BUDI.nip)))

    assert report.rows[0].result == "ditolak"
    assert report.rows[0].reason.startswith(
        "Nomor 19900202 202603 1 998 dan nomor lama 19900202 202321 1 998 tercatat sebagai dua pegawai."
    )


def test_two_contracts_of_one_person_in_one_file_are_refused(work: Work) -> None:
    report = services.import_rows(work, book(*UNITS, BUDI, replace(BUDI, nip=parse_nip("199002022023221998"), row=4)))

    assert [(row.row, row.sentence) for row in report.refused] == [
        (3, "Baris 3, 4 menyebut pegawai yang sama dengan nomor berbeda. Sisakan satu baris saja."),
        (4, "Baris 3, 4 menyebut pegawai yang sama dengan nomor berbeda. Sisakan satu baris saja."),
    ]


def test_a_person_in_an_unknown_unit_is_refused(work: Work, agency: None) -> None:
    report = services.import_rows(work, book(replace(SITI, unit_code="99")))

    assert report.refused[0].sentence == "Kolom kode_unit: “99” tidak ada atau ditolak. Isi kode unit yang ada."


def test_somebody_who_left_comes_back(work: Work, agency: None) -> None:
    one(work, SITI).is_active = False
    work.session.flush()

    assert services.import_rows(work, book(SITI)).rows[0].reason == "aktif kembali"
    assert one(work, SITI).is_active


def test_a_moved_branch_takes_its_closure_along(work: Work, agency: None) -> None:
    report = services.import_rows(work, book(replace(UNITS[2], parent_code="01.2")))

    assert results(report) == [(4, "berubah", "kode_induk 01.1 → 01.2")]
    assert stored_closure(work) == expected_closure(work)


def test_a_circle_with_the_stored_tree_is_refused_and_named(work: Work, agency: None) -> None:
    report = services.import_rows(work, book(replace(UNITS[1], parent_code="01.1.1")))

    assert report.refused[0].sentence == (
        "Kolom kode_induk: bersama unit yang sudah tersimpan, susunan unit berputar: 01.1 → 01.1.1 → 01.1. "
        "Perbaiki kode induk salah satu unit itu."
    )


def test_what_hangs_on_a_refused_unit_is_refused_too(work: Work, agency: None) -> None:
    orphan, leaf = UnitRow("05", "Yatim", "04", "Dinas", 7), UnitRow("06", "Daun", "05", "Bagian", 8)
    report = services.import_rows(work, book(orphan, leaf, replace(SITI, unit_code="06")), keep_good=True)

    assert [(row.sheet, row.row) for row in report.refused] == [("unit", 7), ("unit", 8), ("pegawai", 2)]
    assert report.saved


class Listener:
    """A guest that writes down who moved."""

    def __init__(self) -> None:
        self.moves: list[tuple[str, str, int]] = []

    @hookimpl
    def person_transferred(self, work: Work, person: Person, old_unit_id: int) -> None:
        self.moves.append((person.nip, person.unit.code, old_unit_id))


@pytest.fixture
def listener(house: House) -> Iterator[Listener]:
    listener = Listener()
    heard: Any = listener  # a hook module may be any object with hook implementations
    house.hooks.register("listener", heard)
    yield listener
    house.hooks.unregister("listener")


def test_a_change_of_unit_is_told(work: Work, agency: None, listener: Listener) -> None:
    old_unit_id = one(work, SITI).unit_id
    services.import_rows(work, book(replace(SITI, unit_code="01.2"), BUDI))

    assert listener.moves == [(SITI.nip.digits, "01.2", old_unit_id)]


def test_a_transfer_is_told_once(work: Work, agency: None, listener: Listener) -> None:
    person, unit = one(work, SITI), queries.unit_by_code(work, "01.2")
    assert unit is not None
    old_unit_id = person.unit_id
    services.transfer(work, person, unit)
    services.transfer(work, person, unit)

    assert listener.moves == [(SITI.nip.digits, "01.2", old_unit_id)]
    assert one(work, SITI).unit_id == unit.id


def test_progress_counts_every_person(work: Work, agency: None) -> None:
    steps: list[int] = []
    services.import_rows(
        work,
        book(SITI, replace(BUDI, grade="X"), replace(BUDI, nip=parse_nip("199002022023211997"), row=4)),
        advance=steps.append,
    )

    assert sum(steps) == 3


def test_two_imports_at_once_wait_for_each_other(house: House) -> None:
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with house.work(write=True) as work, committed(work):
                services.import_rows(work, book(*UNITS, SITI, BUDI))
        except BaseException as error:  # a thread's error must reach the test
            failures.append(error)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with house.work(write=False) as work:
        assert failures == []
        assert work.session.scalar(select(func.count()).select_from(Person)) == 2
        assert stored_closure(work) == expected_closure(work)


def test_what_was_replaced_changes_everything_back_but_the_number(work: Work, agency: None) -> None:
    """A number of the past never comes back, nor what depends on it; the rest does, and no row is refused."""
    before = {row.nip: row for row in queries.active_people(work)}
    as_pns = replace(
        BUDI, nip=parse_nip("199002022026031998"), employment="PNS", grade="III/a", old_nip=BUDI.nip, name="Salah",
        unit_code="01.2", phone="0000-555-0999",
    )  # fmt: skip
    report = services.import_rows(work, book(replace(UNITS[2], name="Salah"), as_pns, replace(SITI, grade="III/d")))

    back = services.import_rows(work, report.replaced)

    assert (back.saved, back.counts["berubah"]) == (True, 3)
    after = {row.nip: row for row in queries.active_people(work)}
    assert after[SITI.nip] == before[SITI.nip]
    assert after[as_pns.nip] == replace(
        before[BUDI.nip], nip=as_pns.nip, old_nip=BUDI.nip, employment="PNS", grade="III/a"
    )
    assert queries.stored_units(work)["01.1.1"].facts == UNITS[2]


def test_nothing_is_replaced_by_new_and_equal_rows(work: Work) -> None:
    first, second = (services.import_rows(work, book(*UNITS, SITI, BUDI)).replaced for _ in range(2))

    assert (first, second) == (Workbook((), (), ()), Workbook((), (), ()))


def test_rows_that_nobody_agreed_to_stay_out(work: Work, agency: None) -> None:
    changed = book(replace(SITI, grade="III/d"))
    seen = services.check_rows(work, changed).fingerprint
    services.import_rows(work, book(replace(SITI, grade="IV/a")))

    stale = services.import_rows(work, changed, seen=seen)
    fresh = services.import_rows(work, changed, seen=stale.fingerprint)

    assert [report.saved for report in (stale, fresh)] == [False, True]
    assert results(stale) == [(2, "berubah", "golongan IV/a → III/d")]
    assert one(work, SITI).grade == "III/d"


def test_every_result_names_its_person_or_unit(work: Work, agency: None) -> None:
    refusal = Refusal("pegawai", 9, "123", "Kolom nip: kurang.", "Isi 18 angka.", "Wayan")
    report = services.check_rows(work, book(UNITS[0], SITI, replace(BUDI, unit_code="99"), refusals=(refusal,)))

    assert [(row.name, row.result) for row in report.rows] == [
        ("Kota Harapan", "sama"), ("Siti Aminah", "sama"), ("Budi Santoso", "ditolak"), ("Wayan", "ditolak"),
    ]  # fmt: skip
