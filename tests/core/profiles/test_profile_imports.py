"""Tables of evidence, standings, official values and bands: a result per row, and the same file again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from elearn.core.competencies.tables import Report
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.core.profiles import queries, services
from elearn.core.profiles.rules import BandLine
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work
from elearn.testing.factories.people import make_person

TABLES = {
    services.EVIDENCE: (
        "nip,kompetensi,jenis,tingkat,tanggal,sumber",
        "{nip},integritas,Atasan,3,31/01/2026,Kepala dinas",
    ),
    services.STANDINGS: (
        "nip,tahun,pendidikan,predikat_kinerja,hukuman_disiplin,diklat_kepemimpinan,diklat_fungsional,sumber",
        "{nip},2025,S2,Baik,Tidak ada,ya,,SK 1",
    ),
    services.OFFICIAL: (
        "nip,tahun,kualifikasi,kompetensi,kinerja,disiplin,jumlah,tanggal_ambil",
        '{nip},2025,20,"22,5",25,5,"72.5",15-01-2026',
    ),
    services.BANDS: ("nama,batas_bawah,berlaku_mulai,dasar_hukum", "Optimal,90,01-01-2023,BRIN 3/2023"),
}


def send(work: Work, what: str, *rows: str, person: Person | None = None) -> Report:
    head, row = TABLES[what]
    text = "\n".join([head, *(rows or [row])]).replace("{nip}", person.nip if person else "-")
    agency = people.agency_of(work, person.unit_id) if person else None
    return services.import_table(work, what, text.encode(), agency)


@pytest.mark.parametrize("what", TABLES)
def test_same_file_again_changes_nothing(work: Work, what: str) -> None:
    person = make_person(work)

    counts = [send(work, what, person=person).counts for _ in range(2)]

    assert [(found["baru"], found["diubah"], found["sama"], found["ditolak"]) for found in counts] == [
        (1, 0, 0, 0),
        (0, 0, 1, 0),
    ]


def test_agency_s_own_bands_are_kept_apart(work: Work) -> None:
    person = make_person(work)
    agency = people.agency_of(work, person.unit_id)

    send(work, services.BANDS, person=person)

    own = [band for band in queries.bands(work, agency.id) if band.agency_id is not None]
    assert own == [BandLine("Optimal", 90.0, date(2023, 1, 1), None, "BRIN 3/2023", agency.id)]
    assert [band.name for band in queries.bands(work, None)] == [
        "Memenuhi Syarat (MS)",
        "Masih Memenuhi Syarat (MMS)",
        "Kurang Memenuhi Syarat (KMS)",
    ]


def test_official_value_of_another_day_stays_and_the_newest_is_shown(work: Work) -> None:
    person = make_person(work)
    row = TABLES[services.OFFICIAL][1]

    send(work, services.OFFICIAL, row, row.replace("15-01", "16-02").replace("72.5", "80"), person=person)

    facts = people.facts_of(work, person.id)
    found = queries.index_of(work, facts).official
    assert found is not None
    assert (found.total, found.competency, found.fetched_on) == (80.0, 22.5, date(2026, 2, 16))


@pytest.mark.parametrize(
    ("what", "row", "reason"),
    [
        (services.EVIDENCE, "199001012015031999,Integritas,atasan,3,01-01-2026,", "Tidak ada pegawai dengan NIP ini di lingkup Anda"),
        (services.EVIDENCE, "x,Integritas,atasan,3,01-01-2026,", "Tidak ada pegawai dengan NIP ini di lingkup Anda"),
        (services.EVIDENCE, "{nip},Integritas,diri,3,01-01-2026,", "Kolom jenis: “diri” tidak dikenal"),
        (services.EVIDENCE, "{nip},Integritis,rekan,3,01-01-2026,", "Kompetensi “Integritis” tidak ada di kamus"),
        (services.EVIDENCE, "{nip},Integritas,rekan,6,01-01-2026,", "Kolom tingkat: “6” di luar batas"),
        (services.EVIDENCE, "{nip},Integritas,rekan,3,01-01-2999,", "Kolom tanggal belum tiba"),
        (services.STANDINGS, "{nip},1899,S1,,,,,", "Kolom tahun: “1899” di luar batas"),
        (services.STANDINGS, "{nip},2024,S1,,,mungkin,,", "Kolom diklat_kepemimpinan: “mungkin” tidak dikenal"),
        (services.OFFICIAL, "{nip},2025,banyak,1,1,1,1,01-01-2026", "Kolom kualifikasi: “banyak” bukan angka 0 sampai 100"),
        (services.OFFICIAL, "{nip},2025,101,1,1,1,1,01-01-2026", "Kolom kualifikasi: “101” bukan angka 0 sampai 100"),
        (services.BANDS, ",90,01-01-2023,", "Kolom nama kosong"),
    ],
)  # fmt: skip
def test_bad_row_says_why_and_nothing_is_saved(work: Work, what: str, row: str, reason: str) -> None:
    person = make_person(work)

    report = send(work, what, TABLES[what][1], row, person=person)

    (refused,) = report.refused
    assert (refused.row, refused.reason, refused.fix != "", report.is_saved) == (3, reason, True, False)
    assert send(work, what, person=person).counts["baru"] == 1


def test_row_twice_in_a_file_is_refused(work: Work) -> None:
    person = make_person(work)
    row = TABLES[services.STANDINGS][1]

    assert [one.row for one in send(work, services.STANDINGS, row, row, person=person).refused] == [3]


def test_table_without_its_columns_is_refused(work: Work) -> None:
    with pytest.raises(Invalid, match="Kolom kompetensi, jenis, tingkat, tanggal tidak ada"):
        services.import_table(work, services.EVIDENCE, b"nip\n1\n", None)


def test_official_value_read_again_on_the_same_day_is_written_anew(work: Work) -> None:
    person = make_person(work)
    points = {"qualification": 20.0, "competency": 30.0, "performance": 25.0, "discipline": 5.0, "total": 80.0}

    for total in (80.0, 81.0):
        services.keep_official(work, person.id, 2025, {**points, "total": total}, date(2026, 1, 15), "SIASN")
        work.session.flush()

    assert [row.total for row in queries.officials(work, [person.id]).values()] == [81.0]
