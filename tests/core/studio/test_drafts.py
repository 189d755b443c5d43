"""New drafts, the list, the outline, and who may not see them: over HTTP, on both engines."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.core.courses import queries as courses
from elearn.core.courses.models import Course, Source
from elearn.core.people.models import Person
from elearn.core.studio.models import Author, Draft, DraftFile, Revision
from elearn.core.studio.services import drafts, folders
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import CountStatements, SignIn
from elearn.testing.factories.courses import make_course, zipped
from elearn.testing.factories.people import make_person, make_role

ASSET = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def send(browser: FlaskClient, content: bytes, name: str = "etika-layanan.zip") -> TestResponse:
    return browser.post("/pengajar", data={"file": (io.BytesIO(content), name)}, follow_redirects=True)


def paths(house: House, slug: str = "melayani-warga") -> list[str]:
    with house.work(write=False) as work:
        of_draft = select(DraftFile.path).join(Draft, Draft.id == DraftFile.draft_id).where(Draft.slug == slug)
        return list(work.session.scalars(of_draft.order_by(DraftFile.path)))


def text(house: House, path: str) -> str:
    with house.work(write=False) as work:
        return work.session.scalars(select(DraftFile.text).where(DraftFile.path == path)).one() or ""


def test_a_new_course_is_a_draft_that_passes_the_check(trainer: FlaskClient, house: House) -> None:
    page = trainer.post("/naskah", data={"title": "Melayani Warga: dasar"}, follow_redirects=True).text

    assert "Naskah baru siap." in page
    assert paths(house, "melayani-warga-dasar") == ["01-materi-pertama.md", "02-kuis-akhir.md", "kursus.md"]
    assert "Siap terbit" in trainer.get("/naskah/melayani-warga-dasar/periksa").text


def test_two_courses_of_one_title_have_two_names(trainer: FlaskClient, house: House) -> None:
    for _ in range(2):
        trainer.post("/naskah", data={"title": "Melayani Warga"})

    with house.work(write=False) as work:
        assert work.session.scalars(select(Draft.slug).order_by(Draft.id)).all() == [
            "melayani-warga",
            "melayani-warga-2",
        ]


def test_a_course_without_a_title_is_refused(trainer: FlaskClient) -> None:
    answer = trainer.post("/naskah", data={"title": "  "})

    assert (answer.status_code, "Tulis judulnya dahulu." in answer.text) == (422, True)


def test_an_archive_becomes_a_draft_and_is_checked(trainer: FlaskClient, house: House, folder: Path) -> None:
    quiz = folder / "03-kuis.md"
    quiz.write_text(quiz.read_text().replace("- [x]", "- [ ]", 1))
    (folder / "catatan.docx").write_bytes(b"x")

    page = send(trainer, zipped(folder)).text

    assert "Belum dapat terbit: ada 1 kesalahan" in page
    assert "Tidak dibawa dari ZIP: catatan.docx." in page
    assert 'href="/naskah/etika-layanan/berkas/03-kuis.md?baris=16"' in page
    assert "/terbitkan" not in page
    with house.work(write=False) as work:
        assert work.session.scalars(select(Course.slug)).all() == []


def test_the_second_step_publishes(trainer: FlaskClient, trainer_person: Person, house: House, folder: Path) -> None:
    assert "Siap terbit" in send(trainer, zipped(folder)).text

    page = trainer.post("/naskah/etika-layanan/terbitkan", follow_redirects=True).text

    assert "Versi 1 sudah terbit." in page
    assert "2 materi, 1 kuis, 4 soal" in page
    with house.work(write=False) as work:
        version = courses.open_version(work, "etika-layanan")
        assert (version.number, version.published_by) == (1, trainer_person.id)
        assert sorted(courses.sources(work, version.id)) == ["01-materi.md", "02-materi.md", "03-kuis.md", "kursus.md"]


def test_a_draft_with_errors_cannot_be_published_by_hand(trainer: FlaskClient, folder: Path) -> None:
    (folder / "kursus.md").write_text("---\njudul: X\n---\n")
    send(trainer, zipped(folder))

    answer = trainer.post("/naskah/etika-layanan/terbitkan")

    assert (answer.status_code, "Pelatihan ini belum dapat diterbitkan." in answer.text) == (422, True)


def test_an_archive_of_the_same_course_renews_its_draft(trainer: FlaskClient, house: House, folder: Path) -> None:
    send(trainer, zipped(folder))
    (folder / "02-materi.md").rename(folder / "02-lanjutan.md")

    send(trainer, zipped(folder))

    assert paths(house, "etika-layanan") == ["01-materi.md", "02-lanjutan.md", "03-kuis.md", "kursus.md"]
    assert "02-materi.md" in trainer.get("/naskah/etika-layanan").text  # among what was removed


def test_an_archive_in_another_encoding_is_one_sentence(trainer: FlaskClient, folder: Path) -> None:
    (folder / "01-materi.md").write_bytes("judul".encode("utf-16"))

    answer = send(trainer, zipped(folder))

    assert (answer.status_code, "01-materi.md bukan teks UTF-8." in answer.text) == (422, True)


def test_no_archive_and_a_broken_one_are_refused(trainer: FlaskClient) -> None:
    empty = trainer.post("/pengajar", data={})
    broken = send(trainer, b"bukan zip")

    assert (empty.status_code, "Pilih berkas ZIP pelatihan Anda" in empty.text) == (422, True)
    assert (broken.status_code, "Berkas ini bukan ZIP yang utuh." in broken.text) == (422, True)


def test_another_trainers_course_is_refused(trainer: FlaskClient, colleague: FlaskClient, folder: Path) -> None:
    send(trainer, zipped(folder))
    taken = send(colleague, zipped(folder))
    trainer.post("/naskah/etika-layanan/terbitkan")
    published = send(colleague, zipped(folder.rename(folder.with_name("lain"))), "lain.zip")

    assert (taken.status_code, "sudah dipakai naskah pengajar lain" in taken.text) == (409, True)
    assert (published.status_code, "sudah dipakai pelatihan milik pengajar lain" in published.text) == (409, True)


def test_a_published_course_comes_back_as_a_draft(trainer: FlaskClient, house: House, folder: Path, work: Work) -> None:
    (folder / "aset").mkdir()
    (folder / "aset" / "alur.svg").write_bytes(ASSET)
    send(trainer, zipped(folder))
    trainer.post("/naskah/etika-layanan/terbitkan")
    with committed(work):
        for row in (*work.session.scalars(select(Revision)), *work.session.scalars(select(DraftFile)),
                    *work.session.scalars(select(Author)), *work.session.scalars(select(Draft))):  # fmt: skip
            work.session.delete(row)

    page = trainer.post("/pengajar/etika-layanan/naskah", follow_redirects=True).text

    assert "Terbit" in page
    assert paths(house, "etika-layanan") == ["01-materi.md", "02-materi.md", "03-kuis.md", "aset/alur.svg", "kursus.md"]
    published = trainer.post("/naskah/etika-layanan/terbitkan", follow_redirects=True).text
    assert "Tidak berubah: isinya sama dengan versi 1" in published


def test_a_course_from_before_sources_were_kept_says_so(trainer: FlaskClient, work: Work) -> None:
    with committed(work):
        version = make_course(work, slug="dari-server")
        for source in work.session.scalars(select(Source)):
            work.session.delete(source)
        assert version.number == 1

    answer = trainer.post("/pengajar/dari-server/naskah")

    assert (answer.status_code, "Naskah versi yang terbit ini tidak tersimpan." in answer.text) == (409, True)


def rows(page: str) -> str:
    """The table of the list."""
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_the_list_holds_drafts_and_published_courses(work: Work, trainer: FlaskClient, draft: Draft) -> None:
    with committed(work):
        make_course(work, slug="dari-server", title="Dari Server")

    page = trainer.get("/pengajar").text

    assert sorted(re.findall(r'href="/(?:naskah|pengajar)/([a-z-]+)"', rows(page))) == ["dari-server", "melayani-warga"]
    assert "dari-server" not in trainer.get("/pengajar?keadaan=writing").text
    assert "melayani-warga" not in trainer.get("/pengajar?q=dari+server").text
    assert "Tidak ada pelatihan yang cocok" in trainer.get("/pengajar?q=tidak-ada").text


def test_a_published_draft_is_written_again_after_a_change(trainer: FlaskClient, house: House, folder: Path) -> None:
    send(trainer, zipped(folder))
    trainer.post("/naskah/etika-layanan/terbitkan")
    published = trainer.get("/pengajar?keadaan=published").text

    trainer.post("/naskah/etika-layanan/langkah", data={"kind": "materi", "title": "Penutup"})

    assert "etika-layanan" in published
    assert "etika-layanan" in trainer.get("/pengajar?keadaan=writing").text


def test_steps_are_added_at_the_end(trainer: FlaskClient, house: House, draft: Draft) -> None:
    lesson = trainer.post("/naskah/melayani-warga/langkah", data={"kind": "materi", "title": "Loket: hari pertama"})
    quiz = trainer.post("/naskah/melayani-warga/langkah", data={"kind": "kuis", "title": "Kuis #2"})

    assert lesson.location == "/naskah/melayani-warga/berkas/03-loket-hari-pertama.md"
    assert quiz.location == "/naskah/melayani-warga/berkas/04-kuis-2.md"
    page = trainer.get("/naskah/melayani-warga").text
    assert re.findall(r'berkas/(0\d)-[^"]*">([^<]+)</a>', page) == [
        ("01", "Materi pertama"), ("02", "Kuis akhir"), ("03", "Loket: hari pertama"), ("04", "Kuis #2"),
    ]  # fmt: skip


def test_moving_a_step_renames_it_and_mends_links(trainer: FlaskClient, house: House, draft: Draft) -> None:
    answer = trainer.post("/naskah/melayani-warga/susunan", data={"turun": "01-materi-pertama.md"})

    assert answer.location == "/naskah/melayani-warga#02-materi-pertama"
    assert paths(house) == ["01-kuis-akhir.md", "02-materi-pertama.md", "kursus.md"]
    assert text(house, "01-kuis-akhir.md").count("Materi: 02-materi-pertama.md") == 2


def test_a_step_is_renamed_with_its_links(trainer: FlaskClient, house: House, draft: Draft) -> None:
    page = trainer.post(
        "/naskah/melayani-warga/nama/01-materi-pertama.md", data={"words": "Menyapa Warga"}, follow_redirects=True
    ).text

    assert "Nama berkas sekarang 01-menyapa-warga.md." in page
    assert "Materi: 01-menyapa-warga.md" in text(house, "02-kuis-akhir.md")


def test_a_removed_file_comes_back_from_its_history(trainer: FlaskClient, house: House, draft: Draft) -> None:
    before = text(house, "01-materi-pertama.md")
    trainer.post("/naskah/melayani-warga/hapus/01-materi-pertama.md")
    gone = paths(house)

    trainer.post("/naskah/melayani-warga/riwayat/01-materi-pertama.md", data={"nomor": "1"})

    assert gone == ["02-kuis-akhir.md", "kursus.md"]
    assert text(house, "01-materi-pertama.md") == before


def test_the_courses_own_file_cannot_be_removed(trainer: FlaskClient, draft: Draft) -> None:
    assert trainer.post("/naskah/melayani-warga/hapus/kursus.md").status_code == 409


def test_properties_are_fields_of_the_same_file(trainer: FlaskClient, house: House, draft: Draft) -> None:
    form = {"judul": "Melayani: lanjutan", "jp": "2", "ringkasan": "Melayani warga.", "nomor": "1",
            "kelulusan_materi": "semua", "kelulusan_kuis": "semua", "sertifikat": "3 tahun"}  # fmt: skip

    page = trainer.post("/naskah/melayani-warga/keterangan", data=form, follow_redirects=True).text

    assert 'value="Melayani: lanjutan"' in page
    assert text(house, "kursus.md").startswith(
        '---\njudul: "Melayani: lanjutan"\nringkasan: Melayani warga.\njp: 2\n'
        "kelulusan: {materi: semua, kuis: semua}\nsertifikat: {berlaku: 3 tahun}\n---\n\nSambut peserta"
    )
    assert "Melayani: lanjutan" in trainer.get("/pengajar").text


ADDRESSES = (
    "", "/periksa", "/keterangan", "/berkas/kursus.md", "/riwayat/kursus.md", "/gabung/kursus.md?dari=1&milik=1",
)  # fmt: skip
DEEDS = (
    "/susunan", "/langkah", "/nama/01-materi-pertama.md", "/hapus/01-materi-pertama.md", "/berkas/kursus.md",
    "/gabung/kursus.md", "/pratinjau/kursus.md", "/riwayat/kursus.md", "/keterangan", "/terbitkan",
)  # fmt: skip


def test_another_trainers_draft_does_not_exist_for_me(colleague: FlaskClient, house: House, draft: Draft) -> None:
    seen = {address: colleague.get(f"/naskah/melayani-warga{address}").status_code for address in ADDRESSES}
    form = {"naik": "02-kuis-akhir.md", "kind": "materi", "title": "X", "words": "x", "naskah": "X", "nomor": "1"}
    done = {deed: colleague.post(f"/naskah/melayani-warga{deed}", data=form).status_code for deed in DEEDS}

    assert seen == dict.fromkeys(ADDRESSES, 404)
    assert done == dict.fromkeys(DEEDS, 404)
    assert "melayani-warga" not in colleague.get("/pengajar").text
    with house.work(write=False) as work:
        assert work.session.scalars(select(Draft.revision)).one() == 3


def test_the_admin_sees_every_draft(work: Work, sign_in: SignIn, draft: Draft) -> None:
    with committed(work):
        admin = make_person(work)
        make_role(work, admin, "admin")
    browser = sign_in(admin)

    assert "melayani-warga" in browser.get("/pengajar").text
    assert browser.get("/naskah/melayani-warga").status_code == 200


@pytest.mark.parametrize("role", ["learner", "hr"])
def test_the_studio_is_closed_to_others(work: Work, sign_in: SignIn, draft: Draft, role: str) -> None:
    with committed(work):
        person = make_person(work)
        if role != "learner":
            make_role(work, person, role)
    browser = sign_in(person)

    assert [browser.get(f"/naskah/melayani-warga{address}").status_code for address in ADDRESSES] == [403] * len(
        ADDRESSES
    )
    assert [browser.post(f"/naskah/melayani-warga{deed}").status_code for deed in DEEDS] == [403] * len(DEEDS)
    assert 'href="/pengajar"' not in browser.get("/katalog").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_studios_pages_need_few_statements(
    work: Work, trainer: FlaskClient, draft: Draft, count_statements: CountStatements, count: int
) -> None:
    with committed(work):
        for _ in range(count):
            drafts.begin(work, "Lain")
            make_course(work)
    for number in range(count):
        trainer.post("/naskah/melayani-warga/langkah", data={"kind": "materi", "title": f"Materi {number}"})
    counts = {}
    for address in ("/pengajar", "/naskah", *(f"/naskah/melayani-warga{address}" for address in ADDRESSES)):
        with count_statements() as statements:
            assert trainer.get(address).status_code == 200, address
        counts[address.replace("/naskah/melayani-warga", "…")] = len(statements)

    assert counts == {
        "/pengajar": 4, "/naskah": 1, "…": 5, "…/periksa": 9, "…/keterangan": 3, "…/berkas/kursus.md": 7,
        "…/riwayat/kursus.md": 5, "…/gabung/kursus.md?dari=1&milik=1": 5,
    }  # fmt: skip


def test_a_draft_is_checked_from_the_same_files_as_it_was_uploaded(work: Work, draft: Draft) -> None:
    with folders.unfolded(work, draft) as folder:
        names = sorted(path.name for path in folder.iterdir())
        assert (folder.name, names) == ("melayani-warga", ["01-materi-pertama.md", "02-kuis-akhir.md", "kursus.md"])
