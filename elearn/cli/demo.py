"""`elearn demo`: a synthetic agency to look around in, with one sign-in per role and some learning already done."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict

import click

from elearn.core.people import queries, services
from elearn.core.people.demo_agency import NAMED, demo_agency
from elearn.core.people.services import DemoAccount
from elearn.kernel.permissions import LEARNER, ROLE_TITLES

from . import demo_evidence, demo_history, demo_profiles
from .door import Door, json_option, pass_door, say
from .first_start import publish_shipped


@click.command("demo", help="Muat instansi contoh (semua data buatan) dan cetak satu akun untuk setiap peran.")
@click.option("--people", default=1200, show_default=True, type=click.IntRange(40, 100_000), help="Banyaknya pegawai.")
@json_option
@pass_door
def command(door: Door, people: int, as_json: bool) -> None:
    """Loads the demo once; a second call keeps what is there and prints the same."""
    publish_shipped(door)
    accounts = load(door, people)
    facts = {"url": door.settings.address, "accounts": [asdict(account) for account in accounts]}
    say(facts, as_json=as_json, text=describe(accounts))


def load(door: Door, people: int = 1200) -> tuple[DemoAccount, ...]:
    """Loads units, people, roles and some learning, unless the made-up learner is already here."""
    with door.looking() as work:
        is_here = queries.person_by_nip(work, NAMED[LEARNER].nip.digits) is not None
    if is_here:
        return services.demo_accounts()
    bar = click.progressbar(length=people, label=f"Memuat {people} pegawai contoh", file=sys.stderr)
    with bar, door.writing() as work:
        accounts = services.load_demo(work, people, advance=bar.update)
    agency = demo_agency(people)
    demo_history.learn(door, agency)
    demo_evidence.send(door, agency)
    demo_profiles.furnish(door, agency)
    return accounts


def describe(accounts: Sequence[DemoAccount]) -> str:
    """The accounts as lines for people."""
    lines = [
        f"  {ROLE_TITLES[account.role]:14} NIP {account.nip}   kata sandi {account.password}" for account in accounts
    ]
    return "\n".join(["Akun contoh (semua orang di dalamnya rekaan):", *lines])
