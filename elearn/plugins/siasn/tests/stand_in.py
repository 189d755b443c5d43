"""A small SIASN on the loopback: the endpoints this room uses, with the answers and error bodies public programs show.

It checks by tables of its own what is written, and gives it back in the spellings of the read side.
"""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

CONSUMER = ("kunci-instansi-7c1e", "rahasia-instansi-9d24")
SSO = "sso-token-petugas-5f3a9b"
BASE = "/apisiasn/1.0"
INSTANSI = "A5EB03E23CF8F6A0E040640A040252AD"

TEXT, WHOLE, DAY, FILES, ID, MAYBE = "text", "whole", "day", "files", "id", "maybe"
COURSE = {
    "id": ID, "pnsOrangId": TEXT, "instansiId": TEXT, "institusiPenyelenggara": TEXT, "jenisDiklatId": TEXT,
    "jenisKursus": TEXT, "jenisKursusSertipikat": TEXT, "jumlahJam": WHOLE, "lokasiId": TEXT, "namaKursus": TEXT,
    "nomorSertipikat": TEXT, "tahunKursus": WHOLE, "tanggalKursus": DAY, "tanggalSelesaiKursus": DAY, "path": FILES,
    "rumpunDiklatId": MAYBE,
}  # fmt: skip
TRAINING = {
    "id": ID, "pnsOrangId": TEXT, "bobot": WHOLE, "institusiPenyelenggara": TEXT, "jenisKompetensi": TEXT,
    "jumlahJam": WHOLE, "latihanStrukturalId": TEXT, "nomor": TEXT, "path": FILES, "tahun": WHOLE, "tanggal": DAY,
    "tanggalSelesai": DAY,
}  # fmt: skip
NOT_FOUND = {"code": 0, "data": "Data tidak ditemukan"}
ERROR_PAGE = b"<html><body><h1>502 Bad Gateway</h1></body></html>"

Answer = tuple[int, Any]


@dataclass
class Siasn:
    """What this SIASN holds. `faults` are answered, one a request, to the path they name, instead of doing anything.

    `after_save` runs when a record is stored and its answer not yet sent.
    """

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    ip_asn: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    saves: list[dict[str, Any]] = field(default_factory=list)
    uploads: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    sso: set[str] = field(default_factory=lambda: {SSO})
    wso: str = "wso-1"
    faults: list[tuple[str, Callable[[], Answer]]] = field(default_factory=list)
    after_save: Callable[[], None] = lambda: None
    address: str = ""
    _lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        return f"{self.address}{BASE}"

    @property
    def token_url(self) -> str:
        return f"{self.address}/oauth2/token"

    def add_person(self, nip: str) -> str:
        """Makes somebody known here; their `pnsOrangId`."""
        pns_id = f"PNS{nip}-0000-4444-aaaa"
        self.people[nip] = {
            "id": pns_id, "nipBaru": nip, "instansiKerjaId": INSTANSI, "instansiKerjaNama": "Pemerintah Kota Harapan"
        }  # fmt: skip
        return pns_id

    def fail(self, path: str, answer: Callable[[], Answer], times: int = 1) -> None:
        self.faults += [(path, answer)] * times

    def token(self, basic: str) -> Answer:
        if basic != "Basic " + base64.b64encode(":".join(CONSUMER).encode()).decode():
            return 401, {"error": "invalid_client", "error_description": "Client Authentication failed."}
        return 200, {"access_token": self.wso, "token_type": "Bearer", "expires_in": 3600}

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        self.asked.append(f"{method} {path}")
        if headers["Authorization"] != f"Bearer {self.wso}":
            return 401, {"fault": {"code": 900901, "message": "Invalid Credentials"}}
        if headers["Auth"].removeprefix("bearer ") not in self.sso:
            return 401, {"code": 0, "data": None, "message": "invalid or expired jwt"}
        for place, (wanted, fault) in enumerate(self.faults):
            if path.startswith(wanted):
                del self.faults[place]
                return fault()
        return self._do(method, path, headers, body)

    def _do(self, method: str, path: str, headers: Any, body: bytes) -> Answer:
        parts = path.strip("/").split("/")
        match (method, *parts):
            case ("POST", "kursus" | "diklat" as kind, "save"):
                return self._save(kind, json.loads(body))
            case ("DELETE", "kursus" | "diklat", "delete", remote_id):
                return (200, {"success": True}) if self.rows.pop(remote_id, None) else (404, NOT_FOUND)
            case ("GET", "pns", what, nip):
                return self._tell(what, nip)
            case ("POST", "upload-dok-rw"):
                return self._upload(headers, body)
        return 404, {"code": "404", "type": "Status report", "message": "Not Found"}

    def _tell(self, what: str, nip: str) -> Answer:
        found: Any = {"data-utama": self.people, "nilaiipasn": self.ip_asn}.get(what, {}).get(nip)
        if what in ("rw-kursus", "rw-diklat"):
            rows = [row for row in self.rows.values() if row["nipBaru"] == nip and row["_"] == what[3:]]
            found = [{key: told for key, told in row.items() if key != "_"} for row in rows]
        return (200, {"code": 1, "data": found}) if found else (404, NOT_FOUND)

    def _save(self, kind: str, sent: dict[str, Any]) -> Answer:
        faults = _faults(sent, COURSE if kind == "kursus" else TRAINING)
        nip = next((nip for nip, person in self.people.items() if person["id"] == sent.get("pnsOrangId")), None)
        if faults:
            listed = "".join(f"\t* {fault}\n" for fault in faults)
            return 400, {"code": 0, "data": None, "message": f"{len(faults)} errors occurred:\n{listed}\n"}
        if nip is None:
            return 200, {"success": False, "mapData": None, "message": "PNS Orang tidak ditemukan pada data referensi"}
        if sent["id"] is not None and sent["id"] not in self.rows:
            return 200, {"success": False, "mapData": None, "message": "Data riwayat tidak ditemukan"}
        with self._lock:
            remote_id = sent["id"] or f"{kind[0]}{len(self.saves) + 1:07}-1111-2222-3333-444455556666"
            self.saves.append(sent)
            self.rows[remote_id] = {"_": kind, **_read_side(kind, remote_id, nip, sent)}
        self.after_save()
        return 200, {"success": True, "mapData": {f"rw{kind.capitalize()}Id": remote_id}, "message": "success"}

    def _upload(self, headers: Any, body: bytes) -> Answer:
        names = dict(re.findall(rb'name="(id_riwayat|id_ref_dokumen)"\r\n\r\n([^\r]*)\r\n', body))
        told = {name.decode(): content.decode() for name, content in names.items()}
        if told.get("id_riwayat") not in self.rows or b"%PDF-" not in body:
            return 400, {"code": 0, "data": None, "message": "Riwayat atau berkas tidak ditemukan"}
        self.uploads.append(told)
        return 200, {"code": 1, "data": {"dok_id": told["id_ref_dokumen"], "dok_uri": "peremajaan/usulan/1.pdf"}}


