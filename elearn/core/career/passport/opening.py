"""A passport as it came: the signed zip of “Unduh semuanya” from whichever house, checked before anything in it is believed."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import IO, Any, Final

from elearn.core.certificates.services import PACKED_KEYS, PACKED_KIND
from elearn.kernel.errors import Denied, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.issuer import multibase
from elearn.kernel.keys import PublicKey, keys_of
from elearn.kernel.manifests import NotSealed, sealing_key, unpacked, unsealed
from elearn.kernel.work import Work

FORMAT: Final = 1
RECORD: Final = "riwayat.json"


@dataclass(frozen=True, slots=True)
class Passport:
    """A zip that is whole and sealed by `key`; its files are read when they are needed."""

    source: IO[bytes]
    key: PublicKey
    manifest: dict[str, Any]
    record: dict[str, Any]

    @property
    def issuer(self) -> str:
        """The DID of the house that sealed it, as it names itself."""
        return str(self.manifest["issuer"])

    @property
    def key_name(self) -> str:
        """The key as people compare it: "z6Mk…"."""
        return multibase(self.key.raw)

    def read(self, name: str) -> bytes:
        """One of its files, b"" when there is none of that name. Raises Invalid when it changed since it was opened."""
        try:
            return unpacked(self.source, self.manifest, name) or b""
        except NotSealed as error:
            raise Invalid(str(error)) from None

    def did_documents(self) -> list[dict[str, Any]]:
        """The keys that came along as DID documents, one per key: no truer than the key that sealed them."""
        told = as_object(self.read(PACKED_KEYS)).get("keys")
        kids = (
            [str(one["kid"]) for one in told if isinstance(one, dict) and "kid" in one]
            if isinstance(told, list)
            else []
        )
        return [_did_document(kid) for kid in kids]


def open_passport(work: Work, source: IO[bytes], trusted: Collection[str] = ()) -> Passport:
    """Checks the key, then the signature, then every byte; `trusted` are keys of other houses ("z6Mk…", "did:key:z6Mk…").

    Raises Denied for a key that is neither this house's nor trusted, naming it, so that it can be compared with what
    the other agency publishes; Invalid for anything that is not exactly as it was signed.
    """
    try:
        key = sealing_key(source)
        _require_trust(work, key, trusted)
        manifest = dict(unsealed(source, (key,)))
        content = unpacked(source, manifest, RECORD)
    except NotSealed as error:
        raise Invalid(_("Paspor ini ditolak. %(reason)s", reason=str(error))) from None
    if manifest.get("kind") != PACKED_KIND or content is None:
        raise Invalid(_("Berkas ini bukan paspor elearn: riwayatnya tidak ada di dalamnya."))
    record = as_object(content)
    if record.get("format") != FORMAT:
        raise Invalid(_("Paspor ini berformat lain. Perbarui elearn, atau minta paspor baru."))
    return Passport(source, key, manifest, record)


def as_object(content: bytes) -> dict[str, Any]:
    """The JSON object in these bytes. Raises Invalid."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Invalid(_("Isi paspor ini tidak terbaca."))
    return found


def _require_trust(work: Work, key: PublicKey, trusted: Collection[str]) -> None:
    name, own = multibase(key.raw), {one.raw for one in keys_of(work.settings).all_public}
    if key.raw not in own and name not in {one.removeprefix("did:key:") for one in trusted}:
        raise Denied(
            _(
                "Kunci %(key)s yang menandatangani paspor ini belum dipercaya. Tanyakan kuncinya kepada instansi "
                "penerbit; bila sama, ulangi dengan --trust %(key)s.",
                key=name,
            )
        )


def _did_document(kid: str) -> dict[str, Any]:
    method = {"id": kid, "type": "Multikey", "publicKeyMultibase": kid.partition("#")[2]}
    return {"id": kid.partition("#")[0], "verificationMethod": [method], "assertionMethod": [kid]}
