"""The page that checks certificates without a network: a real browser, cut off, reads claims, pictures and PDFs."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from elearn.app import open_house
from elearn.cli.door import Door
from elearn.config import Settings
from elearn.core.certificates import services
from elearn.core.certificates.claims import from_json
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.proof import base45, paper
from elearn.hooks.house import House
from elearn.kernel.issuer import did_of
from elearn.kernel.keys import keys_of, rotate
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person, make_unit
from tests.conftest import CHROMIUM, FLAGS

pytestmark = pytest.mark.browser
NO_ED25519 = """const importKey = crypto.subtle?.importKey.bind(crypto.subtle);
if (importKey) crypto.subtle.importKey = (format, raw, kind, ...rest) =>
  kind.name === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError")) : importKey(format, raw, kind, ...rest);"""
"""A browser of before May 2025."""

LONG = {
    "name": "Raden Ajeng Siti Nurhaliza Kusumawardhani Sastroamidjojo",
    "agency": "Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro",
    "title": "Pelatihan Kepemimpinan Administrator bagi Pejabat Pengawas pada Mal Pelayanan Publik",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A served house, its certificates' claims by what they are for, and their codes."""

    address: str
    house: House
    chromium: Browser
    claims: dict[str, str]
    codes: dict[str, str]
    documents: dict[str, bytes]

    @contextmanager
    def visitor(self, script: str = "") -> Iterator[tuple[BrowserContext, Page]]:
        """A browser that has opened the page once, and is then cut off."""
        with self.context(script) as context:
            page = context.new_page()
            page.goto(f"{self.address}/verifikasi")
            expect(page.locator("#siap")).to_be_visible()
            expect(page.locator("#daftar")).to_contain_text("Daftar cabut di perangkat ini dibuat")
            context.set_offline(True)
            page.goto(f"{self.address}/verifikasi")
            expect(page.locator("#daftar")).to_contain_text("Daftar cabut di perangkat ini dibuat")
            yield context, page

    @contextmanager
    def context(self, script: str = "") -> Iterator[BrowserContext]:
        context = self.chromium.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
        context.add_init_script(script)
        faults: list[str] = []
        context.on("weberror", lambda error: faults.append(str(error.error)))
        yield context
        context.close()
        assert faults == []


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[..., AbstractContextManager[str]],
    chromium: Browser,
) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    house = open_house(Settings(home=folder / "served"))
    with Door(house).writing() as work:
        made = {name: make_certificate(work) for name in ("usual", "valid", "later", "old")}
        holder = make_person(work, make_unit(work, name=LONG["agency"]), name=LONG["name"])
        made["long"] = make_certificate(work, holder, make_course(work, title=LONG["title"], jp=12))
        claims = {name: services.paper_claim(work, certificate) for name, certificate in made.items()}
        codes = {name: certificate.code for name, certificate in made.items()}
        digests = {name: services.build_document(work, made[name]) for name in ("usual", "long")}
        documents = {
            name: work.files.read(services.keep_document(work, made[name].id, digest))
            for name, digest in digests.items()
        }
        services.supersede(work, made["old"], "Nama salah tulis.")
        claims["expired"] = expired(work.settings, made["valid"])
        rotate(work.settings)
        claims["newest key"] = services.paper_claim(work, made["valid"])
    with serve(folder, {"ELEARN_WORKER_THREAD": "0", "ELEARN_COURSES": str(folder)}) as address:
        yield Desk(address, house, chromium, claims, codes, documents)
    house.close()


def expired(settings: Settings, certificate: Certificate) -> str:
    claim = paper.claim_of(from_json(certificate.claims), issuer=did_of(settings), status_index=131_000)
    past = replace(claim, expires_at=claim.issued_at - timedelta(days=2))
    return paper.encode_fitting(past, keys_of(settings).current)


