"""The files for SIASN: what can be entered there as it stands, and apart from it what cannot yet, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from elearn.core.people.services import exporting
from elearn.kernel import audit
from elearn.kernel.exports import Counted, keep_export
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import Job
from elearn.plugin import Work

from .. import queries
from ..permissions import EXPORT_CREATE
from ..queries import Line
from ..rules import FIELDS, Kind, Ready, to_siasn
from ..selection import Wanted, as_arguments
from ..workbook import Cell, Sheet, write_sheets

Format: TypeAlias = Literal["xlsx", "json"]
EXPORT_JOB = "siasn:export"

_KINDS: tuple[Kind, ...] = ("kursus", "diklat")
_WIDE = {"namaKursus": 44, "institusiPenyelenggara": 34, "pnsOrangId": 38, "instansiId": 38, "nomorSertipikat": 30}
_NAMED = ("lembar", "baris", "nip", "nama", "unit", "judul", "nomor")
_LACKING = ("nip", "nama", "unit", "judul", "selesai", "alasan", "perbaikan")
_WIDTHS = {"nip": 21, "nama": 34, "unit": 40, "judul": 44, "nomor": 30, "alasan": 46, "perbaikan": 60}


@dataclass(slots=True)
class Sorted:
    """The entries by what becomes of them: payloads by kind, whose they are, and what is left out (a row a lack)."""

    payloads: dict[Kind, list[Mapping[str, Any]]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    named: list[dict[str, Cell]] = field(default_factory=list)
    lacking: list[dict[str, Cell]] = field(default_factory=list)
    left_out: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each kind, and how many entries were left out."""
        ready = {str(kind): len(found) for kind, found in self.payloads.items()}
        return {**ready, "perlu_dilengkapi": self.left_out}

    def take(self, line: Line) -> None:
        found = to_siasn(line.source)
        if isinstance(found, Ready):
            self._take_ready(line, found)
            return
        self.left_out += 1
        whose = {"nip": line.nip, "nama": line.name, "unit": line.unit, "judul": line.source.title}
        ended = f"{line.source.ended_on:%d-%m-%Y}"
        self.lacking += [{**whose, "selesai": ended, "alasan": lack.reason, "perbaikan": lack.fix} for lack in found]

    def _take_ready(self, line: Line, ready: Ready) -> None:
        rows = self.payloads[ready.kind]
        rows.append(ready.payload)
        place: dict[str, Cell] = {"lembar": ready.kind, "baris": len(rows) + 1, "nip": line.nip, "nama": line.name}
        self.named.append({**place, "unit": line.unit, "judul": line.source.title, "nomor": line.source.number})


def ask_export(work: Work, wanted: Wanted, form: Format) -> Job:
    """Asks the worker for the file, limited to what the actor may see at this moment, and notes it for the audit."""
    audit.note(work, EXPORT_CREATE, form, **as_arguments(wanted))
    return exporting.ask_export(work, EXPORT_JOB, form=form, wanted=as_arguments(wanted))


def run_export(
    errand: Errand, form: Format, wanted: dict[str, Any], roots: list[int], asker_id: int, asker: str
) -> Mapping[str, Any]:
    """The job EXPORT_JOB: reads with the frozen scope of whoever asked."""
    with errand.looking() as system:
        work = exporting.in_scope(system, roots, asker_id, asker)
        meant = Wanted(**wanted)
        lines = Counted(valid_lines(work, meant), errand, queries.count_lines(work, meant))
        content, found = write_export(work, lines, form)
        name = f"siasn-{work.today.isoformat()}.{form}"
    return keep_export(errand, content, name, sum(found.counts.values()))


def valid_lines(work: Work, wanted: Wanted) -> Iterator[Line]:
    """The entries that count: verified, and not withdrawn."""
    return (line for line in queries.stream_lines(work, wanted) if line.withdrawn_at is None)


def write_export(work: Work, lines: Iterable[Line], form: Format) -> tuple[bytes, Sorted]:
    """The file, and what it holds."""
    found = Sorted()
    for line in lines:
        found.take(line)
    return (_json(work, found) if form == "json" else _workbook(work, found)), found


def _json(work: Work, found: Sorted) -> bytes:
    whole: dict[str, Any] = {
        "instansi": work.settings.agency_name,
        "dibuat": work.now.isoformat(timespec="seconds"),
        **{str(kind): rows for kind, rows in found.payloads.items()},
        "daftar": found.named,
        "perlu_dilengkapi": found.lacking,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def _workbook(work: Work, found: Sorted) -> bytes:
    sheets = [_payload_sheet(kind, found.payloads[kind]) for kind in _KINDS]
    sheets.append(_plain_sheet("daftar", _NAMED, found.named))
    sheets.append(_plain_sheet("perlu dilengkapi", _LACKING, found.lacking))
    sheets.append(Sheet("keterangan", (("Keterangan", 28), ("Isi", 90)), _notes(work, found)))
    return write_sheets(sheets)


def _payload_sheet(kind: Kind, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    columns = [(name, _WIDE.get(name, 16)) for name in FIELDS[kind]]
    return Sheet(kind, columns, ([_cell(row.get(name)) for name in FIELDS[kind]] for row in rows))


def _plain_sheet(name: str, names: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> Sheet:
    columns = [(title, _WIDTHS.get(title, 12)) for title in names]
    return Sheet(name, columns, ([row[title] for title in names] for row in rows))


def _cell(value: Any) -> Cell:
    """A field as a cell: text, whole numbers and nothing as they are, `path` as JSON."""
    if value is None or isinstance(value, str | int):
        return value
    return json.dumps(value)


def _notes(work: Work, found: Sorted) -> Iterator[tuple[str, str]]:
    yield (
        "Isi",
        "Riwayat pengembangan kompetensi untuk SIASN; nama kolom, tanggal, dan bilangan seperti layanan kursus/diklat.",
    )
    yield "Instansi", work.settings.agency_name
    yield "Diminta oleh", work.actor.name
    yield (
        "Keadaan data per",
        work.now.astimezone(work.settings.timezone).strftime(f"%d-%m-%Y %H.%M {work.settings.zone}"),
    )
    for name, count in found.counts.items():
        yield f"Jumlah {name.replace('_', ' ')}", str(count)
    yield "Tidak termasuk", "Riwayat yang dicabut, belum diverifikasi, atau di lembar “perlu dilengkapi”."
    yield (
        "Lembar daftar",
        "Baris mana pada lembar kursus dan diklat milik siapa; lembar itu sendiri hanya memuat kolom SIASN.",
    )
