"""A quiz of every kind of question, taken in a real browser with and without JavaScript, marked by its trainer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from elearn.core.people.demo_agency import NAMED
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.testing.factories.courses import write_course, write_page
from elearn.testing.factories.quizzes import MIXED, PARTED, SURVEY

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[1]
HEAD = ("judul: Kuis lengkap", "jenis: kuis", "nilai lulus: 90", "tampilkan kunci: setelah kirim")
ALL = 11
PICTURE = """
## Di mana warga mengambil nomor antrean?
<!-- id: s-denah -->

Materi: 01-materi.md

```soal:hotspot
gambar: aset/denah.svg
alt: Denah ruang pelayanan dengan loket dan pintu
daerah:
  - {nama: Loket, kotak: [5, 10, 40, 30], benar: ya, umpan balik: Nomor antrean ada di loket.}
  - {nama: Ruang tunggu, kotak: [50, 10, 45, 80]}
  - {nama: Pintu, kotak: [5, 70, 40, 25]}
```
"""
PLAN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 450" width="800" height="450"><rect width="800" height="450" fill="#e9e4d8"/>
<rect x="40" y="45" width="320" height="135" fill="#b9d6d2"/><rect x="400" y="45" width="360" height="360" fill="#f6f2e7"/>
<rect x="40" y="315" width="320" height="112" fill="#e0c08a"/></svg>"""
ORDER = ["Menyapa warga", "Memeriksa berkas", "Memproses permohonan", "Menyerahkan hasil"]


def write_every_kind(folder: Path) -> None:
    """A course of one lesson, a quiz of every kind and a survey."""
    write_course(folder, title="Semua jenis soal", lessons=1)
    (folder / "aset").mkdir()
    (folder / "aset" / "denah.svg").write_text(PLAN)
    write_page(folder / "02-kuis.md", HEAD, MIXED + PARTED + PICTURE)
    write_page(folder / "03-survei.md", ("judul: Survei", "jenis: survei"), SURVEY)


@pytest.fixture
def address(database_url: str, tmp_path: Path, serve: Callable[..., AbstractContextManager[str]]) -> Iterator[str]:
    write_every_kind(tmp_path / "courses" / "semua-jenis")
    settings = {"ELEARN_DATABASE_URL": database_url, "ELEARN_COURSES": str(tmp_path / "courses")}
    with serve(tmp_path, settings, "--demo") as served:
        yield served


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_learner_answers_every_kind_and_the_trainer_marks_the_rest(
    address: str, chromium: Browser, javascript: bool
) -> None:
    learner = sign_in(chromium, address, "learner", javascript=javascript)
    start_quiz(learner, address)
    answer_all(learner, javascript=javascript)
    hand_in(learner, javascript=javascript)
    result = learner.url
    expect(learner.locator(".verdict")).to_contain_text("Menunggu penilaian")
    expect(learner.locator(".feedback.right")).to_have_count(ALL - 1)

    mark_essay(sign_in(chromium, address, "trainer", javascript=javascript), address)

    learner.goto(result)
    expect(learner.locator(".verdict")).to_contain_text("Lulus")
    expect(learner.locator("main")).to_contain_text("Runtut dan jelas.")
    expect(learner.locator(".feedback.right")).to_have_count(ALL)


def test_survey_is_thanked_for_and_not_scored(address: str, chromium: Browser) -> None:
    learner = sign_in(chromium, address, "learner")
    start_quiz(learner, address, "03-survei")
    learner.get_by_label("Sangat puas", exact=True).check()
    hand_in(learner, javascript=True)

    expect(learner.locator(".verdict")).to_have_text(re.compile("Jawaban Anda diterima"))
    expect(learner.locator("main")).not_to_contain_text("nilai lulus")


def sign_in(chromium: Browser, address: str, role: str, *, javascript: bool = True) -> Page:
    context = chromium.new_context(java_script_enabled=javascript, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}/masuk")
    page.get_by_label("NIP").fill(NAMED[role].nip.spaced)
    page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{address}/")
    return page


def start_quiz(page: Page, address: str, key: str = "02-kuis") -> None:
    page.goto(f"{address}/kursus/semua-jenis")
    page.get_by_role("button", name="Daftar").click()
    enrolment = re.findall(r"/belajar/(\d+)", page.url)[0]
    page.goto(f"{address}/kuis/{enrolment}/{key}")
    page.get_by_role("button", name="Mulai kuis").click()


