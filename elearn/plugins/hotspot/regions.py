"""Reads the fence of a question: a picture, and rectangles on it in percent of its width and height.

gambar: aset/denah.png
alt: Denah ruang pelayanan dengan empat loket
daerah:
  - {nama: Loket pengaduan, kotak: [5, 20, 30, 40], benar: ya, umpan balik: Tepat.}
  - {nama: Ruang tunggu, kotak: [40, 20, 55, 70]}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from elearn.core.questions.block import Fence
from elearn.core.questions.findings import Report

MOST_REGIONS = 12
_PATH = re.compile(r"aset/[A-Za-z0-9_./-]{1,200}")
_YES = frozenset({"ya", "yes", "true", "benar"})
_ALIASES = {
    "gambar": "gambar", "picture": "gambar", "alt": "alt", "daerah": "daerah", "regions": "daerah",
    "nama": "nama", "name": "nama", "kotak": "kotak", "box": "kotak", "benar": "benar", "right": "benar",
    "umpan balik": "umpan balik", "feedback": "umpan balik",
}  # fmt: skip
_FIX = "tulis seperti `- {nama: Loket pengaduan, kotak: [5, 20, 30, 40], benar: ya}`"

Box = tuple[float, float, float, float]
"""Left, top, width and height in percent of the picture."""


@dataclass(frozen=True, slots=True)
class Region:
    """One rectangle and what it is called; `feedback` is Markdown, may be ""."""

    name: str
    box: Box
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture's path inside the course (begins with "aset/"), what it shows in words, and its regions."""

    path: str
    alt: str
    regions: tuple[Region, ...]


def read_picture(fence: Fence | None, line: int, report: Report) -> Picture:
    """What the fence says; what is wrong with it goes to `report`. Never raises."""
    if fence is None:
        report.wrong(line, "soal tunjuk gambar ini belum punya blok soal:hotspot", "tambahkan gambar dan daerahnya")
        return Picture("", "", ())
    given = _known(_load(fence, report))
    path, alt = _words(given.get("gambar")), _words(given.get("alt"))
    if not _PATH.fullmatch(path) or ".." in path:
        report.wrong(fence.line, "blok soal:hotspot tidak menyebut gambarnya", "tulis seperti `gambar: aset/denah.png`")
        path = ""
    if not alt:
        report.wrong(fence.line, "gambar soal ini tidak punya teks pengganti", "tulis isi gambar setelah `alt:`")
    found = given.get("daerah")
    listed = found if isinstance(found, list) else []
    if len(listed) > MOST_REGIONS:
        report.wrong(fence.line, f"gambar ini punya lebih dari {MOST_REGIONS} daerah", "kurangi daerahnya")
    regions = (_region(one, fence.line, report) for one in listed[:MOST_REGIONS])
    return Picture(path, alt, tuple(region for region in regions if region is not None))


def _load(fence: Fence, report: Report) -> Any:
    try:
        return yaml.safe_load(fence.text)
    except (yaml.YAMLError, ValueError, RecursionError):  # a bad date inside YAML is a ValueError
        report.wrong(
            fence.line, "isi blok soal:hotspot tidak dapat dibaca", "periksa titik dua, tanda kurung, dan jarak"
        )
        return {}


def _known(given: Any) -> dict[str, Any]:
    """The entries under their Indonesian names; anything else is left out."""
    if not isinstance(given, Mapping):
        return {}
    names = ((str(name).strip().lower().replace("_", " "), value) for name, value in given.items())
    return {_ALIASES[name]: value for name, value in names if name in _ALIASES}


def _words(given: Any) -> str:
    """What was written, with single spaces; "" for nothing."""
    return "" if given is None else " ".join(str(given).split())


def _region(given: Any, line: int, report: Report) -> Region | None:
    entry = _known(given)
    name, box = _words(entry.get("nama")), _box(entry.get("kotak"))
    if not name or box is None:
        report.wrong(line, f"daerah “{name[:40]}” tidak lengkap: perlu nama dan kotak di dalam gambar", _FIX)
        return None
    is_right = entry.get("benar") is True or _words(entry.get("benar")).lower() in _YES
    return Region(name, box, is_right, _words(entry.get("umpan balik")))


def _box(given: Any) -> Box | None:
    """Four numbers of a rectangle that lies inside the picture, else None."""
    if not isinstance(given, list) or len(given) != 4:
        return None
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in given):
        return None
    left, top, width, height = (float(number) for number in given)
    inside = left >= 0 and top >= 0 and width > 0 and height > 0 and left + width <= 100 and top + height <= 100
    return (left, top, width, height) if inside else None
