"""What positions require: ranks, which row goes before which, files in and out."""

from __future__ import annotations

from datetime import date

import pytest

from elearn.core.competencies import queries, services
from elearn.core.competencies.rules import Required, RequirementLine, rank_of, required
from elearn.core.competencies.tables import CHANGED, NEW, REFUSED, SAME
from elearn.kernel.work import Work
from elearn.testing.factories.people import make_position, make_unit

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("name", "kind", "echelon", "rank"),
    [
        ("Kepala Dinas Sosial", "Struktural", "II.b", "JPT Pratama"),
        ("Camat", "Struktural", "III.a", "Administrator"),
        ("Lurah", "Struktural", "IV.a", "Pengawas"),
        ("Sekretaris Jenderal", "Struktural", "I.a", "JPT Madya"),
        ("Kepala Urusan", "Struktural", "V.a", None),
        ("Staf khusus", "Struktural", "", None),
        ("Pengelola Layanan", "Pelaksana", "", "Pelaksana"),
        ("Guru Ahli Madya (Kepala SD 1)", "Fungsional", "", "Ahli Madya"),
        ("Pranata Komputer Terampil", "Fungsional", "", "Terampil"),
        ("Arsiparis PENYELIA", "Fungsional", "", "Penyelia"),
        ("Keterampilan", "Fungsional", "", None),
    ],
)
def test_position_has_a_rank_where_it_shows_one(name: str, kind: str, echelon: str, rank: str | None) -> None:
    assert rank_of(name, kind, echelon) == rank


def line(level: int, **facts: object) -> RequirementLine:
    whole: dict[str, object] = {
        "position": "", "rank": "Pelaksana", "competency": "Integritas", "valid_from": date(2020, 1, 1), "valid_until": None,
        "legal_basis": f"baris {level}", "agency_id": None,
    }  # fmt: skip
    return RequirementLine(level=level, **{**whole, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        ([line(1)], 1),
        ([line(1), line(2, valid_from=date(2026, 1, 1))], 2),
        ([line(1), line(2, valid_from=date(2026, 7, 1))], 1),
        ([line(1), line(2, valid_until=date(2026, 5, 31), valid_from=date(2026, 1, 1))], 1),
        ([line(2, agency_id=7), line(1, valid_from=date(2026, 1, 1))], 2),
        ([line(3, position="camat", rank=""), line(2, agency_id=7)], 3),
        ([line(1), line(2, agency_id=8), line(4, position="lurah", rank=""), line(5, rank="Pengawas")], 1),
    ],
)
def test_nearest_row_in_force_counts(rows: list[RequirementLine], level: int) -> None:
    found = required(rows, "Camat", "Pelaksana", 7, DAY)

    assert found == (Required("Integritas", level, f"baris {level}", is_own=level == 3),)
    assert required(reversed(rows), "Camat", "Pelaksana", 7, DAY) == found


def test_every_rank_begins_with_the_nine_national_competencies(work: Work) -> None:
    rows = queries.requirement_rows(work, "Pengelola Layanan", "Pelaksana", None)

    found = required(rows, "Pengelola Layanan", "Pelaksana", None, DAY)

    assert (len(found), {one.level for one in found}) == (9, {1})
    assert all("belum dipastikan" in one.legal_basis for one in found)


HEAD = "jabatan,jenjang,kompetensi,tingkat,berlaku_mulai,berlaku_sampai,dasar_hukum\n"


def test_agency_says_what_a_position_requires(work: Work) -> None:
    agency = make_unit(work)
    make_position(work, name="Pengelola Layanan")
    table = f"{HEAD}pengelola layanan,,Literasi Digital,3,01-02-2026,,Perwali 9\n"

    report = services.import_requirements(work, table.encode(), agency)
    again = services.import_requirements(work, table.replace(",3,", ",4,").encode(), agency)

    rows = queries.requirement_rows(work, "Pengelola Layanan", "Pelaksana", agency.id)
    found = required(rows, "Pengelola Layanan", "Pelaksana", agency.id, DAY)
    assert (report.counts[NEW], again.counts[CHANGED]) == (1, 1)
    assert Required("Literasi Digital", 4, "Perwali 9", is_own=True) in found
    other = queries.requirement_rows(work, "Pengelola Layanan", "Pelaksana", make_unit(work).id)
    assert {row.competency for row in other} == {row.competency for row in rows} - {"Literasi Digital"}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",,Integritas,1,01-01-2026,,", "Isi tepat satu dari kolom jabatan dan jenjang"),
        ("Pengelola Layanan,Pelaksana,Integritas,1,01-01-2026,,", "Isi tepat satu dari kolom jabatan dan jenjang"),
        (",Pelaksanaan,Integritas,1,01-01-2026,,", "Kolom jenjang: “Pelaksanaan” tidak dikenal"),
        ("Pengelola,,Integritas,1,01-01-2026,,", "Tidak ada jabatan bernama “pengelola”"),
        (",Pelaksana,Integritis,1,01-01-2026,,", "Kompetensi “Integritis” tidak ada di kamus"),
        (",Pelaksana,Integritas,6,01-01-2026,,", "Kolom tingkat: “6” di luar batas"),
        (",Pelaksana,Integritas,1,2026,,", "Kolom berlaku_mulai: “2026” bukan tanggal"),
        (",Pelaksana,Integritas,1,2026-01-01,31/12/2025,", "Kolom berlaku_sampai mendahului berlaku_mulai"),
    ],
)
def test_bad_row_says_why_and_nothing_is_saved(work: Work, row: str, reason: str) -> None:
    make_position(work, name="Pengelola Layanan")
    table = f"{HEAD},Pelaksana,Integritas,2,01-01-2026,,X\n{row}\n"

    report = services.import_requirements(work, table.encode(), None)

    (refused,) = report.refused
    assert (refused.row, refused.result, refused.reason, refused.fix != "") == (3, REFUSED, reason, True)
    assert not report.is_saved
    assert services.import_requirements(work, table.encode(), None, keep_good=True).is_saved
    assert services.import_requirements(work, table.encode(), None).counts[SAME] == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_changes_nothing_when_it_is_imported(work: Work, form: str) -> None:
    report = services.import_requirements(work, services.export_requirements(work, form), None)

    assert report.counts == {NEW: 0, CHANGED: 0, SAME: 126, REFUSED: 0}
