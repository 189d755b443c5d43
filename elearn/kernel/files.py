"""Files by content: what is stored is named by its SHA-256, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.storage import trouble


def write_whole(target: Path, content: bytes) -> None:
    """Puts `content` in the place of whatever `target` was, or leaves it as it was; an old file's mode is kept."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class FileStore:
    """A folder of immutable files, `ab/abcdef…`; the same content is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where a file with this SHA-256 (64 hex digits) lies or would lie."""
        return self.folder / digest[:2] / digest

    def put(self, content: bytes, *, what: str = "Berkas") -> str:
        """Keeps `content` and returns its digest.

        Raises NoSpace (naming `what`) when the disk is full, StoreDown when it cannot be written; nothing half-written
        stays behind.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self.path(digest)
        if not target.exists():
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, content)
            except OSError as error:
                raise trouble(error, what) from error
        return digest

    def read(self, digest: str) -> bytes:
        """The content. Raises NotFound when it is not here."""
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            raise NotFound(_("Berkas ini tidak ada di penyimpanan. Hubungi pengelola sistem.")) from None

    def forget(self, digest: str) -> None:
        """Removes a file whose time is up; one that is not here is gone already."""
        self.path(digest).unlink(missing_ok=True)

    def within(self, name: str) -> FileStore:
        """A store in a folder of its own, for files that nobody else shares and that go together."""
        return FileStore(self.folder / name)

    def clear(self) -> None:
        """Removes every file of this store."""
        shutil.rmtree(self.folder, ignore_errors=True)
