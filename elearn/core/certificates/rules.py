"""How a certificate is numbered, coded, dated and shown in part: pure functions of plain values."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random, SystemRandom
from types import MappingProxyType
from typing import Final

from elearn.kernel.i18n import _

MINUTES_PER_JP: Final = 45
"""One jam pelajaran in minutes. Source: docs/sources.md#jp (Perlan 5/2018)."""

ZONES: Final = MappingProxyType({"WIB": 7, "WITA": 8, "WIT": 9})
"""The time zones of Indonesia in hours ahead of UTC; none has summer time."""

_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_ROMAN_MONTHS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_DIGIT_WORDS: Final = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip

DEFAULT_TEMPLATE: Final = "{urut}/{kode}/{unit}/{bulan_romawi}/{tahun}"
"""How an agency numbers until it chooses its own template."""

LONGEST_NUMBER: Final = 120
LONGEST_REASON: Final = 500
"""Letters of the reason why a certificate was withdrawn."""

LONGEST_APPEAL: Final = 2000
"""Letters of what a holder writes against a revocation."""

LARGEST_SEQUENCE: Final = 9_999_999
"""What a template is tried with: no agency gives more certificates in a year."""

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_SEQUENCE: Final = re.compile(r"urut(?::([1-9]))?")
_NUMBER_PARTS: Final = ("urut", "kode", "unit", "bulan", "bulan_romawi", "tahun")

STATUS_LIST: Final = 131_072
"""Places in one list of withdrawn certificates, as the W3C's Bitstring Status List asks for at least."""

_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PLACES_DRAWN: Final = 8
_CODE_SYMBOLS: Final = 20
_CODE_GROUP: Final = 4
_CODE: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}")
_CODE_CONFUSIONS: Final = str.maketrans("OILU", "011V")
_SYSTEM_RANDOM: Final = SystemRandom()


class InvalidNumberTemplate(ValueError):
    """The agency's number template cannot number certificates; the message says what to change, in Indonesian."""


class InvalidCode(ValueError):
    """The text is not a certificate code; the message says how a code looks, in Indonesian."""


def check_number_template(template: str) -> None:
    """Refuse a template that holds an unknown placeholder or cannot give every certificate its own number.

    `{urut}` and `{tahun}` are required, because the sequence starts again each year; `{urut:4}` pads to four
    digits (1 to 9). Raises InvalidNumberTemplate.
    """
    names = _PLACEHOLDER.findall(template)
    unknown = [name for name in names if name not in _NUMBER_PARTS and not _SEQUENCE.fullmatch(name)]
    if unknown:
        choices = ", ".join(f"{{{part}}}" for part in _NUMBER_PARTS)
        raise InvalidNumberTemplate(f"Pola nomor memuat {{{unknown[0]}}} yang tidak dikenal; gunakan {choices}.")
    if set("{}") & set(_PLACEHOLDER.sub("", template)):
        raise InvalidNumberTemplate(
            f"Kurung kurawal pada pola nomor “{template}” tidak berpasangan; periksa {{ dan }}."
        )
    if not any(_SEQUENCE.fullmatch(name) for name in names) or "tahun" not in names:
        raise InvalidNumberTemplate(
            "Pola nomor harus memuat {urut} dan {tahun} agar tidak ada dua sertifikat bernomor sama."
        )


def check_series(template: str, *, code: str, unit: str) -> None:
    """Refuse a template with which an agency would run into trouble later in some year.

    Raises InvalidNumberTemplate when it cannot number, lacks a part it uses or makes numbers too long to be kept.
    """
    longest = format_number(template, sequence=LARGEST_SEQUENCE, code=code, unit=unit, issued_on=date(2026, 8, 1))
    if len(longest) > LONGEST_NUMBER:
        raise InvalidNumberTemplate(
            f"Nomor menurut pola ini dapat menjadi {len(longest)} huruf; perpendek pola, kode, atau unit "
            f"sampai paling banyak {LONGEST_NUMBER}."
        )


def format_number(template: str, *, sequence: int, code: str, unit: str, issued_on: date) -> str:
    """The certificate number, such as "42/800.2/BKPSDM/XI/2026" from `{urut}/{kode}/{unit}/{bulan_romawi}/{tahun}`.

    `sequence` counts from 1 within the year of `issued_on`, which is the date in the agency's own time zone.
    Raises InvalidNumberTemplate for a bad template or when a placeholder it uses has no content.
    """
    if sequence < 1:
        raise ValueError(f"sequence must be 1 or more, not {sequence}")
    check_number_template(template)
    parts = {
        "kode": code.strip(),
        "unit": unit.strip(),
        "bulan": f"{issued_on.month:02d}",
        "bulan_romawi": _ROMAN_MONTHS[issued_on.month - 1],
        "tahun": f"{issued_on.year:04d}",
    }

    def fill(match: re.Match[str]) -> str:
        counter = _SEQUENCE.fullmatch(match[1])
        part = str(sequence).zfill(int(counter[1] or 1)) if counter else parts[match[1]]
        if not part:
            raise InvalidNumberTemplate(f"Pola nomor memuat {match[0]}, tetapi isinya kosong; lengkapi lebih dahulu.")
        return part

    return _PLACEHOLDER.sub(fill, template)


def whole_jp(minutes: int) -> int:
    """Whole jam pelajaran in `minutes` of learning, rounded down: a certificate never shows more than was learned."""
    return minutes // MINUTES_PER_JP


