"""Pictures and files: what is taken, what is refused and why."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from elearn.core.courses.parser.svg import check_svg

from .course_folder import PICTURE, CourseFolder, sound_course

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x06"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 300, 200) + b"\x01"

BAD_SVG = (
    "<script>alert(1)</script>",
    '<rect onclick="alert(1)"/>',
    "<foreignObject><p>x</p></foreignObject>",
    '<image href="https://a.id/x.png"/>',
    '<use xlink:href="lain.svg#a"/>',
    '<a href="javascript:alert(1)"><rect/></a>',
    "<style>@import url(x.css);</style>",
    "<style>rect{fill:url(https://a.id/x)}</style>",
    '<rect style="background:url(//a.id)"/>',
    '<rect fill="url(https://a.id#x)"/>',
    '<set attributeName="href" to="javascript:alert(1)"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
)


def svg(inside: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 720 400">'
        f"{inside}</svg>"
    ).encode()


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    return sound_course(tmp_path)


@pytest.mark.parametrize("inside", BAD_SVG)
def test_svg_that_acts_or_fetches_is_refused(inside: str) -> None:
    assert check_svg(svg(inside)).faults != ()


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(""),
        b'<?xml-stylesheet href="x.css"?>' + svg(""),
        b"<svg",
        b"",
        b"\xff\xfe<\x00",
        b"<html/>",
        svg("").replace(b"<svg", b"<?xml version='1.0' encoding='utf-16'?><svg", 1),
        b"<?xml version='1.0' encoding='bogus'?>" + svg(""),
    ],
)
def test_svg_that_is_none_is_refused(content: bytes) -> None:
    assert check_svg(content).faults != ()


def test_plain_drawing_is_taken_with_its_size() -> None:
    drawing = svg(
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs><style>rect{fill:#0f5c5c}</style>'
        '<rect fill="url(#g)"/><use href="#g"/><text font-family="sans-serif">Teks</text>'
        '<image href="data:image/png;base64,iVBORw0KGgo="/>'
    )

    assert check_svg(drawing).faults == ()
    assert check_svg(drawing).size == (720, 400)


def test_pictures_bring_their_size(course: CourseFolder) -> None:
    course.write("aset/a.png", PNG)
    course.write("aset/b.jpg", JPEG)
    course.change("01-materi.md", "## Mana", "![a](aset/a.png)\n\n![b](aset/b.jpg)\n\n## Mana")

    html = course.manuscript().steps[0].html

    assert 'height="480" loading="lazy" src="aset/a.png" width="640"' in html
    assert 'height="300" loading="lazy" src="aset/b.jpg" width="200"' in html


def test_assets_are_carried_with_their_kind(course: CourseFolder) -> None:
    course.write("aset/panduan.pdf", b"%PDF-1.7")

    assert [(asset.path, asset.media_type, asset.content) for asset in course.manuscript().assets] == [
        ("aset/alur.svg", "image/svg+xml", PICTURE.encode()),
        ("aset/panduan.pdf", "application/pdf", b"%PDF-1.7"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("aset/a.exe", b"MZ", "jenis berkas “.exe” tidak dikenal"),
        ("aset/a", b"x", "jenis berkas “tanpa akhiran” tidak dikenal"),
        ("aset/a.png", b"<html>", "isi berkas ini bukan PNG"),
        ("aset/a.mp4", b"", "isi berkas ini bukan MP4"),
        ("aset/a#b.pdf", b"%PDF-", "nama berkas ini memuat tanda yang tidak dapat dipakai di alamat"),
        ("aset/b.pdf", b"%PDF-" + bytes(5_000_000), "berkas terlalu besar: 5,0 MB, paling besar 5 MB"),
    ],
)
def test_unfit_asset_is_refused(course: CourseFolder, name: str, content: bytes, sentence: str) -> None:
    course.write(name, content)

    assert course.found() == [f"{name}:1: salah: {sentence}"]


def test_document_is_linked_not_shown(course: CourseFolder) -> None:
    course.write("aset/panduan.pdf", b"%PDF-1.7")
    course.change("01-materi.md", "## Mana", "![Panduan](aset/panduan.pdf)\n\n## Mana")

    assert course.found() == ["01-materi.md:14: salah: aset/panduan.pdf bukan gambar, audio, atau video"]
