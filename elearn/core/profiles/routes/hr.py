"""For HR: the profile of a person in scope, evidence recorded for them, and tables of evidence."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.competencies import queries as competencies
from elearn.core.people import queries as people
from elearn.core.people.queries import PersonFacts
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .. import queries, services
from ..forms import EvidenceForm, ImportForm, WithdrawForm, text
from ..pages import ImportPage, IndexPage, PersonPage, WithdrawPage, shown
from ..permissions import EVIDENCE_CREATE, PERSON_READ
from .blueprint import EVIDENCE, bp

PERSON = "/pegawai/<int(max=2147483647):person_id>"


@bp.get(f"{PERSON}/profil", endpoint="show")
@requires(PERSON_READ)
def show_person(person_id: int) -> str:
    """The profile of a person in scope, with the form to record evidence."""
    work = current_work()
    return show(_page(work, people.facts_in_scope(work, person_id), _form(work)))


@bp.post(f"{PERSON}/profil")
@requires(EVIDENCE_CREATE)
def create(person_id: int) -> ResponseReturnValue:
    """Records one piece of evidence."""
    work = current_work()
    person, form = people.facts_in_scope(work, person_id), _form(work)
    if not form.validate_on_submit():
        return show(_page(work, person, form)), 422
    with committed(work):
        _record(work, person, form)
    flash(_("Bukti sudah dicatat."), "ok")
    return redirect(url_for("profiles.show", person_id=person.id))


@bp.get(f"{PERSON}/profil/bukti/{EVIDENCE}/tarik")
@requires(EVIDENCE_CREATE)
def edit_evidence(person_id: int, evidence_id: int) -> str:
    """The question before evidence of somebody in scope is taken back."""
    return show(_withdrawing(current_work(), person_id, evidence_id, WithdrawForm()))


@bp.post(f"{PERSON}/profil/bukti/{EVIDENCE}/tarik")
@requires(EVIDENCE_CREATE)
def delete_evidence(person_id: int, evidence_id: int) -> ResponseReturnValue:
    """Takes it back; the level is what the rest proves."""
    form, work = WithdrawForm(), current_work()
    page = _withdrawing(work, person_id, evidence_id, form)
    if not form.validate_on_submit():
        return show(page), 422
    with committed(work):
        services.withdraw(work, page.evidence, form.reason.data or "")
    flash(_("Bukti sudah ditarik. Riwayatnya tetap tersimpan."), "ok")
    return redirect(url_for("profiles.show", person_id=person_id))


@bp.get(f"{PERSON}/ip-asn")
@requires(PERSON_READ)
def show_person_index(person_id: int) -> str:
    """The estimate of IP-ASN of a person in scope."""
    work = current_work()
    return show(IndexPage(queries.index_of(work, people.facts_in_scope(work, person_id)), is_own=False))


@bp.get("/profil/impor")
@requires(EVIDENCE_CREATE)
def new_import() -> str:
    """The form to send a table, and what it must hold."""
    return show(ImportPage(ImportForm()))


@bp.post("/profil/impor")
@requires(EVIDENCE_CREATE)
def create_import() -> ResponseReturnValue:
    """Checks or takes in a table. The report is this very answer: it is kept nowhere, so there is nothing to redirect to."""
    form, work = ImportForm(), current_work()
    if not form.validate_on_submit():
        return show(ImportPage(form)), 422
    agency = competencies.own_agency(work) if form.what.data == services.BANDS else None
    with committed(work):
        report = services.import_table(
            work, form.what.data, form.content(), agency, dry_run=form.check_only.data, keep_good=form.keep_good.data
        )
    return show(ImportPage(form, report)), 422 if report.refused else 200


def _form(work: Work) -> EvidenceForm:
    return EvidenceForm.of(sorted(competencies.known(work)), work.settings.competency_levels)


def _page(work: Work, person: PersonFacts, form: EvidenceForm) -> PersonPage:
    is_other = person.id != work.actor.person_id
    return PersonPage(*shown(work, queries.profile_of(work, person)), form if is_other else None)


def _withdrawing(work: Work, person_id: int, evidence_id: int, form: WithdrawForm) -> WithdrawPage:
    person = people.facts_in_scope(work, person_id)
    return WithdrawPage(queries.evidence_of(work, person.id, evidence_id), person, form, is_own=False)


def _record(work: Work, person: PersonFacts, form: EvidenceForm) -> None:
    level, day = int(text(form.level)), form.dated_on.data
    assert day is not None  # noqa: S101  # the form has seen to it
    services.record(work, person, text(form.kind), text(form.competency), level, day, text(form.source))
