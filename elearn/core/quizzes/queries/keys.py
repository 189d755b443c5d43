"""By what a quiz is marked: its sealed key, and what counts of the corrections of its questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, select

from elearn.core.courses.models import SealedKey
from elearn.core.questions.kinds import Answer, Fields
from elearn.kernel.i18n import language
from elearn.kernel.work import Work

from ..models import Correction
from ..rules import Deed, Remedy


@dataclass(frozen=True, slots=True)
class Key:
    """Right answers and feedback (in the reader's language), and remedies, both by question id."""

    sealed: Mapping[str, Fields]
    remedies: Mapping[str, Remedy]


def key_of(work: Work, step_id: int) -> Key:
    """Both in one statement: it runs whenever somebody hands in."""
    rows = work.rows(_KEY, of_step=step_id).all()
    sealed = rows[0].translations.get(language(), rows[0].answers) if rows else {}
    return Key(sealed, {row[2]: _remedy(*row[3:]) for row in rows if row[2] is not None})


def remedies(work: Work, step_id: int) -> dict[str, Remedy]:
    """Question id → what counts of its corrections today: the one applied last."""
    return {question_id: _remedy(*rest) for question_id, *rest in work.rows(_REMEDIES, of_step=step_id)}


def _remedy(deed: Deed, answers: list[Answer], reason: str) -> Remedy:
    return Remedy(deed, tuple(answers), reason)


_APPLIED = Correction.applied_at.is_not(None)
_COLUMNS = (Correction.question_id, Correction.deed, Correction.answers, Correction.reason)
_REMEDIES = (
    select(*_COLUMNS)
    .where(Correction.step_id == bindparam("of_step"), _APPLIED)
    .order_by(Correction.applied_at, Correction.id)
)
_KEY = (
    select(SealedKey.answers, SealedKey.translations, *_COLUMNS)
    .outerjoin(Correction, and_(Correction.step_id == SealedKey.step_id, _APPLIED))
    .where(SealedKey.step_id == bindparam("of_step"))
    .order_by(Correction.applied_at, Correction.id)
)
# built once: putting a statement together costs more than running it
