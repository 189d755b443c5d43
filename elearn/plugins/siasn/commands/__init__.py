"""`elearn siasn`: export, push, reconcile; and the names by which SIASN knows people and agencies."""

from __future__ import annotations

import click

from . import exporting, identities, records, sending


@click.group("siasn", help="SIASN: ekspor, kirim, cocokkan riwayat pengembangan kompetensi.")
def command() -> None:
    """SIASN commands."""


for found in (
    exporting.export, sending.push, sending.reconcile, records.status, records.delete,
    identities.people, identities.agency, identities.structural, identities.family, identities.ip_asn,
):  # fmt: skip
    command.add_command(found)

__all__ = ["command"]
