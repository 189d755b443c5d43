"""Files of courses on the wire: compressed, kept for ever, never run, only for those signed in."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from elearn.core.courses.addresses import asset_addresses
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import publish_folder
from elearn.web.security import FILE_POLICY

PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Titik</title>'
    + b'<circle r="4"/>' * 40
    + b"</svg>"
)
SOUND = b"ID3" + bytes(range(200))
PAPER = b"%PDF-1.7 " + bytes(100)


@pytest.fixture
def addresses(work: Work, folder: Path) -> dict[str, str]:
    """Name → address of the files of a published course."""
    (folder / "aset").mkdir()
    files = {"titik.svg": PICTURE, "suara.mp3": SOUND, "panduan.pdf": PAPER}
    for name, content in files.items():
        (folder / "aset" / name).write_bytes(content)
    with committed(work):
        publish_folder(work, folder)
    address = asset_addresses(folder)
    return {name: address(f"aset/{name}").removeprefix("@root@") for name in files}


def test_a_picture_may_be_kept_for_ever_and_runs_nothing(learner: FlaskClient, addresses: dict[str, str]) -> None:
    answer = learner.get(addresses["titik.svg"])

    assert (answer.status_code, answer.data, answer.mimetype) == (200, PICTURE, "image/svg+xml")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["Content-Security-Policy"] == FILE_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_compressed_as_the_browser_accepts(learner: FlaskClient, addresses: dict[str, str]) -> None:
    small = learner.get(addresses["titik.svg"], headers={"Accept-Encoding": "gzip, br"})
    older = learner.get(addresses["titik.svg"], headers={"Accept-Encoding": "gzip"})

    assert (small.headers["Content-Encoding"], brotli.decompress(small.data)) == ("br", PICTURE)
    assert (older.headers["Content-Encoding"], gzip.decompress(older.data)) == ("gzip", PICTURE)


def test_a_player_may_ask_for_a_part(learner: FlaskClient, addresses: dict[str, str]) -> None:
    answer = learner.get(addresses["suara.mp3"], headers={"Range": "bytes=3-12", "Accept-Encoding": "br"})

    assert (answer.status_code, answer.data) == (206, SOUND[3:13])
    assert answer.headers["Content-Range"] == f"bytes 3-12/{len(SOUND)}"


def test_a_document_is_downloaded_and_not_shown(learner: FlaskClient, addresses: dict[str, str]) -> None:
    answer = learner.get(addresses["panduan.pdf"])

    assert (answer.data, answer.headers["Content-Disposition"]) == (PAPER, "attachment; filename=panduan.pdf")


def test_only_files_of_courses_are_served(learner: FlaskClient, work: Work, addresses: dict[str, str]) -> None:
    secret = work.files.put(b"bukan bagian pelatihan")

    for address in (
        f"/aset/{secret}/titik.svg",
        addresses["titik.svg"].replace("titik", "lain"),
        "/aset/..%2f..%2fsecret/x",
    ):
        assert learner.get(address).status_code == 404


def test_visitors_see_no_file(client: FlaskClient, addresses: dict[str, str]) -> None:
    assert client.get(addresses["titik.svg"]).status_code == 302


def test_addresses_are_given_only_to_files_of_the_course(tmp_path: Path) -> None:
    (tmp_path / "rahasia.svg").write_bytes(PICTURE)
    folder = tmp_path / "kursus"
    (folder / "aset").mkdir(parents=True)
    (folder / "aset" / "tautan.svg").symlink_to(tmp_path / "rahasia.svg")
    (folder / "aset" / "dua kata.svg").write_bytes(PICTURE)
    address = asset_addresses(folder)

    assert address("aset/dua%20kata.svg").endswith("/dua%20kata.svg")
    strangers = ["../rahasia.svg", "aset/tautan.svg", "aset/tidak-ada.svg", "aset", "aset/\0.svg", "kursus.md"]
    assert [address(path) for path in strangers] == strangers
