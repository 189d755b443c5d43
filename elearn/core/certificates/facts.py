"""What the public may read of a certificate: every claim, in the words of the document, with numbers of persons masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta, timezone

from elearn.kernel.i18n import N_, _

from .claims import Claims, Signatory
from .document.wording import identity_lines, issue_moment, load_of
from .proof.paper import PaperClaim
from .rules import ZONES, long_date_id, mask_nip, period_id


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts under one heading, each a label and its content."""

    title: str
    lines: tuple[tuple[str, str], ...]


def public_facts(claims: Claims) -> tuple[FactGroup, ...]:
    """Every claim, grouped; of a NIP only the block of the appointment is left (see mask_nip)."""
    return (
        FactGroup(_("Pemegang"), tuple(_holder(claims))),
        FactGroup(_("Pelatihan"), tuple(_training(claims))),
        FactGroup(_("Sertifikat"), tuple(_paper(claims))),
    )


def _holder(claims: Claims) -> Iterator[tuple[str, str]]:
    yield _("Nama"), claims.holder.full_name
    masked = replace(claims.holder, nip=mask_nip(claims.holder.nip))
    yield from ((_(label), content) for label, content in identity_lines(masked))


def _training(claims: Claims) -> Iterator[tuple[str, str]]:
    training = claims.training
    yield _("Judul"), training.title
    yield _("Kode dan versi"), f"{training.code}, versi {training.version}"
    yield _("Bentuk"), training.form
    yield _("Penyelenggara"), training.organiser
    yield _("Waktu"), period_id(training.started_on, training.completed_on)
    yield _("Beban belajar"), load_of(training)
    if claims.competencies:
        yield _("Kompetensi"), "; ".join(f"{one.name} (level {one.level})" for one in claims.competencies)
    yield _("Sidik isi (SHA-256)"), training.digest


def _paper(claims: Claims) -> Iterator[tuple[str, str]]:
    yield _("Nomor"), claims.number
    yield _("Kode"), claims.code
    yield _("Diterbitkan"), issue_moment(claims)
    yield _("Tempat terbit"), claims.place
    yield (
        _("Berlaku"),
        f"sampai dengan {long_date_id(claims.valid_until)}" if claims.valid_until else "tanpa batas waktu",
    )
    labels = (
        [_("Penanda tangan")]
        if len(claims.signatories) == 1
        else [_("Penanda tangan pertama"), _("Penanda tangan kedua")]
    )
    yield from zip(labels, map(_signatory, claims.signatories), strict=True)


def _signatory(signatory: Signatory) -> str:
    who = f"{signatory.position}: {signatory.name}"
    return f"{who}, NIP {mask_nip(signatory.nip)}" if signatory.nip else who


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One fact of a claim on paper: its slot (the browser's name for it), its label and its content ("" in an empty form)."""

    slot: str
    label: str
    content: str


_SLOTS = {
    "name": N_("Nama"),
    "number": N_("Nomor"),
    "code": N_("Kode"),
    "title": N_("Judul"),
    "course": N_("Kode dan versi"),
    "load": N_("Beban belajar"),
    "competencies": N_("Kompetensi"),
    "period": N_("Waktu"),
    "issued": N_("Diterbitkan"),
    "until": N_("Berlaku sampai dengan"),
    "agency": N_("Instansi"),
    "issuer": N_("Penerbit (DID)"),
    "digest": N_("Awal sidik isi (SHA-256)"),
}


def claim_lines(claim: PaperClaim | None, zone: str = "WIB") -> tuple[ClaimLine, ...]:
    """Every fact of a claim on paper, in the order of the page; without a claim the empty lines of the browser's own check."""
    contents = _contents(claim, zone) if claim else {}
    return tuple(ClaimLine(slot, label, contents.get(slot, "")) for slot, label in _SLOTS.items())


def _contents(claim: PaperClaim, zone: str) -> dict[str, str]:
    issued = claim.issued_at.astimezone(timezone(timedelta(hours=ZONES[zone])))
    return {
        "name": claim.name,
        "number": claim.number,
        "code": claim.code,
        "title": claim.title,
        "course": f"{claim.course}, {_('versi')} {claim.version}",
        "load": f"{claim.jp} JP",
        "competencies": "; ".join(f"{name} (level {level})" for name, level in claim.competencies) or "–",
        "period": period_id(claim.started_on, claim.completed_on),
        "issued": f"{long_date_id(issued.date())} {issued:%H.%M} {zone}",
        "until": long_date_id(claim.valid_until) if claim.valid_until else _("tanpa batas waktu"),
        "agency": claim.agency,
        "issuer": claim.issuer,
        "digest": claim.digest.hex(),
    }
