"""Certificates for a list of participants: HR vouches, the job issues, the career record knows; twice is once."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.certificates import services, workshop_queries
from elearn.core.certificates.attendees import read_attendees
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate, Workshop
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.core.people.nip import spaced
from elearn.core.people.sheets import UnreadableSheet
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.jobs import Errand
from elearn.kernel.permissions import HR
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit

from .test_certificate_commands import run

FACTS = (
    "--agency", "5471", "--code", "WS-01", "--title", "Lokakarya Arsip Digital", "--form", "workshop",
    "--organiser", "Dinas Arsip", "--jp", "5", "--from", "2026-01-12", "--to", "2026-01-13",
)  # fmt: skip


@pytest.fixture
def attended(work: Work) -> list[Person]:
    with committed(work):
        unit = make_unit(work, code="5471")
        return [make_person(work, unit) for _ in range(3)]


def listed(folder: Path, *numbers: str) -> str:
    """A list as an office keeps it: a heading, a number, a name, the NIP with spaces."""
    path = folder / "hadir.csv"
    lines = ["No;Nama;NIP", *(f"{at};Peserta;{number}" for at, number in enumerate(numbers, 1))]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return str(path)


def certificates(house: House) -> list[tuple[str, str, int, int | None]]:
    with house.work(write=False) as work:
        found = [
            (from_json(one.claims), one)
            for one in work.session.scalars(select(Certificate).order_by(Certificate.sequence))
        ]
        return [(said.holder.nip, said.training.title, said.training.jp, one.completion_id) for said, one in found]


def test_list_becomes_certificates_and_career_entries(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = listed(tmp_path, *(spaced(one.nip) for one in attended))

    status, out, _ = run(house, capsys, "issue", file, *FACTS, "--json")

    assert (status, json.loads(out)["issued"]) == (0, 3)
    assert certificates(house) == [(one.nip, "Lokakarya Arsip Digital", 5, None) for one in attended]
    with house.work(write=False) as work:
        entries = work.session.scalars(select(CareerEntry).order_by(CareerEntry.id)).all()
        assert [(one.person_id, one.form, one.minutes, one.year) for one in entries] == [
            (one.id, "workshop", 225, 2026) for one in attended
        ]
        audited = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "certificates:workshop:issue"))
        assert [entry.facts for entry in audited] == [{"code": "WS-01", "participants": 3}]


def test_list_sent_twice_issues_once_and_takes_newcomers(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS)

    file = listed(tmp_path, *(one.nip for one in attended))
    issued = [json.loads(run(house, capsys, "issue", file, *FACTS, "--json")[1])["issued"] for _ in range(2)]

    assert (issued, len(certificates(house))) == ([2, 0], 3)


def test_fault_in_a_row_issues_nothing_unless_the_good_ones_are_asked_for(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = listed(tmp_path, attended[0].nip, "199001012015039997", "123", attended[0].nip)

    status, out, _ = run(house, capsys, "issue", file, *FACTS)

    assert (status, certificates(house)) == (1, [])
    assert [line for line in out.split("\n") if line.startswith("Baris")] == [
        f"Baris 2: {attended[0].full_name}",
        "Baris 3: Angka ke-15 NIP (9) tidak dikenal; isi 1 untuk laki-laki atau 2 untuk perempuan.",
        "Baris 4: Baris ini tidak memuat NIP 18 angka.",
        "Baris 5: NIP ini sudah ada di baris 2.",
    ]
    assert run(house, capsys, "issue", file, *FACTS, "--dry-run", "--keep-good")[0] == 1
    assert certificates(house) == []
    assert run(house, capsys, "issue", file, *FACTS, "--keep-good")[0] == 1
    assert len(certificates(house)) == 1


def test_code_of_another_workshop_is_refused(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = listed(tmp_path, attended[0].nip)
    run(house, capsys, "issue", file, *FACTS)

    status, _, said = run(house, capsys, "issue", file, *FACTS, "--title", "Lain")

    assert (status, said) == (
        1, "Kode “WS-01” sudah dipakai kegiatan lain. Pakai kode lain, atau samakan isinya.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "change", [("--jp", "0"), ("--from", "2026-02-01"), ("--to", "2999-01-01"), ("--organiser", "x" * 201)]
)
def test_facts_that_cannot_be_are_refused(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path, change: tuple[str, str]
) -> None:
    assert run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS, *change)[0] == 1
    assert certificates(house) == []


def test_killed_job_goes_on_where_it_was(work: Work, house: House, attended: list[Person]) -> None:
    with committed(work):
        agency = people.agency_of(work, attended[0].unit_id)
        rows = read_attendees("\n".join(one.nip for one in attended).encode())
        wish = services.WorkshopWish("WS-01", "Lokakarya", "workshop", "Dinas", 5, work.today, work.today)
        workshop = services.vouch(work, agency, wish, rows)
        work.after_commit.clear()
        services.issue_to(work, workshop, attended[1])  # as far as it came
    work.close()

    house.queue.run(workshop.job_id or 0)
    services.issue_workshop(Errand(workshop.job_id or 0, lambda *, write: house.work(write=write)), workshop.id)

    assert sorted(nip for nip, *_ in certificates(house)) == sorted(one.nip for one in attended)
    with house.work(write=False) as later:
        assert workshop_queries.counts(later, workshop.id) == (3, 3)


def test_corrected_certificate_of_a_workshop_stays_one(
    house: House, attended: list[Person], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS)
    with house.work(write=True) as work, committed(work):
        newer = services.supersede(work, work.session.scalars(select(Certificate)).one(), "Gelar salah.")
        assert newer.workshop_id == work.session.scalars(select(Workshop.id)).one()

    assert (
        json.loads(run(house, capsys, "issue", listed(tmp_path, attended[0].nip), *FACTS, "--json")[1])["issued"] == 0
    )
    assert run(house, capsys, "render", "--all", "--processes", "1")[1].startswith("1 berkas digambar")


def test_workbook_with_any_columns_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Daftar hadir"], [], ["1", "Siti", "'19900101 201503 2 999"], ["2", "Budi", "19900101.201503.1.998"]):
        sheet.append(row)
    content = BytesIO()
    book.save(content)

    assert [(one.row, one.nip) for one in read_attendees(content.getvalue())] == [
        (3, "199001012015032999"),
        (4, "199001012015031998"),
    ]


@pytest.mark.parametrize("content", [b"", b"Nama;NIP\n", b"\xff\xfe\x00", b"PK\x03\x04rusak", b"\x89PNG"])
def test_what_is_no_list_is_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableSheet):
        read_attendees(content)


def typed(agency_id: int, **change: str) -> dict[str, str]:
    return {
        "agency": str(agency_id), "code": "WS-02", "title": "Lokakarya Arsip", "form": "workshop", "organiser": "Dinas",
        "jp": "5", "began_on": "2026-01-12", "ended_on": "2026-01-13",
    } | change  # fmt: skip


def test_hr_looks_at_the_list_before_anything_is_issued(
    work: Work, house: House, attended: list[Person], sign_in: SignIn
) -> None:
    with committed(work):
        agency = people.agency_of(work, attended[0].unit_id)
        make_role(work, attended[0], HR, agency)
    browser = sign_in(attended[0])
    file = "\n".join(["NIP", *(one.nip for one in attended), "123"]).encode()

    checked = browser.post("/sertifikat/kegiatan", data=typed(agency.id) | {"file": (BytesIO(file), "hadir.csv")})

    assert (checked.status_code, "3 dari 4 baris akan menerima sertifikat" in checked.text) == (200, True)
    assert certificates(house) == []
    numbers = "\n".join(one.nip for one in attended)
    issued = browser.post("/sertifikat/kegiatan", data=typed(agency.id, numbers=numbers, terbitkan="1"))
    house.queue.sweep()
    shown = browser.get(issued.location)

    assert (issued.status_code, "3 dari 3 sertifikat" in shown.text, len(certificates(house))) == (303, True, 3)
    assert "<html" not in browser.get(issued.location, headers={"HX-Request": "true"}).text


def test_workshop_of_one_day_names_it_once(work: Work, house: House, attended: list[Person], sign_in: SignIn) -> None:
    with committed(work):
        agency = people.agency_of(work, attended[0].unit_id)
        make_role(work, attended[0], HR, agency)
        days = (date(2026, 1, 12), date(2026, 1, 12))
        wish = services.WorkshopWish("WS-04", "Lokakarya", "workshop", "Dinas", 5, *days)
        workshop = services.vouch(work, agency, wish, read_attendees(attended[0].nip.encode()))

    shown = sign_in(attended[0]).get(f"/sertifikat/kegiatan/{workshop.id}").text

    assert shown.count("12 Januari 2026") == 1


@pytest.mark.parametrize("change", [{"jp": "0"}, {"title": ""}, {"numbers": ""}, {"agency": "999"}, {"form": "lain"}])
def test_slip_of_hr_issues_nothing(
    work: Work, house: House, attended: list[Person], sign_in: SignIn, change: dict[str, str]
) -> None:
    with committed(work):
        agency = people.agency_of(work, attended[0].unit_id)
        make_role(work, attended[0], HR, agency)
    sent = typed(agency.id, numbers=attended[1].nip, terbitkan="1") | change

    assert sign_in(attended[0]).post("/sertifikat/kegiatan", data=sent).status_code == 422
    assert certificates(house) == []


def test_branch_issues_nothing_and_sees_nothing(
    work: Work, house: House, attended: list[Person], sign_in: SignIn
) -> None:
    with committed(work):
        agency = people.agency_of(work, attended[0].unit_id)
        branch = make_person(work, make_unit(work, agency))
        make_role(work, branch, HR, branch.unit)
        wish = services.WorkshopWish("WS-03", "Lokakarya", "workshop", "Dinas", 5, work.today, work.today)
        workshop = services.vouch(work, agency, wish, read_attendees(attended[0].nip.encode()))
    browser = sign_in(branch)

    assert "Tidak ada instansi dalam lingkup Anda" in browser.get("/sertifikat/kegiatan").text
    assert browser.get(f"/sertifikat/kegiatan/{workshop.id}").status_code == 404
    sent = typed(agency.id, numbers=attended[1].nip, terbitkan="1")
    assert browser.post("/sertifikat/kegiatan", data=sent).status_code == 422
