"""The estimate of IP-ASN: dated tables, the worked example, and no silent 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.profiles.ip_asn import (
    COMPETENCY,
    DIMENSIONS,
    DISCIPLINE,
    KNOWN,
    MISSING,
    PERFORMANCE,
    QUALIFICATION,
    REVIEW,
    Dimension,
    Estimate,
    Facts,
    Training,
    estimate,
    table_for,
    tables,
)

DAY = date(2026, 11, 25)
PIM = Training("pelatihan struktural kepemimpinan", 45 * 100, date(2015, 5, 1))
TECHNICAL = Training("pelatihan teknis", 45 * 20, date(2026, 3, 1))
SEMINAR = Training("seminar", 45 * 4, date(2026, 4, 1))
EXAMPLE = Facts(
    employment="PNS",
    position="Kepala Bidang Aptika",
    position_kind="Struktural",
    education="S2",
    performance="Baik",
    discipline="Tidak ada",
    leadership="",
    functional="",
    trainings=(PIM, TECHNICAL, SEMINAR),
    counted_on=DAY,
)


def of(facts: Facts) -> Estimate:
    table = table_for(facts.counted_on, "PNS")
    assert table is not None
    return estimate(table, facts)


def dimension(facts: Facts, name: str) -> Dimension:
    return of(facts).dimensions[DIMENSIONS.index(name)]


def test_worked_example_is_ninety() -> None:
    found = of(EXAMPLE)

    assert found.total == 90
    assert [one.points for one in found.dimensions] == [20, 40, 25, 5]
    assert dimension(EXAMPLE, COMPETENCY).reasons == (("leadership", 15.0), ("technical", 15.0), ("seminar", 10.0))


@pytest.mark.parametrize(
    ("education", "points"),
    [("S3", 25), ("S2", 20), ("S1", 15), ("D-IV", 15), ("d iv", None), ("D-III", 10), ("D3", 10), ("D-II", 5), ("D-I", 5),
     ("SLTA", 5), ("sma", 5), ("SMP", 1), ("SD", 1), ("Spesialis", None)],
)  # fmt: skip
def test_qualification(education: str, points: float | None) -> None:
    found = dimension(replace(EXAMPLE, education=education), QUALIFICATION)

    assert (found.points, found.state) == (points, KNOWN if points is not None else REVIEW)


@pytest.mark.parametrize(
    ("predicate", "points"),
    [("Sangat Baik", 30), ("BAIK", 25), ("cukup", 15), ("Kurang", 5), ("Buruk", 1), ("Butuh Perbaikan", None)],
)
def test_performance(predicate: str, points: float | None) -> None:
    assert dimension(replace(EXAMPLE, performance=predicate), PERFORMANCE).points == points


@pytest.mark.parametrize(
    ("word", "points"), [("Tidak Ada", 5), ("nihil", 5), ("Ringan", 3), ("sedang", 2), ("Berat", 1), ("teguran", None)]
)
def test_discipline(word: str, points: float | None) -> None:
    assert dimension(replace(EXAMPLE, discipline=word), DISCIPLINE).points == points


@pytest.mark.parametrize(
    ("kind", "position", "trainings", "said", "points"),
    [
        ("Pelaksana", "Pengelola", (TECHNICAL, SEMINAR), "", 40),
        ("Pelaksana", "Pengelola", (TECHNICAL,), "", 22.5),
        ("Pelaksana", "Pengelola", (SEMINAR,), "", 17.5),
        ("Pelaksana", "Pengelola", (), "", 0),
        ("Fungsional", "Perencana Ahli Muda", (TECHNICAL, SEMINAR), "ya", 40),
        ("Fungsional", "Perencana Ahli Muda", (TECHNICAL, SEMINAR), "tidak", 25),
        ("Fungsional", "Perencana Ahli Muda", (TECHNICAL, SEMINAR), "", None),
        ("Fungsional", "Guru Ahli Muda", (), "", 15),
        ("Fungsional", "Asesor SDM Aparatur Ahli Muda", (), "tidak", 15),
        ("Struktural", "Lurah", (SEMINAR,), "tidak", 10),
    ],
)
def test_competency(kind: str, position: str, trainings: tuple[Training, ...], said: str, points: float | None) -> None:
    facts = replace(
        EXAMPLE, position_kind=kind, position=position, trainings=trainings, leadership=said, functional=said
    )

    found = dimension(facts, COMPETENCY)

    assert (found.points, found.state) == (points, MISSING if points is None else KNOWN)


@pytest.mark.parametrize(
    ("minutes", "days", "points"), [(900, 365, 22.5), (899, 0, 0), (900, 366, 0), (450, 10, 0), (900, -1, 0)]
)
def test_technical_training_counts_for_twelve_months_from_twenty_jp(minutes: int, days: int, points: float) -> None:
    taken = (Training("e-learning", minutes, DAY - timedelta(days=days)),)
    facts = replace(EXAMPLE, position_kind="Pelaksana", trainings=taken)

    assert dimension(facts, COMPETENCY).points == points


def test_sum_of_technical_training_counts() -> None:
    half = Training("e-learning", 450, DAY)

    assert dimension(replace(EXAMPLE, position_kind="Pelaksana", trainings=(half, half)), COMPETENCY).points == 22.5


def test_unknown_kind_of_position_is_looked_at() -> None:
    assert dimension(replace(EXAMPLE, position_kind="Manajerial"), COMPETENCY).state == REVIEW


WORDS = st.sampled_from(["", "S2", "baik", "ringan", "entah", "  "]) | st.text(max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS, WORDS)
def test_nothing_unknown_becomes_zero(education: str, performance: str, discipline: str) -> None:
    found = of(replace(EXAMPLE, education=education, performance=performance, discipline=discipline))

    for one in found.dimensions:
        assert (one.points is None) == (one.state != KNOWN)
        assert one.points is None or 0 <= one.points <= one.most
        assert one.name == COMPETENCY or one.points != 0
    assert (found.total is None) == any(one.state != KNOWN for one in found.dimensions)
    assert found.known == sum(one.points or 0 for one in found.dimensions)


@pytest.mark.parametrize(
    ("day", "employment", "title"),
    [
        (date(2026, 1, 1), "PNS", "Formulir 2022 (satu kementerian)"),
        (date(2021, 12, 31), "PNS", "Formulir 2021 (satu kementerian)"),
        (date(2019, 5, 9), "PNS", None),
        (date(2026, 1, 1), "PPPK", None),
    ],
)
def test_table_in_force_is_taken(day: date, employment: str, title: str | None) -> None:
    found = table_for(day, employment)

    assert (found and found["title"]) == title


def test_version_whose_points_nobody_knows_makes_none_up() -> None:
    found = of(replace(EXAMPLE, counted_on=date(2021, 6, 1)))

    assert {one.state for one in found.dimensions} == {REVIEW}
    assert (found.total, found.known) == (None, 0)


def test_every_table_weighs_a_hundred_and_gives_no_more_than_it_weighs() -> None:
    for table in tables():
        most = table["most"]
        assert sum(most.values()) == 100
        for name in (QUALIFICATION, PERFORMANCE, DISCIPLINE):
            assert max(table.get(name, {"-": 0}).values()) <= most[name]
        assert {sum(parts.values()) for parts in table.get(COMPETENCY, {}).values()} <= {most[COMPETENCY]}
