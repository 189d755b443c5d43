"""A course of mine in every other form: asked for, reported, fetched; its key for its authors only. On both engines."""

from __future__ import annotations

import io
import json
import re
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from elearn.core.studio.models import Draft
from elearn.core.studio.services import files
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed

BEGINNINGS = {
    "aiken": None, "docx": b"PK", "gift": b"", "html": b"PK", "moodle-xml": b"<?xml", "pdf": b"%PDF", "qti": b"PK", "zip": b"PK",
}  # fmt: skip


def ask(browser: FlaskClient, house: House, address: str, form: str, **fields: str) -> str:
    """Asks for a file and lets the worker write it; returns the address of its page."""
    answer = browser.post(address, data={"bentuk": form, **fields})
    assert answer.status_code == 303, answer.text
    page = str(answer.location)
    house.queue.run(int(page.rpartition("/")[2]))
    return page


def words_of(browser: FlaskClient, page: str) -> str:
    answer = browser.get(page)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text[answer.text.index("<main") :]).split())


def test_every_form_there_is_can_be_chosen_and_fetched(trainer: FlaskClient, house: House, draft: Draft) -> None:
    address = f"/naskah/{draft.slug}/ekspor"
    forms = re.findall(r'name="bentuk" value="([^"]+)"', trainer.get(address).text)

    assert sorted(forms) == sorted(form for form, beginning in BEGINNINGS.items() if beginning is not None)
    for form in forms:
        page = ask(trainer, house, address, form)
        answer = trainer.get(f"{page}/berkas")
        assert answer.data.startswith(BEGINNINGS[form] or b""), form
        assert f"{draft.slug}-{form}" in answer.headers["Content-Disposition"]


def test_what_is_lost_stands_before_the_download(trainer: FlaskClient, house: House, draft: Draft) -> None:
    page = ask(trainer, house, f"/naskah/{draft.slug}/ekspor", "gift")

    said = words_of(trainer, page)
    report = json.loads(trainer.get(f"{page}/laporan.json").data)

    assert said.index("Berkas siap, tetapi tidak semua ikut") < said.index("Unduh melayani-warga-gift.gift")
    assert "materi tidak ikut" in said
    assert {line["status"] for line in report} >= {"ditolak", "utuh"}


def test_nothing_lost_is_said_too(trainer: FlaskClient, house: House, draft: Draft) -> None:
    assert "Berkas siap, semua ikut utuh" in words_of(
        trainer, ask(trainer, house, f"/naskah/{draft.slug}/ekspor", "zip")
    )


def test_the_key_is_printed_only_when_asked_for(trainer: FlaskClient, house: House, draft: Draft) -> None:
    address = f"/naskah/{draft.slug}/ekspor"

    without = trainer.get(ask(trainer, house, address, "docx") + "/berkas").data
    with_key = trainer.get(ask(trainer, house, address, "docx", kunci="ya") + "/berkas").data

    def document(content: bytes) -> str:
        with ZipFile(io.BytesIO(content)) as archive:
            return archive.read("word/document.xml").decode()

    assert ("Kunci" in document(without), "Kunci" in document(with_key)) == (False, True)


def test_a_published_version_goes_out_as_it_was_published(
    trainer: FlaskClient, house: House, draft: Draft, work: Work
) -> None:
    assert trainer.post(f"/naskah/{draft.slug}/terbitkan").status_code == 302
    with committed(work):
        files.write(work, draft, "03-baru.md", "---\njudul: Baru sekali\n---\n\nTeks.\n")

    page = ask(trainer, house, f"/pengajar/{draft.slug}/ekspor", "zip")

    with ZipFile(io.BytesIO(trainer.get(f"{page}/berkas").data)) as archive:
        names = sorted(archive.namelist())
    assert names == [f"{draft.slug}/{name}" for name in ("01-materi-pertama.md", "02-kuis-akhir.md", "kursus.md")]


def test_other_trainers_get_neither_page_nor_file(
    trainer: FlaskClient, colleague: FlaskClient, house: House, draft: Draft
) -> None:
    assert trainer.post(f"/naskah/{draft.slug}/terbitkan").status_code == 302
    page = ask(trainer, house, f"/naskah/{draft.slug}/ekspor", "pdf", kunci="ya")

    for address in (f"/naskah/{draft.slug}/ekspor", f"/pengajar/{draft.slug}/ekspor"):
        assert colleague.get(address).status_code == 404
        assert colleague.post(address, data={"bentuk": "pdf"}).status_code == 404
    assert colleague.get(page).status_code == 404
    assert colleague.get(f"{page}/berkas").status_code == 404


@pytest.mark.parametrize("form", ["", "tidak-ada", "../zip"])
def test_an_unknown_form_is_refused(trainer: FlaskClient, draft: Draft, form: str) -> None:
    assert trainer.post(f"/naskah/{draft.slug}/ekspor", data={"bentuk": form}).status_code == 422
