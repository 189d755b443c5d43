"""Certificates of a workshop: its subjects on the back page, and policies that are asked for each participant."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from elearn.core.certificates import keeping, services
from elearn.core.certificates.models import Certificate, Workshop
from elearn.core.certificates.services import DesignWish
from elearn.core.certificates.syllabus import UnreadableSubjects, read_subjects
from elearn.core.completion.models import Completion
from elearn.core.people import queries as people
from elearn.core.people.models import Person, WorkUnit
from elearn.hooks.house import House
from elearn.hooks.values import Deny
from elearn.kernel.audit import AuditEntry
from elearn.kernel.permissions import HR
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit

from .test_certificate_commands import run
from .test_issuing import add_guest
from .test_workshops import FACTS, certificates, listed, typed

SUBJECTS = ("--subject", "Kebijakan arsip; 2", "--subject", "Penilaian\tarsip;3 JP")
DEBT = "Laporan kegiatan belum diserahkan."


@pytest.fixture
def attended(work: Work) -> list[Person]:
    with committed(work):
        unit = make_unit(work, code="5471")
        return [make_person(work, unit) for _ in range(3)]


@pytest.fixture
def agency_id(work: Work, attended: list[Person]) -> int:
    """The agency, whose HR the first of them is."""
    with committed(work):
        agency = agency_of(work, attended)
        make_role(work, attended[0], HR, agency)
        return agency.id


@pytest.fixture
def refused(house: House, attended: list[Person]) -> list[str]:
    """The NIPs that a policy refuses, as long as they stand here."""
    numbers = [attended[1].nip]

    def may_issue(person: Person, completion: Completion | None, workshop: Workshop | None) -> Deny | None:
        return Deny(DEBT) if workshop is not None and completion is None and person.nip in numbers else None

    add_guest(house, may_issue=may_issue)
    return numbers


def agency_of(work: Work, attended: list[Person]) -> WorkUnit:
    return people.agency_of(work, attended[0].unit_id)


def pages(house: House) -> list[str]:
    """The text of each page of the only certificate's PDF."""
    with house.work(write=False) as work:
        pdf = keeping.document(house, work, work.session.scalars(select(Certificate)).one())
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_subjects_stand_on_the_back_page_with_their_sum(
    work: Work, house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with committed(work):
        services.save_design(work, agency_of(work, attended), "", DesignWish(has_back=True))

    assert run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS, *SUBJECTS)[0] == 0

    front, back = pages(house)
    assert ("Kebijakan arsip" in front, "Kebijakan arsip 2" in back, "Penilaian arsip 3" in back) == (False, True, True)
    assert ("Jumlah 5" in back, "yang diakui" in back) == (True, False)


def test_workshop_without_subjects_has_no_back_page(
    work: Work, house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with committed(work):
        services.save_design(work, agency_of(work, attended), "", DesignWish(has_back=True))
    run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS)

    assert len(pages(house)) == 1


def test_digest_of_facts_without_subjects_is_that_of_earlier_releases(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS)

    with house.work(write=False) as later:
        digest = later.session.scalars(select(Workshop.digest)).one()
    assert digest == "0eb782b6613405f40ec540b89c14ab3328b9d8a84516c581c33f0336c4018800"


def test_subjects_that_do_not_sum_up_issue_nothing(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status, _, said = run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS, "--subject", "Arsip; 4")

    assert (status, certificates(house)) == (1, [])
    assert said == "Jumlah JP mata pelatihan 4, sedangkan kegiatannya 5 JP. Samakan keduanya.\n"


@pytest.mark.parametrize(
    "text",
    ["Arsip", "Arsip; nol", "Arsip; 0", "Arsip; 1,5", "; 2", "x" * 201 + "; 2", "\n".join(["Arsip; 1"] * 101)],
)
def test_line_that_is_no_subject_is_one_sentence(text: str) -> None:
    with pytest.raises(UnreadableSubjects):
        read_subjects(text)


def test_hr_types_subjects_and_reads_what_to_mend(
    house: House, attended: list[Person], agency_id: int, sign_in: SignIn
) -> None:
    browser = sign_in(attended[0])
    sent = typed(agency_id, numbers=attended[1].nip, terbitkan="1")

    wrong = browser.post("/sertifikat/kegiatan", data=sent | {"subjects": "Arsip; 2"})
    issued = browser.post("/sertifikat/kegiatan", data=sent | {"subjects": "Kebijakan arsip; 2\r\nPenilaian\t3\r\n"})

    assert (wrong.status_code, "Jumlah JP mata pelatihan 2" in wrong.text, issued.status_code) == (422, True, 303)
    with house.work(write=False) as later:
        assert later.session.scalars(select(Workshop.subjects)).all() == [
            [{"title": "Kebijakan arsip", "minutes": 90}, {"title": "Penilaian", "minutes": 135}]
        ]
    assert "Penilaian" in browser.get(issued.location).text


def test_refused_participant_is_named_with_the_reason_and_the_others_are_issued(
    house: House, attended: list[Person], refused: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = listed(tmp_path, *(one.nip for one in attended))

    status, out, _ = run(house, capsys, "issue", file, *FACTS, "--json")

    said = json.loads(out)
    assert (status, said["issued"]) == (1, 2)
    assert said["refused"] == [{"nip": attended[1].nip, "name": attended[1].full_name, "reason": DEBT}]
    assert [nip for nip, *_ in certificates(house)] == [attended[0].nip, attended[2].nip]
    refused.clear()
    assert json.loads(run(house, capsys, "issue", file, *FACTS, "--json")[1])["issued"] == 1
    with house.work(write=False) as work:
        noted = select(AuditEntry.facts).where(AuditEntry.action == "certificates:certificate:withhold")
        assert work.session.scalars(noted).all() == [{"person": attended[1].id, "reason": DEBT}]


def test_hr_reads_who_was_refused_and_asks_again(
    house: House, attended: list[Person], agency_id: int, refused: list[str], sign_in: SignIn
) -> None:
    browser = sign_in(attended[0])
    numbers = "\n".join(one.nip for one in attended)
    page = browser.post("/sertifikat/kegiatan", data=typed(agency_id, numbers=numbers, terbitkan="1")).location
    house.queue.sweep()

    shown = browser.get(page).text
    refused.clear()
    again = browser.post(page)
    house.queue.sweep()
    mended = browser.get(page).text

    assert (DEBT in shown, "2 dari 3 sertifikat" in shown, again.status_code) == (True, True, 303)
    assert (DEBT in mended, "3 dari 3 sertifikat" in mended) == (False, True)


def test_policy_that_breaks_refuses_everybody_and_loses_nobody(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def may_issue(completion: Completion) -> Deny | None:
        return Deny(completion.enrolment.version.title)  # written for courses only

    add_guest(house, may_issue=may_issue)

    status, out, _ = run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS, "--json")

    said = json.loads(out)
    assert (status, said["issued"], [one["nip"] for one in said["refused"]]) == (1, 0, [attended[0].nip])
