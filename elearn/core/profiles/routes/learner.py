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
from ..forms import WithdrawForm, self_form
from ..pages import CoursesPage, IndexPage, ProfilePage, SelfPage, WithdrawPage, shown
from ..permissions import OWN_READ, OWN_UPDATE
from .blueprint import EVIDENCE, bp


@bp.get("/profil")
@requires(OWN_READ)
def index() -> str:
    """What the reader's position requires, and what they have reached."""
    work = current_work()
    return show(ProfilePage(*shown(work, queries.profile_of(work, _me(work)))))


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


@bp.get(f"/profil/bukti/{EVIDENCE}/tarik")
@requires(OWN_UPDATE)
def edit_own_evidence(evidence_id: int) -> str:
    """The question before one's own word is taken back."""
    work = current_work()
    return show(_withdrawing(work, evidence_id, WithdrawForm()))


@bp.post(f"/profil/bukti/{EVIDENCE}/tarik")
@requires(OWN_UPDATE)
def delete_own_evidence(evidence_id: int) -> ResponseReturnValue:
    """Takes back what the reader said of themselves."""
    form, work = WithdrawForm(), current_work()
    page = _withdrawing(work, evidence_id, form)
    if not form.validate_on_submit():
        return show(page), 422
    with committed(work):
        services.withdraw(work, page.evidence, form.reason.data or "")
    flash(_("Bukti sudah ditarik. Riwayatnya tetap tersimpan."), "ok")
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


def _withdrawing(work: Work, evidence_id: int, form: WithdrawForm) -> WithdrawPage:
    me = _me(work)
    return WithdrawPage(queries.evidence_of(work, me.id, evidence_id), me, form, is_own=True)
