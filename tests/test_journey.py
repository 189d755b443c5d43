"""The main job, end to end in a real browser: file → lesson → quiz → certificate → record → HR."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from elearn.core.courses.parser import read_course, sealed_key
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.names import full_name
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import kind_named, values_of
from tests import journey_proofs

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
COURSE = ROOT / "courses" / "pelayanan-prima"
TITLE = "Pelayanan Prima dan Standar Pelayanan Publik"
LEARNER = full_name(NAMED["learner"].title_before, NAMED["learner"].name, NAMED["learner"].title_after)


@dataclass(frozen=True)
class Journey:
    """A served house with one course published, another one in a zip, and a way to open browsers."""

    address: str
    chromium: Browser
    archive: Path
    settings: Mapping[str, str]

    def sign_in(self, role: str, *, javascript: bool = True) -> Page:
        context = self.chromium.new_context(
            java_script_enabled=javascript, accept_downloads=True, viewport={"width": 360, "height": 740}
        )
        page = context.new_page()
        page.goto(f"{self.address}/masuk")
        page.get_by_label("NIP").fill(NAMED[role].nip.spaced)
        page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat datang")
        return page


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, list[str]]]:
    """Step key → question id → what earns full marks, read from the course's own files."""
    reading = read_course(
        COURSE, competencies=frozenset({"Pelayanan Publik"}), known_courses=frozenset(), kinds=BUILT_IN_KINDS
    )
    assert reading.manuscript, reading.findings
    return {
        step: {
            question: list(values_of(kind_named(key["kind"], BUILT_IN_KINDS).best_answer(key)))
            for question, key in questions.items()
        }
        for step, questions in sealed_key(reading.manuscript).items()
    }


@pytest.fixture
def journey(
    database_url: str, tmp_path: Path, chromium: Browser, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[Journey]:
    """Only BerAKHLAK is published at the start; Pelayanan Prima waits in a zip for the trainer."""
    shutil.copytree(ROOT / "courses" / "berakhlak", tmp_path / "courses" / "berakhlak")
    archive = Path(shutil.make_archive(str(tmp_path / "pelayanan-prima"), "zip", COURSE.parent, COURSE.name))
    settings = {"ELEARN_DATABASE_URL": database_url, "ELEARN_COURSES": str(tmp_path / "courses")}
    with serve(tmp_path, settings, "--demo") as address:
        yield Journey(address, chromium, archive, {**settings, "ELEARN_HOME": str(tmp_path / "served")})


def test_three_people_walk_the_whole_chain(journey: Journey, answers: dict[str, dict[str, list[str]]]) -> None:
    publish(journey.sign_in("trainer"), journey)
    learner = journey.sign_in("learner")
    enrol(learner, journey)
    read_lessons(learner, answers)
    take_quiz(learner, {})
    expect(learner.locator(".verdict")).to_contain_text("Belum lulus")
    learner.get_by_role("link", name="Coba lagi").click()
    take_quiz(learner, answers["06-kuis-pelayanan-prima"])
    expect(learner.locator(".verdict")).to_contain_text("Lulus")
    number = certificate(learner, journey)
    record(learner, journey)
    hr = journey.sign_in("hr")
    in_the_report(hr, journey, number)
    proven(learner, hr, journey, number)


def test_the_same_journey_without_javascript(journey: Journey, answers: dict[str, dict[str, list[str]]]) -> None:
    publish(journey.sign_in("trainer", javascript=False), journey)
    learner = journey.sign_in("learner", javascript=False)
    enrol(learner, journey)
    read_lessons(learner, answers)
    take_quiz(learner, {}, javascript=False)
    expect(learner.locator(".verdict")).to_contain_text("Belum lulus")
    learner.get_by_role("link", name="Coba lagi").click()
    take_quiz(learner, answers["06-kuis-pelayanan-prima"], javascript=False)
    number = certificate(learner, journey)
    record(learner, journey)
    in_the_report(journey.sign_in("hr", javascript=False), journey, number)


def proven(learner: Page, hr: Page, journey: Journey, number: str) -> None:
    """The certificate proves itself on paper, as a badge and to SIASN, and so does its withdrawal."""
    certificate = journey_proofs.Certificate(learner, journey.address)
    journey_proofs.paper_says(journey.chromium, certificate, "Sertifikat sah")
    for kind in ("json", "jwt", "png", "svg"):
        journey_proofs.badge_says(journey.chromium, certificate, kind, "Lencana sah")
    journey_proofs.known_to_siasn(journey.settings, NAMED["learner"].nip.digits)
    journey_proofs.exported_to_siasn(hr, journey.address, number)
    journey_proofs.evidence_is_verified(learner, hr, journey.address, certificate.pdf)
    journey_proofs.revoked(hr, certificate)
    journey_proofs.paper_says(journey.chromium, certificate, "Sertifikat dicabut")
    journey_proofs.badge_says(journey.chromium, certificate, "json", "Lencana asli, tetapi tidak berlaku")


def publish(page: Page, journey: Journey) -> None:
    """The trainer uploads a zip, reads the findings and publishes."""
    page.goto(f"{journey.address}/naskah")
    page.locator("input[type=file]").set_input_files(journey.archive)
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator(".verdict")).to_contain_text("Siap terbit")
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.locator(".flash")).to_contain_text("Versi 1 sudah terbit.")
    page.goto(f"{journey.address}/pengajar")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def enrol(page: Page, journey: Journey) -> None:
    """The learner finds the course by searching and joins it."""
    page.goto(f"{journey.address}/katalog")
    page.get_by_role("searchbox").fill("pelayanan prima")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Daftar").click()


