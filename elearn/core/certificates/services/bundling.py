"""Everything a person has of this house as one signed zip: certificates, badges, claims, and what other rooms bring."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from tempfile import TemporaryFile
from typing import IO, Any, Final

from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.kernel import audit
from elearn.kernel.exports import keep_export
from elearn.kernel.i18n import N_
from elearn.kernel.issuer import jwks
from elearn.kernel.jobs import Errand, OpenWork
from elearn.kernel.manifests import Packing
from elearn.kernel.outbox import Job
from elearn.kernel.work import Actor, Work, committed

from .. import life_queries
from ..claims import from_json
from ..models import Certificate
from ..rules import file_name, verify_url
from ..states import ISSUED, standing
from .badges import badge_of, in_form, keep_badge, kept_badge, make_badge
from .documents import build_document, keep_document, kept_document
from .proving import paper_claim

BUNDLE_JOB: Final = "certificates:bundle"
BUNDLE_DEED: Final = "certificates:bundle:create"
"""The audit action."""
PACKED_KIND: Final = "elearn-bundle"
PACKED_KEYS: Final = "kunci-penerbit.json"
"""The JWKS of the house on the day of the bundle."""
BADGE_FORMS: Final = ("json", "jwt", "png", "svg")
COLUMNS: Final = ("nomor", "kode", "pelatihan", "terbit", "keadaan", "alasan", "halaman verifikasi")
STANDINGS: Final = {"valid": "sah", "expired": "masa berlaku habis", "revoked": "dicabut", "superseded": "digantikan"}

Told = Callable[[int, int], None]
"""How far it is: certificates done, of how many."""


def ask_bundle(work: Work) -> Job:
    """Asks the worker for the actor's own bundle."""
    audit.note(work, BUNDLE_DEED, f"person:{work.actor.person_id}")
    return work.later(BUNDLE_JOB, person_id=work.actor.person_id)


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle: the name it should have, and how many files of each kind a person counts are in it."""

    name: str
    parts: Mapping[str, int]


def run_bundle(errand: Errand, person_id: int) -> Mapping[str, Any]:
    """The job BUNDLE_JOB: the bundle, kept as every export is."""
    with TemporaryFile() as file:
        written = write_bundle(errand.open_work, person_id, file, errand.progress)
        count = file.tell()
        file.seek(0)
        content = file.read(count)
    return keep_export(errand, content, written.name, sum(written.parts.values()), written.parts)


def write_bundle(open_work: OpenWork, person_id: int, file: IO[bytes], told: Told) -> Written:
    """Writes the bundle. A document or badge nobody asked for yet is made and kept."""
    packing = Packing(file, PACKED_KIND)
    with open_work(write=False) as work:
        ids = life_queries.all_of(work, person_id)
    for done, certificate_id in enumerate(ids):
        told(done, len(ids))
        _make(open_work, certificate_id)
        with open_work(write=False) as work:
            for name, content in _files(work, work.session.get_one(Certificate, certificate_id)):
                packing.add(name, content)
    told(len(ids), len(ids))
    with open_work(write=False) as work:
        return _finish(work, people.person(work, person_id), packing, ids)


def _finish(work: Work, person: Person, packing: Packing, ids: list[int]) -> Written:
    work.actor, parts = Actor(person.id, person.full_name), Counter({N_("sertifikat"): len(ids)})
    for one in work.hooks.gather("bundle_files", work=work, person=person):
        packing.add(one.name, one.content)
        parts[one.what] += 1
    packing.add("daftar-sertifikat.csv", _list(work, ids))
    packing.add(PACKED_KEYS, json.dumps(jwks(work.settings), indent=1).encode())
    packing.add("BACA-SAYA.txt", README.format(address=work.settings.address, name=person.full_name).encode())
    packing.seal(work.settings, work.now, holder={"name": person.full_name, "nip": person.nip})
    name = file_name(person.nip, person.name).removeprefix("sertifikat-").removesuffix(".pdf")
    return Written(f"{name}.zip", {what: count for what, count in parts.items() if what and count})


def _make(open_work: OpenWork, certificate_id: int) -> None:
    """Makes and keeps document and badge, drawn outside the short work that writes."""
    with open_work(write=False) as work:
        certificate = work.session.get_one(Certificate, certificate_id)
        is_open = certificate.state == ISSUED
        drawn = build_document(work, certificate) if is_open and kept_document(work, certificate) is None else None
        badge = make_badge(work, certificate) if kept_badge(work, certificate) is None else None
    if drawn or badge:
        with open_work(write=True) as work, committed(work):
            if drawn:
                keep_document(work, certificate_id, drawn)
            if badge:
                keep_badge(work, certificate_id, badge)


def _files(work: Work, certificate: Certificate) -> Iterator[tuple[str, bytes]]:
    """A withdrawn certificate has no PDF here either: paper that looks valid is not handed out."""
    pdf = kept_document(work, certificate) if certificate.state == ISSUED else None
    if pdf is not None:
        yield packed_paper(certificate), pdf
    badge, folder = badge_of(work, certificate), _folder(certificate.code)
    for kind in BADGE_FORMS:
        yield packed_badge(certificate.code, kind), in_form(certificate, badge, kind)
    yield f"{folder}/klaim.txt", paper_claim(work, certificate).encode()
    yield f"{folder}/isi.json", certificate.claims.encode()


def _folder(code: str) -> str:
    return f"sertifikat/{code}"


def packed_paper(certificate: Certificate) -> str:
    """The name of its PDF in the bundle."""
    return f"{_folder(certificate.code)}/{file_name(certificate.number, from_json(certificate.claims).holder.name)}"


def packed_badge(code: str, kind: str) -> str:
    """The name of the badge in the bundle, as "json" or "jwt"."""
    return f"{_folder(code)}/lencana.{kind}"


def _list(work: Work, ids: list[int]) -> bytes:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for one in life_queries.of_ids(work, ids):
        claims = from_json(one.claims)
        how = STANDINGS[standing(one.state, claims.valid_until, work.today)]
        page = verify_url(work.settings.address, one.code)
        issued = claims.issued_at.astimezone(work.settings.timezone).date().isoformat()
        lines.writerow((one.number, one.code, claims.training.title, issued, how, one.state_reason or "", page))
    return text.getvalue().encode("utf-8-sig")


README: Final = """\
SEMUA SERTIFIKAT DAN RIWAYAT {name}

