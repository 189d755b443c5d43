"""Every page for everybody: axe finds nothing, light and dark, phone and desk; keyboard alone; nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page

from elearn.app import create_app
from elearn.config import Settings
from elearn.core.people.services.demo import DEMO_PASSWORD

from .demo_house import PAGES, VISITOR, Visit, number_of, open_demo, unlisted

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 640}
PDF_VIEWER = ("chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/", "chrome://resources/")
"""The browser's own, part of it: it draws the PDF that a page frames."""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""In the dark only colours differ; all other rules have been asked in the light."""
LOOKS: tuple[tuple[dict[str, int], Literal["light", "dark"], dict[str, Any]], ...] = (
    (PHONE, "light", {}),
    (PHONE, "dark", COLOURS),
    (DESK, "light", {}),
)
ASK_AXE = """options => {
  window.axe || bringAxe.call(window);
  return axe.run({ exclude: ['tbody tr:nth-child(n + 6)'] }, { resultTypes: ['violations'], ...options }).then(found => found.violations);
}"""
"""The sixth row of a table and all below are like the five above."""
KEYBOARD = (
    Visit("people.sign_in", "/masuk", VISITOR),
    Visit("certificates.verify", "/verifikasi", VISITOR),
    Visit("web.index", "/"),
    Visit("courses.index", "/katalog"),
    Visit("completion.lesson", "/belajar/{running}/02-empat-belas-komponen"),
    Visit("quizzes.edit", "/percobaan/{mixed_paper}"),
    Visit("quizzes.edit", "/percobaan/{every_paper}"),
    Visit("people.show_import", "/pegawai/impor/{checked_import}", "hr"),
    Visit("studio.show", "/naskah/pelayanan-prima", "trainer"),
    Visit("studio.edit", "/naskah/pelayanan-prima/berkas/02-empat-belas-komponen.md", "trainer"),
    Visit("studio.question", "/naskah/pelayanan-prima/butir/0/06-kuis-pelayanan-prima.md", "trainer"),
    Visit("studio.trial_step", "/naskah/pelayanan-prima/coba/06-kuis-pelayanan-prima", "trainer"),
    Visit("studio.authors", "/naskah/naskah-rusak/penulis", "trainer"),
    Visit("studio.import_columns", "/impor/{table_intake}/kolom", "trainer"),
    Visit("studio.draft_exports", "/naskah/pelayanan-prima/ekspor", "trainer"),
    Visit("career.new", "/riwayat/bukti"),
    Visit("career.review", "/bukti/{picture_evidence}", "hr"),
    Visit("people.roles", "/peran", "admin"),
    Visit("siasn.index", "/siasn", "hr"),
    Visit("siasn.new", "/siasn/kirim", "hr"),
    Visit("bsre.new", "/tte/tanda-tangan?pilih=semua", "admin"),
)
"""Pages to walk through with the Tab key."""
MISTAKES = (
    Visit("people.sign_in", "/masuk", VISITOR),
    Visit("people.reset", "/atur-ulang", VISITOR),
    Visit("certificates.verify", "/verifikasi", VISITOR),
    Visit("people.edit_password", "/kata-sandi"),
    Visit("completion.lesson", "/belajar/{running}/02-empat-belas-komponen"),
    Visit("course_feedback.edit", "/umpan-balik/{completed}"),
    Visit("profiles.edit", "/profil/penilaian-diri"),
    Visit("competencies.new", "/kompetensi/impor", "hr"),
    Visit("profiles.show", "/pegawai/{learner}/profil", "hr"),
    Visit("profiles.new_import", "/profil/impor", "hr"),
    Visit("quizzes.marking_edit", "/pengajar/penilaian/{waiting_id}/s-uraian", "trainer"),
    Visit("quizzes.correction_new", "/pengajar/koreksi/soal/{corrected_step}/s-s001", "trainer"),
    Visit("studio.new", "/naskah", "trainer"),
    Visit("studio.trial_step", "/naskah/pelayanan-prima/coba/02-empat-belas-komponen", "trainer"),
    Visit("studio.import_new", "/impor", "trainer"),
    Visit("certificates.edit", "/sertifikat/{certificate}/cabut", "hr"),
    Visit("certificates.supersede_edit", "/sertifikat/{certificate}/ganti", "hr"),
    Visit("certificates.appeal_edit", "/sertifikat/banding/{appeal}", "hr"),
    Visit("certificates.show_certificate", "/sertifikat/{revoked}"),
    Visit("certificates.badge_check", "/verifikasi/lencana", VISITOR),
    Visit("people.imports", "/pegawai/impor", "hr"),
    Visit("career.new", "/riwayat/bukti"),
    Visit("people.roles", "/peran", "admin"),
    Visit("siasn.new", "/siasn/kirim", "hr"),
    Visit("siasn.show", "/siasn/{siasn_changed}/perbarui", "hr"),
    Visit("siasn.edit", "/siasn/{siasn_entry}/hapus", "hr"),
    Visit("bsre.new", "/tte/tanda-tangan", "admin"),
    Visit("bsre.edit", "/tte/pejabat", "admin"),
)
"""Forms that answer an empty one with sentences of their own."""