def _faults(sent: dict[str, Any], fields: dict[str, str]) -> list[str]:
    faults = [f"{name} is unknown" for name in sent if name not in fields]
    for name, kind in fields.items():
        told = sent.get(name, "absent")
        fits = {
            ID: told is None or (isinstance(told, str) and told not in ("", "absent")),
            MAYBE: isinstance(told, str) and told != "",
            TEXT: isinstance(told, str) and told != "absent",
            WHOLE: type(told) is int,
            DAY: isinstance(told, str) and re.fullmatch(r"\d\d-\d\d-\d{4}", told) is not None,
            FILES: isinstance(told, list),
        }[kind]
        faults += [] if fits else [f"{name} is required"]
    return faults


def _read_side(kind: str, remote_id: str, nip: str, sent: dict[str, Any]) -> dict[str, Any]:
    whose = {"id": remote_id, "idPns": sent["pnsOrangId"], "nipBaru": nip, "nipLama": None, "path": None}
    hours = {"jumlahJam": sent["jumlahJam"], "institusiPenyelenggara": sent["institusiPenyelenggara"]}
    if kind == "diklat":
        same = ("latihanStrukturalId", "nomor", "tanggal", "tanggalSelesai")
        return {**whose, **hours, "tahun": str(sent["tahun"]), **{name: sent[name] for name in same}}
    return {
        **whose,
        **hours,
        "jenisDiklatId": sent["jenisDiklatId"],
        "jenisKursusId": None,
        "jenisKursusNama": None,
        "jenisKursusSertifikat": "Sertipikat",
        "namaKursus": sent["namaKursus"],
        "noSertipikat": sent["nomorSertipikat"],
        "tahunKursus": str(sent["tahunKursus"]),
        "tanggalKursus": sent["tanggalKursus"],
        "tanggalSelesaiKursus": sent["tanggalSelesaiKursus"],
        "rumpunDiklatId": sent.get("rumpunDiklatId"),
    }


@contextmanager
def running() -> Iterator[Siasn]:
    """A SIASN that answers until the block ends."""
    siasn = Siasn()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.removeprefix(BASE)
            if path == "/oauth2/token":
                status, told = siasn.token(self.headers["Authorization"])
            else:
                status, told = siasn.answer(self.command, path, self.headers, body)
            content = told if isinstance(told, bytes) else json.dumps(told).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_GET = do_POST = do_DELETE = _any  # noqa: N815  # names of the standard library

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        siasn.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield siasn
        server.shutdown()
        thread.join()


def error_page() -> Answer:
    """What stands before SIASN says when SIASN does not."""
    return 502, ERROR_PAGE


def slow() -> Answer:
    """An answer that comes too late."""
    time.sleep(5)
    return 200, {"success": True}


def saying(status: int, **told: Any) -> Callable[[], Answer]:
    return lambda: (status, told)
