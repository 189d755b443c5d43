"""The published versions of a course of mine."""

from __future__ import annotations

from flask import request

from elearn.core.courses import queries as courses
from elearn.core.courses.permissions import COURSE_ARCHIVE
from elearn.core.studio.forms import read_query
from elearn.core.studio.pages.checks import VersionsPage, notice_of
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/pengajar/<slug>")
@requires(DRAFT_WRITE)
def versions(slug: str) -> str:
    """One published course of mine: its versions and what the check said."""
    work = current_work()
    course = courses.own_course(work, slug)
    lines, paging = courses.versions(work, course.id, page=read_query(request.args).page)
    return draw(VersionsPage(course, lines, paging, notice_of(work, course), work.actor.may(COURSE_ARCHIVE)))
