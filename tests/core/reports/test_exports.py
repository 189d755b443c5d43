"""An export from the button to the workbook: what is in it, how it is waited for, and who may have it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from elearn.core.people.models import Role
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.exports import EXPORT_KEPT, TELL_EVERY
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import DEAD, Job
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_position, make_role
from elearn.testing.factories.reports import Place, make_bare_course, make_colleague, make_history, make_hours

SPRING = datetime(2026, 3, 4, 3, 0, tzinfo=UTC)


def ask(browser: FlaskClient, **words: str | int) -> int:
    """Presses the button of a list and returns the export's number."""
    answer = browser.post("/laporan/ekspor", data={"laporan": "pegawai", **words})
    assert answer.status_code == 303, answer.text
    return int(answer.location.rpartition("/")[2])


def page_of(browser: FlaskClient, export: int) -> str:
    """The words of the export's page."""
    page = browser.get(f"/laporan/ekspor/{export}")
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text[page.text.index("<main") :]).split())


def rows_of(browser: FlaskClient, export: int, sheet: str) -> list[tuple[object, ...]]:
    """The rows of a sheet of the downloaded workbook, without its header."""
    answer = browser.get(f"/laporan/ekspor/{export}/berkas")
    assert answer.status_code == 200, answer.text
    return list(load_workbook(BytesIO(answer.data))[sheet].iter_rows(min_row=2, values_only=True))


