"""An official signs fifty certificates in a real browser, one fails and is retried; and the web process is killed in the midst."""

from __future__ import annotations

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from elearn.app import open_house
from elearn.config import Settings
from elearn.core.certificates.models import Certificate
from elearn.hooks.house import House
from elearn.kernel.migrations import upgrade_all
from elearn.kernel.pdf_signatures import signatures_of
from elearn.kernel.work import committed
from elearn.plugins.bsre.models import Document
from elearn.plugins.bsre.tests.making import make_desk
from elearn.plugins.bsre.tests.stand_in import ACCESS, NIK, PASSPHRASE, BsreServer, authority, running
from elearn.testing.factories.people import PASSWORD

from .conftest import ONE_COURSE, started

pytestmark = pytest.mark.browser

PATIENT = 180_000
"""Milliseconds; fifty documents are drawn, signed and checked on a busy machine."""


@pytest.fixture
def bsre() -> Iterator[BsreServer]:
    with running() as found:
        yield found


class Place:
    """A folder to serve from, in whose house an official has certificates to sign."""

    def __init__(self, folder: Path, bsre: BsreServer, number: int) -> None:
        self.folder = folder
        (folder / "akses").write_text("\n".join(ACCESS))
        (folder / "akar.pem").write_bytes(authority().root_pem)
        house = self.open()
        upgrade_all(house.database.engine, house.histories)
        with house.work(write=True) as work, committed(work):
            desk = make_desk(work, number)
            self.nip, self.numbers = desk.official.nip, [one.number for one in desk.certificates]
        house.close()
        self.settings = ONE_COURSE | {
            "ELEARN_WORKERS": "2",
            "ELEARN_WORKER_THREAD": "0",
            "ELEARN_BSRE_URL": bsre.url,
            "ELEARN_BSRE_ACCESS_FILE": str(folder / "akses"),
            "ELEARN_BSRE_ROOTS": str(folder / "akar.pem"),
        }

    def open(self) -> House:
        return open_house(Settings(home=self.folder / "served"))

    def signed(self) -> list[bool]:
        """Whether each certificate is signed; and that its file says the same, by one signature or none.

        In a thread of its own: pyHanko and the browser's driver both want the event loop of theirs.
        """
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._signed).result()

    def _signed(self) -> list[bool]:
        house = self.open()
        with house.work(write=False) as work:
            rows = work.session.execute(
                select(Document, Certificate)
                .join(Certificate, Certificate.id == Document.certificate_id)
                .order_by(Certificate.id)
            ).all()
            for document, certificate in rows:
                if document.signed_at is not None:
                    assert certificate.document_digest is not None
                    there = signatures_of(work.files.read(certificate.document_digest), self.folder / "akar.pem")
                    assert [(one.is_intact, one.is_trusted) for one in there] == [(True, True)]
                else:
                    assert certificate.first_digest is None
            found = [document.signed_at is not None for document, _ in rows]
        house.close()
        return found

    def left(self) -> list[str]:
        """Secrets that are found in the log or in any file of the home folder: database, its journal, queue, files."""
        files = [self.folder / "serve.log", *(path for path in (self.folder / "served").rglob("*") if path.is_file())]
        content = b"\n".join(path.read_bytes() for path in files)
        return [secret for secret in (NIK, PASSPHRASE, *ACCESS) if secret.encode() in content]


def sign_in(chromium: Browser, address: str, place: Place, *, javascript: bool = True) -> Page:
    page = chromium.new_context(java_script_enabled=javascript, viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{address}/masuk")
    page.get_by_label("NIP").fill(place.nip)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{address}/")
    return page


def sign_all(page: Page) -> None:
    """Types NIK and passphrase for what is ticked."""
    page.get_by_label("NIK", exact=True).fill(NIK)
    page.get_by_label("Passphrase BSrE").fill(PASSPHRASE)
    page.get_by_role("button", name="Tandatangani yang dipilih").click()
    page.wait_for_url("**/tte/sesi/*")


@pytest.mark.parametrize(("javascript", "number"), [(True, 50), (False, 6)], ids=["javascript", "plain"])
def test_official_signs_a_batch_with_one_failure_and_retries_it(
    chromium: Browser, tmp_path: Path, bsre: BsreServer, javascript: bool, number: int
) -> None:
    place = Place(tmp_path, bsre, number)
    bsre.refused[place.numbers[number // 2]] = 1

    with started(tmp_path, place.settings) as (address, _):
        page = sign_in(chromium, address, place, javascript=javascript)
        page.locator("a[href='/tte/tanda-tangan?pilih=semua']").click()
        expect(page.get_by_text(f"{number} sertifikat menunggu tanda tangan elektronik Anda.")).to_be_visible()
        sign_all(page)
        done = page.get_by_text(f"{number - 1} dari {number} ditandatangani")
        expect(done).to_be_visible(timeout=PATIENT)
        failure = f"{place.numbers[number // 2]}, Peserta {number // 2 + 1}, S.AP.: Ditolak BSrE: Dokumen tidak dapat diproses"
        expect(page.get_by_text(failure)).to_be_visible()
        page.get_by_role("link", name="Lanjutkan yang belum").click()
        sign_all(page)
        expect(page.get_by_text("Semua 1 sertifikat ditandatangani")).to_be_visible(timeout=PATIENT)

    assert place.signed() == [True] * number
    assert Counter(bsre.signed) == Counter(place.numbers)
    assert place.left() == []


def test_killed_process_loses_nothing(chromium: Browser, tmp_path: Path, bsre: BsreServer) -> None:
    place, bsre.slow_seconds = Place(tmp_path, bsre, 8), 0.5
    settings = place.settings | {"ELEARN_BSRE_TIMEOUT_SECONDS": "5"}
    with started(tmp_path, settings) as (address, process):
        page = sign_in(chromium, address, place)
        page.goto(f"{address}/tte/tanda-tangan?pilih=semua")
        sign_all(page)
        sitting = page.url.removeprefix(address)
        while len(bsre.signed) < 3:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
    before = place.signed()
    log = (tmp_path / "serve.log").read_text()
    with started(tmp_path, settings) as (address, _):
        page = sign_in(chromium, address, place)
        page.goto(address + sitting)
        expect(page.get_by_text("Penandatanganan terputus di tengah jalan.")).to_be_visible(timeout=60_000)
        page.get_by_role("link", name="Lanjutkan yang belum").click()
        sign_all(page)
        expect(page.get_by_text(re.compile("Semua [5-8] sertifikat ditandatangani"))).to_be_visible(timeout=PATIENT)

    assert 0 < sum(before) < 8
    assert place.signed() == [True] * 8
    twice = Counter(bsre.signed) - Counter(place.numbers)
    assert (set(bsre.signed), sum(twice.values()) <= 1) == (set(place.numbers), True)
    assert [secret for secret in (NIK, PASSPHRASE) if secret in log] == []
    assert place.left() == []
