"""An agency in the middle of its learning, drawn at random, for what is counted over many people.

Rows are stored as they are at the end, without the services that would lead there: a report reads rows only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from elearn.core.career.models import CERTIFICATE, CareerEntry
from elearn.core.certificates.models import Certificate
from elearn.core.certificates.states import ISSUED, REVOKED
from elearn.core.completion.models import Completion, Progress
from elearn.core.completion.rules import RULE_VERSION
from elearn.core.courses.models import Course, CourseVersion
from elearn.core.enrolment.models import Enrolment
from elearn.core.people.models import Person, Position, WorkUnit
from elearn.core.people.nip import build_nip
from elearn.core.people.positions import POSITION_KINDS
from elearn.kernel.work import Work

from .people import make_position, make_unit

STEPS = 6
_serial = count(1)
_NAMES = ("Adi Nugroho", "Budi Santoso", "Citra Lestari", "Dewi Anggraini", "Eko Prasetyo", "Fitri Handayani")


@dataclass(frozen=True, slots=True)
class Agency:
    """What was drawn. `units` begins with the root; parents stand before their children."""

    units: tuple[WorkUnit, ...]
    courses: tuple[CourseVersion, ...]
    people: tuple[Person, ...]


def make_agency(work: Work, random: Random, *, units: int = 6, people: int = 30, courses: int = 2) -> Agency:
    """Units in a random tree, people spread over them, and what each has learned in the last two years."""
    tree = [make_unit(work, name=f"Instansi {random.randrange(10**9)}")]
    for number in range(1, units):
        tree.append(make_unit(work, random.choice(tree), name=f"Unit {number}"))
    taught = tuple(make_bare_course(work, title=f"Pelatihan {number}") for number in range(courses))
    positions = [make_position(work, name=f"Jabatan {kind}", kind=kind) for kind in POSITION_KINDS]
    staff = tuple(make_colleague(work, random.choice(tree), random.choice(positions), random) for _ in range(people))
    for person in staff:
        for version in taught:
            for cycle in range(1, random.choice((0, 0, 1, 1, 2)) + 1):
                make_history(work, person, version, random, cycle=cycle)
    return Agency(tuple(tree), taught, staff)


def make_bare_course(work: Work, *, title: str) -> CourseVersion:
    """A published course without any step."""
    course = work.add(Course(code=title[:40], slug=title.lower().replace(" ", "-"), created_at=work.now))
    version = work.add(
        CourseVersion(
            course_id=course.id,
            number=1,
            digest="0" * 64,
            title=title,
            summary="",
            language="id",
            form="e-learning",
            organiser="BKPSDM Kota Harapan",
            duration_minutes=180,
            introduction="",
            audience=[],
            competencies=[],
            prerequisites=[],
            requirement={},
            certificate={},
            search_text=title.lower(),
            published_at=work.now,
        )
    )
    course.current_id = version.id
    return version


def make_colleague(work: Work, unit: WorkUnit, position: Position, random: Random) -> Person:
    """Somebody without an account; one in ten has left the service."""
    employment = random.choice(("PNS", "PNS", "PPPK"))
    born = date(1965, 1, 1) + timedelta(days=next(_serial))
    return work.add(
        Person(
            nip=build_nip(born, 2015, 3 if employment == "PNS" else 21, "P", 999).digits,
            name=random.choice(_NAMES),
            title_after="S.AP.",
            employment=employment,
            grade="III/a" if employment == "PNS" else "IX",
            birth_date=born,
            sex="P",
            position_id=position.id,
            unit_id=unit.id,
            is_active=random.random() > 0.1,
        )
    )


def make_history(
    work: Work, person: Person, version: CourseVersion, random: Random, *, cycle: int = 1, completed_at: datetime | None = None
) -> Enrolment:
    """An enrolment that is running, or completed (always when the moment is given) with its certificate and hours."""
    began_at = work.now - timedelta(minutes=random.randrange(700 * 24 * 60))
    is_done = completed_at is not None or random.random() < 0.5
    enrolment = work.add(
        Enrolment(person_id=person.id, course_id=version.course_id, version_id=version.id, cycle=cycle, began_at=began_at)
    )
    done = STEPS if is_done else random.randrange(STEPS)
    work.add(
        Progress(
            enrolment_id=enrolment.id, done_steps=done, all_steps=STEPS, score=None, is_complete=is_done,
            rule_version=RULE_VERSION, updated_at=began_at,
        )
    )  # fmt: skip
    if is_done:
        moment = completed_at or began_at + (work.now - began_at) * random.random()
        _complete(work, person, enrolment, moment.astimezone(UTC), random)
    return enrolment


def _complete(work: Work, person: Person, enrolment: Enrolment, moment: datetime, random: Random) -> None:
    completion = work.add(
        Completion(
            enrolment_id=enrolment.id, person_id=person.id, version_id=enrolment.version_id, completed_at=moment,
            score=float(random.randrange(70, 101)), unit_id=person.unit_id, position="Jabatan lama", grade=person.grade,
            rule_version=RULE_VERSION,
        )
    )  # fmt: skip
    is_revoked = random.random() < 0.2
    certificate = work.add(
        Certificate(
            code=f"kode-{completion.id}", number=f"{completion.id}/800/BKPSDM/{moment.year}", agency_id=person.unit_id,
            year=moment.year, sequence=completion.id, person_id=person.id, completion_id=completion.id, claims="{}",
            issued_at=moment, state=REVOKED if is_revoked else ISSUED,
        )
    )  # fmt: skip
    day = moment.astimezone(work.settings.timezone).date()
    work.add(
        CareerEntry(
            person_id=person.id, certificate_id=certificate.id, source=CERTIFICATE, title="Pelatihan", form="e-learning",
            organiser="BKPSDM Kota Harapan", minutes=random.choice((180, 450, 900, 1084, 1085)), competencies=[],
            began_on=day, ended_on=day, year=day.year, recorded_at=moment, withdrawn_at=moment if is_revoked else None,
        )
    )  # fmt: skip