def picture_of(text: str, size: tuple[int, int] = (1400, 1800)) -> bytes:
    """A photograph of the printed code, as far as a test can take one: grey, turned and not at the edge."""
    drawn = io.BytesIO()
    segno.make_qr(text, error="m", boost_error=False).save(
        drawn, kind="png", scale=5, border=4, light="#eee", dark="#222"
    )
    sheet = Image.new("RGB", size, "#e6e2d8")
    code = (
        Image.open(drawn).convert("RGB").rotate(4, expand=True, fillcolor="#e6e2d8", resample=Image.Resampling.BICUBIC)
    )
    sheet.paste(code, ((size[0] - code.width) // 2, (size[1] - code.height) // 2))
    saved = io.BytesIO()
    sheet.save(saved, "JPEG", quality=70)
    return saved.getvalue()


def paste(page: Page, text: str) -> str:
    """What the page says about a claim typed into it."""
    page.locator("#klaim").fill(text)
    page.get_by_role("button", name="Periksa", exact=True).click()
    return verdict(page)


def choose(page: Page, name: str, kind: str, content: bytes) -> str:
    page.locator("#hasil").evaluate("box => box.replaceChildren()")
    page.locator("#berkas").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    return verdict(page)


def verdict(page: Page) -> str:
    expect(page.locator("#hasil .verdict")).to_be_visible()
    return page.locator("#hasil .verdict").inner_text().strip()


def facts(page: Page) -> dict[str, str]:
    return {
        slot.get_attribute("data-fact") or "": slot.inner_text() for slot in page.locator("#hasil [data-fact]").all()
    }


def forged(text: str) -> str:
    message = bytearray(base45.decode(text.removeprefix(paper.PREFIX)))
    at = message.index(b"Siti")
    message[at : at + 4] = b"Budi"
    return paper.PREFIX + base45.encode(bytes(message))


def test_claim_is_checked_without_a_network(desk: Desk, tmp_path: Path) -> None:
    with desk.visitor() as (_, page):
        assert paste(page, desk.claims["valid"]) == "Sertifikat sah"
        shown = facts(page)
        said = paper.verify(desk.claims["valid"], keys_of(desk.house.settings).all_public)
        assert (shown["name"], shown["number"], shown["code"]) == (said.name, said.number, said.code)
        assert (shown["digest"], shown["load"], shown["issuer"]) == (said.digest.hex(), f"{said.jp} JP", said.issuer)
        assert "Daftar cabut di perangkat ini dibuat" in page.locator("#hasil").inner_text()
        assert paste(page, desk.claims["newest key"]) == "Sertifikat sah"
        assert paste(page, desk.claims["old"]) == "Sertifikat sudah digantikan"
        assert paste(page, desk.claims["expired"]) == "Masa berlaku sudah habis"
        assert paste(page, forged(desk.claims["valid"])) == "Tanda tangan salah"
        stranger = Settings(home=tmp_path)
        claim = paper.encode_fitting(said, keys_of(stranger).current)
        assert paste(page, claim) == "Penerbit tidak dikenal"
        assert page.locator("#hasil [data-fact]").count() == 0
        assert paste(page, "EL1:HALO") == "Bukan klaim sertifikat"


def test_language_that_was_chosen_is_kept_without_a_network(desk: Desk) -> None:
    with desk.visitor() as (context, page):
        context.set_offline(False)
        page.goto(f"{desk.address}/verifikasi")
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#siap")).to_be_visible()
        context.set_offline(True)
        page.goto(f"{desk.address}/verifikasi")

        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("#daftar")).to_contain_text("list")
        page.locator("#klaim").fill(desk.claims["valid"])
        page.get_by_role("button", name="Check", exact=True).click()
        assert verdict(page) == "Certificate is valid"
        assert facts(page)["until"] == "without end"

        context.set_offline(False)
        page.goto(f"{desk.address}/verifikasi")
        page.get_by_role("button", name="Bahasa Indonesia").click()
        expect(page.locator("html")).to_have_attribute("lang", "id")
        expect(page.locator("#siap")).to_be_visible()
        context.set_offline(True)
        page.goto(f"{desk.address}/verifikasi")

        assert paste(page, desk.claims["valid"]) == "Sertifikat sah"


def test_code_alone_proves_nothing_without_a_network(desk: Desk) -> None:
    with desk.visitor() as (_, page):
        page.locator("#kode").fill(desk.codes["valid"])
        page.get_by_role("button", name="Periksa kode").click()
        assert verdict(page) == "Kode saja belum membuktikan apa-apa"

        page.goto(f"{desk.address}/verifikasi/{desk.codes['valid']}")

        assert verdict(page) == "Kode saja belum membuktikan apa-apa"


def test_code_with_a_network_leads_to_its_record(desk: Desk) -> None:
    with desk.visitor() as (context, page):
        context.set_offline(False)
        page.goto(f"{desk.address}/verifikasi")
        page.locator("#kode").fill(desk.codes["old"].lower())
        page.get_by_role("button", name="Periksa kode").click()

        page.wait_for_url(f"{desk.address}/verifikasi/{desk.codes['old']}")
        assert "Alasan:" in page.locator("main").inner_text()


def test_gate_of_a_hotel_does_not_spoil_what_is_kept(desk: Desk) -> None:
    """A network that answers everything with a page of its own."""
    with desk.visitor() as (context, page):
        context.route(
            "**/jwks.json", lambda route: route.fulfill(status=200, content_type="text/html", body="<p>Masuk")
        )
        context.route("**/daftar-cabut", lambda route: route.fulfill(status=200, body="<p>Masuk"))
        context.set_offline(False)
        page.goto(f"{desk.address}/verifikasi")
        assert paste(page, desk.claims["valid"]) == "Sertifikat sah"

        context.set_offline(True)
        page.goto(f"{desk.address}/verifikasi")
        assert paste(page, desk.claims["old"]) == "Sertifikat sudah digantikan"


def test_picture_of_the_printed_code_is_read(desk: Desk) -> None:
    with desk.visitor() as (_, page):
        assert choose(page, "foto.jpg", "image/jpeg", picture_of(desk.claims["valid"])) == "Sertifikat sah"
        assert choose(page, "foto.jpg", "image/jpeg", picture_of(forged(desk.claims["valid"]))) == "Tanda tangan salah"
        blank = io.BytesIO()
        Image.new("RGB", (300, 300), "white").save(blank, "PNG")
        assert choose(page, "kosong.png", "image/png", blank.getvalue()) == "Kode QR tidak terbaca"
        assert choose(page, "rusak.png", "image/png", b"x") == "Tidak ada klaim di berkas ini"


@pytest.mark.parametrize("name", ["usual", "long"])
def test_printed_certificate_is_read_from_a_scan(desk: Desk, tmp_path: Path, name: str) -> None:
    """The very PDF, as a scanner with 200 dots to the inch sees it; it bears two codes."""
    (tmp_path / "kertas.pdf").write_bytes(desk.documents[name])
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", "kertas.pdf", "kertas"], cwd=tmp_path, check=True)

    with desk.visitor() as (_, page):
        scanned = (tmp_path / "kertas.png").read_bytes()
        assert choose(page, "kertas.png", "image/png", scanned) == "Sertifikat sah"


@pytest.mark.parametrize("name", ["usual", "long"])
def test_certificate_as_a_file_is_checked_by_the_claim_inside(desk: Desk, name: str) -> None:
    with desk.visitor() as (_, page):
        assert choose(page, "sertifikat.pdf", "application/pdf", desk.documents[name]) == "Sertifikat sah"
        assert facts(page)["code"] == desk.codes[name]


@pytest.mark.parametrize("kind", ["png", "svg+xml"])
def test_picture_with_a_badge_inside_is_no_unreadable_code(desk: Desk, kind: str) -> None:
    with desk.house.work(write=False) as work:
        certificate = work.session.query(Certificate).filter_by(code=desk.codes["usual"]).one()
        badge = services.in_form(certificate, services.badge_of(work, certificate), kind.partition("+")[0])

    with desk.visitor() as (_, page):
        assert choose(page, "lencana", f"image/{kind}", badge) == "Ini lencana digital"


def test_changed_pdf_with_a_true_claim_is_told_apart_when_there_is_a_network(desk: Desk) -> None:
    pdf = desk.documents["usual"]
    kind = "application/pdf"
    sent: list[bytes] = []
    with desk.visitor() as (context, page):
        context.set_offline(False)
        context.on("request", lambda request: sent.append(request.post_data_buffer or b""))

        assert choose(page, "sertifikat.pdf", kind, pdf) == "Sertifikat sah"
        assert "sama, byte demi byte" in page.locator("#hasil").inner_text()
        changed = pdf.replace(b"%%EOF", b"%%EOF ")
        assert choose(page, "sertifikat.pdf", kind, changed) == "PDF ini bukan dari penerbit"
        assert facts(page)["code"] == desk.codes["usual"]
        assert set(sent) == {b""}, "the file stays on the device"


def test_camera_reads_the_code_and_is_let_go(desk: Desk, tmp_path: Path) -> None:
    film = tmp_path / "kamera.mjpeg"
    film.write_bytes(picture_of(desk.claims["valid"], (1280, 960)))
    flags = [*FLAGS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    with_camera = desk.chromium.browser_type.launch(
        executable_path=CHROMIUM, args=[*flags, f"--use-file-for-fake-video-capture={film}"]
    )
    page = with_camera.new_context(permissions=["camera"]).new_page()
    page.goto(f"{desk.address}/verifikasi")
    page.get_by_role("button", name="Pindai dengan kamera").click()

    assert verdict(page) == "Sertifikat sah"
    expect(page.locator("#kamera")).to_be_hidden()
    assert page.evaluate("document.getElementById('kamera').srcObject") is None
    with_camera.close()


def test_claim_inside_a_pdf_is_read(desk: Desk) -> None:
    claim = desk.claims["valid"].encode()
    pdf = b"%PDF-1.7\n1 0 obj << /Klaim (" + claim + b") >> endobj\nstream\n" + claim + b"\nendstream %%EOF"

    with desk.visitor() as (_, page):
        assert choose(page, "sertifikat.pdf", "application/pdf", pdf) == "Sertifikat sah"
        assert "Halaman PDF-nya belum diperiksa." in page.locator("#hasil").inner_text()
        other = pdf + b"\n" + desk.claims["later"].encode()
        assert choose(page, "dua.pdf", "application/pdf", other) == "Lebih dari satu klaim"
        assert choose(page, "lain.pdf", "application/pdf", b"%PDF-1.7\n%%EOF") == "Tidak ada klaim di berkas ini"


def test_revoked_certificate_is_seen_after_the_list_was_fetched_again(desk: Desk) -> None:
    with desk.visitor() as (context, page):
        assert paste(page, desk.claims["later"]) == "Sertifikat sah"
        with Door(desk.house).writing() as work:
            services.revoke(work, work.session.query(Certificate).filter_by(code=desk.codes["later"]).one(), "Keliru.")
        assert paste(page, desk.claims["later"]) == "Sertifikat sah"

        context.set_offline(False)
        page.goto(f"{desk.address}/verifikasi")
        expect(page.locator("#daftar")).to_contain_text("Daftar cabut di perangkat ini dibuat")
        context.set_offline(True)
        page.goto(f"{desk.address}/verifikasi")

        assert paste(page, desk.claims["later"]) == "Sertifikat dicabut"


def test_browser_without_ed25519_checks_by_the_library(desk: Desk) -> None:
    with desk.visitor(NO_ED25519) as (_, page):
        assert paste(page, desk.claims["valid"]) == "Sertifikat sah"
        assert paste(page, forged(desk.claims["valid"])) == "Tanda tangan salah"


def test_page_is_installable_and_forgets_who_opened_it(desk: Desk) -> None:
    with desk.visitor() as (context, page):
        context.set_offline(False)
        session = context.new_cdp_session(page)
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in errors] == ["in-incognito"]  # as every browser of a test is
        kept = page.evaluate("caches.match('/verifikasi').then(answer => answer.text())")
        assert "Masuk</a>" in kept


def test_without_javascript_the_server_answers(desk: Desk) -> None:
    context = desk.chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.address}/verifikasi")
    assert paste(page, desk.claims["valid"]) == "Sertifikat sah"
    assert facts(page)["code"] == desk.codes["valid"]
    assert paste(page, forged(desk.claims["valid"])) == "Tanda tangan salah"
    page.locator("#berkas").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + desk.claims["old"].encode() + b"\n"}
    )
    page.get_by_role("button", name="Periksa", exact=True).click()
    assert verdict(page) == "Sertifikat sudah digantikan"
    context.close()
