"""Files are kept by content, whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from elearn.kernel.errors import NoSpace, NotFound, StoreDown
from elearn.kernel.files import FileStore


def test_same_content_is_kept_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path)

    assert store.put(b"isi") == store.put(b"isi")
    assert store.read(store.put(b"isi")) == b"isi"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [store.put(b"isi")]


def test_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        FileStore(tmp_path).read("0" * 64)


def test_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)  # the operating system's answer on a full disk

    with pytest.raises(NoSpace, match="Sertifikat belum dapat disimpan karena ruang penyimpanan server penuh"):
        FileStore(tmp_path).put(b"isi", what="Sertifikat")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file stands where the folder should")

    with pytest.raises(
        StoreDown, match="Penyimpanan server sedang tidak dapat dipakai, jadi ini belum dapat dilakukan"
    ):
        FileStore(tmp_path / "files").put(b"isi")
