"""One answer per enrolment, after completion, changeable for a while, and never somebody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from elearn.plugin import NotFound, Work
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person

from .. import queries, services
from ..models import Answer
from ..rules import CHANGE_DAYS
from .making import acting, make_completed


def test_rating_is_stored_once_per_enrolment(work: Work) -> None:
    enrolment = make_completed(work)
    learner = acting(work, enrolment.person)

    services.rate(learner, enrolment, 2, "Terlalu cepat.")
    services.rate(learner, enrolment, 4, "Ternyata berguna.")

    assert work.session.execute(select(Answer.stars, Answer.comment)).all() == [(4, "Ternyata berguna.")]


def test_change_keeps_the_place_and_the_day_of_the_first_answer(work: Work) -> None:
    enrolment = make_completed(work)
    first = services.rate(acting(work, enrolment.person), enrolment, 3, "")
    place, given_at = first.place, first.given_at
    later = replace(acting(work, enrolment.person), now=work.now + timedelta(days=3))

    changed = services.rate(later, enrolment, 5, "")

    assert (changed.place, changed.given_at) == (place, given_at)


@pytest.mark.parametrize(("late", "stars"), [(timedelta(0), 1), (timedelta(seconds=1), 5)])
def test_answer_stands_after_its_last_moment(work: Work, late: timedelta, stars: int) -> None:
    enrolment = make_completed(work)
    learner = acting(work, enrolment.person)
    services.rate(learner, enrolment, 5, "")
    later = replace(learner, now=work.now + timedelta(days=CHANGE_DAYS) + late)

    if late:
        with pytest.raises(services.AnswerStands, match="hanya dapat diubah dalam 14 hari"):
            services.rate(later, enrolment, 1, "")
    else:
        services.rate(later, enrolment, 1, "")

    assert work.session.scalars(select(Answer.stars)).one() == stars


def test_course_is_not_rated_before_it_is_completed(work: Work) -> None:
    enrolment = make_enrolment(work)

    with pytest.raises(queries.NotYetCompleted, match=f"Selesaikan dahulu pelatihan “{enrolment.version.title}”"):
        services.rate(acting(work, enrolment.person), enrolment, 5, "")


def test_nobody_rates_in_the_name_of_somebody_else(work: Work) -> None:
    enrolment = make_completed(work)

    with pytest.raises(NotFound):
        services.rate(acting(work, make_person(work)), enrolment, 1, "")

    assert work.session.scalar(select(func.count(Answer.id))) == 0
