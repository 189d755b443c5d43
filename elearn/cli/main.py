"""The root command: gathers the groups of the house and of its guests; a refusal is one sentence, never a traceback."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

import click

import elearn
from elearn.config import BadSetting
from elearn.kernel.db import DatabaseUnusable
from elearn.kernel.errors import DomainError

from .door import AS_JSON, FAILED, Door

GROUPS = (
    "serve",
    "demo",
    "worker",
    "db",
    "people",
    "courses",
    "completion",
    "certificates",
    "competencies",
    "career",
    "profiles",
    "plugins",
)


REFUSALS = (DomainError, BadSetting, OSError, DatabaseUnusable)
"""What ends a command with status 1 and a sentence."""


class Commands(click.Group):
    """Loads a group's module when it is asked for, so that `elearn --help` answers at once.

    Whoever asked for JSON reads every refusal as JSON too (`{"error": …}`), beside the sentence on standard error.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[AS_JSON] = "--json" in args
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, *REFUSALS) as error:
            if ctx.meta[AS_JSON]:
                click.echo(json.dumps({"error": sentence_of(error)}, ensure_ascii=False))
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*GROUPS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in GROUPS:
            command: click.Command = import_module(f"elearn.cli.{cmd_name}").command
            return command
        door: Door = ctx.ensure_object(Door)
        return next((found for found in door.house.hooks.gather("cli_commands") if found.name == cmd_name), None)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(elearn.__version__, "--version", prog_name="elearn", help="Tampilkan versi.")
def root() -> None:
    """elearn: pembelajaran ASN. Setelan dibaca dari variabel ELEARN_*; lihat docs/operating.md."""


def main(arguments: list[str] | None = None, **extra: Any) -> None:
    """The console entry point. Exits 1 with one sentence when the house refuses."""
    try:
        root(args=arguments, **extra)
    except REFUSALS as error:
        click.echo(sentence_of(error), err=True)
        sys.exit(FAILED)


def sentence_of(error: Exception) -> str:
    """A refusal in words."""
    if isinstance(error, DatabaseUnusable):
        why = " ".join(str(error.orig).split())
        return (
            f"Basis data tidak dapat dipakai. Periksa ELEARN_DATABASE_URL, servernya, dan ruang penyimpanannya. ({why})"
        )
    if isinstance(error, OSError):
        where = f"Berkas atau folder {error.filename}" if error.filename else "Berkas"
        return f"{where} tidak dapat dibaca atau ditulis. Periksa folder, izin, dan ruang penyimpanannya. ({error.strerror})"
    return error.format_message() if isinstance(error, click.ClickException) else str(error)
