"""For HR: the people in scope, one of them, and a one-time code."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from elearn.core.people import queries, services
from elearn.core.people.forms import tidy
from elearn.core.people.nip import parse_nip
from elearn.core.people.pages import CodePage, PeopleListPage, PersonPage
from elearn.core.people.permissions import CODE_CREATE, PERSON_READ
from elearn.kernel.paging import read_page
from elearn.kernel.permissions import HR
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .blueprint import bp


@bp.get("/pegawai")
@requires(PERSON_READ)
def index() -> ResponseReturnValue:
    """People in scope, searched by name, number or unit."""
    work = current_work()
    words, unit_id = tidy(request.args.get("q", "")), request.args.get("unit", type=int)
    unit = queries.unit_in_scope(work, unit_id) if unit_id is not None else None
    lines, paging = queries.directory(work, words, unit_id, read_page(request.args))
    return show(PeopleListPage(lines, paging, words, unit_id, unit.name if unit else ""))


@bp.get("/pegawai/<int(max=2147483647):person_id>", endpoint="show")
@requires(PERSON_READ)
def show_person(person_id: int) -> ResponseReturnValue:
    """One person: facts and way in."""
    work = current_work()
    facts = queries.facts_in_scope(work, person_id)
    roles, way_in = queries.role_lines(work, person_id), queries.way_in(work, person_id)
    panels = sorted(work.hooks.gather("person_panels", work=work, person=facts), key=lambda panel: panel.order)
    return show(PersonPage(facts, way_in, roles, bool(work.actor.scopes(HR)), tuple(panels)))


@bp.post("/pegawai/<int(max=2147483647):person_id>/kode")
@requires(CODE_CREATE)
def create_code(person_id: int) -> ResponseReturnValue:
    """A one-time code. It is shown in this very answer and never again, so there is nothing to redirect to."""
    with committed(current_work()) as work:
        person = queries.person_in_scope(work, person_id)
        code = services.issue_reset_code(work, person)
    return show(CodePage(person.id, person.full_name, parse_nip(person.nip).spaced, code))
