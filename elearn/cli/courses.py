"""`elearn courses`: checks, publishes and lists courses."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from elearn.core.courses import queries, services
from elearn.core.courses.parser import Finding, Reading

from . import exchange
from .door import FAILED, Door, json_option, pass_door, say

Readings = Mapping[Path, Reading]
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
SAID = {
    "new": "versi {number} diterbitkan",
    "restored": "versi {number} berlaku lagi",
    "unchanged": "tidak berubah (versi {number})",
}


@click.group("courses", help="Pelatihan: periksa, terbitkan, daftar.")
def command() -> None:
    """Course commands."""


exchange.register(command)


@command.command(
    "check", help="Periksa folder pelatihan (atau folder berisi beberapa). Berakhir 1 bila ada yang salah."
)
@PATHS
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Bentuk cetakan.",
)
@json_option
@pass_door
def check(door: Door, paths: tuple[Path, ...], form: str, as_json: bool) -> None:
    """Prints every finding of every course at once."""
    readings = _read(door, paths)
    lines = list(_github_lines(readings) if form == "github" else _lines(readings))
    say(
        _checked(readings),
        as_json=as_json or form == "json",
        text="\n".join([*lines, *([] if form == "github" else [_summary(readings)])]),
    )
    if _errors(readings):
        raise SystemExit(FAILED)


@command.command("publish", help="Terbitkan folder pelatihan. Isi yang sama tidak diterbitkan dua kali.")
@PATHS
@json_option
@pass_door
def publish(door: Door, paths: tuple[Path, ...], as_json: bool) -> None:
    """Publishes all courses in one transaction, or none when any has an error."""
    readings = _read(door, paths)
    if _errors(readings):
        say(
            _checked(readings),
            as_json=as_json,
            text="\n".join([*_lines(readings), "Tidak ada yang diterbitkan. " + _summary(readings)]),
        )
        raise SystemExit(FAILED)
    with door.writing() as work:
        published = [
            services.publish(work, reading.manuscript, reading.findings)
            for reading in readings.values()
            if reading.manuscript
        ]
        facts = [
            {
                "course": publication.version.course.slug,
                "code": publication.version.course.code,
                "version": publication.version.number,
                "digest": publication.version.digest,
                "outcome": publication.outcome,
            }
            for publication in published
        ]
    text = [f"{fact['course']}: {SAID[str(fact['outcome'])].format(number=fact['version'])}." for fact in facts]
    say(facts, as_json=as_json, text="\n".join(text))


@command.command("list", help="Daftar pelatihan yang terbit.")
@json_option
@pass_door
def list_courses(door: Door, as_json: bool) -> None:
    """Prints every published course."""
    with door.looking() as work:
        lines = queries.published_courses(work)
    text = [
        f"{line.slug}  {line.code}  versi {line.number}  {line.duration_minutes / 45:g} JP  {line.title}"
        for line in lines
    ]
    say(
        [asdict(line) for line in lines],
        as_json=as_json,
        text="\n".join(text) or "Belum ada pelatihan. Terbitkan dengan `elearn courses publish PATH`.",
    )


def _read(door: Door, paths: tuple[Path, ...]) -> Readings:
    with door.looking() as work:
        return services.read_folders(work, services.course_folders(paths))


def _errors(readings: Readings) -> int:
    return sum(finding.level == "salah" for reading in readings.values() for finding in reading.findings)


def _found(readings: Readings) -> Iterator[tuple[Path, Finding]]:
    return ((folder, finding) for folder, reading in readings.items() for finding in reading.findings)


def _lines(readings: Readings) -> Iterator[str]:
    """`courses/x/03-kuis.md:14: salah: kalimat (cara memperbaiki)`, with the path as it was typed."""
    for folder, finding in _found(readings):
        yield str(
            Finding(os.path.normpath(folder / finding.file), finding.line, finding.level, finding.sentence, finding.fix)
        )


def _github_lines(readings: Readings) -> Iterator[str]:
    """Annotations of GitHub Actions."""
    for folder, finding in _found(readings):
        kind = "error" if finding.level == "salah" else "warning"
        file = _escaped(os.path.normpath(folder / finding.file)).replace(":", "%3A").replace(",", "%2C")
        yield f"::{kind} file={file},line={finding.line}::{_escaped(f'{finding.sentence} ({finding.fix})')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _checked(readings: Readings) -> list[dict[str, Any]]:
    return [
        {
            "path": str(folder),
            "course": folder.resolve().name,
            "ok": reading.manuscript is not None,
            "findings": [asdict(finding) for finding in reading.findings],
        }
        for folder, reading in readings.items()
    ]


def _summary(readings: Readings) -> str:
    errors = _errors(readings)
    warnings = sum(len(reading.findings) for reading in readings.values()) - errors
    return f"{len(readings)} pelatihan diperiksa: {errors} salah, {warnings} peringatan."
