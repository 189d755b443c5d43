"""`elearn people`: units and people in and out as files, first passwords, and roles."""

from __future__ import annotations

import click

from .access import codes, grant, password, reset_code, revoke
from .files import export_file, import_file, template


@click.group("people", help="Pegawai dan unit kerja: impor, ekspor, kode masuk pertama, peran.")
def command() -> None:
    """People commands."""


for each in (import_file, export_file, template, codes, reset_code, password, grant, revoke):
    command.add_command(each)
