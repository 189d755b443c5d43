"""Many people at once: the statement says of each pair what the pure rules say, and costs the same whatever their number."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from elearn.core.career.models import CareerEntry
from elearn.core.competencies import services as competencies
from elearn.core.people import queries as people
from elearn.core.people.models import Person
from elearn.core.profiles import queries, services
from elearn.core.profiles.rules import KINDS, fresh_since, is_old
from elearn.kernel.work import Work, committed
from elearn.testing.factories.career import make_career_entry
from elearn.testing.factories.people import make_position, make_unit
from elearn.testing.factories.reports import make_agency

NAMES = ("Integritas", "Komunikasi", "Pelayanan Publik", "Literasi Digital")
TABLE = """jabatan,jenjang,kompetensi,tingkat,berlaku_mulai,berlaku_sampai
Jabatan Fungsional,,Komunikasi,4,01-01-2020,
Jabatan Fungsional,,Integritas,2,01-01-2020,31-12-2024
,Pelaksana,Integritas,3,01-01-2020,
,Pelaksana,Literasi Digital,1,01-01-2020,
"""


def draw(work: Work, random: Random, person: Person) -> None:
    """Evidence of all kinds, young, old and of a day to come, and courses, one in four of them withdrawn."""
    for _ in range(random.randrange(6)):
        day = work.today - timedelta(days=random.choice((-3, 0, 1, 1, 400, 1095, 1096, 1097, 2000)))
        if random.random() < 0.4:
            entry = make_career_entry(work, person, ended_on=day)
            entry.competencies = [[name, random.randrange(1, 6)] for name in random.sample(NAMES, 2)]
            entry.withdrawn_at = work.now if random.random() < 0.25 else None
        else:
            kind, level = random.choice(KINDS), random.randrange(6)
            services.add(work, person.id, random.choice(NAMES), kind, level, day, "Uji")


def by_rules(work: Work, person: Person) -> list[tuple[int, str | None, int | None, int | None]]:
    matches = queries.profile_of(work, people.facts_of(work, person.id)).matches
    found = [(m.competency, m.required, m.reached.level if m.reached.proof else None) for m in matches]
    return [(person.id, *line) for line in sorted(found)] or [(person.id, None, None, None)]


@pytest.mark.parametrize("seed", range(3))
def test_statement_says_what_the_rules_say(work: Work, seed: int) -> None:
    random = Random(seed)
    with committed(work):
        agency = make_agency(work, random, units=3, people=25, courses=0)
        assert competencies.import_requirements(work, TABLE.encode(), agency.units[0]).is_saved
        for person in agency.people:
            draw(work, random, person)

    rows = queries.pairs(work, [Person.is_active.is_(True), Person.unit_id.in_([u.id for u in agency.units])]).rows
    columns = (rows.c.person_id, rows.c.competency, rows.c.required, rows.c.reached)
    found = sorted((tuple(row) for row in work.session.execute(select(*columns))), key=str)

    expected = [line for person in agency.people if person.is_active for line in by_rules(work, person)]
    assert found == sorted(expected, key=str)
    assert any(line[3] is not None for line in found)


def test_each_agency_has_its_own_standard(work: Work) -> None:
    with committed(work):
        one, other = make_unit(work), make_unit(work)
        post = make_position(work)
        make_position(work, name="Jabatan Fungsional", kind="Fungsional")
        assert competencies.import_requirements(work, TABLE.encode(), one).is_saved
        for unit in (one, other):
            work.add(
                Person(
                    nip=f"19800101201503200{unit.id % 10}", name="Dewi", employment="PNS", grade="III/a",
                    birth_date=None, sex="P", position_id=post.id, unit_id=unit.id,
                )
            )  # fmt: skip

    rows = queries.pairs(work, [Person.unit_id.in_([one.id, other.id])], "Integritas").rows
    found = {row.unit_id: row.required for row in work.session.execute(select(rows.c.unit_id, rows.c.required))}

    assert (found[one.id], found[other.id]) == (3, 1)


def test_nobody_is_an_empty_answer(work: Work) -> None:
    found = queries.pairs(work, [Person.id == -1])

    assert (found.names, work.session.execute(select(found.rows)).all()) == ((), [])


@pytest.mark.parametrize(
    ("today", "fresh"), [(date(2024, 2, 29), date(2021, 3, 1)), (date(2026, 5, 4), date(2023, 5, 4))]
)
def test_evidence_is_fresh_from_the_same_day_on(today: date, fresh: date) -> None:
    assert fresh_since(today, 3) == fresh
    assert (is_old(fresh, today, 3), is_old(fresh - timedelta(days=1), today, 3)) == (False, True)


def test_withdrawn_entries_are_drawn_too(work: Work) -> None:
    """The comparison above would be blind without them."""
    with committed(work):
        agency = make_agency(work, Random(0), units=3, people=25, courses=0)
        random = Random(0)
        for person in agency.people:
            draw(work, random, person)

    assert work.session.scalars(select(CareerEntry.id).where(CareerEntry.withdrawn_at.is_not(None))).first()