def answer_all(page: Page, *, javascript: bool) -> None:
    """Every kind by its own fields; what moves by a button is moved at the end, for without JavaScript that loads the page."""
    for option in ("Merah", "Akuntabel", "Loyal", "Benar", "Melayaninya sampai selesai"):
        page.get_by_label(option, exact=True).check()
    field(page, "s-angka").fill("45")
    field(page, "s-isian").fill("sasaran kinerja pegawai")
    for number, words in enumerate(("IKN", "undang-undang", "2022"), 1):
        field(page, f"s-rumpang.{number}").fill(words)
    for left, right in (("SKP", "Sasaran Kinerja Pegawai"), ("JP", "Jam pelajaran"), ("NIP", "Nomor induk pegawai")):
        question(page, "s-jodoh").locator("label", has_text=re.compile(f"^\\s*{left}")).locator("select").select_option(
            right
        )
    field(page, "s-uraian").fill("Saya menyapa warga. " * 10)
    question(page, "s-denah").locator("foreignObject label").first.click()
    expect(page.get_by_label("1. Loket")).to_be_checked()
    put_in_order(page, javascript=javascript)
    if not javascript:
        page.locator(".save-bar").get_by_role("button", name="Simpan").click()
    expect(page.locator("#tersimpan")).to_contain_text(f"{ALL} dari {ALL}")
    expect(page.locator(".htmx-request")).to_have_count(0)  # the last save is through: leaving before asks first
    page.goto(page.url)
    expect(page.locator("#tersimpan")).to_contain_text(f"{ALL} dari {ALL}")
    expect(question(page, "s-urut").locator("li .option-text")).to_have_text(ORDER)


def put_in_order(page: Page, *, javascript: bool) -> None:
    """By numbers, by dragging (with JavaScript), and the last two entries changed by a button."""
    wanted = [*ORDER[:2], ORDER[3], ORDER[2]]
    for place, words in enumerate(wanted, 1):
        entry(page, words).locator("select").select_option(str(place))
    if javascript:
        expect(question(page, "s-urut").locator("li .option-text")).to_have_text(wanted)
        entry(page, ORDER[0]).locator(".option-text").drag_to(entry(page, ORDER[1]).locator(".option-text"))
        expect(question(page, "s-urut").locator("li .option-text").first).to_have_text(ORDER[1])
        entry(page, ORDER[0]).get_by_role("button", name="Naikkan").click()
    else:
        page.locator(".save-bar").get_by_role("button", name="Simpan").click()
    entry(page, ORDER[2]).get_by_role("button", name="Naikkan").focus()
    page.keyboard.press("Enter")
    if javascript:
        expect(entry(page, ORDER[2]).get_by_role("button", name="Naikkan")).to_be_focused()


def question(page: Page, question_id: str) -> Locator:
    return page.locator(f"[id='soal-{question_id}']")


def entry(page: Page, words: str) -> Locator:
    return question(page, "s-urut").locator("li", has_text=words)


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='j-{name}']")


def hand_in(page: Page, *, javascript: bool) -> None:
    if javascript:
        expect(page.locator("#tersimpan")).to_contain_text("tersimpan")
    page.locator(".save-bar").get_by_role("button", name="Kirim").click()
    if javascript:
        page.get_by_role("button", name="Ya, lanjutkan").click()
    page.wait_for_url("**/hasil")


def mark_essay(page: Page, address: str) -> None:
    """Looks through the list, for the demo's learners have written too."""
    page.goto(f"{address}{find_answer(page, address)}")
    expect(page.locator("main")).not_to_contain_text(NAMED["learner"].name)
    page.get_by_label("Ketepatan isi").select_option("5")
    page.get_by_label("Bahasa").select_option("3")
    page.get_by_label("Catatan untuk peserta").fill("Runtut dan jelas.")
    page.get_by_role("button", name="Simpan nilai").click()
    expect(page.get_by_text("Nilai tersimpan.")).to_be_visible()


def find_answer(page: Page, address: str) -> str:
    """The address of the answer this test gave; the latest pages first."""
    for number in (9, 3, 2, 1):
        page.goto(f"{address}/pengajar/penilaian?halaman={number}")
        for link in reversed([str(found.get_attribute("href")) for found in page.locator("tbody a").all()]):
            if "Saya menyapa warga." in str(page.request.get(address + link).text()):
                return link
    raise AssertionError("the answer is not in the list")
