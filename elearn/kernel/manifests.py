"""Files that travel together: a zip whose manifest names each by its SHA-256 and is signed by the house's key.

`manifest.json` says kind, format, issuer, key, moment and the digests; `manifest.jws` is the same bytes as the payload of a
compact JWS (RFC 7515, EdDSA), whose `kid` is the key's address in the DID document. Any tool that knows SHA-256 and JWS
checks it; docs/certificates.md says how.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from elearn.config import Settings
from elearn.kernel.issuer import did_of, method_id
from elearn.kernel.keys import PublicKey, keys_of

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.jws"

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 2_000_000_000
"""Unpacked: whatever is larger was not packed here."""

MOST_TOLD: Final = 16_000_000
"""Bytes of the manifest, which is read whole before anything in it is believed: MOST_FILES names need less."""

KEY_BYTES: Final = 32
BLOCK: Final = 1 << 20
"""Bytes of a file that are looked at at once."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_DAMAGED: Final = "Berkas ini rusak, atau bukan bundel yang memuat manifest.json dan manifest.jws."
_BROKEN: Final = (
    BadZipFile,
    KeyError,
    OSError,
    RuntimeError,
    EOFError,
    NotImplementedError,
    UnicodeDecodeError,
    zlib.error,
)


class NotSealed(ValueError):
    """The file is no such zip, or something in it is not as it was signed; the message says what, in Indonesian."""


@dataclass(slots=True)
class Packing:
    """A zip being written to `target`, one file at a time, so that its size does not matter; `seal` ends it."""

    target: IO[bytes]
    kind: str
    digests: dict[str, str] = field(default_factory=dict)
    _archive: ZipFile = field(init=False)

    def __post_init__(self) -> None:
        self._archive = ZipFile(self.target, "w", ZIP_DEFLATED)

    def add(self, name: str, content: bytes) -> None:
        """Adds a file. Raises ValueError for a name that was added before or belongs to the manifest."""
        if name in self.digests or name in (MANIFEST, SIGNATURE):
            raise ValueError(f"{name} is in the zip already")
        self.digests[name] = hashlib.sha256(content).hexdigest()
        self._write(name, content)

    def seal(self, settings: Settings, now: datetime, **about: Any) -> None:
        """Writes the manifest, with the facts `about` (JSON) beside its own, and its signature by the key of today."""
        key = keys_of(settings).current
        kid = method_id(settings, key.about)
        told = {
            "kind": self.kind,
            "format": FORMAT,
            "issuer": did_of(settings),
            "key": {"kty": "OKP", "crv": "Ed25519", "x": _written(key.public), "kid": kid},
            "created_at": now.isoformat(timespec="seconds"),
            **about,
            "files": dict(sorted(self.digests.items())),
        }
        manifest = json.dumps(told, ensure_ascii=False, indent=1).encode()
        head = json.dumps({"alg": "EdDSA", "kid": kid}, separators=(",", ":")).encode()
        message = f"{_written(head)}.{_written(manifest)}"
        self._write(MANIFEST, manifest)
        self._write(SIGNATURE, f"{message}.{_written(key.sign(message.encode()))}".encode())
        self._archive.close()

    def _write(self, name: str, content: bytes) -> None:
        entry = ZipInfo(name, _EPOCH)
        entry.external_attr = 0o644 << 16
        self._archive.writestr(entry, content, ZIP_DEFLATED)


def unsealed(source: IO[bytes], keys: tuple[PublicKey, ...]) -> Mapping[str, Any]:
    """The manifest of a zip that one of `keys` sealed and in which every byte is as it was. Raises NotSealed."""
    try:
        with ZipFile(source) as archive:
            names = _names(archive)
            manifest = _signed(_short(archive, MANIFEST), _short(archive, SIGNATURE), keys)
            found = {name: _digest(archive, name) for name in names}
    except _BROKEN:
        raise NotSealed(_DAMAGED) from None
    named = manifest.get("files")
    if found != named:
        listed = named if isinstance(named, dict) else {}
        wrong = sorted(name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name))
        raise NotSealed(f"Isi bundel tidak sama dengan daftar yang ditandatangani: {', '.join(wrong[:5])}.")
    return manifest


def sealing_key(source: IO[bytes]) -> PublicKey:
    """The key a zip says it was sealed with, of a house that is not known yet. Raises NotSealed.

    It proves nothing: whoever takes it for `unsealed` compares it first with what that house publishes elsewhere.
    """
    try:
        with ZipFile(source) as archive:
            _names(archive)
            told = _object(_short(archive, MANIFEST)).get("key")
    except _BROKEN:
        raise NotSealed(_DAMAGED) from None
    raw = _read(str(told.get("x", ""))) if isinstance(told, dict) else b""
    if len(raw) != KEY_BYTES:
        raise NotSealed("Kunci penerbit di manifest.json tidak terbaca.")
    return PublicKey("", raw)


def unpacked(source: IO[bytes], manifest: Mapping[str, Any], name: str) -> bytes | None:
    """One file of an unsealed zip, None when the manifest names no such file. Raises NotSealed when it changed since."""
    if name not in manifest["files"]:
        return None
    try:
        with ZipFile(source) as archive:
            content = archive.read(name)
    except _BROKEN:
        raise NotSealed(_DAMAGED) from None
    if hashlib.sha256(content).hexdigest() != manifest["files"][name]:
        raise NotSealed(_DAMAGED)
    return content


def _short(archive: ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > 2 * MOST_TOLD:  # the signature repeats it in base64
        raise NotSealed("Bundel ini terlalu besar untuk diperiksa.")
    return archive.read(name)


def _digest(archive: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as content:
        while block := content.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _names(archive: ZipFile) -> list[str]:
    listed = archive.infolist()
    names = [one.filename for one in listed]
    if len(set(names)) != len(names):
        raise NotSealed("Bundel ini memuat dua berkas bernama sama.")
    if len(names) > MOST_FILES or sum(one.file_size for one in listed) > MOST_BYTES:
        raise NotSealed("Bundel ini terlalu besar untuk diperiksa.")
    return [name for name in names if name not in (MANIFEST, SIGNATURE)]


def _signed(manifest: bytes, token: bytes, keys: tuple[PublicKey, ...]) -> dict[str, Any]:
    message, _dot, signature = token.decode("ascii", "replace").rpartition(".")
    head, _dot, payload = message.partition(".")
    if payload != _written(manifest) or _object(_read(head)).get("alg") != "EdDSA":
        raise NotSealed("manifest.jws tidak menandatangani manifest.json ini.")
    if not any(key.holds(_read(signature), message.encode()) for key in keys):
        raise NotSealed("Tanda tangan manifest.jws bukan dari kunci penerbit yang dikenal, atau isinya diubah.")
    return _object(manifest)


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NotSealed("Daftar isi bundel tidak terbaca.")
    return found


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
