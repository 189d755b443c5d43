"""`elearn courses watch` as a real process: it sees a save, checks again, renders the preview, and ends on Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from elearn.testing.factories.courses import write_course, write_quiz

PATIENCE = 60.0
"""Seconds to wait for what a busy machine does late."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = write_course(tmp_path / "contoh")
    write_quiz(folder / "03-kuis.md")
    (folder / "aset").mkdir()
    (folder / "aset" / "alur.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Alur</title></svg>'
    )
    lesson = folder / "01-materi.md"
    lesson.write_text(lesson.read_text() + "\n![Alur](aset/alur.svg)\n\nLanjut ke [materi 2](02-materi.md).\n")
    return folder


@pytest.fixture
def watching(course: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    said = tmp_path / "said"
    with said.open("w") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "elearn.cli", "courses", "watch", str(course)),
                *("--out", str(tmp_path / "lihat"), "--every", "0.1"),
            ],
            env={**os.environ, "ELEARN_HOME": str(tmp_path / "home"), "ELEARN_DATABASE_URL": ""},
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        yield process, said
        if process.poll() is None:
            process.kill()
        process.wait()


def until(holds: Callable[[], bool], said: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, said.read_text()
        time.sleep(0.05)


def test_a_save_is_checked_and_rendered_and_ctrl_c_ends_it(
    watching: tuple[subprocess.Popen[str], Path], course: Path, tmp_path: Path
) -> None:
    process, said = watching
    page, lesson = tmp_path / "lihat" / "01-materi.html", course / "01-materi.md"
    until(lambda: said.read_text().count("Pratinjau") == 1, said)
    assert 'src="aset/alur.svg"' in page.read_text()
    assert 'href="02-materi.html"' in page.read_text()
    assert (tmp_path / "lihat" / "aset" / "alur.svg").read_bytes() == (course / "aset" / "alur.svg").read_bytes()
    assert "Soal 1: pilihan mana yang tepat?" in (tmp_path / "lihat" / "03-kuis.html").read_text()

    text = lesson.read_text()
    lesson.write_text(text.replace("Warga datang", "<b>Warga datang"))
    until(lambda: "belum diperbarui" in said.read_text(), said)
    assert f"{lesson}:6: salah: HTML “<b>” tidak dipakai dan tampil sebagai teks" in said.read_text()
    assert "Warga datang, petugas" in page.read_text()

    lesson.write_text(text.replace("Warga datang", "Warga tiba"))
    (course / "02-materi.md").rename(course / "02-lanjutan.md")
    lesson.write_text(lesson.read_text().replace("02-materi.md", "02-lanjutan.md"))
    (course / "03-kuis.md").write_text((course / "03-kuis.md").read_text().replace("02-materi.md", "02-lanjutan.md"))
    until((tmp_path / "lihat" / "02-lanjutan.html").exists, said)
    until(lambda: not (tmp_path / "lihat" / "02-materi.html").exists(), said)
    assert "Warga tiba, petugas" in page.read_text()

    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert said.read_text().splitlines()[-1] == "Selesai."
