"""What is no list of people, sent in the browser: one clear sentence, the right status, and nothing is kept."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook as OpenpyxlBook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from elearn.core.people.models import Import, Person
from elearn.core.people.sheets.columns import COLUMNS
from elearn.hooks.house import House
from elearn.kernel.outbox import Job
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.people import make_person, make_role, make_row, make_sheet, make_unit
from elearn.testing.factories.reports import Place

from ...test_bad_input import PERSON, UNIT, million_empty_rows, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = ";".join(column.name for column in COLUMNS["pegawai"])


@pytest.fixture
def browser(work: Work, sign_in: SignIn) -> FlaskClient:
    """An admin, who may import units."""
    with committed(work):
        admin = make_person(work, make_unit(work, code="LAMA"))
        make_role(work, admin, "admin")
    return sign_in(admin)


def send(browser: FlaskClient, content: bytes, name: str = "pegawai.xlsx") -> TestResponse:
    """Sends a file. Packed by hand: the test client leaves a large one's temporary file open."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode("utf-8", "replace") + content + b"\r\n--x--\r\n"
    return browser.post("/pegawai/impor", data=body, content_type="multipart/form-data; boundary=x")


def checked(browser: FlaskClient, house: House, content: bytes) -> str:
    """What the page says after the check."""
    answer = send(browser, content)
    assert answer.status_code == 303, answer.text
    with house.work(write=False) as work:
        job_id = work.session.scalars(select(Import.job_id).order_by(Import.id.desc()).limit(1)).one()
    assert job_id is not None
    house.queue.run(job_id)
    page = browser.get(answer.location).text
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def packed(*names: str) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


def bomb() -> bytes:
    """A workbook of 200 kilobytes that unpacks to 210 megabytes."""
    target = io.BytesIO(make_sheet())
    with ZipFile(target, "a", ZIP_DEFLATED) as archive, archive.open("xl/worksheets/sheet9.xml", "w") as part:
        for _ in range(21):
            part.write(bytes(10_000_000))
    return target.getvalue()


def book_of(**sheets: list[list[object]]) -> bytes:
    book, target = OpenpyxlBook(), io.BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(target)
    return target.getvalue()


BAD = {
    "empty": (b"", "Berkas ini kosong."),
    "old Excel": (OLE + bytes(600), "Berkas ini berformat Excel lama (.xls)."),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "Berkas ini dikunci kata sandi."),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Berkas ini bukan CSV UTF-8 atau buku kerja Excel."),
    "Word": (packed("[Content_Types].xml", "word/document.xml"), "Berkas ini bukan buku kerja Excel."),
    "plain zip": (packed("kursus.md"), "Berkas ini bukan buku kerja Excel."),
    "half a workbook": (make_sheet()[:3000], "Berkas ini rusak."),
    "bomb": (bomb(), "Isi buku kerja ini terlalu besar untuk dibaca."),
    "other sheets": (book_of(Gaji=[["nip"]]), "Berkas ini tidak memuat lembar unit atau pegawai; yang ada: Gaji."),
    "other columns": (book_of(unit=[["kode", "nama"]]), "kolom kode_induk, jenis tidak ada."),
    "CSV with other columns": (b"nip;nama\n1;A\n", "Judul kolom lembar pegawai belum sesuai"),
    "CSV in another encoding": ((HEADER + "\nÑ").encode("latin-1"), "tidak tersimpan sebagai UTF-8."),
}


@pytest.mark.parametrize(("content", "sentence"), BAD.values(), ids=BAD)
def test_file_that_cannot_be_read_is_refused_on_the_form_and_not_kept(
    browser: FlaskClient, house: House, work: Work, content: bytes, sentence: str
) -> None:
    answer = send(browser, content)

    assert (answer.status_code, sentence in answer.text) == (422, True), answer.text
    assert "Ada isian yang perlu diperbaiki." in answer.text
    assert (work.session.scalars(select(Import)).all(), work.session.scalars(select(Job)).all()) == ([], [])
    assert not (house.files.folder / "impor").exists()


def test_form_without_a_file_says_so(browser: FlaskClient) -> None:
    answer = browser.post("/pegawai/impor", data={})

    assert (answer.status_code, "Pilih berkasnya dahulu, lalu kirim lagi." in answer.text) == (422, True)


def test_file_larger_than_a_request_may_be_is_refused(browser: FlaskClient) -> None:
    browser.application.config["MAX_CONTENT_LENGTH"] = 100_000

    answer = send(browser, bytes(200_000))

    assert (answer.status_code, "terlalu besar. Perkecil, lalu kirim lagi." in answer.text) == (413, True)


def test_million_empty_rows_are_read_as_none(browser: FlaskClient, house: House, tmp_path: Path) -> None:
    file = million_empty_rows(workbook(tmp_path / "pegawai.xlsx", [[*UNIT[:2], "LAMA", UNIT[3]]], [PERSON]))

    assert "Siap diterapkan 2 baris baru dan 0 baris berubah" in checked(browser, house, file.read_bytes())


def test_formula_is_refused_in_its_row(browser: FlaskClient, house: House, tmp_path: Path) -> None:
    file = workbook(tmp_path / "pegawai.xlsx", [["D-1", "=1+1", "LAMA", "Dinas"]], [])

    words = checked(browser, house, file.read_bytes())

    assert "1 baris ditolak" in words
    assert "Kolom nama: berisi rumus. Kolom nama: Salin lalu tempel sebagai nilai" in words
    assert "Terapkan yang benar saja" not in words


def test_too_many_rows_show_after_the_upload(browser: FlaskClient, house: House, work: Work) -> None:
    words = checked(browser, house, b"kode;nama;kode_induk;jenis\n" + b"1\n" * 100_001)

    assert "Berkas tidak dapat dibaca Berkas CSV ini memuat lebih dari 100000 baris. Bagi menjadi" in words
    answer = browser.post("/pegawai/impor/1/terapkan")
    assert (answer.status_code, "Impor ini tidak dapat diterapkan." in answer.text) == (409, True)
    assert work.session.scalar(select(func.count()).select_from(Person)) == 1


def test_markup_in_names_is_shown_as_text(browser: FlaskClient, house: House, work: Work) -> None:
    with committed(work):
        unit = make_unit(work)
    row = make_row(unit, name="<script>alert(1)</script>")

    page = browser.get(send(browser, make_sheet(row), "<img src=x>.xlsx").location).text
    words = checked(browser, house, make_sheet(row))

    assert ("<img src=x>" in page, "<script>alert" in page) == (False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words


@pytest.mark.parametrize("name", ["", "a\0b.xlsx", "a" * 5000 + ".xlsx", "../../etc/passwd", "\ud83d\ude00.xlsx"])
def test_odd_file_names_are_no_bug(browser: FlaskClient, work: Work, name: str) -> None:
    answer = send(browser, make_sheet(), name)

    assert answer.status_code in (303, 422)
    assert all(len(kept) <= 100 for kept in work.session.scalars(select(Import.filename)))


def test_dry_run_reads_csv_too(browser: FlaskClient, house: House, place: Place) -> None:
    line = "19900101 201503 2 999;Siti Aminah;;;PNS;III/c;Dokter Ahli Muda;Fungsional;;LAMA;;;;"

    assert "Siap diterapkan 1 baris baru" in checked(browser, house, f"{HEADER}\n{line}\n".encode())
