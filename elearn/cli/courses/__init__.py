"""`elearn courses`: checks, formats, watches, publishes, archives and lists courses."""

from __future__ import annotations

import click

from elearn.cli import exchange

from .archive import archive
from .check import check
from .formatting import fmt
from .publishing import list_courses, publish
from .stale import stale
from .syncing import pull, push
from .watch import watch


@click.group("courses", help="Pelatihan: periksa, rapikan, terbitkan, arsipkan, daftar.")
def command() -> None:
    """Course commands."""


for each in (check, fmt, watch, publish, archive, list_courses, stale, pull, push):
    command.add_command(each)

exchange.register(command)
