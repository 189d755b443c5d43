"""`elearn people codes|reset-code|password|grant|revoke`: first ways in, and roles."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

import click

from elearn.cli.door import Door, fail, json_option, pass_door, say
from elearn.core.people import queries, services
from elearn.core.people.nip import spaced
from elearn.core.people.passwords import fault_of, hash_password
from elearn.core.people.queries import Newcomer
from elearn.core.people.services import GIVEN_ROLES, ResetCode
from elearn.kernel.work import Work

CODE_COLUMNS = ("nip", "nama", "unit", "kode", "berlaku_sampai")

role_option = click.option("--role", required=True, type=click.Choice(GIVEN_ROLES), help="Peran.")
unit_option = click.option("--unit", default="", help="Kode unit kerja; wajib untuk peran hr.")


@click.command("codes", help="Buat kode masuk pertama untuk semua pegawai di satu unit yang belum punya kata sandi.")
@click.option("--unit", "unit_code", required=True, help="Kode unit kerja; unit di bawahnya ikut.")
@click.option(
    "--out", required=True, type=click.Path(exists=False, dir_okay=False, path_type=Path), help="Berkas CSV baru."
)
@click.option("--days", default=14, show_default=True, type=click.IntRange(1, 60), help="Berapa hari kode berlaku.")
@json_option
@pass_door
def codes(door: Door, unit_code: str, out: Path, days: int, as_json: bool) -> None:
    """Writes one-time codes to hand out on paper; the file is the only place they can be read."""
    with new_file(out) as file, door.writing() as work:
        unit = queries.unit_by_code(work, unit_code)
        if unit is None:
            fail(f"Tidak ada unit kerja dengan kode “{unit_code}”. Lihat kodenya dengan `elearn people export`.")
        issued = services.issue_first_codes(work, unit, timedelta(days=days))
        _write_codes(work, file, issued)
    text = f"{len(issued)} kode ditulis ke {out}. Bagikan kepada orangnya masing-masing, lalu hapus berkas ini."
    say({"file": str(out), "codes": len(issued)}, as_json=as_json, text=text)


@contextmanager
def new_file(path: Path) -> Iterator[TextIO]:
    """A file that only its owner may read; it is removed again when what follows fails.

    Ends the command with one sentence when it exists already or cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        fail(f"{path} sudah ada. Pilih nama berkas yang belum ada.")
    except OSError:
        fail(f"{path} tidak dapat ditulis. Periksa folder, izin, dan ruang penyimpanannya.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            yield file
    except BaseException as error:
        path.unlink()
        if isinstance(error, OSError):
            fail(f"{path} tidak dapat ditulis. Periksa ruang penyimpanannya, lalu ulangi; belum ada kode yang berlaku.")
        raise


def _write_codes(work: Work, file: TextIO, issued: list[tuple[Newcomer, ResetCode]]) -> None:
    writer = csv.writer(file, delimiter=";")
    writer.writerow(CODE_COLUMNS)
    for person, code in issued:
        writer.writerow([spaced(person.nip), person.name, person.unit, code.text, _local(work, code.expires_at)])
    file.flush()  # on the disk before the codes count


def _local(work: Work, moment: datetime) -> str:
    return f"{moment.astimezone(work.settings.timezone):%d-%m-%Y %H.%M} {work.settings.zone}"


@click.command("reset-code", help="Buat kode sekali pakai agar satu pegawai dapat memilih kata sandi di /atur-ulang.")
@click.argument("nip")
@json_option
@pass_door
def reset_code(door: Door, nip: str, as_json: bool) -> None:
    """Prints a one-time code; it cannot be shown again."""
    with door.writing() as work:
        person = services.person_with(work, nip)
        code = services.issue_reset_code(work, person)
        name, until = person.full_name, _local(work, code.expires_at)
    facts = {"nip": nip, "code": code.text, "expires_at": code.expires_at}
    say(facts, as_json=as_json, text=f"Kode untuk {name}: {code.text}, berlaku sampai {until}, sekali pakai.")


@click.command("password", help="Beri pegawai kata sandi sementara; ia wajib menggantinya saat masuk.")
@click.argument("nip")
@click.option(
    "--password",
    prompt="Kata sandi sementara",
    hide_input=True,
    confirmation_prompt="Ulangi",
    help="Sebaiknya diketik saat ditanya.",
)
@pass_door
def password(door: Door, nip: str, password: str) -> None:
    """Sets a password that must be changed at the next sign-in."""
    fault = fault_of(password, nip=nip)
    if fault is not None:
        fail(fault)
    hashed = hash_password(password)
    with door.writing() as work:
        person = services.person_with(work, nip)
        services.set_password(work, person.id, hashed, must_change=True)
        name = person.full_name
    click.echo(f"Kata sandi sementara untuk {name} sudah ditetapkan. Ia akan diminta menggantinya.")


@click.command("grant", help="Beri pegawai peran: trainer, hr (dengan --unit), atau admin.")
@click.argument("nip")
@role_option
@unit_option
@pass_door
def grant(door: Door, nip: str, role: str, unit: str) -> None:
    """Gives a role."""
    with door.writing() as work:
        services.grant_to(work, nip, role, unit)
    click.echo(f"Peran {role} sudah diberikan.")


@click.command("revoke", help="Cabut peran dari pegawai.")
@click.argument("nip")
@role_option
@unit_option
@pass_door
def revoke(door: Door, nip: str, role: str, unit: str) -> None:
    """Takes a role."""
    with door.writing() as work:
        services.revoke_from(work, nip, role, unit)
    click.echo(f"Peran {role} sudah dicabut.")
