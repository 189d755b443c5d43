"""Joining a course."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier
from types import ModuleType

import pytest
from sqlalchemy import func, select

from elearn.core.courses.models import CourseVersion
from elearn.core.enrolment import queries, services
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.hooks.values import Deny
from elearn.kernel.errors import NotFound, Refused
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.people import make_person

Counting = Callable[[], AbstractContextManager[list[str]]]


def guest(**functions: Callable[..., object]) -> ModuleType:
    module = ModuleType("guest")
    vars(module).update({name: hookimpl(function) for name, function in functions.items()})
    return module


def closed(work: Work, person: Person, version: CourseVersion) -> Deny:
    return Deny("Pendaftaran dibuka bulan depan.")


def broken(work: Work, person: Person, version: CourseVersion) -> Deny:
    raise ZeroDivisionError


def count_enrolments(work: Work) -> int:
    return work.session.scalar(select(func.count()).select_from(Enrolment)) or 0


def test_enrolling_pins_the_learner_to_the_version(work: Work) -> None:
    person = make_person(work)
    version = make_course(work, slug="pelatihan")

    enrolment = services.enrol(work, person, version)
    newer = make_course(work, slug="pelatihan", title="Judul baru")

    assert (enrolment.person_id, enrolment.course_id, enrolment.version_id) == (
        person.id,
        version.course_id,
        version.id,
    )
    assert enrolment.began_at == work.now
    assert services.enrol(work, person, newer).version_id == version.id


def test_enrolling_twice_keeps_one_enrolment_and_tells_once(work: Work, house: House) -> None:
    heard: list[Enrolment] = []

    def learner_enrolled(enrolment: Enrolment) -> None:
        heard.append(enrolment)

    house.hooks.register("listener", guest(learner_enrolled=learner_enrolled))
    person, version = make_person(work), make_course(work)

    first = services.enrol(work, person, version)
    second = services.enrol(work, person, version)

    assert second is first
    assert heard == [first]
    assert count_enrolments(work) == 1


def test_enrolling_at_the_same_moment_keeps_one_enrolment(work: Work, house: House) -> None:
    with committed(work):
        person, version = make_person(work), make_course(work)
    ready = Barrier(4)

    def click() -> int:
        ready.wait()
        with house.work(write=True) as own, committed(own):
            return services.enrol(own, person, version).id

    with ThreadPoolExecutor(4) as pool:
        found = {future.result() for future in [pool.submit(click) for _ in range(4)]}

    assert len(found) == 1
    assert count_enrolments(work) == 1


def test_a_policy_that_says_no_refuses_with_its_reason(work: Work, house: House) -> None:
    house.hooks.register("closed", guest(may_enrol=closed), guest=True)
    person, version = make_person(work), make_course(work)

    with pytest.raises(Refused) as refused:
        services.enrol(work, person, version)

    assert refused.value.reasons == ("Pendaftaran dibuka bulan depan.",)
    assert count_enrolments(work) == 0


def test_a_broken_policy_refuses_with_a_reason(work: Work, house: House) -> None:
    house.hooks.register("broken", guest(may_enrol=broken), guest=True)
    person, version = make_person(work), make_course(work)

    with pytest.raises(Refused) as refused:
        services.enrol(work, person, version)

    assert refused.value.reasons == (
        "Aturan dari plugin “broken” sedang bermasalah, jadi permintaan ini belum dapat diizinkan. Hubungi pengelola sistem.",
    )


def test_a_policy_does_not_lock_out_who_is_already_in(work: Work, house: House) -> None:
    person, version = make_person(work), make_course(work)
    enrolment = services.enrol(work, person, version)
    house.hooks.register("closed", guest(may_enrol=closed), guest=True)

    assert services.enrol(work, person, version) is enrolment


def test_noting_the_place_remembers_the_step(work: Work) -> None:
    enrolment = make_enrolment(work)
    step = enrolment.version.steps[1]

    services.note_place(work, enrolment, step.id)

    assert work.session.scalar(select(Enrolment.last_step_id)) == step.id


def test_own_finds_only_the_actors_enrolment(work: Work) -> None:
    enrolment = make_enrolment(work)
    other = make_person(work)

    work.actor = Actor(enrolment.person_id, "Siti")
    assert queries.own(work, enrolment.id) is enrolment
    work.actor = Actor(other.id, "Budi")
    with pytest.raises(NotFound):
        queries.own(work, enrolment.id)


def test_own_reads_version_and_course_in_one_statement(work: Work, house: House, count_statements: Counting) -> None:
    with committed(work):
        enrolment = make_enrolment(work)
    with house.work(write=False, actor=Actor(enrolment.person_id, "Siti")) as reading, count_statements() as statements:
        found = queries.own(reading, enrolment.id)
        assert found.version.course.slug != ""

    assert len(statements) == 1


def test_of_course_is_none_before_joining(work: Work) -> None:
    assert queries.of_course(work, make_person(work).id, make_course(work).course_id) is None
