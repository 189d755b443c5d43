"""Tables that HR sends: evidence, standings of a year, official values, bands; a result per row with reason and fix."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from elearn.core.competencies import queries as competencies
from elearn.core.competencies.dictionary import HIGHEST_LEVEL
from elearn.core.competencies.rules import RANKS, rank_named
from elearn.core.competencies.tables import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    BadCell,
    Report,
    Row,
    fitting,
    judged,
    read_day,
    read_number,
    read_table,
)
from elearn.core.people.models import WorkUnit
from elearn.core.people.nip import InvalidNip
from elearn.core.people.nip import read_number as read_nip
from elearn.core.people.positions import POSITION_KINDS, suggest
from elearn.kernel.work import Work

from .. import queries
from ..ip_asn import NO, YES
from ..models import Band, OfficialIndex, Standing
from ..rules import MEASURED, PEER, SUPERVISOR
from .evidence import LONGEST_SOURCE, add, write_official

EVIDENCE, STANDINGS, OFFICIAL, BANDS = "bukti", "data", "resmi", "kategori"
KIND_WORDS: Final = {"atasan": SUPERVISOR, "rekan": PEER, "terukur": MEASURED}
COLUMNS: Final = {
    EVIDENCE: ("nip", "kompetensi", "jenis", "tingkat", "tanggal", "sumber"),
    STANDINGS: (
        "nip", "tahun", "pendidikan", "predikat_kinerja", "hukuman_disiplin", "diklat_kepemimpinan", "diklat_fungsional", "sumber",
    ),
    OFFICIAL: ("nip", "tahun", "kualifikasi", "kompetensi", "kinerja", "disiplin", "jumlah", "tanggal_ambil", "sumber"),
    BANDS: ("nama", "batas_bawah", "berlaku_mulai", "berlaku_sampai", "dasar_hukum", "jenis_jabatan"),
}  # fmt: skip
_NEEDED: Final = {
    EVIDENCE: COLUMNS[EVIDENCE][:5],
    STANDINGS: COLUMNS[STANDINGS][:2],
    OFFICIAL: COLUMNS[OFFICIAL][:8],
    BANDS: COLUMNS[BANDS][:3],
}
_Write = Callable[[], object]


def import_table(
    work: Work, what: str, content: bytes, agency: WorkUnit | None, *, dry_run: bool = False, keep_good: bool = False
) -> Report:
    """Takes in a table of one kind (`what`); bands belong to `agency` (None: everywhere), all else to people in scope.

    Nothing is saved when a row is refused, unless `keep_good`. Raises Invalid when the file cannot be read at all.
    """
    rows = read_table(content, COLUMNS[what], _NEEDED[what])
    reading = _READINGS[what](work, rows, agency)
    found = judged(rows, reading.key, reading.take)
    is_good = keep_good or not any(row.result == REFUSED for row in found)
    if is_good and not dry_run:
        for write in reading.writing:
            write()
        work.session.flush()
    return Report(found, is_saved=is_good and not dry_run)


class _Reading(ABC):
    """Judges rows one by one, and keeps how each is to be written."""

    def __init__(self, work: Work, rows: Sequence[Row], agency: WorkUnit | None) -> None:
        self.work, self.agency = work, agency
        self.writing: list[_Write] = []
        self.seen: set[object] = set()
        numbers = {_digits(row["nip"]) for row in rows}
        self.people = queries.people_of_numbers(work, numbers - {""})
        self.look(list(self.people.values()))

    @abstractmethod
    def look(self, person_ids: list[int]) -> None:
        """Reads what is stored, to be compared with."""

    @abstractmethod
    def take(self, row: Row) -> str:
        """The result of a row. Raises BadCell."""

    def key(self, row: Row) -> str:
        return row["nip"]

    def person(self, row: Row) -> int:
        """The person of a row. Raises BadCell for nobody, somebody beyond the scope, and the actor."""
        found = self.people.get(_digits(row["nip"]))
        if found is None:
            raise BadCell(
                "Tidak ada pegawai dengan NIP ini di lingkup Anda", "Periksa NIP; data diri sendiri dikirim orang lain."
            )
        return found

    def once(self, key: object) -> None:
        """Raises BadCell when a row of the file said the same before."""
        if key in self.seen:
            raise BadCell("Baris ini sama dengan baris lain di berkas ini", "Hapus salah satunya.")
        self.seen.add(key)

    def written(self, result: str, write: _Write) -> str:
        if result != SAME:
            self.writing.append(write)
        return result


class _EvidenceReading(_Reading):
    def look(self, person_ids: list[int]) -> None:
        self.names = {name.casefold(): name for name in competencies.known(self.work)}
        self.there = queries.known_evidence(self.work, person_ids)

    def take(self, row: Row) -> str:
        person_id, kind = self.person(row), KIND_WORDS.get(row["jenis"].casefold())
        if kind is None:
            raise BadCell(
                f"Kolom jenis: “{row['jenis']}” tidak dikenal", f"Isi salah satu dari {', '.join(KIND_WORDS)}."
            )
        name = self.names.get(row["kompetensi"].casefold())
        if name is None:
            fix = f"{suggest(row['kompetensi'], self.names.values())}Perbaiki ejaannya, atau impor kamusnya."
            raise BadCell(f"Kompetensi “{row['kompetensi']}” tidak ada di kamus", fix)
        level, day = read_number(row["tingkat"], "tingkat", 0, HIGHEST_LEVEL), read_day(row["tanggal"], "tanggal")
        if day > self.work.today:
            raise BadCell("Kolom tanggal belum tiba", "Isi tanggal hari ini atau sebelumnya.")
        source = fitting(row, "sumber", LONGEST_SOURCE)
        self.once(key := (person_id, name, kind, level, day, source))
        return self.written(
            SAME if key in self.there else NEW,
            lambda: add(self.work, person_id, name, kind, level, day, source),
        )


class _StandingReading(_Reading):
    def look(self, person_ids: list[int]) -> None:
        self.there = queries.standings(self.work, person_ids)

    def take(self, row: Row) -> str:
        person_id, year = self.person(row), read_number(row["tahun"], "tahun", 2000, self.work.today.year)
        self.once((person_id, year))
        words = {
            "education": fitting(row, "pendidikan", 60),
            "performance": fitting(row, "predikat_kinerja", 60),
            "discipline": fitting(row, "hukuman_disiplin", 60),
            "leadership": _yes_or_no(row, "diklat_kepemimpinan"),
            "functional": _yes_or_no(row, "diklat_fungsional"),
            "source": fitting(row, "sumber", LONGEST_SOURCE),
        }
        there = self.there.get((person_id, year))
        if there is not None and all(getattr(there, name) == word for name, word in words.items()):
            return SAME
        return self.written(NEW if there is None else CHANGED, lambda: self._write(there, person_id, year, words))

    def _write(self, there: Standing | None, person_id: int, year: int, words: dict[str, str]) -> None:
        row = there or Standing(person_id=person_id, year=year)
        for name, word in words.items():
            setattr(row, name, word)
        row.recorded_at, row.actor_id = self.work.now, self.work.actor.person_id
        self.work.session.add(row)


class _OfficialReading(_Reading):
    def look(self, person_ids: list[int]) -> None:
        self.there = queries.officials(self.work, person_ids)

    def take(self, row: Row) -> str:
        person_id, year = self.person(row), read_number(row["tahun"], "tahun", 2000, self.work.today.year)
        day = read_day(row["tanggal_ambil"], "tanggal_ambil")
        self.once((person_id, year, day))
        columns = ("kualifikasi", "kompetensi", "kinerja", "disiplin", "jumlah")
        values = [_points(row[column], column) for column in columns]
        points = dict(zip(("qualification", "competency", "performance", "discipline", "total"), values, strict=True))
        source = fitting(row, "sumber", 60) or "impor"
        there = self.there.get((person_id, year, day))
        if there is not None and all(getattr(there, name) == value for name, value in points.items()):
            return SAME
        row_of = there or OfficialIndex(person_id=person_id, year=year, fetched_on=day)
        return self.written(
            NEW if there is None else CHANGED, lambda: write_official(self.work, row_of, points, source)
        )


class _BandReading(_Reading):
    def look(self, person_ids: list[int]) -> None:
        self.there = queries.own_bands(self.work, self.agency.id if self.agency else None)

    def key(self, row: Row) -> str:
        return row["nama"]

    def take(self, row: Row) -> str:
        name, first = fitting(row, "nama", 60, is_needed=True), read_day(row["berlaku_mulai"], "berlaku_mulai")
        last = read_day(row["berlaku_sampai"], "berlaku_sampai") if row["berlaku_sampai"] else None
        values = (_points(row["batas_bawah"], "batas_bawah"), last, fitting(row, "dasar_hukum", 300))
        post = _post(row["jenis_jabatan"])
        self.once((name, first, post))
        there = self.there.get((name, first, post))
        if there is not None and (there.lowest, there.valid_until, there.legal_basis) == values:
            return SAME
        return self.written(NEW if there is None else CHANGED, lambda: self._write(there, name, first, post, values))

    def _write(
        self, there: Band | None, name: str, first: date, post: str, values: tuple[float, date | None, str]
    ) -> None:
        row = there or Band(agency_id=self.agency.id if self.agency else None, name=name, valid_from=first, post=post)
        row.lowest, row.valid_until, row.legal_basis = values
        self.work.session.add(row)


_READINGS: Final[dict[str, Any]] = {
    EVIDENCE: _EvidenceReading,
    STANDINGS: _StandingReading,
    OFFICIAL: _OfficialReading,
    BANDS: _BandReading,
}


def _digits(text: str) -> str:
    try:
        return read_nip(text)
    except InvalidNip:
        return ""


def _post(text: str) -> str:
    """A kind or rank of position, "" for every position. Raises BadCell."""
    kinds = {kind.casefold(): str(kind) for kind in POSITION_KINDS}
    found = rank_named(text) or kinds.get(text.casefold())
    if text and found is None:
        fix = f"Kosongkan untuk semua jabatan, atau isi salah satu dari {', '.join(dict.fromkeys((*POSITION_KINDS, *RANKS)))}."
        raise BadCell(f"Kolom jenis_jabatan: “{text}” tidak dikenal", suggest(text, [*POSITION_KINDS, *RANKS]) + fix)
    return found or ""


def _yes_or_no(row: Row, column: str) -> str:
    word = row[column].casefold()
    if word in ("", YES, NO):
        return word
    raise BadCell(f"Kolom {column}: “{row[column]}” tidak dikenal", "Isi ya, tidak, atau kosongkan.")


def _points(text: str, column: str) -> float:
    """A number 0–100, with a comma or a point. Raises BadCell."""
    plain = text.replace(",", ".", 1)
    whole, _, part = plain.partition(".")
    if (
        whole.isascii()
        and whole.isdigit()
        and (not part or (part.isascii() and part.isdigit()))
        and float(plain) <= 100
    ):
        return float(plain)
    raise BadCell(f"Kolom {column}: “{text}” bukan angka 0 sampai 100", "Tulis seperti 22,5.")
