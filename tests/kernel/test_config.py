"""Settings: the cookie secret is one for all processes, however many start at once."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from elearn.config import Settings


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    settings, start = Settings(home=tmp_path / "home"), Barrier(8)

    def ask(_: int) -> str:
        start.wait()
        return settings.secret()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(ask, range(8)))

    path = settings.home / "secret"
    assert found == {path.read_text()}
    assert (len(path.read_text()), stat.S_IMODE(path.stat().st_mode)) == (64, 0o600)
    assert list(settings.home.iterdir()) == [path]
