"""`elearn courses fmt`: course files in canonical form, and what was changed to bring them there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from elearn.core.courses import services
from elearn.core.courses.services import FormattedFolder

from ..door import FAILED, json_option, say
from .findings import PATHS, shown


@click.command(
    "fmt",
    help="Rapikan berkas pelatihan: bentuk baku, kunci bahasa Indonesia, id soal. Menyebut semua yang diubah.",
)
@PATHS
@click.option("--check", "only_check", is_flag=True, help="Jangan menulis; berakhir 1 bila ada yang perlu dirapikan.")
@json_option
def fmt(paths: tuple[Path, ...], only_check: bool, as_json: bool) -> None:
    """Writes the canonical form of every file; a file that cannot be read is left and named, and the command ends 1."""
    folders = list(services.format_folders(paths, write=not only_check))
    text = [*_lines(folders), _summary(folders, only_check=only_check)]
    say(_facts(folders), as_json=as_json, text="\n".join(text))
    if _left(folders) or (only_check and _changed(folders)):
        raise SystemExit(FAILED)


def _lines(folders: Sequence[FormattedFolder]) -> Iterator[str]:
    """`courses/x/03-kuis.md:14: kotak pilihan: “-[X] A” → “- [x] A”`."""
    for one in folders:
        for file in one.files:
            where = shown(one.folder, file.path)
            for problem in file.problems:
                yield f"{where}:{problem.line}: {problem.level}: {problem.sentence} ({problem.fix})"
            for change in file.formatted.changes if file.formatted else ():
                yield f"{where}:{change.line}: {change}"


def _changed(folders: Sequence[FormattedFolder]) -> int:
    return sum(file.is_changed for one in folders for file in one.files)


def _left(folders: Sequence[FormattedFolder]) -> int:
    return sum(file.formatted is None for one in folders for file in one.files)


def _summary(folders: Sequence[FormattedFolder], *, only_check: bool) -> str:
    done = "perlu dirapikan" if only_check else "dirapikan"
    left = f", {_left(folders)} tidak dapat dibaca atau ditulis" if _left(folders) else ""
    return f"{sum(len(one.files) for one in folders)} berkas diperiksa: {_changed(folders)} {done}{left}."


def _facts(folders: Sequence[FormattedFolder]) -> list[dict[str, Any]]:
    return [
        {
            "path": shown(one.folder, file.path),
            "changed": file.is_changed,
            "changes": [asdict(change) for change in file.formatted.changes] if file.formatted else [],
            "problems": [asdict(problem) for problem in file.problems],
        }
        for one in folders
        for file in one.files
    ]
