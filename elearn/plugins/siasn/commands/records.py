"""`elearn siasn status` and `delete`: what became of each record, and removing one that was asked for by its number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from elearn.plugin import _

from .. import queries
from ..queries import Line
from ..rules import Ready, to_siasn
from ..selection import STATE_WORDS, Wanted
from ..services import ask_delete
from ..states import STATES
from .door import Door, fail, json_option, run_with_token, say, token_of, token_option, wanted_of, wanted_options


@click.command("status", help="Keadaan tiap riwayat di SIASN, dengan yang masih kurang.")
@wanted_options
@click.option("--state", type=click.Choice(tuple(STATE_WORDS)), default=None, help="Hanya keadaan ini.")
@json_option
@click.pass_obj
def status(door: Door, year: int | None, unit: str | None, nip: str | None, state: str | None, as_json: bool) -> None:
    """One line an entry."""
    with door.looking() as work:
        meant = wanted_of(work, year, unit, nip)
        wanted = Wanted(year=meant.year, unit=meant.unit, nip=meant.nip, state=state or "")
        lines = list(queries.stream_lines(work, wanted))
    text = "\n".join(f"{line.entry_id:>7} {line.nip} {_words(line)}: {line.source.title}" for line in lines)
    say([_facts(line) for line in lines], as_json=as_json, text=text or _("Tidak ada riwayat."))


@click.command("delete", help="Hapus satu riwayat dari SIASN (nomor dari “siasn status”). Tidak dapat dibatalkan.")
@click.argument("entry_id", metavar="NOMOR", type=click.IntRange(1, 2**31 - 1))
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi.")
@token_option
@json_option
@click.pass_obj
def delete(door: Door, entry_id: int, yes: bool, sso_file: Path | None, as_json: bool) -> None:
    """Exit 1 when SIASN did not remove it."""
    with door.looking() as work:
        line = queries.line_of(work, entry_id)
    if not yes:
        click.confirm(f"Hapus “{line.source.title}” milik {line.name} dari SIASN?", abort=True, err=True)
    outcome = run_with_token(door, token_of(sso_file), lambda work: ask_delete(work, entry_id))
    if not outcome["deleted"]:
        fail(_("Belum dihapus: %(why)s", why=outcome["paused"]))
    say(outcome, as_json=as_json, text=_("Riwayat ini sudah dihapus dari SIASN."))


def _words(line: Line) -> str:
    words = "Dicabut di sini" if line.withdrawn_at else STATES[line.state]
    return f"{words} ({line.message})" if line.message else words


def _facts(line: Line) -> dict[str, Any]:
    ready = to_siasn(line.source)
    return {
        "entry_id": line.entry_id,
        "nip": line.nip,
        "title": line.source.title,
        "year": line.year,
        "state": line.state,
        "message": line.message,
        "is_withdrawn": line.withdrawn_at is not None,
        "is_changed": line.is_changed,
        "remote_id": line.remote_id,
        "has_pdf": line.uploaded_at is not None,
        "result": line.result,
        "fields": list(line.fields),
        "lacks": [] if isinstance(ready, Ready) else [{"reason": lack.reason, "fix": lack.fix} for lack in ready],
    }
