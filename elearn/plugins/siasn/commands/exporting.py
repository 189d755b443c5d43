"""`elearn siasn export`."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from elearn.kernel.files import write_whole

from ..services import exporting
from .door import Door, json_option, say, wanted_of, wanted_options


@click.command("export", help="Tulis riwayat yang berlaku ke berkas untuk SIASN; yang belum lengkap didaftar terpisah.")
@wanted_options
@click.option("--format", "form", type=click.Choice(("xlsx", "json")), default="xlsx", show_default=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Berkas hasil.")
@json_option
@click.pass_obj
def export(
    door: Door, year: int | None, unit: str | None, nip: str | None, form: str, output: Path, as_json: bool
) -> None:
    """Writes the file whole, and says how much is in it and how much is not."""
    with door.looking() as work:
        lines = exporting.valid_lines(work, wanted_of(work, year, unit, nip))
        content, found = exporting.write_export(work, lines, cast(exporting.Format, form))
    write_whole(output, content)
    counts = found.counts
    text = f"{output}: {counts['kursus']} kursus, {counts['diklat']} diklat; {counts['perlu_dilengkapi']} perlu dilengkapi."
    say({"file": str(output), **counts, "lacking": found.lacking}, as_json=as_json, text=text)
