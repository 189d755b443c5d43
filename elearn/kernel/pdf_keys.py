"""The key that signs PDF files: a PKCS#12 file or a token behind PKCS#11, by reference, loaded once per process."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from elearn.config import BadSetting, Settings

_HASHES: Final = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_TRIAL: Final = timedelta(days=730)
_ONE_AT_A_TIME: Final = Lock()


class HeldKey(Signer):
    """A key of a PKCS#12 file, kept ready: pyHanko's own signer would read, and check, the key anew at every signature."""

    def __init__(
        self,
        key: RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        others: list[x509.Certificate],
    ) -> None:
        self._key = key
        store: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple([_asn1(one) for one in (certificate, *others)])
        super().__init__(signing_cert=_asn1(certificate), cert_registry=store)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The bare signature; `dry_run` asks for its length only, which costs as much as itself."""
        algorithm = _HASHES[digest_algorithm]
        if isinstance(self._key, RSAPrivateKey):
            return bytes(self._key.key_size // 8) if dry_run else self._key.sign(data, PKCS1v15(), algorithm)
        return self._key.sign(data, ec.ECDSA(algorithm))


def signer_of(settings: Settings) -> Any:
    """Who signs; None when no key is set. Raises BadSetting when the key cannot be had."""
    secret = settings.pdf_key_secret
    with _ONE_AT_A_TIME:
        if settings.pdf_module is not None:
            return _token(settings.pdf_module, settings.pdf_token, settings.pdf_key_label, secret, os.getpid())
        return None if settings.pdf_key is None else _file(settings.pdf_key, secret)


def make_trial_key(path: Path, name: str, passphrase: str, now: datetime | None = None) -> None:
    """A key that signs for itself (ECDSA P-256, two years): good for trying things out, vouched for by nobody.

    Raises FileExistsError: a key is never written over.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    begin = now or datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), begin, begin + _TRIAL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_SIGNS_ONLY, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    packed = pkcs12.serialize_key_and_certificates(
        b"elearn", key, certificate, None, BestAvailableEncryption(passphrase.encode())
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(packed)


_SIGNS_ONLY: Final = x509.KeyUsage(
    digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)  # fmt: skip


@cache
def _file(path: Path, reference: str) -> HeldKey:
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(
            path.read_bytes(), _secret(reference).encode() or None
        )
    except (OSError, ValueError) as error:
        raise BadSetting(
            f"Kunci ELEARN_PDF_KEY={path} tidak dapat dibuka ({error}). Periksa berkasnya dan ELEARN_PDF_KEY_SECRET."
        ) from error
    if certificate is None or not isinstance(key, RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise BadSetting(f"Berkas ELEARN_PDF_KEY={path} harus memuat kunci RSA atau EC beserta sertifikatnya.")
    return HeldKey(key, certificate, others)


@cache
def _token(module: Path, token: str, label: str, reference: str, process: int) -> Any:
    """A session belongs to one process (`process` keeps a forked one from using its parent's)."""
    from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415  # only an installation with an HSM
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415  # has the library behind it

    try:
        session = open_pkcs11_session(
            str(module), token_criteria=TokenCriteria(label=token or None), user_pin=_secret(reference) or None
        )
        signer = PKCS11Signer(session, cert_label=label, key_label=label)
        found = signer.signing_cert
        if found is not None and found.public_key.algorithm == "ec":  # hashing ECDSA is what many tokens lack
            signer = PKCS11Signer(session, cert_label=label, key_label=label, use_raw_mechanism=True)
    except Exception as error:  # every module has errors of its own; the operator needs one sentence
        raise _no_token(token, label, type(error).__name__) from error
    if found is None:
        raise _no_token(token, label, "sertifikat tidak ada")
    return signer


def _no_token(token: str, label: str, why: str) -> BadSetting:
    return BadSetting(
        f"Kunci “{label}” pada token “{token}” tidak dapat dipakai ({why}). "
        "Periksa ELEARN_PDF_MODULE, ELEARN_PDF_TOKEN, ELEARN_PDF_KEY_LABEL, dan PIN di ELEARN_PDF_KEY_SECRET."
    )


def _secret(reference: str) -> str:
    """What a reference points to; the setting itself never holds a secret."""
    kind, _, place = reference.partition(":")
    if kind == "file":
        return Path(place).read_text().strip()
    if kind == "env":
        return os.environ.get(place, "")
    if reference:
        raise BadSetting("ELEARN_PDF_KEY_SECRET harus berbentuk file:/jalur/berkas atau env:NAMA_VARIABEL.")
    return ""


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