NOTE_STOPS = """window.stops = new Map();
document.addEventListener("focusin", ({ target }) => {
  const box = target.getBoundingClientRect(), lines = [];
  for (let it = target; it; it = it.parentElement) lines.push(getComputedStyle(it));
  const shown = lines.some(line => line.outlineStyle !== "none" && parseFloat(line.outlineWidth) > 0);
  stops.set(target, { name: target.outerHTML.slice(0, 120), shown: shown && box.width > 0, near: box.top >= 0 && box.left >= 0 });
});"""
"""Notes each stop of the Tab key: whether a line is drawn around it (or around the card it fills), and whether it is in sight."""
SHOW_OUTCOMES = """() => {
  const box = document.getElementById("hasil"), of = name => [...document.querySelectorAll(`template[id${name}]`)];
  const outcomes = of("^=putusan-");
  box.hidden = false;
  box.replaceChildren(...[...outcomes, ...of("=fakta"), ...of("^=berkas-"), ...of("=ke-halaman")].map(it => it.content.cloneNode(true)));
  return outcomes.length;
}"""
STOPS = "a[href]:visible, button:visible, summary:visible, select:visible, textarea:visible, input:not([type=radio]):visible"


@dataclass(slots=True)
class Reader:
    """One role's browser, and all that was found wrong with what it opened."""

    address: str
    page: Page
    faults: list[str] = field(default_factory=list)

    def note(self, fault: str) -> None:
        self.faults.append(f"{self.page.url.removeprefix(self.address)}: {fault}")

    def open(self, visit: Visit) -> None:
        """Opens a page on a phone."""
        self.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        answer = self.page.goto(self.address + visit.address)
        if answer is None or answer.status != visit.status:
            self.note(f"status {answer.status if answer else None}, not {visit.status}")

    def look(self, size: dict[str, int], scheme: Literal["light", "dark"], options: dict[str, Any]) -> None:
        """Asks axe about the page as it stands, and whether it is wider than its window."""
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in self.page.evaluate(ASK_AXE, options):
            places = [node["html"][:120] for node in violation["nodes"]]
            self.note(f"{size['width']} px, {scheme}: {violation['id']} ({violation['help']}) {places}")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            self.note(f"the page is {wide} px wide in a window of {size['width']} px")

    def tab_through(self) -> None:
        """Presses Tab to the end: the way to the content comes first, every stop is marked, nothing is passed over."""
        self.page.evaluate(NOTE_STOPS)
        pressable = self.page.locator(STOPS).count()
        parts = 3 * self.page.locator("input[type=date]:visible").count()  # day, month, year and calendar: four stops
        for _ in range(pressable + parts + 1):
            self.page.keyboard.press("Tab")
        stops = self.page.evaluate("[...stops.values()]")
        first = stops[0]
        if 'class="skip"' not in first["name"] or not first["near"]:
            self.note(f"first stop: {first['name']}")
        for stop in stops:
            if not stop["shown"]:
                self.note(f"focus cannot be seen: {stop['name']}")
        if len(stops) < pressable:
            self.note(f"{len(stops)} stops for {pressable} things to press")


@dataclass(frozen=True, slots=True)
class Place:
    """The served house, the {names} of its addresses, and endpoints without a visit."""

    address: str
    names: dict[str, object]
    unlisted: set[str]
    chromium: Browser

    @contextmanager
    def reader(self, role: str) -> Iterator[Reader]:
        """A browser of `role`, signed in, that notes errors and requests to other hosts."""
        context = self.chromium.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
        context.add_init_script(
            f"window.bringAxe = function () {{ {AXE_SCRIPT} }};"
        )  # the page's own strict policy stays in force
        page = context.new_page()
        reader = Reader(self.address, page)
        page.on("request", lambda request: self._note_stranger(reader, request.url))
        page.on("console", lambda said: _note_console(reader, said))
        page.on("pageerror", lambda error: reader.note(str(error)))
        if role != VISITOR:
            page.goto(f"{self.address}/masuk")
            page.get_by_label("NIP").fill(number_of(self.names, role))
            page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
            page.get_by_role("button", name="Masuk").click()
            page.wait_for_url(f"{self.address}/")
        yield reader
        context.close()

    def _note_stranger(self, reader: Reader, url: str) -> None:
        if not url.startswith((f"{self.address}/", "data:", *PDF_VIEWER)):
            reader.note(f"asks another host: {url}")


