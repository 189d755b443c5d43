"""Reads the pictures and files under aset/: kinds, limits, sizes."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from elearn.core.questions.findings import Report

from .folder import HERE, read_bytes, shown, walk_assets
from .manuscript import Asset
from .svg import check_svg

LARGEST_ASSET = 5_000_000
"""Bytes of one file: what a phone on a weak network can still fetch."""
LARGEST_COURSE = 50_000_000
"""Bytes of all files of a course together."""
MOST_ASSETS = 300

_MEDIA = {
    ".svg": ("image/svg+xml", b""),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".gif": ("image/gif", b"GIF8"),
    ".webp": ("image/webp", b"RIFF"),
    ".pdf": ("application/pdf", b"%PDF-"),
    ".mp3": ("audio/mpeg", b""),
    ".m4a": ("audio/mp4", b""),
    ".ogg": ("audio/ogg", b"OggS"),
    ".mp4": ("video/mp4", b""),
    ".webm": ("video/webm", b"\x1a\x45\xdf\xa3"),
}
PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".m4a", ".ogg", ".mp4", ".webm"})
"""What `![…](…)` may show."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The assets of a course; `names` holds every path found, refused ones too; `sizes` width and height in pixels."""

    assets: tuple[Asset, ...]
    names: frozenset[str]
    sizes: Mapping[str, tuple[int, int]]


def read_assets(folder: Path) -> tuple[Shelf, tuple[Report, ...]]:
    """Every file under aset/ and one report per file that has something wrong with it."""
    assets: list[Asset] = []
    names: list[str] = []
    sizes: dict[str, tuple[int, int]] = {}
    reports: list[Report] = []
    total = 0
    for path in walk_assets(folder):
        report = Report(path if path.isprintable() else HERE)
        reports.append(report)
        names.append(path)
        if len(names) > MOST_ASSETS or total > LARGEST_COURSE:
            report.wrong(
                1,
                f"kursus ini punya lebih dari {MOST_ASSETS} berkas atau {LARGEST_COURSE // 1_000_000} MB",
                "hapus berkas yang tidak dipakai, perkecil gambar",
            )
            break
        asset = _read_asset(folder, path, report, sizes)
        if asset is not None:
            assets.append(asset)
            total += len(asset.content)
    return Shelf(tuple(assets), frozenset(names), sizes), tuple(reports)


def _read_asset(folder: Path, path: str, report: Report, sizes: dict[str, tuple[int, int]]) -> Asset | None:
    ending = posixpath.splitext(path)[1].lower()
    if ending not in _MEDIA:
        report.wrong(
            1,
            f"jenis berkas “{shown(ending) or 'tanpa akhiran'}” tidak dikenal",
            "pakai SVG, PNG, JPG, GIF, WebP, PDF, MP3, M4A, OGG, MP4, atau WebM",
        )
        return None
    if not path.isprintable() or len(path) > 200 or any(mark in path for mark in '\\?#%"<>'):
        report.wrong(
            1, "nama berkas ini memuat tanda yang tidak dapat dipakai di alamat", "pakai huruf, angka, dan tanda hubung"
        )
        return None
    content = read_bytes(folder, path, LARGEST_ASSET, report)
    if content is None:
        return None
    media_type, signature = _MEDIA[ending]
    if not content.startswith(signature) or not content:
        report.wrong(
            1, f"isi berkas ini bukan {ending.removeprefix('.').upper()}", "simpan ulang dalam bentuk yang benar"
        )
        return None
    size = _measure(ending, content, report)
    if size:
        sizes[path] = size
    return Asset(path, media_type, content)


def _measure(ending: str, content: bytes, report: Report) -> tuple[int, int] | None:
    if ending == ".svg":
        svg = check_svg(content)
        for line, sentence, fix in svg.faults:
            report.wrong(line, sentence, fix)
        return svg.size
    if ending == ".png":
        return _png_size(content)
    return _jpeg_size(content) if ending in (".jpg", ".jpeg") else None


def _png_size(content: bytes) -> tuple[int, int] | None:
    if len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if width and height else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the first start-of-frame segment."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return (width, height) if width and height else None
        length = struct.unpack(">H", content[place + 2 : place + 4])[0]
        place += 2 + max(length, 2)
    return None
