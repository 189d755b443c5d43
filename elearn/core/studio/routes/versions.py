"""The published versions of a course of mine, and the learners that move between them."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.completion import moving
from elearn.core.completion import queries as completion
from elearn.core.courses import queries as courses
from elearn.core.courses.permissions import COURSE_ARCHIVE, COURSE_PUBLISH
from elearn.core.studio.forms import read_number, read_query
from elearn.core.studio.pages.checks import MovesPart, VersionsPage, notice_of
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/pengajar/<slug>")
@requires(DRAFT_WRITE)
def versions(slug: str) -> str:
    """One published course of mine: its versions, moves between them (htmx gets these alone) and what the check said."""
    work = current_work()
    course = courses.own_course(work, slug)
    moves = completion.moves(work, course.id)
    if "HX-Request" in request.headers:
        return draw(MovesPart(course, moves))
    lines, paging = courses.versions(work, course.id, page=read_query(request.args).page)
    return draw(VersionsPage(course, moves, lines, paging, notice_of(work, course), work.actor.may(COURSE_ARCHIVE)))


@bp.post("/pengajar/<slug>/pemindahan")
@requires(COURSE_PUBLISH)
def undo_move(slug: str) -> ResponseReturnValue:
    """Has the learners brought back that a move took."""
    with committed(current_work()) as work:
        course = courses.own_course(work, slug)
        moving.undo(work, course.id, read_number(request.form.get("nomor", "")))
    flash(_("Peserta sedang dikembalikan ke versi lama; kemajuannya tampil di halaman ini."), "ok")
    return redirect(url_for("studio.versions", slug=slug), 303)
