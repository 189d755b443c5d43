"""BSrE's e-sign service over HTTP. Passphrase and NIK pass through here and stay nowhere."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import urllib3
from urllib3.exceptions import HTTPError

from elearn.config import Settings
from elearn.plugin import _

from . import rules
from .errors import NotTaken, Stopped

logging.getLogger("urllib3").setLevel(logging.WARNING)
"""Its debug lines name addresses, and one of BSrE's addresses holds the NIK."""

_LONGEST_SAYING: Final = 250
_CONNECT_SECONDS: Final = 10


@dataclass(frozen=True, slots=True)
class Signer:
    """What an official typed for this sitting; never printed."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Bsre:
    """The agency's server, spoken to with the agency's own access."""

    settings: Settings
    _access: tuple[str, str] = field(repr=False)
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False), repr=False)

    def check(self, signer: Signer) -> None:
        """Asks whether the signer's certificate may sign today, before a passphrase is sent. Raises Stopped."""
        answer = self._ask("GET", f"/api/user/status/{quote(signer.nik, safe='')}", signer)
        facts = rules.told(answer.data)
        status = str(facts.get("status", ""))
        if answer.status != 200 or not facts:
            raise self._stopped(answer, signer)
        if status.upper() not in {word.upper() for word in self.settings.bsre_ready_status}:
            why = self._clean(rules.saying_of(answer.data) or status, signer)
            raise Stopped(_("Sertifikat elektronik Anda belum dapat dipakai menurut BSrE: %(why)s", why=why))

    def sign(self, pdf: bytes, signer: Signer, *, reason: str, place: str) -> bytes:
        """The PDF as BSrE signed it, invisibly. Raises NotTaken for this document, Stopped for all of them."""
        fields = {
            "file": ("sertifikat.pdf", pdf, "application/pdf"),
            "nik": signer.nik,
            "passphrase": signer.passphrase,
            "tampilan": "invisible",
            "reason": reason,
            "location": place,
        }
        answer = self._ask("POST", "/api/sign/pdf", signer, fields=fields)
        if answer.status == 200 and (file_id := rules.file_id_in(answer.data)) and not rules.pdf_in(answer.data):
            answer = self._ask("GET", f"/api/sign/download/{quote(file_id, safe='')}", signer)
        signed = rules.pdf_in(answer.data) if answer.status == 200 else None
        if signed is None:
            raise self._refusal(answer, signer)
        return signed

    def verify(self, pdf: bytes) -> Mapping[str, Any]:
        """What BSrE says of the signatures of a file. Raises Stopped."""
        nobody = Signer("", "")
        fields = {"signed_file": ("berkas.pdf", pdf, "application/pdf")}
        answer = self._ask("POST", "/api/sign/verify", nobody, fields=fields)
        facts = rules.told(answer.data)
        if answer.status != 200 or not facts:
            raise self._stopped(answer, nobody)
        return facts

    def _ask(self, method: str, path: str, signer: Signer, **body: Any) -> urllib3.BaseHTTPResponse:
        timeout = urllib3.Timeout(connect=_CONNECT_SECONDS, total=self.settings.bsre_timeout_seconds)
        headers = urllib3.make_headers(basic_auth=":".join(self._access))
        url = self.settings.bsre_url.rstrip("/") + path
        try:
            return self._http.request(method, url, headers=headers, timeout=timeout, redirect=False, **body)
        except HTTPError:  # its words name the address, and with it the NIK
            sentence = _("BSrE tidak menjawab. Periksa jaringan ke server BSrE, lalu lanjutkan nanti.")
            raise Stopped(sentence, is_silence=True) from None

    def _refusal(self, answer: urllib3.BaseHTTPResponse, signer: Signer) -> NotTaken | Stopped:
        saying = rules.saying_of(answer.data)
        if rules.meaning_of(answer.status, saying) == "document" and saying:
            return NotTaken(_("Ditolak BSrE: %(why)s", why=self._clean(saying, signer)))
        return self._stopped(answer, signer)

    def _stopped(self, answer: urllib3.BaseHTTPResponse, signer: Signer) -> Stopped:
        saying = rules.saying_of(answer.data)
        meaning, why = rules.meaning_of(answer.status, saying), self._clean(saying, signer)
        if meaning == "passphrase":
            return Stopped(_("Passphrase ditolak BSrE. Tidak dicoba lagi, agar akun Anda tidak terkunci."))
        if meaning == "access":
            return Stopped(_("BSrE menolak akses instansi. Minta pengelola sistem memeriksa ELEARN_BSRE_ACCESS_FILE."))
        if meaning == "signer":
            return Stopped(_("BSrE menolak NIK atau sertifikat elektronik Anda: %(why)s", why=why))
        if why:
            sentence = _("BSrE sedang bermasalah (%(status)s): %(why)s", status=answer.status, why=why)
        else:
            sentence = _("BSrE menjawab dalam bentuk yang tidak dikenal (%(status)s).", status=answer.status)
        return Stopped(sentence, is_silence=True)

    def _clean(self, words: str, signer: Signer) -> str:
        """BSrE's words without what must not be kept, should it echo them."""
        for secret in (signer.passphrase, signer.nik, *self._access):
            words = words.replace(secret, "…") if secret else words
        return words[:_LONGEST_SAYING]


def is_set_up(settings: Settings) -> bool:
    """Whether this installation has a BSrE server to speak with."""
    return bool(settings.bsre_url) and settings.bsre_access_file is not None


def open_bsre(settings: Settings) -> Bsre:
    """The server, with the agency's access read from its file now. Raises Stopped when a setting is missing or wrong."""
    found = troubles(settings)
    if found:
        raise Stopped(found[0])
    user, password = _access(settings.bsre_access_file)
    return Bsre(settings, (user, password))


def troubles(settings: Settings) -> list[str]:
    """What is missing or wrong in the settings and keeps everybody from signing, each with how to mend it."""
    found = []
    if not is_set_up(settings):
        found.append(_("Server BSrE belum diatur (ELEARN_BSRE_URL dan ELEARN_BSRE_ACCESS_FILE)."))
    elif len(_access(settings.bsre_access_file)) != 2:
        found.append(_("Berkas ELEARN_BSRE_ACCESS_FILE harus memuat dua baris: nama pengguna dan kata sandi."))
    if settings.bsre_roots is not None and not _holds_roots(settings.bsre_roots):
        sentence = _(
            "ELEARN_BSRE_ROOTS menunjuk %(path)s, yang tidak ada atau bukan PEM berisi sertifikat. "
            "Simpan sertifikat akar BSrE di sana, atau kosongkan setelan ini.",
            path=settings.bsre_roots,
        )
        found.append(sentence)
    return found


def _access(path: Path | None) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8") if path is not None else ""
    except (OSError, UnicodeDecodeError):
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]


def _holds_roots(path: Path) -> bool:
    from elearn.kernel.pdf_signatures import UnreadableRoots, read_roots  # noqa: PLC0415  # half a second of imports

    try:
        read_roots(path)
    except UnreadableRoots:
        return False
    return True
