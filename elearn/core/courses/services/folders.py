"""Reads several courses at once: they may name each other as prerequisites, but not in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from elearn.core.questions.findings import Finding
from elearn.kernel.errors import Invalid
from elearn.kernel.work import Work

from .. import queries
from ..parser import Claim, Reading
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
    if codes := frozenset(claim.code for claim in _claims(readings)) - beside:
        beside |= codes  # a course may also be named by its code, which is known once it has been read
        readings |= {
            f: read_alone(work, f, beside=beside)
            for f, reading in readings.items()
            if reading.claim and codes.intersection(reading.claim.prerequisites)
        }
    needs, codes_seen = _needs(work, _claims(readings)), Counter(claim.code for claim in _claims(readings))
    return {
        folder: with_findings(reading, [*_circle(reading.claim, needs), *_twin(reading.claim, codes_seen)])
        for folder, reading in readings.items()
    }


def _claims(readings: Mapping[Path, Reading]) -> list[Claim]:
    return [reading.claim for reading in readings.values() if reading.claim is not None]


def _needs(work: Work, claims: Iterable[Claim]) -> Needs:
    """Code → codes of the prerequisites, as it will be once these courses are published."""
    courses = {code: (slug, tuple(names)) for code, slug, names in queries.prerequisites(work)}
    courses |= {claim.code: (claim.slug, claim.prerequisites) for claim in claims}
    code_of = {slug: code for code, (slug, _) in courses.items()}
    return {code: tuple(code_of.get(name, name) for name in names) for code, (_, names) in courses.items()}


def _circle(claim: Claim | None, needs: Needs) -> Iterator[Finding]:
    circle = cycle_through(claim.code, needs) if claim else ()
    if claim and len(circle) > 2:  # a course that needs itself has been told so already
        sentence = f"prasyarat berputar: {' → '.join(circle)}, sehingga tidak ada yang dapat memulai"
        yield Finding(COURSE_FILE, claim.line, "salah", sentence, "hapus salah satunya dari `prasyarat`")


def _twin(claim: Claim | None, codes: Mapping[str, int]) -> Iterator[Finding]:
    if claim and codes[claim.code] > 1:
        sentence = f"kode {claim.code} dipakai lebih dari satu folder"
        yield Finding(
            COURSE_FILE, 1, "salah", sentence, "beri tiap pelatihan kode sendiri, atau terbitkan satu folder saja"
        )
