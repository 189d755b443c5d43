"""Rows that are refused: each trap of a real spreadsheet, its reason and its fix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook as OpenpyxlBook

from elearn.core.people.nip import parse_nip
from elearn.core.people.sheets import PersonRow, Refusal, UnitRow, Workbook
from elearn.core.people.sheets.reading import read_workbook

UNIT: dict[str, object] = {"kode": "01", "nama": "Dinas Kesehatan", "kode_induk": None, "jenis": "Dinas"}
PERSON: dict[str, object] = {
    "nip": "19900101 201503 1 999",
    "nama": "Budi Santoso",
    "gelar_depan": None,
    "gelar_belakang": "S.Kom.",
    "jenis": "PNS",
    "golongan": "III/b",
    "jabatan": "Pranata Komputer Ahli Pertama",
    "jenis_jabatan": "Fungsional",
    "eselon": None,
    "kode_unit": "01",
    "email": "Budi@Harapan.example",
    "telepon": "0812-0000-0000",
    "tmt_jabatan": datetime(2020, 3, 1),
    "nip_lama": None,
}
BUDI = PersonRow(
    nip=parse_nip("199001012015031999"),
    name="Budi Santoso",
    title_before="",
    title_after="S.Kom.",
    employment="PNS",
    grade="III/b",
    position="Pranata Komputer Ahli Pertama",
    position_kind="Fungsional",
    echelon=None,
    unit_code="01",
    email="budi@harapan.example",
    phone="0812-0000-0000",
    position_since=date(2020, 3, 1),
)


def read(
    path: Path, people: Sequence[Mapping[str, object]] = (), units: Sequence[Mapping[str, object]] = (UNIT,)
) -> Workbook:
    book = OpenpyxlBook()
    book.remove(book.worksheets[0])
    for name, columns, rows in (("unit", UNIT, units), ("pegawai", PERSON, people)):
        sheet = book.create_sheet(name)
        sheet.append(list(columns))
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    book.save(path / "buku.xlsx")
    return read_workbook(path / "buku.xlsx")


def refusal(path: Path, **changes: object) -> tuple[str, str]:
    """Reason and fix of the one person whose cells were changed."""
    book = read(path, [PERSON | changes])
    assert book.people == ()
    [only] = book.refusals
    return only.reason, only.fix


def test_sheet_row_is_read_into_typed_fields(tmp_path: Path) -> None:
    book = read(tmp_path, [PERSON])

    assert book == Workbook((UnitRow("01", "Dinas Kesehatan", None, "Dinas"),), (BUDI,), ())
    assert (book.units[0].row, book.people[0].row, book.people[0].key) == (2, 2, "199001012015031999")


@pytest.mark.parametrize("number", [199001012015031999, 1.99001012015032e17, "1,99001E+17"])
def test_sheet_nip_kept_as_a_number_is_refused(tmp_path: Path, number: object) -> None:
    assert refusal(tmp_path, nip=number) == (
        "Kolom nip: tersimpan sebagai bilangan, sehingga angka terakhirnya sudah dibulatkan.",
        "Kolom nip: Ubah kolom nip menjadi Teks, lalu ketik atau tempel ulang NIP dari sumbernya.",
    )


def test_sheet_nip_with_a_leading_apostrophe_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, [PERSON | {"nip": "'199001012015031999 "}]).people == (BUDI,)


def test_sheet_nip_malformed_keeps_its_text_as_key(tmp_path: Path) -> None:
    book = read(tmp_path, [PERSON | {"nip": "1990 0101"}])

    assert book.refusals == (
        Refusal(
            "pegawai",
            2,
            "19900101",
            "Kolom nip: NIP berisi 8 angka, seharusnya 18.",
            "Kolom nip: Periksa angka yang kurang atau lebih.",
            "Budi Santoso",
        ),
    )


@pytest.mark.parametrize("written", ["01-03-2020", "1/3/2020", "2020-03-01", date(2020, 3, 1)])
def test_sheet_date_is_read_as_people_write_it(tmp_path: Path, written: object) -> None:
    assert read(tmp_path, [PERSON | {"tmt_jabatan": written}]).people == (BUDI,)


@pytest.mark.parametrize("written", ["31-02-2020", "1 Maret 2020", "01-03-20", 43891, "13/25/2020"])
def test_sheet_date_that_is_none_is_refused(tmp_path: Path, written: object) -> None:
    assert refusal(tmp_path, tmt_jabatan=written) == (
        f"Kolom tmt_jabatan: berisi “{written}”, bukan tanggal yang ada.",
        "Kolom tmt_jabatan: Tulis tanggal-bulan-tahun, misalnya 31-12-2026.",
    )


def test_sheet_formula_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, nama='=CONCATENATE("Budi"," Santoso")') == (
        "Kolom nama: berisi rumus.",
        "Kolom nama: Salin lalu tempel sebagai nilai (Tempel Khusus > Nilai).",
    )


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("nama", None, "kosong"),
        ("nama", "12345", "berisi “12345”, bukan nama"),
        ("nama", "Budi\u202eSantoso", "memuat karakter yang tidak terlihat"),
        ("nama", "Budi_x0007_", "memuat karakter yang tidak terlihat"),
        ("nama", "#N/A", "berisi galat #N/A, bukan teks"),
        ("nama", True, "berisi nilai benar/salah, bukan teks"),
        ("jabatan", "x" * 201, "berisi 201 karakter"),
        ("kode_unit", 1.5, "terbaca sebagai bilangan pecahan 1.5"),
        ("kode_unit", datetime(2026, 1, 2), "terbaca sebagai tanggal"),
        ("kode_unit", "0 1", "berisi “0 1”"),
        ("golongan", "V/a", "Golongan “V/a” tidak ada untuk PNS"),
        ("golongan", "IX", "Golongan “IX” adalah golongan PPPK, sedangkan pegawai ini PNS"),
        ("jenis", "Honorer", "berisi “Honorer” yang tidak dikenal"),
        ("jenis_jabatan", "Fungsionel", "“Fungsionel” tidak dikenal"),
        ("eselon", "VI.a", "“VI.a” tidak dikenal"),
        ("email", "budi@harapan", "berisi “budi@harapan”, bukan alamat surel"),
        ("email", "budi..s@harapan.example", "berisi “budi..s@harapan.example”, bukan alamat surel"),
        ("telepon", "ext. 12", "berisi “ext. 12”, bukan nomor telepon"),
        ("tmt_jabatan", datetime(1980, 1, 1), "tidak sesudah tanggal lahir menurut NIP"),
        ("nip_lama", "199001012015031999", "sama dengan kolom nip"),
        ("nip_lama", "198001012021211999", "bertanggal lahir atau berjenis kelamin lain daripada kolom nip"),
    ],
)
def test_sheet_cell_that_does_not_fit_is_refused(tmp_path: Path, column: str, cell: object, reason: str) -> None:
    assert refusal(tmp_path, **{column: cell})[0] == f"Kolom {column}: {reason}."


def test_sheet_employment_must_agree_with_the_nip(tmp_path: Path) -> None:
    assert refusal(tmp_path, jenis="PPPK", golongan="IX") == (
        "Kolom jenis: berisi PPPK, sedangkan angka ke-13 dan ke-14 NIP (03) menunjukkan PNS.",
        "Kolom jenis: Periksa NIP atau jenis pegawai.",
    )


def test_sheet_row_names_all_its_faults(tmp_path: Path) -> None:
    reason, _ = refusal(tmp_path, nama=None, golongan="X/z", email="?")

    assert reason == (
        "Kolom nama: kosong. Kolom golongan: Golongan “X/z” tidak ada untuk PNS. "
        "Kolom email: berisi “?”, bukan alamat surel."
    )


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        (81200000000, "081200000000"),
        (6281200000000, "+6281200000000"),
        ("'0812 0000 0000", "0812 0000 0000"),
        (" ", None),
    ],
)
def test_sheet_phone_is_kept_as_text(tmp_path: Path, cell: object, phone: str | None) -> None:
    assert [person.phone for person in read(tmp_path, [PERSON | {"telepon": cell}]).people] == [phone]


def test_sheet_old_number_is_read(tmp_path: Path) -> None:
    [person] = read(tmp_path, [PERSON | {"nip_lama": "199001012021211999"}]).people

    assert person.old_nip == parse_nip("199001012021211999")


def test_sheet_texts_lose_needless_spaces(tmp_path: Path) -> None:
    changes: dict[str, object] = {
        "nama": " Budi\u00a0 Santoso ",
        "jabatan": "Pranata Komputer\nAhli Pertama",
        "jenis": " pns ",
    }

    assert read(tmp_path, [PERSON | changes]).people == (BUDI,)


def test_sheet_nip_twice_refuses_both_rows(tmp_path: Path) -> None:
    book = read(tmp_path, [PERSON, PERSON | {"nip": "199001012015031998"}, PERSON | {"nama": "Orang Lain"}])

    assert [person.row for person in book.people] == [3]
    assert [(one.row, one.reason) for one in book.refusals] == [
        (2, "Kolom nip: 199001012015031999 tertulis juga di baris 4."),
        (4, "Kolom nip: 199001012015031999 tertulis juga di baris 2."),
    ]


def test_sheet_nip_claimed_as_old_number_by_another_refuses_both(tmp_path: Path) -> None:
    other = PERSON | {"nip": "199001012015031998", "nip_lama": "199001012015031999"}

    assert [one.reason for one in read(tmp_path, [PERSON, other]).refusals] == [
        "Kolom nip: 199001012015031999 tertulis juga di baris 3.",
        "Kolom nip_lama: 199001012015031999 tertulis juga di baris 2.",
    ]


def test_sheet_nip_in_many_rows_names_the_first_few(tmp_path: Path) -> None:
    book = read(tmp_path, [PERSON] * 9)

    assert (
        book.refusals[0].reason
        == "Kolom nip: 199001012015031999 tertulis juga di baris 3, 4, 5, 6, 7, dan 3 baris lain."
    )


def unit(code: str, parent: str | None) -> dict[str, object]:
    return UNIT | {"kode": code, "kode_induk": parent}


def test_sheet_units_in_a_circle_are_refused_and_the_circle_is_named(tmp_path: Path) -> None:
    book = read(tmp_path, units=[unit("A", "B"), unit("B", "C"), unit("C", "A"), unit("D", "A"), unit("E", "E")])

    assert [(one.key, one.reason) for one in book.refusals] == [
        ("A", "Kolom kode_induk: berputar: A → B → C → A."),
        ("B", "Kolom kode_induk: berputar: B → C → A → B."),
        ("C", "Kolom kode_induk: berputar: C → A → B → C."),
        ("D", "Kolom kode_induk: unit induknya, A (baris 2), ditolak."),
        ("E", "Kolom kode_induk: menunjuk unit itu sendiri."),
    ]


def test_sheet_unit_below_an_unknown_one_is_refused_with_the_nearest(tmp_path: Path) -> None:
    book = read(tmp_path, units=[unit("05.01", None), unit("06", "05.1")])

    assert [(one.reason, one.fix) for one in book.refusals] == [
        (
            "Kolom kode_induk: “05.1” tidak ada.",
            "Kolom kode_induk: Maksud Anda “05.01”? Tambahkan unit itu atau isi kode yang ada.",
        )
    ]


def test_sheet_unit_twice_takes_its_people_with_it(tmp_path: Path) -> None:
    book = read(tmp_path, [PERSON], [unit("01", None), unit("02", "01"), unit("01", None)])

    assert [(one.sheet, one.row, one.reason) for one in book.refusals] == [
        ("unit", 2, "Kolom kode: 01 tertulis juga di baris 4."),
        ("unit", 3, "Kolom kode_induk: unit induknya, 01 (baris 4), ditolak."),
        ("unit", 4, "Kolom kode: 01 tertulis juga di baris 2."),
        ("pegawai", 2, "Kolom kode_unit: unit 01 (lembar unit, baris 4) ditolak."),
    ]


def test_sheet_person_in_an_unknown_unit_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, kode_unit="1") == (
        "Kolom kode_unit: “1” tidak ada.",
        "Kolom kode_unit: Maksud Anda “01”? Isi kode unit yang ada.",
    )


def test_sheet_units_known_elsewhere_count(tmp_path: Path) -> None:
    read(tmp_path, [PERSON | {"kode_unit": "77"}], [unit("01", "77")])
    path = tmp_path / "buku.xlsx"

    assert read_workbook(path, known_units={"77"}).refusals == ()
    assert [one.sheet for one in read_workbook(path, known_units=()).refusals] == ["unit", "pegawai"]


def test_sheet_rows_without_a_key_blame_nobody_else(tmp_path: Path) -> None:
    book = read(tmp_path, [PERSON | {"nip": None}], [UNIT, UNIT | {"kode": None}, UNIT | {"kode": None}])

    assert [(one.sheet, one.row, one.key, one.reason) for one in book.refusals] == [
        ("unit", 3, "", "Kolom kode: kosong."),
        ("unit", 4, "", "Kolom kode: kosong."),
        ("pegawai", 2, "", "Kolom nip: NIP kosong."),
    ]
