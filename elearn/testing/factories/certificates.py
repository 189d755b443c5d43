"""Certificates for tests, issued by the real service."""

from __future__ import annotations

from elearn.core.certificates import services
from elearn.core.certificates.models import Certificate
from elearn.core.courses.models import CourseVersion
from elearn.core.people.models import Person
from elearn.kernel.work import Work

from .completion import make_completion


def make_certificate(
    work: Work, person: Person | None = None, version: CourseVersion | None = None, *, score: float | None = 85.0
) -> Certificate:
    """A certificate for a completion; all that follows from its issue (the career entry) happened too."""
    certificate = services.issue(work, make_completion(work, person, version, score=score))
    assert certificate is not None, "the course gives no certificate, or a policy refused it"
    return certificate
