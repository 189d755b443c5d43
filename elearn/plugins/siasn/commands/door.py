"""What the room's commands share: the open house, which entries are meant, the officer's token, and how facts are told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol, TypeVar

import click

from elearn.core.people import queries as people
from elearn.hooks.house import House
from elearn.kernel.outbox import Job
from elearn.kernel.waiting import Wait, wait_for
from elearn.plugin import NotFound, Work, _

from ..selection import FIRST_YEAR, LAST_YEAR, Wanted
from ..sitting import Offer

Command = TypeVar("Command", bound=Callable[..., Any])


class Door(Protocol):
    """What `elearn` hands to every command (click's `pass_obj`)."""

    @property
    def house(self) -> House: ...

    def looking(self) -> AbstractContextManager[Work]: ...

    def writing(self) -> AbstractContextManager[Work]: ...


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Cetak fakta sebagai JSON.")(command)


def token_option(command: Command) -> Command:
    """`--sso-file`: the token is read now and kept in memory; without it the officer is asked, unseen."""
    option = click.option(
        "--sso-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        envvar="ELEARN_SIASN_SSO_FILE",
        help="Berkas berisi token SSO; tanpa ini token ditanyakan.",
    )
    return option(command)


def wanted_options(command: Command) -> Command:
    """`--year`, `--unit` and `--nip`: which entries are meant."""
    command = click.option("--nip", help="Hanya pegawai dengan NIP ini.")(command)
    command = click.option("--unit", metavar="KODE", help="Hanya unit ini dan semua di bawahnya.")(command)
    return click.option("--year", type=click.IntRange(FIRST_YEAR, LAST_YEAR), help="Hanya tahun ini.")(command)


def wanted_of(work: Work, year: int | None, unit: str | None, nip: str | None) -> Wanted:
    """Raises NotFound for a unit or a person that is not there."""
    found = people.unit_by_code(work, unit) if unit else None
    if unit and found is None:
        raise NotFound(_("Tidak ada unit berkode “%(code)s”.", code=unit))
    person = people.person_by_nip(work, nip) if nip else None
    if nip and person is None:
        raise NotFound(_("Tidak ada pegawai dengan NIP “%(nip)s”.", nip=nip))
    return Wanted(year=year, unit=found.id if found else None, nip=person.nip if person else "")


def token_of(sso_file: Path | None) -> str:
    """The officer's token. Ends the command when there is none."""
    if sso_file is not None:
        token = read_text(sso_file).strip()
    else:
        token = click.prompt(
            "Token SSO SIASN (tidak tampil)", hide_input=True, err=True, default="", show_default=False
        )
    if not token.strip():
        fail(_("Token SSO kosong. Masuk ke SIASN, lalu salin token aksesnya."))
    return str(token).strip()


def read_text(file: Path) -> str:
    """A text file as it is; ends the command for one that is none."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fail(_("%(name)s bukan teks UTF-8.", name=file.name))


def run_with_token(door: Door, token: str, ask: Callable[[Work], Job]) -> Mapping[str, Any]:
    """Asks for a job, lends it the token, and waits for its outcome; a worker may take it, else it runs here."""
    with door.writing() as work:
        job_id = ask(work).id
        offer = Offer(door.house.settings, job_id, token)
    try:
        door.house.queue.run(job_id)
        wait = _look(door, job_id)
        while not (wait.is_over or wait.has_failed):
            time.sleep(0.2)
            wait = _look(door, job_id)
    finally:
        offer.end()
    if wait.state != "done":
        fail(_("Pekerjaan %(id)s gagal; lihat halaman Sistem.", id=job_id))
    return wait.outcome


def say(facts: Any, *, as_json: bool, text: str) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str) if as_json else text)


class Failed(click.ClickException):
    """What was asked does not hold; the sentence stands alone on standard error."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=file is None)


def fail(sentence: str) -> NoReturn:
    """Ends the command with status 1."""
    raise Failed(sentence)


def _look(door: Door, job_id: int) -> Wait:
    with door.looking() as work:
        return wait_for(work.session.get_one(Job, job_id), work.now)
