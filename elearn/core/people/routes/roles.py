"""For the admin: who holds which role."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from elearn.core.people import queries, services
from elearn.core.people.forms import RoleForm, text
from elearn.core.people.pages import RolesPage
from elearn.core.people.permissions import ROLE_UPDATE
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show

from .blueprint import bp


@bp.get("/peran")
@requires(ROLE_UPDATE)
def roles() -> ResponseReturnValue:
    """Every role that was given."""
    return show(RolesPage(RoleForm(), queries.role_lines(current_work())))


@bp.post("/peran")
@requires(ROLE_UPDATE)
def create_role() -> ResponseReturnValue:
    """Gives a role."""
    form, work = RoleForm(), current_work()
    if not form.validate_on_submit():
        return show(RolesPage(form, queries.role_lines(work))), 422
    with committed(work):
        services.grant_to(work, text(form.nip), text(form.role), text(form.unit))
    flash(_("Peran sudah diberikan. Berlaku mulai halaman berikutnya yang dibuka."), "ok")
    return redirect(url_for("people.roles"))


@bp.post("/peran/<int(max=2147483647):role_id>/cabut")
@requires(ROLE_UPDATE)
def delete_role(role_id: int) -> ResponseReturnValue:
    """Takes a role."""
    with committed(current_work()) as work:
        services.revoke(work, queries.role(work, role_id))
    flash(_("Peran sudah dicabut."), "ok")
    return redirect(url_for("people.roles"))
