"""Evidence in the browser: sent by its owner, decided by HR of the unit, seen by nobody else."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfWriter
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.core.career import services
from elearn.core.career.models import CareerEntry, Evidence
from elearn.core.career.services.evidence import Description
from elearn.core.people.models import Person, WorkUnit
from elearn.core.reports import queries as reports
from elearn.core.reports.selection import Hours
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.kernel.permissions import HR
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import PDF, make_evidence
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.people import make_person, make_role, make_unit

from .test_career_pages import words


def make_hr(work: Work, unit: WorkUnit) -> Person:
    hr = make_person(work, unit)
    make_role(work, hr, HR, unit)
    return hr


def furnish(work: Work, **facts: Any) -> tuple[Person, Person, Evidence]:
    """A learner of a sub-unit with one piece of evidence, and HR of the unit above."""
    with committed(work):
        unit = make_unit(work, name="Dinas Sosial")
        learner = make_person(work, make_unit(work, unit, name="Bidang Data"))
        return learner, make_hr(work, unit), make_evidence(work, learner, **facts)


def fields(work: Work, **changed: str) -> dict[str, str]:
    """What a learner types."""
    today = work.today.isoformat()
    return {
        "title": "Coaching pelayanan", "form": "coaching", "organiser": "BKPSDM", "number": "7/2026",
        "began_on": today, "ended_on": today, "jp": "5", "quantity": "1", "claims-0-competency": "Komunikasi", "claims-0-level": "2",
        **changed,
    }  # fmt: skip


def locked(password: str = "rahasia") -> bytes:
    """A PDF that opens by this password alone; "" opens for everybody, who may not print it."""
    writer, content = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt(password, owner_password="pemilik", algorithm="AES-256")
    writer.write(content)
    return content.getvalue()


def send(browser: FlaskClient, typed: dict[str, str], content: bytes = PDF, name: str = "bukti.pdf") -> TestResponse:
    data: dict[str, Any] = {**typed, "file": (io.BytesIO(content), name)}
    return browser.post("/riwayat/bukti", data=data, content_type="multipart/form-data")


def stored(house: House) -> list[Evidence]:
    with house.work(write=False) as work:
        return list(work.session.scalars(select(Evidence).order_by(Evidence.id)))


def test_learner_sends_evidence_and_sees_it_apart(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)

    answer = send(browser, fields(work))

    (sent,) = stored(house)
    assert (answer.status_code, answer.location) == (303, f"/riwayat/bukti/{sent.id}")
    assert (sent.minutes, sent.competencies, sent.state) == (225, [["Komunikasi", 2]], "menunggu")
    record = words(browser.get("/riwayat").text)
    assert "Belum diverifikasi, tidak dihitung Coaching pelayanan Menunggu" in record
    assert "0 dari paling sedikit 20 JP" in record
    own = words(browser.get(answer.location).text)
    assert "Bila diterima seperti ini, dihitung 2 JP." in own
    assert "Mengapa 2 JP, bukan 5? Coaching dihitung 2 JP tiap sesi: 1 sesi menjadi 2 JP." in own


@pytest.mark.parametrize(
    ("changed", "content", "sentence"),
    [
        (
            {"claims-1-competency": "Komunikasi"},
            PDF,
            "Satu kompetensi cukup disebut satu kali. Kosongkan salah satunya.",
        ),
        ({"title": ""}, PDF, "Isi judulnya."),
        ({"form": "webinar"}, PDF, "Bentuk"),
        ({"jp": "lima"}, PDF, "Isi angka dengan paling banyak satu desimal, misalnya 8 atau 2,5."),
        ({"jp": "9999"}, PDF, "Isi angka 0 sampai 2000."),
        ({"quantity": "0"}, PDF, "Isi angka, sedikitnya 1."),
        ({"quantity": "367"}, PDF, "Isi angka 1 sampai 366."),
        ({"began_on": "1945-08-17"}, PDF, "Periksa tahunnya."),
        ({"ended_on": "2000-01-01"}, PDF, "Tanggal selesai lebih awal daripada tanggal mulai."),
        ({"ended_on": "2999-01-01"}, PDF, "Kegiatan ini belum selesai. Kirim buktinya setelah selesai."),
        ({"title": "   "}, PDF, "Isi judulnya."),
        ({"title": "\u202e\u200b"}, PDF, "Isi judulnya."),
        ({"organiser": " "}, PDF, "Isi penyelenggaranya."),
        ({"began_on": "2026-13-45"}, PDF, "Isi tanggal mulai."),
        ({"ended_on": "kemarin"}, PDF, "Isi tanggal selesai."),
        ({"quantity": "dua"}, PDF, "Isi angka, sedikitnya 1."),
        ({}, b"MZ program", "Berkas bukti : Berkas ini bukan PDF, PNG, atau JPEG."),
        pytest.param(
            {}, locked(), "PDF ini terkunci kata sandi. Simpan tanpa kata sandi, lalu kirim lagi.", id="locked"
        ),
    ],
)
def test_what_does_not_fit_is_said_and_not_kept(
    work: Work, house: House, sign_in: SignIn, changed: dict[str, str], content: bytes, sentence: str
) -> None:
    with committed(work):
        person = make_person(work)

    answer = send(sign_in(person), fields(work, **changed), content)

    assert (answer.status_code, sentence in words(answer.text), stored(house)) == (422, True, [])


def test_a_wrong_file_costs_nothing_that_was_typed(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    answer = send(sign_in(person), fields(work), b"MZ program")

    assert re.findall(r'value="(Coaching pelayanan|BKPSDM|7/2026)"', answer.text) == [
        "Coaching pelayanan", "BKPSDM", "7/2026",
    ]  # fmt: skip


def test_a_title_is_read_as_it_stands(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    send(sign_in(person), fields(work, title="Bimtek \u202egnajnej\u202c \u200bArsip"))

    assert [one.title for one in stored(house)] == ["Bimtek gnajnej Arsip"]


def test_a_pdf_that_only_forbids_printing_is_taken(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    answer = send(sign_in(person), fields(work), locked(""))

    assert (answer.status_code, len(stored(house))) == (303, 1)


def test_a_button_pressed_twice_sends_once(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)

    first, again = send(browser, fields(work)), send(browser, fields(work))
    other = send(browser, fields(work, title="Coaching kedua"))

    (one, two) = stored(house)
    assert (first.location, again.location) == (f"/riwayat/bukti/{one.id}", f"/riwayat/bukti/{one.id}")
    assert other.location == f"/riwayat/bukti/{two.id}"


def test_hr_takes_no_nameless_evidence_and_no_impossible_day(work: Work, house: House, sign_in: SignIn) -> None:
    _, hr, sent = furnish(work)
    browser = sign_in(hr)
    typed = fields(work, reason="Kertasnya lain.")

    answers = [
        browser.post(f"/bukti/{sent.id}/terima", data={**typed, **wrong})
        for wrong in ({"title": "  "}, {"ended_on": "x"}, {"began_on": "2026-02-30"})
    ]
    answers.append(browser.post(f"/bukti/{sent.id}/tolak", data={"why": "   "}))

    assert [answer.status_code for answer in answers] == [422] * 4
    assert all("Riwayat putusan" in answer.text for answer in answers)  # the page itself, not an error page
    assert [one.state for one in stored(house)] == ["menunggu"]


def test_several_competencies_are_sent_and_hr_corrects_them(work: Work, house: House, sign_in: SignIn) -> None:
    with committed(work):
        unit = make_unit(work)
        person, hr = make_person(work, unit), make_hr(work, unit)
    more = {
        "claims-1-competency": "Integritas",
        "claims-1-level": "3",
        "claims-2-competency": "Kerja Sama",
        "claims-2-level": "1",
    }
    browser = sign_in(hr)

    send(sign_in(person), fields(work, **more))
    (sent,) = stored(house)
    page = browser.get(f"/bukti/{sent.id}").text
    changed = {"claims-0-competency": "", "claims-1-level": "2", "reason": "Hanya dua yang diajarkan."}
    read = fields(work, **{**more, **changed})
    answer = browser.post(f"/bukti/{sent.id}/terima", data=read)

    assert sent.competencies == [["Komunikasi", 2], ["Integritas", 3], ["Kerja Sama", 1]]
    assert "Komunikasi level 2, Integritas level 3, Kerja Sama level 1" in words(
        sign_in(person).get(f"/riwayat/bukti/{sent.id}").text
    )
    assert page.count(" selected ") + page.count(" selected>") >= 3
    assert answer.status_code == 303
    (entry,) = work.session.scalars(select(CareerEntry).where(CareerEntry.evidence_id == sent.id))
    assert entry.competencies == [["Integritas", 2], ["Kerja Sama", 1]]


def test_untouched_competencies_are_accepted_without_a_reason(work: Work, sign_in: SignIn) -> None:
    taught = [["Komunikasi", 2], ["Integritas", 3]]
    _, hr, evidence = furnish(work, competencies=taught)
    browser = sign_in(hr)

    page = browser.get(f"/bukti/{evidence.id}").text
    answer = browser.post(f"/bukti/{evidence.id}/terima", data=_as_shown(page))

    assert answer.status_code == 303
    (entry,) = work.session.scalars(select(CareerEntry).where(CareerEntry.evidence_id == evidence.id))
    assert entry.competencies == taught


def test_evidence_of_another_is_nowhere(work: Work, sign_in: SignIn) -> None:
    _, _, sent = furnish(work)
    with committed(work):
        stranger, hr_elsewhere = make_person(work), make_hr(work, make_unit(work, name="Dinas Lain"))
    neighbour, other_hr = sign_in(stranger), sign_in(hr_elsewhere)

    assert [neighbour.get(f"/riwayat/bukti/{sent.id}{rest}").status_code for rest in ("", "/berkas")] == [404, 404]
    assert neighbour.post(f"/riwayat/bukti/{sent.id}/tarik").status_code == 404
    assert neighbour.get("/bukti").status_code == 403
    assert sent.title not in other_hr.get("/bukti").text
    assert [other_hr.get(f"/bukti/{sent.id}{rest}").status_code for rest in ("", "/berkas")] == [404, 404]
    assert [other_hr.post(f"/bukti/{sent.id}/{deed}", data={"why": "Ya."}).status_code for deed in ("terima", "tolak", "batalkan")] == [404] * 3  # fmt: skip


def test_queue_is_of_the_whole_branch_the_oldest_first(work: Work, sign_in: SignIn) -> None:
    learner, hr, _ = furnish(work, title="Pertama")
    with committed(work):
        later = make_evidence(work, learner, title="Kedua", form="workshop", number="9/W")
        later.sent_at = work.now + timedelta(minutes=1)
    browser = sign_in(hr)

    page = browser.get("/bukti").text

    assert page.index("Pertama") < page.index("Kedua")
    assert re.search(r'<b class="count">2<span class="sr"> menunggu</span></b>', page)
    for query, shown in {
        "q=9/W": ["Kedua"],
        f"q={learner.nip}": ["Pertama", "Kedua"],
        "q=siti": ["Pertama", "Kedua"],
        "q=100%25": [],
        "bentuk=workshop": ["Kedua"],
        "keadaan=ditolak": [],
        "keadaan=semua": ["Pertama", "Kedua"],
        "halaman=99": ["Pertama", "Kedua"],
    }.items():
        text = browser.get(f"/bukti?{query}").text
        assert [title for title in ("Pertama", "Kedua") if title in text] == shown, query


def test_hr_accepts_beside_the_file(work: Work, house: House, sign_in: SignIn) -> None:
    learner, hr, sent = furnish(work)
    browser = sign_in(hr)

    page = browser.get(f"/bukti/{sent.id}")
    file = browser.get(f"/bukti/{sent.id}/berkas")

    assert f'<iframe src="/bukti/{sent.id}/berkas"' in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert (file.data, file.mimetype, file.headers["X-Frame-Options"]) == (PDF, "application/pdf", "SAMEORIGIN")
    assert "frame-ancestors 'self'" in file.headers["Content-Security-Policy"]
    answer = browser.post(f"/bukti/{sent.id}/terima", data=_as_shown(page.text))
    assert (answer.status_code, answer.location, stored(house)[0].state) == (303, "/bukti", "diterima")
    record = words(sign_in(learner).get("/riwayat").text)
    assert (
        "Mengapa 4 JP, bukan 8? Seminar, Konferensi, atau Sarasehan dihitung 4 JP tiap hari: 1 hari menjadi 4 JP."
        in record
    )
    assert "4 dari paling sedikit 20 JP" in record


def _as_shown(page: str) -> dict[str, str]:
    """The fields of the first form as they stand in the page."""
    form = page.partition("/terima")[2].partition("</form>")[0]
    found = dict(re.findall(r'<input[^>]*name="([\w-]+)"[^>]*value="([^"]*)"', form))
    for name, options in re.findall(r'<select[^>]*name="([\w-]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


def test_hr_corrects_with_a_reason(work: Work, house: House, sign_in: SignIn) -> None:
    learner, hr, sent = furnish(work)
    browser = sign_in(hr)
    typed = {**_as_shown(browser.get(f"/bukti/{sent.id}").text), "form": "workshop"}

    silent = browser.post(f"/bukti/{sent.id}/terima", data=typed)
    spoken = browser.post(f"/bukti/{sent.id}/terima", data={**typed, "reason": "Kertasnya menyebut lokakarya."})

    assert (silent.status_code, "Tulis alasannya, agar pegawai memahami koreksinya." in silent.text) == (422, True)
    assert (spoken.status_code, stored(house)[0].state) == (303, "dikoreksi")
    own = words(sign_in(learner).get(f"/riwayat/bukti/{sent.id}").text)
    assert "Diterima dengan koreksi" in own
    assert "Kertasnya menyebut lokakarya. Bentuk: seminar → workshop" in own


def test_refusal_is_read_by_the_person_and_can_be_taken_back(work: Work, house: House, sign_in: SignIn) -> None:
    learner, hr, sent = furnish(work)
    browser = sign_in(hr)

    assert browser.post(f"/bukti/{sent.id}/tolak", data={"why": " "}).status_code == 422
    assert browser.post(f"/bukti/{sent.id}/tolak", data={"why": "Tidak terbaca."}).status_code == 303
    assert "Ditolak Tidak terbaca." in words(sign_in(learner).get("/riwayat").text)
    assert browser.post(f"/bukti/{sent.id}/tolak", data={"why": "Lagi."}).status_code == 409
    assert browser.post(f"/bukti/{sent.id}/batalkan", data={"why": "Ternyata terbaca."}).status_code == 303
    assert stored(house)[0].state == "menunggu"


def test_hr_does_not_decide_on_their_own(work: Work, sign_in: SignIn) -> None:
    _, hr, _ = furnish(work)
    with committed(work):
        own = make_evidence(work, hr)
    browser = sign_in(hr)

    page = browser.get(f"/bukti/{own.id}").text

    assert ("Ini bukti milik Anda sendiri." in page, "/terima" in page) == (True, False)
    assert browser.post(f"/bukti/{own.id}/tolak", data={"why": "Ya."}).status_code == 403


def test_owner_takes_it_back(work: Work, house: House, sign_in: SignIn) -> None:
    learner, hr, sent = furnish(work)

    assert sign_in(learner).post(f"/riwayat/bukti/{sent.id}/tarik").status_code == 303
    assert stored(house)[0].state == "ditarik"
    assert sign_in(hr).post(f"/bukti/{sent.id}/tolak", data={"why": "Ya."}).status_code == 409


def test_both_sides_see_what_may_be_there_already(work: Work, sign_in: SignIn) -> None:
    learner, hr, sent = furnish(work)
    with committed(work):
        make_evidence(work, learner, title="Seminar Kearsipan", organiser="Universitas Harapan Jaya")

    for browser, address in ((sign_in(learner), f"/riwayat/bukti/{sent.id}"), (sign_in(hr), f"/bukti/{sent.id}")):
        text = words(browser.get(address).text)
        assert "Mungkin sudah pernah tercatat." in text
        assert "nomornya sama, judul dan tanggalnya sama, berkasnya sama" in text


def test_reports_count_only_what_was_verified(work: Work) -> None:
    learner, _, sent = furnish(work, form="coaching", minutes=225)
    hours = Hours(year=work.today.year)

    def minutes() -> int:
        rows = work.session.execute(select(reports.hours.worked(work, hours)))
        return int(next(row.minutes for row in rows if row.person_id == learner.id))

    assert minutes() == 0
    services.accept(work, sent, Description.of(sent))
    assert minutes() == 90
    services.undo(work, sent, "Keliru.")
    assert minutes() == 0


def test_own_file_is_downloaded_under_its_name(work: Work, sign_in: SignIn) -> None:
    learner, _, sent = furnish(work)

    answer = sign_in(learner).get(f"/riwayat/bukti/{sent.id}/berkas?unduh=1")

    assert answer.headers["Content-Disposition"] == "attachment; filename=bukti.pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "cost"), [("/bukti", 4), ("/bukti/{}", 10), ("/riwayat/bukti/{}", 7)])
def test_page_costs_the_same_for_one_and_for_three(
    work: Work, sign_in: SignIn, count_statements: CountStatements, count: int, url: str, cost: int
) -> None:
    learner, hr, sent = furnish(work)
    with committed(work):
        for _ in range(count - 1):
            make_evidence(work, learner)
    browser = sign_in(hr if url.startswith("/bukti") else learner)

    with count_statements() as statements:
        assert browser.get(url.format(sent.id)).status_code == 200

    assert len(statements) == cost


def test_rules_of_a_year_are_for_everybody_to_read(work: Work, sign_in: SignIn) -> None:
    with committed(work):
        person = make_person(work)

    text = words(sign_in(person).get("/riwayat/aturan").text)

    assert "Coaching NKL01 2 JP tiap sesi; paling banyak 4 JP sebulan" in text
    assert "Belum ada aturan untuk tahun 2001" in words(sign_in(person).get("/riwayat/aturan?tahun=2001").text)


def test_an_entry_that_was_undone_leaves_the_record_to_its_evidence(work: Work, sign_in: SignIn) -> None:
    learner, _, sent = furnish(work)
    with committed(work):
        services.accept(work, sent, Description.of(sent))
        services.undo(work, sent, "Keliru.")

    text = words(sign_in(learner).get("/riwayat").text)

    assert work.session.scalars(select(CareerEntry)).one().withdrawn_reason == "Keliru."
    assert (text.count("Seminar Kearsipan"), "Menunggu Keliru." in text) == (1, True)


def test_nav_counts_of_a_guest_stand_in_the_menu_and_a_broken_one_costs_nothing(
    work: Work, house: House, sign_in: SignIn
) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)
    waiting = [4]
    hooks = ModuleType("counting_hooks")
    setattr(hooks, "nav_counts", hookimpl(lambda work: [("career.index", 8 // waiting[0])]))  # noqa: B010  # by hand
    house.hooks.register("counting", hooks, guest=True)

    assert '<b class="count">2<span' in browser.get("/katalog").text
    waiting[0] = 0
    assert 'class="count"' not in browser.get("/katalog").text


def test_an_error_page_asks_the_menu_nothing(work: Work, sign_in: SignIn, count_statements: CountStatements) -> None:
    _, hr, _ = furnish(work)
    browser = sign_in(hr)

    with count_statements() as statements:
        assert 'class="count"' not in browser.get("/bukti/999").text

    assert len(statements) == 2
