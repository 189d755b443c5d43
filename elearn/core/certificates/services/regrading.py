"""A final score rose because a question was corrected: a certificate that claims the old one is replaced."""

from __future__ import annotations

from collections.abc import Sequence

from elearn.core.completion import queries as completions
from elearn.core.completion.models import Completion
from elearn.core.quizzes.rules import Raised
from elearn.hooks.values import Effect
from elearn.kernel.i18n import N_
from elearn.kernel.work import Work

from .. import life_queries
from ..claims import from_json
from ..models import Certificate
from ..rules import LONGEST_REASON
from .changes import supersede

REPLACED = N_("Sertifikat diganti")


def regrade(work: Work, completion: Completion, reason: str) -> None:
    """Supersedes the completion's certificate in force when it claims another score; one that claims none stays."""
    for certificate in life_queries.claiming(work, [completion.enrolment_id]):
        if _claimed(certificate) not in (None, completion.score):
            supersede(work, certificate, reason[:LONGEST_REASON])


def regrade_effects(work: Work, raised: Sequence[Raised]) -> tuple[Effect, ...]:
    """How many certificates would be replaced."""
    found = completions.regraded(work, {one.enrolment_id for one in raised}, raised)
    risen = [enrolment_id for enrolment_id, one in found.items() if one.risen_score is not None]
    claiming = life_queries.claiming(work, risen) if risen else []
    return (Effect(REPLACED, sum(_claimed(one) is not None for one in claiming)),)


def _claimed(certificate: Certificate) -> float | None:
    """The score that a certificate says."""
    return from_json(certificate.claims).training.score
