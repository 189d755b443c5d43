"""The marks of hours agree with the career record's own rule; shares never flatter."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.career.rules import CEILING, FIRST_RULES, FLOOR, JpRuleLine, standing
from elearn.core.reports.rules import EMPLOYMENTS, FIT, OVER, SHORT, Mark, marks_of, percent

rules = st.lists(
    st.builds(
        JpRuleLine,
        employment=st.sampled_from(EMPLOYMENTS),
        kind=st.sampled_from([FLOOR, CEILING]),
        jp=st.integers(1, 60),
        valid_from=st.dates(date(2015, 1, 1), date(2030, 1, 1)),
        valid_until=st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1)),
        legal_basis=st.just("PP"),
    ),
    max_size=6,
)


@given(rules, st.integers(2015, 2030), st.integers(0, 4000))
def test_measure_says_what_the_career_record_says(lines: list[JpRuleLine], year: int, minutes: int) -> None:
    for mark in marks_of(lines, year):
        own = standing(lines, mark.employment, year, minutes)
        expected = SHORT if own.missing else OVER if own.over else FIT

        assert mark.measure(minutes) == expected
        assert bool(mark.missing_minutes(minutes)) == bool(own.missing)


def test_marks_of_the_first_rules() -> None:
    assert marks_of(FIRST_RULES, 2026) == (Mark("PNS", 20, None), Mark("PPPK", None, 24))
    assert marks_of(FIRST_RULES, 2010) == (Mark("PNS", None, None), Mark("PPPK", None, None))


def test_measures_at_the_marks() -> None:
    pns, pppk = marks_of(FIRST_RULES, 2026)

    assert [pns.measure(minutes) for minutes in (0, 899, 900, 9000)] == [SHORT, SHORT, FIT, FIT]
    assert [pppk.measure(minutes) for minutes in (0, 1080, 1084, 1085)] == [FIT, FIT, FIT, OVER]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_percent_is_whole_only_when_nobody_is_missing(part: int, missing: int) -> None:
    share = percent(part, part + missing)

    assert 0 <= share <= 100
    assert (share == 100) == (missing == 0 and part > 0)


def test_percent_is_cut_to_one_decimal() -> None:
    assert [percent(1, 3), percent(2, 3), percent(999, 1000), percent(0, 0)] == [33.3, 66.6, 99.9, 0]
