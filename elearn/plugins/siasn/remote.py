"""What SIASN answers of a person's history: its read spellings, and how it compares with what was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from elearn.core.career.rules import number_key

from .rules import Kind, Ready, folded

READ_AS: Final[Mapping[Kind, Mapping[str, tuple[str, ...]]]] = {
    "kursus": {
        "institusiPenyelenggara": ("institusiPenyelenggara",),
        "jenisDiklatId": ("jenisDiklatId",),
        "jenisKursusSertipikat": ("jenisKursusSertifikat", "jenisKursusSertipikat", "jenisKursusSetifikat"),
        "jumlahJam": ("jumlahJam",),
        "namaKursus": ("namaKursus", "jenisKursusNama"),
        "nomorSertipikat": ("noSertipikat", "noSertifikat", "nomorSertipikat", "nomorSertifikat"),
        "tahunKursus": ("tahunKursus",),
        "tanggalKursus": ("tanggalKursus",),
        "tanggalSelesaiKursus": ("tanggalSelesaiKursus", "tanggalSelesai"),
        "rumpunDiklatId": ("rumpunDiklatId",),
    },
    "diklat": {
        "institusiPenyelenggara": ("institusiPenyelenggara",),
        "jumlahJam": ("jumlahJam",),
        "latihanStrukturalId": ("latihanStrukturalId",),
        "nomor": ("nomor",),
        "tahun": ("tahun",),
        "tanggal": ("tanggal",),
        "tanggalSelesai": ("tanggalSelesai",),
    },
}
"""Field as it is written → how it may be spelled where it is read, the usual spelling first."""

COMPARED: Final[Mapping[Kind, tuple[str, ...]]] = {
    kind: tuple(name for name in names if name != "jenisKursusSertipikat") for kind, names in READ_AS.items()
}
"""What a difference is made of; of `jenisKursusSertipikat` SIASN gives back a code or a word, so it tells nothing."""

NUMBER: Final[Mapping[Kind, str]] = {"kursus": "nomorSertipikat", "diklat": "nomor"}
TITLE: Final[Mapping[Kind, str]] = {"kursus": "namaKursus", "diklat": "latihanStrukturalId"}
DAYS: Final[Mapping[Kind, tuple[str, str]]] = {
    "kursus": ("tanggalKursus", "tanggalSelesaiKursus"),
    "diklat": ("tanggal", "tanggalSelesai"),
}


@dataclass(frozen=True, slots=True)
class Remote:
    """A record in SIASN, under the names of the write side and all as text; a field it did not tell is not there."""

    remote_id: str
    kind: Kind
    fields: Mapping[str, str]


def read_remote(kind: Kind, answer: Mapping[str, Any]) -> Remote:
    """One row of `rw-kursus` or `rw-diklat`."""
    fields = {}
    for name, spellings in READ_AS[kind].items():
        told = next((answer[spelling] for spelling in spellings if answer.get(spelling) not in (None, "")), None)
        if told is not None:
            fields[name] = f"{told:g}" if isinstance(told, float) else str(told).strip()
    return Remote(str(answer.get("id") or ""), kind, fields)


def find(
    ready: Ready, there: Iterable[Remote], *, taken: Collection[str] = (), known: str | None = None
) -> Remote | None:
    """The record in SIASN that this one is: by the id it got, else by its number, else by its title and days.

    `taken` are ids that other entries of the person already have.
    """
    rows = [row for row in there if row.kind == ready.kind]
    if known:
        return next((row for row in rows if row.remote_id == known), None)
    free = [row for row in rows if row.remote_id not in taken]
    same_number = [row for row in free if _same(ready, row, NUMBER[ready.kind])]
    return next(iter(same_number), None) or next((row for row in free if _same_event(ready, row)), None)


def differences(ready: Ready, row: Remote) -> tuple[str, ...]:
    """The fields in which SIASN says something else; one that it does not tell, or that is not sent, is none."""
    told = [name for name in COMPARED[ready.kind] if name in row.fields and name in ready.payload]
    return tuple(name for name in told if not _same(ready, row, name))


def _same_event(ready: Ready, row: Remote) -> bool:
    first, last = DAYS[ready.kind]
    has_last = last not in row.fields or _same(ready, row, last)
    return _same(ready, row, TITLE[ready.kind]) and _same(ready, row, first) and has_last


def _same(ready: Ready, row: Remote, name: str) -> bool:
    """Numbers are compared by letters and digits alone, as people type the rest as they like."""
    written, told = str(ready.payload[name]), row.fields.get(name)
    read = number_key if name == NUMBER[ready.kind] else folded
    return told is not None and read(told) == read(written)
