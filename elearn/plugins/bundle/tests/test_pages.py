"""A course as plain pages: every link inside leads somewhere, nothing leads outside, the key only when it is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from elearn.core.exchange.items import Boxes, Gaps, Item, Option, Pairs
from elearn.core.exchange.manuscripts import read_course_text
from elearn.testing.exchange import write_items

from ..hooks import exporters

(HTML,) = exporters()


def course(folder: Path) -> Path:
    options = (Option("Satu <b>", right=False), Option("*Dua*", right=True))
    pairs = Pairs((("Kiri", "Kanan"), ("Atas", "Bawah")))
    write_items(
        folder,
        [
            Item(Boxes(options), "Pilih satu", id="s-aaaa", explanation="Karena *dua*."),
            Item(Gaps(), "Lengkapi", "Ibu kota [[Nusantara]].", "s-bbbb"),
            Item(pairs, "Jodohkan", id="s-cccc"),
        ],
    )
    text = "---\njudul: Materi\n---\n\nLihat [kuis](01-kuis.md) dan ![Titik](aset/titik.svg).\n"
    (folder / "02-materi.md").write_text(text, encoding="utf-8")
    (folder / "aset").mkdir()
    (folder / "aset" / "titik.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    return folder


@pytest.mark.parametrize("with_key", [True, False])
def test_key_is_there_only_when_asked(tmp_path: Path, with_key: bool) -> None:
    page = HTML.write(read_course_text(course(tmp_path)), with_key).files["01-kuis.html"].decode()

    assert ("Nusantara" in page, "Karena <em>dua</em>" in page, "Kanan" in page) == (with_key, with_key, True)
    assert "<li>Satu &lt;b&gt;</li>\n<li><em>Dua</em></li>" in page


def test_every_address_is_inside_the_folder(tmp_path: Path) -> None:
    files = HTML.write(read_course_text(course(tmp_path)), True).files
    pages = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    addresses = {found for page in pages.values() for found in re.findall(r'(?:href|src)="([^"]+)"', page)}

    assert sorted(files) == ["01-kuis.html", "02-materi.html", "aset/titik.svg", "gaya.css", "index.html"]
    assert addresses - set(files) == set()


def test_report_says_that_nothing_is_marked(tmp_path: Path) -> None:
    report = HTML.write(read_course_text(course(tmp_path)), False).report

    assert [(line.position, line.status) for line in report] == [
        ("01-kuis.md", "utuh"),
        ("01-kuis.md:7", "sebagian"),
        ("01-kuis.md:15", "sebagian"),
        ("01-kuis.md:20", "sebagian"),
        ("02-materi.md", "utuh"),
    ]
