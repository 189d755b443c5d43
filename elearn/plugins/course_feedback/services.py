"""Giving feedback, and changing one's mind for a while."""

from __future__ import annotations

from secrets import randbelow

from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment.models import Enrolment
from elearn.plugin import Conflict, Work, _

from . import queries
from .models import Answer
from .rules import CHANGE_DAYS

PLACES = 2**31
"""Places an answer can draw: as many as an integer column holds."""


class AnswerStands(Conflict):
    """The days in which an answer may be changed are over."""

    def __init__(self) -> None:
        super().__init__(
            _("Umpan balik hanya dapat diubah dalam %(n)s hari. Yang sudah Anda kirim tetap berlaku.", n=CHANGE_DAYS)
        )


def rate(work: Work, enrolment: Enrolment, stars: int, comment: str) -> Answer:
    """Stores what the actor says of their completed course, or changes it: `stars` 1 to 5, `comment` may be "".

    Raises NotFound and NotYetCompleted as `queries.own` does, AnswerStands after CHANGE_DAYS.
    """
    enrolments.lock(work, enrolment)
    if not queries.own(work, enrolment.id).may_change(work.now):
        raise AnswerStands
    answer = queries.answer_of(work, enrolment.id)
    if answer is None:
        place = randbelow(PLACES)
        added = Answer(enrolment_id=enrolment.id, stars=stars, comment=comment, place=place, given_at=work.now)
        work.add(added)
        show(work, enrolment.course_id)
        return added
    answer.stars, answer.comment = stars, comment
    work.session.flush()
    return answer


def show(work: Work, course_id: int) -> None:
    """Shows the trainer all answers to a course as they stand, if enough of them have never been shown."""
    queries.lock_course(work, course_id)
    if queries.count_waiting(work, course_id) >= work.settings.feedback_minimum:
        queries.show_answers(work, course_id)
