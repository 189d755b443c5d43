"""The catalogue and the page of a course."""

from __future__ import annotations

from flask import request

from elearn.core.courses import queries
from elearn.core.courses.forms import read_query
from elearn.core.courses.notices import archive_notice
from elearn.core.courses.pages import CataloguePage, CoursePage
from elearn.core.courses.permissions import CATALOGUE_READ
from elearn.kernel.i18n import language
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/katalog")
@requires(CATALOGUE_READ)
def index() -> str:
    """Courses on offer, searched and narrowed."""
    work, query = current_work(), read_query(request.args)
    found = queries.catalogue(work, query.wish, page=query.page)
    return draw(CataloguePage(query.wish, query.duration, query.values, found, queries.facets(work)))


@bp.get("/kursus/<slug>")
@requires(CATALOGUE_READ)
def show(slug: str) -> str:
    """One course: what it teaches, how long it takes, what it asks, and the way in."""
    work = current_work()
    version = queries.open_version(work, slug)
    course = version.course
    return draw(
        CoursePage(
            version=version,
            text=version.in_words(language()),
            contents=queries.contents(work, version.id),
            prerequisites=queries.named(work, version.prerequisites) if version.prerequisites else (),
            actions=work.hooks.gather("course_actions", work=work, course=course),
            panels=sorted(work.hooks.gather("course_panels", work=work, course=course), key=lambda p: p.order),
            notice=archive_notice(course.archive_on, course.archive_note, work.today),
        )
    )
