"""A phone on a slow line: how much it loads, and how soon a lesson can be used."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from .furnish import Browser as SignedIn
from .furnish import Furniture
from .servers import Server
from .wire import Wire

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
KILOBITS, ROUND_TRIP = 400, 400
"""kbit/s each way, and milliseconds from a request to the first byte of its answer."""

USABLE = """() => {
  const painted = performance.getEntriesByName("first-contentful-paint").length;
  const text = document.querySelector("article.lesson-text"), button = document.querySelector("main form[method=post] button[type=submit]");
  return painted && text?.checkVisibility() && button && !button.disabled ? performance.now() : 0;
}"""
"""Milliseconds since the click when the text is painted and the button that finishes the lesson can be pressed."""


@dataclass(frozen=True, slots=True)
class Load:
    """One lesson: bytes on the wire with everything, and seconds until it can be used on the slow line."""

    title: str
    received: int
    usable: float


def chromium() -> str | None:
    """Debian's Chromium; None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def loads(server: Server, furniture: Furniture, program: str) -> list[Load]:
    """The first lesson with an empty cache, and the lesson after another one."""
    learner = furniture.learners[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        phone = _Phone(_context(browser, server, learner.browser), server.address)
        lesson = f"/belajar/{learner.enrolment_id}/{furniture.lesson}"
        first = phone.open("lesson, empty cache", lesson, cold=True)
        phone.open("another", f"/belajar/{learner.enrolment_id}/{furniture.other_lesson}", cold=True)
        following = phone.open("lesson after another", lesson, cold=False)
        browser.close()
    return [first, following]


class _Phone:
    """A page behind a slow line."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page = context.new_page()
        self.wire = Wire(self.page)
        self.wire.devtools.send("Network.emulateNetworkConditions", SLOW_LINE)

    def open(self, title: str, path: str, *, cold: bool) -> Load:
        """Opens a lesson, notes when it can be used, and waits until all of it has come."""
        if cold:
            self.wire.forget()
        self.wire.begin()
        self.page.goto(self.address + path, wait_until="commit")
        usable = self.page.wait_for_function(USABLE).json_value()
        self.page.wait_for_load_state("load")
        return Load(title, self.wire.end(), usable / 1000)


SLOW_LINE = {
    "offline": False,
    "latency": ROUND_TRIP,
    "downloadThroughput": KILOBITS * 125,
    "uploadThroughput": KILOBITS * 125,
}
"""Throughput in bytes a second."""


def _context(browser: Browser, server: Server, signed_in: SignedIn) -> BrowserContext:
    """A phone with the cookie of somebody who is signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    name, _, value = signed_in.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.address}])
    return context
