"""`elearn competencies list|import|export|requirements`: dictionaries and what positions require."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from elearn.core.competencies import queries, services
from elearn.core.competencies.rules import required
from elearn.core.competencies.tables import Report
from elearn.core.people import queries as people
from elearn.core.people.models import WorkUnit
from elearn.kernel.work import Work

from .door import FAILED, Door, fail, json_option, pass_door, say
from .people.files import writing

agency_option = click.option(
    "--agency", metavar="KODE", help="Kode instansi (unit teratas) pemiliknya; tanpa ini berlaku untuk semua instansi."
)
checking = click.option("--dry-run", is_flag=True, help="Periksa saja; tidak ada yang disimpan.")
keeping = click.option("--keep-good", is_flag=True, help="Simpan baris yang baik walaupun ada baris yang ditolak.")
sent_file = click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
written_file = click.argument("file", metavar="BERKAS", type=click.Path(dir_okay=False, path_type=Path))


@click.group("competencies", help="Kamus kompetensi dan standar kompetensi jabatan.")
def command() -> None:
    """Competency commands."""


@command.command("list", help="Tampilkan kamus kompetensi.")
@json_option
@pass_door
def list_all(door: Door, as_json: bool) -> None:
    """The whole dictionary, and the stored dictionaries it is made of."""
    with door.looking() as work:
        whole = queries.dictionary(work)
        titles = queries.framework_identifiers(work)
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(Counter(one.kind for one in whole).items()))
    lines = [f"{one.kind:16} {one.name}" + (f" ({one.source})" if one.source else "") for one in whole]
    facts = {"frameworks": titles, "competencies": [asdict(one) for one in whole]}
    own = [f"Kamus {title}: {identifier}" for identifier, title in titles.items()]
    say(facts, as_json=as_json, text="\n".join([*lines, *own, f"{counts}."]))


@command.command("import", help="Impor kamus kompetensi teknis dari BERKAS (.csv, .xlsx, atau paket CASE .json).")
@sent_file
@agency_option
@checking
@keeping
@json_option
@pass_door
def import_file(door: Door, *, file: Path, agency: str | None, dry_run: bool, keep_good: bool, as_json: bool) -> None:
    """Imports a dictionary. Exits 1 when a row was refused."""
    take_in(door, services.import_dictionary, file, agency, dry_run=dry_run, keep_good=keep_good, as_json=as_json)


@command.command("export", help="Ekspor kamus ke BERKAS (.csv, .xlsx, atau paket CASE 1.0 .json).")
@written_file
@click.option("--framework", default="", metavar="PENGENAL", help="Hanya kamus tersimpan ini; lihat `list`.")
@json_option
@pass_door
def export_file(door: Door, file: Path, framework: str, as_json: bool) -> None:
    """Exports what an import would take back unchanged."""
    with door.looking() as work, writing(file, ".csv", ".xlsx", ".json") as draft:
        draft.write_bytes(services.export_dictionary(work, file.suffix.lower()[1:], framework))
    say({"file": str(file)}, as_json=as_json, text=f"Ditulis ke {file}.")


@command.group("requirements", help="Standar kompetensi jabatan: lihat, impor, ekspor.")
def requirements() -> None:
    """What positions require."""


@requirements.command("show", help="Apa yang disyaratkan JABATAN hari ini, dan menurut baris mana.")
@click.argument("position", metavar="JABATAN")
@agency_option
@json_option
@pass_door
def show(door: Door, position: str, agency: str | None, as_json: bool) -> None:
    """Exits 1 when nobody can hold such a position, or nothing is required of it."""
    with door.looking() as work:
        ranks = {name.casefold(): rank for name, rank in queries.ranks_held(work).items()}
        if position.casefold() not in ranks:
            fail(f"Tidak ada jabatan bernama “{position}”. Tulis seperti pada data pegawai.")
        rank, home = ranks[position.casefold()], agency_of(work, agency)
        rows = queries.requirement_rows(work, position, rank, home.id if home else None)
        found = required(rows, position, rank, home.id if home else None, work.today)
    lines = [f"{one.level}  {one.competency}   ({one.legal_basis})" for one in found]
    facts = {"position": position, "rank": rank, "required": [asdict(one) for one in found]}
    say(facts, as_json=as_json, text="\n".join([f"Jenjang: {rank or 'tidak dikenal'}", *lines]))
    if not found:
        fail("Belum ada standar untuk jabatan ini. Impor dengan `elearn competencies requirements import`.")


@requirements.command("import", help="Impor standar kompetensi jabatan dari BERKAS (.csv atau .xlsx).")
@sent_file
@agency_option
@checking
@keeping
@json_option
@pass_door
def import_requirements(
    door: Door, *, file: Path, agency: str | None, dry_run: bool, keep_good: bool, as_json: bool
) -> None:
    """Imports requirements. Exits 1 when a row was refused."""
    take_in(door, services.import_requirements, file, agency, dry_run=dry_run, keep_good=keep_good, as_json=as_json)


@requirements.command("export", help="Ekspor standar kompetensi jabatan ke BERKAS (.csv atau .xlsx).")
@written_file
@json_option
@pass_door
def export_requirements(door: Door, file: Path, as_json: bool) -> None:
    """Exports every row."""
    with door.looking() as work, writing(file, ".csv", ".xlsx") as draft:
        draft.write_bytes(services.export_requirements(work, file.suffix.lower()[1:]))
    say({"file": str(file)}, as_json=as_json, text=f"Ditulis ke {file}.")


def take_in(
    door: Door,
    taking: Callable[..., Report],
    file: Path,
    agency: str | None,
    *,
    dry_run: bool,
    keep_good: bool,
    as_json: bool,
) -> None:
    """Hands a file to an importing service and prints its report. Exits 1 when a row was refused."""
    if not file.is_file():
        fail(f"Berkas {file} tidak ada. Periksa nama dan foldernya.")
    with door.writing() as work:
        report = taking(work, file.read_bytes(), agency_of(work, agency), dry_run=dry_run, keep_good=keep_good)
    tell(report, as_json=as_json)


def tell(report: Report, *, as_json: bool) -> None:
    """Prints what became of each row. Exits 1 when one was refused."""
    facts: dict[str, Any] = {
        "saved": report.is_saved, **report.counts, "refused": [asdict(row) for row in report.refused],
    }  # fmt: skip
    lines = [f"baris {row.row} ({row.key or 'tanpa nama'}): {row.reason}. {row.fix}" for row in report.refused]
    counts = ", ".join(f"{count} {word}" for word, count in report.counts.items())
    outcome = "Baris yang baik sudah disimpan." if report.is_saved else "Tidak ada yang disimpan."
    say(facts, as_json=as_json, text="\n".join([*lines, f"{counts}. {outcome}"]))
    if report.refused:
        raise SystemExit(FAILED)


def agency_of(work: Work, code: str | None) -> WorkUnit | None:
    if code is None:
        return None
    found = people.unit_by_code(work, code)
    if found is None or found.parent_id is not None:
        fail(f"Tidak ada instansi (unit teratas) berkode “{code}”. Periksa kodenya dengan `elearn people export`.")
    return found
