"""`elearn siasn push` and `reconcile`: by a job of the outbox, with the officer's token lent for as long as it runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from elearn.plugin import _

from ..queries import Line
from ..rules import Ready, to_siasn
from ..services import ask_push, ask_reconcile, pushing
from ..states import MATCH, RESULTS
from .door import Door, json_option, run_with_token, say, token_of, token_option, wanted_of, wanted_options

WORDS = {
    "sent": "terkirim",
    "found": "sudah ada di SIASN",
    "known": "sudah terkirim sebelumnya",
    "rejected": "ditolak",
    "unsure": "perlu diperiksa",
    "left_out": "tidak berlaku lagi",
    "updated": "diperbarui",
    "gone": "tidak ada lagi di SIASN",
    "document": "PDF terunggah",
    "without_document": "PDF belum terunggah",
}
BAD = ("rejected", "unsure", "gone", "without_document")


@click.command("push", help="Kirim riwayat yang menunggu ke SIASN. Tidak ada yang terkirim dua kali.")
@wanted_options
@click.option("--dry-run", is_flag=True, help="Tampilkan yang akan dikirim tanpa mengirim.")
@click.option("--rejected", "again", is_flag=True, help="Kirim juga yang pernah ditolak.")
@click.option("--changed", is_flag=True, help="Perbarui juga yang berbeda dari isi terakhir di sini.")
@token_option
@json_option
@click.pass_obj
def push(
    door: Door,
    year: int | None,
    unit: str | None,
    nip: str | None,
    dry_run: bool,
    again: bool,
    changed: bool,
    sso_file: Path | None,
    as_json: bool,
) -> None:
    """Exit 1 when a record was rejected or is unsure, a PDF is missing, or the run was paused."""
    with door.looking() as work:
        wanted = wanted_of(work, year, unit, nip)
        if dry_run:
            _say_plan(pushing.waiting(work, wanted, again=again, changed=changed), as_json)
            return
    outcome = run_with_token(
        door, token_of(sso_file), lambda work: ask_push(work, wanted, again=again, changed=changed)
    )
    counts: Mapping[str, int] = outcome["counts"]
    lines = [f"{WORDS[name]}: {count}" for name, count in counts.items()] or [_("Tidak ada yang menunggu.")]
    say(outcome, as_json=as_json, text="\n".join([*lines, *_paused(outcome)]))
    if outcome["paused"] or any(counts.get(name) for name in BAD):
        raise SystemExit(1)


@click.command(
    "reconcile", help="Cocokkan riwayat dengan rw-kursus dan rw-diklat di SIASN. Tidak mengubah apa pun di sana."
)
@wanted_options
@token_option
@json_option
@click.pass_obj
def reconcile(
    door: Door, year: int | None, unit: str | None, nip: str | None, sso_file: Path | None, as_json: bool
) -> None:
    """Exit 0 when all that can be there is there and says the same."""
    with door.looking() as work:
        wanted = wanted_of(work, year, unit, nip)
    outcome = run_with_token(door, token_of(sso_file), lambda work: ask_reconcile(work, wanted))
    lines = [f"{RESULTS[name]}: {count}" for name, count in outcome["counts"].items()]
    lines.append(f"Hanya di SIASN: {len(outcome['only_there'])}")
    say(outcome, as_json=as_json, text="\n".join([*lines, *_paused(outcome)]))
    if outcome["paused"] or any(count for name, count in outcome["counts"].items() if name != MATCH):
        raise SystemExit(1)


def _paused(outcome: Mapping[str, Any]) -> list[str]:
    return [_("Dijeda: %(why)s", why=outcome["paused"])] if outcome["paused"] else []


def _say_plan(lines: Sequence[Line], as_json: bool) -> None:
    """What would be sent; of an update also what it changes."""
    planned = [(line, line.update or to_siasn(line.source)) for line in lines]
    facts = [
        {"nip": line.nip, "kind": ready.kind, "payload": dict(ready.payload), "changes": line.changes}
        for line, ready in planned
        if isinstance(ready, Ready)
    ]
    text = "\n".join(_planned(line, ready) for line, ready in planned if isinstance(ready, Ready))
    say(facts, as_json=as_json, text=text or _("Tidak ada yang menunggu."))


def _planned(line: Line, ready: Ready) -> str:
    named = f"{line.nip} {ready.kind}: {ready.payload.get('namaKursus') or ready.payload.get('nomor')}"
    changed = [f"  {name}: {before} → {after}" for name, before, after in line.changes]
    return "\n".join([named, *changed])
