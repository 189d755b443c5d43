"""What a certificate says, frozen at issue: later changes of the person or the course never reach it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta

from elearn.core.people.grades import Employment
from elearn.core.people.names import full_name

from .rules import ZONES, is_code, iso_utc, whole_jp
from .strict_json import Fields, InvalidClaims, read_json

__all__ = [
    "Claims",
    "Competency",
    "Holder",
    "InvalidClaims",
    "Signatory",
    "Training",
    "from_json",
    "to_json",
]

_ONE, _SEVERAL = 1, 2
"""Forms in which claims are stored: with one `signatory`, as all were once, and with several `signatories`."""


@dataclass(frozen=True, slots=True)
class Holder:
    """The person, as they were on the day of issue; PPPK have no rank."""

    name: str
    title_before: str
    title_after: str
    nip: str
    employment: Employment
    grade: str
    rank: str | None
    position: str
    work_unit: str
    agency: str

    def __post_init__(self) -> None:
        if self.employment == "PPPK" and self.rank is not None:
            raise InvalidClaims(f"PPPK tidak memiliki pangkat, tetapi tertulis “{self.rank}”.")

    @property
    def full_name(self) -> str:
        """The name with its titles."""
        return full_name(self.title_before, self.name, self.title_after)


@dataclass(frozen=True, slots=True)
class Training:
    """The course version that was completed; `minutes` of learning, `score` in percent (None: nothing was marked)."""

    title: str
    code: str
    version: int
    digest: str
    form: str
    organiser: str
    minutes: int
    started_on: date
    completed_on: date
    score: float | None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}", self.digest):
            raise InvalidClaims("Sidik isi pelatihan harus berupa 64 angka heksadesimal (SHA-256).")
        if self.minutes < 1 or self.version < 1:
            raise InvalidClaims("Lama belajar dan versi pelatihan harus lebih dari nol.")
        if self.completed_on < self.started_on:
            raise InvalidClaims("Tanggal selesai mendahului tanggal mulai pelatihan.")
        if self.score is not None and not 0 <= self.score <= 100:
            raise InvalidClaims(f"Nilai akhir harus dari 0 sampai 100, bukan {self.score}.")

    @property
    def jp(self) -> int:
        """Whole jam pelajaran (45 minutes each)."""
        return whole_jp(self.minutes)


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency that the training develops, and to which level (1 to 5)."""

    name: str
    level: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """An official who answers for the certificate."""

    name: str
    position: str
    nip: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything one certificate claims. `issued_at` is aware and kept in UTC with whole seconds.

    `zone` (WIB, WITA or WIT) is the clock on which people read it; `valid_until` None: valid without end.
    `signatories` are the one or two who sign, the first one first.
    """

    number: str
    code: str
    issued_at: datetime
    zone: str
    place: str
    valid_until: date | None
    holder: Holder
    training: Training
    competencies: tuple[Competency, ...]
    signatories: tuple[Signatory, ...]

    def __post_init__(self) -> None:
        if self.zone not in ZONES:
            raise InvalidClaims(f"Zona waktu “{self.zone}” tidak dikenal; gunakan WIB, WITA, atau WIT.")
        if self.issued_at.utcoffset() != timedelta(0) or self.issued_at.microsecond:
            raise InvalidClaims("Waktu terbit harus dalam UTC dan tanpa pecahan detik.")
        if not self.number or not is_code(self.code):
            raise InvalidClaims("Nomor dan kode sertifikat harus lengkap dan baku.")
        if not 1 <= len(self.signatories) <= 2:
            raise InvalidClaims("Sertifikat harus menyebut satu atau dua penanda tangan.")


def to_json(claims: Claims) -> str:
    """The claims as canonical JSON: sorted keys, no spaces, dates in ISO 8601; equal claims give equal text.

    With one signatory it is the text that every earlier release wrote.
    """
    plain = asdict(claims)
    if len(claims.signatories) == 1:
        plain |= {"format": _ONE, "signatory": plain.pop("signatories")[0]}
    else:
        plain["format"] = _SEVERAL
    return json.dumps(plain, default=_iso, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> Claims:
    """The claims that `to_json` wrote. Raises InvalidClaims for anything else."""
    value = read_json(text)
    has_several = isinstance(value, dict) and value.get("format") == _SEVERAL
    keys = {"format", *_keys(Claims)}
    top = Fields.of(value, keys if has_several else {*keys, "signatory"} - {"signatories"})
    if top.whole("format") not in (_ONE, _SEVERAL):
        raise InvalidClaims("Format klaim sertifikat ini tidak dikenal oleh versi aplikasi ini.")
    return Claims(
        number=top.text("number"),
        code=top.text("code"),
        issued_at=top.moment("issued_at"),
        zone=top.text("zone"),
        place=top.text("place"),
        valid_until=top.day_or_none("valid_until"),
        holder=_holder(top.inner("holder", _keys(Holder))),
        training=_training(top.inner("training", _keys(Training))),
        competencies=tuple(
            Competency(name=item.text("name"), level=item.whole("level"))
            for item in top.objects("competencies", _keys(Competency))
        ),
        signatories=_several(top) if has_several else (_signatory(top.inner("signatory", _keys(Signatory))),),
    )


def _holder(stored: Fields) -> Holder:
    return Holder(
        name=stored.text("name"),
        title_before=stored.text("title_before"),
        title_after=stored.text("title_after"),
        nip=stored.text("nip"),
        employment=_employment(stored.text("employment")),
        grade=stored.text("grade"),
        rank=stored.text_or_none("rank"),
        position=stored.text("position"),
        work_unit=stored.text("work_unit"),
        agency=stored.text("agency"),
    )


def _training(stored: Fields) -> Training:
    return Training(
        title=stored.text("title"),
        code=stored.text("code"),
        version=stored.whole("version"),
        digest=stored.text("digest"),
        form=stored.text("form"),
        organiser=stored.text("organiser"),
        minutes=stored.whole("minutes"),
        started_on=stored.day("started_on"),
        completed_on=stored.day("completed_on"),
        score=stored.number_or_none("score"),
    )


def _several(top: Fields) -> tuple[Signatory, ...]:
    found = tuple(_signatory(one) for one in top.objects("signatories", _keys(Signatory)))
    if len(found) < 2:  # one official has another form, so that equal claims have one text
        raise InvalidClaims("Format klaim ini harus menyebut paling sedikit dua penanda tangan.")
    return found


def _signatory(stored: Fields) -> Signatory:
    return Signatory(name=stored.text("name"), position=stored.text("position"), nip=stored.text("nip"))


def _employment(text: str) -> Employment:
    match text:
        case "PNS" | "PPPK":
            return text
        case _:
            raise InvalidClaims(f"Jenis pegawai “{text}” tidak dikenal; gunakan PNS atau PPPK.")


def _keys(kind: type[Claims | Holder | Training | Competency | Signatory]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return iso_utc(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"claims hold no {type(value).__name__}")
