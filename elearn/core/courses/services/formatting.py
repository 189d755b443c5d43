"""Brings course files into canonical form on disk: a file is replaced whole, or left as it was and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from elearn.core.questions.findings import Finding
from elearn.kernel.files import write_whole

from ..parser.canonical import FormattedFile, canonical_folder
from .folders import course_folders


@dataclass(frozen=True, slots=True)
class FormattedFolder:
    """The files of one course folder, each as it was and as it is now."""

    folder: Path
    files: tuple[FormattedFile, ...]


def format_folders(paths: Iterable[Path], *, write: bool) -> Iterator[FormattedFolder]:
    """Formats courses, or single files of courses; without `write` it only tells what would change.

    Raises Invalid for a path that is no course and no file of one.
    """
    paths = tuple(paths)
    for folder in course_folders(path.parent if path.is_file() else path for path in paths):
        wanted = _wanted(paths, folder)
        files = tuple(file for file in canonical_folder(folder) if not wanted or file.path in wanted)
        yield FormattedFolder(folder, tuple(_written(folder, file) for file in files) if write else files)


def _wanted(paths: Iterable[Path], folder: Path) -> frozenset[str]:
    """The files of a folder that were named by themselves; none when the folder itself was."""
    folders = [path for path in paths if not path.is_file()]
    if any(folder.resolve() in (path.resolve(), *(inside.resolve() for inside in path.iterdir())) for path in folders):
        return frozenset()
    return frozenset(path.name for path in paths if path.is_file() and path.parent.resolve() == folder.resolve())


def _written(folder: Path, file: FormattedFile) -> FormattedFile:
    if not file.is_changed or file.formatted is None:
        return file
    target = (folder / file.path).resolve()
    try:
        if target.read_bytes() == file.content:
            write_whole(target, file.formatted.text.encode())
            return file
        sentence, fix = "berkas ini berubah selagi dirapikan", "jalankan sekali lagi"
    except OSError as problem:
        sentence, fix = f"berkas tidak dapat ditulis: {problem.strerror}", "periksa izin berkas itu"
    return replace(file, formatted=None, problems=(*file.problems, Finding(file.path, 1, "salah", sentence, fix)))
