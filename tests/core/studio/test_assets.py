"""Pictures and files of a draft: what they are is read from them, what a camera noted is gone, limits hold."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.core.studio.models import Draft, DraftFile
from elearn.core.studio.services.assets import sniffed
from elearn.hooks.house import House
from elearn.testing.factories.courses import zipped

ASSETS = "/naskah/melayani-warga/aset"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
SCRIPT = SVG.replace(b"<path", b"<script>alert(1)</script><path")
MP4 = b"\0\0\0\x18ftypisom" + bytes(2_000_000)
GPS, ORIENTATION = 0x8825, 0x0112


def photo(size: tuple[int, int] = (3000, 2000), kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A photograph from a phone held upright, with the place where it was taken."""
    image = Image.effect_noise(size, 40).convert(mode)
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[2] = (7.0, 19.0, 0.0)
    target = io.BytesIO()
    image.save(target, kind, exif=exif)
    return target.getvalue()


def send(browser: FlaskClient, content: bytes, name: str, *, dropped: bool = False, **fields: str) -> TestResponse:
    """One file in a form; the body is written by hand, for the test client leaves large ones in open temporary files."""
    parts = [
        f'--kotak\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--kotak\r\nContent-Disposition: form-data; name="berkas"; filename="{name}"\r\n\r\n'.encode()
    body = b"".join([*parts, head, content, b"\r\n--kotak--\r\n"])
    headers = {"HX-Request": "true"} if dropped else {}
    return browser.post(ASSETS, data=body, content_type="multipart/form-data; boundary=kotak", headers=headers)


def kept(house: House) -> dict[str, bytes]:
    with house.work(write=False) as work:
        rows = work.session.execute(select(DraftFile.path, DraftFile.digest).where(DraftFile.digest.is_not(None)))
        return {path: work.files.read(str(digest)) for path, digest in rows}


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (photo((4, 4)), "image/jpeg"), (photo((4, 4), "PNG"), "image/png"), (photo((4, 4), "WEBP"), "image/webp"),
        (SVG, "image/svg+xml"), (b"%PDF-1.7", "application/pdf"), (MP4, "video/mp4"), (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
        (b"ID3\x04", "audio/mpeg"), (b"OggS", "audio/ogg"), (b"GIF89a", "image/gif"), (b"\x1a\x45\xdf\xa3", "video/webm"),
        (b"MZ\x90", ""), (b"<html>", ""), (b"", ""),
    ],
)  # fmt: skip
def test_the_kind_is_read_from_the_content(content: bytes, media_type: str) -> None:
    assert sniffed(content) == media_type


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_made_upright_small_and_nameless(
    trainer: FlaskClient, house: House, draft: Draft, kind: str
) -> None:
    answer = send(trainer, photo(kind=kind), "Foto Loket.HEIC", size="kecil")

    assert answer.status_code == 302
    ((path, content),) = kept(house).items()
    image = Image.open(io.BytesIO(content))
    assert (image.size, dict(image.getexif()), image.format) == ((427, 640), {}, kind)
    assert path == f"aset/foto-loket.{ {'JPEG': 'jpg', 'PNG': 'png', 'WEBP': 'webp'}[kind] }"


def test_a_dropped_picture_says_how_it_is_written(trainer: FlaskClient, draft: Draft) -> None:
    page = send(trainer, photo((900, 600)), "alur.jpg", dropped=True).text

    assert 'data-written="![Tulis keterangan isinya di sini](aset/alur.jpg)"' in page


def test_the_same_name_gets_a_number_and_the_same_picture_none(
    trainer: FlaskClient, house: House, draft: Draft
) -> None:
    for content in (SVG, SVG, SVG.replace(b"9", b"8")):
        send(trainer, content, "alur.svg")

    assert sorted(kept(house)) == ["aset/alur-2.svg", "aset/alur.svg"]


def test_a_film_is_kept_as_it_is_and_its_cost_is_shown(trainer: FlaskClient, house: House, draft: Draft) -> None:
    send(trainer, MP4, "sambutan.mp4")

    page = trainer.get(ASSETS).text

    assert kept(house) == {"aset/sambutan.mp4": MP4}
    assert "2.000 kB · kira-kira Rp 20 tiap peserta" in page
    assert "menghabiskan kuota" in page
    assert "anggapan Rp 10.000 tiap gigabita" in page


