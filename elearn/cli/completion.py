"""`elearn completion`: checks and mends what is stored beside the learning ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict

import click

from elearn.core.completion import queries, services
from elearn.core.completion.queries import Credential, Summary
from elearn.core.completion.services import Batch, Difference
from elearn.web.dates import day, number

from .door import FAILED, Door, json_option, pass_door, say

WORDS = {"progress": "ringkasan", "completion": "penyelesaian"}


@click.group("completion", help="Kemajuan belajar: hitung ulang dari catatan belajar.")
def command() -> None:
    """Completion commands."""


@command.command(
    "rebuild", help="Hitung ulang semua kemajuan dari catatan belajar, lalu perbaiki ringkasan yang berbeda."
)
@click.option("--verify", is_flag=True, help="Hanya laporkan perbedaan; tidak ada yang diubah.")
@json_option
@pass_door
def rebuild(door: Door, verify: bool, as_json: bool) -> None:
    """Exits 1 when something differs and stays so: every difference with --verify, else only lost or surplus completions."""
    checked = 0
    found: list[Difference] = []
    for batch in _batches(door, verify=verify):
        checked += batch.checked
        found += batch.differences
    left = [line for line in found if verify or not line.is_mendable]
    facts = {"checked": checked, "mended": len(found) - len(left), "differences": [asdict(line) for line in found]}
    say(facts, as_json=as_json, text="\n".join([*map(_sentence, found), _total(checked, len(found), len(left))]))
    if left:
        sys.exit(FAILED)


def _batches(door: Door, *, verify: bool) -> Iterator[Batch]:
    """Batch by batch, each in a transaction of its own, so that learners need not wait for the whole."""
    with door.looking() as work:
        total = queries.count_enrolments(work)
    after: int | None = 0
    with click.progressbar(length=total, label="Memeriksa" if verify else "Menghitung ulang", file=sys.stderr) as bar:
        while after is not None:
            with door.looking() if verify else door.writing() as work:
                batch = services.rebuild(work, after=after, mend=not verify)
            bar.update(batch.checked)
            after = batch.last_id
            yield batch


def _sentence(line: Difference) -> str:
    what = WORDS[line.what]
    return f"Pendaftaran {line.enrolment_id}: {what} tersimpan {_words(line.stored)}, menurut catatan belajar {_words(line.computed)}."


def _words(value: Summary | Credential | None) -> str:
    if value is None:
        return "tidak ada"
    score = "tanpa nilai" if value.score is None else f"nilai {number(value.score, 2)}"
    if isinstance(value, Credential):
        return f"{day(value.completed_at)} ({score})"
    state = "selesai" if value.is_complete else "belum selesai"
    return f"{value.done_steps} dari {value.all_steps} langkah ({score}, {state})"


def _total(checked: int, found: int, left: int) -> str:
    if not found:
        return f"{checked} pendaftaran diperiksa; semuanya sesuai dengan catatan belajar."
    mended = f" {found - left} diperbaiki." if found > left else ""
    rest = f" {left} belum diperbaiki." if left else ""
    return f"{checked} pendaftaran diperiksa; {found} perbedaan.{mended}{rest}"
