"""VC-JWT: the credential as the payload of a JSON Web Signature (EdDSA), three parts with dots between them."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from elearn.kernel.i18n import _
from elearn.kernel.keys import PublicKey, SigningKey

from .documents import BadgeRefused, Document, read, write

TYPE: Final = "vc+jwt"
REGISTERED: Final = ("iss", "jti", "nbf", "exp")
_PARTS: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Signed:
    """A JWT taken apart: the credential, the key's address, and what was signed how."""

    document: dict[str, Any]
    kid: str
    message: bytes
    signature: bytes

    def holds(self, key: PublicKey) -> bool:
        """Whether `key` signed it."""
        return key.holds(self.signature, self.message)


def as_jwt(document: Document, key: SigningKey, kid: str) -> str:
    """The credential (without a proof of its own) signed by `key`, whose address is `kid`."""
    head = write({"alg": "EdDSA", "typ": TYPE, "cty": "vc", "kid": kid})
    message = f"{encoded(head)}.{encoded(write({**registered(document), **document}))}"
    return f"{message}.{encoded(key.sign(message.encode()))}"


def registered(document: Document) -> dict[str, Any]:
    """The claims of JWT itself that say what the credential says, for readers that know JWT and no credentials.

    Open Badges asks for them. Times are seconds since 1970. Raises BadgeRefused for a document they cannot be read off.
    """
    try:
        times = {"nbf": document["validFrom"], "exp": document.get("validUntil")}
        seconds = {name: int(datetime.fromisoformat(text).timestamp()) for name, text in times.items() if text}
        return {"iss": document["issuer"]["id"], "jti": document["id"], **seconds}
    except (KeyError, TypeError, ValueError):
        raise BadgeRefused(_("Isi JWT ini bukan kredensial yang lengkap.")) from None


def is_jwt(text: str) -> bool:
    """Whether the text has the three parts."""
    return _PARTS.fullmatch(text) is not None


def taken_apart(text: str) -> Signed:
    """The parts of a JWT. Raises BadgeRefused for another algorithm or type, or parts that cannot be read."""
    head, payload, signature = text.split(".")
    known = read(decoded(head))
    if known.get("alg") != "EdDSA" or known.get("typ") != TYPE or set(known) - {"alg", "typ", "cty", "kid"}:
        raise BadgeRefused(_("Tanda tangan JWT ini bukan vc+jwt dengan EdDSA; jenis lain tidak dikenal di sini."))
    document = read(decoded(payload))
    said = {name: document.pop(name) for name in REGISTERED if name in document}
    if said and said != registered(document):
        raise BadgeRefused(_("Isi JWT ini bertentangan dengan kredensial di dalamnya."))
    return Signed(document, str(known.get("kid", "")), f"{head}.{payload}".encode(), decoded(signature))


def encoded(raw: bytes) -> str:
    """Base 64 for addresses, without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """What `encoded` was given. Raises BadgeRefused for any other spelling of it."""
    raw = urlsafe_b64decode(text + "=" * (-len(text) % 4)) if len(text) % 4 != 1 else b""
    if encoded(raw) != text:
        raise BadgeRefused(_("Isian base64url pada berkas ini tidak dapat dibaca."))
    return raw
