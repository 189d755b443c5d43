"""People with certificates whom SIASN knows, and a house that is set up to speak with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.people.models import Person, WorkUnit
from elearn.hooks.house import House
from elearn.plugin import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit

from .. import services
from ..commands import command
from ..models import Record
from .stand_in import INSTANSI, Siasn


def make_known(work: Work, siasn: Siasn, unit: WorkUnit | None = None, *, name: str = "Siti Rahmawati") -> Person:
    """Somebody whose `pnsOrangId` and `instansiId` are noted here, and whom SIASN knows."""
    place = unit or make_unit(work)
    person = make_person(work, place, name=name)
    services.note_identity(work, person.id, siasn.add_person(person.nip))
    services.note_agency(work, root_of(work, place), INSTANSI)
    return person


def root_of(work: Work, unit: WorkUnit) -> WorkUnit:
    return root_of(work, unit.parent) if unit.parent else unit


def make_entry(work: Work, person: Person, *, title: str = "Pelayanan Prima", **matter: Any) -> CareerEntry:
    """An entry with a certificate, as a completed course leaves it."""
    certificate = make_certificate(work, person, make_course(work, title=title, **matter))
    entry = work.session.scalar(select(CareerEntry).where(CareerEntry.certificate_id == certificate.id))
    assert entry is not None
    return entry


def record_of(work: Work, entry: CareerEntry) -> Record | None:
    """What became of an entry, as it is stored now; nobody waits for us afterwards."""
    entry_id = entry.id
    work.session.expire_all()
    record = work.session.get(Record, entry_id)
    if record is not None:
        work.session.expunge(record)
    work.session.rollback()
    return record


class Shell:
    """`elearn siasn …` in a house of the test."""

    def __init__(self, house: House, token_file: Path) -> None:
        self.house = house
        self.token_file = token_file

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(command, list(arguments), obj=Door(self.house))

    def with_token(self, *arguments: str) -> Result:
        return self(*arguments, "--sso-file", str(self.token_file))


class Door:
    """What `elearn` hands to commands."""

    def __init__(self, house: House) -> None:
        self.house = house

    def looking(self) -> AbstractContextManager[Work]:
        return self.house.work(write=False)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        with self.house.work(write=True) as work, committed(work):
            yield work
