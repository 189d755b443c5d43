"""What is stored beside the ledger, batch by batch, for `rebuild`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import func, select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.kernel.upsert import upsert
from elearn.kernel.work import Work

from ..models import Completion, Progress
from ..rules import RULE_VERSION
from .checklists import Case, requirement_of


@dataclass(frozen=True, slots=True)
class Summary:
    """What a Progress row says. `score` is percent."""

    done_steps: int
    all_steps: int
    score: float | None
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Credential:
    """What a Completion row says. `score` is percent."""

    completed_at: datetime
    score: float | None


@dataclass(frozen=True, slots=True)
class Stored(Case):
    """An enrolment with what is stored about it; None where there is no row."""

    progress: Summary | None
    completion: Credential | None


def stored(work: Work, after: int, limit: int) -> list[Stored]:
    """The next enrolments above the id `after`, locked against events that would arrive meanwhile."""
    rows = work.session.execute(
        select(
            Enrolment.id,
            Enrolment.version_id,
            CourseVersion.requirement,
            Progress.done_steps,
            Progress.all_steps,
            Progress.score,
            Progress.is_complete,
            Completion.completed_at,
            Completion.score,
        )
        .join(CourseVersion, CourseVersion.id == Enrolment.version_id)
        .outerjoin(Progress, Progress.enrolment_id == Enrolment.id)
        .outerjoin(Completion, Completion.enrolment_id == Enrolment.id)
        .where(Enrolment.id > after)
        .order_by(Enrolment.id)
        .limit(limit)
        .with_for_update(of=Enrolment, key_share=True)
    )
    return [
        Stored(
            first,
            version,
            requirement_of(document),
            None if done is None else Summary(done, every, score, is_complete),
            None if completed_at is None else Credential(completed_at, final),
        )
        for first, version, document, done, every, score, is_complete, completed_at, final in rows
    ]


def store_summaries(work: Work, summaries: Mapping[int, Summary]) -> None:
    """Writes the summaries of enrolments (ids), over those that are there."""
    counted = {"rule_version": RULE_VERSION, "updated_at": work.now}
    rows = [{"enrolment_id": one, **asdict(summary), **counted} for one, summary in summaries.items()]
    columns = [field.name for field in fields(Summary)]
    if rows:
        work.session.execute(upsert(work.session, Progress, *columns, *counted), rows)


def count_enrolments(work: Work) -> int:
    return work.session.scalar(select(func.count(Enrolment.id))) or 0