@pytest.mark.parametrize(
    ("content", "name", "status", "sentence"),
    [
        (b"MZ\x90\0", "gambar.png", 422, "gambar.png bukan gambar, PDF, audio, atau video yang dikenal."),
        (SCRIPT, "alur.svg", 422, "alur.svg: SVG ini memuat unsur &lt;script&gt; yang tidak diizinkan."),
        (photo()[:5000], "putus.jpg", 422, "Gambar ini rusak atau tidak lengkap."),
        (MP4 + bytes(4_000_000), "film.mp4", 413, "film.mp4 terlalu besar. Paling besar 5 MB"),
        (b"\xff\xd8\xff" + bytes(21_000_000), "foto.jpg", 413, "foto.jpg terlalu besar. Paling besar 20 MB"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    trainer: FlaskClient, house: House, draft: Draft, content: bytes, name: str, status: int, sentence: str
) -> None:
    answer = send(trainer, content, name)

    assert (answer.status_code, sentence in answer.text, kept(house)) == (status, True, {})


def test_a_picture_of_too_many_pixels_is_not_unpacked(trainer: FlaskClient, house: House, draft: Draft) -> None:
    target = io.BytesIO()
    Image.new("1", (9000, 8000)).save(target, "PNG")

    answer = send(trainer, target.getvalue(), "bom.png")

    assert (answer.status_code, "lebih dari 50 megapiksel" in answer.text, kept(house)) == (413, True, {})


def test_no_file_is_refused(trainer: FlaskClient, draft: Draft) -> None:
    answer = trainer.post(ASSETS)

    assert (answer.status_code, "Pilih berkasnya dahulu" in answer.text) == (422, True)


def test_a_picture_is_offered_smaller(trainer: FlaskClient, house: House, draft: Draft) -> None:
    send(trainer, photo(), "alur.jpg", size="besar")
    large = kept(house)["aset/alur.jpg"]

    page = trainer.post(
        "/naskah/melayani-warga/ukuran/aset/alur.jpg", data={"size": "kecil"}, follow_redirects=True
    ).text
    small = kept(house)["aset/alur.jpg"]

    assert (Image.open(io.BytesIO(large)).size, Image.open(io.BytesIO(small)).size) == ((1280, 1920), (427, 640))
    assert f"aset/alur.jpg sekarang {len(small) // 1000} kB." in page


def test_an_asset_is_shown_and_may_not_run(trainer: FlaskClient, colleague: FlaskClient, draft: Draft) -> None:
    send(trainer, SVG, "alur.svg")
    send(trainer, b"%PDF-1.7 x", "syarat.pdf")

    picture = trainer.get("/naskah/melayani-warga/isi/aset/alur.svg")
    document = trainer.get("/naskah/melayani-warga/isi/aset/syarat.pdf")

    assert (picture.data, picture.content_type) == (SVG, "image/svg+xml; charset=utf-8")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert document.headers["Content-Disposition"] == "attachment; filename=syarat.pdf"
    assert trainer.get("/naskah/melayani-warga/isi/kursus.md").status_code == 404
    assert colleague.get("/naskah/melayani-warga/isi/aset/alur.svg").status_code == 404


def test_a_file_goes_and_comes_back(trainer: FlaskClient, house: House, draft: Draft) -> None:
    send(trainer, SVG, "alur.svg")
    trainer.post("/naskah/melayani-warga/hapus/aset/alur.svg")
    gone = kept(house)

    trainer.post("/naskah/melayani-warga/riwayat/aset/alur.svg", data={"nomor": "1"})

    assert (gone, kept(house)) == ({}, {"aset/alur.svg": SVG})


def test_photographs_in_an_archive_lose_what_the_camera_noted(trainer: FlaskClient, house: House, folder: Path) -> None:
    (folder / "aset").mkdir()
    (folder / "aset" / "foto.jpg").write_bytes(photo((600, 400)))
    (folder / "aset" / "alur.svg").write_bytes(SVG)

    trainer.post("/pengajar", data={"file": (io.BytesIO(zipped(folder)), "etika-layanan.zip")})

    found = kept(house)
    image = Image.open(io.BytesIO(found["aset/foto.jpg"]))
    assert (image.size, dict(image.getexif()), found["aset/alur.svg"]) == ((400, 600), {}, SVG)


def test_anothers_assets_are_closed(colleague: FlaskClient, house: House, draft: Draft) -> None:
    answers = [
        colleague.get(ASSETS),
        send(colleague, SVG, "alur.svg"),
        colleague.post("/naskah/melayani-warga/ukuran/aset/alur.svg"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert kept(house) == {}
