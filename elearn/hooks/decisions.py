"""Decisions: questions. `may_*` fails closed: a policy that breaks says no, and the reason is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .markers import hookspec

if TYPE_CHECKING:
    from elearn.core.certificates.models import Workshop
    from elearn.core.completion.models import Completion
    from elearn.core.courses.models import CourseVersion, Step
    from elearn.core.enrolment.models import Enrolment
    from elearn.core.people.models import Person
    from elearn.kernel.work import Work

    from .values import Deny


@hookspec
def may_enrol(work: Work, person: Person, version: CourseVersion) -> Deny | None:
    """May this person join this course now?"""
    raise NotImplementedError


@hookspec
def may_start_attempt(work: Work, enrolment: Enrolment, step: Step) -> Deny | None:
    """May this learner start (another) attempt on this quiz?"""
    raise NotImplementedError


@hookspec
def may_issue(work: Work, person: Person, completion: Completion | None, workshop: Workshop | None) -> Deny | None:
    """May this person's certificate be issued, for a completion or for a workshop? The other of the two is None."""
    raise NotImplementedError


@hookspec
def may_keep_file(work: Work, content: bytes, media_type: str, filename: str) -> Deny | None:
    """May this file, which a person sends as evidence, be kept? Where a virus scanner is asked."""
    raise NotImplementedError
