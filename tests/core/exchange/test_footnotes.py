"""Footnotes and draws of a group on their way out: carried where there is a place, said where there is none."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from elearn.core.exchange.services import export_course
from elearn.kernel.work import Work
from elearn.testing.factories.courses import write_course

QUIZ = """---
judul: Kuis
jenis: kuis
---

# Dasar hukum

Ambil: 1

## Siapa yang wajib menetapkan standar?[^uu-25-2009-ps-20]

Menurut undang-undang[^uu-25-2009-ps-20] dan aturan lain[^lain].

- [x] Penyelenggara
- [ ] Bupati

> **Pembahasan:** Lihat lagi[^bahas].

## Berapa hari?

Jawaban: 14

[^uu-25-2009-ps-20]: UU 25/2009 Pasal 20: *penyelenggara wajib*
    menetapkan standar.
[^lain]: Peraturan lain.
[^bahas]: Materi dua.
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = write_course(tmp_path / "kursus")
    (folder / "03-kuis.md").write_text(QUIZ)
    return folder


def words(work: Work, course: Path, form: str) -> tuple[str, list[tuple[str, str]]]:
    exported = export_course(work, str(course), form)
    content = exported.files.get("", b"")
    if content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            text = "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    else:
        text = "\n".join(part.decode(errors="replace") for part in exported.files.values())
    lines = [(str(line.status), line.reason) for line in exported.report if line.position.startswith("03-kuis")]
    return text, lines


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "qti"])
def test_the_words_of_a_footnote_go_along(work: Work, course: Path, form: str) -> None:
    text, lines = words(work, course, form)
    text = text.replace("\\", "")  # GIFT escapes colons

    assert "(1) UU 25/2009 Pasal 20: " in text
    assert "(2) Peraturan lain." in text
    assert "(3) Materi dua." in text
    assert "[^" not in text
    assert ("sebagian", "catatan kaki menjadi teks di bawah soal") in lines


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "docx", "pdf", "html"])
def test_a_draw_that_has_no_place_is_said(work: Work, course: Path, form: str) -> None:
    _, lines = words(work, course, form)

    assert ("sebagian", "semua soal kelompok ini ikut; `Ambil: 1` tidak") in lines


def test_a_draw_goes_along_in_qti(work: Work, course: Path) -> None:
    text, lines = words(work, course, "qti")

    assert '<qti-selection select="1"/>' in text
    assert not any("Ambil" in reason for _, reason in lines)
