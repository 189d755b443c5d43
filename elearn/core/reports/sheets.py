"""What can be exported: the list of people and the list of hours, as columns and rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from elearn.core.career.rules import jp_of
from elearn.core.courses import queries as courses
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work
from elearn.kernel.workbook import Cell, Column

from . import queries
from .queries import CourseLine, HoursLine, PairLine, PersonLine
from .rules import NEW, Mark
from .selection import Gaps, Hours, Study, Wanted, read_gaps, read_hours, read_study
from .words import Filter, certificate_words, filters_of, gap_words, measure_words, state_words

ROWS_AT_ONCE = 500
"""Rows read at once."""


class Sheet(Protocol):
    """Something that can be exported. `key` is its word in addresses, `title` in the workbook."""

    key: ClassVar[str]
    title: ClassVar[str]
    columns: ClassVar[Sequence[Column]]

    @property
    def wanted(self) -> Wanted: ...

    def count(self, work: Work) -> int: ...

    def rows(self, work: Work) -> Iterator[Sequence[Cell]]: ...

    def filters(self, work: Work) -> tuple[Filter, ...]: ...


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """A row a person and course; one row for somebody who has begun none."""

    key: ClassVar[str] = "pegawai"
    title: ClassVar[str] = "Keadaan belajar pegawai"
    columns: ClassVar[Sequence[Column]] = (
        Column("NIP", 21),
        Column("Nama", 34),
        Column("Jenis pegawai", 13),
        Column("Golongan", 10),
        Column("Jabatan", 36),
        Column("Unit kerja", 42),
        Column("Pelatihan", 44),
        Column("Keadaan", 22),
        Column("Langkah selesai", 15),
        Column("Semua langkah", 14),
        Column("Tanggal selesai", 15, is_day=True),
        Column("Nilai", 8),
        Column("Nomor sertifikat", 32),
        Column("Status sertifikat", 16),
        Column("Unit saat selesai", 42),
        Column("Jabatan saat selesai", 36),
        Column("Golongan saat selesai", 20),
    )
    wanted: Study

    def count(self, work: Work) -> int:
        return queries.count_rows(work, self.wanted)

    def rows(self, work: Work) -> Iterator[Sequence[Cell]]:
        for person in queries.people_stream(work, self.wanted, ROWS_AT_ONCE):
            for line in person.lines or (None,):
                yield (*_person_cells(person), *_line_cells(work, line))

    def filters(self, work: Work) -> tuple[Filter, ...]:
        return filters_of(self.wanted, unit_name(work, self.wanted.unit), course_title(work, self.wanted.course))


@dataclass(frozen=True, slots=True)
class HoursSheet:
    """A row a person."""

    key: ClassVar[str] = "jp"
    title: ClassVar[str] = "Jam pelajaran pegawai"
    columns: ClassVar[Sequence[Column]] = (
        Column("NIP", 21),
        Column("Nama", 34),
        Column("Jenis pegawai", 13),
        Column("Jabatan", 36),
        Column("Unit kerja", 42),
        Column("Tahun", 8),
        Column("JP", 8),
        Column("Paling sedikit", 14),
        Column("Paling banyak", 14),
        Column("Kurang", 8),
        Column("Keadaan", 18),
    )
    wanted: Hours

    def count(self, work: Work) -> int:
        return queries.count_hours(work, self.wanted, queries.marks(work, self.wanted.year))

    def rows(self, work: Work) -> Iterator[Sequence[Cell]]:
        marks = queries.marks(work, self.wanted.year)
        held: dict[str, Mark] = {mark.employment: mark for mark in marks}
        for line in queries.hours_stream(work, self.wanted, marks, ROWS_AT_ONCE):
            yield _hours_cells(line, self.wanted.year, held[line.employment])

    def filters(self, work: Work) -> tuple[Filter, ...]:
        year = Filter(_("Tahun"), str(self.wanted.year), ("tahun",))
        return (year, *filters_of(self.wanted, unit_name(work, self.wanted.unit)))


@dataclass(frozen=True, slots=True)
class GapsSheet:
    """A row a person and required competency; one row for somebody of whom none is required."""

    key: ClassVar[str] = "kompetensi"
    title: ClassVar[str] = "Kesenjangan kompetensi pegawai"
    columns: ClassVar[Sequence[Column]] = (
        Column("NIP", 21),
        Column("Nama", 34),
        Column("Jenis pegawai", 13),
        Column("Jabatan", 36),
        Column("Unit kerja", 42),
        Column("Kompetensi", 40),
        Column("Disyaratkan", 12),
        Column("Dicapai", 9),
        Column("Kesenjangan", 12),
        Column("Keadaan", 18),
    )
    wanted: Gaps

    def count(self, work: Work) -> int:
        return queries.count_pairs(work, self.wanted)

    def rows(self, work: Work) -> Iterator[Sequence[Cell]]:
        return (_gap_cells(line) for line in queries.pairs_stream(work, self.wanted, ROWS_AT_ONCE))

    def filters(self, work: Work) -> tuple[Filter, ...]:
        return filters_of(self.wanted, unit_name(work, self.wanted.unit))


def open_sheet(key: str, filters: Mapping[str, str], this_year: int) -> Sheet:
    """The sheet with this key. Raises NotFound for an unknown one, Invalid for filters that cannot be read."""
    if key == PeopleSheet.key:
        return PeopleSheet(read_study(filters))
    if key == HoursSheet.key:
        return HoursSheet(read_hours(filters, this_year))
    if key == GapsSheet.key:
        return GapsSheet(read_gaps(filters))
    raise NotFound(_("Laporan ini tidak ada. Minta ekspor dari halaman Laporan."))


def unit_name(work: Work, unit_id: int | None) -> str:
    """The unit's name, empty for the whole scope. Raises NotFound for a unit outside it."""
    return "" if unit_id is None else queries.trail(work, unit_id)[-1].name


def course_title(work: Work, slug: str) -> str:
    """The course's title, empty for all courses. Raises NotFound for an unknown one."""
    return courses.open_version(work, slug).title if slug else ""


def _person_cells(person: PersonLine) -> tuple[Cell, ...]:
    return person.nip, person.name, person.employment, person.grade, person.position, person.unit


def _line_cells(work: Work, line: CourseLine | None) -> tuple[Cell, ...]:
    if line is None:
        return (None, state_words(NEW), *[None] * 9)
    return (
        line.title,
        state_words(line.state),
        line.done,
        line.all,
        _day(work, line.completed_at),
        line.score,
        line.number or None,
        certificate_words(line.certificate_state) or None,
        line.unit_then or None,
        line.position_then or None,
        line.grade_then or None,
    )


def _hours_cells(line: HoursLine, year: int, mark: Mark) -> tuple[Cell, ...]:
    missing = mark.missing_minutes(line.minutes)
    return (
        line.nip, line.name, line.employment, line.position, line.unit, year, jp_of(line.minutes), mark.floor,
        mark.ceiling, jp_of(missing) if missing else None, measure_words(mark.measure(line.minutes)),
    )  # fmt: skip


def _gap_cells(line: PairLine) -> tuple[Cell, ...]:
    gap = None if line.required is None else max(line.required - (line.reached or 0), 0)
    return (
        line.nip, line.name, line.employment, line.position, line.unit, line.competency or None, line.required,
        line.reached, gap, gap_words(line.state),
    )  # fmt: skip


def _day(work: Work, moment: datetime | None) -> Cell:
    return moment.astimezone(work.settings.timezone).date() if moment else None