def test_list_is_exported_with_its_filters(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_history(work, place.doctor, place.version, completed_at=SPRING)
        make_history(work, place.doctor, make_bare_course(work, title="Etika"), done=2)
        place.doctor.unit_id = place.school.id
    browser = sign_in(place.hr)

    export = ask(browser, unit=place.school.id, cari="dewi")
    house.queue.run(export)

    doctor = (place.doctor.nip, "Dewi Anggraini, S.AP.", "PNS", "III/a", "Pengelola Layanan", "Dinas Pendidikan")
    done = ("Pelayanan Prima", "Selesai", 6, 6, datetime(2026, 3, 4), 87.5, "1/800/BKPSDM/2026", "Terbit")
    assert rows_of(browser, export, "pegawai") == [
        (*doctor, *done, "Puskesmas Utara", "Jabatan lama", "III/a"),
        (*doctor, "Etika", "Sedang belajar", 2, 6, *[None] * 7),
    ]


def test_second_sheet_says_what_whose_when_and_how_many(
    work: Work, house: House, place: Place, sign_in: SignIn
) -> None:
    browser = sign_in(place.health_hr)

    export = ask(browser, kursus="pelayanan-prima", keadaan="belum", tahun="2026")
    house.queue.run(export)

    notes: dict[object, object] = {row[0]: row[1] for row in rows_of(browser, export, "keterangan")}
    moment = notes.pop("Keadaan data per")
    assert re.fullmatch(r"\d+ \w+ 20\d\d, \d\d\.\d\d WIB", str(moment))
    assert notes == {
        "Laporan": "Keadaan belajar pegawai",
        "Instansi": work.settings.agency_name,
        "Lingkup": "Dinas Kesehatan",
        "Saringan: Pelatihan": "Pelayanan Prima",
        "Saringan: Selesai tahun": "2026",
        "Saringan: Keadaan": "Belum mulai",
        "Diminta oleh": "Joko Susilo, S.AP.",
        "Jumlah baris": "2",
        "Siapa yang dihitung": "Pegawai aktif menurut unit kerjanya sekarang, di lingkup pengelola SDM yang meminta.",
    }


def test_hours_are_exported_against_their_marks(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        make_hours(work, place.doctor, 450, SPRING)
        make_hours(work, place.teacher, 1125, SPRING)
    browser = sign_in(place.hr)

    export = ask(browser, laporan="jp", tahun="2026", cari="e")
    house.queue.run(export)

    assert [row[1:3] + row[5:] for row in rows_of(browser, export, "jp")] == [
        ("Dewi Anggraini, S.AP.", "PNS", 2026, 10, 20, None, 10, "Di bawah batas"),
        ("Eko Prasetyo, S.AP.", "PPPK", 2026, 25, None, 24, None, "Di atas batas"),
    ]


def test_name_that_looks_like_a_formula_stays_text(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        place.doctor.name = '=HYPERLINK("http://jahat.example")'
    browser = sign_in(place.health_hr)

    export = ask(browser, cari="HYPERLINK")
    house.queue.run(export)

    sheet = load_workbook(BytesIO(browser.get(f"/laporan/ekspor/{export}/berkas").data))["pegawai"]
    assert [(cell.value, cell.data_type) for cell in sheet[2][:2]] == [
        (place.doctor.nip, "s"),
        ('=HYPERLINK("http://jahat.example"), S.AP.', "s"),
    ]


def test_page_waits_counts_and_offers_the_file(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)

    assert "Menunggu pekerja… Muat ulang" in page_of(browser, export)
    with committed(work):
        job = work.session.get_one(Job, export)
        job.tries = 1
    Errand(export, lambda *, write: house.work(write=write)).progress(1200, 5000)
    assert "1.200 dari 5.000 baris Muat ulang" in page_of(browser, export)
    with committed(work):
        work.session.refresh(job)
        job.tries, job.due_at = 0, work.now
    house.queue.run(export)
    assert "Berkas siap: 4 baris Berkas memuat data pribadi dan dihapus" in page_of(browser, export)


def test_page_is_honest_when_no_worker_runs(work: Work, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)
    with committed(work):
        work.session.get_one(Job, export).asked_at = work.now - timedelta(minutes=1)

    assert "Pekerja antrean tampaknya tidak berjalan, jadi ini belum dimulai." in page_of(browser, export)


def test_page_says_when_it_was_given_up(work: Work, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)
    with committed(work):
        work.session.get_one(Job, export).state = DEAD

    assert f"Hubungi pengelola sistem dan sebutkan nomor ekspor {export}." in page_of(browser, export)


def test_htmx_gets_only_what_changes_until_it_is_over(house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)

    waiting = browser.get(f"/laporan/ekspor/{export}", headers={"HX-Request": "true"}).text
    house.queue.run(export)
    ready = browser.get(f"/laporan/ekspor/{export}", headers={"HX-Request": "true"}).text

    assert ["<html" in waiting, "hx-get" in waiting, "<html" in ready, "hx-get" in ready] == [False, True, False, False]


def test_progress_is_told_every_few_rows(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        post = make_position(work)
        for number in range(TELL_EVERY):
            make_colleague(work, place.school, post, name=f"Guru {number:04}")
    browser = sign_in(place.hr)
    export = ask(browser)

    house.queue.run(export)

    job = work.session.get_one(Job, export)
    assert (job.done_steps, job.all_steps, len(rows_of(browser, export, "pegawai"))) == (504, 504, 504)


def test_running_twice_gives_the_same_rows(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)
    house.queue.run(export)
    before = rows_of(browser, export, "pegawai")
    with committed(work):
        work.session.get_one(Job, export).state = "waiting"
        work.session.get_one(Job, export).due_at = work.now

    house.queue.run(export)

    assert rows_of(browser, export, "pegawai") == before


def test_export_ends_at_the_scope_of_the_moment_it_was_asked_for(
    work: Work, house: House, place: Place, sign_in: SignIn
) -> None:
    browser = sign_in(place.health_hr)
    export = ask(browser)
    with committed(work):
        make_role(work, place.health_hr, "hr", place.root)

    house.queue.run(export)

    assert [row[1] for row in rows_of(browser, export, "pegawai")] == ["Dewi Anggraini, S.AP.", "Joko Susilo, S.AP."]


def test_file_is_withheld_when_the_scope_has_shrunk(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)
    house.queue.run(export)
    with committed(work):
        role = work.session.scalars(select(Role).where(Role.person_id == place.hr.id)).one()
        role.unit_id = place.health.id

    answer = browser.get(f"/laporan/ekspor/{export}/berkas")

    assert answer.status_code == 410
    assert "Lingkup unit Anda berubah sejak ekspor ini diminta. Minta ekspor baru." in answer.text


def test_file_is_gone_after_a_day(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)
    house.queue.run(export)
    job = work.session.get_one(Job, export)
    with committed(work):
        job.ended_at = work.now - EXPORT_KEPT

    answer = browser.get(f"/laporan/ekspor/{export}/berkas")

    assert (answer.status_code, "Minta ekspor baru." in answer.text) == (410, True)
    assert "Berkas sudah dihapus" in page_of(browser, export)


def test_file_is_removed_by_a_job_of_its_own(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    export = ask(sign_in(place.hr))
    house.queue.run(export)
    with committed(work):
        forget = work.session.scalars(select(Job).where(Job.name == "kernel:forget")).one()
        path = house.files.path(forget.args["digest"])
        assert (forget.due_at - work.now > timedelta(hours=23), path.exists()) == (True, True)
        forget.due_at = work.now

    house.queue.run(forget.id)

    assert path.exists() is False


def test_file_cannot_be_had_before_it_is_written(place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)

    answer = browser.get(f"/laporan/ekspor/{ask(browser)}/berkas")

    assert (answer.status_code, "Ekspor ini belum selesai." in answer.text) == (409, True)


def test_export_belongs_to_the_one_who_asked(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    export = ask(sign_in(place.hr))
    house.queue.run(export)
    with committed(work):
        other = work.later("kernel:forget", digest="0" * 64)
        other.asked_by = place.health_hr.id
    browser = sign_in(place.health_hr)

    for forged in (export, other.id, 10**6, 2**40):
        assert browser.get(f"/laporan/ekspor/{forged}").status_code == 404
        assert browser.get(f"/laporan/ekspor/{forged}/berkas").status_code == 404


@pytest.mark.parametrize("role", ["learner", "trainer", "admin"])
def test_exports_are_for_hr_only(work: Work, house: House, place: Place, sign_in: SignIn, role: str) -> None:
    export = ask(sign_in(place.hr))
    house.queue.run(export)
    with committed(work):
        person = make_person(work, place.health)
        if role != "learner":
            make_role(work, person, role)
    browser = sign_in(person)

    refused = [
        browser.post("/laporan/ekspor", data={"laporan": "pegawai"}),
        browser.get(f"/laporan/ekspor/{export}"),
        browser.get(f"/laporan/ekspor/{export}/berkas"),
    ]

    assert [answer.status_code for answer in refused] == [403, 403, 403]


def test_hr_who_lost_the_role_has_no_file(work: Work, house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser)
    house.queue.run(export)
    with committed(work):
        work.session.delete(work.session.scalars(select(Role).where(Role.person_id == place.hr.id)).one())

    assert browser.get(f"/laporan/ekspor/{export}/berkas").status_code == 403


@pytest.mark.parametrize(
    ("words", "status"),
    [({"unit": "school"}, 404), ({"kursus": "tidak-ada"}, 404), ({"tahun": "dua"}, 422), ({"laporan": "gaji"}, 404)],
)
def test_export_that_cannot_be_is_refused_and_leaves_no_job(
    work: Work, place: Place, sign_in: SignIn, words: dict[str, str], status: int
) -> None:
    sent = {"laporan": "pegawai", **words}
    if sent.get("unit") == "school":
        sent["unit"] = str(place.school.id)

    answer = sign_in(place.health_hr).post("/laporan/ekspor", data=sent)

    assert answer.status_code == status
    assert work.session.scalars(select(Job)).all() == []


def test_visitor_is_asked_to_sign_in(client: FlaskClient) -> None:
    answers = [client.post("/laporan/ekspor"), client.get("/laporan/ekspor/1"), client.get("/laporan/ekspor/1/berkas")]

    assert [answer.location.partition("?")[0] for answer in answers] == ["/masuk", "/masuk", "/masuk"]


def test_audit_knows_who_took_personal_data_out(work: Work, place: Place, sign_in: SignIn) -> None:
    ask(sign_in(place.hr), keadaan="belum", halaman="3", csrf_token="x")

    (entry,) = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "reports:export:create"))
    assert (entry.actor_id, entry.subject, entry.facts) == (place.hr.id, "pegawai", {"filters": {"keadaan": "belum"}})


def test_file_is_named_by_list_and_day(house: House, place: Place, sign_in: SignIn) -> None:
    browser = sign_in(place.hr)
    export = ask(browser, laporan="jp")
    house.queue.run(export)

    answer = browser.get(f"/laporan/ekspor/{export}/berkas")

    name = re.search(r"filename=laporan-jp-(\d{4}-\d\d-\d\d)\.xlsx", answer.headers["Content-Disposition"])
    assert name is not None
    assert abs(date.fromisoformat(name.group(1)) - datetime.now(UTC).date()) <= timedelta(1)
