"""How a new question of each kind begins: an example of its shape, to be overwritten."""

from __future__ import annotations

from collections.abc import Mapping

from elearn.kernel.i18n import N_

from .quiz import FormOption, FormQuestion

START_TITLES: Mapping[str, str] = {
    "tunggal": N_("Pilihan ganda, satu jawaban"),
    "ganda": N_("Pilihan ganda, beberapa jawaban"),
    "benar-salah": N_("Benar atau salah"),
    "angka": N_("Isian angka"),
    "singkat": N_("Isian singkat"),
    "berbobot": N_("Pilihan berbobot"),
    "rumpang": N_("Melengkapi kalimat"),
    "menjodohkan": N_("Menjodohkan"),
    "mengurutkan": N_("Mengurutkan"),
    "uraian": N_("Uraian"),
}

_FOUR = (FormOption("x"), FormOption(), FormOption(), FormOption())

STARTS: Mapping[str, FormQuestion] = {
    "tunggal": FormQuestion("", options=_FOUR),
    "ganda": FormQuestion("", options=(FormOption("x"), *_FOUR)),
    "benar-salah": FormQuestion("", options=(FormOption("x", "Benar"), FormOption("", "Salah"))),
    "angka": FormQuestion("", properties={"jawaban": "20 ± 0,5"}),
    "singkat": FormQuestion("", properties={"jawaban": "SKP / Sasaran Kinerja Pegawai"}),
    "berbobot": FormQuestion("", options=tuple(FormOption(str(points)) for points in (5, 4, 3, 2, 1))),
    "rumpang": FormQuestion("", properties={"lengkapi": "Ibu kota negara adalah [[Nusantara / IKN]]."}),
    "menjodohkan": FormQuestion(
        "", body="| Kolom kiri | Kolom kanan |\n|---|---|\n| satu | pasangan satu |\n| dua | pasangan dua |"
    ),
    "mengurutkan": FormQuestion("", body="1. langkah pertama\n2. langkah kedua\n3. langkah ketiga"),
    "uraian": FormQuestion(
        "",
        body="| Kriteria | Poin |\n|---|---|\n| Isi | 5 |\n| Bahasa | 5 |",
        properties={"jawaban": "uraian, 150–300 kata"},
    ),
}
