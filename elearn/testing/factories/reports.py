"""An agency in the middle of its learning, drawn at random, for what is counted over many people.

Rows are stored as they are at the end, without the services that would lead there: a report reads rows only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
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

from .people import make_person, make_position, make_role, make_unit

STEPS = 6
_serial = count(1)
_NAMES = ("Adi Nugroho", "Budi Santoso", "Citra Lestari", "Dewi Anggraini", "Eko Prasetyo", "Fitri Handayani")


@dataclass(frozen=True, slots=True)
class Agency:
    """What was drawn. `units` begins with the root; parents stand before their children."""

    units: tuple[WorkUnit, ...]
    courses: tuple[CourseVersion, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """`root` has `health` (with `clinic` below) and `school`; `hr` may see all, `health_hr` only health."""

    root: WorkUnit
    health: WorkUnit
    clinic: WorkUnit
    school: WorkUnit
    hr: Person
    health_hr: Person
    version: CourseVersion
    doctor: Person
    teacher: Person


def make_place(work: Work) -> Place:
    """One agency with two departments, an HR person of each scope, and two people who have learned nothing yet."""
    root = make_unit(work, name="Pemerintah Kota Harapan")
    health = make_unit(work, root, name="Dinas Kesehatan")
    clinic = make_unit(work, health, name="Puskesmas Utara")
    school = make_unit(work, root, name="Dinas Pendidikan")
    hr, health_hr = make_person(work, root, name="Rina Marlina"), make_person(work, health, name="Joko Susilo")
    make_role(work, hr, "hr", root)
    make_role(work, health_hr, "hr", health)
    post = make_position(work)
    return Place(
        root=root,
        health=health,
        clinic=clinic,
        school=school,
        hr=hr,
        health_hr=health_hr,
        version=make_bare_course(work, title="Pelayanan Prima"),
        doctor=make_colleague(work, clinic, post, name="Dewi Anggraini"),
        teacher=make_colleague(work, school, post, name="Eko Prasetyo", employment="PPPK"),
    )


def make_agency(work: Work, random: Random, *, units: int = 6, people: int = 30, courses: int = 2) -> Agency:
    """Units in a random tree, people spread over them, and what each has learned in the last two years."""
    tree = [make_unit(work, name=f"Instansi {random.randrange(10**9)}")]
    for number in range(1, units):
        tree.append(make_unit(work, random.choice(tree), name=f"Unit {number}"))
    taught = tuple(make_bare_course(work, title=f"Pelatihan {number}") for number in range(courses))
    positions = [make_position(work, name=f"Jabatan {kind}", kind=kind) for kind in POSITION_KINDS]
    staff = tuple(
        make_colleague(
            work,
            random.choice(tree),
            random.choice(positions),
            name=random.choice(_NAMES),
            employment=random.choice(("PNS", "PNS", "PPPK")),
            is_active=random.random() > 0.1,
        )
        for _ in range(people)
    )
    for person in staff:
        for version in taught:
            for cycle in range(1, random.choice((0, 0, 1, 1, 2)) + 1):
                _draw_history(work, person, version, random, cycle)
    return Agency(tuple(tree), taught, staff)


def _draw_history(work: Work, person: Person, version: CourseVersion, random: Random, cycle: int) -> None:
    """Running, or completed at some minute of the last two years; one certificate in five was revoked."""
    if random.random() < 0.5:
        make_history(work, person, version, cycle=cycle, done=random.randrange(STEPS))
        return
    moment = work.now - timedelta(minutes=random.randrange(700 * 24 * 60))
    minutes, is_revoked = random.choice((180, 450, 900, 1084, 1085)), random.random() < 0.2
    make_history(work, person, version, cycle=cycle, completed_at=moment, minutes=minutes, is_revoked=is_revoked)


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


def make_colleague(
    work: Work, unit: WorkUnit, position: Position, *, name: str, employment: str = "PNS", is_active: bool = True
) -> Person:
    """Somebody without an account."""
    born = date(1965, 1, 1) + timedelta(days=next(_serial))
    return work.add(
        Person(
            nip=build_nip(born, 2015, 3 if employment == "PNS" else 21, "P", 999).digits,
            name=name,
            title_after="S.AP.",
            employment=employment,
            grade="III/a" if employment == "PNS" else "IX",
            birth_date=born,
            sex="P",
            position_id=position.id,
            unit_id=unit.id,
            is_active=is_active,
        )
    )


def make_history(
    work: Work,
    person: Person,
    version: CourseVersion,
    *,
    cycle: int = 1,
    done: int = STEPS,
    completed_at: datetime | None = None,
    minutes: int = 180,
    is_revoked: bool = False,
) -> Enrolment:
    """An enrolment with `done` steps of STEPS; with a moment of completion also certificate and hours."""
    began_at = (completed_at or work.now) - timedelta(days=30)
    enrolment = work.add(
        Enrolment(
            person_id=person.id, course_id=version.course_id, version_id=version.id, cycle=cycle, began_at=began_at
        )
    )
    work.add(
        Progress(
            enrolment_id=enrolment.id, done_steps=done, all_steps=STEPS, score=None, is_complete=completed_at is not None,
            rule_version=RULE_VERSION, updated_at=began_at,
        )
    )  # fmt: skip
    if completed_at:
        _complete(work, person, enrolment, completed_at, minutes, is_revoked=is_revoked)
    return enrolment


def _complete(
    work: Work, person: Person, enrolment: Enrolment, moment: datetime, minutes: int, *, is_revoked: bool
) -> None:
    completion = work.add(
        Completion(
            enrolment_id=enrolment.id, person_id=person.id, version_id=enrolment.version_id, completed_at=moment,
            score=87.5, unit_id=person.unit_id, position="Jabatan lama", grade=person.grade, rule_version=RULE_VERSION,
        )
    )  # fmt: skip
    certificate = work.add(
        Certificate(
            code=f"kode-{completion.id}", number=f"{completion.id}/800/BKPSDM/{moment.year}", agency_id=person.unit_id,
            year=moment.year, sequence=completion.id, person_id=person.id, completion_id=completion.id, claims="{}",
            issued_at=moment, state=REVOKED if is_revoked else ISSUED, status_index=completion.id,
        )
    )  # fmt: skip
    make_hours(work, person, minutes, moment, certificate_id=certificate.id, is_withdrawn=is_revoked)


def make_hours(
    work: Work,
    person: Person,
    minutes: int,
    moment: datetime,
    *,
    certificate_id: int | None = None,
    is_withdrawn: bool = False,
) -> CareerEntry:
    """A career entry that ended at `moment`."""
    day = moment.astimezone(work.settings.timezone).date()
    return work.add(
        CareerEntry(
            person_id=person.id, certificate_id=certificate_id, source=CERTIFICATE, title="Pelatihan", form="e-learning",
            organiser="BKPSDM Kota Harapan", minutes=minutes, counted_minutes=minutes, competencies=[], began_on=day,
            ended_on=day, year=day.year, recorded_at=moment, withdrawn_at=moment if is_withdrawn else None,
        )
    )  # fmt: skip
