"""From a career entry to what SIASN's `kursus` and `diklat` take: pure functions over tables, nothing guessed.

SIASN spells its fields in one way where it is written and in another where it is read; both are tables here. The names
are those of public programs of agencies, no official document was seen. Source: docs/sources.md#siasn-reference.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from elearn.core.career.rules import MINUTES_PER_JP
from elearn.core.competencies.development import form_of
from elearn.plugin import _

Kind: TypeAlias = Literal["kursus", "diklat"]

STRUCTURAL_FORM: Final = "1"
"""`jenisDiklatId` of structural training, the only one that goes to `diklat`."""

DOCUMENT_OF: Final[Mapping[Kind, str]] = {"kursus": "881", "diklat": "874"}
"""`id_ref_dokumen` of the certificate's PDF."""

COURSE_FIELDS: Final = (
    "id", "pnsOrangId", "instansiId", "institusiPenyelenggara", "jenisDiklatId", "jenisKursus", "jenisKursusSertipikat",
    "jumlahJam", "lokasiId", "namaKursus", "nomorSertipikat", "tahunKursus", "tanggalKursus", "tanggalSelesaiKursus", "path",
    "rumpunDiklatId",
)  # fmt: skip
TRAINING_FIELDS: Final = (
    "id", "pnsOrangId", "bobot", "institusiPenyelenggara", "jenisKompetensi", "jumlahJam", "latihanStrukturalId", "nomor",
    "path", "tahun", "tanggal", "tanggalSelesai",
)  # fmt: skip
FIELDS: Final[Mapping[Kind, tuple[str, ...]]] = {"kursus": COURSE_FIELDS, "diklat": TRAINING_FIELDS}
"""The fields of the write side, in the order of an export's columns; `rumpunDiklatId` is written where it is known."""

STRUCTURAL_TRAININGS: Final[Mapping[str, str]] = {
    "1": "SEPADA",
    "2": "SEPALA/ADUM/PIM IV",
    "3": "SEPADYA/SPAMA/PIM III",
    "4": "SPAMEN/SESPA/SESPANAS/PIM II",
    "5": "SEPATI/PIM I",
    "6": "SESPIM",
    "7": "SESPATI",
    "8": "Diklat struktural lainnya",
}
"""`latihanStrukturalId` and SIASN's words for it."""

_PIM: Final = re.compile(r"\b(?:DIKLAT\s*)?PIM\.?\s*(?:TK\.?|TINGKAT)?\s*(IV|III|II|I)\b")
_WORD_OF_TRAINING: Final = {
    word: number for number, words in STRUCTURAL_TRAININGS.items() if number != "8" for word in words.split("/")
}


@dataclass(frozen=True, slots=True)
class Source:
    """A career entry with what SIASN asks of it beyond that. `pns_id`, `instansi_id`, `number` are "" where not known.

    `training_id` is HR's word on a structural title, `family_id` on its `rumpunDiklatId`; "" when there is none.
    `minutes` of learning.
    """

    pns_id: str
    instansi_id: str
    title: str
    form: str
    organiser: str
    minutes: int
    began_on: date
    ended_on: date
    number: str
    training_id: str
    family_id: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """What is sent: to which service, and its fields as they are written there. Its `id` None: a new record."""

    kind: Kind
    payload: Mapping[str, Any]

    def updating(self, remote_id: str) -> Ready:
        """The same as a change of the record that has this id."""
        return Ready(self.kind, {**self.payload, "id": remote_id})


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a record lacks: why it cannot be sent, and how to mend it.

    `is_shared`: it is the person's or the agency's, and so the same for many records.
    """

    reason: str
    fix: str
    is_shared: bool = False


def to_siasn(source: Source) -> Ready | tuple[Lack, ...]:
    """The record as it is written, or everything that it lacks."""
    form = form_of(source.form, source.ended_on)
    is_structural = form is not None and form.siasn_kind == STRUCTURAL_FORM
    training_id = source.training_id or structural_of(source.title)
    lacks = _lacks(source)
    if form is None:
        lacks += (_unknown_form(source.form),)
    if is_structural and not training_id:
        lacks += (_unknown_training(source.title),)
    if not is_structural and not source.instansi_id:
        lacks += (_no_agency(),)
    if lacks or form is None:
        return lacks
    if is_structural:
        return Ready("diklat", _training(source, training_id))
    return Ready("kursus", _course(source, form.siasn_kind, form.siasn_code))


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, Any, Any], ...]:
    """The fields that say something else now: (field, before, after); `id` is none of them."""
    names = [name for name in dict.fromkeys((*before, *after)) if name != "id"]
    return tuple((name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name))


def structural_of(title: str) -> str:
    """The `latihanStrukturalId` that a title names in SIASN's own words; "" when it names none, or several."""
    text = " ".join(title.upper().split())
    found = {_WORD_OF_TRAINING[f"PIM {level}"] for level in _PIM.findall(text)}
    found |= {_WORD_OF_TRAINING[word] for word in re.findall(r"\w+", text) if word in _WORD_OF_TRAINING}
    return found.pop() if len(found) == 1 else ""


