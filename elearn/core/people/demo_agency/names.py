"""Made-up Indonesian names from many regions, as lists to draw from."""

from __future__ import annotations

from typing import Final

MEN: Final = (
    "Agus", "Ahmad", "Andi", "Asep", "Bambang", "Bayu", "Budi", "Daeng", "Darius", "Dedi", "Dimas", "Edi", "Eko",
    "Fajar", "Ferdinand", "Gede", "Hendra", "Heru", "I Made", "I Wayan", "Ilham", "Imam", "Iwan", "Joko", "Kadek",
    "Lukas", "Markus", "Muhammad", "Nur", "Oktavianus", "Petrus", "Rahmat", "Rizki", "Rudi", "Samuel", "Slamet",
    "Sugeng", "Syahrul", "Teuku", "Tono", "Ujang", "Wahyu", "Yanto", "Yohanes", "Yusuf", "Zulkifli",
)  # fmt: skip

WOMEN: Final = (
    "Aisyah", "Ana", "Anisa", "Ayu", "Christina", "Cut", "Desi", "Dewi", "Dian", "Eka", "Elisabet", "Endah", "Fatimah",
    "Fitri", "Hesti", "Ida Ayu", "Indah", "Kartika", "Lestari", "Lilis", "Maria", "Marlina", "Maya", "Mega", "Ni Luh",
    "Ni Made", "Novi", "Nurhayati", "Putri", "Rahma", "Ratna", "Rina", "Rosita", "Sari", "Siti", "Sri", "Sulastri",
    "Tuti", "Ummi", "Wati", "Wulan", "Yanti", "Yuliana", "Yuni", "Zahra", "Zubaidah",
)  # fmt: skip

MIDDLES: Final = ("", "", "", "Cahya", "Dwi", "Eka", "Fajar", "Kurnia", "Nur", "Prima", "Surya", "Tri", "Wahyu")
"""Names that men and women bear alike; some people have none."""

FAMILIES: Final = (
    "Abdullah", "Alatas", "Ardiansyah", "Batubara", "Cahyono", "Chaniago", "Darmawan", "Fauzi", "Firmansyah", "Ginting",
    "Gunawan", "Hasanuddin", "Hidayat", "Hutapea", "Irawan", "Kaunang", "Koto", "Kurniawan", "Kusuma",
    "Lubis", "Mahendra", "Mandagi", "Manurung", "Marpaung", "Matulessy", "Nababan", "Nasution", "Nugroho", "Pasaribu",
    "Pattinasarany", "Permana", "Pradana", "Prasetyo", "Purnama", "Ramadhani", "Rumbewas", "Saputra",
    "Sembiring", "Setiawan", "Siregar", "Sitompul", "Suharto", "Supriyadi", "Suryadi", "Susanto", "Tambunan", "Tanjung",
    "Tumbelaka", "Wanggai", "Wibowo", "Widodo", "Wijaya", "Yulianto", "Zein",
)  # fmt: skip
