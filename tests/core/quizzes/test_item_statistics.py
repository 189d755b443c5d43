"""How the questions of a quiz did, as their trainer reads it."""

from __future__ import annotations

from statistics import correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.people.models import Person
from elearn.core.quizzes import services
from elearn.core.quizzes.pages import item_page
from elearn.core.quizzes.rules import DISCRIMINATION_MINIMUM, discrimination
from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work, committed
from elearn.testing.factories.courses import make_course, right_answers, wrong_answers
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person
from elearn.testing.factories.quizzes import best_answers, make_attempt, make_every_kind_course, quiz_of

from .test_marking import CountStatements, SignIn, acting, attempt_of, trainer  # noqa: F401  # a fixture


def sums(pairs: list[tuple[float, float]]) -> tuple[float, ...]:
    return (
        sum(p for p, _ in pairs),
        sum(p * p for p, _ in pairs),
        sum(s for _, s in pairs),
        sum(s * s for _, s in pairs),
        sum(p * s for p, s in pairs),
    )


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.25, 1.0]), st.integers(0, 100)), min_size=30, max_size=60))
def test_discrimination_is_the_correlation_with_the_score(pairs: list[tuple[float, int]]) -> None:
    found = discrimination(len(pairs), *sums([(p, float(s)) for p, s in pairs]))
    points, scores = [p for p, _ in pairs], [float(s) for _, s in pairs]

    if len(set(points)) > 1 and len(set(scores)) > 1:
        assert found == pytest.approx(correlation(points, scores), abs=1e-6)
    else:
        assert found is None


def test_discrimination_needs_enough_answers() -> None:
    pairs = [(1.0, 100.0), (0.0, 10.0)] * DISCRIMINATION_MINIMUM

    assert discrimination(DISCRIMINATION_MINIMUM - 1, *sums(pairs[: DISCRIMINATION_MINIMUM - 1])) is None
    assert discrimination(len(pairs), *sums(pairs)) == pytest.approx(1)


def test_page_counts_answers_shares_and_options_over_all_versions(work: Work, trainer: Person) -> None:  # noqa: F811
    mine = acting(work, trainer)
    version = make_course(mine, slug="hitung", lessons=2)
    make_attempt(work, make_enrolment(work, version=version))
    newer = make_course(mine, slug="hitung", lessons=2, title="Judul baru")
    for _ in range(2):
        make_attempt(work, make_enrolment(work, version=newer), wrong_answers(work, quiz_of(work, newer)))

    page = item_page(mine, "hitung", "03-kuis")

    assert (page.place.step.title, len(page.items)) == ("Kuis akhir", 4)
    first = page.items[0]
    assert (first.answered, first.discrimination) == (3, None)
    assert first.share == pytest.approx(100 / 3)
    assert sorted(one.count for one in first.counts) == [0, 1, 2]
    assert [one.count for one in first.counts if one.right] == [1]


def test_page_shows_every_kind_and_a_poll_has_no_share(work: Work, trainer: Person) -> None:  # noqa: F811
    mine = acting(work, trainer)
    version = make_every_kind_course(mine)
    enrolment = make_enrolment(work, version=version)
    attempt_of(work, enrolment)
    survey = next(step for step in version.steps if step.key == "03-survei")
    attempt = services.start(work, enrolment, survey)
    services.save_all(work, attempt, best_answers(work, survey))
    services.submit(work, attempt)

    quiz = item_page(mine, version.course.slug, "02-kuis")
    poll = item_page(mine, version.course.slug, "03-survei")

    assert (attempt.passed, attempt.score) == (True, 0.0)
    assert [item.answered for item in quiz.items] == [1] * 10
    assert all(item.counts for item in quiz.items)
    assert [(item.share, [one.count for one in item.counts]) for item in poll.items] == [(None, [1, 0, 0])]


def test_statistics_are_for_the_trainer_of_the_course(work: Work, trainer: Person) -> None:  # noqa: F811
    version = make_course(acting(work, trainer))

    with pytest.raises(NotFound):
        item_page(acting(work, make_person(work)), version.course.slug, "03-kuis")


def test_page_costs_the_same_for_one_attempt_and_for_three(
    work: Work,
    trainer: Person,  # noqa: F811
    sign_in: SignIn,
    count_statements: CountStatements,
) -> None:
    with committed(work):
        version = make_course(acting(work, trainer))
        make_attempt(work, make_enrolment(work, version=version))
        slug = version.course.slug
    browser, page = sign_in(trainer), f"/pengajar/statistik/{slug}/03-kuis"
    browser.get(page)
    with count_statements() as one:
        browser.get(page)
    with committed(work):
        for answers in (right_answers, wrong_answers):
            make_attempt(work, make_enrolment(work, version=version), answers(work, quiz_of(work, version)))
    with count_statements() as three:
        shown = browser.get(page)
    listed = browser.get("/pengajar/statistik").text

    assert (shown.status_code, page in listed) == (200, True)
    assert len(three) == len(one)
    assert len(one) <= 10
