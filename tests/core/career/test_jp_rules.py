"""Yearly hours against the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from elearn.core.career import queries
from elearn.core.career.models import JpRule
from elearn.core.career.rules import FIRST_RULES, JpStanding, jp_of, minutes_of, standing
from elearn.kernel.work import Work

PNS_FLOOR = "PP 11/2017 pasal 203 ayat (4) sebagaimana diubah PP 17/2020"
PPPK_CEILING = "PP 49/2018 pasal 40 ayat (1)"


def test_migration_stores_the_first_rules(work: Work) -> None:
    assert queries.jp_rules(work) == FIRST_RULES
    assert len(work.session.scalars(select(JpRule)).all()) == 2


@pytest.mark.parametrize(
    ("minutes", "jp", "missing"),
    [(0, 0.0, 20.0), (180, 4.0, 16.0), (100, 2.2, 17.8), (899, 19.9, 0.1), (900, 20.0, 0.0), (1800, 40.0, 0.0)],
)
def test_pns_has_a_floor(minutes: int, jp: float, missing: float) -> None:
    assert standing(FIRST_RULES, "PNS", 2026, minutes) == JpStanding(jp, 20, None, missing, 0.0, (PNS_FLOOR,))


@pytest.mark.parametrize(
    ("minutes", "jp", "over"), [(0, 0.0, 0.0), (1080, 24.0, 0.0), (1085, 24.1, 0.1), (1350, 30.0, 6.0)]
)
def test_pppk_has_a_ceiling(minutes: int, jp: float, over: float) -> None:
    assert standing(FIRST_RULES, "PPPK", 2026, minutes) == JpStanding(jp, None, 24, 0.0, over, (PPPK_CEILING,))


def test_year_before_the_regulation_has_no_rule() -> None:
    assert standing(FIRST_RULES, "PNS", 2016, 45) == JpStanding(1.0, None, None, 0.0, 0.0, ())


def test_rule_in_force_on_the_last_day_of_the_year_counts() -> None:
    old, ceiling = FIRST_RULES
    new = replace(old, jp=30, valid_from=date(2027, 7, 1), legal_basis="PP baru")
    rules = (new, replace(old, valid_until=date(2027, 6, 30)), ceiling)

    assert [standing(rules, "PNS", year, 0).floor for year in (2026, 2027, 2028)] == [20, 30, 30]


def test_later_of_two_rules_in_force_counts() -> None:
    old, _ = FIRST_RULES
    new = replace(old, jp=30, valid_from=date(2027, 1, 1))

    assert standing((new, old), "PNS", 2027, 0).floor == 30


@given(st.integers(0, 100_000), st.integers(2017, 2100))
def test_nothing_is_missing_exactly_when_the_minutes_reach_the_floor(minutes: int, year: int) -> None:
    found = standing(FIRST_RULES, "PNS", year, minutes)

    assert (found.missing == 0) == (minutes >= 20 * 45)
    assert round(found.jp + found.missing, 1) == max(20.0, found.jp)


@given(st.integers(0, 100_000))
def test_hours_are_never_rounded_up_and_have_one_decimal(minutes: int) -> None:
    jp = jp_of(minutes)

    assert jp * 45 <= minutes + 1e-6
    assert minutes - jp * 45 < 4.5 + 1e-6
    assert jp == round(jp, 1)


@given(st.integers(0, 100_000))
def test_a_tenth_of_a_jp_survives_its_minutes(tenths: int) -> None:
    assert jp_of(minutes_of(Fraction(tenths, 10))) == tenths / 10