def jp_in_words(jp: int) -> str:
    """A number from 0 to 999,999 in Indonesian words: 4 is "empat", 21 is "dua puluh satu", 100 is "seratus".

    Raises ValueError outside that range.
    """
    if not 0 <= jp < 1_000_000:
        raise ValueError(f"jp must be from 0 to 999,999, not {jp}")
    if jp < 12:
        return _DIGIT_WORDS[jp]
    if jp < 20:
        return f"{_DIGIT_WORDS[jp - 10]} belas"
    base, unit, one = next(step for step in _STEPS if jp >= step[0])
    count, rest = divmod(jp, base)
    head = one if count == 1 else f"{jp_in_words(count)} {unit}"
    return f"{head} {jp_in_words(rest)}" if rest else head


_STEPS: Final = ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "sepuluh"))


def mask_nip(nip: str) -> str:
    """What the public sees of a NIP: "•••••••• 201503 • •••", only the year and month block of the appointment.

    Birth date (digits 1 to 8), sex (15) and sequence (16 to 18) stay hidden; so does everything when the
    text has no 18 digits. For PPPK the block is the year and the contract code.
    """
    digits = "".join(nip.split())
    shown = digits[8:14] if re.fullmatch(r"[0-9]{18}", digits) else "•" * 6
    return f"{'•' * 8} {shown} • •••"


def long_date_id(day: date) -> str:
    """The date in Indonesian words: "22 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_id(first: date, last: date) -> str:
    """From one day to another without repeating what they share: "3 s.d. 22 November 2026"."""
    end = long_date_id(last)
    if first == last:
        return end
    if first.year != last.year:
        return f"{long_date_id(first)} s.d. {end}"
    month = "" if first.month == last.month else f" {_MONTHS[first.month - 1]}"
    return f"{first.day}{month} s.d. {end}"


def local_time(moment: datetime, zone: str) -> datetime:
    """An aware moment on the clock of a zone of ZONES. Raises KeyError for another zone."""
    return moment.astimezone(timezone(timedelta(hours=ZONES[zone]), zone))


def new_code(random: Random = _SYSTEM_RANDOM) -> str:
    """A fresh unguessable code of 100 random bits in Crockford's base 32: "K7QF-9M2A-0XWD-61PB-TZ8C"."""
    return _grouped("".join(_CODE_ALPHABET[random.getrandbits(5)] for _ in range(_CODE_SYMBOLS)))


def draw_places(last_id: int, random: Random = _SYSTEM_RANDOM) -> tuple[int, ...]:
    """Some places in the status lists, of which a new certificate takes a free one.

    There are twice as many places as certificates, so nearly every draw finds one, and a place tells nobody when it
    was given. List n holds the places from n times STATUS_LIST.
    """
    room = STATUS_LIST * (1 + 2 * last_id // STATUS_LIST)
    return tuple(random.randrange(room) for _ in range(_PLACES_DRAWN))


def normalise_code(text: str) -> str:
    """The one spelling of a code that somebody typed or heard.

    Lower case, spaces, other or missing hyphens, O for 0, I or L for 1 and U for V are all understood.
    Raises InvalidCode when what remains is no code.
    """
    symbols = "".join(c for c in text.upper() if c.isalnum()).translate(_CODE_CONFUSIONS)
    if not is_code(_grouped(symbols)):
        raise InvalidCode(
            _(
                "Kode sertifikat terdiri atas %(n)s huruf dan angka, misalnya K7QF-9M2A-0XWD-61PB-TZ8C; "
                "periksa kembali kode pada sertifikat Anda.",
                n=_CODE_SYMBOLS,
            )
        )
    return _grouped(symbols)


def is_code(text: str) -> bool:
    """Whether the text is a code in its one spelling."""
    return _CODE.fullmatch(text) is not None


def _grouped(symbols: str) -> str:
    return "-".join(symbols[at : at + _CODE_GROUP] for at in range(0, len(symbols), _CODE_GROUP))


def iso_utc(moment: datetime) -> str:
    """An aware moment as ISO 8601 in UTC with whole seconds: "2026-11-22T03:42:07Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day: 31 January and one month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_renewable(valid_until: date | None, today: date, days: int) -> bool:
    """Whether a certificate has expired, or does within `days`: its course may be taken again."""
    return valid_until is not None and today >= valid_until - timedelta(days=days)


def place_of(agency: str) -> str:
    """Where a local government's papers are dated: "Harapan" for "Pemerintah Kota Harapan", else its whole name."""
    found = _LOCAL_GOVERNMENT.fullmatch(" ".join(agency.split()))
    return found[1] if found else agency


_LOCAL_GOVERNMENT: Final = re.compile(
    r"(?:Pemerintah )?(?:Daerah )?(?:Kota|Kabupaten|Kab\.|Provinsi) (.+)", re.IGNORECASE
)


def verify_url(address: str, code: str) -> str:
    """The public page of a certificate; `address` is the installation's, without a slash at its end."""
    return f"{address}/verifikasi/{code}"


def file_name(number: str, name: str) -> str:
    """The PDF's name in plain ASCII, which every mail system and archive bears: "sertifikat-42-XI-2026-siti-aminah.pdf"."""
    plain = unicodedata.normalize("NFKD", f"sertifikat {number} {name}").encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain))[:120] + ".pdf"
