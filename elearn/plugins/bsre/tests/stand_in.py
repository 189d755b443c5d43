"""A BSrE server to test against: real HTTP on the loopback, PDFs signed under a test authority, its documented refusals."""

from __future__ import annotations

import base64
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Lock, Thread
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pypdf import PdfWriter
from werkzeug.formparser import MultiPartParser

from elearn.kernel.loops import outside_loops

ACCESS: Final = ("instansi-harapan", "akses-rahasia-instansi")
NIK: Final = "9901019001019001"
PASSPHRASE: Final = "Gerimis-di-Pelabuhan-77!"
OFFICIAL: Final = "DRS. RAHMAT HIDAYAT, M.SI."
LOCKED_AFTER: Final = 3
"""Wrong passphrases in a row after which the account is locked."""


@dataclass(slots=True)
class BsreServer:
    """What it answers, and what it was asked. `answers` is the form of a good answer: pdf, json, base64 or download.

    `refused` counts down how often a document with this number is refused; `fault` names what is wrong with a signed
    file: other, unsigned, rewritten, changed or stranger.
    """

    url: str = ""
    answers: str = "pdf"
    status: str = "ISSUE"
    fault: str = ""
    trouble: str = ""
    slow_seconds: float = 0
    refused: Counter[str] = field(default_factory=Counter)
    asked: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    wrong: int = 0
    kept: dict[str, bytes] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class Refused(Exception):
    """An answer that is no success: HTTP status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@contextmanager
def running() -> Iterator[BsreServer]:
    """A server that is there until the end of the block."""
    server = BsreServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"bsre": server}))
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    http.shutdown()
    http.server_close()
    thread.join()


class _Handler(BaseHTTPRequestHandler):
    bsre: BsreServer

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *said: Any) -> None:
        """Says nothing."""

    def _answer(self, body: bytes) -> None:
        try:
            status, kind, content = 200, *self._deed(body)
        except Refused as refusal:
            status, kind = refusal.status, "application/json"
            content = json.dumps({"error": refusal.message} if status == 401 else {"message": refusal.message}).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content)
        except BrokenPipeError:
            return  # who asked has gone

    def _deed(self, body: bytes) -> tuple[str, bytes]:
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(":".join(ACCESS).encode()).decode():
            raise Refused(401, "Unauthorized")
        self.bsre.asked.append(f"{self.command} {self.path}")
        if self.bsre.trouble == "html":
            return "text/html", b"<html><body><h1>502 Bad Gateway</h1></body></html>"
        if self.bsre.trouble:
            raise Refused(503, self.bsre.trouble)
        if found := re.fullmatch(r"/api/user/status/(\w+)", self.path):
            return self._status(found[1])
        if found := re.fullmatch(r"/api/sign/download/(\w+)", self.path):
            return "application/pdf", self.bsre.kept[found[1]]
        fields, files = _parts(self.headers["Content-Type"], body)
        if self.path == "/api/sign/verify":
            return _verified(files["signed_file"])
        if self.path == "/api/sign/pdf":
            return self._sign(fields, files["file"])
        raise Refused(404, "Not Found")

    def _status(self, nik: str) -> tuple[str, bytes]:
        if nik != NIK:
            raise Refused(404, f"User dengan NIK {nik} tidak terdaftar")
        said = {"status": self.bsre.status, "message": "User telah memiliki sertifikat"}
        if self.bsre.status == "EXPIRED":
            said["message"] = f"Sertifikat {NIK} sudah kedaluwarsa"
        return "application/json", json.dumps(said).encode()

    def _sign(self, fields: dict[str, str], pdf: bytes) -> tuple[str, bytes]:
        if fields["nik"] != NIK:
            raise Refused(400, f"NIK {fields['nik']} tidak terdaftar")
        if fields.get("tampilan") not in ("visible", "invisible"):
            raise Refused(400, "Parameter tampilan tidak sesuai")
        self._check_passphrase(fields["passphrase"])
        time.sleep(self.bsre.slow_seconds)
        number = fields["reason"].removeprefix("Sertifikat nomor ")
        with self.bsre.lock:
            if self.bsre.refused[number] > 0:
                self.bsre.refused[number] -= 1
                raise Refused(400, f"Dokumen tidak dapat diproses ({fields['nik']}, {fields['passphrase']})")
            self.bsre.signed.append(number)
        return self._as_asked(made(pdf, self.bsre.fault), number)

    def _check_passphrase(self, passphrase: str) -> None:
        if self.bsre.wrong >= LOCKED_AFTER:
            raise Refused(400, "Akun terkunci karena passphrase salah berulang kali")
        if passphrase != PASSPHRASE:
            self.bsre.wrong += 1
            raise Refused(400, f"Passphrase anda salah: {passphrase}")
        self.bsre.wrong = 0

    def _as_asked(self, signed: bytes, number: str) -> tuple[str, bytes]:
        packed = base64.b64encode(signed)
        if self.bsre.answers == "json":
            return "application/json", json.dumps({"file": packed.decode(), "message": "Proses berhasil"}).encode()
        if self.bsre.answers == "base64":
            return "text/plain", packed
        if self.bsre.answers == "download":
            name = number.encode().hex()
            self.bsre.kept[name] = signed
            return "application/json", json.dumps({"id_dokumen": name}).encode()
        return "application/pdf", signed


def made(pdf: bytes, fault: str = "") -> bytes:
    """The PDF signed as BSrE signs, or with a fault."""
    if fault == "other":
        return _signed(authority().signer, made_up_pdf())
    if fault == "unsigned":
        return pdf
    if fault == "rewritten":
        return _signed(authority().signer, pdf.replace(b"%PDF-1.7\n", b"%PDF-1.7\n\n", 1))
    if fault == "changed":
        return _signed(authority().signer, _changed(pdf))
    return _signed(authority().stranger if fault == "stranger" else authority().signer, pdf)


def _signed(signer: SimpleSigner, pdf: bytes) -> bytes:
    meta = PdfSignatureMetadata(field_name="TTE", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    pen = PdfSigner(meta, signer, new_field_spec=SigFieldSpec("TTE"))
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(outside_loops(lambda: pen.sign_pdf(writer)).getbuffer())


def _changed(pdf: bytes) -> bytes:
    """The PDF with a revision that turns its first page upside down."""
    writer, written = PdfWriter(BytesIO(pdf), incremental=True), BytesIO()
    writer.pages[0].rotate(180)
    writer.write(written)
    return written.getvalue()


def made_up_pdf() -> bytes:
    """A PDF that has nothing to do with ours."""
    writer, written = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(written)
    return written.getvalue()


def _verified(pdf: bytes) -> tuple[str, bytes]:
    found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    names = [one.signer_cert.subject.native["common_name"] for one in found]
    said = {"nama_dokumen": "berkas.pdf", "jumlah_signature": len(names), "details": [{"signer": name} for name in names]}  # fmt: skip
    return "application/json", json.dumps(said).encode()


def _parts(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, bytes]]:
    boundary = content_type.partition("boundary=")[2].encode()
    form, files = MultiPartParser().parse(BytesIO(body), boundary, len(body))
    found = {}
    for name, file in files.items():
        with file.stream:
            found[name] = file.read()
    return dict(form), found


@dataclass(frozen=True)
class Authority:
    """A root, a signer under it, and one who signs for themselves."""

    root_pem: bytes
    signer: SimpleSigner
    stranger: SimpleSigner


@cache
def authority() -> Authority:
    """Made once per process."""
    root_key, key, strange = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    root = _certificate("Induk BSrE Percobaan", root_key, "Induk BSrE Percobaan", root_key, is_root=True)
    return Authority(
        root.public_bytes(Encoding.PEM),
        _signer(key, _certificate(OFFICIAL, key, "Induk BSrE Percobaan", root_key), root),
        _signer(strange, _certificate(OFFICIAL, strange, OFFICIAL, strange), None),
    )


def _signer(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate, root: x509.Certificate | None) -> Any:
    packed = pkcs12.serialize_key_and_certificates(b"uji", key, certificate, [root] if root else None, NoEncryption())
    return SimpleSigner.load_pkcs12_data(packed, other_certs=[])


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey, *, is_root: bool = False
) -> x509.Certificate:
    begin = datetime.now(UTC) - timedelta(days=1)
    usage = x509.KeyUsage(not is_root, not is_root, False, False, False, is_root, is_root, False, False)
    return (
        x509.CertificateBuilder(
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]),
            x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
            key.public_key(),
            x509.random_serial_number(),
            begin,
            begin + timedelta(days=30),
        )
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(by, hashes.SHA256())
    )