def _note_console(reader: Reader, said: ConsoleMessage) -> None:
    """The browser's own errors; a page that answers 403 or 404 on purpose is none."""
    if said.type == "error" and "status of 4" not in said.text:
        reader.note(said.text)


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[Place]:
    """The demo house, served as people start it."""
    folder = tmp_path_factory.mktemp("demo")
    house, names = open_demo(Settings(home=folder / "served"))
    missing = unlisted(create_app(house=house))
    house.close()
    with serve(folder, {"ELEARN_WORKER_THREAD": "0"}) as address:
        yield Place(address, names, missing, chromium)


def visits(pages: Iterable[Visit], role: str, place: Place) -> Iterator[Visit]:
    return (visit.at(place.names) for visit in pages if visit.role == role)


def roles(pages: Iterable[Visit]) -> list[str]:
    return sorted({visit.role for visit in pages})


def test_no_page_is_left_out(place: Place) -> None:
    assert place.unlisted == set()


@pytest.mark.parametrize("role", roles(PAGES))
def test_axe_finds_nothing(place: Place, role: str) -> None:
    with place.reader(role) as reader:
        for visit in visits(PAGES, role, place):
            reader.open(visit)
            for look in LOOKS:
                reader.look(*look)

    assert reader.faults == []


@pytest.mark.parametrize("role", roles(PAGES))
def test_axe_finds_nothing_in_open_menus(place: Place, role: str) -> None:
    """One page per role with everything that unfolds unfolded."""
    with place.reader(role) as reader:
        reader.open(next(visits(PAGES, role, place)))
        reader.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
        for look in (*LOOKS, (DESK, "dark", COLOURS)):
            reader.look(*look)

    assert reader.faults == []


def test_axe_finds_nothing_in_what_the_browser_says_by_itself(place: Place) -> None:
    """Every outcome of a check without a network, one below the other."""
    with place.reader(VISITOR) as reader:
        reader.open(Visit("certificates.verify", "/verifikasi", VISITOR))
        reader.page.wait_for_selector("#siap:visible")
        said = reader.page.evaluate(SHOW_OUTCOMES)
        for look in (*LOOKS, (DESK, "dark", COLOURS)):
            reader.look(*look)

    assert (reader.faults, said) == ([], 17)


@pytest.mark.parametrize("role", roles(MISTAKES))
def test_axe_finds_nothing_in_refused_forms(place: Place, role: str) -> None:
    with place.reader(role) as reader:
        for visit in visits(MISTAKES, role, place):
            reader.open(visit)
            with reader.page.expect_navigation():
                reader.page.evaluate("document.querySelector('main form[method=post]:not(.inline)').submit()")
            for look in LOOKS:
                reader.look(*look)
            if not reader.page.locator("main :is([role=alert], [aria-invalid=true], .field-error)").count():
                reader.note("says nothing of the mistake")

    assert reader.faults == []


def test_axe_finds_nothing_in_what_is_said_of_a_badge(place: Place) -> None:
    """A good one, one of a withdrawn certificate, and a file that is none."""
    with place.reader(VISITOR) as reader:
        badges = [
            reader.page.request.get(f"{place.address}/verifikasi/{place.names[name]}/badge.{kind}").body()
            for name, kind in (("certificate", "png"), ("revoked", "json"))
        ]
        for content, said in zip((*badges, b"bukan lencana"), ("sah", "asli", "tidak dapat dipercaya"), strict=True):
            reader.open(Visit("certificates.badge_check", "/verifikasi/lencana"))
            chosen: Any = {"name": "lencana", "mimeType": "application/octet-stream", "buffer": content}
            reader.page.get_by_label("Berkas lencana").set_input_files(chosen)
            reader.page.get_by_role("button", name="Periksa lencana").click()
            reader.page.get_by_text(f"Lencana {said}").wait_for()
            for look in LOOKS:
                reader.look(*look)

    assert reader.faults == []


def test_axe_finds_nothing_in_the_holders_badges(place: Place) -> None:
    with place.reader("learner") as reader:
        reader.open(Visit("certificates.index", "/sertifikat"))
        reader.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
        for look in (*LOOKS, (DESK, "dark", COLOURS)):
            reader.look(*look)

    assert reader.faults == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("role", roles(KEYBOARD))
def test_the_keyboard_alone_reaches_everything(place: Place, role: str, size: dict[str, int]) -> None:
    with place.reader(role) as reader:
        for visit in visits(KEYBOARD, role, place):
            reader.open(visit)
            reader.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            reader.tab_through()

    assert reader.faults == []


def test_the_skip_link_leads_into_the_content(place: Place) -> None:
    with place.reader("learner") as reader:
        reader.open(Visit("web.index", "/"))
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")

        assert reader.page.evaluate("document.activeElement.id") == "isi"
