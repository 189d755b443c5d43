"""Who sends too much reads why, however they send it: over real HTTP, for a test client has no line that could break."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from elearn.app import open_house
from elearn.cli.door import Door
from elearn.config import Settings
from elearn.testing.factories.people import PASSWORD, make_person, make_role

SENTENCE = "Berkas atau isian yang Anda kirim terlalu besar. Perkecil, lalu kirim lagi."
LIMIT, LARGE, LARGEST = 16, 61, 64
"""Megabytes: what the server takes, what is sent, what the server still reads to its end."""

Send = Callable[[str, Path], tuple[int, str]]


@pytest.fixture(scope="module")
def studio(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[tuple[str, str]]:
    """A served house, and the NIP of its trainer."""
    folder = tmp_path_factory.mktemp("studio")
    house = open_house(Settings(home=folder / "served"))
    with Door(house).writing() as work:
        trainer = make_person(work)
        make_role(work, trainer, "trainer")
        nip = trainer.nip
    house.close()
    with serve(folder, {"ELEARN_WORKER_THREAD": "0", "ELEARN_MAX_UPLOAD_MB": str(LIMIT)}) as address:
        yield address, nip


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of 61 MB."""
    path = tmp_path_factory.mktemp("video") / "video.zip"
    with path.open("wb") as file:
        file.truncate(LARGE * 1_000_000)
    return path


def by_http_client(address: str, file: Path) -> tuple[int, str]:
    """Sends the whole body before it looks at any answer."""
    with file.open("rb") as body:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        connection.request("POST", "/pengajar", body, {"Content-Length": str(file.stat().st_size)})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
    return answer.status, text


def in_pieces(address: str, file: Path) -> tuple[int, str]:
    """A multipart form of unknown length: only reading it tells that it is too long."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    pieces = [head, *[bytes(1_000_000)] * LARGE, b"\r\n--x--\r\n"]
    connection.request("POST", "/pengajar", pieces, {"Content-Type": "multipart/form-data; boundary=x"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def by_urllib(address: str, file: Path) -> tuple[int, str]:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(f"{address}/masuk", file.read_bytes(), timeout=60)
    with refusal.value as answer:
        return answer.code, answer.read().decode()


def by_curl(address: str, file: Path) -> tuple[int, str]:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("tidak ada curl (pasang paket curl)")
    command = [curl, "--silent", "--show-error", "--max-time", "60", "-F", f"file=@{file}", "-w", "%{http_code}"]
    said = subprocess.run([*command, f"{address}/pengajar"], capture_output=True, text=True, check=True)
    return int(said.stdout[-3:]), said.stdout


@pytest.mark.parametrize("send", [by_http_client, in_pieces, by_urllib, by_curl])
def test_a_body_too_large_is_refused_with_a_sentence(studio: tuple[str, str], video: Path, send: Send) -> None:
    status, text = send(studio[0], video)

    assert (status, SENTENCE in text) == (413, True)


def test_a_large_body_for_no_page_is_refused_too(studio: tuple[str, str]) -> None:
    connection = http.client.HTTPConnection(urlsplit(studio[0]).netloc, timeout=60)
    connection.request("POST", "/tiada", bytes(LIMIT * 1_000_000 - 1))
    answer = connection.getresponse()

    assert (answer.status, "tidak ditemukan" in answer.read().decode()) == (404, True)
    connection.close()


def test_an_absurd_body_is_not_read(studio: tuple[str, str]) -> None:
    connection = http.client.HTTPConnection(urlsplit(studio[0]).netloc, timeout=10)
    connection.putrequest("POST", "/masuk")
    connection.putheader("Content-Length", str(LARGEST * 1_000_000 + 1))
    connection.endheaders(b"nip=")  # and no more: whoever waited for the rest would wait for ever
    answer = connection.getresponse()

    assert (answer.status, SENTENCE in answer.read().decode()) == (413, True)
    connection.close()


@pytest.mark.browser
def test_a_browser_shows_the_sentence(studio: tuple[str, str], video: Path, chromium: Browser) -> None:
    address, nip = studio
    page = chromium.new_page()
    page.goto(f"{address}/masuk")
    page.get_by_label("NIP").fill(nip)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.goto(f"{address}/naskah")
    page.locator("input[type=file]").set_input_files(video)
    page.get_by_role("button", name="Periksa").click()

    page.get_by_text(SENTENCE).wait_for()
    page.close()
