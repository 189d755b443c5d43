"""Level reached, gap and job person match: pure functions over dated evidence.

Self-assessment never fulfils a requirement. Of what counts, a measured level goes before a supervisor's word and that
before a colleague's; evidence that has grown old counts only where there is no younger. Source: docs/competencies.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from elearn.core.competencies.rules import Required

SELF, PEER, SUPERVISOR, MEASURED = "self", "peer", "supervisor", "measured"
KINDS: Final = (SELF, PEER, SUPERVISOR, MEASURED)
COUNTED: Final = (MEASURED, SUPERVISOR, PEER)
"""What can fulfil a requirement, the strongest first."""

COURSE, ASSESSMENT, ASK_SUPERVISOR, RENEW = "course", "assessment", "supervisor", "renew"
"""What would be the best next evidence."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence; `is_course` tells a completed course from a measurement. `source` names it for the reader.

    `evidence_id` and `actor_id` say which row it is and who entered it; None of a course.
    """

    competency: str
    kind: str
    level: int
    dated_on: date
    source: str
    is_course: bool = False
    evidence_id: int | None = None
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """The level that counts (0: none), the proof it rests on, and whether that has grown old."""

    level: int
    proof: Proof | None
    is_old: bool


@dataclass(frozen=True, slots=True)
class Match:
    """One competency of a position: required against reached; `self_level` is shown apart. `proofs`: all, newest first."""

    competency: str
    required: int
    legal_basis: str
    reached: Reached
    self_level: int | None
    proofs: tuple[Proof, ...]

    @property
    def gap(self) -> int:
        """Levels still missing; 0 when there is none."""
        return max(self.required - self.reached.level, 0)


@dataclass(frozen=True, slots=True)
class JobMatch:
    """The job person match in percent, cut to hundredths: `raw` may pass 100, `clamped` is for further maths."""

    raw: float
    clamped: float
    band: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class BandLine:
    """One dated row of bands; see models.Band."""

    name: str
    lowest: float
    valid_from: date
    valid_until: date | None
    legal_basis: str
    agency_id: int | None = None
    post: str = ""


def fresh_since(today: date, years: int) -> date:
    """The first day whose evidence is not older than so many years; 29 February grows old on 1 March."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


def is_old(day: date, today: date, years: int) -> bool:
    """Whether evidence of `day` is older than so many years, to the day."""
    return day < fresh_since(today, years)


def reached(proofs: Iterable[Proof], today: date, years: int) -> Reached:
    """The level one competency has reached by its proofs; those dated after `today` do not count yet."""
    counted = [proof for proof in proofs if proof.kind in COUNTED and proof.dated_on <= today]
    for old in (False, True):
        for kind in COUNTED:
            found = [p for p in counted if p.kind == kind and is_old(p.dated_on, today, years) == old]
            if found:
                best = _best(found)
                return Reached(best.level, best, old)
    return Reached(0, None, is_old=False)


def _best(proofs: Sequence[Proof]) -> Proof:
    """The last judgement of one kind; a course finished later can raise it and never lowers it.

    Of two judgements of one day the lower counts.
    """
    judged = sorted((p for p in proofs if not p.is_course), key=lambda p: (p.dated_on, -p.level))
    last = judged[-1] if judged else None
    courses = [p for p in proofs if p.is_course and (last is None or p.dated_on > last.dated_on)]
    return max([*([last] if last else []), *courses], key=lambda p: (p.level, p.dated_on))


def matches(requirements: Iterable[Required], proofs: Sequence[Proof], today: date, years: int) -> tuple[Match, ...]:
    """Each required competency against what is proven of it, the widest gap first."""
    found = []
    for one in requirements:
        mine = tuple(
            sorted((p for p in proofs if p.competency == one.competency), key=lambda p: p.dated_on, reverse=True)
        )
        said = next((proof.level for proof in mine if proof.kind == SELF), None)
        found.append(Match(one.competency, one.level, one.legal_basis, reached(mine, today, years), said, mine))
    return tuple(sorted(found, key=lambda match: (-match.gap, match.competency)))


def next_evidence(match: Match, *, has_course: bool) -> str | None:
    """What would be the best next evidence; None when the requirement is met by evidence that is not old."""
    if match.gap == 0:
        return RENEW if match.reached.is_old else None
    if has_course:
        return COURSE
    if match.reached.proof is None and match.self_level is not None and match.self_level >= match.required:
        return ASK_SUPERVISOR
    return ASSESSMENT


def job_match(
    found: Sequence[Match], bands: Iterable[BandLine], agency_id: int | None, posts: Sequence[str], today: date
) -> JobMatch | None:
    """Total reached ÷ total required × 100; it is cut, never rounded up to a band.

    None where nothing is required, and where nothing is known: whoever was never looked at is not below a standard.
    """
    total = sum(match.required for match in found)
    if not total or all(match.reached.proof is None for match in found):
        return None
    raw = sum(match.reached.level for match in found) * 10_000 // total / 100
    band = band_of(bands, agency_id, posts, raw, today)
    return JobMatch(raw, min(raw, 100.0), band.name if band else "", band.legal_basis if band else "")


def band_of(
    bands: Iterable[BandLine], agency_id: int | None, posts: Sequence[str], percent: float, today: date
) -> BandLine | None:
    """The band a percentage falls into: its lower bound belongs to it, and the highest that fits is taken.

    `posts` are the words that bands may name the position by, the most special first. An agency that has bands in force
    for the position uses its own alone, and of those (or of the general ones) the most special: its rank's, its kind's,
    those for every position.
    """
    holding = [b for b in bands if b.valid_from <= today and (b.valid_until is None or today <= b.valid_until)]
    for whose in dict.fromkeys((agency_id, None)):
        for post in (*posts, ""):
            theirs = [band for band in holding if band.agency_id == whose and band.post == post]
            if theirs:
                fitting = [band for band in theirs if band.lowest <= percent]
                return max(fitting, key=lambda band: (band.lowest, band.valid_from), default=None)
    return None


@dataclass(frozen=True, slots=True)
class Offer:
    """A course that may close a gap. `teaches` are pairs of competency and level, `minutes` its length."""

    slug: str
    title: str
    minutes: int
    teaches: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What a course would do for somebody: `closes` levels in all, `reasons` (competency, from, to, required)."""

    offer: Offer
    closes: int
    reasons: tuple[tuple[str, int, int, int], ...]


def closing(found: Sequence[Match], offers: Iterable[Offer]) -> tuple[Closing, ...]:
    """The courses that close a gap: most levels first, then the shortest. Beyond what is required nothing is counted."""
    gaps = {match.competency: match for match in found if match.gap}
    ranked = []
    for offer in offers:
        reasons = []
        for name, level in offer.teaches:
            match = gaps.get(name)
            if match and level > match.reached.level:
                reasons.append((name, match.reached.level, min(level, match.required), match.required))
        if reasons:
            ranked.append(Closing(offer, sum(to - start for _, start, to, _ in reasons), tuple(reasons)))
    return tuple(sorted(ranked, key=lambda one: (-one.closes, one.offer.minutes, one.offer.title)))
