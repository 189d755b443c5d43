"""How many bytes a page costs: all that Chromium receives for it, headers included."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import CDPSession, Page

ICON = "favicon.svg"
"""Chromium asks for it last, and for every page."""

LOOK_AT_ALL = """async () => {
  for (const image of document.images) { image.loading = "eager"; await image.decode(); }
}"""
"""Pictures wait until they are seen; here they all count."""

PATIENCE = 10.0
"""Seconds after which a page that has not ended is counted as it is."""


class Wire:
    """Watches one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.devtools: CDPSession = page.context.new_cdp_session(page)
        self._bytes: dict[str, int | None] = {}
        self._has_icon = False
        self.devtools.send("Network.enable")
        self.devtools.on("Network.requestWillBeSent", self._asked)
        self.devtools.on("Network.loadingFinished", self._received)
        self.devtools.on("Network.loadingFailed", self._received)

    def forget(self) -> None:
        """Empties the browser's cache."""
        self.devtools.send("Network.clearBrowserCache")

    def begin(self) -> None:
        """Counts from nothing."""
        self._bytes.clear()
        self._has_icon = False

    def end(self) -> int:
        """Bytes since `begin`, when the whole page with its pictures has come."""
        self.page.evaluate(LOOK_AT_ALL)
        deadline = time.monotonic() + PATIENCE
        while not (self._has_icon and None not in self._bytes.values()) and time.monotonic() < deadline:
            self.page.wait_for_timeout(5)
        return sum(size or 0 for size in self._bytes.values())

    def _asked(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] = None
        self._has_icon |= event["request"]["url"].endswith(ICON)

    def _received(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._bytes:
            self._bytes[event["requestId"]] = round(event.get("encodedDataLength", 0))
