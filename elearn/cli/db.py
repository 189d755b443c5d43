"""`elearn db`: brings tables up to date, and removes a plugin's."""

from __future__ import annotations

import click

from elearn.app import open_house
from elearn.kernel import migrations
from elearn.kernel.history import CORE

from .door import Door, fail, json_option, pass_door, say


@click.group("db", help="Basis data: perbarui tabel, hapus tabel plugin.")
def command() -> None:
    """Database commands."""


@command.command("upgrade", help="Bawa semua tabel ke bentuk terbaru (inti dan plugin).")
@json_option
@pass_door
def upgrade(door: Door, as_json: bool) -> None:
    """Upgrades every owner's history."""
    house = door.given or open_house(door.settings)
    changed = migrations.upgrade_all(house.database.engine, house.histories)
    text = f"Diperbarui: {', '.join(changed)}." if changed else "Semua tabel sudah terbaru."
    say({"upgraded": changed, "owners": [h.owner for h in house.histories]}, as_json=as_json, text=text)


@command.command("remove", help="Hapus semua tabel milik satu plugin. Isinya tidak dapat dikembalikan.")
@click.argument("plugin")
@click.option("--yes", is_flag=True, help="Tanpa bertanya lagi.")
@pass_door
def remove(door: Door, plugin: str, yes: bool) -> None:
    """Drops a plugin's tables; the core's are never dropped this way."""
    history = next((h for h in door.house.histories if h.owner == plugin and h.owner != CORE), None)
    if history is None:
        fail(f"Plugin “{plugin}” tidak terpasang atau tidak punya tabel. Lihat `elearn plugins list`.")
    if not yes:
        click.confirm(f"Hapus semua tabel milik “{plugin}” beserta isinya?", abort=True)
    migrations.remove(door.house.database.engine, history)
    click.echo(f"Tabel milik “{plugin}” sudah dihapus.")
