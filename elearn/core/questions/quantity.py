"""Numbers as Indonesians write them: comma or dot, thousands, an optional unit, a tolerance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_DIGITS = r"[0-9][0-9.,]*"
_QUANTITY = re.compile(
    rf"(?P<sign>[-+\u2212]?)\s*(?P<money>Rp\.?)?\s*(?P<digits>{_DIGITS}|[.,][0-9]+)\s*(?P<unit>[^\d\s/][^\d]{{0,30}})?",
    re.IGNORECASE,
)
_PLUS_MINUS = re.compile(r"\s*(?:±|\+/-|\+-|\+/\u2212)\s*")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"[0-9]*[.,]?[0-9]+")
_MIXED = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{3})+)(?!\2)[.,]([0-9]+)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `readings` holds every value the digits may mean: "1.500" is 1500 or 1,5."""

    readings: tuple[Fraction, ...]
    unit: str

    @property
    def value(self) -> Fraction:
        """The reading a trainer means: groups of three after a dot are thousands, a comma is decimal."""
        return self.readings[0]


def looks_like_quantity(text: str) -> bool:
    """Tell whether a trainer who wrote this meant a number (perhaps a wrong one) and not words."""
    return bool(_PLUS_MINUS.search(text)) or _QUANTITY.fullmatch(text.strip()) is not None


def split_tolerance(text: str) -> tuple[str, str]:
    """The number and what stands after ± ("" without one)."""
    parts = _PLUS_MINUS.split(text.strip(), maxsplit=1)
    return parts[0], parts[1] if len(parts) == 2 else ""


def parse_quantity(text: str) -> Quantity | None:
    """A number with an optional unit; None when it is not one."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    sign = -1 if match["sign"] in ("-", "\u2212") else 1
    readings = tuple(sign * value for value in _readings(match["digits"]))
    unit = (match["unit"] or ("Rp" if match["money"] else "")).strip(" .")
    return Quantity(readings, unit) if readings else None


def _readings(digits: str) -> tuple[Fraction, ...]:
    digits = digits.rstrip(".,")
    if mixed := _MIXED.fullmatch(digits):
        whole = re.sub("[.,]", "", mixed[1])
        return (Fraction(f"{whole}.{mixed[3]}"),)
    decimal = (Fraction(digits.replace(",", ".")),) if _DECIMAL.fullmatch(digits) else ()
    thousands = _THOUSANDS.fullmatch(digits)
    if thousands is None or digits.startswith("0"):
        return decimal
    grouped = (Fraction(re.sub("[.,]", "", digits)),)
    return grouped + decimal if thousands[1] == "." else decimal + grouped
