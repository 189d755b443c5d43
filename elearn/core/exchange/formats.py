"""What an importer and an exporter are: rooms and plugins contribute them, the exchange alone calls them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from elearn.core.courses.archive import opened
from elearn.kernel.errors import DomainError, Invalid

from .columns import Columns, Grid
from .items import Entry
from .manuscripts import CourseText
from .report import Line
from .shelf import Shelf

LARGEST_SOURCE = 64_000_000
"""Bytes of a file to import."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import: its name, its bytes, what its columns are when somebody said so, and the shelf of its pictures."""

    name: str
    content: bytes = field(repr=False)
    columns: Columns | None = None
    shelf: Shelf = field(default_factory=Shelf, repr=False)

    @property
    def ending(self) -> str:
        """`.xml`, lower case."""
        return PurePosixPath(self.name).suffix.lower()

    def parts(self) -> frozenset[str]:
        """The paths inside when it is an archive that may be opened; none otherwise."""
        if not self.content.startswith(b"PK\x03\x04"):
            return frozenset()
        try:
            with opened(self.content) as (_, entries):
                return frozenset(map(str, entries))
        except DomainError:
            return frozenset()

    def unpacked(self) -> dict[str, bytes]:
        """Every file of an archive by its path. Raises Invalid when one of them is damaged, TooLarge beyond the limits."""
        try:
            with opened(self.content) as (archive, entries):
                return {str(path): archive.read(entry) for path, entry in entries.items()}
        except ValueError as error:  # a place before the beginning, which zipfile believes
            raise Invalid("Berkas ini bukan ZIP yang utuh. Simpan atau unduh ulang, lalu coba lagi.") from error

    def text(self) -> str:
        """The content as text, whatever it was saved in: UTF-8, UTF-16 with its mark, or Windows' own letters."""
        if self.content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.content.decode("utf-16", "replace")
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.content.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class Importer:
    """One way in. `recognises` judges by the content; `read` yields what is inside, one entry after the other.

    `read` may raise Invalid when the file as a whole cannot be read. `template` makes an empty file to fill in. `files`, instead, takes the place of `read` where
    the source already is in our format: it gives the course's files as they are. `look` shows the tables of a source whose
    columns people may name by `roles` (role → its title).
    """

    name: str
    title: str
    endings: tuple[str, ...]
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Iterable[Entry]] | None = None
    files: Callable[[Source], Mapping[str, bytes]] | None = None
    template: Callable[[], bytes] | None = None
    look: Callable[[Source], tuple[Grid, ...]] | None = None
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an exporter made: one file under the name "", or several by their paths; and what became of each item."""

    files: Mapping[str, bytes]
    report: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One way out. `ending` is that of the file, "" when it is a folder; `with_key` matters only where `has_key`."""

    name: str
    title: str
    ending: str
    write: Callable[[CourseText, bool], Exported]
    has_key: bool = False
