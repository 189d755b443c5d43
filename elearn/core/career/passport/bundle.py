"""The file itself: a zip whose manifest names every other file by its SHA-256 and is signed by the house's key."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.issuer import multibase
from elearn.kernel.keys import PublicKey, SigningKey

FORMAT: Final = 1
KIND: Final = "elearn-passport"
MANIFEST, SIGNATURE, RECORD = "manifest.json", "manifest.sig", "record.json"

MOST_FILES: Final = 5_000
MOST_BYTES: Final = 500_000_000
"""Unpacked; a certificate has 150 kB and nobody has thousands."""

_NAME: Final = re.compile(r"[a-z]+/[A-Za-z0-9._-]{1,120}|record\.json")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose signature and digests hold. Whether its key is to be trusted is another question."""

    issuer: str
    key: PublicKey
    created_at: str
    files: Mapping[str, bytes]

    @property
    def key_name(self) -> str:
        """The key as people compare it: "z6Mk…"."""
        return multibase(self.key.raw)

    @property
    def record(self) -> dict[str, Any]:
        """The record. Raises Invalid when it is no JSON object of a format that is known."""
        found = _object(self.files[RECORD])
        if found.get("format") != FORMAT:
            raise Invalid(_("Paspor ini berformat lain. Perbarui elearn, atau minta paspor baru."))
        return found


def seal(files: Mapping[str, bytes], issuer: str, key: SigningKey, now: datetime) -> bytes:
    """The bundle of these files; the same files at the same moment give the same bytes."""
    manifest = {
        "kind": KIND,
        "format": FORMAT,
        "issuer": issuer,
        "key": {"kty": "OKP", "crv": "Ed25519", "x": _written(key.public)},
        "created_at": now.isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    told = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
    whole = {MANIFEST: told, SIGNATURE: _written(key.sign(told)).encode(), **dict(sorted(files.items()))}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in whole.items():
            archive.writestr(ZipInfo(name, _EPOCH), content, ZIP_DEFLATED)
    return buffer.getvalue()


def unseal(content: bytes) -> Bundle:
    """Opens a bundle and checks every byte of it. Raises Invalid for anything that is not exactly as it was signed."""
    files = _unzipped(content)
    if MANIFEST not in files or SIGNATURE not in files:
        raise Invalid(_("Berkas ini bukan paspor elearn: daftar isi atau tanda tangannya tidak ada."))
    told = files.pop(MANIFEST)
    manifest, signature = _object(told), _read(files.pop(SIGNATURE).decode("ascii", "replace"))
    key = _key_of(manifest)
    if manifest.get("kind") != KIND or not key.holds(signature, told):
        raise Invalid(_("Tanda tangan paspor ini tidak cocok. Isinya berubah sejak diterbitkan, jadi ditolak."))
    digests = {name: hashlib.sha256(found).hexdigest() for name, found in files.items()}
    if digests != manifest.get("files") or RECORD not in digests:
        raise Invalid(_("Isi paspor ini tidak sama dengan daftar yang ditandatangani, jadi ditolak."))
    return Bundle(str(manifest.get("issuer", "")), key, str(manifest.get("created_at", "")), files)


def _unzipped(content: bytes) -> dict[str, bytes]:
    """The files by name. Raises Invalid for a zip that is damaged, too large, or names a file twice or strangely."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
            names = [one.filename for one in listed]
            strange = [name for name in names if name not in (MANIFEST, SIGNATURE) and not _NAME.fullmatch(name)]
            if strange or len(set(names)) != len(names):
                raise Invalid(_("Paspor ini memuat berkas yang tidak semestinya, jadi ditolak."))
            if len(names) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
                raise Invalid(_("Paspor ini terlalu besar untuk dibuka."))
            return {one.filename: archive.read(one) for one in listed}
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise Invalid(_("Berkas paspor ini rusak atau bukan zip. Minta kirim ulang.")) from None


def _key_of(manifest: Mapping[str, Any]) -> PublicKey:
    told = manifest.get("key")
    raw = _read(str(told.get("x", ""))) if isinstance(told, dict) else b""
    if len(raw) != 32:
        raise Invalid(_("Kunci penerbit di paspor ini tidak terbaca."))
    return PublicKey("passport", raw)


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Invalid(_("Isi paspor ini tidak terbaca."))
    return found


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
