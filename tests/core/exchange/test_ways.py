"""Whatever the format: told from the content, reported, limited, and never written over."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete

from elearn.cli.courses import command
from elearn.cli.door import Door
from elearn.core.courses import models as courses
from elearn.core.exchange.formats import Source
from elearn.core.exchange.safe_xml import records
from elearn.core.exchange.services import course_text, exporters, importers, preview_import, write_files
from elearn.core.exchange.shelf import Shelf
from elearn.hooks.house import House
from elearn.kernel.errors import Invalid, NotFound
from elearn.kernel.work import Work
from elearn.testing.factories.courses import make_course, write_course, write_quiz

GIFT = b"::Satu::Satu tambah satu {=dua =2}\n\n::Tak jelas::Kurung {lupa\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6364f80f00010501012718e3660000000049454e44ae426082"
)


def run(house: House, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, obj=Door(house), catch_exceptions=False)


def test_format_is_told_from_the_content(work: Work) -> None:
    samples = {
        b"<?xml version='1.0'?><quiz/>": "moodle-xml",
        GIFT: "gift",
        b"Tanya?\nA. Satu\nB. Dua\nANSWER: B\n": "aiken",
    }

    assert {preview_import(work, Source("berkas", content)).format for content in samples} == set(samples.values())


def test_unknown_content_is_refused_with_the_formats_there_are(work: Work) -> None:
    with pytest.raises(Invalid, match=r"tidak dikenali\. Sebutkan salah satu: aiken"):
        preview_import(work, Source("berkas.bin", b"\x00\x01\x02"))


def test_dry_run_writes_nothing_but_the_report(house: House, tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_bytes(GIFT)

    arguments = ("--into", str(tmp_path / "baru"), "--dry-run", "--report", str(tmp_path / "lapor.json"))
    result = run(house, "import", str(tmp_path / "bank.gift"), *arguments)

    assert result.exit_code == 0
    assert not (tmp_path / "baru").exists()
    assert json.loads((tmp_path / "lapor.json").read_text()) == [
        {"item": "Satu", "position": "bank.gift:1", "status": "utuh", "reason": ""},
        {"item": "Tak jelas", "position": "bank.gift:3", "status": "ditolak", "reason": "kurung { tidak ditutup"},
    ]


def test_second_import_adds_nothing_twice(house: House, tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_bytes(GIFT)
    arguments = ("import", str(tmp_path / "bank.gift"), "--into", str(tmp_path / "baru"))

    first, second = run(house, *arguments), run(house, *arguments)

    assert "gift: 2 item: 1 utuh, 0 sebagian, 1 ditolak." in first.output
    assert "soal ini sudah ada di 01-bank.md:8; tidak ditulis lagi" in second.output
    assert sorted(path.name for path in (tmp_path / "baru").iterdir()) == ["01-bank.md", "kursus.md"]


def test_import_goes_on_after_the_files_there_are(house: House, tmp_path: Path) -> None:
    (tmp_path / "bank.gift").write_bytes(GIFT)
    folder = write_course(tmp_path / "kursus")

    run(house, "import", str(tmp_path / "bank.gift"), "--into", str(folder))

    assert sorted(path.name for path in folder.glob("*.md")) == [
        "01-materi.md",
        "02-materi.md",
        "03-bank.md",
        "kursus.md",
    ]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("lama")

    with pytest.raises(Invalid, match="sudah ada"):
        write_files({"b.md": b"baru", "a.md": b"baru"}, tmp_path)

    assert not (tmp_path / "b.md").exists()


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz><question>&b;</question></quiz>',
        b'<!DOCTYPE quiz SYSTEM "http://127.0.0.1:9/x.dtd"><quiz><question/></quiz>',
        b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>',
    ],
)
def test_xml_with_a_dtd_is_not_opened(content: bytes) -> None:
    with pytest.raises(Invalid, match="DTD"):
        list(records(content, ("question",)))


def test_broken_xml_names_its_line() -> None:
    with pytest.raises(Invalid, match="rusak pada baris 2"):
        list(records(b"<quiz>\n<question></quiz>", ("question",)))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"MZ\x90\x00", "jenis berkasnya bukan PNG"),
        (PIXEL + bytes(5_000_000), "berkasnya lebih dari 5 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG-nya tidak aman"),
    ],
)
def test_picture_that_must_not_come_is_refused(content: bytes, reason: str) -> None:
    shelf = Shelf()

    assert (shelf.put("a.png", content), shelf.refused.startswith(reason)) == ("", True)


def test_zip_goes_out_and_comes_in_unchanged(house: House, tmp_path: Path) -> None:
    folder = write_course(tmp_path / "asal")
    write_quiz(folder / "03-kuis.md")
    (folder / "aset").mkdir()
    (folder / "aset" / "titik.png").write_bytes(PIXEL)

    out = run(house, "export", str(folder), "--format", "zip", "--out", str(tmp_path / "asal.zip"))
    back = run(house, "import", str(tmp_path / "asal.zip"), "--into", str(tmp_path / "kembali"))

    assert (out.exit_code, back.exit_code) == (0, 0)
    assert contents(tmp_path / "kembali") == contents(folder)
    assert ZipFile(BytesIO((tmp_path / "asal.zip").read_bytes())).namelist()[1] == "asal/01-materi.md"


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("latin-1").rstrip()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_published_course_is_exported_from_what_was_published(work: Work) -> None:
    version = make_course(work, slug="contoh-ekspor", title="Contoh ekspor")

    with course_text(work, version.course.slug) as text:
        assert (text.title, [step.key for step in text.steps]) == (
            "Contoh ekspor",
            ["01-materi", "02-materi", "03-kuis"],
        )


def test_version_without_its_texts_says_so(work: Work) -> None:
    version = make_course(work, slug="contoh-lama")
    work.session.execute(delete(courses.Source).where(courses.Source.version_id == version.id))

    with pytest.raises(NotFound, match="diterbitkan dengan elearn lama"), course_text(work, "contoh-lama"):
        pass


def test_ways_are_contributed(work: Work) -> None:
    """`importers` and `exporters` of rooms and guests stand in one list."""
    assert {"zip", "moodle-xml", "gift", "aiken"} <= set(importers(work))
    assert {"zip", "moodle-xml", "gift"} <= set(exporters(work))


def test_template_is_filled_in_and_comes_in(house: House, tmp_path: Path) -> None:
    made = run(house, "template", "--out", str(tmp_path / "soal.xlsx"))
    done = run(house, "import", str(tmp_path / "soal.xlsx"), "--into", str(tmp_path / "bank"))
    checked = run(house, "check", str(tmp_path / "bank"))

    assert (made.exit_code, done.exit_code, checked.exit_code) == (0, 0, 0)
    assert "xlsx: 6 item: 6 utuh, 0 sebagian, 0 ditolak." in done.output
