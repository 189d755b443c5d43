"""Readings of course folders, printed for people, as JSON, and as annotations of GitHub Actions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from elearn.core.courses import services
from elearn.core.courses.parser import Finding, Reading

from ..door import Door

Readings = Mapping[Path, Reading]
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER…")


def read(door: Door, paths: tuple[Path, ...]) -> Readings:
    """Reads every course among the paths. Raises Invalid for a path that holds none."""
    with door.looking() as work:
        return services.read_folders(work, services.course_folders(paths))


def errors(readings: Readings) -> int:
    """How many errors were found."""
    return sum(finding.level == "salah" for reading in readings.values() for finding in reading.findings)


def _found(readings: Readings) -> Iterator[tuple[Path, Finding]]:
    return ((folder, finding) for folder, reading in readings.items() for finding in reading.findings)


def shown(folder: Path, file: str) -> str:
    """A file's path as the reader typed it."""
    return os.path.normpath(folder / file)


def lines(readings: Readings) -> Iterator[str]:
    """`courses/x/03-kuis.md:14: salah: kalimat (cara memperbaiki)`, with the path as it was typed."""
    for folder, finding in _found(readings):
        yield str(Finding(shown(folder, finding.file), finding.line, finding.level, finding.sentence, finding.fix))


def github_lines(readings: Readings) -> Iterator[str]:
    """Annotations of GitHub Actions."""
    for folder, finding in _found(readings):
        kind = "error" if finding.level == "salah" else "warning"
        file = _escaped(shown(folder, finding.file)).replace(":", "%3A").replace(",", "%2C")
        yield f"::{kind} file={file},line={finding.line}::{_escaped(f'{finding.sentence} ({finding.fix})')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def checked(readings: Readings) -> list[dict[str, Any]]:
    """The facts, for JSON."""
    return [
        {
            "path": str(folder),
            "course": folder.resolve().name,
            "ok": reading.manuscript is not None,
            "findings": [asdict(finding) for finding in reading.findings],
        }
        for folder, reading in readings.items()
    ]


def summary(readings: Readings) -> str:
    """The last line of the text form."""
    wrong = errors(readings)
    warnings = sum(len(reading.findings) for reading in readings.values()) - wrong
    return f"{len(readings)} pelatihan diperiksa: {wrong} salah, {warnings} peringatan."
