"""The keys that sign certificates: Ed25519 in PEM files beside the database, never in it; the newest signs, all verify."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from elearn.config import BadSetting, Settings, keep_first

KID_BYTES: Final = 8


@dataclass(frozen=True)
class PublicKey:
    """What anybody may know of a key: `raw` is its 32 bytes, `name` that of its file without the ending."""

    name: str
    raw: bytes

    @cached_property
    def kid(self) -> bytes:
        """The key's short name inside signatures: the first 8 bytes of the SHA-256 of its 32 bytes."""
        return kid_of(self.raw)

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made `signature` over `message`."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class SigningKey:
    """A key whose private half is here."""

    about: PublicKey
    _private: Ed25519PrivateKey

    @property
    def kid(self) -> bytes:
        return self.about.kid

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public half."""
        return self.about.raw

    def sign(self, message: bytes) -> bytes:
        """64 bytes; the same message always gets the same ones."""
        return self._private.sign(message)


@dataclass(frozen=True)
class KeyRing:
    """All keys of an installation, the oldest first; `signing` are those whose private half is still here."""

    signing: tuple[SigningKey, ...]
    all_public: tuple[PublicKey, ...]

    @property
    def current(self) -> SigningKey:
        """The key that signs what is new: the newest that can."""
        return self.signing[-1]

    def by_kid(self, kid: bytes) -> PublicKey | None:
        """The key of this short name."""
        return next((key for key in self.all_public if key.kid == kid), None)

    def signing_as(self, key: PublicKey) -> SigningKey | None:
        """The same key with its private half; None when that is gone."""
        return next((one for one in self.signing if one.about == key), None)


def kid_of(raw: bytes) -> bytes:
    """The short name of a public key's 32 bytes."""
    return hashlib.sha256(raw).digest()[:KID_BYTES]


def keys_of(settings: Settings) -> KeyRing:
    """The installation's keys; the first one is made when there is none.

    A key that another process added is seen at once. Raises BadSetting for a file that is no Ed25519 key, or when no
    private key is left to sign with.
    """
    folder = settings.keys_folder
    return _ring(folder, _stamps(folder) or _first(folder))


def rotate(settings: Settings) -> KeyRing:
    """Adds a key that signs from now on; the earlier ones go on verifying what they signed."""
    keys_of(settings)
    folder = settings.keys_folder
    while not keep_first(folder / f"{_next_number(folder):04d}.pem", _new_pem()):
        continue
    return keys_of(settings)


def _first(folder: Path) -> tuple[tuple[str, int], ...]:
    keep_first(folder / "0001.pem", _new_pem())
    folder.chmod(0o700)
    return _stamps(folder)


def _stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """Each file's name and time of change, sorted by name: what a kept ring is known by."""
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.pem")))


def _next_number(folder: Path) -> int:
    return max((int(path.stem) for path in folder.glob("*.pem") if path.stem.isdecimal()), default=0) + 1


def _new_pem() -> str:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@lru_cache(maxsize=16)
def _ring(folder: Path, stamps: tuple[tuple[str, int], ...]) -> KeyRing:
    found = [_read(folder / name) for name, _ in stamps]
    signing = tuple(key for key in found if isinstance(key, SigningKey))
    if not signing:
        raise BadSetting(
            f"Folder kunci {folder} tidak memuat kunci privat untuk menandatangani sertifikat. Periksa ELEARN_KEYS."
        )
    return KeyRing(signing, tuple(key.about if isinstance(key, SigningKey) else key for key in found))


def _read(path: Path) -> SigningKey | PublicKey:
    """A private key, or the public half of one that no longer signs."""
    pem = path.read_bytes()
    try:
        if b"PUBLIC KEY" in pem:
            public = load_pem_public_key(pem)
            if isinstance(public, Ed25519PublicKey):
                return _about(path, public)
        else:
            private = load_pem_private_key(pem, password=None)
            if isinstance(private, Ed25519PrivateKey):
                return SigningKey(_about(path, private.public_key()), private)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        pass
    raise BadSetting(f"Berkas kunci {path} bukan kunci Ed25519 dalam bentuk PEM (PKCS#8) tanpa sandi.")


def _about(path: Path, public: Ed25519PublicKey) -> PublicKey:
    return PublicKey(path.stem, public.public_bytes(Encoding.Raw, PublicFormat.Raw))
