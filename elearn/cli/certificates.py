"""`elearn certificates`: look one up, withdraw it, replace it by a corrected one, and set how an agency numbers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from elearn.core.certificates import queries, services
from elearn.core.certificates.facts import public_facts
from elearn.core.certificates.models import Certificate, Series
from elearn.core.certificates.queries import CertificateFacts
from elearn.core.certificates.rules import verify_url
from elearn.core.certificates.services import SeriesChange
from elearn.core.people import queries as people
from elearn.kernel import audit
from elearn.kernel.issuer import did_of, method_id
from elearn.kernel.keys import KeyRing, keys_of, rotate
from elearn.kernel.work import Work
from elearn.web.dates import day

from . import certificate_bundles, certificate_files
from .badge import badge
from .door import Door, fail, json_option, pass_door, say
from .workshops import issue

STANDINGS = {"valid": "sah", "expired": "masa berlaku habis", "revoked": "dicabut", "superseded": "digantikan"}

reason_option = click.option("--reason", required=True, help="Alasan; dibaca siapa pun yang memeriksa sertifikat.")


@click.group("certificates", help="Sertifikat: lihat, cabut, ganti, atur penomoran.")
def command() -> None:
    """Certificate commands."""


command.add_command(badge)
for more in (*certificate_files.COMMANDS, *certificate_bundles.COMMANDS, issue):
    command.add_command(more)


@command.command("show", help="Tampilkan sertifikat dengan kode atau nomor ini.")
@click.argument("name", metavar="KODE|NOMOR")
@json_option
@pass_door
def show(door: Door, name: str, as_json: bool) -> None:
    """Everything that is known of one certificate; the NIP in full only as JSON."""
    with door.looking() as work:
        certificate = queries.by_code_or_number(work, name)
        found = queries.facts_of(work, certificate.code)
        say(_facts(work, certificate, found), as_json=as_json, text="\n".join(_lines(work, found)))


@command.command(
    "revoke", help="Cabut sertifikat; hanya banding yang dapat memulihkannya. Alasannya tampil di verifikasi."
)
@click.argument("code", metavar="KODE")
@reason_option
@json_option
@pass_door
def revoke(door: Door, code: str, reason: str, as_json: bool) -> None:
    """Withdraws a certificate; a second time is refused with the day and reason of the first."""
    with door.writing() as work:
        certificate = queries.in_scope(work, code)
        services.revoke(work, certificate, reason)
        facts = _facts(work, certificate, queries.facts_of(work, certificate.code))
    say(facts, as_json=as_json, text=f"Sertifikat nomor {certificate.number} sudah dicabut.")


@command.command("supersede", help="Ganti sertifikat yang nama, gelar, atau NIP-nya salah; nomornya baru.")
@click.argument("code", metavar="KODE")
@reason_option
@json_option
@pass_door
def supersede(door: Door, code: str, reason: str, as_json: bool) -> None:
    """Issues a corrected certificate from what the person's row says now."""
    with door.writing() as work:
        old = queries.in_scope(work, code)
        newer = services.supersede(work, old, reason)
        facts = _facts(work, newer, queries.facts_of(work, newer.code))
    say(facts, as_json=as_json, text=f"Sertifikat nomor {old.number} digantikan oleh nomor {newer.number}.")


