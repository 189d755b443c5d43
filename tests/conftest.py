"""A served house and a real browser, for the tests that look at what people see."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from elearn.app import shipped

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_BROWSER = "tidak ada Chromium (pasang paket chromium)"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


ONE_COURSE = {"ELEARN_COURSES": str(shipped("courses") / "berakhlak")}
"""For a served house whose courses nobody looks at: publishing them all takes seconds."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Callable[..., AbstractContextManager[str]]:
    """`with serve(folder, settings, "--demo") as address:`"""
    return serving


@contextmanager
def serving(folder: Path, settings: Mapping[str, str], *options: str) -> Iterator[str]:
    """`elearn serve` as people start it, in a process of its own; yields its address and ends it by its id."""
    with started(folder, settings, *options) as (address, _):
        yield address


@contextmanager
def started(
    folder: Path, settings: Mapping[str, str], *options: str, held: tuple[int, ...] = ()
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same for a test that ends the process itself; it and all its children keep the files `held` open."""
    port = free_port()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ELEARN_")}
    environment = {
        **inherited,
        "ELEARN_HOME": str(folder / "served"),
        "ELEARN_PORT": str(port),
        "ELEARN_WORKERS": "1",
        **settings,
    }
    with (folder / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "elearn.cli", "serve", *options],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=held,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/sehat", process, folder / "serve.log")
            yield f"http://127.0.0.1:{port}", process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when `address` answers; fails with the log when the process has ended or after two minutes."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                answer.read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{address} did not answer:\n{log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


# A busy machine is no fault of the code: no deadline per example. The gate tries the same examples each time, for it must
# not depend on luck; at home new ones are tried.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")
