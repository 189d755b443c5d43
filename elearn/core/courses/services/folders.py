"""Reads several courses at once: they may name each other as prerequisites, but not in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from elearn.core.questions.findings import Finding
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work

from .. import queries
from ..parser import Manuscript, Reading
from ..parser.folder import COURSE_FILE
from ..rules import cycle_through
from .reading import read_alone, with_findings

Needs = Mapping[str, tuple[str, ...]]


def course_folders(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The course folders among `paths`: each one itself, or those inside it.

    Raises Invalid for a path that is no course folder and holds none.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        inside = (
            [path] if (path / COURSE_FILE).is_file() else sorted(file.parent for file in path.glob(f"*/{COURSE_FILE}"))
        )
        if not inside:
            raise Invalid(
                f"{path} bukan folder pelatihan: tidak ada {COURSE_FILE} di dalamnya. Periksa alamat foldernya."
            )
        found.update((folder.resolve(), folder) for folder in inside)
    return tuple(found.values())


def read(work: Work, folder: Path) -> Reading:
    """Reads and checks a course folder; the manuscript is None when anything forbids publishing it."""
    return read_folders(work, (folder,))[folder]


def read_folders(work: Work, folders: Iterable[Path]) -> dict[Path, Reading]:
    """The same for courses that will be published together."""
    folders = tuple(folders)
    beside = frozenset(folder.resolve().name for folder in folders)
    readings = {folder: read_alone(work, folder, beside=beside) for folder in folders}
    while codes := frozenset(manuscript.code for manuscript in _manuscripts(readings)) - beside:
        beside |= codes  # a course may also be named by its code, which is known once it has been read
        readings |= {
            f: read_alone(work, f, beside=beside) for f, reading in readings.items() if reading.manuscript is None
        }
    manuscripts = _manuscripts(readings)
    needs, codes_seen = _needs(work, manuscripts), Counter(manuscript.code for manuscript in manuscripts)
    return {
        folder: with_findings(reading, [*_circle(reading.manuscript, needs), *_twin(reading.manuscript, codes_seen)])
        for folder, reading in readings.items()
    }


def _manuscripts(readings: Mapping[Path, Reading]) -> list[Manuscript]:
    return [reading.manuscript for reading in readings.values() if reading.manuscript is not None]


def _needs(work: Work, manuscripts: Iterable[Manuscript]) -> Needs:
    """Code → codes of the prerequisites, as it will be once the manuscripts are published."""
    courses = {code: (slug, tuple(names)) for code, slug, names in queries.prerequisites(work)}
    courses |= {manuscript.code: (manuscript.slug, manuscript.prerequisites) for manuscript in manuscripts}
    code_of = {slug: code for code, (slug, _) in courses.items()}
    return {code: tuple(code_of.get(name, name) for name in names) for code, (_, names) in courses.items()}


def _circle(manuscript: Manuscript | None, needs: Needs) -> Iterator[Finding]:
    circle = cycle_through(manuscript.code, needs) if manuscript else ()
    if circle:
        sentence = f"prasyarat berputar: {' → '.join(circle)}, sehingga tidak ada yang dapat memulai"
        yield Finding(COURSE_FILE, 1, "salah", sentence, "hapus salah satunya dari `prasyarat`")


def _twin(manuscript: Manuscript | None, codes: Mapping[str, int]) -> Iterator[Finding]:
    if manuscript and codes[manuscript.code] > 1:
        sentence = f"kode {manuscript.code} dipakai lebih dari satu folder"
        yield Finding(
            COURSE_FILE, 1, "salah", sentence, "beri tiap pelatihan kode sendiri, atau terbitkan satu folder saja"
        )
