"""For the tests of importers and exporters: what an import makes of a file, and a course folder made of items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from elearn.core.exchange.assembly import Assembly, Surroundings
from elearn.core.exchange.formats import Exporter, Importer, Source
from elearn.core.exchange.items import Item
from elearn.core.exchange.manuscripts import read_course_text
from elearn.core.exchange.report import Line
from elearn.core.exchange.writing import write_course, write_item, write_quiz
from elearn.core.questions.built_in import BUILT_IN_KINDS


def write_items(folder: Path, items: Sequence[Item]) -> Path:
    """A course folder with one quiz that asks these questions."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kursus.md").write_text(write_course("Bank", "Bank soal.", 1), encoding="utf-8")
    text = write_quiz("Kuis", "", [write_item(item) for item in items])
    (folder / "01-kuis.md").write_text(text, encoding="utf-8")
    return folder


def there_and_back(folder: Path, exporter: Exporter, importer: Importer) -> tuple[str, str, str]:
    """The questions as they are, as they are after a round trip, and the file between."""
    content = exporter.write(read_course_text(folder), False).files[""]
    files, _ = read_back(content, f"bank{exporter.ending}", importer)
    text = "".join(body for path, body in files.items() if path != "kursus.md")
    before = questions((folder / "01-kuis.md").read_text(encoding="utf-8"))
    return before, questions(text), content.decode("utf-8", "replace")


def read_back(content: bytes, name: str, importer: Importer) -> tuple[dict[str, str], list[Line]]:
    """The texts an import makes, and its report."""
    source = Source(name, content)
    assembly = Assembly("Bank", Surroundings({}, BUILT_IN_KINDS, frozenset()))
    assembly.take_all(importer.read(source) if importer.read else ())
    files = assembly.files(source.shelf.files)
    return {path: body.decode() for path, body in files.items() if path.endswith(".md")}, assembly.report


def questions(text: str) -> str:
    """A quiz without its front matter."""
    return re.sub(r"^---\n.*?\n---\n", "", text, flags=re.DOTALL).strip()


def lines_of(report: Sequence[Line]) -> list[tuple[str, str, str]]:
    """Item, status and reason of each line."""
    return [(line.item, line.status, line.reason) for line in report]
