"""`elearn bsre`: what BSrE says of a file, and how many documents wait."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from . import queries
from .client import open_bsre, troubles

json_option = click.option("--json", "as_json", is_flag=True, help="Tulis hasilnya sebagai JSON.")


@click.group("bsre", help="Tanda tangan elektronik BSrE: keadaan antrean, periksa berkas.")
def command() -> None:
    """BSrE commands."""


@command.command("status", help="Berapa sertifikat menunggu, gagal, dan sudah ditandatangani.")
@json_option
@click.pass_obj
def status(door: Any, as_json: bool) -> None:
    """Counts by state, and what in the settings keeps from signing. Exits 1 when something does."""
    with door.looking() as work:
        found, wrong = dict(queries.counts(work)), troubles(work.settings)
    words = ("Menunggu", "Gagal", "Ditandatangani", "Dicabut", "Digantikan")
    lines = [f"{word:16} {number}" for word, number in zip(words, found.values(), strict=True)]
    click.echo(json.dumps({**found, "troubles": wrong}) if as_json else "\n".join([*lines, *wrong]))
    if wrong:
        raise SystemExit(1)


@command.command("verify", help="Tanyakan kepada BSrE tanda tangan pada berkas PDF ini.")
@click.argument("file", metavar="BERKAS.pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def verify(door: Any, file: Path) -> None:
    """BSrE's own answer, as JSON. Exits 1 when it cannot be asked."""
    with door.looking() as work:
        found = open_bsre(work.settings).verify(file.read_bytes())
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))
