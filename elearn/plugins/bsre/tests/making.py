"""Officials with certificates waiting for them, for the tests of this room."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from flask.testing import FlaskClient

from elearn.core.certificates import keeping
from elearn.core.certificates.models import Certificate
from elearn.core.courses.models import CourseVersion
from elearn.core.people.models import Person, WorkUnit
from elearn.hooks.house import House
from elearn.plugin import Work
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit

from .. import services
from ..models import Document, Sitting
from .stand_in import NIK, PASSPHRASE

SignIn = Callable[[Person], FlaskClient]


@dataclass(frozen=True, slots=True)
class Desk:
    """An official and the certificates that wait for them."""

    agency: WorkUnit
    official: Person
    certificates: tuple[Certificate, ...]

    @property
    def ids(self) -> list[int]:
        return [one.id for one in self.certificates]


def make_desk(work: Work, number: int = 3, *, version: CourseVersion | None = None) -> Desk:
    """An agency whose official has `number` certificates to sign, of people in a unit of it."""
    agency = make_unit(work, name="Pemerintah Kota Harapan")
    unit, course = make_unit(work, agency), version or make_course(work)
    official = make_person(work, unit, name="Rahmat Hidayat")
    services.name_signatory(work, agency, official)
    found = [make_certificate(work, make_person(work, unit, name=f"Peserta {n}"), course) for n in range(1, number + 1)]
    return Desk(agency, official, tuple(found))


def sign(browser: FlaskClient, ids: list[int], *, nik: str = NIK, passphrase: str = PASSPHRASE) -> str:
    """Sends the form, waits until the sitting is over and returns its page."""
    answer = browser.post("/tte/tanda-tangan", data={"dokumen": ids, "nik": nik, "passphrase": passphrase})
    assert answer.status_code == 303, answer.text
    wait()
    return browser.get(answer.location).text


def wait() -> None:
    """Until no sitting is at work."""
    for thread in threading.enumerate():
        if thread.name.startswith("bsre-"):
            thread.join(60)


def states(house: House, desk: Desk) -> list[tuple[bool, str]]:
    """Whether each document is signed, and its problem."""
    with house.work(write=False) as work:
        found = [work.session.get_one(Document, one) for one in desk.ids]
        return [(document.signed_at is not None, document.problem) for document in found]


def last_sitting(house: House) -> Sitting:
    with house.work(write=False) as work:
        found = work.session.query(Sitting).order_by(Sitting.id.desc()).first()
        assert found is not None
        work.session.expunge(found)
        return found


def document(house: House, certificate_id: int) -> bytes:
    """The file that is handed out now."""
    with house.work(write=False) as work:
        return keeping.document(house, work, work.session.get_one(Certificate, certificate_id))
