"""From an entry to SIASN's fields, and what is missing: a table, both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from elearn.core.competencies.development import FORMS

from ..remote import Remote, differences, find, read_remote
from ..rules import COURSE_FIELDS, TRAINING_FIELDS, Ready, Source, structural_of, to_siasn
from .stand_in import COURSE, TRAINING

SOURCE = Source(
    pns_id="PNS-1",
    instansi_id="INSTANSI-1",
    title="Pelayanan Prima",
    form="e-learning",
    organiser="BKPSDM Kota Harapan",
    minutes=180,
    began_on=date(2026, 11, 3),
    ended_on=date(2026, 11, 22),
    number="42/800.2/BKPSDM/XI/2026",
    training_id="",
)
PIM = replace(SOURCE, form="pelatihan struktural kepemimpinan", title="Diklat PIM Tk. III Angkatan 2")


def ready(source: Source) -> Ready:
    found = to_siasn(source)
    assert isinstance(found, Ready), found
    return found


def reasons(source: Source) -> list[str]:
    found = to_siasn(source)
    assert isinstance(found, tuple), found
    return [lack.reason for lack in found]


def test_a_course_has_exactly_siasn_s_fields() -> None:
    assert ready(SOURCE) == Ready(
        "kursus",
        {
            "id": None,
            "pnsOrangId": "PNS-1",
            "instansiId": "INSTANSI-1",
            "institusiPenyelenggara": "BKPSDM Kota Harapan",
            "jenisDiklatId": "16",
            "jenisKursus": "T",
            "jenisKursusSertipikat": "T",
            "jumlahJam": 4,
            "lokasiId": "",
            "namaKursus": "Pelayanan Prima",
            "nomorSertipikat": "42/800.2/BKPSDM/XI/2026",
            "tahunKursus": 2026,
            "tanggalKursus": "03-11-2026",
            "tanggalSelesaiKursus": "22-11-2026",
            "path": [],
        },
    )


def test_structural_training_goes_to_the_other_service() -> None:
    assert ready(PIM) == Ready(
        "diklat",
        {
            "id": None,
            "pnsOrangId": "PNS-1",
            "bobot": 0,
            "institusiPenyelenggara": "BKPSDM Kota Harapan",
            "jenisKompetensi": "",
            "jumlahJam": 4,
            "latihanStrukturalId": "3",
            "nomor": "42/800.2/BKPSDM/XI/2026",
            "path": [],
            "tahun": 2026,
            "tanggal": "03-11-2026",
            "tanggalSelesai": "22-11-2026",
        },
    )


def test_fields_are_those_of_the_stand_in_and_in_the_order_of_the_columns() -> None:
    whole = ready(replace(SOURCE, family_id="R-1"))

    assert (tuple(whole.payload), tuple(ready(PIM).payload)) == (COURSE_FIELDS, TRAINING_FIELDS)
    assert (set(COURSE_FIELDS), set(TRAINING_FIELDS)) == (set(COURSE), set(TRAINING))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.code))
def test_every_form_of_development_has_its_kind(form: Any) -> None:
    found = ready(replace(SOURCE, form=form.words[0], title="PIM IV"))

    assert found.kind == ("diklat" if form.siasn_kind == "1" else "kursus")
    assert found.payload.get("jenisDiklatId") == (None if found.kind == "diklat" else form.siasn_kind)


@pytest.mark.parametrize(
    ("title", "training_id"),
    [
        ("SEPADA", "1"),
        ("Diklat PIM IV Kota Harapan", "2"),
        ("Diklatpim Tingkat II Angkatan XI", "4"),
        ("PIM Tingkat II Angkatan XI", "4"),
        ("Diklat Pim Tk.I", "5"),
        ("Sespim Polri", "6"),
        ("ADUM dan PIM III", ""),
        ("Pelatihan Kepemimpinan Administrator", ""),
        ("Pelatihan Kepemimpinan Pengawas", ""),
    ],
)
def test_structural_training_is_read_off_a_title_only_in_siasn_s_own_words(title: str, training_id: str) -> None:
    assert structural_of(title) == training_id


def test_hr_s_word_on_a_title_counts() -> None:
    source = replace(PIM, title="Pelatihan Kepemimpinan Administrator")

    assert reasons(source) == ["Jenis latihan struktural tidak terbaca dari judulnya."]
    assert ready(replace(source, training_id="3")).payload["latihanStrukturalId"] == "3"


def test_everything_that_is_missing_is_told_at_once() -> None:
    bare = replace(SOURCE, pns_id="", instansi_id="", number="", minutes=40, form="jalan santai")

    assert reasons(bare) == [
        "pnsOrangId pegawai ini belum diketahui.",
        "Nomor sertifikatnya tidak ada.",
        "Lamanya kurang dari 1 JP.",
        "Bentuk “jalan santai” tidak ada padanannya di SIASN.",
        "instansiId instansi pegawai ini belum diketahui.",
    ]


def test_hours_are_whole_and_never_rounded_up() -> None:
    assert [ready(replace(SOURCE, minutes=minutes)).payload["jumlahJam"] for minutes in (45, 89, 90)] == [1, 1, 2]


READ = {
    "id": "rw-1",
    "idPns": "PNS-1",
    "nipBaru": "199001012015039001",
    "institusiPenyelenggara": "BKPSDM KOTA HARAPAN",
    "jenisDiklatId": "16",
    "jenisKursusSertifikat": "Sertipikat",
    "jumlahJam": 4,
    "namaKursus": "PELAYANAN  PRIMA",
    "noSertipikat": "42/800.2/BKPSDM/XI/2026",
    "tahunKursus": "2026",
    "tanggalKursus": "03-11-2026",
    "path": None,
}


def there(**changes: Any) -> Remote:
    return read_remote("kursus", {**READ, **changes})


def test_a_whole_number_with_a_point_is_the_same_number() -> None:
    assert differences(ready(SOURCE), read_remote("kursus", {"jumlahJam": 4.0, "tahunKursus": "2026"})) == ()


def test_read_spellings_come_back_as_the_written_ones() -> None:
    assert there().fields == {
        "institusiPenyelenggara": "BKPSDM KOTA HARAPAN",
        "jenisDiklatId": "16",
        "jenisKursusSertipikat": "Sertipikat",
        "jumlahJam": "4",
        "namaKursus": "PELAYANAN  PRIMA",
        "nomorSertipikat": "42/800.2/BKPSDM/XI/2026",
        "tahunKursus": "2026",
        "tanggalKursus": "03-11-2026",
    }


def test_capitals_spaces_and_fields_that_are_not_told_make_no_difference() -> None:
    assert differences(ready(SOURCE), there()) == ()


def test_differences_are_named_as_they_are_written() -> None:
    other = there(jumlahJam=3, tahunKursus="2025", noSertipikat="7")

    assert differences(ready(SOURCE), other) == ("jumlahJam", "nomorSertipikat", "tahunKursus")


@pytest.mark.parametrize(
    ("row", "is_it"),
    [
        (there(), True),
        (there(namaKursus="Judul lain", tanggalKursus="01-01-2020"), True),
        (there(noSertipikat="lain"), True),
        (there(noSertipikat=None), True),
        (there(noSertipikat="lain", namaKursus="Judul lain"), False),
        (there(noSertipikat="lain", tanggalKursus="01-01-2020"), False),
        (there(noSertipikat="lain", tanggalSelesaiKursus="23-11-2026"), False),
    ],
)
def test_a_record_is_known_by_its_number_or_by_its_title_and_days(row: Remote, is_it: bool) -> None:
    assert (find(ready(SOURCE), [row]) is row) == is_it


def test_a_record_that_belongs_to_another_entry_is_not_taken_for_this_one() -> None:
    assert find(ready(SOURCE), [there()], taken={"rw-1"}) is None


def test_a_record_with_a_known_id_is_that_one_or_none() -> None:
    assert find(ready(SOURCE), [there()], known="rw-1") == there()
    assert find(ready(SOURCE), [there()], known="rw-2") is None
