"""`elearn courses import` and `export`: other programs' files become course files and back, with a report of losses."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from elearn.core.exchange import services
from elearn.core.exchange.columns import read_columns
from elearn.core.exchange.formats import Source
from elearn.core.exchange.report import Line, summary

from .door import Door, fail, json_option, pass_door, say

REPORT = click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Simpan laporan sebagai JSON.")


@click.command(
    "import", help="Ubah berkas dari program lain menjadi berkas pelatihan di --into, dengan laporan kehilangan."
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="BERKAS")
@click.option("--format", "form", metavar="BENTUK", help="Bentuk berkas; bila tidak ditulis, dikenali dari isinya.")
@click.option(
    "--into", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder pelatihan tujuan."
)
@click.option(
    "--columns", metavar="KOLOM", help="Untuk Excel tanpa judul kolom: soal=B,pilihan a=C,kunci=F,baris=2,lembar=Bank."
)
@click.option("--dry-run", is_flag=True, help="Laporkan saja; tidak menulis berkas pelatihan.")
@REPORT
@json_option
@pass_door
def import_file(
    door: Door,
    file: Path,
    form: str | None,
    into: Path,
    columns: str | None,
    dry_run: bool,
    report: Path | None,
    as_json: bool,
) -> None:
    """Reads first, reports, and writes only what is not there yet."""
    source = Source(file.name, file.read_bytes(), read_columns(columns) if columns else None)
    with door.looking() as work:
        found = services.preview_import(work, source, form, beside=services.folder_texts(into))
    if not dry_run:
        services.write_files(found.files, into)
    verb = "akan ditulis" if dry_run else "ditulis"
    _tell(found.report, report, as_json=as_json, form=found.format, files=sorted(found.files), done=f"{verb} di {into}")


@click.command("export", help="Ubah pelatihan (folder, atau slug yang sudah terbit) menjadi berkas program lain.")
@click.argument("course", metavar="PELATIHAN")
@click.option("--format", "form", required=True, metavar="BENTUK", help="Bentuk berkas.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Berkas (atau folder) tujuan.")
@click.option("--with-key/--without-key", "with_key", default=False, help="Untuk pdf dan docx: sertakan kunci jawaban.")
@REPORT
@json_option
@pass_door
def export_course(
    door: Door, course: str, form: str, out: Path, with_key: bool, report: Path | None, as_json: bool
) -> None:
    """Writes the course in another form; a file that is there is not overwritten."""
    with door.looking() as work:
        exported = services.export_course(work, course, form, with_key=with_key)
    if set(exported.files) == {""}:
        services.write_files({out.name: exported.files[""]}, out.parent)
    else:
        services.write_files(exported.files, out)
    _tell(exported.report, report, as_json=as_json, form=form, files=[str(out)], done="ditulis")


@click.command("template", help="Simpan templat kosong untuk diisi lalu diimpor.")
@click.option("--format", "form", default="xlsx", show_default=True, metavar="BENTUK", help="Bentuk berkas.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Berkas tujuan.")
@pass_door
def write_template(door: Door, form: str, out: Path) -> None:
    """A file that is there is not overwritten."""
    with door.looking() as work:
        services.write_files({out.name: services.template(work, form)}, out.parent)
    click.echo(f"Templat {form} ditulis di {out}.")


def _tell(
    lines: Sequence[Line],
    report: Path | None,
    *,
    as_json: bool,
    form: str,
    files: Sequence[str],
    done: str,
) -> None:
    facts: Mapping[str, object] = {"format": form, "files": list(files), "report": [asdict(line) for line in lines]}
    if report is not None:
        try:
            report.write_text(json.dumps(facts["report"], ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            fail(f"Laporan tidak dapat ditulis ke {report}: {error.strerror}.")
    said = [f"{line.position}: {line.status}: {line.item[:80]} ({line.reason})" for line in lines if line.reason]
    written = f"{', '.join(files)} {done}." if files else "Tidak ada berkas baru."
    say(facts, as_json=as_json, text="\n".join([*said, f"{form}: {summary(lines)}", written]))


def register(group: click.Group) -> None:
    """Adds the commands to `elearn courses`."""
    for command in (import_file, export_course, write_template):
        group.add_command(command)
