"""The editor in a real browser: typing is saved, previewed and checked; two authors; without JavaScript; its weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from bench.wire import Wire
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.testing.factories.courses import write_course

pytestmark = pytest.mark.browser

HEAVIEST = 250_000
"""Bytes of the editor's page at the first visit, everything included."""
LESSON = "/berkas/01-materi-pertama.md"


@dataclass
class Studio:
    """A served house and browsers of its trainer; `errors` is what their consoles said."""

    address: str
    chromium: Browser
    errors: list[str] = field(default_factory=list)

    def trainer(self, *, javascript: bool = True) -> Page:
        page = self.chromium.new_context(java_script_enabled=javascript).new_page()
        page.on(
            "console",
            lambda said: (
                self.errors.append(said.text) if said.type == "error" and "status of 404" not in said.text else None
            ),
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{self.address}/masuk")
        page.get_by_label("NIP").fill(NAMED["trainer"].nip.spaced)
        page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat datang")
        return page

    def begin(self, page: Page, title: str) -> str:
        """A new draft from the template; its address."""
        page.goto(f"{self.address}/naskah")
        page.get_by_label("Judul pelatihan").fill(title)
        page.get_by_role("button", name="Buat naskah").click()
        expect(page.locator(".flash.ok")).to_contain_text("Naskah baru siap.")
        return page.url.partition("?")[0]


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("studio")
    write_course(folder / "courses" / "contoh")
    with serve(folder, {"ELEARN_COURSES": str(folder / "courses")}, "--demo") as address:
        yield address


@pytest.fixture
def studio(served: str, chromium: Browser) -> Iterator[Studio]:
    studio = Studio(served, chromium)
    yield studio
    assert studio.errors == []


def written(page: Page) -> str:
    """The text that the form would send."""
    return page.locator("#naskah").input_value()


def test_typing_is_saved_previewed_and_checked(studio: Studio) -> None:
    page = studio.trainer()
    lesson = studio.begin(page, "Naskah yang diketik") + LESSON
    page.goto(lesson)
    page.get_by_role("textbox", name=re.compile("Naskah 01")).click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nKalimat baru di akhir.\n\n![](aset/tidak-ada.png)\n")

    expect(page.locator("#pratinjau")).to_contain_text("Kalimat baru di akhir.")
    expect(page.locator("#temuan")).to_contain_text("aset/tidak-ada.png tidak ada")
    expect(page.locator("#kotak-editor .cm-lint-marker-error").first).to_be_visible()
    expect(page.locator("#tersimpan")).to_contain_text(re.compile(r"tersimpan \d\d\.\d\d\.\d\d"))
    page.locator("#temuan a").first.click()
    page.keyboard.type("x")
    expect(page.locator("#tersimpan")).to_contain_text(re.compile(r"tersimpan \d\d\.\d\d\.\d\d"))
    page.goto(lesson)
    assert "Kalimat baru di akhir." in written(page)


def test_a_chosen_picture_is_kept_and_written_into_the_text(studio: Studio, tmp_path: Path) -> None:
    picture = tmp_path / "Alur Loket.png"
    Image.new("RGB", (1500, 100), "teal").save(picture)
    page = studio.trainer()
    page.goto(studio.begin(page, "Naskah bergambar") + LESSON)
    page.locator("#berkas-baru").set_input_files(picture)

    expect(page.locator("#berkas-hasil")).to_contain_text("aset/alur-loket.png tersimpan")
    expect(page.locator("#pratinjau img")).to_have_attribute("src", re.compile("/isi/aset/alur-loket.png$"))
    assert page.locator("#pratinjau img").evaluate("it => it.decode().then(() => it.naturalWidth)") == 1280
    assert "![Tulis keterangan isinya di sini](aset/alur-loket.png)" in written(page)


def test_two_browsers_on_one_line_never_overwrite_each_other(studio: Studio) -> None:
    one, two = studio.trainer(), studio.trainer()
    lesson = studio.begin(one, "Naskah berdua") + LESSON
    for page in (one, two):
        page.goto(lesson)
        page.get_by_role("textbox", name=re.compile("Naskah 01")).click()
        page.keyboard.press("Control+Home")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("End")
    one.keyboard.type(" dari saya")
    expect(one.locator("#tersimpan")).to_contain_text("tersimpan")
    two.keyboard.type(" dari rekan")
    expect(two.locator("#tersimpan")).to_contain_text("Rekan Anda mengubah baris yang sama.")

    two.get_by_role("link", name="Bandingkan dan gabungkan").click()
    expect(two.locator(".clash-part pre").nth(0)).to_have_text("judul: Materi pertama dari rekan")
    expect(two.locator(".clash-part pre").nth(1)).to_have_text("judul: Materi pertama dari saya")
    two.get_by_label("Versi Anda").check()
    two.get_by_role("button", name="Simpan gabungan").click()

    expect(two.get_by_role("heading", level=1)).to_have_text("Materi pertama dari rekan")
    one.keyboard.press("Control+End")
    one.keyboard.type("\nTambahan di akhir.")
    expect(one.locator("#tersimpan")).to_contain_text("digabung dengan perubahan rekan Anda.")
    two.reload()
    assert ("dari rekan" in written(two), "Tambahan di akhir." in written(two)) == (True, True)


def test_everything_works_without_javascript(studio: Studio) -> None:
    page = studio.trainer(javascript=False)
    draft = studio.begin(page, "Naskah tanpa skrip")
    page.get_by_role("button", name="Turunkan Materi pertama").click()
    expect(page.locator(".outline a").first).to_have_text("Kuis akhir")
    page.locator(".outline a").last.click()
    page.locator("#naskah").fill("---\njudul: Menyapa\n---\n\nSelamat pagi.\n\n![](aset/x.png)\n")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".flash.ok")).to_contain_text("Tersimpan.")
    expect(page.locator("#pratinjau")).to_contain_text("Selamat pagi.")
    expect(page.locator("#temuan")).to_contain_text("aset/x.png tidak ada")
    page.goto(f"{draft}/riwayat/02-materi-pertama.md")
    page.get_by_role("rowheader").last.get_by_role("link").click()
    page.get_by_role("button", name=re.compile("Pulihkan")).click()
    expect(page.locator("#naskah")).to_contain_text("Tutup materi dengan dua atau tiga kalimat")


def test_the_editors_page_is_light(studio: Studio) -> None:
    page = studio.trainer()
    lesson = studio.begin(page, "Naskah ringan") + LESSON
    wire = Wire(page)
    wire.forget()
    wire.begin()
    page.goto(lesson)
    page.wait_for_load_state("networkidle")
    weight = wire.end()
    print(f"{lesson}: {weight:,} B")

    assert weight < HEAVIEST
