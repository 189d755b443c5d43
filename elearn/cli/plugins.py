"""`elearn plugins`: what is installed, what was refused and why, and a new plugin from a pattern."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path

import click

from elearn.app import RESERVED

from . import plugin_pattern
from .door import Door, fail, json_option, pass_door, say


@click.group("plugins", help="Plugin: daftar yang terpasang, buat yang baru.")
def command() -> None:
    """Plugin commands."""


@command.command("list", help="Daftar plugin yang terbuka dan yang ditolak beserta alasannya.")
@json_option
@pass_door
def index(door: Door, as_json: bool) -> None:
    """Lists what the house opened with, and without."""
    house = door.house
    opened = [{"name": p.name, "title": p.title, "state": "terbuka", "reason": ""} for p in house.plugins]
    refused = [{"name": p.name, "title": p.name, "state": "ditolak", "reason": p.reason} for p in house.refused]
    lines = [f"{row['name']:24} {row['state']:8} {row['reason'] or row['title']}" for row in opened + refused]
    say(
        opened + refused,
        as_json=as_json,
        text="\n".join(lines) or "Belum ada plugin. Buat dengan `elearn plugins new NAMA`.",
    )


@command.command("new", help="Buat kerangka plugin NAMA di folder --into (bawaan: folder ini).")
@click.argument("name", metavar="NAMA")
@click.option("--into", default=".", type=click.Path(file_okay=False, path_type=Path), help="Folder tujuan.")
def new(name: str, into: Path) -> None:
    """Writes a plugin that installs, migrates, answers a page and passes its own test."""
    if not plugin_pattern.NAME.fullmatch(name):
        fail(
            f"Nama “{name}” harus huruf kecil, angka, dan garis bawah, 3–31 huruf, diawali huruf. Contoh: lapor_cepat."
        )
    if name in RESERVED or iskeyword(name) or find_spec(name):
        fail(f"Nama “{name}” sudah dipakai Python, elearn, atau paket lain. Pilih nama lain, misalnya {name}_kota.")
    target = into / name
    if target.exists():
        fail(f"Folder {target} sudah ada. Pilih nama lain atau pindahkan folder itu dahulu.")
    try:
        for path in plugin_pattern.write(name, target):
            click.echo(f"dibuat  {path}")
    except OSError:
        shutil.rmtree(target, ignore_errors=True)  # the next try begins anew
        raise
    click.echo(f"Selanjutnya: pip install --editable {target} && elearn plugins list")
