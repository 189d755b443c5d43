"""Many people at once against what their positions require, as one statement.

What positions require is decided by `competencies.rules` and sent along; the level reached follows `rules.reached`,
written as SQL: tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from elearn.core.career.models import CareerEntry
from elearn.core.career.queries import counts
from elearn.core.competencies import queries as competencies
from elearn.core.competencies.rules import Post, Required, rank_of, standards
from elearn.core.people.models import Person, Position, UnitAncestor, WorkUnit
from elearn.kernel.documents import elements, number_at, text_at
from elearn.kernel.work import Work

from ..models import Evidence
from ..rules import COUNTED, MEASURED, fresh_since
from .profiles import stands


@dataclass(frozen=True, slots=True)
class Pairs:
    """One row a person and required competency, or one with a NULL competency where nothing is required.

    `rows` has person_id, unit_id, competency, required, and reached (NULL: nothing that counts). `names` are the
    competencies that anybody's position requires.
    """

    rows: CTE
    names: tuple[str, ...]


def pairs(work: Work, conditions: Sequence[ColumnElement[bool]], competency: str = "") -> Pairs:
    """The people that fulfil `conditions` (of Person), whatever their number; with a competency those it is required of.

    Two statements find what their positions require; the third is for the caller to make of `rows`.
    """
    people = _people(conditions)
    posts = _posts(work, people)
    asked = standards(
        competencies.rows_of_agencies(work, {post.agency_id for post in posts.values()}), posts.values(), work.today
    )
    names = sorted({one.competency for required in asked.values() for one in required})
    stacked = union_all(_asked(people, _required(posts, asked), competency), _reached(work, people)).subquery()
    required = func.max(stacked.c.required)
    rows = (
        select(
            stacked.c.person_id, func.max(stacked.c.unit_id).label("unit_id"), stacked.c.competency,
            required.label("required"), func.max(stacked.c.reached).label("reached"),
        )
        .group_by(stacked.c.person_id, stacked.c.competency)
        .having(or_(required.is_not(None), stacked.c.competency.is_(None)))
    )  # fmt: skip
    return Pairs(rows.cte("pairs"), tuple(names))


def _people(conditions: Sequence[ColumnElement[bool]]) -> CTE:
    """(person_id, unit_id, position_id, agency_id)."""
    return (
        select(Person.id.label("person_id"), Person.unit_id, Person.position_id, WorkUnit.id.label("agency_id"))
        .join(UnitAncestor, UnitAncestor.unit_id == Person.unit_id)
        .join(WorkUnit, and_(WorkUnit.id == UnitAncestor.ancestor_id, WorkUnit.parent_id.is_(None)))
        .where(*conditions)
        .cte("people")
    )


def _posts(work: Work, people: CTE) -> dict[tuple[int, int], Post]:
    """Position and agency → the post, of everybody who is looked at."""
    rows = work.session.execute(
        select(people.c.position_id, people.c.agency_id, Position.name, Position.kind, Position.echelon)
        .join(Position, Position.id == people.c.position_id)
        .distinct()
    )
    return {
        (position_id, agency_id): Post(name, rank_of(name, kind, echelon), agency_id)
        for position_id, agency_id, name, kind, echelon in rows
    }


def _asked(people: CTE, required: Subquery, competency: str) -> Select[*tuple[Any, ...]]:
    """(person_id, unit_id, competency, required, reached); the last is NULL, to be stacked upon `_reached`.

    Stacked and grouped, not joined: SQLite would look through all of the one for each row of the other.
    """
    is_theirs = and_(required.c.position_id == people.c.position_id, required.c.agency_id == people.c.agency_id)
    rows = select(
        people.c.person_id, people.c.unit_id, required.c.competency, required.c.required, null().label("reached")
    ).outerjoin(required, is_theirs)
    return rows.where(required.c.competency == competency) if competency else rows


def _required(posts: dict[tuple[int, int], Post], asked: dict[Post, tuple[Required, ...]]) -> Subquery:
    """(position_id, agency_id, competency, required), sent as two lists: the standards, and which post has which."""
    numbers = {standard: number for number, standard in enumerate(dict.fromkeys(asked.values()))}
    lines = [[number, one.competency, one.level] for standard, number in numbers.items() for one in standard]
    held = elements([[position, agency, numbers[asked[post]]] for (position, agency), post in posts.items()])
    stands = elements(lines)
    post = _kept(
        select(
            number_at(held, 0).label("position_id"),
            number_at(held, 1).label("agency_id"),
            number_at(held, 2).label("standard"),
        ),
        "posts",
    )
    standard = _kept(
        select(
            number_at(stands, 0).label("standard"),
            text_at(stands, 1).label("competency"),
            number_at(stands, 2).label("required"),
        ),
        "standards",
    )
    return (
        select(post.c.position_id, post.c.agency_id, standard.c.competency, standard.c.required)
        .join(standard, standard.c.standard == post.c.standard)
        .subquery()
    )


def _reached(work: Work, people: CTE) -> Select[*tuple[Any, ...]]:
    """The same columns, of what counts: the strongest kind of what is not old, else of what is."""
    judged = _judged(work, people)
    last = judged.c.dated_on == judged.c.judged_on
    later = and_(judged.c.is_course == 1, _after(judged))
    word = func.coalesce(func.min(case((and_(judged.c.is_course == 0, last), judged.c.level))), -1)
    course = func.coalesce(func.max(case((later, judged.c.level))), -1)
    by_kind = (
        select(
            judged.c.person_id, judged.c.competency, case((word > course, word), else_=course).label("level"),
            func.row_number()
            .over(partition_by=(judged.c.person_id, judged.c.competency), order_by=(judged.c.is_old, judged.c.kind))
            .label("place"),
        )
        .group_by(judged.c.person_id, judged.c.competency, judged.c.is_old, judged.c.kind)
        .subquery()
    )  # fmt: skip
    return select(by_kind.c.person_id, null(), by_kind.c.competency, null(), by_kind.c.level).where(
        by_kind.c.place == 1
    )


def _after(judged: Subquery) -> ColumnElement[bool]:
    """Of a course: it was finished after the last judgement, or there is none."""
    return func.coalesce(judged.c.dated_on > judged.c.judged_on, true())


def _judged(work: Work, people: CTE) -> Subquery:
    """Every proof that counts by today, with the day of the last judgement of its kind and age; `kind` is its rank."""
    proofs = union_all(_recorded(people), _courses(people)).subquery()
    is_old = case((proofs.c.dated_on < fresh_since(work.today, work.settings.evidence_years), 1), else_=0)
    together = (proofs.c.person_id, proofs.c.competency, proofs.c.kind, is_old)
    judged_on = func.max(case((proofs.c.is_course == 0, proofs.c.dated_on))).over(partition_by=together)
    return (
        select(*proofs.c, is_old.label("is_old"), judged_on.label("judged_on"))
        .where(proofs.c.dated_on <= work.today)
        .subquery()
    )


def _recorded(people: CTE) -> Select[*tuple[Any, ...]]:
    kind = case({word: rank for rank, word in enumerate(COUNTED)}, value=Evidence.kind)
    return (
        select(
            Evidence.person_id, Evidence.competency, kind.label("kind"), Evidence.level, Evidence.dated_on,
            literal(0, Integer).label("is_course"),
        )
        .join(people, people.c.person_id == Evidence.person_id)
        .where(Evidence.kind.in_(COUNTED), stands())
    )  # fmt: skip


def _courses(people: CTE) -> Select[*tuple[Any, ...]]:
    claim = elements(CareerEntry.competencies)
    return (
        select(
            CareerEntry.person_id, text_at(claim, 0), literal(COUNTED.index(MEASURED), Integer), number_at(claim, 1),
            CareerEntry.ended_on, literal(1, Integer),
        )
        .join(people, people.c.person_id == CareerEntry.person_id)
        .join(claim, true())
        .where(counts())
    )  # fmt: skip


def _kept(rows: Select[*tuple[Any, ...]], name: str) -> CTE:
    """Worked out once: SQLite would else unfold a list again for each person."""
    return rows.cte(name).prefix_with("MATERIALIZED")
