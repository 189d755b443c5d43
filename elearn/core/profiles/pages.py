"""One frozen page per template of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.core.competencies.tables import Report
from elearn.core.people.queries import PersonFacts
from elearn.kernel.work import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from .models import Evidence
from .queries import Index, Profile
from .rules import Match, next_evidence
from .services import COLUMNS, may_withdraw


@dataclass(frozen=True, slots=True)
class ProfilePage(Page):
    """The reader's own profile; `level_names` are those of levels 1 to 5, `years` how long evidence stays fresh.

    `withdrawable` are the pieces of evidence that the reader may take back.
    """

    template: ClassVar[str] = "profiles/index.html"
    profile: Profile
    level_names: tuple[str, ...]
    years: int
    withdrawable: frozenset[int]

    def advice(self, match: Match) -> str | None:
        """What would be the best next evidence; see rules.next_evidence."""
        taught = {reason[0] for one in self.profile.closings for reason in one.reasons}
        return next_evidence(match, has_course=match.competency in taught)

    @property
    def gaps(self) -> int:
        """How many required competencies are not reached."""
        return sum(match.gap > 0 for match in self.profile.matches)


@dataclass(frozen=True, slots=True)
class PersonPage(ProfilePage):
    """The same of somebody in HR's scope; `form` is an EvidenceForm, None where the reader may not record any."""

    template: ClassVar[str] = "profiles/show.html"
    form: Form | None


@dataclass(frozen=True, slots=True)
class WithdrawPage(Page):
    """The question before evidence is taken back; `is_own`: the reader's word of themselves."""

    template: ClassVar[str] = "profiles/withdraw.html"
    evidence: Evidence
    person: PersonFacts
    form: Form
    is_own: bool


@dataclass(frozen=True, slots=True)
class SelfPage(Page):
    """The reader's own assessment; `form` is a SelfForm."""

    template: ClassVar[str] = "profiles/edit.html"
    form: Form
    position: str


@dataclass(frozen=True, slots=True)
class CoursesPage(Page):
    """The courses that close the reader's gaps, the best first."""

    template: ClassVar[str] = "profiles/courses.html"
    profile: Profile


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """The estimate of IP-ASN; `is_own`: of the reader."""

    template: ClassVar[str] = "profiles/ip_asn.html"
    index: Index
    is_own: bool


@dataclass(frozen=True, slots=True)
class ImportPage(Page):
    """A table to send, or what became of the one that was."""

    template: ClassVar[str] = "profiles/import.html"
    form: Form
    report: Report | None = None

    @property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of each kind of table."""
        return COLUMNS

    @property
    def shown(self) -> int:
        """How many refused rows the page lists."""
        return 100


def shown(work: Work, profile: Profile) -> tuple[Profile, tuple[str, ...], int, frozenset[int]]:
    """A profile with the words of the house, and what of its evidence the reader may take back."""
    proofs = [proof for match in (*profile.matches, *profile.others) for proof in match.proofs]
    mine = frozenset(
        proof.evidence_id
        for proof in proofs
        if proof.evidence_id is not None and may_withdraw(work, profile.person.id, proof.kind, proof.actor_id)
    )
    return profile, work.settings.competency_levels, work.settings.evidence_years, mine
