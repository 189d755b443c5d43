"""What one learner says never shows by itself: neither as a new answer nor as a changed one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from itertools import pairwise
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.enrolment import queries as enrolments
from elearn.core.enrolment.models import Enrolment
from elearn.hooks.house import House
from elearn.plugin import Actor, Work, committed
from elearn.testing.factories.courses import make_course

from .. import queries, services
from .making import acting, make_answer, make_completed

Deed: TypeAlias = tuple[int, int]
"""Who rates (somebody who did before changes their mind), and with how many stars."""

View: TypeAlias = tuple[dict[int, int], tuple[str, ...]]
"""How many gave how many stars, and the comments: all that a trainer is shown."""


def view(work: Work, slug: str) -> View:
    found = queries.result(work, slug)
    return dict(found.counts), queries.comments(work, found.course_id)[0]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.integers(0, 11), st.integers(1, 5)), min_size=5, max_size=30))
def test_views_differ_by_nothing_or_by_at_least_five_new_answers(work: Work, deeds: list[Deed]) -> None:
    version = make_course(work)
    learners: dict[int, Enrolment] = {}
    seen = [view(work, version.course.slug)]

    for number, (who, stars) in enumerate(deeds):
        if who not in learners:
            learners[who] = make_completed(work, version=version)
        services.rate(acting(work, learners[who].person), learners[who], stars, f"{number}: {stars}")
        seen.append(view(work, version.course.slug))

    for before, after in pairwise(seen):
        assert after == before or sum(after[0].values()) - sum(before[0].values()) == 5
    assert sum(seen[-1][0].values()) == 5 * (len(learners) // 5)


def test_a_changed_answer_shows_with_the_next_new_ones(work: Work) -> None:
    version = make_course(work)
    first = [make_answer(work, version, 1, "Buruk.") for _ in range(5)]
    changed = work.session.get_one(Enrolment, first[0].enrolment_id)
    services.rate(acting(work, changed.person), changed, 5, "Baik.")

    before = view(work, version.course.slug)
    for _ in range(5):
        make_answer(work, version, 3)

    assert before == ({5: 0, 4: 0, 3: 0, 2: 0, 1: 5}, ("Buruk.",) * 5)
    assert view(work, version.course.slug) == ({5: 1, 4: 0, 3: 5, 2: 0, 1: 4}, ("Baik.", *("Buruk.",) * 4))


def test_two_last_answers_at_once_are_shown_one_step_apart(work: Work, house: House) -> None:
    with committed(work):
        version = make_course(work)
        for _ in range(4):
            make_answer(work, version)
        slower = make_completed(work, version=version)
        actor, enrolment_id = Actor(person_id=slower.person_id, name="B"), slower.id

    def rate_later() -> None:
        with house.work(write=True, actor=actor) as own, committed(own):
            services.rate(own, enrolments.own(own, enrolment_id), 1, "")

    with ThreadPoolExecutor(1) as threads:
        with committed(work):
            make_answer(work, version)
            later = threads.submit(rate_later)
            wait([later], timeout=0.5)
        later.result(timeout=20)

    assert queries.result(work, version.course.slug).answers == 5
