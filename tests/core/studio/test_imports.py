"""A file of another program from the browser to a draft: sent, read, agreed to, taken in, and taken out again. On both engines."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from zipfile import ZipFile

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.core.studio.models import Draft, DraftFile, Import, Revision
from elearn.core.studio.queries.imports import IMPORT_KEPT
from elearn.core.studio.services import files
from elearn.hooks.house import House
from elearn.kernel.outbox import Job
from elearn.kernel.work import Work, committed

GIFT = b"::Satu::Satu tambah satu {=dua =2}\n\n::Tak jelas::Kurung {lupa\n"
QUIZ = "02-kuis-akhir.md"


def send(browser: FlaskClient, content: bytes, name: str, into_draft: str = "", **fields: str) -> str:
    """Sends a file; returns the address of its page."""
    address = f"/impor?naskah={into_draft}" if into_draft else "/impor"
    answer = browser.post(address, data={"file": (io.BytesIO(content), name), **fields})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def work_off(house: House, page: str) -> None:
    """Lets the worker do what an import waits for."""
    with house.work(write=False) as work:
        job_id = work.session.get_one(Import, int(page.rpartition("/")[2])).job_id
    assert job_id is not None
    house.queue.run(job_id)


def read(browser: FlaskClient, house: House, content: bytes, name: str, into_draft: str = "", **fields: str) -> str:
    page = send(browser, content, name, into_draft, **fields)
    work_off(house, page)
    return page


def take(browser: FlaskClient, page: str, **fields: str) -> TestResponse:
    return browser.post(f"{page}/masukkan", data=fields)


def words_of(browser: FlaskClient, page: str) -> str:
    answer = browser.get(page)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text[answer.text.index("<main") :]).split())


def texts(house: House, slug: str) -> dict[str, str | None]:
    with house.work(write=False) as work:
        mine = select(DraftFile.path, DraftFile.text).join(Draft).where(Draft.slug == slug).order_by(DraftFile.path)
        return {row.path: row.text for row in work.session.execute(mine)}


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_file_becomes_a_new_course_after_a_yes(trainer: FlaskClient, house: House) -> None:
    page = read(trainer, house, GIFT, "bank_soal.gift")
    before = words_of(trainer, page)

    take(trainer, page, judul="Bank soal kita")

    assert "1 utuh 0 sebagian 1 ditolak" in before
    assert "Tak jelas bank_soal.gift:3 ditolak kurung { tidak ditutup" in before
    found = texts(house, "bank-soal-kita")
    assert sorted(found) == ["01-bank-soal.md", "kursus.md"]
    assert "judul: Bank soal kita" in str(found["kursus.md"])
    assert "Sudah dimasukkan" in words_of(trainer, page)


def test_nothing_changes_before_the_yes(trainer: FlaskClient, house: House, draft: Draft) -> None:
    before = texts(house, draft.slug)

    read(trainer, house, GIFT, "bank.gift", draft.slug)

    assert texts(house, draft.slug) == before


def test_files_are_added_after_those_of_the_draft_and_taken_out_again(
    trainer: FlaskClient, house: House, draft: Draft
) -> None:
    before = texts(house, draft.slug)
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)

    take(trainer, page)
    added = texts(house, draft.slug).keys() - before.keys()
    trainer.post(f"{page}/batalkan")

    assert added == {"03-bank.md"}
    assert texts(house, draft.slug) == before
    assert "Impor dibatalkan" in words_of(trainer, page)
    with house.work(write=False) as work:
        notes = select(Revision.note).where(Revision.path == "03-bank.md").order_by(Revision.number)
        assert list(work.session.scalars(notes)) == ["dari bank.gift", "impor dibatalkan"]


def test_a_quiz_takes_the_questions_and_keeps_what_was_written_since(
    trainer: FlaskClient, house: House, draft: Draft, work: Work
) -> None:
    before = str(texts(house, draft.slug)[QUIZ])
    page = read(trainer, house, GIFT, "bank.gift", draft.slug, into=QUIZ)
    take(trainer, page)
    after = str(texts(house, draft.slug)[QUIZ])
    with committed(work):
        files.write(work, draft, QUIZ, after.replace("jenis: kuis", "jenis: kuis\npercobaan: 2"))

    trainer.post(f"{page}/batalkan")

    assert after.startswith(before.rstrip())
    assert "## Satu tambah satu" in after.removeprefix(before.rstrip())
    assert sorted(texts(house, draft.slug)) == ["01-materi-pertama.md", QUIZ, "kursus.md"]
    assert texts(house, draft.slug)[QUIZ] == before.replace("jenis: kuis", "jenis: kuis\npercobaan: 2")


def test_an_added_file_that_was_edited_since_stays(
    trainer: FlaskClient, house: House, draft: Draft, work: Work
) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)
    take(trainer, page)
    with committed(work):
        files.write(work, draft, "03-bank.md", "---\njudul: Milik saya\njenis: kuis\n---\n")

    answer = trainer.post(f"{page}/batalkan", follow_redirects=True)

    assert "Tetap ada karena sudah diubah sesudah impor: 03-bank.md." in answer.text
    assert "03-bank.md" in texts(house, draft.slug)


def test_a_draft_with_other_files_by_now_is_read_against_anew(
    trainer: FlaskClient, house: House, draft: Draft, work: Work
) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)
    with committed(work):
        files.write(work, draft, "03-baru.md", "---\njudul: Baru\n---\n")

    take(trainer, page)
    work_off(house, page)

    assert "Berkas sudah dibaca ulang" in words_of(trainer, page)
    take(trainer, page)
    assert sorted(texts(house, draft.slug))[-2:] == ["04-bank.md", "kursus.md"]


def test_typing_by_a_colleague_does_not_stop_an_import(
    trainer: FlaskClient, house: House, draft: Draft, work: Work
) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)
    lesson = str(texts(house, draft.slug)["01-materi-pertama.md"])
    with committed(work):
        files.write(work, draft, "01-materi-pertama.md", lesson + "\nSatu kalimat lagi.\n")

    take(trainer, page)

    assert "03-bank.md" in texts(house, draft.slug)


def test_a_quiz_that_is_gone_by_now_is_said(trainer: FlaskClient, house: House, draft: Draft, work: Work) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug, into=QUIZ)
    with committed(work):
        files.rename(work, draft, {QUIZ: "02-kuis-baru.md"})

    take(trainer, page)
    work_off(house, page)

    assert f"{QUIZ} tidak ada lagi di naskah" in words_of(trainer, page)


def test_a_second_yes_writes_nothing_twice(trainer: FlaskClient, house: House, draft: Draft) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)
    take(trainer, page)
    after = texts(house, draft.slug)

    assert take(trainer, page).status_code == 409
    assert texts(house, draft.slug) == after


def test_columns_are_named_on_the_screen(trainer: FlaskClient, house: House) -> None:
    content = workbook(
        ("B", "Siapa yang menetapkan standar pelayanan?", "Bupati", "Penyelenggara"),
        ("A", "Apa nama janji layanan kepada masyarakat?", "Maklumat", "Standar"),
    )
    page = read(trainer, house, content, "kantor.xlsx")
    assert "Berkas belum dapat dibaca" in words_of(trainer, page)

    form = trainer.get(f"{page}/kolom").text
    guessed = re.findall(r'<select name="kolom-(\w)">.*?<option value="([^"]*)" selected>', form, re.DOTALL)
    first = re.search(r'name="baris"[^>]*value="(\d+)"', form)
    assert guessed == [("A", "kunci"), ("B", "soal"), ("C", "pilihan a"), ("D", "pilihan b")]
    assert first is not None
    trainer.post(
        f"{page}/kolom",
        data={f"kolom-{letter}": role for letter, role in guessed} | {"baris": first[1], "lembar": "Sheet"},
    )
    work_off(house, page)
    take(trainer, page)

    assert "- [ ] Bupati\n- [x] Penyelenggara\n" in str(texts(house, "kantor")["01-kantor.md"])
    assert "- [x] Maklumat\n- [ ] Standar\n" in str(texts(house, "kantor")["01-kantor.md"])


def test_a_role_named_twice_is_said_on_the_page(trainer: FlaskClient, house: House) -> None:
    page = read(trainer, house, workbook(("Apa?", "A", "Ini")), "kantor.xlsx")

    answer = trainer.post(f"{page}/kolom", data={"kolom-A": "soal", "kolom-B": "soal", "nomor": "1"})

    assert answer.status_code == 422
    assert "Satu isi disebut untuk dua kolom" in answer.text


def test_a_zip_brings_lessons_and_pictures_and_writes_nothing_over(
    trainer: FlaskClient, house: House, draft: Draft
) -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("lain/kursus.md", "---\njudul: Lain\n---\n")
        archive.writestr("lain/03-baru.md", "---\njudul: Baru\n---\nTeks.\n")
        archive.writestr("lain/aset/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    before = texts(house, draft.slug)
    page = read(trainer, house, stream.getvalue(), "lain.zip", draft.slug)

    report = json.loads(trainer.get(f"{page}/laporan.json").data)
    take(trainer, page)

    assert [(line["item"], line["status"]) for line in report] == [
        ("03-baru.md", "utuh"),
        ("aset/a.svg", "utuh"),
        ("kursus.md", "ditolak"),
    ]
    assert texts(house, draft.slug).keys() - before.keys() == {"03-baru.md", "aset/a.svg"}
    assert texts(house, draft.slug)["kursus.md"] == before["kursus.md"]


def test_a_long_report_is_narrowed_and_paged(trainer: FlaskClient, house: House) -> None:
    many = b"\n\n".join(b"::Soal %d::Berapa %d? {=%d}" % (n, n, n) for n in range(120))
    page = read(trainer, house, many + b"\n\n" + GIFT, "banyak.gift")

    assert "1–50 dari 122" in words_of(trainer, page)
    assert "Soal 119" in words_of(trainer, f"{page}?halaman=3")
    assert "ditolak kurung" in words_of(trainer, f"{page}?hasil=ditolak")
    assert "1–1 dari 1" in words_of(trainer, f"{page}?q=soal+77")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04rusak"])
def test_a_file_that_is_nothing_is_said_so(trainer: FlaskClient, house: House, content: bytes) -> None:
    page = read(trainer, house, content, "apa.bin")

    assert "Berkas belum dapat dibaca" in words_of(trainer, page)
    assert take(trainer, page).status_code == 409


def test_somebody_elses_import_and_draft_are_not_there(
    trainer: FlaskClient, colleague: FlaskClient, house: House, draft: Draft
) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)

    assert colleague.get(page).status_code == 404
    assert take(colleague, page).status_code == 404
    assert colleague.get(f"/impor?naskah={draft.slug}").status_code == 404
    sent = {"file": (io.BytesIO(GIFT), "bank.gift")}
    assert colleague.post(f"/impor?naskah={draft.slug}", data=sent).status_code == 404


def test_a_file_is_forgotten_and_what_was_taken_stays(
    trainer: FlaskClient, house: House, draft: Draft, work: Work
) -> None:
    page = read(trainer, house, GIFT, "bank.gift", draft.slug)
    take(trainer, page)
    with committed(work):
        work.session.get_one(Import, int(page.rpartition("/")[2])).sent_at -= IMPORT_KEPT + timedelta(hours=1)
        forget = work.session.scalars(select(Job).where(Job.name == "studio:forget")).one()
        forget.due_at = work.now
        job_id = forget.id
    house.queue.run(job_id)

    assert "Sudah dimasukkan" in words_of(trainer, page)
    assert trainer.get(f"{page}/laporan.json").status_code == 410
    assert "03-bank.md" in texts(house, draft.slug)
    assert not any((house.files.folder / "impor").rglob("*") if (house.files.folder / "impor").exists() else ())


def test_a_code_in_use_is_not_taken_a_second_time(trainer: FlaskClient, house: House, draft: Draft) -> None:
    answer = trainer.post(f"/naskah/{draft.slug}/terbitkan")
    assert answer.status_code == 302, answer.text
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("x/kursus.md", f"---\njudul: X\nkode: {draft.slug}\n---\n")
    page = read(trainer, house, stream.getvalue(), "x.zip")

    answer = take(trainer, page)

    assert answer.status_code == 409
    assert "sudah dipakai pelatihan yang terbit" in answer.text


def test_the_template_comes_back_whole(trainer: FlaskClient, house: House) -> None:
    assert "/impor/templat/xlsx" in trainer.get("/impor").text

    page = read(trainer, house, trainer.get("/impor/templat/xlsx").data, "soal.xlsx")

    assert "6 utuh 0 sebagian 0 ditolak" in words_of(trainer, page)
    assert trainer.get("/impor/templat/gift").status_code == 422
