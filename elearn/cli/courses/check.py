"""`elearn courses check`: every finding of every course at once."""

from __future__ import annotations

from pathlib import Path

import click

from ..door import FAILED, Door, json_option, pass_door, say
from .findings import PATHS, checked, errors, github_lines, lines, read, summary


@click.command("check", help="Periksa folder pelatihan (atau folder berisi beberapa). Berakhir 1 bila ada yang salah.")
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Bentuk cetakan.",
)
@json_option
@pass_door
def check(door: Door, paths: tuple[Path, ...], form: str, as_json: bool) -> None:
    """Prints every finding of every course at once."""
    readings = read(door, paths)
    text = list(github_lines(readings)) if form == "github" else [*lines(readings), summary(readings)]
    say(checked(readings), as_json=as_json or form == "json", text="\n".join(text))
    if errors(readings):
        raise SystemExit(FAILED)
