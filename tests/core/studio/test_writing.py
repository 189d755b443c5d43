"""Saving while typing, two authors on one file, history and the live preview: over HTTP, on both engines."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.core.people.models import Person
from elearn.core.studio.models import AUTHOR, Author, Draft, DraftFile, Revision
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import files
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed

FILE = "/naskah/melayani-warga/berkas/01-materi-pertama.md"
LESSON = "---\njudul: Materi\n---\n\nBaris satu.\n\nBaris dua.\n\nBaris tiga.\n"


@pytest.fixture
def shared(work: Work, draft: Draft, colleague_person: Person) -> int:
    """The draft has two authors, and its first lesson is LESSON; returns the number of its revision."""
    with committed(work):
        work.add(Author(draft_id=draft.id, person_id=colleague_person.id, kind=AUTHOR))
        return files.write(work, draft, "01-materi-pertama.md", LESSON, note="awal").number


def save(browser: FlaskClient, text: str, number: int, *, typing: bool = True) -> TestResponse:
    return browser.post(
        FILE, data={"naskah": text, "nomor": str(number)}, headers={"HX-Request": "true"} if typing else {}
    )


def number_in(answer: TestResponse) -> int:
    found = re.search(r'name="nomor" id="nomor" value="(\d+)"', answer.text)
    assert found, answer.text
    return int(found[1])


def stored(house: House) -> str:
    with house.work(write=False) as work:
        lesson = select(DraftFile.text).where(DraftFile.path == "01-materi-pertama.md")
        return work.session.scalars(lesson).one() or ""


def test_a_text_is_saved_while_typing(trainer: FlaskClient, house: House, shared: int) -> None:
    first = save(trainer, LESSON.replace("satu", "SATU").replace("\n", "\r\n"), shared)
    second = save(trainer, LESSON.replace("satu", "satu sekali"), number_in(first))

    assert re.search(r"tersimpan \d\d\.\d\d\.\d\d", first.text)
    assert (number_in(first), number_in(second)) == (shared + 1, shared + 2)
    assert stored(house) == LESSON.replace("satu", "satu sekali")


def test_saving_the_same_again_keeps_no_revision(trainer: FlaskClient, house: House, shared: int) -> None:
    answer = save(trainer, LESSON, shared)

    assert number_in(answer) == shared


def test_a_form_without_javascript_saves_too(trainer: FlaskClient, house: House, shared: int) -> None:
    answer = save(trainer, LESSON.replace("satu", "SATU"), shared, typing=False)

    assert answer.location == FILE
    assert "Tersimpan." in trainer.get(FILE).text
    assert stored(house) == LESSON.replace("satu", "SATU")


def test_two_authors_on_different_lines_are_merged(
    trainer: FlaskClient, colleague: FlaskClient, house: House, shared: int
) -> None:
    save(colleague, LESSON.replace("tiga", "TIGA"), shared)
    answer = save(trainer, LESSON.replace("satu", "SATU"), shared)

    assert "digabung dengan perubahan rekan Anda." in answer.text
    assert stored(house) == LESSON.replace("satu", "SATU").replace("tiga", "TIGA")

    save(trainer, LESSON.replace("satu", "SATU benar"), number_in(answer))
    assert stored(house) == LESSON.replace("satu", "SATU benar").replace("tiga", "TIGA")


def test_two_authors_on_one_line_choose(
    trainer: FlaskClient, colleague: FlaskClient, house: House, shared: int
) -> None:
    save(colleague, LESSON.replace("dua", "DUA"), shared)
    while_typing = save(trainer, LESSON.replace("dua", "2"), shared)
    again = save(trainer, LESSON.replace("dua", "2 lagi"), number_in(while_typing))

    assert "Rekan Anda mengubah baris yang sama." in again.text
    assert stored(house) == LESSON.replace("dua", "DUA")
    address = re.findall(r'href="(/naskah/[^"]+/gabung/[^"]+)"', again.text)[0].replace("&amp;", "&")
    page = trainer.get(address).text
    assert ("Baris DUA." in page, "Baris 2 lagi." in page) == (True, True)

    fields = dict(re.findall(r'name="(dari|milik|nomor)" value="(\d+)"', page))
    unchosen = trainer.post(address.partition("?")[0], data=fields)
    assert (unchosen.status_code, "pilih satu versi" in unchosen.text) == (422, True)
    trainer.post(address.partition("?")[0], data={**fields, "bagian-0": "both"})
    assert stored(house) == LESSON.replace("Baris dua.", "Baris 2 lagi.\nBaris DUA.")


def test_a_clash_without_javascript_leads_to_the_choice(
    trainer: FlaskClient, colleague: FlaskClient, house: House, shared: int
) -> None:
    save(colleague, LESSON.replace("dua", "DUA"), shared)
    answer = save(trainer, LESSON.replace("dua", "2"), shared, typing=False)

    assert answer.location.startswith("/naskah/melayani-warga/gabung/01-materi-pertama.md?dari=")
    with house.work(write=False) as work:
        kept = select(Revision.text).where(Revision.note == "menunggu digabung")
        assert work.session.scalars(kept).all() == [LESSON.replace("dua", "2")]


def test_a_third_version_asks_again(trainer: FlaskClient, colleague: FlaskClient, house: House, shared: int) -> None:
    answer = save(colleague, LESSON.replace("dua", "DUA"), shared)
    mine = save(trainer, LESSON.replace("dua", "2"), shared, typing=False)
    fields = dict(re.findall(r'name="(dari|milik|nomor)" value="(\d+)"', trainer.get(mine.location).text))
    save(colleague, LESSON.replace("dua", "DUA KALI"), number_in(answer))

    late = trainer.post(mine.location.partition("?")[0], data={**fields, "bagian-0": "mine"})

    assert (late.status_code, "DUA KALI" in late.text) == (422, True)
    assert stored(house) == LESSON.replace("dua", "DUA KALI")


def test_saving_a_file_that_was_removed_is_refused(trainer: FlaskClient, shared: int) -> None:
    trainer.post("/naskah/melayani-warga/hapus/01-materi-pertama.md")

    answer = save(trainer, LESSON.replace("dua", "2"), shared)

    assert (answer.status_code, "Berkas ini tidak ada di naskah." in answer.text) == (404, True)


def test_a_text_beyond_a_megabyte_is_refused(trainer: FlaskClient, house: House, shared: int) -> None:
    answer = trainer.post(FILE, data={"naskah": "x" * 400_000 + "\n" + "é" * 400_000, "nomor": str(shared)})

    assert (answer.status_code, stored(house)) == (413, LESSON)


def test_history_shows_what_changed_and_restores_it(trainer: FlaskClient, house: House, shared: int) -> None:
    later = number_in(save(trainer, LESSON.replace("dua", "DUA"), shared))
    address = "/naskah/melayani-warga/riwayat/01-materi-pertama.md"

    page = trainer.get(f"{address}?nomor={later}").text
    trainer.post(address, data={"nomor": str(shared)})

    assert re.findall(r"<(ins|del)>([^<]*)</", page) == [("del", "Baris dua."), ("ins", "Baris DUA.")]
    assert stored(house) == LESSON
    assert "dipulihkan dari versi" in trainer.get(address).text
    assert trainer.get(f"{address}?nomor=999").status_code == 404


def test_a_day_later_typing_is_one_state_per_sitting(work: Work, draft: Draft, house: House) -> None:
    begun = work.now
    for minute in (0, 1, 2, 30, 31, 3000):
        work.now = begun + timedelta(minutes=minute)
        with committed(work):
            file = file_of(work, draft, "kursus.md")
            files.save(work, draft, "kursus.md", f"---\njudul: Menit {minute}\n---\n", file.number)

    with house.work(write=False) as reading:
        kept = select(Revision.text).where(Revision.path == "kursus.md", Revision.note == "").order_by(Revision.number)
        titles = [str(text).split("\n")[1] for text in reading.session.scalars(kept)]
    assert titles == ["judul: Menit 2", "judul: Menit 31", "judul: Menit 3000"]


def test_the_preview_is_what_publishing_makes(trainer: FlaskClient, house: House, draft: Draft) -> None:
    quiz = "---\njudul: Kuis\njenis: kuis\nnilai lulus: 70\n---\n\nMari.\n\n## Mana?\n\n- [ ] Satu\n- [ ] Dua\n"
    address = "/naskah/melayani-warga/pratinjau/02-kuis-akhir.md"

    page = trainer.post(address, data={"naskah": quiz}, headers={"HX-Request": "true"}).text

    assert "<p>Mari.</p>" in page
    assert re.findall(r'data-line="(\d+)" data-level="(\w+)" data-sentence="([^"]+)"', page) == [
        ("11", "salah", "soal ini belum punya jawaban benar"),
    ]
    assert page.count('type="radio"') == 2
    assert stored(house).startswith("---\njudul: Materi pertama")


def test_the_preview_knows_the_files_of_the_draft(trainer: FlaskClient, draft: Draft) -> None:
    lesson = "---\njudul: Materi\n---\n\n[kuis](02-kuis-akhir.md) [tiada](03-tiada.md) ![Alur](aset/alur.svg)\n"
    address = "/naskah/melayani-warga/pratinjau/01-materi-pertama.md"

    page = trainer.post(address, data={"naskah": lesson}, headers={"HX-Request": "true"}).text

    assert 'href="/naskah/melayani-warga/berkas/02-kuis-akhir.md"' in page
    assert re.findall(r'data-sentence="([^"]+)"', page) == [
        "gambar aset/alur.svg tidak ada", "tautan ke 03-tiada.md tidak menemukan berkasnya",
    ]  # fmt: skip


@pytest.mark.parametrize("naskah", ["", "---", "\ufeff---\n---", "## ", "- [x]\n" * 500, "<script>alert(1)</script>"])
def test_no_text_breaks_the_preview(trainer: FlaskClient, draft: Draft, naskah: str) -> None:
    for path in ("kursus.md", "01-materi-pertama.md", "02-kuis-akhir.md", "baru.md"):
        answer = trainer.post(f"/naskah/melayani-warga/pratinjau/{path}", data={"naskah": naskah})

        assert (answer.status_code, "<script>alert" in answer.text) == (200, False)
