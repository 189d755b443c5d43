"""What entries count under a pack of rules, and why: a table of cases, and what holds for all of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.career.packs import SHIPPED_PACK, read_pack
from elearn.core.career.rules import Line, Pack, Reason, Why, count_year

JP = 45
SHIPPED = read_pack(SHIPPED_PACK.read_text(encoding="utf-8"), is_shipped=True)
STRICT = read_pack("""
nama: ketat
judul: Aturan ketat
berlaku_mulai: 2026-01-01
dasar_hukum: Peraturan contoh
aturan:
  - {bentuk: NKL01, dasar: konversi, jp: 2, tiap: sesi, paling_banyak_sebulan: 4, paling_banyak_setahun: 10}
  - {bentuk: NKL03, dasar: bukti, paling_banyak_sehari: 3}
  - {bentuk: NKL09, dasar: konversi, jp: 2, tiap: hari, paling_banyak_sehari: 2}
  - {bentuk: "*", paling_banyak_sehari: 6, paling_banyak_setahun: 60}
""")


def line(
    form: str, jp: float = 0, *, first: date, last: date | None = None, times: int = 1, ours: bool = False
) -> Line:
    return Line(1, form, ours, round(jp * JP), times, first, last or first)


DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("form", "claimed", "times", "days", "counted"),
    [
        ("KL01", 900, 1, 60, 900),  # structural: what the paper says
        ("KL03", 30, 1, 4, 30),
        ("KL03", 0, 3, 3, 12),  # the paper is silent: 4 a day
        ("KL03", 0, 300, 2, 8),  # two days have no more than two days
        ("KL06", 8, 1, 1, 4),  # a seminar: 4 a day, whatever its paper says
        ("KL06", 8, 2, 2, 8),
        ("KL07", 8, 1, 1, 5),
        ("KL11", 3, 1, 1, 4),
        ("KL12", 6, 1, 1, 6),
        ("NKL01", 5, 1, 1, 2),  # one session of coaching: 2, not 5
        ("NKL01", 0, 3, 1, 4),  # three in a month: 4 at most
        ("NKL01", 0, 3, 60, 6),  # three in two months
        ("NKL02", 9, 2, 1, 4),
        ("NKL03", 6, 1, 1, 6),  # e-learning: no limit
        ("NKL03", 0, 1, 1, 3),
        ("NKL05", 200, 1, 90, 20),
        ("NKL07", 1, 1, 3, 10),
        ("NKL09", 8, 4, 1, 2),  # self-study: 2 a day
        ("NKL09", 8, 4, 3, 6),
        ("NKL09", 8, 4, 30, 8),
        ("NKL10", 2, 1, 1, 2),
        ("NKL11", 7, 1, 1, 7),
        ("NKL12", 40, 1, 20, 20),
        ("", 7, 1, 1, 7),  # nobody knows the form: its paper counts, and the reason says so
    ],
)
def test_shipped_pack_counts(form: str, claimed: int, times: int, days: int, counted: int) -> None:
    one = line(form, claimed, first=DAY, last=DAY + timedelta(days=days - 1), times=times)

    assert count_year(SHIPPED, [one])[1].minutes == counted * JP


def test_why_two_and_not_five() -> None:
    assert count_year(SHIPPED, [line("NKL01", 5, first=DAY)])[1].reasons == (Reason(Why.CONVERTED, 2 * JP, "sesi", 1),)


def test_the_third_session_of_a_month_says_what_bounded_it() -> None:
    three = [replace(line("NKL01", first=date(2026, 3, day)), id=day) for day in (3, 10, 17)]

    found = count_year(SHIPPED, three)

    assert [found[day].minutes for day in (3, 10, 17)] == [2 * JP, 2 * JP, 0]
    assert found[17].reasons == (Reason(Why.CONVERTED, 2 * JP, "sesi", 1), Reason(Why.MONTH, 4 * JP, code="NKL01"))


def test_certificate_of_this_house_keeps_its_curriculum() -> None:
    ours = [line(form, 6, first=DAY, ours=True) for form in ("NKL03", "KL06", "KL07", "NKL12")]

    assert [count_year(SHIPPED, [one])[1] for one in ours] == [count_year(None, [one])[1] for one in ours]
    assert count_year(STRICT, ours[:1])[1].minutes == 3 * JP  # unless the pack marks a limit


def test_unknown_form_is_to_be_looked_at_and_never_nothing() -> None:
    (found,) = count_year(SHIPPED, [line("", 7, first=DAY)]).values()

    assert found.reasons == (Reason(Why.UNRULED, 7 * JP),)


def test_limits_of_all_forms_together_bound_too() -> None:
    study = replace(line("NKL09", first=DAY), id=1)
    course = replace(line("NKL03", 5, first=DAY), id=2)
    other = replace(line("KL03", 5, first=DAY), id=3)

    found = count_year(STRICT, [study, course, other])

    assert [found[number].minutes // JP for number in (1, 2, 3)] == [2, 3, 1]
    assert found[3].reasons == (Reason(Why.UNRULED, 5 * JP), Reason(Why.DAY, 6 * JP, code="*"))


def test_an_entry_over_new_year_fills_only_the_days_of_its_year() -> None:
    over = line("NKL09", first=date(2025, 12, 1), last=date(2026, 1, 2), times=20)

    assert count_year(SHIPPED, [over])[1].minutes == 4 * JP


FORMS = st.sampled_from(["NKL01", "NKL02", "NKL03", "NKL09", "NKL10", "KL03", "KL06", "NKL12", ""])
PACKS = st.sampled_from([SHIPPED, STRICT])


@st.composite
def years(draw: st.DrawFn) -> list[Line]:
    found = []
    for number in range(draw(st.integers(0, 8))):
        last = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 364)))
        first = last - timedelta(days=draw(st.integers(0, 40)))
        found.append(
            Line(
                number,
                draw(FORMS),
                draw(st.booleans()),
                draw(st.integers(0, 3000)),
                draw(st.integers(1, 9)),
                first,
                last,
            )
        )
    return found


@given(PACKS, years())
def test_no_limit_is_ever_passed(pack: Pack, lines: list[Line]) -> None:
    found = count_year(pack, lines)
    sums: dict[tuple[str, str, object], int] = defaultdict(int)
    for one in lines:
        if one.began_on == one.ended_on:  # all of it on one day: nothing to guess about where it fell
            for code, period, most in pack.limits_of(one.form):
                place = {"day": one.ended_on, "month": one.ended_on.month, "year": one.ended_on.year}[period]
                sums[code, period, place] += found[one.id].minutes
                assert sums[code, period, place] <= most
    for code, period, most in pack.limits_of("NKL01"):
        if period == "year":
            mine = [one for one in lines if code in ("*", one.form)]
            assert sum(found[one.id].minutes for one in mine) <= most


@given(PACKS, years(), st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(pack: Pack, lines: list[Line], random: object) -> None:
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a Random

    assert count_year(pack, shuffled) == count_year(pack, lines)


@given(PACKS, years())
def test_every_entry_counts_at_most_what_it_is_worth_and_says_why_less(pack: Pack, lines: list[Line]) -> None:
    for counted in count_year(pack, lines).values():
        worth, *bounds = counted.reasons

        assert 0 <= counted.minutes <= worth.minutes
        assert bool(bounds) == (counted.minutes < worth.minutes)


@given(years())
def test_without_a_pack_all_minutes_are_kept(lines: list[Line]) -> None:
    assert {number: found.minutes for number, found in count_year(None, lines).items()} == {
        one.id: one.minutes for one in lines
    }