def read_lessons(page: Page, answers: dict[str, dict[str, list[str]]]) -> None:
    """Every lesson is done by its own rule, and the next step is always one press away."""
    page.goto(re.sub(r"/belajar/(\d+).*", r"/belajar/\1/lanjut", page.url))
    for key in sorted(step for step in answers if "kuis" not in step):
        expect(page).to_have_url(re.compile(key))
        fill(page, answers[key])
        page.get_by_role("button", name="Kirim jawaban").click()
        page.locator("a[rel=next]").first.click() if key in page.url else None
    expect(page).to_have_url(re.compile("/kuis/"))


def take_quiz(page: Page, right: dict[str, list[str]], *, javascript: bool = True) -> None:
    """Starts an attempt, answers (everything, or the first option of one question), loses the page, and hands in."""
    page.get_by_role("button", name=re.compile("Mulai kuis|Coba lagi")).click()
    fill(page, right) if right else page.locator("input[type=radio]").first.check()
    if javascript:
        expect(page.locator("#tersimpan")).to_contain_text(re.compile(r"tersimpan \d\d\.\d\d\.\d\d · (20|1) dari 20"))
        page.goto(page.url)  # the phone lost the page: a plain GET brings everything back
    else:
        page.locator(".save-bar").get_by_role("button", name="Simpan").click()
    expect(page.locator("#tersimpan")).to_contain_text(re.compile(r"(20|1) dari 20"))
    page.locator(".save-bar").get_by_role("button", name="Kirim").click()
    if javascript:
        page.get_by_role("button", name="Ya, lanjutkan").click()
    if not right:
        expect(page.get_by_text("Masih ada 19 soal belum dijawab")).to_be_visible()
        page.get_by_role("button", name="Kirim sekarang").click()


def fill(page: Page, right: dict[str, list[str]]) -> None:
    """Ticks or types what is right, as it stands on the page."""
    for question, values in right.items():
        field = page.locator(f"[name='j-{question}']")
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            for value in values:
                page.locator(f"[name='j-{question}'][value='{value}']").check()
        else:
            field.fill(values[0])
            field.blur()
    page.wait_for_timeout(300)


def certificate(page: Page, journey: Journey) -> str:
    """The certificate is there at once; its file says what the public page says. Returns its number."""
    page.goto(f"{journey.address}/sertifikat")
    link = page.locator("a[href$='.pdf']").first
    address = str(link.get_attribute("href"))
    first, second = (page.request.get(journey.address + address).body() for _ in range(2))
    text = " ".join(pypdf.PdfReader(io.BytesIO(first)).pages[0].extract_text().split())
    code = address.rpartition("/")[2].removesuffix(".pdf")
    visitor: BrowserContext = journey.chromium.new_context()
    public = visitor.new_page()
    public.goto(f"{journey.address}/verifikasi/{code}")
    number = str(re.findall(r"Nomor:? (\S+/\S+)", text)[0])

    assert first == second
    assert (TITLE in text, "4 (empat)" in text) == (True, True)
    for claim in (number, TITLE, LEARNER):
        expect(public.locator("main")).to_contain_text(claim)
    expect(public.locator("main")).not_to_contain_text(NAMED["learner"].nip.digits)
    visitor.close()
    return number


def record(page: Page, journey: Journey) -> None:
    """The career record counts 4 JP of this year."""
    page.goto(f"{journey.address}/riwayat")

    expect(page.locator(".ring text").first).to_have_text("4")
    expect(page.locator("main")).to_contain_text(TITLE)


def in_the_report(page: Page, journey: Journey, number: str) -> None:
    """HR sees the completion in the unit, follows the number to the person, and exports the list."""
    page.goto(f"{journey.address}/laporan/pegawai?cari=Sari+Wulandari&keadaan=selesai")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text(number)
    page.get_by_role("button", name=re.compile("Ekspor|Unduh")).first.click()
    link = page.get_by_role("link", name=re.compile("Unduh"))
    for _ in range(400):  # a message that the queue lost is found by the sweep of the next minute
        if link.count():
            break
        page.wait_for_timeout(200)
        page.goto(page.url)
    with page.expect_download() as download:
        link.first.click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]

    assert (NAMED["learner"].nip.digits in cells, number in cells) == (True, True)
