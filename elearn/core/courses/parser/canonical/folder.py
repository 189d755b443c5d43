"""A course folder in canonical form: ids are unique in the course, and a translation has those of its original."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elearn.core.questions.findings import Finding, Report

from ..folder import COURSE_FILE, LARGEST_TEXT, TextFile, list_folder, read_bytes, read_text
from .change import Formatted, Row
from .file import Identities, canonical, fits
from .layout import Asked, questions_of


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A file of the folder: as it lies there, and in canonical form; `problems` tell why it is left as it is."""

    path: str
    content: bytes
    formatted: Formatted | None
    problems: tuple[Finding, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.formatted is not None and self.formatted.text.encode() != self.content


def canonical_folder(folder: Path) -> Iterator[FormattedFile]:
    """Every text file of the course: the originals first, then what translates them."""
    listing = list_folder(folder, Report("."))
    originals = [*([COURSE_FILE] if listing.has_course_file else []), *listing.steps]
    identities = Identities()
    for path in originals:
        identities.taken.update(one.id for one in _asked(folder, path) if one.id)
    ids: dict[str, list[str]] = {}
    for path in originals:
        file = _read(folder, path, identities, None)
        ids[path] = [one.id for one in _questions(path, file.formatted)]
        yield file
    for translation in listing.translations:
        yield _translated(folder, translation.path, ids.get(translation.original, []), identities)


def _translated(folder: Path, path: str, original: list[str], identities: Identities) -> FormattedFile:
    file = _read(folder, path, identities, original)
    questions = _questions(path, file.formatted)
    if file.formatted is None or fits(questions, original):
        return file
    report = Report(path)
    report.warn(1, "soalnya tidak sama dengan berkas asalnya, jadi id tidak disalin", "samakan jumlah dan urutan soal")
    return FormattedFile(path, file.content, file.formatted, report.findings())


def _read(folder: Path, path: str, identities: Identities, original: list[str] | None) -> FormattedFile:
    report = Report(path)
    content = read_bytes(folder, path, LARGEST_TEXT, report)
    try:
        formatted = canonical(path, content.decode("utf-8"), identities, original) if content is not None else None
    except UnicodeDecodeError:
        read_text(folder, path, report)  # says where
        formatted = None
    return FormattedFile(path, content or b"", formatted, report.findings())


def _asked(folder: Path, path: str) -> list[Asked]:
    file = read_text(folder, path, Report(path))
    return questions_of(path, _rows(file)) if file else []


def _questions(path: str, formatted: Formatted | None) -> list[Asked]:
    return questions_of(path, _rows(TextFile(path, formatted.text))) if formatted else []


def _rows(file: TextFile) -> list[Row]:
    return [Row(number, line) for number, line in enumerate(file.lines, start=1)]
