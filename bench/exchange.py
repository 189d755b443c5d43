"""Questions coming in: a Moodle bank as large as an agency's, its time and the memory it takes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from elearn.core.exchange import services
from elearn.core.exchange.formats import Source
from elearn.hooks.house import House

from .tasks import Timing, new_house

QUESTIONS = 5_000


def moodle_bank(path: Path) -> Path:
    """QUESTIONS questions of six types in fifty categories, as Moodle writes them."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n')
        file.writelines(_questions())
        file.write("</quiz>\n")
    return path


def _questions() -> Iterator[str]:
    for number in range(QUESTIONS):
        if number % 100 == 0:
            yield f'<question type="category"><category><text>$course$/top/Bab {number // 100}</text></category></question>\n'
        kind = ("multichoice", "multichoice", "multichoice", "truefalse", "shortanswer", "numerical")[number % 6]
        words = f"<p>Pertanyaan <b>nomor {number}</b> tentang standar pelayanan &amp; pengaduan di unit Anda?</p>"
        yield (
            f'<question type="{kind}"><name><text>Soal {number}</text></name>'
            f'<questiontext format="html"><text><![CDATA[{words * 3}]]></text></questiontext>'
            f'<generalfeedback format="html"><text><![CDATA[{words}]]></text></generalfeedback>'
            f"<defaultgrade>1.0000000</defaultgrade><idnumber>S-{number}</idnumber><single>true</single>"
            f"{_answers(kind, number)}</question>\n"
        )


def _answers(kind: str, number: int) -> str:
    words = {
        "truefalse": ("true", "false"),
        "shortanswer": (f"jawaban {number}",),
        "numerical": (str(number),),
    }.get(kind, tuple(f"<p>Pilihan {letter} untuk soal {number}</p>" for letter in "ABCD"))
    return "".join(
        f'<answer fraction="{0 if place else 100}" format="html"><text><![CDATA[{text}]]></text>'
        '<feedback format="html"><text><![CDATA[<p>Baca lagi bagian ini.</p>]]></text></feedback></answer>'
        for place, text in enumerate(words)
    )


def imports(home: Path, database_url: str) -> list[Timing]:
    """Imports the bank in a process of its own, so that its memory is its own too."""
    home.mkdir(parents=True, exist_ok=True)
    bank = moodle_bank(home / "bank.xml")
    arguments = [sys.executable, "-m", "bench.exchange", str(home), database_url, str(bank)]
    found = json.loads(subprocess.run(arguments, capture_output=True, text=True, check=True).stdout)
    title = f"import {QUESTIONS:,} questions from Moodle XML (peak {found['peak']} MiB, target < 200)"
    return [Timing(title, found["seconds"], 20.0)]


def _measure(home: Path, database_url: str, bank: Path) -> dict[str, float]:
    house: House = new_house(home, database_url)
    begun = time.perf_counter()
    with house.work(write=False) as work:
        found = services.preview_import(work, Source(bank.name, bank.read_bytes()))
    services.write_files(found.files, home / "kursus")
    seconds = time.perf_counter() - begun
    house.close()
    return {"seconds": seconds, "peak": _peak()}


def _peak() -> int:
    """MiB this program held at most; `getrusage` would count what its parent held before it began."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))))
