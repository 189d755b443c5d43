"""SIASN's services over HTTP: one method a deed, and every answer read as what it means for the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError, SSLError

from elearn.config import Settings
from elearn.plugin import _

from .errors import Refusal, SiasnError, Unanswered, Untaken
from .remote import Remote, read_remote
from .rules import DOCUMENT_OF, Kind

ID_OF: Mapping[Kind, str] = {"kursus": "rwKursusId", "diklat": "rwDiklatId"}
"""Where the answer to a save says which id the record got."""

_NEVER_ARRIVED = (ConnectTimeoutError, NewConnectionError, NameResolutionError, SSLError)
_LONGEST_SAYING = 300


@dataclass(slots=True)
class Siasn:
    """A sitting with SIASN. The tokens live in this object alone: never printed, never stored."""

    settings: Settings
    sso: str = field(repr=False)
    _consumer: tuple[str, str] = field(repr=False)
    _wso: str = field(default="", repr=False)
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False), repr=False)

    def save(self, kind: Kind, payload: Mapping[str, Any]) -> str:
        """Writes one record, a new one or one that has an `id`, and returns the id it has then. Raises SiasnError."""
        answer = self._ask("POST", f"/{kind}/save", json=dict(payload))
        if not answer:
            raise Refusal(_("Data tidak ditemukan di SIASN."))
        if not answer.get("success"):
            raise Refusal(self._saying(answer))
        remote_id = (answer.get("mapData") or {}).get(ID_OF[kind]) or payload.get("id")
        if not remote_id:
            raise Unanswered(_("SIASN menjawab berhasil tetapi tidak menyebutkan id riwayatnya."))
        return str(remote_id)

    def upload(self, kind: Kind, remote_id: str, name: str, pdf: bytes) -> None:
        """Adds the certificate's PDF to a record. Raises SiasnError."""
        fields = {
            "id_riwayat": remote_id,
            "id_ref_dokumen": DOCUMENT_OF[kind],
            "file": (name, pdf, "application/pdf"),
        }
        answer = self._ask("POST", "/upload-dok-rw", fields=fields)
        if not (answer.get("success") or answer.get("code") == 1):
            raise Refusal(self._saying(answer))

    def delete(self, kind: Kind, remote_id: str) -> None:
        """Removes a record; one that is not there any more is removed. Raises SiasnError."""
        answer = self._ask("DELETE", f"/{kind}/delete/{quote(remote_id, safe='')}")
        if answer and not answer.get("success"):
            raise Refusal(self._saying(answer))

    def history(self, nip: str) -> list[Remote]:
        """All courses and structural trainings that SIASN has of a person. Raises SiasnError."""
        found = []
        kinds: tuple[Kind, ...] = ("kursus", "diklat")
        for kind in kinds:
            rows = self._ask("GET", f"/pns/rw-{kind}/{nip}").get("data") or []
            if not isinstance(rows, list):
                raise Unanswered(_("SIASN menjawab dalam bentuk yang tidak dikenal."))
            found += [read_remote(kind, row) for row in rows if isinstance(row, dict)]
        return found

    def main_data(self, nip: str) -> Mapping[str, Any]:
        """`data-utama` of a person; empty when SIASN does not know them. Raises SiasnError."""
        return self._facts(f"/pns/data-utama/{nip}")

    def ip_asn(self, nip: str) -> Mapping[str, Any]:
        """The official IP-ASN value; empty when there is none. Raises SiasnError."""
        return self._facts(f"/pns/nilaiipasn/{nip}")

    def _facts(self, path: str) -> Mapping[str, Any]:
        told = self._ask("GET", path).get("data")
        found = told[0] if isinstance(told, list) and told else told
        return found if isinstance(found, dict) else {}

    def _ask(self, method: str, path: str, **body: Any) -> Mapping[str, Any]:
        """One request; a token of the agency that is over is fetched anew, once. Raises SiasnError."""
        answer = self._send(method, path, **body)
        if answer.status == 401 and self._wso:
            self._wso = ""
            answer = self._send(method, path, **body)
        return self._read(answer)

    def _send(self, method: str, path: str, **body: Any) -> urllib3.BaseHTTPResponse:
        if not self._wso:
            self._wso = self._agency_token()
        headers = {"Authorization": f"Bearer {self._wso}", "Auth": f"bearer {self.sso}", "Accept": "application/json"}
        return self._request(method, self.settings.siasn_url.rstrip("/") + path, headers, **body)

    def _request(self, method: str, url: str, headers: dict[str, str], **body: Any) -> urllib3.BaseHTTPResponse:
        timeout = urllib3.Timeout(connect=10, read=self.settings.siasn_timeout_seconds)
        try:
            return self._http.request(method, url, headers=headers, timeout=timeout, redirect=False, **body)
        except _NEVER_ARRIVED:
            raise Untaken(_("SIASN tidak dapat dihubungi. Periksa jaringan, lalu kirim lagi.")) from None
        except HTTPError:
            raise Unanswered(_("SIASN tidak menjawab pada waktunya.")) from None

    def _agency_token(self) -> str:
        """The token of the agency itself, by its consumer key and secret. Raises SiasnError."""
        headers = urllib3.make_headers(basic_auth=":".join(self._consumer))
        fields = {"grant_type": "client_credentials"}
        try:
            answer = self._request(
                "POST", self.settings.siasn_token_url, headers, fields=fields, encode_multipart=False
            )
        except Unanswered as error:  # no record was in this request
            raise Untaken(error.sentence) from None
        token = _json(answer).get("access_token")
        if answer.status != 200 or not token:
            raise Untaken(
                _("Kunci instansi (consumer key dan secret) ditolak. Periksa berkas ELEARN_SIASN_CONSUMER_FILE.")
            )
        return str(token)

    def _read(self, answer: urllib3.BaseHTTPResponse) -> Mapping[str, Any]:
        told = _json(answer)
        if answer.status == 401:
            raise Untaken(_("Token SSO tidak berlaku lagi. Masuk lagi ke SIASN, lalu masukkan token yang baru."))
        if answer.status in (403, 429):
            raise Untaken(self._turned_away(answer.status))
        if answer.status == 404:
            if told.get("code") == 0:
                return {}
            raise Untaken(_("Alamat layanan SIASN tidak dikenal (404). Periksa ELEARN_SIASN_URL."))
        if answer.status >= 500 or not told:
            raise Unanswered(_("SIASN sedang bermasalah (jawaban %(status)s).", status=answer.status))
        if answer.status >= 300:
            raise Refusal(self._saying(told))
        return told

    def _turned_away(self, status: int) -> str:
        if status == 429:
            return _("SIASN membatasi banyaknya permintaan. Kirim lagi beberapa menit kemudian.")
        return _("SIASN menolak hak akses instansi atau akun ini (403). Hubungi admin SIASN di instansi Anda.")

    def _saying(self, told: Mapping[str, Any]) -> str:
        """SIASN's own words in one line, without what must not be kept should it echo a token."""
        words = " ".join(str(told.get("message") or told.get("data") or _("tanpa alasan")).split())
        for secret in (self.sso, self._wso, *self._consumer):
            words = words.replace(secret, "…") if secret else words
        return words[:_LONGEST_SAYING]


def _json(answer: urllib3.BaseHTTPResponse) -> Mapping[str, Any]:
    """The answer's object; empty for an error page or anything else that is no object."""
    try:
        told = json.loads(answer.data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def open_siasn(settings: Settings, sso: str) -> Siasn:
    """A sitting with the agency's own key, read from its file now. Raises Untaken when there is none."""
    path = settings.siasn_consumer_file
    if path is None:
        raise Untaken(_("Kunci instansi untuk SIASN belum diatur (ELEARN_SIASN_CONSUMER_FILE)."))
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError):
        lines = []
    if len(lines) != 2:
        raise Untaken(_("Berkas ELEARN_SIASN_CONSUMER_FILE harus memuat dua baris: consumer key dan consumer secret."))
    return Siasn(settings, sso, (lines[0], lines[1]))


__all__ = ["Refusal", "Siasn", "SiasnError", "Unanswered", "Untaken", "open_siasn"]
