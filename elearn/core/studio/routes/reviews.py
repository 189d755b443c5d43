"""The review of a draft: asking, reading along, commenting, the verdict."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.studio.forms import read_number, read_verdict
from elearn.core.studio.models import APPROVED
from elearn.core.studio.pages.reviews import ReviewFilePage, ReviewPage, placed
from elearn.core.studio.permissions import DRAFT_WRITE, REVIEW_ASK
from elearn.core.studio.queries import reviews as queries
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import text_of, texts_of
from elearn.core.studio.services import reviews
from elearn.kernel.i18n import _
from elearn.kernel.work import committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp


@bp.get("/naskah/<slug>/ulasan")
@requires(DRAFT_WRITE)
def review(slug: str) -> str:
    """The rounds of review and all comments, for the authors and for whom they asked."""
    work = current_work()
    draft, is_own = queries.readable_draft(work, slug)
    may_ask = is_own and work.actor.may(REVIEW_ASK)
    rounds, able = queries.rounds(work, draft), queries.reviewers(work, draft) if may_ask else ()
    is_reviewer = any(not one.verdict and one.reviewer_id == work.actor.person_id for one in rounds)
    said, paths, needed = queries.comments(work, draft), texts_of(work, draft), work.settings.review_required
    return draw(ReviewPage(draft, is_own, may_ask, is_reviewer, needed, rounds, able, said, paths))


@bp.post("/naskah/<slug>/ulasan")
@requires(REVIEW_ASK)
def ask_review(slug: str) -> ResponseReturnValue:
    """Asks a trainer to review the draft."""
    with committed(current_work()) as work:
        reviews.ask(work, own_draft(work, slug), read_number(request.form.get("pengulas", "")))
    flash(_("Permintaan ulasan sudah dikirim. Pengulas melihatnya pada halaman Pelatihan saya."), "ok")
    return redirect(url_for("studio.review", slug=slug))


@bp.post("/naskah/<slug>/putusan")
@requires(DRAFT_WRITE)
def answer_review(slug: str) -> ResponseReturnValue:
    """The reviewer's verdict."""
    verdict = read_verdict(request.form.get("putusan", ""))
    with committed(current_work()) as work:
        reviews.answer(work, queries.readable_draft(work, slug)[0], verdict, request.form.get("catatan", ""))
    flash(_("Naskah disetujui.") if verdict == APPROVED else _("Naskah dikembalikan kepada penulisnya."), "ok")
    return redirect(url_for("studio.review", slug=slug))


@bp.get("/naskah/<slug>/ulasan/<path:path>")
@requires(DRAFT_WRITE)
def review_file(slug: str, path: str) -> str:
    """A file line by line, with what was said about each; `?baris=` is the line to speak of."""
    work = current_work()
    draft, is_own = queries.readable_draft(work, slug)
    lines, gone = placed(text_of(work, draft, path)[1], queries.comments(work, draft, path))
    return draw(ReviewFilePage(draft, path, is_own, lines, gone, read_number(request.args.get("baris", "")) or 1))


@bp.post("/naskah/<slug>/ulasan/<path:path>")
@requires(DRAFT_WRITE)
def comment(slug: str, path: str) -> ResponseReturnValue:
    """Says something about a line, or answers what was said."""
    line = read_number(request.form.get("baris", ""))
    with committed(current_work()) as work:
        reviews.comment(work, queries.readable_draft(work, slug)[0], path, line, request.form.get("komentar", ""))
    return redirect(url_for("studio.review_file", slug=slug, path=path, _anchor=f"b{line}"))


@bp.post("/naskah/<slug>/komentar")
@requires(DRAFT_WRITE)
def settle_comment(slug: str) -> ResponseReturnValue:
    """Notes that a comment was dealt with."""
    with committed(current_work()) as work:
        draft, _is_own = queries.readable_draft(work, slug)
        found = reviews.settle(work, draft, read_number(request.form.get("nomor", "")))
    flash(_("Komentar ditandai selesai."), "ok")
    return redirect(url_for("studio.review_file", slug=slug, path=found.path))