def written_day(day: date) -> str:
    """dd-mm-yyyy, as SIASN writes days."""
    return f"{day:%d-%m-%Y}"


def folded(text: str) -> str:
    """Text as it is compared: capitals and spaces do not count."""
    return " ".join(text.casefold().split())


def _course(source: Source, form_id: str, form_code: str) -> dict[str, Any]:
    return {
        "id": None,
        "pnsOrangId": source.pns_id,
        "instansiId": source.instansi_id,
        "institusiPenyelenggara": source.organiser,
        "jenisDiklatId": form_id,
        "jenisKursus": form_code,
        "jenisKursusSertipikat": form_code,
        "jumlahJam": source.minutes // MINUTES_PER_JP,
        "lokasiId": "",
        "namaKursus": source.title,
        "nomorSertipikat": source.number,
        "tahunKursus": source.ended_on.year,
        "tanggalKursus": written_day(source.began_on),
        "tanggalSelesaiKursus": written_day(source.ended_on),
        "path": [],
        **({"rumpunDiklatId": source.family_id} if source.family_id else {}),
    }


def _training(source: Source, training_id: str) -> dict[str, Any]:
    return {
        "id": None,
        "pnsOrangId": source.pns_id,
        "bobot": 0,
        "institusiPenyelenggara": source.organiser,
        "jenisKompetensi": "",
        "jumlahJam": source.minutes // MINUTES_PER_JP,
        "latihanStrukturalId": training_id,
        "nomor": source.number,
        "path": [],
        "tahun": source.ended_on.year,
        "tanggal": written_day(source.began_on),
        "tanggalSelesai": written_day(source.ended_on),
    }


def _lacks(source: Source) -> tuple[Lack, ...]:
    """What every record needs, whichever service takes it."""
    found = []
    if not source.pns_id:
        fix = _("Impor CSV nip,pnsOrangId, atau ambil dari SIASN dengan “elearn siasn people fetch”.")
        found.append(Lack(_("pnsOrangId pegawai ini belum diketahui."), fix, is_shared=True))
    if not source.number:
        fix = _("Isi nomor sertifikat pada riwayat ini.")
        found.append(Lack(_("Nomor sertifikatnya tidak ada."), fix))
    if source.minutes < MINUTES_PER_JP:
        fix = _("SIASN hanya menerima JP bulat. Periksa lama pelatihannya.")
        found.append(Lack(_("Lamanya kurang dari 1 JP."), fix))
    return tuple(found)


def _unknown_form(form: str) -> Lack:
    fix = _("Betulkan bentuk pengembangannya pada riwayat ini; SIASN mengenal 25 jenis.")
    return Lack(_("Bentuk “%(form)s” tidak ada padanannya di SIASN.", form=form), fix)


def _unknown_training(title: str) -> Lack:
    fix = _("Tentukan sekali untuk judul ini: elearn siasn structural “%(title)s” NOMOR.", title=title)
    return Lack(_("Jenis latihan struktural tidak terbaca dari judulnya."), fix)


def _no_agency() -> Lack:
    fix = _("Catat sekali: elearn siasn agency KODE_UNIT --id INSTANSI_ID, atau ambil dari SIASN.")
    return Lack(_("instansiId instansi pegawai ini belum diketahui."), fix, is_shared=True)
