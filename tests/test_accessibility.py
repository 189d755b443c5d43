"""Every page for everybody: axe finds nothing, light and dark, phone and desk; keyboard alone; nothing from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from demo_house import PAGES, VISITOR, Visit, open_demo, unlisted
from playwright.sync_api import Browser, CDPSession, Page

from elearn.app import create_app
from elearn.config import Settings
from elearn.core.people.demo_agency import NAMED
from elearn.core.people.services.demo import DEMO_PASSWORD

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""In the dark only colours differ; all other rules have been asked in the light."""
LOOKS: tuple[tuple[dict[str, int], str, dict[str, Any]], ...] = (
    (PHONE, "light", {}),
    (PHONE, "dark", COLOURS),
    (DESK, "light", {}),
    (DESK, "dark", COLOURS),
)
KEYBOARD = ("people.sign_in", "web.index", "courses.index", "completion.lesson", "quizzes.edit", "people.index", "courses.studio")
MISTAKES = (
    Visit("people.sign_in", "/masuk", VISITOR),
    Visit("people.reset", "/atur-ulang", VISITOR),
    Visit("people.edit_password", "/kata-sandi"),
    Visit("completion.lesson", "/belajar/{running}/02-empat-belas-komponen"),
    Visit("course_feedback.edit", "/umpan-balik/{completed}"),
    Visit("courses.studio", "/pengajar", "trainer"),
    Visit("certificates.edit", "/sertifikat/{certificate}/cabut", "hr"),
    Visit("people.roles", "/peran", "admin"),
)
"""Forms that answer an empty one with sentences of their own."""

TABBED = """() => {
  const it = document.activeElement, look = getComputedStyle(it), box = it.getBoundingClientRect();
  const seen = (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
  return { name: it.outerHTML.slice(0, 120), inPage: it !== document.body, seen: seen && box.width > 0, top: box.top, left: box.left };
}"""


@dataclass(slots=True)
class Reader:
    """One role's browser; `faults` is what it noticed beside the pages themselves."""

    address: str
    page: Page
    devtools: CDPSession
    faults: list[str] = field(default_factory=list)

    def open(self, visit: Visit) -> None:
        """Opens a page on a phone, and brings axe along. The page's own strict policy stays in force."""
        self.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        answer = self.page.goto(self.address + visit.address)
        if answer is None or answer.status != visit.status:
            self.faults.append(f"status {answer.status if answer else None}, not {visit.status}")
        self.bring_axe()

    def bring_axe(self) -> None:
        self.devtools.send("Runtime.evaluate", {"expression": AXE_SCRIPT})

    def look(self, size: dict[str, int], scheme: str, options: dict[str, Any]) -> None:
        """Asks axe about the page as it stands, and whether it is wider than its window."""
        self.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        found = self.page.evaluate("options => axe.run({ resultTypes: ['violations'], ...options })", options)
        for violation in found["violations"]:
            places = [node["html"][:120] for node in violation["nodes"]]
            self.faults.append(f"{size['width']} px, {scheme}: {violation['id']} ({violation['help']}) {places}")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > size["width"]:
            self.faults.append(f"{size['width']} px: the page is {wide} px wide")

    def heard(self) -> list[str]:
        """The faults since the last time."""
        faults, self.faults = self.faults, []
        return faults


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
        page = context.new_page()
        reader = Reader(self.address, page, context.new_cdp_session(page))
        page.on("request", lambda request: self._is_home(request.url) or reader.faults.append(f"asks another host: {request.url}"))
        page.on("console", lambda said: said.type == "error" and "status of 4" not in said.text and reader.faults.append(said.text))
        page.on("pageerror", lambda error: reader.faults.append(str(error)))
        if role != VISITOR:
            page.goto(f"{self.address}/masuk")
            page.get_by_label("NIP").fill(NAMED[role].nip.digits)
            page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
            page.get_by_role("button", name="Masuk").click()
            page.wait_for_url(f"{self.address}/")
        yield reader
        context.close()

    def _is_home(self, url: str) -> bool:
        return url.startswith((f"{self.address}/", "data:"))


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


def roles() -> list[str]:
    return sorted({visit.role for visit in PAGES})


def test_no_page_is_left_out(place: Place) -> None:
    assert place.unlisted == set()


@pytest.mark.parametrize("role", roles())
def test_axe_finds_nothing(place: Place, role: str) -> None:
    faults = []
    with place.reader(role) as reader:
        for visit in (visit.at(place.names) for visit in PAGES if visit.role == role):
            reader.open(visit)
            for look in LOOKS:
                reader.look(*look)
            faults += [f"{visit.address}: {fault}" for fault in reader.heard()]

    assert faults == []


@pytest.mark.parametrize("role", roles())
def test_axe_finds_nothing_in_open_menus(place: Place, role: str) -> None:
    """One page per role with everything that unfolds unfolded, in both colours."""
    visit = next(visit for visit in PAGES if visit.role == role)
    with place.reader(role) as reader:
        reader.open(visit)
        reader.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
        for size, scheme, _ in LOOKS:
            reader.look(size, scheme, {})

        assert reader.heard() == []


@pytest.mark.parametrize("role", sorted({visit.role for visit in MISTAKES}))
def test_axe_finds_nothing_in_refused_forms(place: Place, role: str) -> None:
    faults = []
    with place.reader(role) as reader:
        for visit in (visit.at(place.names) for visit in MISTAKES if visit.role == role):
            reader.open(visit)
            with reader.page.expect_navigation():
                reader.page.evaluate("document.querySelector('main form[method=post]').submit()")
            reader.bring_axe()
            for size, scheme, _ in LOOKS:
                reader.look(size, scheme, {})
            said = reader.page.locator("main [role=alert], main .error, main [aria-invalid=true], main .flash").count()
            faults += [f"{visit.address}: {fault}" for fault in reader.heard()] + ([] if said else [f"{visit.address}: says nothing"])

    assert faults == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("role", [VISITOR, "learner", "hr", "trainer"])
def test_the_keyboard_alone_reaches_everything(place: Place, role: str, size: dict[str, int]) -> None:
    faults = []
    with place.reader(role) as reader:
        for visit in (visit.at(place.names) for visit in PAGES if visit.role == role and visit.endpoint in KEYBOARD):
            reader.open(visit)
            reader.page.set_viewport_size({"width": size["width"], "height": size["height"]})
            faults += [f"{visit.address}: {fault}" for fault in tab_through(reader.page)]

    assert faults == []


def tab_through(page: Page) -> list[str]:
    """Presses Tab from the top to the end: the way to the content comes first, and each stop can be seen."""
    page.keyboard.press("Tab")
    first = page.evaluate(TABBED)
    faults = [] if 'class="skip"' in first["name"] and first["top"] >= 0 and first["left"] >= 0 else [f"first stop: {first['name']}"]
    stops = 1
    while (stop := page.evaluate(TABBED))["inPage"] and stops < 400:
        if not stop["seen"]:
            faults.append(f"focus cannot be seen: {stop['name']}")
        page.keyboard.press("Tab")
        stops += 1
    reachable = page.locator("a[href]:visible, button:visible, summary:visible, select:visible, input:not([type=radio]):visible")
    if stops < reachable.count():
        faults.append(f"{stops} stops for {reachable.count()} things to press")
    return faults


def test_the_skip_link_leads_into_the_content(place: Place) -> None:
    with place.reader("learner") as reader:
        reader.open(Visit("web.index", "/"))
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")

        assert reader.page.evaluate("document.activeElement.id") == "isi"
