"""One's own profile, assessing oneself, the courses that close a gap, and the estimate of IP-ASN."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people import queries as people
from elearn.core.people.queries import PersonFacts
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import queries, services
from ..forms import self_form
from ..pages import CoursesPage, IndexPage, ProfilePage, SelfPage
from ..permissions import OWN_READ, OWN_UPDATE
from .blueprint import bp


@bp.get("/profil")
@requires(OWN_READ)
def index() -> str:
    """What the reader's position requires, and what they have reached."""
    work = current_work()
    return show(ProfilePage(queries.profile_of(work, _me(work)), *_words(work)))


@bp.get("/profil/penilaian-diri")
@requires(OWN_UPDATE)
def edit() -> str:
    """The form to assess oneself."""
    work = current_work()
    person = _me(work)
    form = self_form(queries.required_of(work, person), work.settings.competency_levels)
    return show(SelfPage(form, person.position))


@bp.post("/profil/penilaian-diri")
@requires(OWN_UPDATE)
def update() -> ResponseReturnValue:
    """Records what the reader says of themselves."""
    work = current_work()
    person = _me(work)
    form = self_form(queries.required_of(work, person), work.settings.competency_levels)
    if not form.validate_on_submit():
        return show(SelfPage(form, person.position)), 422
    with committed(work):
        services.assess_self(work, form.levels)
    flash(_("Penilaian diri sudah dicatat. Penilaian ini tampil terpisah dan tidak memenuhi syarat jabatan."), "ok")
    return redirect(url_for("profiles.index"))


@bp.get("/profil/pelatihan")
@requires(OWN_READ)
def index_courses() -> str:
    """Which courses close the reader's gaps, and why."""
    work = current_work()
    return show(CoursesPage(queries.profile_of(work, _me(work))))


@bp.get("/profil/ip-asn")
@requires(OWN_READ)
def show_index() -> str:
    """The estimate of the reader's IP-ASN."""
    work = current_work()
    return show(IndexPage(queries.index_of(work, _me(work)), is_own=True))


def _me(work: Work) -> PersonFacts:
    return people.facts_of(work, people.own_id(work))


def _words(work: Work) -> tuple[tuple[str, ...], int]:
    return work.settings.competency_levels, work.settings.evidence_years
