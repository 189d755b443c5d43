"""An agency's dictionary of technical competencies: in from CSV, XLSX or CASE, and out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from elearn.core.people.models import WorkUnit
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work

from .. import case, queries
from ..dictionary import (
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    NATIONAL,
    SHIPPED_TECHNICAL,
    TECHNICAL,
    Competency,
    Level,
    read_technical,
)
from ..models import Entry, Framework
from ..tables import (
    CHANGED,
    NEW,
    REFUSED,
    SAME,
    BadCell,
    Report,
    Row,
    RowResult,
    as_csv,
    as_workbook,
    fitting,
    judged,
    read_table,
)

LEVELS: Final = range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
COLUMNS: Final = ("nama", "jenis", "kode", "definisi", "sumber", *(f"tingkat_{number}" for number in LEVELS))
NOTES: Final = {
    "nama": "Nama kompetensi; satu nama hanya ada satu kali.",
    "jenis": "teknis, manajerial, atau sosial kultural. Yang ditambah instansi hanya teknis.",
    "kode": "Kode di kamus asal; boleh kosong.",
    "definisi": "Arti kompetensi; boleh kosong.",
    "sumber": "Peraturan atau kamus tempat kompetensi ini ditetapkan.",
    "tingkat_1": "Yang diharapkan pada tingkat 1; begitu pula tingkat_2 sampai tingkat_5. Boleh kosong.",
}
_LONGEST: Final = {"nama": 200, "kode": 60, "definisi": 4000, "sumber": 300}


def import_dictionary(
    work: Work, content: bytes, agency: WorkUnit | None, *, dry_run: bool = False, keep_good: bool = False
) -> Report:
    """Takes in a dictionary: a CASE package (JSON) or a table with the columns COLUMNS, of which only `nama` is needed.

    Nothing is saved when a row is refused, unless `keep_good`. Nothing is ever taken away. Raises Invalid when the file
    cannot be read at all.
    """
    package, rows = _read(content, agency)
    there = queries.framework(work, package.identifier)
    if there is not None and agency is not None and there.agency_id != agency.id:
        raise Invalid(
            f"Kamus dengan pengenal ini ({there.title}) bukan milik instansi Anda, jadi tidak dapat Anda ubah."
        )
    fixed = {one.name.casefold() for one in (*NATIONAL, *read_technical(SHIPPED_TECHNICAL))}
    taken = queries.entries(work, {row["nama"].casefold() for row, _ in rows})
    judge = _Judge(work, fixed, taken, there.id if there else None)
    found = judged(
        (row for row, _ in rows), lambda row: row["nama"], judge.over({row.number: one for row, one in rows})
    )
    extra = tuple(RowResult(0, name, REFUSED, reason, "Tidak perlu diperbaiki.") for name, reason in package.left_out)
    is_good = keep_good or not any(row.result == REFUSED for row in found)
    if is_good and not dry_run:
        _store(work, package, there, agency, judge)
    return Report((*found, *extra), is_saved=is_good and not dry_run)


def export_dictionary(work: Work, form: str, identifier: str = "") -> bytes:
    """The whole dictionary, or the stored one with this UUID, as "csv", "xlsx" or "json" (CASE). Raises Invalid."""
    package = _package(work, identifier)
    if form == "json":
        return case.write(package, work.now).encode()
    rows = [_cells(one) for one in package.competencies]
    return as_csv(COLUMNS, rows) if form == "csv" else as_workbook("kompetensi", COLUMNS, rows, NOTES)


def _read(content: bytes, agency: WorkUnit | None) -> tuple[case.Package, list[tuple[Row, Competency | None]]]:
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        package = case.read(content.decode("utf-8-sig", errors="replace"))
        return package, [
            (Row(number, dict(zip(COLUMNS, _cells(one), strict=True))), one)
            for number, one in enumerate(package.competencies, 1)
        ]
    title = f"Kamus kompetensi teknis {agency.name}" if agency else "Kamus kompetensi teknis"
    own = case.Package(case.uuid_of("kamus", agency.code if agency else ""), title, agency.name if agency else "-", ())
    return own, [(row, None) for row in read_table(content, COLUMNS, ("nama",))]


class _Judge:
    """Says of each row what it changes, and keeps what is to be written."""

    def __init__(self, work: Work, fixed: set[str], taken: dict[str, Entry], framework_id: int | None) -> None:
        self.fixed, self.taken, self.framework_id = fixed, taken, framework_id
        self.titles = queries.framework_titles(work)
        self.writing: dict[str, Competency] = {}
        self.seen: set[str] = set()

    def over(self, given: dict[int, Competency | None]) -> Callable[[Row], str]:
        return lambda row: self.take(given[row.number] or self._competency(row), row)

    def take(self, one: Competency, row: Row) -> str:
        """The result of one competency. Raises BadCell."""
        key = one.name.casefold()
        for column, most in _LONGEST.items():
            fitting(row, column, most, is_needed=column == "nama")
        if key in self.seen:
            raise BadCell("Nama ini sudah ada di baris lain berkas ini", "Hapus salah satunya.")
        self.seen.add(key)
        if key in self.fixed:
            return SAME
        if one.kind != TECHNICAL:
            raise BadCell(f"Kompetensi {one.kind} hanya yang ditetapkan PermenPANRB 38/2017", "Isi jenis “teknis”.")
        return self._compared(key, one)

    def _compared(self, key: str, one: Competency) -> str:
        there = self.taken.get(key)
        if there is not None and _said(one) == _stored(there):
            return SAME
        if there is not None and there.framework_id != self.framework_id:
            title = self.titles[there.framework_id]
            raise BadCell(f"Nama ini sudah ada di {title}", "Pakai nama itu, atau beri nama lain.")
        self.writing[key] = one
        return NEW if there is None else CHANGED

    def _competency(self, row: Row) -> Competency:
        kind = row["jenis"].casefold() or TECHNICAL
        levels = tuple(Level(number, row[f"tingkat_{number}"]) for number in LEVELS if row[f"tingkat_{number}"])
        return Competency(row["nama"], kind, row["sumber"], row["kode"], row["definisi"], levels)


def _said(one: Competency) -> tuple[object, ...]:
    return one.name, one.code, one.definition, one.source, [(level.number, level.text) for level in one.levels]


def _stored(entry: Entry) -> tuple[object, ...]:
    return entry.name, entry.code, entry.definition, entry.source, [(number, text) for number, text, _ in entry.levels]


def _store(work: Work, package: case.Package, there: Framework | None, agency: WorkUnit | None, judge: _Judge) -> None:
    if not judge.writing:
        return
    agency_id = agency.id if agency else None
    home = there or work.add(
        Framework(
            identifier=package.identifier, title=package.title[:200], creator=package.creator[:200], agency_id=agency_id
        )
    )
    used = _used(work, judge.writing.values())
    for key, one in judge.writing.items():
        entry = judge.taken.get(key)
        if entry is None:
            whole = case.identified(one if one.identifier not in used else replace(one, identifier=""))
            entry = Entry(framework_id=home.id, key=key, identifier=whole.identifier)
            work.session.add(entry)
        entry.name, entry.code, entry.definition, entry.source = one.name, one.code, one.definition, one.source
        levels = case.identified(replace(one, identifier=entry.identifier)).levels
        entry.levels = [[level.number, level.text, level.identifier] for level in levels]
    work.session.flush()


def _used(work: Work, wanted: Iterable[Competency]) -> set[str]:
    """The UUIDs among these that another competency bears already: an item was renamed where it came from."""
    identifiers = {one.identifier for one in wanted if one.identifier}
    return {one.identifier for one in queries.stored(work) if one.identifier in identifiers}


def _package(work: Work, identifier: str) -> case.Package:
    agency = work.settings.agency_name
    if not identifier:
        whole = queries.dictionary(work)
        return case.Package(case.uuid_of("kamus lengkap", agency), f"Kamus kompetensi {agency}", agency, whole)
    found = queries.framework(work, identifier)
    if found is None:
        raise Invalid(
            f"Tidak ada kamus dengan pengenal “{identifier}”. Lihat daftarnya dengan `elearn competencies list`."
        )
    return case.Package(found.identifier, found.title, found.creator, queries.stored(work, found.id))


def _cells(one: Competency) -> list[str]:
    texts = {level.number: level.text for level in one.levels}
    return [one.name, one.kind, one.code, one.definition, one.source, *(texts.get(number, "") for number in LEVELS)]
