"""Signatures with a time stamp (B-T) and with all that is needed to check them later (B-LT), against real services on this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pypdf import PdfReader

from elearn.config import Settings
from elearn.core.certificates.claims import Claims
from elearn.core.certificates.document import render_pdf
from elearn.kernel.pdf_signatures import NotSigned, signatures_of, signed

from ...pdf_validators import pdfsig, qpdf, verapdf
from .looks import LOOKS, PROOF, URL

NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Party:
    """A name with a key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def der(self) -> asn1.Certificate:
        return asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, ThreadingHTTPServer]]:
    """An authority, its list of withdrawn certificates and a time-stamp service; and an installation that uses them."""
    folder = tmp_path_factory.mktemp("authority")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    authority = made("Otoritas Uji", None, address)
    server.stamper = stamper(authority, address)  # type: ignore[attr-defined]
    server.crl = withdrawn_by(authority)  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    holder = made("Segel Instansi", authority, address)
    (folder / "segel.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"s", holder.key, holder.certificate, [authority.certificate], BestAvailableEncryption(b"rahasia")
        )
    )
    (folder / "sandi").write_text("rahasia")
    (folder / "akar.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    yield (
        Settings(
            pdf_key=folder / "segel.p12",
            pdf_key_secret=f"file:{folder / 'sandi'}",
            pdf_timestamp=f"{address}/tsa",
            pdf_roots=folder / "akar.pem",
        ),
        server,
    )
    server.shutdown()
    server.server_close()


class Answers(BaseHTTPRequestHandler):
    """A time-stamp service at POST, the authority's list at GET."""

    def do_POST(self) -> None:
        request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(self.server.stamper.request_tsa_response(request).dump(), "application/timestamp-reply")  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        self._send(self.server.crl, "application/pkix-crl")  # type: ignore[attr-defined]

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *said: object) -> None:
        logging.getLogger(__name__).debug("asked %s", said)


def made(name: str, by: Party | None, address: str, *, stamps: bool = False) -> Party:
    """A party vouched for by another, or by itself when it is the authority."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(usage(is_authority=by is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key((by.key if by else key).public_key()), critical=False
        )
    )
    if by is not None:
        place = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{address}/akar.crl")], None, None, None)
        builder = builder.add_extension(x509.CRLDistributionPoints([place]), critical=False)
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Party(key, builder.sign(by.key if by else key, hashes.SHA256()))


def usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=not is_authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def withdrawn_by(authority: Party) -> bytes:
    """The authority's list, which is empty."""
    builder = x509.CertificateRevocationListBuilder(
        authority.certificate.subject, NOW - timedelta(hours=1), NOW + timedelta(days=7)
    )
    numbered = builder.add_extension(x509.CRLNumber(1), critical=False).add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
    )
    return numbered.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.DER)


def stamper(authority: Party, address: str) -> DummyTimeStamper:
    """What answers like a time-stamp service: pyHanko's, under a certificate of the authority's."""
    own = made("Stempel Waktu", authority, address, stamps=True)
    der = own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(authority.der)
    return DummyTimeStamper(own.der, keys.PrivateKeyInfo.load(der), certs_to_embed=store)


def drawn(claims: Claims) -> bytes:
    return render_pdf(claims, verify_url=URL, look=LOOKS["sttp"], proof=PROOF)


def test_time_stamp_is_vouched_for(services: tuple[Settings, ThreadingHTTPServer], claims: Claims) -> None:
    stamped = replace(services[0], pdf_roots=None)

    (found,) = signatures_of(signed(stamped, drawn(claims), "Harapan"), services[0].pdf_roots)

    assert found.stamped_at is not None
    assert (found.is_intact, found.is_trusted, abs(found.stamped_at - datetime.now(UTC)) < timedelta(minutes=1)) == (
        True, True, True,
    )  # fmt: skip


def test_lasting_signature_carries_what_checks_it_and_stays_fit_for_archives(
    services: tuple[Settings, ThreadingHTTPServer], claims: Claims, tmp_path: Path
) -> None:
    path = tmp_path / "lasting.pdf"
    path.write_bytes(signed(services[0], drawn(claims), "Harapan"))

    inside: Any = PdfReader(path).root_object["/DSS"]
    (found,) = signatures_of(path.read_bytes(), services[0].pdf_roots)
    assert (len(inside["/CRLs"]) > 0, len(inside["/Certs"]) > 2) == (True, True)
    assert (found.is_intact, found.is_trusted, found.stamped_at is None) == (True, True, False)
    assert verapdf([path]) == [(path.name, "3a", "compliant"), (path.name, "ua1", "compliant")]
    assert ("Signature is Valid." in pdfsig(path), qpdf(path)) == (True, 0)
    assert path.stat().st_size < 150_000


def test_without_an_answer_nothing_goes_out(services: tuple[Settings, ThreadingHTTPServer], claims: Claims) -> None:
    with pytest.raises(NotSigned):
        signed(replace(services[0], pdf_timestamp="http://127.0.0.1:9/tsa"), drawn(claims), "Harapan")
