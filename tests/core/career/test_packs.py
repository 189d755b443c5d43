"""Packs of JP rules: the file, its faults, and which one holds for a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from elearn.core.career.packs import SHIPPED_PACK, read_pack
from elearn.core.career.rules import FormRule, Pack, pack_for
from elearn.core.competencies.development import FORMS
from elearn.kernel.errors import Invalid

SHIPPED = read_pack(SHIPPED_PACK.read_text(encoding="utf-8"), is_shipped=True)
HEAD = "nama: a\njudul: A\nberlaku_mulai: 2026-01-01\ndasar_hukum: B\n"


def pack(name: str, since: int, until: int | None = None, *, shipped: bool = True) -> Pack:
    last = date(until, 12, 31) if until else None
    return replace(SHIPPED, name=name, valid_from=date(since, 1, 1), valid_until=last, is_shipped=shipped)


def test_shipped_pack_rules_every_form_and_says_how_sure_it_is() -> None:
    assert [*SHIPPED.rules] == [form.code for form in FORMS]
    assert ({rule.mark for rule in SHIPPED.rules.values()}, SHIPPED.mark) == ({"C3"}, "C3")
    assert SHIPPED.rules["NKL01"] == FormRule("NKL01", "konversi", "sesi", 90, None, 180, None, "C3")
    assert SHIPPED.rules["NKL09"].limits == (("day", 90),)


@pytest.mark.parametrize(
    ("year", "chosen", "name"),
    [
        (2017, None, None),
        (2018, None, "lama"),
        (2026, None, "lama"),
        (2027, None, "baru"),
        (2026, "daerah", "daerah"),
        (2027, "tidak-ada", "baru"),
    ],
)
def test_pack_of_a_year(year: int, chosen: str | None, name: str | None) -> None:
    packs = (pack("baru", 2027), pack("lama", 2018), pack("daerah", 2020, shipped=False))

    found = pack_for(packs, year, chosen)

    assert (found.name if found else None) == name


def test_pack_that_ended_within_a_year_does_not_hold_for_it() -> None:
    assert pack_for([pack("lama", 2018, 2025)], 2026, None) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a", "Berkas ini bukan paket aturan. Lihat contohnya dengan `elearn career packs show perlan-10-2018`."),
        ("judul: A", "`nama` belum ada."),
        (HEAD.replace("nama: a", "nama: Peraturan Wali Kota"), "`nama` “Peraturan Wali Kota” hanya boleh memuat huruf kecil, angka, dan tanda hubung."),
        (HEAD, "`aturan` harus berupa daftar dengan sedikitnya satu bentuk."),
        (HEAD + "aturan: [{bentuk: KL99}]", "aturan ke-1: bentuk “KL99” tidak dikenal. Pakai kode KL01…NKL13, atau * untuk semua bentuk."),
        (HEAD + "aturan: [{bentuk: KL01}, {bentuk: pelatihan struktural kepemimpinan}]", "aturan ke-2: bentuk KL01 sudah diatur di atasnya."),
        (HEAD + "aturan: [{bentuk: KL01, maks: 2}]", "aturan ke-1: kunci “maks” tidak dikenal. Yang dikenal: bentuk, dasar, jp, tiap, paling_banyak_sehari, paling_banyak_sebulan, paling_banyak_setahun, tanda."),
        (HEAD + "aturan: [{bentuk: KL01, dasar: konversi}]", "aturan ke-1: `dasar: konversi` membutuhkan `jp`."),
        (HEAD + "aturan: [{bentuk: KL01, jp: dua}]", "aturan ke-1: `jp` harus berupa angka JP, misalnya 2."),
        (HEAD + "aturan: [{bentuk: KL01, jp: -2}]", "aturan ke-1: `jp` harus berupa angka JP, misalnya 2."),
        (HEAD + "aturan: [{bentuk: KL01, tiap: bulan}]", "aturan ke-1: `dasar` adalah bukti atau konversi, dan `tiap` adalah kegiatan, hari, sesi."),
        (HEAD + "berlaku_sampai: 2025-12-31\naturan: [{bentuk: KL01}]", "`berlaku_sampai` lebih awal daripada `berlaku_mulai`."),
        (HEAD.replace("2026-01-01", "awal 2026"), "`aturan` harus berupa daftar dengan sedikitnya satu bentuk."),
        (HEAD.replace("2026-01-01", "awal 2026") + "aturan: [{bentuk: KL01}]", "`berlaku_mulai` harus berupa tanggal, misalnya 2027-01-01."),
    ],
)  # fmt: skip
def test_a_faulty_pack_is_refused_with_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_pack(text)

    assert caught.value.sentence == sentence


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(Invalid, match="Berkas ini bukan YAML yang benar"):
        read_pack("nama: [")
