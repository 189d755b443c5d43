"""Draws one made-up person at a time: age, service, grade, name, titles and a number nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from elearn.core.people.nip import FIRST_CONTRACT, Nip, Sex, build_nip
from elearn.core.people.sheets.rows import PersonRow, UnitRow

from .names import FAMILIES, MEN, MIDDLES, WOMEN
from .posts import Post

REFERENCE_YEAR: Final = 2026
FIRST_SEQUENCE: Final = 900
_WOMEN_SHARE: Final = 0.57
_YEARS_PER_LEVEL: Final = 8


@dataclass(frozen=True, slots=True)
class _Service:
    """A life so far: day of birth, first appointment, and years served until REFERENCE_YEAR."""

    born: date
    appointed: int
    years: int


class Maker:
    """Draws people and remembers which numbers and addresses are given away."""

    def __init__(self, random: Random, taken: Iterable[PersonRow]) -> None:
        self.random = random
        self._numbers = {person.nip for person in taken}
        self._addresses: Counter[str] = Counter()

    def person(self, unit: UnitRow, post: Post, *, pppk: bool) -> PersonRow:
        """Someone who fits the post: level and grade by years of service, title by education."""
        service = self._service(post, pppk=pppk)
        sex: Sex = "P" if self.random.random() < _WOMEN_SHARE else "L"
        nip = self._nip(service, sex, pppk=pppk)
        name = self._name(sex)
        level, grades, contract_grade = post.levels[min(service.years // _YEARS_PER_LEVEL, len(post.levels) - 1)]
        return PersonRow(
            nip=nip,
            name=name,
            title_before=post.before or self._title_before(sex, service, post),
            title_after=self.random.choice(post.degrees),
            employment=nip.employment,
            grade=contract_grade if pppk else self.random.choice(grades),
            position=_position(unit, post, level),
            position_kind=post.kind,
            echelon=post.echelon,
            unit_code=unit.code,
            email=self._email(name),
            phone=f"0000-555-{self.random.randrange(10_000):04}",
            position_since=date(
                self.random.randint(service.appointed + 1, REFERENCE_YEAR - 1), self.random.randint(1, 12), 1
            ),
        )

    def _service(self, post: Post, *, pppk: bool) -> _Service:
        """Heads have served 15 years and more; PPPK exist since 2021; nobody is older than 57."""
        if pppk:
            appointed = self.random.randint(2021, REFERENCE_YEAR - 2)
        elif post.senior:
            appointed = self.random.randint(1996, REFERENCE_YEAR - 15)
        else:
            appointed = self.random.randint(1996, REFERENCE_YEAR - 2)
        age = self.random.randint(22, min(35, 57 - (REFERENCE_YEAR - appointed)))
        born = date(appointed - age, 1, 1) + timedelta(days=self.random.randrange(365))
        return _Service(born, appointed, REFERENCE_YEAR - appointed)

    def _nip(self, service: _Service, sex: Sex, *, pppk: bool) -> Nip:
        while True:
            block = FIRST_CONTRACT if pppk else self.random.randint(1, 12)
            sequence = self.random.randint(FIRST_SEQUENCE, 999)
            nip = build_nip(service.born, service.appointed, block, sex, sequence)
            if nip not in self._numbers:
                self._numbers.add(nip)
                return nip

    def _name(self, sex: Sex) -> str:
        first = self.random.choice(WOMEN if sex == "P" else MEN)
        last = self.random.choice(FAMILIES)
        middle = self.random.choice(MIDDLES)
        return " ".join(part for part in (first, middle, last) if part)

    def _title_before(self, sex: Sex, service: _Service, post: Post) -> str:
        """Some of those born before 1972 carry the old degree Drs. or Dra., some heads a doctorate."""
        if post.echelon is not None and self.random.random() < 0.15:
            return "Dr."
        if service.born.year < 1972 and self.random.random() < 0.3:
            return "Dra." if sex == "P" else "Drs."
        return ""

    def _email(self, name: str) -> str:
        local = ".".join(name.lower().split())
        self._addresses[local] += 1
        count = self._addresses[local]
        return f"{local}{count if count > 1 else ''}@harapan.example"


def _position(unit: UnitRow, post: Post, level: str) -> str:
    title = post.title.format(name=unit.name, place=unit.name.partition(" ")[2])
    return f"{title} {level}".rstrip()
