"""What the journey goes on with once there is a certificate: badge, paper without a network, SIASN, evidence, withdrawal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.core.certificates.test_offline_page import choose, picture_of, verdict

PERSON_ID, AGENCY_ID, AGENCY = "8ae48289394a3c1a01394a4e1f9f0001", "A5EB0000000000000000000000009001", "00"
"""Two that are made up, and the code of the demo agency."""
CLAIM = re.compile(rb"EL1:[0-9A-Z $%*+\-./:]+")


class Certificate:
    """A certificate as anybody can get at it: its address, its code and its file."""

    def __init__(self, learner: Page, address: str) -> None:
        learner.goto(f"{address}/sertifikat")
        link = str(learner.locator("a[href$='.pdf']").first.get_attribute("href"))
        self.address = address
        self.code = link.rpartition("/")[2].removesuffix(".pdf")
        self.pdf = learner.request.get(address + link).body()

    @property
    def claim(self) -> str:
        """What the QR code on the paper holds."""
        found: set[bytes] = set(CLAIM.findall(self.pdf))
        assert len(found) == 1
        return found.pop().decode().rstrip()

    def badge(self, page: Page, kind: str) -> bytes:
        return page.request.get(f"{self.address}/verifikasi/{self.code}/badge.{kind}").body()


def badge_says(chromium: Browser, certificate: Certificate, kind: str, words: str) -> None:
    """A visitor hands the badge's file to the page that checks such files."""
    page = chromium.new_page()
    page.goto(f"{certificate.address}/verifikasi/lencana")
    file = FilePayload(name=f"lencana.{kind}", mimeType="application/json", buffer=certificate.badge(page, kind))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa lencana").click()
    expect(page.locator(".verdict")).to_have_text(words)
    page.close()


def paper_says(chromium: Browser, certificate: Certificate, words: str) -> None:
    """A visitor opens the page once, is cut off, and checks a photograph of the code and the PDF."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    page = context.new_page()
    page.goto(f"{certificate.address}/verifikasi")
    expect(page.locator("#siap")).to_be_visible()
    expect(page.locator("#daftar")).to_contain_text("Daftar cabut di perangkat ini dibuat")
    context.set_offline(True)
    page.goto(f"{certificate.address}/verifikasi")
    expect(page.locator("#daftar")).to_contain_text("Daftar cabut di perangkat ini dibuat")

    assert choose(page, "foto.jpg", "image/jpeg", picture_of(certificate.claim)) == words
    assert choose(page, "sertifikat.pdf", "application/pdf", certificate.pdf) == words
    assert verdict(page) == words
    context.close()


def known_to_siasn(settings: Mapping[str, str], nip: str) -> None:
    """The two identifiers that SIASN asks for, brought in by the commands that an agency uses."""
    identities = Path(settings["ELEARN_HOME"]) / "pns.csv"
    identities.write_text(f"nip,pnsOrangId\n{nip},{PERSON_ID}\n", encoding="utf-8")
    for command in (("people", "import", str(identities)), ("agency", AGENCY, "--id", AGENCY_ID)):
        subprocess.run(
            [sys.executable, "-m", "elearn.cli", "siasn", *command], env={**os.environ, **settings}, check=True
        )


def exported_to_siasn(hr: Page, address: str, number: str) -> None:
    """HR's file for SIASN holds the certificate in SIASN's own words."""
    hr.goto(f"{address}/siasn")
    hr.get_by_role("button", name="Ekspor JSON").click()
    link = hr.get_by_role("link", name=re.compile("Unduh"))
    for _ in range(400):  # a message that the queue lost is found by the sweep of the next minute
        if link.count():
            break
        hr.wait_for_timeout(200)
        hr.goto(hr.url)
    with hr.expect_download() as download:
        link.first.click()
    exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))

    (row,) = (row for row in exported["kursus"] if row["nomorSertipikat"] == number)
    assert (row["pnsOrangId"], row["instansiId"], row["jenisDiklatId"]) == (PERSON_ID, AGENCY_ID, "16")
    assert (row["jumlahJam"], row["tahunKursus"]) == (4, int(row["tanggalSelesaiKursus"][-4:]))


def evidence_is_verified(learner: Page, hr: Page, address: str, pdf: bytes) -> None:
    """The learner sends an external certificate; HR accepts it beside its file; it counts from then on."""
    title = "Seminar Arsip Digital Daerah"
    learner.goto(f"{address}/riwayat/bukti")
    learner.get_by_label("Judul kegiatan").fill(title)
    learner.get_by_label("Bentuk").first.select_option("seminar")
    learner.get_by_label("Penyelenggara").fill("Universitas Harapan")
    learner.get_by_label("Tanggal mulai").fill("2026-11-02")
    learner.get_by_label("Tanggal selesai").fill("2026-11-02")
    learner.locator("[name=jp]").fill("4")
    learner.locator("[name=quantity]").fill("1")
    learner.locator("input[type=file]").set_input_files(
        FilePayload(name="seminar.pdf", mimeType="application/pdf", buffer=pdf)
    )
    learner.locator("main form button[type=submit]").last.click()
    expect(learner.locator("main")).to_contain_text("Menunggu")

    hr.goto(f"{address}/bukti?q=Arsip+Digital")
    hr.get_by_role("link", name=title).click()
    hr.get_by_role("button", name="Terima").click()
    expect(hr.locator("main")).to_contain_text("Diterima")
    learner.goto(f"{address}/riwayat")
    expect(learner.locator(".ring text").first).to_have_text("8")


def revoked(hr: Page, certificate: Certificate) -> None:
    """HR withdraws it, with a reason that the public page shows."""
    hr.goto(f"{certificate.address}/sertifikat/{certificate.code}/cabut")
    hr.get_by_label("Alasan").fill("Terbit karena salah unggah daftar hadir.")
    hr.get_by_role("button", name="Cabut sertifikat").click()
    hr.get_by_role("button", name="Ya, lanjutkan").click()
    hr.wait_for_url(f"**/{certificate.code}")
    hr.goto(f"{certificate.address}/verifikasi/{certificate.code}")
    expect(hr.locator("main")).to_contain_text("salah unggah daftar hadir")
