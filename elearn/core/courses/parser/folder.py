"""Reads the files of a course folder, carefully: whatever lies there, the answer is text or a finding."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elearn.core.questions.findings import Report

from .normalise import normalise

LARGEST_TEXT = 1_000_000
"""Bytes of one lesson or quiz."""
MOST_STEPS = 300
COURSE_FILE = "kursus.md"
ASSET_FOLDER = "aset"
HERE = "."
"""How a finding names the folder itself."""

_STEP_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_TRANSLATION = re.compile(r"(?P<stem>kursus|[a-z0-9][a-z0-9-]{0,79})\.(?P<language>[a-z]{2,3})")
_LITTER = re.compile(r"\..*|~\$.*|.*~|Thumbs\.db|desktop\.ini", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file of the course in normal form; `lines` are numbered from 1."""

    path: str
    text: str

    @property
    def stem(self) -> str:
        return self.path.removesuffix(".md")

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass(frozen=True, slots=True)
class Translation:
    """A file that says in another language what `original` says: `03-kuis.en.md` of `03-kuis.md`."""

    path: str
    original: str
    language: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a course folder, in the order of names."""

    steps: tuple[str, ...]
    has_course_file: bool
    translations: tuple[Translation, ...] = ()


def is_course_file(path: str) -> bool:
    """`kursus.md`, or its translation."""
    translation = translation_in(path)
    return COURSE_FILE in (path, translation.original if translation else "")


def translation_in(name: str) -> Translation | None:
    """What a file called `name` translates; None for an original."""
    match = _TRANSLATION.fullmatch(name.removesuffix(".md")) if name.endswith(".md") else None
    return Translation(name, f"{match['stem']}.md", match["language"]) if match else None


def list_folder(folder: Path, report: Report) -> Listing:
    """The names of the steps; what does not belong is reported on the folder."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if not _LITTER.fullmatch(entry.name))
    except OSError as problem:
        report.wrong(1, f"folder kursus tidak dapat dibaca: {problem.strerror}", "periksa nama dan izin folder itu")
        return Listing((), has_course_file=False)
    found = sorted((name for name in names if name.endswith(".md") and name != COURSE_FILE), key=_order)
    translations = tuple(translation for name in found if (translation := translation_in(name)))
    steps = [name for name in found if translation_in(name) is None]
    kept = tuple(name for name in steps if _is_step(name, report))
    if len(kept) > MOST_STEPS:
        report.wrong(1, f"kursus ini punya lebih dari {MOST_STEPS} materi dan kuis", "bagi menjadi beberapa kursus")
    for name in names:
        if not name.endswith(".md") and name != ASSET_FOLDER:
            report.warn(
                1,
                f"“{shown(name)}” tidak dipakai",
                f"pindahkan ke folder {ASSET_FOLDER}/, ubah menjadi .md, atau hapus",
            )
    return Listing(kept[:MOST_STEPS], COURSE_FILE in names, translations)


def is_step_name(name: str) -> bool:
    """Whether a file of this name is a lesson or quiz."""
    return name != COURSE_FILE and name.endswith(".md") and _STEP_NAME.fullmatch(name.removesuffix(".md")) is not None


def _order(name: str) -> tuple[float, str]:
    """`2-…` before `10-…`; names without a number last."""
    number = re.match(r"[0-9]{1,9}", name)
    return (float(number[0]) if number else float("inf"), name)


def _is_step(name: str, report: Report) -> bool:
    stem = name.removesuffix(".md")
    if _STEP_NAME.fullmatch(stem):
        return True
    report.wrong(
        1,
        f"nama berkas “{shown(name)}” tidak sah",
        "pakai huruf kecil, angka, dan tanda hubung, seperti `02-standar-pelayanan.md`",
    )
    return False


def shown(name: str) -> str:
    """A file name safe to print: no control characters, not longer than 80."""
    return "".join(mark if mark.isprintable() else "?" for mark in name)[:80]


def read_bytes(folder: Path, path: str, limit: int, report: Report) -> bytes | None:
    """The bytes of a plain file inside the folder; None, with a finding, when it must not or cannot be read."""
    try:
        real = (folder / path).resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            report.wrong(1, "tautan simbolis ini menunjuk ke luar folder kursus", "ganti dengan salinan berkasnya")
            return None
        found = real.stat()
        if not stat.S_ISREG(found.st_mode):
            report.wrong(1, "ini bukan berkas biasa", "ganti dengan berkas biasa, atau hapus")
        elif found.st_size > limit:
            size = f"{found.st_size / 1_000_000:.1f}".replace(".", ",")
            report.wrong(
                1,
                f"berkas terlalu besar: {size} MB, paling besar {limit // 1_000_000} MB",
                "perkecil atau bagi berkas ini",
            )
        else:
            return real.read_bytes()
    except (OSError, RuntimeError) as problem:  # RuntimeError: a loop of symbolic links
        reason = problem.strerror if isinstance(problem, OSError) else "tautan simbolis berputar"
        report.wrong(1, f"berkas tidak dapat dibaca: {reason}", "periksa tautan dan izin berkas itu")
    return None


def read_text(folder: Path, path: str, report: Report) -> TextFile | None:
    """The text of a file in normal form; None, with a finding, when it is no UTF-8 text of at most 1 MB."""
    content = read_bytes(folder, path, LARGEST_TEXT, report)
    if content is None:
        return None
    try:
        return TextFile(path, normalise(content.decode("utf-8")))
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        report.wrong(
            line,
            f"berkas ini bukan teks UTF-8 (byte ke-{problem.start + 1} tidak dapat dibaca)",
            "buka di Notepad, pilih Simpan Sebagai, lalu pilih Pengodean: UTF-8",
        )
        return None


def walk_assets(folder: Path) -> Iterator[str]:
    """Paths of all files under aset/, with slashes, sorted; links to folders are not followed."""
    for parent, folders, names in os.walk(folder / ASSET_FOLDER):
        folders[:] = sorted(name for name in folders if not _LITTER.fullmatch(name))
        for name in sorted(names):
            if not _LITTER.fullmatch(name):
                yield Path(parent, name).relative_to(folder).as_posix()
