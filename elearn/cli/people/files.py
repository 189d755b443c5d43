"""`elearn people import|export|template`: spreadsheets in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from elearn.cli.door import FAILED, Door, fail, json_option, pass_door, say
from elearn.core.people import queries, services
from elearn.core.people.services import Report
from elearn.core.people.sheets import UnreadableSheet, Workbook
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_csv, write_template, write_workbook
from elearn.web.dates import number

SHOWN = 20
"""Refused rows printed for people; the report has all."""

file_to_write = click.argument("file", metavar="BERKAS", type=click.Path(dir_okay=False, path_type=Path))


@click.command("import", help="Impor unit dan pegawai dari BERKAS (.xlsx, atau .csv yang memuat salah satunya).")
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Periksa saja; tidak ada yang disimpan.")
@click.option("--keep-good", is_flag=True, help="Simpan baris yang baik walaupun ada baris yang ditolak.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Tulis hasil setiap baris ke berkas JSON."
)
@json_option
@pass_door
def import_file(door: Door, *, file: Path, dry_run: bool, keep_good: bool, report: Path | None, as_json: bool) -> None:
    """Imports a file. Exits 1 when a row was refused."""
    workbook = _read(door, file)
    result = _check(door, workbook) if dry_run else _import(door, workbook, keep_good=keep_good)
    if report is not None:
        with writing(report, ".json") as draft:
            draft.write_text(json.dumps(result.objects(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    say(_facts(file, result), as_json=as_json, text=_summary(result, dry_run=dry_run))
    if result.refused:
        raise SystemExit(FAILED)


def _read(door: Door, file: Path) -> Workbook:
    if not file.is_file():
        fail(f"Berkas {file} tidak ada. Periksa nama dan foldernya.")
    with door.looking() as work:
        known = list(queries.stored_units(work))
    if sys.stderr.isatty():
        click.echo(f"Membaca {file.name} …", err=True)
    try:
        return read_workbook(file, known_units=known)
    except UnreadableSheet as error:
        fail(f"{file.name}: {error.sentence}")


def _check(door: Door, workbook: Workbook) -> Report:
    with door.looking() as work:
        return services.check_rows(work, workbook)


def _import(door: Door, workbook: Workbook, *, keep_good: bool) -> Report:
    bar = click.progressbar(
        length=len(workbook.people), label="Menyimpan", file=sys.stderr, hidden=not sys.stderr.isatty()
    )
    with bar, door.writing() as work:
        return services.import_rows(work, workbook, keep_good=keep_good, advance=bar.update)


def _facts(file: Path, result: Report) -> dict[str, Any]:
    refused = [{"sheet": row.sheet, "row": row.row, "key": row.key, "reason": row.sentence} for row in result.refused]
    return {"file": str(file), "saved": result.saved, "refused": refused} | dict(result.counts)


def _summary(result: Report, *, dry_run: bool) -> str:
    counts = ", ".join(f"{number(count)} {name}" for name, count in result.counts.items())
    lines = [
        f"{row.sheet} baris {row.row} ({row.key or 'tanpa kunci'}): {row.sentence}" for row in result.refused[:SHOWN]
    ]
    if len(result.refused) > SHOWN:
        lines.append(f"… dan {number(len(result.refused) - SHOWN)} baris lain. Pakai --report untuk melihat semuanya.")
    return "\n".join([*lines, f"{counts}. {_outcome(result, dry_run=dry_run)}"])


def _outcome(result: Report, *, dry_run: bool) -> str:
    if not result.rows:
        return "Berkas ini tidak berisi baris. Isi lembar unit atau pegawai dahulu."
    if dry_run:
        return "Ini pemeriksaan saja; tidak ada yang disimpan."
    if not result.saved:
        return "Tidak ada yang disimpan. Perbaiki baris yang ditolak, atau ulangi dengan --keep-good."
    return "Baris yang baik sudah disimpan." if result.refused else "Semua baris sudah disimpan."


@click.command("export", help="Ekspor unit dan pegawai ke BERKAS (.xlsx berisi keduanya, .csv salah satunya).")
@file_to_write
@click.option(
    "--sheet", type=click.Choice(["unit", "pegawai"]), default="pegawai", show_default=True, help="Isi berkas .csv."
)
@json_option
@pass_door
def export_file(door: Door, file: Path, sheet: str, as_json: bool) -> None:
    """Exports what an import would take back unchanged."""
    with door.looking() as work, writing(file, ".xlsx", ".csv") as draft:
        units = [unit.facts for unit in queries.stored_units(work).values()]
        people = queries.active_people(work)
        if file.suffix.lower() == ".xlsx":
            write_workbook(draft, units, people)
        elif sheet == "unit":
            write_csv(draft, "unit", units)
        else:
            write_csv(draft, "pegawai", people)
    say({"file": str(file)}, as_json=as_json, text=f"Ditulis ke {file}.")


@click.command("template", help="Tulis BERKAS .xlsx kosong untuk diisi: lembar unit, pegawai, dan petunjuk.")
@file_to_write
@json_option
def template(file: Path, as_json: bool) -> None:
    """Writes the empty example."""
    with writing(file, ".xlsx") as draft:
        write_template(draft)
    say({"file": str(file)}, as_json=as_json, text=f"Contoh kosong ditulis ke {file}.")


@contextmanager
def writing(file: Path, *suffixes: str) -> Iterator[Path]:
    """Yields where to write; at the end it takes the place of `file`, which stays as it was when anything fails.

    Ends the command with one sentence when a file's name or place does not do.
    """
    if file.suffix.lower() not in suffixes:
        fail(f"Nama berkas “{file.name}” harus berakhiran {' atau '.join(suffixes)}.")
    draft = file.with_name(f".{file.name}.baru")
    try:
        yield draft
        draft.replace(file)
    except OSError:
        fail(f"{file} tidak dapat ditulis. Periksa folder, izin, dan ruang penyimpanannya.")
    except ValueError as error:
        fail(str(error))
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
