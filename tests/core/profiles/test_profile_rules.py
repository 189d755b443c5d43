"""Level reached, gap, job person match, next evidence, courses that close a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.competencies.rules import Required
from elearn.core.profiles.rules import (
    ASK_SUPERVISOR,
    ASSESSMENT,
    COUNTED,
    COURSE,
    KINDS,
    MEASURED,
    PEER,
    RENEW,
    SELF,
    SUPERVISOR,
    BandLine,
    Match,
    Offer,
    Proof,
    Reached,
    band_of,
    closing,
    is_old,
    job_match,
    matches,
    next_evidence,
    reached,
)

TODAY = date(2026, 11, 25)
YEARS = 3
NEW, OLDER, OLD = date(2026, 10, 1), date(2025, 1, 1), date(2022, 1, 1)


def proof(kind: str, level: int, day: date = NEW, *, is_course: bool = False) -> Proof:
    return Proof("Integritas", kind, level, day, "uji", is_course)


def match(required: int, level: int, name: str = "Integritas") -> Match:
    return Match(name, required, "", Reached(level, proof(MEASURED, level), is_old=False), None, ())


@pytest.mark.parametrize(
    ("proofs", "level", "old"),
    [
        ([], 0, False),
        ([proof(SELF, 5)], 0, False),
        ([proof(SELF, 5), proof(PEER, 2)], 2, False),
        ([proof(PEER, 4), proof(SUPERVISOR, 2)], 2, False),
        ([proof(SUPERVISOR, 4), proof(MEASURED, 3)], 3, False),
        ([proof(MEASURED, 4, OLDER), proof(MEASURED, 3)], 3, False),
        ([proof(MEASURED, 2), proof(MEASURED, 3)], 2, False),
        ([proof(MEASURED, 4, OLD), proof(PEER, 1)], 1, False),
        ([proof(MEASURED, 4, OLD), proof(SUPERVISOR, 5, OLD)], 4, True),
        ([proof(MEASURED, 2, is_course=True)], 2, False),
        ([proof(MEASURED, 3, OLDER), proof(MEASURED, 2, is_course=True)], 3, False),
        ([proof(MEASURED, 3, OLDER), proof(MEASURED, 4, is_course=True)], 4, False),
        ([proof(MEASURED, 2), proof(MEASURED, 4, OLDER, is_course=True)], 2, False),
        ([proof(MEASURED, 0)], 0, False),
        ([proof(MEASURED, 5, date(2026, 11, 26))], 0, False),
    ],
)
def test_level_reached(proofs: list[Proof], level: int, old: bool) -> None:
    found = reached(proofs, TODAY, YEARS)

    assert (found.level, found.is_old) == (level, old)
    assert found == reached(proofs[::-1], TODAY, YEARS)


@pytest.mark.parametrize(
    ("day", "old"), [(date(2023, 11, 25), False), (date(2023, 11, 24), True), (date(2026, 11, 25), False)]
)
def test_evidence_grows_old_the_day_after(day: date, old: bool) -> None:
    assert is_old(day, TODAY, YEARS) == old


PROOFS = st.lists(
    st.builds(
        Proof, st.just("Integritas"), st.sampled_from(KINDS), st.integers(0, 5),
        st.sampled_from([NEW, OLDER, OLD, TODAY, date(2027, 1, 1)]), st.just(""), st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROOFS)
def test_self_assessment_never_changes_what_is_reached(proofs: list[Proof]) -> None:
    others = [one for one in proofs if one.kind != SELF]

    found = reached(proofs, TODAY, YEARS)

    assert found == reached(others, TODAY, YEARS)
    assert found.proof is None or found.proof.kind in COUNTED
    assert found.level in {0, *(one.level for one in others)}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 5)), min_size=1, max_size=12))
def test_match_is_the_ratio_of_sums_and_clamped_beside(pairs: list[tuple[int, int]]) -> None:
    found = [match(required, level, str(n)) for n, (required, level) in enumerate(pairs)]

    job = job_match(found, [], None, (), TODAY)

    assert job is not None
    exact = 100 * sum(level for _, level in pairs) / sum(required for required, _ in pairs)
    assert exact - 0.01 < job.raw <= exact + 1e-9
    assert job.clamped == min(job.raw, 100)


BASE = date(2017, 1, 1)
GENERAL = [BandLine("MS", 80, BASE, None, ""), BandLine("MMS", 68, BASE, None, ""), BandLine("KMS", 0, BASE, None, "")]


@pytest.mark.parametrize(
    ("percent", "band"), [(0, "KMS"), (67.99, "KMS"), (68, "MMS"), (79.99, "MMS"), (80, "MS"), (138.89, "MS")]
)
def test_lower_bound_belongs_to_the_band_and_the_highest_wins(percent: float, band: str) -> None:
    for bands in (GENERAL, GENERAL[::-1]):
        found = band_of(bands, 7, (), percent, TODAY)
        assert found is not None
        assert found.name == band


def test_agency_with_bands_of_its_own_uses_them_alone() -> None:
    own = [BandLine("Optimal", 90, BASE, None, "", 7), BandLine("Cukup", 78, BASE, None, "", 7)]
    ended = [BandLine("Lama", 10, BASE, date(2025, 12, 31), "", 7)]

    found = [band_of([*GENERAL, *own, *ended], agency, (), 85, TODAY) for agency in (7, 8)]

    assert [one.name for one in found if one] == ["Cukup", "MS"]
    assert band_of([*GENERAL, *own], 7, (), 50, TODAY) is None


def test_nothing_required_is_no_match() -> None:
    assert job_match([], GENERAL, None, (), TODAY) is None


def test_whoever_was_never_looked_at_is_below_no_standard() -> None:
    nothing = matches([Required("A", 2, "", is_own=False)], [Proof("A", SELF, 5, NEW, "")], TODAY, YEARS)
    looked_at = matches([Required("A", 2, "", is_own=False)], [Proof("A", MEASURED, 0, NEW, "")], TODAY, YEARS)
    job = job_match(looked_at, GENERAL, None, (), TODAY)

    assert job_match(nothing, GENERAL, None, (), TODAY) is None
    assert job is not None
    assert (job.raw, job.band) == (0.0, "KMS")


def test_match_beyond_hundred_is_kept_and_clamped() -> None:
    job = job_match([match(2, 3), match(1, 1, "b")], GENERAL, None, (), TODAY)

    assert job is not None
    assert (job.raw, job.clamped, job.band) == (133.33, 100.0, "MS")


def test_widest_gap_stands_first_and_self_stands_apart() -> None:
    asked = [Required("A", 2, "", is_own=False), Required("B", 3, "", is_own=True), Required("C", 1, "", is_own=False)]
    proofs = [Proof("A", PEER, 2, NEW, ""), Proof("B", SELF, 3, NEW, ""), Proof("C", MEASURED, 4, NEW, "")]

    found = matches(asked, proofs, TODAY, YEARS)

    assert [(one.competency, one.gap, one.reached.level, one.self_level) for one in found] == [
        ("B", 3, 0, 3),
        ("A", 0, 2, None),
        ("C", 0, 4, None),
    ]


@pytest.mark.parametrize(
    ("proofs", "has_course", "advice"),
    [
        ([proof(MEASURED, 3)], True, None),
        ([proof(MEASURED, 3, OLD)], True, RENEW),
        ([proof(MEASURED, 2)], True, COURSE),
        ([], True, COURSE),
        ([], False, ASSESSMENT),
        ([proof(SELF, 3)], False, ASK_SUPERVISOR),
        ([proof(SELF, 2)], False, ASSESSMENT),
        ([proof(SELF, 3), proof(PEER, 1)], False, ASSESSMENT),
    ],
)
def test_best_next_evidence(proofs: list[Proof], has_course: bool, advice: str | None) -> None:
    (found,) = matches([Required("Integritas", 3, "", is_own=False)], proofs, TODAY, YEARS)

    assert next_evidence(found, has_course=has_course) == advice


def test_course_that_closes_most_comes_first_and_says_why() -> None:
    found = [match(3, 1, "A"), match(2, 0, "B"), match(1, 1, "C")]
    offers = [
        Offer("none", "Nol", 45, (("C", 5), ("A", 1))),
        Offer("long", "Panjang", 90, (("A", 2),)),
        Offer("short", "Pendek", 45, (("A", 2),)),
        Offer("most", "Terbanyak", 900, (("A", 5), ("B", 1))),
    ]

    ranked = closing(found, offers)

    assert [(one.offer.slug, one.closes) for one in ranked] == [("most", 3), ("short", 1), ("long", 1)]
    assert ranked[0].reasons == (("A", 1, 3, 3), ("B", 0, 1, 2))


HIGH = [
    BandLine("Sangat baik", 91, BASE, None, "", 7, "Ahli Utama"),
    BandLine("Baik", 85, BASE, None, "", 7, "Ahli Utama"),
]
KIND = [
    BandLine("Sangat baik", 85, BASE, None, "", 7, "Fungsional"),
    BandLine("Baik", 75, BASE, None, "", 7, "Fungsional"),
]


@pytest.mark.parametrize(
    ("posts", "percent", "band"),
    [
        (("Ahli Utama", "Fungsional"), 90.99, "Baik"),
        (("Ahli Utama", "Fungsional"), 84, None),  # its rank's bands say nothing below 85, and no other is asked
        (("Ahli Muda", "Fungsional"), 90.99, "Sangat baik"),
        (("Ahli Muda", "Fungsional"), 75, "Baik"),
        (("Pelaksana",), 75, "MMS"),  # of this agency nothing speaks of it
    ],
)
def test_band_of_the_rank_goes_before_the_kind_and_that_before_all(
    posts: tuple[str, ...], percent: float, band: str | None
) -> None:
    found = band_of([*GENERAL, *HIGH, *KIND], 7, posts, percent, TODAY)

    assert (found.name if found else None) == band


def test_bands_of_a_kind_hold_for_their_time_alone() -> None:
    old = [BandLine("Lama", 0, BASE, TODAY - timedelta(days=1), "", 7, "Fungsional")]
    coming = [BandLine("Nanti", 0, TODAY + timedelta(days=1), None, "", 7, "Fungsional")]

    found = band_of([*GENERAL, *old, *coming], 7, ("Fungsional",), 81, TODAY)

    assert found is not None
    assert found.name == "MS"
