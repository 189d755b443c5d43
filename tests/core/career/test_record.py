"""A certificate becomes an entry of the record in the same transaction; withdrawn, it stays and is not counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import ModuleType

from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.certificates import services as certificates
from elearn.hooks.house import House
from elearn.hooks.markers import hookimpl
from elearn.kernel.work import Work, committed
from elearn.testing.factories.certificates import make_certificate
from elearn.testing.factories.completion import make_completion, make_finished_enrolment
from elearn.testing.factories.courses import make_course
from elearn.testing.factories.people import make_person


def entry_of(work: Work) -> CareerEntry:
    return work.session.scalars(select(CareerEntry)).one()


def test_finishing_a_course_reaches_the_career_record(work: Work) -> None:
    enrolment = make_finished_enrolment(work, version=make_course(work, title="Pelayanan Prima", jp=4))

    entry = entry_of(work)

    assert (entry.person_id, entry.title, entry.minutes, entry.withdrawn_at) == (
        enrolment.person_id,
        "Pelayanan Prima",
        180,
        None,
    )


def test_entry_says_what_the_certificate_claims(house: House) -> None:
    with house.work(write=True, now=datetime(2026, 11, 22, 3, 0, tzinfo=UTC)) as work:
        certificate = make_certificate(work, version=make_course(work, jp=4))

        entry = entry_of(work)

        assert (entry.certificate_id, entry.source, entry.form, entry.organiser, entry.competencies) == (
            certificate.id,
            "certificate",
            "e-learning",
            "BKPSDM Kota Harapan",
            [["Pelayanan Publik", 2]],
        )
        assert (entry.began_on, entry.ended_on, entry.year, entry.recorded_at) == (
            date(2026, 11, 22),
            date(2026, 11, 22),
            2026,
            work.now,
        )


def test_year_is_that_of_the_end_on_the_agencys_clock(house: House) -> None:
    with house.work(write=True, now=datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) as work:
        make_certificate(work)

        assert (entry_of(work).year, entry_of(work).ended_on) == (2027, date(2027, 1, 1))


def test_certificate_issued_in_the_next_year_counts_for_the_year_of_the_end(house: House) -> None:
    with house.work(write=True, now=datetime(2026, 12, 30, tzinfo=UTC)) as work, committed(work):
        completion = make_completion(work)
    with house.work(write=True, now=datetime(2027, 1, 2, tzinfo=UTC)) as work:
        certificate = certificates.issue(work, work.session.merge(completion, load=True))

        assert certificate is not None
        assert (certificate.year, entry_of(work).year) == (2027, 2026)


def test_revoked_certificate_leaves_an_entry_that_does_not_count(work: Work) -> None:
    certificate = make_certificate(work)

    certificates.revoke(work, certificate, "Ujian dikerjakan orang lain.")

    entry = entry_of(work)
    assert (entry.withdrawn_at, entry.withdrawn_reason) == (work.now, "Ujian dikerjakan orang lain.")


def test_guests_hear_of_the_new_entry(work: Work, house: House) -> None:
    heard: list[str] = []
    hooks = ModuleType("listener_hooks")
    listen = hookimpl(lambda work, entry: heard.append(entry.title))
    setattr(hooks, "career_entry_recorded", listen)  # noqa: B010  # a hooks module made by hand
    house.hooks.register("listener", hooks, guest=True)

    make_certificate(work, make_person(work), make_course(work, title="Pelayanan Prima"))

    assert heard == ["Pelayanan Prima"]
