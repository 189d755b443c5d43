"""What stands on the page, word for word: claims become finished Indonesian text; the layout adds none of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Final

from elearn.kernel.i18n import N_
from elearn.kernel.lettering import drawable, printable

from ..claims import Claims, Holder, Signatory, Training
from ..rules import MINUTES_PER_JP, iso_utc, jp_in_words, local_time, long_date_id, period_id
from .look import Look, Signer

_EMPLOYMENT: Final = {
    "PNS": "Pegawai Negeri Sipil (PNS)",
    "PPPK": "Pegawai Pemerintah dengan Perjanjian Kerja (PPPK)",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The finished text of one certificate, from top to bottom; pairs are a label and its content."""

    agency: str
    title: str
    number: str
    opening: str
    holder: str
    identity: tuple[tuple[str, str], ...]
    reason: str
    training: str
    conduct: str
    load: str
    competencies: tuple[tuple[str, str], ...]
    validity: str
    note: str
    place_and_date: str
    signatories: tuple[Signatory, ...]
    verify_url: str
    code: str
    record: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    totals: tuple[tuple[str, str], ...]

    def as_json_ready(self) -> dict[str, object]:
        """The same text with every character that cannot be drawn replaced."""
        return {name: drawable(value) for name, value in asdict(self).items()}


def word(claims: Claims, verify_url: str, look: Look) -> Wording:
    """Put the claims into the words of a look. `verify_url` is the public page of this certificate."""
    issued = local_time(claims.issued_at, claims.zone)
    return Wording(
        agency=claims.holder.agency,
        title=look.words.title,
        number=claims.number,
        opening=look.words.opening,
        holder=claims.holder.full_name,
        identity=tuple(identity_lines(claims.holder)),
        reason=look.words.reason,
        training=claims.training.title,
        conduct=_conduct(claims.training),
        load=load_of(claims.training),
        competencies=tuple((one.name, f"level {one.level}") for one in claims.competencies),
        validity=f"Berlaku sampai dengan {long_date_id(claims.valid_until)}" if claims.valid_until else "",
        note=look.note,
        place_and_date=f"{claims.place}, {long_date_id(issued.date())}",
        signatories=tuple(replace(_named(one), nip=spaced_nip(one.nip)) for one in look.signers or claims.signatories),
        verify_url=verify_url,
        code=claims.code,
        record=tuple(_record(claims)),
        subjects=tuple((subject.title, _hours(subject.minutes)) for subject in look.subjects),
        totals=tuple(_totals(claims, look)),
    )


def document_title(claims: Claims, title: str) -> str:
    """The title that PDF readers and screen readers announce."""
    return printable(f"{title.capitalize()} {claims.number} – {claims.holder.full_name}")


def identity_lines(holder: Holder) -> Iterator[tuple[str, str]]:
    """Who the holder is: a label and its content per line; PPPK have a grade and no rank."""
    yield "NIP", spaced_nip(holder.nip)
    yield N_("Status kepegawaian"), _EMPLOYMENT[holder.employment]
    if holder.rank:
        yield N_("Pangkat/golongan ruang"), f"{holder.rank} ({holder.grade})"
    else:
        yield N_("Golongan"), holder.grade
    yield N_("Jabatan"), holder.position
    yield N_("Unit kerja"), holder.work_unit
    yield N_("Instansi"), holder.agency


def _conduct(training: Training) -> str:
    period = period_id(training.started_on, training.completed_on)
    return f"diselenggarakan oleh {training.organiser} dalam bentuk {training.form} pada tanggal {period}"


def _named(one: Signer | Signatory) -> Signatory:
    return Signatory(one.name, one.position, one.nip)


def _totals(claims: Claims, look: Look) -> Iterator[tuple[str, str]]:
    """What the subjects sum up to, and what is acknowledged where that differs."""
    minutes = sum(subject.minutes for subject in look.subjects)
    yield "Jumlah", _hours(minutes)
    if minutes != claims.training.minutes:
        yield "Beban belajar yang diakui", _hours(claims.training.minutes)


def _hours(minutes: int) -> str:
    return _decimal(minutes / MINUTES_PER_JP)


def load_of(training: Training) -> str:
    """The learning hours in digits and words, and the final score when there is one."""
    load = f"{training.jp} ({jp_in_words(training.jp)}) jam pelajaran"
    return load if training.score is None else f"{load}, nilai akhir {_decimal(training.score)}"


def issue_moment(claims: Claims) -> str:
    """The moment of issue on the clock of the claims, and in UTC for machines."""
    issued = local_time(claims.issued_at, claims.zone)
    return f"{long_date_id(issued.date())} pukul {issued:%H.%M.%S} {claims.zone} ({iso_utc(claims.issued_at)})"


def _record(claims: Claims) -> Iterator[tuple[str, str]]:
    yield "Diterbitkan", issue_moment(claims)
    yield "Pelatihan", f"{claims.training.code}, versi {claims.training.version}"
    yield "Sidik isi pelatihan (SHA-256)", claims.training.digest


def _decimal(score: float) -> str:
    """At most two decimals with a comma, none when whole: 87.5 is "87,5"."""
    return f"{score:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def spaced_nip(nip: str) -> str:
    """The customary groups "19900101 201503 1 999"; anything that is no 18 digits stays as it is."""
    if len(nip) != 18:
        return nip
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
