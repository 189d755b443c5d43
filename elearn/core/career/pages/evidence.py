"""Evidence as its owner and as HR see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from elearn.core.competencies.development import FORMS
from elearn.core.people import queries as people
from elearn.core.people.queries import PersonFacts
from elearn.kernel.i18n import _
from elearn.kernel.paging import Paging
from elearn.kernel.work import Work
from elearn.web.forms import Form
from elearn.web.page import Page

from .. import queries
from ..models import Evidence
from ..queries import DecisionLine, QueueLine, Wish
from ..queries.evidence import ALL
from ..rules import Known, Match, count_year, duplicates_of, jp_of
from ..states import COUNTED, STATES
from ..words import STATE_TITLES, title_of, why


@dataclass(frozen=True, slots=True)
class NewEvidencePage(Page):
    """Where a person describes what they learned elsewhere; `form` is an EvidenceForm, whose `limit` is in megabytes."""

    template: ClassVar[str] = "career/evidence_new.html"
    form: Form


@dataclass(frozen=True, slots=True)
class Facts:
    """What both sides see of evidence; `why` explains what counts, or would count, in `jp`.

    `by_others`, which is for HR alone: somebody else sent the very same file.
    """

    evidence: Evidence
    history: list[DecisionLine]
    matches: tuple[Match, ...]
    by_others: bool
    jp: float
    why: tuple[str, ...]

    @property
    def paper_jp(self) -> float:
        """What its paper says, JP with at most one decimal."""
        return jp_of(self.evidence.minutes)

    @property
    def form(self) -> str:
        """The form as people call it."""
        return title_of(self.evidence.form)

    @property
    def counts(self) -> bool:
        """Whether it was accepted."""
        return self.evidence.state in COUNTED


@dataclass(frozen=True, slots=True)
class EvidencePage(Page):
    """One's own evidence: its state, why, and what was done with it."""

    template: ClassVar[str] = "career/evidence.html"
    facts: Facts

    @classmethod
    def of(cls, work: Work, evidence_id: int) -> EvidencePage:
        return cls(_facts(work, queries.own_evidence(work, evidence_id)))


@dataclass(frozen=True, slots=True)
class QueuePage(Page):
    """HR's queue, narrowed by `wish`."""

    template: ClassVar[str] = "career/queue.html"
    lines: list[QueueLine]
    paging: Paging
    wish: Wish

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """States as choices of a select."""
        return (*((state, _(STATE_TITLES[state])) for state in STATES), (ALL, _("Semua")))

    @property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """Forms as choices of a select."""
        return (("", _("Semua")), *((form.words[0], form.title) for form in FORMS))


@dataclass(frozen=True, slots=True)
class ReviewPage(Page):
    """The file beside the form; `is_own`: the reader's own evidence. `form` is a ReviewForm, `reason` a ReasonForm."""

    template: ClassVar[str] = "career/review.html"
    facts: Facts
    person: PersonFacts
    is_own: bool
    form: Form
    reason: Form

    @classmethod
    def of(cls, work: Work, evidence: Evidence, form: Form, reason: Form) -> ReviewPage:
        """Everything to decide by."""
        person, is_own = people.facts_of(work, evidence.person_id), evidence.person_id == work.actor.person_id
        return cls(_facts(work, evidence), person, is_own, form, reason)


def _facts(work: Work, evidence: Evidence) -> Facts:
    sent = Known(
        evidence.id, False, evidence.title, evidence.number, evidence.began_on, evidence.ended_on, evidence.digest
    )
    kindred = queries.kindred_of(work, evidence)
    jp, reasons = _counted(work, evidence)
    history, matches = queries.decisions_of(work, evidence.id), duplicates_of(sent, kindred.known)
    return Facts(evidence, history, matches, kindred.by_others, jp, reasons)


def _counted(work: Work, evidence: Evidence) -> tuple[float, tuple[str, ...]]:
    """What it counts, or would count if it were accepted as it was sent, among everything else of its year."""
    found = queries.entry_of(work, evidence.id)
    entry = found if found and found.withdrawn_at is None else None
    line = queries.line_of(entry) if entry else queries.line_as_sent(evidence)
    year = line.ended_on.year
    others = (one for one in queries.counting_lines(work, evidence.person_id, year) if one.id != line.id)
    pack = queries.pack_of_year(work, year)
    counted = count_year(pack, [*others, line])[line.id]
    return jp_of(counted.minutes), why(counted, (entry or evidence).form, pack)
