"""Puts the made-up agency together: units, the four named people, a head for every unit, and staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Final

from elearn.core.people.sheets.rows import PersonRow, UnitRow

from .named import ADMIN, HR, LEARNER, NAMED, TRAINER
from .people import Maker
from .posts import HEADS, SIZES, STAFF
from .units import DemoUnit, demo_units

PPPK_SHARE: Final = 0.28
"""Of all people. Nationally 23 of 100 in 2024, and rising. Source: docs/sources.md#asn-numbers."""


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """A made-up agency; the four named people are also in `people`, first, and never change."""

    units: tuple[UnitRow, ...]
    people: tuple[PersonRow, ...]
    learner: PersonRow = LEARNER
    trainer: PersonRow = TRAINER
    hr: PersonRow = HR
    admin: PersonRow = ADMIN


def demo_agency(people: int = 1200, units: int = 40, seed: int = 2026) -> DemoAgency:
    """The same agency for the same three numbers; every NIP and e-mail address is there once.

    `people` is 4-100,000 and `units` at least 5. Heads come before staff, so a small agency has heads only.
    Raises ValueError outside these ranges.
    """
    if not 4 <= people <= 100_000:
        raise ValueError("Instansi contoh memuat 4 sampai 100.000 pegawai.")
    places = demo_units(units)
    named = tuple(NAMED.values())
    maker = Maker(Random(seed), named)  # noqa: S311 - the same draw for the same seed is meant; nothing is secret
    heads = [maker.person(place.unit, HEADS[place.workplace], pppk=False) for place in places[: people - len(named)]]
    staff = _staff(maker, places, people - len(named) - len(heads), people)
    rows = (*named, *heads, *staff)
    return DemoAgency(
        tuple(replace(place.unit, row=number) for number, place in enumerate(places, start=2)),
        tuple(replace(person, row=number) for number, person in enumerate(rows, start=2)),
    )


def _staff(maker: Maker, places: tuple[DemoUnit, ...], count: int, people: int) -> list[PersonRow]:
    """Staff spread over the units by their size; as many of them PPPK as the whole agency should have."""
    pppk = min(count, round(people * PPPK_SHARE) - 1) if count else 0  # the named learner is one already
    contracts = [True] * pppk + [False] * (count - pppk)
    maker.random.shuffle(contracts)
    chosen = maker.random.choices(places, weights=[SIZES[place.workplace] for place in places], k=count)
    return [
        maker.person(place.unit, maker.random.choice(STAFF[place.workplace]), pppk=contract)
        for place, contract in zip(chosen, contracts, strict=True)
    ]
