"""A file from the browser to the register: sent, checked, read through, applied, and taken back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from elearn.core.people import queries
from elearn.core.people.models import Import, ImportRow, Person, Role
from elearn.core.people.queries import IMPORT_KEPT
from elearn.core.people.sheets import PersonRow, UnitRow
from elearn.hooks.house import House
from elearn.kernel.audit import AuditEntry
from elearn.kernel.outbox import DEAD, Job
from elearn.kernel.paging import PAGE_SIZE
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role, make_row, make_sheet, make_unit
from elearn.testing.factories.reports import Place

Counting = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def browser(place: Place, sign_in: SignIn) -> FlaskClient:
    """HR of the health department."""
    return sign_in(place.health_hr)


def send(browser: FlaskClient, *rows: UnitRow | PersonRow, name: str = "pegawai.xlsx") -> str:
    """Sends a workbook of these rows; returns the address of its page."""
    answer = browser.post("/pegawai/impor", data={"file": (io.BytesIO(make_sheet(*rows)), name)})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def work_off(house: House, page: str) -> None:
    """Lets the worker do what an import waits for."""
    with house.work(write=False) as work:
        job_id = work.session.get_one(Import, int(page.rpartition("/")[2])).job_id
    assert job_id is not None
    house.queue.run(job_id)


def run_twice(house: House, work: Work, page: str) -> None:
    """The same, as after a worker that died before it could say that it was done."""
    work_off(house, page)
    with committed(work):
        job = work.session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()
        work.session.refresh(job)
        job.state, job.due_at = "waiting", work.now
    work_off(house, page)


def check(browser: FlaskClient, house: House, *rows: UnitRow | PersonRow) -> str:
    page = send(browser, *rows)
    work_off(house, page)
    return page


def apply(browser: FlaskClient, page: str, **words: str) -> TestResponse:
    """Presses the button of the page as it stands."""
    seen = re.search(r'name="dilihat" value="(\w*)"', browser.get(page).text)
    return browser.post(f"{page}/terapkan", data={"dilihat": seen.group(1) if seen else "", **words})


def words_of(browser: FlaskClient, page: str) -> str:
    """What a page says."""
    answer = browser.get(page)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text[answer.text.index("<main") :]).split())


def keys(browser: FlaskClient, page: str) -> list[tuple[str, str]]:
    """Name and NIP of the rows a page lists."""
    return re.findall(r'<th scope="row">([^<]*)<br><small class="muted">([^<]*)<br>', browser.get(page).text)


def stored(house: House, person: Person) -> PersonRow:
    with house.work(write=False) as work:
        return next(known.facts for known in queries.stored_people(work, [person.nip]))


def test_directory_leads_to_the_import_and_it_says_what_a_file_holds(browser: FlaskClient) -> None:
    words = words_of(browser, "/pegawai/impor")

    assert 'href="/pegawai/impor"' in browser.get("/pegawai").text
    assert "Paling besar 32 MB dan 100.000 baris tiap lembar." in words
    assert [column in words for column in ("nip_lama", "tmt_jabatan", "kode_induk")] == [True] * 3


def test_empty_directory_offers_the_import(work: Work, place: Place, sign_in: SignIn) -> None:
    with committed(work):
        elsewhere = make_person(work, place.school)
        make_role(work, elsewhere, "hr", make_unit(work, place.health))

    words = words_of(sign_in(elsewhere), "/pegawai")

    assert "Belum ada pegawai Kirim daftar pegawai dari Excel" in words


def test_template_is_empty_and_complete(browser: FlaskClient) -> None:
    answer = browser.get("/pegawai/impor/contoh.xlsx")

    assert load_workbook(io.BytesIO(answer.data)).sheetnames == ["unit", "pegawai", "petunjuk"]
    assert answer.headers["Content-Disposition"] == "attachment; filename=contoh-pegawai.xlsx"


def test_nothing_is_stored_before_it_is_applied(browser: FlaskClient, house: House, place: Place) -> None:
    row = make_row(place.clinic, name="Wayan Sudarma")

    page = check(browser, house, row, replace(stored(house, place.doctor), grade="III/d"))

    assert (
        "Siap diterapkan 1 baris baru dan 1 baris berubah akan disimpan. Sekarang belum ada yang disimpan."
        in words_of(browser, page)
    )
    assert "golongan III/a → III/d" in words_of(browser, page)
    with house.work(write=False) as work:
        assert queries.person_by_nip(work, row.nip.digits) is None


def test_applying_stores_the_rows_and_says_so(browser: FlaskClient, house: House, place: Place) -> None:
    row = make_row(place.clinic, name="Wayan Sudarma")
    page = check(browser, house, row)

    answer = apply(browser, page)
    work_off(house, page)

    assert (answer.status_code, answer.location) == (303, page)
    assert "Sudah diterapkan 1 baris baru dan 0 baris berubah disimpan" in words_of(browser, page)
    assert "Wayan Sudarma" in browser.get("/pegawai").text
    with house.work(write=False) as work:
        (entry,) = work.session.scalars(select(AuditEntry).where(AuditEntry.action == "people:file:import"))
        assert (entry.actor_id, entry.facts["baru"]) == (place.health_hr.id, 1)


def test_each_count_lists_its_rows_and_a_search_narrows_them(browser: FlaskClient, house: House, place: Place) -> None:
    new, alien = make_row(place.clinic, name="Wayan Sudarma"), make_row(place.school, name="Made Ayu")
    doctor = stored(house, place.doctor)
    page = check(browser, house, new, alien, doctor)
    made, wayan, dewi = (("Made Ayu", alien.key), ("Wayan Sudarma", new.key), ("Dewi Anggraini", doctor.key))

    assert keys(browser, page) == [wayan, made, dewi]
    assert {result: keys(browser, f"{page}?hasil={result}") for result in ("baru", "berubah", "sama", "ditolak")} == {
        "baru": [wayan], "berubah": [], "sama": [dewi], "ditolak": [made],
    }  # fmt: skip
    assert re.findall(r'href="/pegawai/impor/\d+(\?hasil=\w+)"', browser.get(page).text)[:4] == [
        "?hasil=baru", "?hasil=berubah", "?hasil=sama", "?hasil=ditolak",
    ]  # fmt: skip
    assert keys(browser, f"{page}?q=wayan") == [wayan]
    assert keys(browser, f"{page}?q={new.nip.spaced}") == [wayan]
    assert keys(browser, f"{page}?q=luar+lingkup") == [made]
    assert keys(browser, f"{page}?q=%25") == []
    assert "Tidak ada baris yang cocok" in words_of(browser, f"{page}?q=wayan&hasil=sama")


def test_refused_rows_say_why_and_how_and_keep_all_out_unless_told(
    browser: FlaskClient, house: House, place: Place
) -> None:
    good, bad = make_row(place.clinic, name="Wayan"), make_row(place.school, name="Made")
    page = check(browser, house, good, bad)
    words = words_of(browser, page)

    assert "1 baris ditolak Belum ada yang disimpan." in words
    assert f"unit “{place.school.code}” di luar lingkup Anda. Hapus baris ini, atau minta pengelola SDM" in words
    assert "menyimpan 1 baris baru atau berubah, dan melewati 1 baris yang ditolak." in words
    refused = apply(browser, page)
    assert (refused.status_code, "Masih ada baris yang ditolak." in refused.text) == (409, True)

    apply(browser, page, benar="ya")
    work_off(house, page)

    assert "1 baris yang ditolak dilewati." in words_of(browser, page)
    with house.work(write=False) as work:
        assert [queries.person_by_nip(work, row.key) is not None for row in (good, bad)] == [True, False]


def test_file_that_changes_nothing_has_nothing_to_apply(browser: FlaskClient, house: House, place: Place) -> None:
    page = check(browser, house, stored(house, place.doctor))

    assert "Tidak ada yang perlu diterapkan Semua baris sama dengan data sekarang." in words_of(browser, page)
    assert "/terapkan" not in browser.get(page).text


def test_file_without_rows_says_so(browser: FlaskClient, house: House) -> None:
    page = check(browser, house)

    assert "Berkas ini tidak berisi baris Isi lembar unit atau pegawai, lalu kirim lagi." in words_of(browser, page)


def test_people_who_changed_since_the_check_are_checked_again_and_never_overwritten_blindly(
    browser: FlaskClient, house: House, place: Place, work: Work
) -> None:
    page = check(browser, house, replace(stored(house, place.doctor), grade="III/d"))
    with committed(work):
        place.doctor.grade = "IV/a"

    apply(browser, page)
    work_off(house, page)

    assert stored(house, place.doctor).grade == "IV/a"
    words = words_of(browser, page)
    assert "Data pegawai berubah sejak pemeriksaan terakhir, jadi tidak ada yang disimpan." in words
    assert "golongan IV/a → III/d" in words
    apply(browser, page)
    work_off(house, page)
    assert stored(house, place.doctor).grade == "III/d"


def test_what_was_not_seen_is_not_applied_when_its_job_runs_twice(
    browser: FlaskClient, house: House, place: Place, work: Work
) -> None:
    page = check(browser, house, replace(stored(house, place.doctor), grade="III/d"))
    apply(browser, page)
    with committed(work):
        place.doctor.grade = "IV/a"

    run_twice(house, work, page)

    assert stored(house, place.doctor).grade == "IV/a"


def test_applying_twice_stores_once(browser: FlaskClient, house: House, place: Place, work: Work) -> None:
    row = make_row(place.clinic)
    page = check(browser, house, row)
    seen = re.findall(r'name="dilihat" value="(\w+)"', browser.get(page).text)[0]
    answers = [browser.post(f"{page}/terapkan", data={"dilihat": seen}).status_code for _ in range(2)]
    run_twice(house, work, page)

    late = browser.post(f"{page}/terapkan", data={"dilihat": seen})

    assert answers == [303, 409]
    assert (late.status_code, "Impor ini sudah diterapkan." in late.text) == (409, True)
    assert work.session.scalar(select(func.count()).where(AuditEntry.action == "people:file:import")) == 1


def test_two_files_at_once_each_get_a_check_and_the_second_is_checked_again(
    browser: FlaskClient, house: House, place: Place, sign_in: SignIn
) -> None:
    row, pages = make_row(place.clinic), list[str]()
    browsers = [browser, sign_in(place.hr)]
    threads = [Thread(target=lambda own=own: pages.append(send(own, row))) for own in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    owners = {page: own for own in browsers for page in pages if own.get(page).status_code == 200}
    for page in pages:
        work_off(house, page)
    for page in pages:
        apply(owners[page], page)
    for page in pages:
        work_off(house, page)

    first, second = (words_of(owners[page], page) for page in pages)

    assert "Sudah diterapkan 1 baris baru" in first
    assert "Tidak ada yang perlu diterapkan" in second
    assert "Data pegawai berubah sejak pemeriksaan terakhir" in second


def test_report_that_is_no_longer_shown_cannot_be_agreed_to(browser: FlaskClient, house: House, place: Place) -> None:
    page = check(browser, house, make_row(place.clinic))

    for forged in ("", "0" * 64, "x"):
        answer = browser.post(f"{page}/terapkan", data={"dilihat": forged})
        assert (answer.status_code, "sudah berubah sejak halaman ini dibuka" in answer.text) == (409, True)


def test_file_that_is_still_being_checked_cannot_be_applied(browser: FlaskClient, place: Place) -> None:
    answer = browser.post(f"{send(browser, make_row(place.clinic))}/terapkan")

    assert (answer.status_code, "Impor ini belum selesai diperiksa" in answer.text) == (409, True)


def test_import_belongs_to_the_one_who_sent_it(
    browser: FlaskClient, house: House, place: Place, sign_in: SignIn
) -> None:
    page = check(browser, house, make_row(place.clinic))
    other = sign_in(place.hr)

    for forged in (page, "/pegawai/impor/999999"):
        answers = [
            other.get(forged),
            other.post(f"{forged}/terapkan"),
            other.get(f"{forged}/hasil.xlsx"),
            other.get(f"{forged}/data-lama.xlsx"),
        ]
        assert [answer.status_code for answer in answers] == [404] * 4
    assert "pegawai.xlsx" not in other.get("/pegawai/impor").text
    assert "pegawai.xlsx" in browser.get("/pegawai/impor").text


@pytest.mark.parametrize("role", ["learner", "trainer"])
def test_imports_and_exports_are_for_hr_and_admin(
    browser: FlaskClient, house: House, work: Work, place: Place, sign_in: SignIn, role: str
) -> None:
    page = check(browser, house, make_row(place.clinic))
    with committed(work):
        person = make_person(work, place.clinic)
        if role != "learner":
            make_role(work, person, role)
    other = sign_in(person)
    gets = ("/pegawai/impor", "/pegawai/impor/contoh.xlsx", page, f"{page}/hasil.xlsx", f"{page}/data-lama.xlsx", "/pegawai/ekspor/1", "/pegawai/ekspor/1/berkas")  # fmt: skip
    posts = ("/pegawai/impor", f"{page}/terapkan", "/pegawai/ekspor")

    refused = [other.get(path).status_code for path in gets] + [other.post(path).status_code for path in posts]

    assert refused == [403] * 10


def test_scope_that_shrank_shows_and_applies_nothing_more(
    browser: FlaskClient, house: House, work: Work, place: Place
) -> None:
    page = check(browser, house, make_row(place.clinic))
    apply(browser, page)
    with committed(work):
        work.session.scalars(select(Role).where(Role.person_id == place.health_hr.id)).one().unit_id = place.school.id

    work_off(house, page)

    answers = [browser.get(page), browser.get(f"{page}/hasil.xlsx"), browser.post(f"{page}/terapkan")]
    assert [answer.status_code for answer in answers] == [410] * 3
    assert "Lingkup unit Anda berubah sejak berkas ini dikirim." in answers[0].text
    assert work.session.scalars(select(ImportRow.result)).all() == ["ditolak"]


def test_sender_who_lost_the_role_meanwhile_stores_nothing(
    browser: FlaskClient, house: House, work: Work, place: Place
) -> None:
    row = make_row(place.clinic)
    page = check(browser, house, row)
    apply(browser, page)
    with committed(work):
        work.session.delete(work.session.scalars(select(Role).where(Role.person_id == place.health_hr.id)).one())

    work_off(house, page)

    assert queries.person_by_nip(work, row.key) is None


def test_page_waits_counts_and_is_reloaded_when_it_is_over(
    browser: FlaskClient, house: House, place: Place, work: Work
) -> None:
    page = send(browser, make_row(place.clinic))
    htmx = {"HX-Request": "true"}
    waiting = browser.get(page, headers=htmx)

    assert "Sedang memeriksa Menunggu pekerja… Muat ulang" in words_of(browser, page)
    assert '<meta http-equiv="refresh"' in browser.get(page).text
    assert ["<html" in waiting.text, "hx-get" in waiting.text, "HX-Refresh" in waiting.headers] == [False, True, False]
    with committed(work):
        job = work.session.scalars(select(Job).where(Job.name == "people:check")).one()
        job.tries, job.done_steps = 1, 1500
    assert "1.500 baris dibaca" in words_of(browser, page)
    with committed(work):
        job.tries = 0
    work_off(house, page)
    assert browser.get(page, headers=htmx).headers["HX-Refresh"] == "true"


def test_progress_is_told_while_rows_are_read(browser: FlaskClient, house: House, place: Place, work: Work) -> None:
    page = check(browser, house, *(make_row(place.clinic) for _ in range(1200)))

    job = work.session.scalars(select(Job).where(Job.name == "people:check")).one()

    assert (job.done_steps, job.all_steps) == (1200, 1200)
    assert "1–50 dari 1.200" in words_of(browser, page)
    assert "1.151–1.200 dari 1.200" in words_of(browser, f"{page}?halaman=99")


def test_page_says_when_the_worker_gave_up(browser: FlaskClient, house: House, place: Place, work: Work) -> None:
    page = send(browser, make_row(place.clinic))
    with committed(work):
        work.session.scalars(select(Job).where(Job.name == "people:check")).one().state = DEAD

    assert "Impor gagal Sudah dicoba beberapa kali dan tetap gagal; tidak ada yang disimpan." in words_of(browser, page)


def test_report_is_a_workbook_of_the_rows_shown(browser: FlaskClient, house: House, place: Place) -> None:
    good, bad = make_row(place.clinic, name="=1+1 Wayan"), make_row(place.school, name="Made")
    page = check(browser, house, good, bad)

    def rows(query: str = "") -> list[tuple[object, ...]]:
        book = load_workbook(io.BytesIO(browser.get(f"{page}/hasil.xlsx{query}").data))
        return list(book["hasil"].iter_rows(min_row=2, values_only=True))

    reason = f"Kolom kode_unit: unit “{place.school.code}” di luar lingkup Anda."
    fix = "Hapus baris ini, atau minta pengelola SDM seluruh instansi mengimpornya."
    refused = ("pegawai", 3, bad.key, "Made", "ditolak", reason, fix)
    assert rows() == [("pegawai", 2, good.key, "=1+1 Wayan", "baru", None, None), refused]
    assert rows("?hasil=ditolak") == [refused]


def test_what_was_replaced_can_be_imported_back(browser: FlaskClient, house: House, place: Place) -> None:
    before = stored(house, place.doctor)
    wrong = replace(before, name="Salah Orang", grade="IV/a", unit_code=place.health.code, email="salah@a.example")
    page = check(browser, house, wrong, make_row(place.clinic))
    assert browser.get(f"{page}/data-lama.xlsx").status_code == 409
    apply(browser, page)
    work_off(house, page)
    assert stored(house, place.doctor) == wrong

    old = browser.get(f"{page}/data-lama.xlsx").data
    answer = browser.post("/pegawai/impor", data={"file": (io.BytesIO(old), "data-lama.xlsx")})
    work_off(house, answer.location)
    apply(browser, answer.location)
    work_off(house, answer.location)

    assert "Sudah diterapkan 0 baris baru dan 1 baris berubah" in words_of(browser, answer.location)
    assert stored(house, place.doctor) == before


def test_rows_and_files_are_forgotten_after_a_week(
    browser: FlaskClient, house: House, place: Place, work: Work
) -> None:
    page = check(browser, house, replace(stored(house, place.doctor), grade="III/d"))
    apply(browser, page)
    work_off(house, page)
    with committed(work):
        sent = work.session.scalars(select(Import)).one()
        forget = work.session.scalars(select(Job).where(Job.name == "people:forget")).one()
        assert forget.due_at == sent.sent_at + IMPORT_KEPT
        sent.sent_at -= IMPORT_KEPT + timedelta(minutes=1)
        forget.due_at = work.now
    folder = house.files.folder / "impor" / sent.folder
    assert len(list(folder.glob("*/*"))) == 2

    house.queue.run(forget.id)

    assert "Isi impor sudah dihapus" in words_of(browser, page)
    answers = [browser.get(f"{page}/{name}.xlsx") for name in ("hasil", "data-lama")]
    assert [answer.status_code for answer in (*answers, browser.post(f"{page}/terapkan"))] == [410] * 3
    assert (folder.exists(), work.session.scalars(select(ImportRow)).all()) == (False, [])


def test_the_same_file_twice_is_two_imports_that_do_not_share_a_file(
    browser: FlaskClient, house: House, place: Place, work: Work
) -> None:
    row = make_row(place.clinic)
    content = make_sheet(row)
    first, second = (
        browser.post("/pegawai/impor", data={"file": (io.BytesIO(content), "a.xlsx")}).location for _ in range(2)
    )
    with committed(work):
        forget = work.session.scalars(select(Job).where(Job.name == "people:forget").order_by(Job.id).limit(1)).one()
        forget.due_at = work.now
    house.queue.run(forget.id)

    work_off(house, second)

    assert "Siap diterapkan" in words_of(browser, second)
    assert first != second


def test_pages_cost_the_same_statements_for_few_and_many_rows(
    browser: FlaskClient, house: House, place: Place, count_statements: Counting
) -> None:
    costs = []
    for rows in (1, 3 * PAGE_SIZE):
        page = check(browser, house, *(make_row(place.clinic) for _ in range(rows)))
        for path in ("/pegawai/impor", page, f"{page}?hasil=baru&q=siti"):
            with count_statements() as statements:
                assert browser.get(path).status_code == 200
            costs.append(len(statements))

    assert costs == [3, 6, 6] * 2  # one of them for the menu: how much evidence waits
