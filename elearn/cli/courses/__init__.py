"""`elearn courses`: checks, formats, watches, publishes and lists courses."""

from __future__ import annotations

import click

from .check import check
from .formatting import fmt
from .publishing import list_courses, publish


@click.group("courses", help="Pelatihan: periksa, rapikan, terbitkan, daftar.")
def command() -> None:
    """Course commands."""


for each in (check, fmt, publish, list_courses):
    command.add_command(each)