@command.command("series", help="Lihat atau ubah penomoran dan penanda tangan instansi (kode unit teratas).")
@click.argument("agency", metavar="KODE_INSTANSI")
@click.option("--template", help="Pola nomor, misalnya {urut}/{kode}/{unit}/{bulan_romawi}/{tahun}.")
@click.option("--code", help="Isi {kode}: klasifikasi naskah dinas.")
@click.option("--unit", help="Isi {unit}: singkatan unit penerbit.")
@click.option("--place", help="Tempat terbit.")
@click.option("--signatory-name", help="Nama penanda tangan beserta gelarnya.")
@click.option("--signatory-position", help="Jabatan penanda tangan.")
@click.option("--signatory-nip", help="NIP penanda tangan, 18 angka.")
@json_option
@pass_door
def series(door: Door, /, agency: str, as_json: bool, **fields: str | None) -> None:
    """Shows the series; with options it changes what certificates to come will say."""
    with door.writing() as work:
        root = people.unit_by_code(work, agency)
        if root is None or root.parent_id is not None:
            fail(
                f"Tidak ada instansi (unit teratas) berkode “{agency}”. Periksa kodenya dengan `elearn people export`."
            )
        change = SeriesChange(**fields)
        found = (
            services.series_of(work, root) if change == SeriesChange() else services.change_series(work, root, change)
        )
        facts = _series_facts(found)
    say(facts, as_json=as_json, text="\n".join(f"{name:20} {value}" for name, value in facts.items()))


@command.command("keys", help="Kunci yang menandatangani sertifikat; --rotate membuat kunci baru.")
@click.option(
    "--rotate", "make_new", is_flag=True, help="Buat kunci baru untuk seterusnya; kunci lama tetap memeriksa."
)
@json_option
@pass_door
def keys(door: Door, make_new: bool, as_json: bool) -> None:
    """Lists the public halves; the private ones never leave their files."""
    if make_new:
        with door.writing() as work:
            ring = rotate(work.settings)
            audit.note(work, "certificates:key:rotate", f"key:{ring.current.about.name}", kid=ring.current.kid.hex())
    else:
        ring = keys_of(door.settings)
    facts = _key_facts(door, ring)
    lines = [_key_line(key) for key in facts["keys"]]
    say(facts, as_json=as_json, text="\n".join([f"{facts['issuer']}  ({facts['folder']})", *lines]))


def _key_line(key: dict[str, Any]) -> str:
    line = f"{'*' if key['signs'] else ' '} {key['file']:12} {key['kid']}  {key['method']}"
    return (
        line
        if key["withdraws"]
        else f"{line}  (kunci privat tidak ada: pencabutan lencananya tidak diakui pembaca lain)"
    )


def _key_facts(door: Door, ring: KeyRing) -> dict[str, Any]:
    return {
        "issuer": did_of(door.settings),
        "folder": str(door.settings.keys_folder),
        "keys": [
            {
                "file": f"{key.name}.pem",
                "kid": key.kid.hex(),
                "method": method_id(door.settings, key),
                "signs": key == ring.current.about,
                "withdraws": services.can_withdraw(door.settings, method_id(door.settings, key)),
            }
            for key in ring.all_public
        ],
    }


def _facts(work: Work, certificate: Certificate, found: CertificateFacts) -> dict[str, Any]:
    return {
        "code": certificate.code,
        "number": certificate.number,
        "state": certificate.state,
        "standing": found.standing,
        "reason": found.reason,
        "changed_at": found.changed_at.isoformat() if found.changed_at else None,
        "superseded_by": found.newer_code,
        "verify_url": verify_url(work.settings.address, certificate.code),
        "document_digest": certificate.document_digest,
        "signatories": [asdict(one) for one in found.claims.signatories],
        "claims": json.loads(certificate.claims),
    }


def _lines(work: Work, found: CertificateFacts) -> list[str]:
    facts = [line for group in public_facts(found.claims) for line in group.lines]
    since = f" sejak {day(found.changed_at.astimezone(work.settings.timezone))}" if found.changed_at else ""
    why = f": {found.reason}" if found.reason else ""
    facts.append(("Keadaan", f"{STANDINGS[found.standing]}{since}{why}"))
    if found.newer_code:
        facts.append(("Pengganti", found.newer_code))
    facts.append(("Halaman verifikasi", verify_url(work.settings.address, found.claims.code)))
    return [f"{label:30} {content}" for label, content in facts]


def _series_facts(found: Series) -> dict[str, str]:
    return {
        "template": found.template,
        "code": found.code,
        "unit": found.unit,
        "place": found.place,
        "signatory_name": found.signatory_name,
        "signatory_position": found.signatory_position,
        "signatory_nip": found.signatory_nip,
    }
