"""The catalogue and the page of a course."""

from __future__ import annotations

from flask import request

from elearn.core.courses import queries
from elearn.core.courses.forms import read_query
from elearn.core.courses.pages import CataloguePage, course_page
from elearn.core.courses.permissions import CATALOGUE_READ
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
    links = work.hooks.gather("catalogue_links", work=work)
    return draw(CataloguePage(query.wish, query.duration, query.values, found, queries.facets(work), links))


@bp.get("/kursus/<slug>")
@requires(CATALOGUE_READ)
def show(slug: str) -> str:
    """One course: what it teaches, how long it takes, what it asks, and the way in."""
    work = current_work()
    return draw(course_page(work, queries.open_version(work, slug)))
