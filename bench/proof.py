"""`python -m bench.proof`: checking a certificate, by the page without a network on a slow phone and by the server."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import segno
from playwright.sync_api import BrowserContext, Page, sync_playwright

from elearn.app import open_house
from elearn.cli.door import Door
from elearn.config import Settings
from elearn.core.certificates import services
from elearn.core.certificates.proof import withdrawn
from elearn.core.certificates.proof.withdrawn import WithdrawnList
from elearn.kernel.keys import keys_of
from elearn.testing.factories.certificates import make_certificate

from . import servers
from .browser import FLAGS, chromium
from .table import show

SLOWER = 4
"""The CPU is throttled to a fourth, as a cheap phone is."""
WITHDRAWN = 10_000
TIMES = 40

NO_ED25519 = """const own = crypto.subtle?.importKey.bind(crypto.subtle);
if (own) crypto.subtle.importKey = (form, raw, kind, ...rest) =>
  kind.name === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError")) : own(form, raw, kind, ...rest);"""
CHECK = """async ([claim, times]) => {
  const field = document.getElementById("klaim"), form = document.getElementById("periksa-klaim"), taken = [];
  for (let at = 0; at < times; at += 1) {
    performance.clearMeasures();
    document.getElementById("hasil").replaceChildren();
    field.value = claim;
    form.requestSubmit();
    while (!performance.getEntriesByName("periksa", "measure").length) await new Promise(requestAnimationFrame);
    taken.push(performance.getEntriesByName("periksa", "measure")[0].duration);
  }
  return taken;
}"""
"""Milliseconds of each check: from the text in hand to every fact on the page."""
READ_LIST = """async ([bytes, jwks, times]) => {
  const keys = await elearnProof.keysFrom(jwks), list = Uint8Array.from(bytes), taken = [];
  for (let at = 0; at < times; at += 1) {
    const begun = performance.now();
    await elearnProof.readList(list, keys);
    taken.push(performance.now() - begun);
  }
  return taken;
}"""


def main() -> None:
    """Prints one table."""
    program = chromium()
    with TemporaryDirectory(prefix="elearn-bench-") as place:
        home = Path(place)
        claim, code, long_list = _furnish(home)
        with servers.elearn(home, "") as server:
            rows = [
                _row("server: /verifikasi/<code>", 50, _fetched(f"{server.address}/verifikasi/{code}")),
                _row("server: /verifikasi", 50, _fetched(f"{server.address}/verifikasi")),
                _row("server: /verifikasi/daftar-cabut", 50, _fetched(f"{server.address}/verifikasi/daftar-cabut")),
            ]
            if program:
                rows += _in_browser(program, server.address, claim, long_list)
    show("Checking certificates (milliseconds)", ["what", "target", "median", "p95", "worst"], rows)
    print(f"  claim: {len(claim)} letters, QR version {segno.make_qr(claim, error='m', boost_error=False).version}-M")
    print(f"  list of {WITHDRAWN:,} withdrawn among a million certificates: {len(long_list):,} bytes")
    if not program:
        print("  Chromium is not installed, so the page without a network was not measured.")


def _furnish(home: Path) -> tuple[str, str, bytes]:
    house = open_house(Settings(home=home))
    with Door(house).writing() as work:
        certificate = make_certificate(work)
        claim, code = services.paper_claim(work, certificate), certificate.code
        places = frozenset(range(0, 2_000_000, 2_000_000 // WITHDRAWN))
        found = WithdrawnList("did:web:x", work.now, work.now, places, frozenset())
        long_list = withdrawn.encode(found, keys_of(house.settings).current)
    house.close()
    return claim, code, long_list


def _in_browser(program: str, address: str, claim: str, long_list: bytes) -> list[list[str]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context, library = browser.new_context(), browser.new_context()
        library.add_init_script(NO_ED25519)
        page, old = _cut_off(context, address), _cut_off(library, address)
        jwks = page.evaluate("caches.match('/.well-known/jwks.json').then(answer => answer.json())")
        rows = [
            _row(f"check, WebCrypto, CPU 1/{SLOWER}", 100, page.evaluate(CHECK, [claim, TIMES])),
            _row(f"check, library, CPU 1/{SLOWER}", 100, old.evaluate(CHECK, [claim, TIMES])),
            _row(f"read the long list, CPU 1/{SLOWER}", 100, page.evaluate(READ_LIST, [[*long_list], jwks, 10])),
            _row(f"read a picture of the code, CPU 1/{SLOWER}", 0, _pictures(page, claim)),
        ]
        browser.close()
    return rows


def _cut_off(context: BrowserContext, address: str) -> Page:
    """The page of somebody who opened it once and now has no network and a slow phone."""
    page = context.new_page()
    page.goto(f"{address}/verifikasi")
    page.wait_for_selector("#siap:visible")
    context.set_offline(True)
    page.goto(f"{address}/verifikasi")
    page.wait_for_selector("#daftar:has-text('dibuat')")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _pictures(page: Page, claim: str) -> list[float]:
    drawn = io.BytesIO()
    segno.make_qr(claim, error="m", boost_error=False).save(drawn, kind="png", scale=8, border=8)

    def choose() -> None:
        page.locator("#hasil").evaluate("box => box.replaceChildren()")
        page.locator("#berkas").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": drawn.getvalue()})
        page.wait_for_selector("#hasil .verdict")

    return _timed(choose, 5)


def _fetched(address: str) -> list[float]:
    def fetch() -> None:
        with urlopen(address) as answer:
            answer.read()

    fetch()
    return _timed(fetch, 200)


def _timed(do: Callable[[], None], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _row(title: str, target: int, taken: list[float]) -> list[str]:
    p95 = quantiles(taken, n=20, method="inclusive")[-1]
    return [title, f"< {target}" if target else "", f"{median(taken):.1f}", f"{p95:.1f}", f"{max(taken):.1f}"]


if __name__ == "__main__":
    main()
