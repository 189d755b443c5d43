"""What a guest adds to the life of a certificate: a reason to take a course again, files of a bundle, a block for HR."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from elearn.core.certificates import services as certificates
from elearn.core.enrolment import services as enrolment
from elearn.core.people import queries as people
from elearn.hooks.house import House
from elearn.hooks.values import BundleFile, Panel, Renewal
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import make_finished_enrolment
from elearn.testing.factories.people import make_person


def test_guest_gives_a_reason_to_take_a_course_again(invite: Callable[..., None], work: Work) -> None:
    done = make_finished_enrolment(work)
    invite(renewals=lambda enrolment: (Renewal(f"Wajib diulang sesudah putaran {enrolment.cycle}."),))

    assert enrolment.enrol_again(work, done.person, done.version, 2).cycle == 2


def test_guest_adds_files_to_a_bundle(invite: Callable[..., None], house: House, work: Work) -> None:
    with committed(work):
        person_id = make_certificate(work).person_id
    invite(bundle_files=lambda person: (BundleFile("tamu/catatan.txt", person.nip.encode()),))
    file = BytesIO()

    certificates.write_bundle(house.work, person_id, file, lambda _done, _all: None)

    with ZipFile(file) as archive:
        assert len(archive.read("tamu/catatan.txt")) == 18


def test_guest_adds_a_block_to_hrs_page_of_a_person(invite: Callable[..., None], work: Work) -> None:
    person = people.facts_of(work, make_person(work).id)
    invite(person_panels=lambda person: (Panel("Tamu", 50, (person.name,)),))

    panels = work.hooks.gather("person_panels", work=work, person=person)

    assert [(panel.title, panel.lines) for panel in panels if panel.title == "Tamu"] == [("Tamu", (person.name,))]
