"""The wheel stands alone: in an empty venv and an empty folder, `elearn serve` answers with everything inside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A venv with the wheel in it; the pinned dependencies are lent from this one, so that no registry is asked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    wheel = next(folder.glob("elearn-*.whl"))
    target = next((folder / "venv" / "lib").glob("python3*")) / "site-packages"
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    lender = Path(next(path for path in sys.path if path.endswith("site-packages")))
    for package in lender.iterdir():
        if not package.name.startswith(("elearn", "__editable__")) and not (target / package.name).exists():
            (target / package.name).symlink_to(package)
    return python


@contextmanager
def served(python: Path, folder: Path, port: int) -> Iterator[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ELEARN_", "PYTHONPATH"))}
    process = subprocess.Popen(
        [str(python), "-m", "elearn.cli", "serve"],
        cwd=folder,
        env={**clean, "ELEARN_PORT": str(port)},
        start_new_session=True,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def wait_for(address: str) -> str:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/sehat", timeout=2).read()
        except OSError:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError(f"{address} did not answer")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def test_wheel_serves_in_an_empty_folder(python: Path, tmp_path: Path) -> None:
    with served(python, tmp_path, free_port()) as address:
        page = urllib.request.urlopen(f"{address}/masuk").read().decode()
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]

        assert '<html lang="id">' in page
        assert urllib.request.urlopen(address + style).status == 200
    listed = subprocess.run(
        [str(python), "-m", "elearn.cli", "courses", "list"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [code for code in ("PLP-01", "BRK-01", "LDS-01") if code not in listed.stdout] == []


def test_english_catalogue_is_inside_the_wheel(python: Path) -> None:
    code = "from elearn.kernel.i18n import catalogue; print(catalogue('en').gettext('Masuk'))"
    said = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "Sign in"
