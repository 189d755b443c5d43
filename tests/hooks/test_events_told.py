"""A guest hears the whole journey, and hears what follows from an event before the event itself."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from elearn.core.certificates import services as certificates
from elearn.core.certificates.models import Certificate
from elearn.kernel.work import Work
from elearn.testing.factories.completion import make_finished_enrolment
from elearn.testing.factories.courses import make_course

JOURNEY = [
    "course_published",
    "learner_enrolled",
    "lesson_completed",
    "career_entry_recorded",
    "certificate_issued",
    "course_completed",
    "attempt_submitted",
    "certificate_revoked",
    "certificate_reinstated",
]


def test_guest_hears_the_whole_journey(invite: Callable[..., None], work: Work) -> None:
    heard: list[str] = []
    invite(
        course_published=lambda version: heard.append("course_published"),
        learner_enrolled=lambda enrolment: heard.append("learner_enrolled"),
        lesson_completed=lambda enrolment, step: heard.append("lesson_completed"),
        attempt_submitted=lambda attempt: heard.append("attempt_submitted"),
        course_completed=lambda completion: heard.append("course_completed"),
        certificate_issued=lambda certificate: heard.append("certificate_issued"),
        certificate_revoked=lambda certificate: heard.append("certificate_revoked"),
        certificate_reinstated=lambda certificate: heard.append("certificate_reinstated"),
        career_entry_recorded=lambda entry: heard.append("career_entry_recorded"),
    )

    make_finished_enrolment(work, version=make_course(work, lessons=1))
    certificate = work.session.scalars(select(Certificate)).one()
    certificates.revoke(work, certificate, "Salah terbit")
    certificates.accept(work, certificates.appeal(work, certificate, "Tidak salah."), "Benar, keliru dicabut.")

    assert heard == JOURNEY
