"""A pack of JP rules: what each form of development counts, and the most of it in a day, a month and a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

EVERY: Final = "*"
"""The code of a rule about all forms together; it only has limits."""

EVIDENCE, CONVERSION = "bukti", "konversi"
"""What an entry is worth: what its paper says (a conversion only where that is silent), or always the conversion."""

DAY: Final = "hari"
PER: Final = ("kegiatan", DAY, "sesi")
"""What a conversion is counted by: the whole activity, a day, a session."""


@dataclass(frozen=True, slots=True)
class FormRule:
    """How one form (`code` KL01…NKL13, or EVERY) counts. All amounts are minutes; None: no such conversion or limit.

    `minutes` are given for each `per`; `day`, `month` and `year` are the most of one person in a calendar day, month
    and year. `mark` says how sure the source is (C1, C2, C3; "" for an agency's own decision).
    """

    code: str
    basis: str = EVIDENCE
    per: str = "kegiatan"
    minutes: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    mark: str = ""

    @property
    def limits(self) -> tuple[tuple[str, int], ...]:
        """The limits there are, the narrowest period first."""
        found = (("day", self.day), ("month", self.month), ("year", self.year))
        return tuple((period, most) for period, most in found if most is not None)


@dataclass(frozen=True, slots=True)
class Pack:
    """Rules that hold together from `valid_from` to `valid_until` (None: still), each form at most once.

    `is_shipped` came with the program; an agency's own holds for a year once somebody chose it for that year.
    """

    name: str
    title: str
    valid_from: date
    valid_until: date | None
    legal_basis: str
    mark: str
    is_shipped: bool
    rules: Mapping[str, FormRule]

    def limits_of(self, code: str) -> tuple[tuple[str, str, int], ...]:
        """(whose limit, period, minutes) of everything that bounds a form: its own limits, then those of all forms."""
        return tuple(
            (rule.code, period, most)
            for rule in (self.rules.get(code), self.rules.get(EVERY))
            if rule is not None
            for period, most in rule.limits
        )

    def holds_in(self, year: int) -> bool:
        """Whether it is in force on the year's last day, when the year is closed."""
        last_day = date(year, 12, 31)
        return self.valid_from <= last_day and (self.valid_until is None or last_day <= self.valid_until)


def pack_for(packs: Iterable[Pack], year: int, chosen: str | None) -> Pack | None:
    """The pack of a year: the chosen one, else the latest shipped one in force at its end; None when there is none."""
    found = list(packs)
    named = next((pack for pack in found if pack.name == chosen), None)
    if named is not None:
        return named
    holding = [pack for pack in found if pack.is_shipped and pack.holds_in(year)]
    return max(holding, key=lambda pack: (pack.valid_from, pack.name), default=None)
