"""Opens the .zip of a course as if it were hostile: everything is checked before the first byte is written."""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from elearn.kernel.errors import DomainError, Invalid, TooLarge
from elearn.kernel.i18n import _
from elearn.kernel.storage import trouble

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 64_000_000
"""Bytes of all files together, unpacked."""
HIGHEST_RATIO = 100
"""Unpacked bytes per packed byte; pictures and text stay far below, a bomb does not."""
SMALLEST_BOMB = 1_000_000
"""Below so many unpacked bytes the ratio does not matter."""
LONGEST_NAME = 240
"""Bytes of a path inside the archive."""

Entries = dict[PurePosixPath, ZipInfo]

_COURSE_FILE = "kursus.md"
_ENCRYPTED, _UTF8 = 0x1, 0x800
_END, _ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
_TAIL = 66_000
_LARGEST_DIRECTORY = MOST_ENTRIES * 500
_LITTER = re.compile(r"(?:.*/)?(?:__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|\.git)(?:/.*)?", re.IGNORECASE)
_REPACK = "Buat ulang ZIP dari folder pelatihannya, lalu unggah lagi."


@contextmanager
def unpacked(content: bytes, filename: str) -> Iterator[Path]:
    """A temporary folder with the one course of the archive, removed at the end; its name is fit for an address.

    Raises Invalid or TooLarge with one sentence when the archive is no such thing, NoSpace or StoreDown when
    the disk does not take it.
    """
    with opened(content) as (archive, entries), TemporaryDirectory(prefix="elearn-") as place:
        root = _course_root(entries)
        folder = Path(place) / _slug(root.name or PurePosixPath(filename).stem)
        _extract(archive, entries, root, folder)
        yield folder


@contextmanager
def opened(content: bytes) -> Iterator[tuple[ZipFile, Entries]]:
    """An archive and its plain files by their paths, known to be few, small, honest and inside. Raises as `unpacked`."""
    try:
        with ZipFile(BytesIO(_sober(content))) as archive:
            yield archive, _checked(archive, len(content))
    except (BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, struct.error, zlib.error) as error:
        raise Invalid(f"Berkas ini bukan ZIP yang utuh. {_REPACK}") from error
    except OSError as error:
        raise trouble(error, _("Isi ZIP")) from error


def _sober(content: bytes) -> bytes:
    """The content itself, once its list of files is known to be short: a long one alone could fill the memory."""
    tail = content[-_TAIL:]
    sizes = (struct.unpack_from("<I", tail, found.start() + 12)[0] for found in re.finditer(_END, tail[:-18]))
    if _ZIP64 in tail or any(size > _LARGEST_DIRECTORY for size in sizes):
        raise _too_many()
    return content


def _too_many() -> DomainError:
    return TooLarge(
        f"ZIP ini berisi lebih dari {MOST_ENTRIES} berkas. Hapus berkas yang bukan bagian pelatihan, lalu unggah lagi."
    )


def _checked(archive: ZipFile, size: int) -> Entries:
    """Path → entry of every plain file worth having. Raises for the first thing that must not be there."""
    infos = archive.infolist()
    if len(infos) > MOST_ENTRIES:
        raise _too_many()
    total = sum(info.file_size for info in infos)  # reading stops at the stated size, so a lie gains nothing
    if total > LARGEST_UNPACKED:
        raise TooLarge(
            f"Isi ZIP ini lebih dari {LARGEST_UNPACKED // 1_000_000} MB. Perkecil gambar dan video, lalu unggah lagi."
        )
    if total > SMALLEST_BOMB and total > HIGHEST_RATIO * size:
        raise TooLarge(
            f"Isi ZIP ini dimampatkan lebih dari {HIGHEST_RATIO} kali, jadi tidak dibuka demi keamanan. {_REPACK}"
        )
    entries: Entries = {}
    for info in infos:
        _check_entry(info)
        if not info.is_dir() and not _LITTER.fullmatch(info.filename):
            entries[PurePosixPath(info.filename)] = info
    _check_twins(infos)
    return entries


def _check_entry(info: ZipInfo) -> None:
    name = "".join(mark if mark.isprintable() else "?" for mark in info.filename)[:80]
    kind = stat.S_IFMT(info.external_attr >> 16)
    if not info.flag_bits & _UTF8 and not info.filename.isascii():
        raise Invalid(
            f"Nama berkas “{name}” di dalam ZIP bukan UTF-8. Ganti dengan huruf biasa a–z, lalu buat ulang ZIP-nya."
        )
    if _leaves(info.filename) or "\0" in info.orig_filename:
        raise Invalid(f"Nama berkas “{name}” di dalam ZIP menunjuk ke luar folder pelatihan. {_REPACK}")
    if len(info.filename.encode()) > LONGEST_NAME or not info.filename.isprintable():
        raise Invalid(
            f"Nama berkas “{name}” di dalam ZIP terlalu panjang atau berisi tanda tersembunyi. Ganti namanya, lalu buat ulang ZIP-nya."
        )
    if info.flag_bits & _ENCRYPTED:
        raise Invalid("ZIP ini dikunci dengan kata sandi. Buat ulang ZIP tanpa kata sandi, lalu unggah lagi.")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Invalid(
            f"“{name}” di dalam ZIP adalah tautan, bukan berkas. Ganti dengan berkas aslinya, lalu buat ulang ZIP-nya."
        )
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Invalid(
            f"“{name}” dimampatkan dengan cara yang tidak didukung. Buat ulang dengan ZIP biasa (Deflate), lalu unggah lagi."
        )


def _leaves(name: str) -> bool:
    """Whether a path could land outside: absolute, with a drive letter, with backslashes or with `..`."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_twins(infos: list[ZipInfo]) -> None:
    """No name twice (capitals aside), and none that is a file here and a folder there."""
    files = [info.filename.casefold() for info in infos if not info.is_dir()]
    parents = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    counted = Counter(files)
    twin = next((name for name in files if name in parents or counted[name] > 1), None)
    if twin is not None:
        raise Invalid(f"Nama “{twin[:80]}” muncul lebih dari sekali di dalam ZIP. {_REPACK}")


def _course_root(entries: Entries) -> PurePosixPath:
    """The folder that holds kursus.md, however deep it was packed."""
    found = sorted({path.parent for path in entries if path.name == _COURSE_FILE}, key=lambda folder: len(folder.parts))
    if not found:
        raise Invalid(
            "ZIP ini tidak berisi kursus.md. Masukkan seluruh folder pelatihan ke dalam ZIP, lalu unggah lagi."
        )
    if len(found) > 1:
        raise Invalid(
            f"ZIP ini berisi {len(found)} pelatihan. Buat satu ZIP untuk tiap pelatihan, lalu unggah satu per satu."
        )
    return found[0]


def _slug(name: str) -> str:
    """`Pelayanan Prima (1)` → "pelayanan-prima-1"."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "pelatihan"


def _extract(archive: ZipFile, entries: Entries, root: PurePosixPath, folder: Path) -> None:
    for path, info in entries.items():
        if path.is_relative_to(root):
            target = folder / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(info))