Isi bundel ini
- sertifikat/<kode>/   PDF bertanda tangan, lencana digital (JSON, JWT, PNG, SVG),
                       klaim kode QR (klaim.txt), dan isi sertifikat (isi.json).
                       Sertifikat yang dicabut atau digantikan tidak berisi PDF.
- daftar-sertifikat.csv  semua sertifikat dan keadaannya ketika bundel dibuat.
- transkrip.pdf          riwayat pengembangan kompetensi yang dihitung.
- riwayat.json           seluruh riwayat untuk dibaca mesin (paspor), dengan
                         bukti/ (bukti luar yang sudah diverifikasi) dan asal/
                         (PDF yang dibawa dari instansi sebelumnya).
- manifest.json          daftar semua berkas dengan sidik SHA-256-nya.
- manifest.jws           manifest.json yang ditandatangani penerbit (JWS, EdDSA).
- kunci-penerbit.json    kunci publik penerbit ketika bundel dibuat.

Pindah instansi? Serahkan berkas ini kepada pengelola SDM yang baru. Bila mereka
memakai elearn, riwayat Anda digabungkan dengan: elearn career import BERKAS.zip

Cara memeriksa
1. Satu sertifikat: buka {address}/verifikasi, lalu pindai kode QR-nya,
   pilih PDF-nya, atau tempel isi klaim.txt. Lencana: {address}/verifikasi/lencana.
2. Seluruh bundel, di tempat penerbit: elearn certificates check-bundle BERKAS.zip
3. Seluruh bundel, tanpa penerbit:
   a. Ambil kunci dari {address}/.well-known/jwks.json (jangan percaya
      kunci di dalam bundel saja) dan periksa manifest.jws dengan pustaka JWS
      mana pun. Kunci yang dipakai tertulis pada "kid".
   b. Pastikan isi yang ditandatangani itu sama dengan manifest.json.
   c. Bandingkan sidik tiap berkas: sha256sum sertifikat/*/*
Satu huruf saja yang berubah membuat sidik atau tanda tangannya tidak cocok.

Keadaan sertifikat dapat berubah sesudah bundel ini dibuat (misalnya dicabut atau
habis masa berlakunya). Keadaan terbaru selalu ada di halaman verifikasi.
"""
