"""Word documents: typed by python-docx, numbered automatically by LibreOffice Writer; and question papers going out."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.shared import Cm

from elearn.core.exchange.items import Boxes, Item, Option, Words
from elearn.core.exchange.manuscripts import read_course_text
from elearn.plugin import Invalid, TooLarge
from elearn.testing.exchange import lines_of, questions, read_back, write_items

from ..hooks import exporters, importers

SAMPLES = Path(__file__).parent / "samples"
DOCX, _ = importers()
DOCX_OUT, PDF_OUT = exporters()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PIXEL = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress((b"\0" + b"\x20\x60\xa0" * 4) * 4))
    + chunk(b"IEND", b"")
)
KEYS_MISSING = "kunci tidak ditemukan: tidak ada pilihan yang tebal, berbintang, bergaris bawah, atau di tabel kunci"


def typed() -> bytes:
    """A document as people type it: every way to mark a key, a picture, and some mistakes."""
    document = Document()
    document.add_heading("Bab 1 Integritas", 1)
    for line in ("Pilih jawaban yang paling tepat.", "1. Apa tindakan pertama?", "A. Menyimpannya"):
        document.add_paragraph(line)
    document.add_paragraph().add_run("B. Melaporkannya").bold = True
    for line in ("C. Mendiamkannya", "Pembahasan: Lihat materi 2.", "2. Perhatikan gambar berikut."):
        document.add_paragraph(line)
    picture = document.add_paragraph().add_run().add_picture(BytesIO(PIXEL), width=Cm(1))
    picture._inline.docPr.set("descr", "Alur pelaporan")
    paragraph = document.add_paragraph("Langkah mana yang ")
    paragraph.add_run("tidak").bold = True
    paragraph.add_run(" ada?")
    for line in (
        "*A. Menunda", "B. Mencatat", "3. Siapa pemilik data?\nA. Instansi\nB. Warga", "4) Nilai dasar berjumlah …",
        "a. lima\tb. tujuh\tc. sembilan", "5. Jelaskan arti akuntabel.", "6. Berapa hari batasnya?", "Jawaban: 30 hari",
        "7. Soal tanpa kunci", "A. Satu", "B. Dua", "Kunci jawaban", "3. B  4. B",
    ):  # fmt: skip
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_typed_document_arrives_with_its_losses_named() -> None:
    _, report = read_back(typed(), "soal.docx", DOCX)

    assert lines_of(report) == [
        ("Pilih jawaban yang paling tepat.", "utuh", ""),
        ("1. Apa tindakan pertama?", "utuh", ""),
        ("2. Perhatikan gambar berikut.", "utuh", ""),
        ("3. Siapa pemilik data?", "utuh", ""),
        ("4. Nilai dasar berjumlah …", "utuh", ""),
        ("5. Jelaskan arti akuntabel.", "sebagian", "tidak ada pilihan maupun jawaban; menjadi soal uraian"),
        ("6. Berapa hari batasnya?", "utuh", ""),
        ("7. Soal tanpa kunci", "ditolak", KEYS_MISSING),
    ]
    assert report[-1].position == "soal.docx · paragraf 19"


def test_key_is_found_however_it_is_marked() -> None:
    files, _ = read_back(typed(), "soal.docx", DOCX)
    text = files["01-bab-1-integritas.md"]

    assert [line for line in text.split("\n") if line.startswith("- [x]")] == [
        "- [x] Melaporkannya",
        "- [x] Menunda",
        "- [x] Warga",
        "- [x] tujuh",
    ]
    assert "![Alur pelaporan](aset/image1-8be7cae3.png)\n\nLangkah mana yang **tidak** ada?\n" in text
    assert "Jawaban: 30 hari\n" in text
    assert "> **Pembahasan:** Lihat materi 2.\n" in text


def test_automatic_numbering_and_key_table_are_read() -> None:
    content = (SAMPLES / "penomoran-otomatis.docx").read_bytes()
    files, report = read_back(content, "soal.docx", DOCX)

    assert lines_of(report) == [
        ("Soal Etika Layanan", "utuh", ""),
        ("1. Sikap yang tepat saat antrean panjang adalah", "sebagian", "garis bawah atau warna pada kata hilang"),
        ("2. Berapa asas pelayanan publik?", "utuh", ""),
        ("3. Dokumen mana yang memuat janji layanan?", "utuh", ""),
    ]
    assert [line for line in files["01-bank.md"].split("\n") if line.startswith("- [x]")] == [
        "- [x] memberi kabar waktu tunggu",
        "- [x] Dua belas",
        "- [x] Maklumat pelayanan",
    ]


def repacked(content: bytes, path: str, change: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change if name == path else old.read(name))
    return stream.getvalue()


def test_document_with_a_dtd_is_not_opened() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="x">&a;</w:document>'

    with pytest.raises(Invalid, match="DTD"):
        read_back(repacked(typed(), "word/document.xml", bomb), "soal.docx", DOCX)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_damaged_document_is_refused_in_words(part: str) -> None:
    with pytest.raises(Invalid, match="utuh"):
        read_back(repacked(typed(), part, b"<w:document"), "soal.docx", DOCX)


def test_cut_off_document_is_refused_in_words() -> None:
    with pytest.raises(Invalid, match="utuh"):
        read_back(typed()[:-400], "soal.docx", DOCX)


def test_document_that_swells_is_not_opened() -> None:
    with pytest.raises(TooLarge):
        read_back(repacked(typed(), "word/document.xml", b" " * 30_000_000), "soal.docx", DOCX)


def bank(folder: Path) -> Path:
    options = tuple(Option(text, right=place == 1) for place, text in enumerate(("Satu", "**Dua**", "Tiga")))
    return write_items(
        folder,
        [
            Item(Boxes(options), "Pilih #dua [kurung]", "Teks *miring*.", "s-aaaa", explanation="Karena dua."),
            Item(Words(("SKP",)), "Apa singkatannya?", id="s-bbbb"),
        ],
    )


@pytest.mark.parametrize("with_key", [True, False])
def test_word_paper_has_its_key_only_when_asked(tmp_path: Path, with_key: bool) -> None:
    content = DOCX_OUT.write(read_course_text(bank(tmp_path)), with_key).files[""]
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)

    assert "1. Pilih #dua [kurung]\nTeks miring.\nA. Satu\nB. Dua\nC. Tiga" in text
    assert ("Kunci jawaban" in text, "SKP" in text, "Karena dua." in text) == (with_key,) * 3


def test_word_paper_with_key_comes_in_again(tmp_path: Path) -> None:
    content = DOCX_OUT.write(read_course_text(bank(tmp_path)), True).files[""]
    files, _ = read_back(content, "soal.docx", DOCX)

    assert "- [ ] Satu\n- [x] **Dua**\n- [ ] Tiga" in questions(files["01-kuis.md"])
    assert "Jawaban: SKP" in questions(files["01-kuis.md"])


@pytest.mark.parametrize("with_key", [True, False])
def test_pdf_has_its_key_only_when_asked(tmp_path: Path, with_key: bool) -> None:
    pypdf = pytest.importorskip("pypdf")
    content = PDF_OUT.write(read_course_text(bank(tmp_path)), with_key).files[""]
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)

    assert "Pilih #dua [kurung]" in text
    assert ("Kunci jawaban" in text, "SKP" in text, "Karena dua." in text) == (with_key,) * 3


def test_pdf_is_the_same_every_time(tmp_path: Path) -> None:
    course = read_course_text(bank(tmp_path))

    assert PDF_OUT.write(course, True) == PDF_OUT.write(course, True)


def test_pdf_is_drawn_whatever_letters_its_questions_have(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    course = write_items(tmp_path, [Item(Words(("Emoji",)), "Apa arti 🎉 dan 漢 ini?", id="s-eeee")])

    content = PDF_OUT.write(read_course_text(course), True).files[""]

    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    assert "Apa arti dan \ufffd ini?" in " ".join(text.split())
