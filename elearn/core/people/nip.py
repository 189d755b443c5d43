"""The 18-digit number of a civil servant (NIP of a PNS, NI of a PPPK): read, checked digit group by digit group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from elearn.kernel.i18n import _

from .grades import Employment

Sex: TypeAlias = Literal["L", "P"]
NipFault: TypeAlias = Literal["empty", "characters", "length", "birth_date", "block", "sex", "sequence"]

NIP_LENGTH: Final = 18
GUEST_LENGTH: Final = 10
"""A guest of a partner institution has no NIP, but a number of this many digits, drawn by lot; its length tells it."""
EARLIEST_BIRTH_YEAR: Final = 1900
FIRST_CONTRACT: Final = 21
"""Digits 13-14 of a PPPK's first contract; 22 is the second, and so on."""

_SEXES: Final[dict[str, Sex]] = {"1": "L", "2": "P"}
_SEPARATORS: Final = "".join(
    map(chr, (*b"\t\n\r .-", 0xA0, *range(0x2000, 0x2016), 0x202F, 0x205F, 0x2060, 0x2212, 0x3000, 0xFEFF))
)
"""What people and web pages put between the groups: spaces of every width, dots and dashes."""
_TYPED: Final = str.maketrans({**dict.fromkeys(_SEPARATORS), **{chr(0xFF10 + n): str(n) for n in range(10)}})


class InvalidNip(ValueError):
    """The text is no well-formed NIP; the message is a sentence for the reader, `reason` a code for programs."""

    def __init__(self, reason: NipFault, sentence: str) -> None:
        super().__init__(sentence)
        self.reason: NipFault = reason
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Nip:
    """A well-formed number; there is no check digit, so it is never proof that the person exists.

    `appointed_month` (1-12) belongs to a PNS, `contract` (21 = first, 22 = second ... 99) to a PPPK;
    the other one is None. `sequence` is 1-999. Make it by parse_nip or build_nip only.
    Source: docs/sources.md#nip (Perka BKN 22/2007 and 43/2007; PP 49/2018 for PPPK).
    """

    digits: str
    birth_date: date
    appointed_year: int
    appointed_month: int | None
    contract: int | None
    sex: Sex
    sequence: int

    @property
    def employment(self) -> Employment:
        """What digits 13-14 say: a month for PNS, a contract code for PPPK."""
        return "PNS" if self.contract is None else "PPPK"

    @property
    def spaced(self) -> str:
        """The way it is printed: "19900101 201503 1 999"."""
        return f"{self.digits[:8]} {self.digits[8:14]} {self.digits[14]} {self.digits[15:]}"

    @property
    def appointed_before_18(self) -> bool:
        """A reason to look twice, not an error: no published rule confirms the age of 18."""
        return self.appointed_year < self.birth_date.year + 18

    def __str__(self) -> str:
        return self.digits


def parse_nip(text: str) -> Nip:
    """Read a number as people type it, with spaces, dots or dashes between the groups, or full-width digits.

    Raises InvalidNip. Every other kind of Unicode digit is refused, not guessed.
    """
    digits = _digits(text)
    birth_date = _birth_date(digits)
    block = _block(digits)
    is_month = block <= 12
    return Nip(
        digits=digits,
        birth_date=birth_date,
        appointed_year=int(digits[8:12]),
        appointed_month=block if is_month else None,
        contract=None if is_month else block,
        sex=_sex(digits),
        sequence=_sequence(digits),
    )


def read_number(text: str) -> str:
    """The digits of the number somebody signs in with: a guest's own, else a NIP. Raises InvalidNip as parse_nip does."""
    digits = text.translate(_TYPED)
    if len(digits) == GUEST_LENGTH and digits.isascii() and digits.isdigit():
        return digits
    return parse_nip(text).digits


def spaced(digits: str) -> str:
    """A stored number the way it is printed."""
    if len(digits) == GUEST_LENGTH:
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return parse_nip(digits).spaced


def build_nip(birth_date: date, appointed_year: int, block: int, sex: Sex, sequence: int) -> Nip:
    """Compose a number from its parts; `block` is digits 13-14 (1-12 month of a PNS, 21-99 contract of a PPPK).

    Raises InvalidNip when a part is out of range.
    """
    marker = "1" if sex == "L" else "2"
    return parse_nip(f"{birth_date:%Y%m%d}{appointed_year:04}{block:02}{marker}{sequence:03}")


def same_person(one: Nip, other: Nip) -> bool:
    """True when the digits alone say that both numbers belong to one person.

    That is: the same number, or two PPPK numbers that differ in the contract code (digits 13-14) only; year of
    first appointment, sex and sequence stay. False means "not known": a PPPK who became a PNS, or whose number
    was corrected, gets digits that prove nothing, and only an explicit old number can link them.
    """
    if one.contract is None or other.contract is None:
        return one == other
    return (one.digits[:12], one.digits[14:]) == (other.digits[:12], other.digits[14:])


def _digits(text: str) -> str:
    digits = text.translate(_TYPED)
    if not digits:
        raise InvalidNip("empty", _("NIP kosong; isi 18 angka, misalnya 19900101 201503 1 999."))
    strange = next((mark for mark in digits if mark not in "0123456789"), None)
    if strange is not None:
        sentence = _("NIP memuat “%(mark)s”; tulis angka 0–9 saja, boleh dengan spasi.", mark=_visible(strange))
        raise InvalidNip("characters", sentence)
    if len(digits) != NIP_LENGTH:
        sentence = _("NIP berisi %(n)s angka, seharusnya 18; periksa angka yang kurang atau lebih.", n=len(digits))
        raise InvalidNip("length", sentence)
    return digits


def _visible(mark: str) -> str:
    return mark if mark.isprintable() else f"U+{ord(mark):04X}"


def _birth_date(digits: str) -> date:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    try:
        birth_date = date(year, month, day)
    except ValueError:
        birth_date = date.min
    if birth_date.year < EARLIEST_BIRTH_YEAR:
        sentence = _(
            "Angka ke-1 sampai ke-8 NIP (%(digits)s) bukan tanggal lahir yang ada; "
            "tulis tahun, bulan, lalu tanggal, misalnya 19900131.",
            digits=digits[:8],
        )
        raise InvalidNip("birth_date", sentence)
    return birth_date


def _block(digits: str) -> int:
    block = int(digits[12:14])
    if not (1 <= block <= 12 or block >= FIRST_CONTRACT):
        sentence = _(
            "Angka ke-13 dan ke-14 NIP (%(digits)s) tidak dikenal; "
            "isi bulan 01–12 untuk PNS atau kode kontrak mulai 21 untuk PPPK.",
            digits=digits[12:14],
        )
        raise InvalidNip("block", sentence)
    return block


def _sex(digits: str) -> Sex:
    sex = _SEXES.get(digits[14])
    if sex is None:
        sentence = _(
            "Angka ke-15 NIP (%(digit)s) tidak dikenal; isi 1 untuk laki-laki atau 2 untuk perempuan.",
            digit=digits[14],
        )
        raise InvalidNip("sex", sentence)
    return sex


def _sequence(digits: str) -> int:
    sequence = int(digits[15:])
    if sequence == 0:
        raise InvalidNip("sequence", _("Tiga angka terakhir NIP (000) bukan nomor urut; isi 001 sampai 999."))
    return sequence
