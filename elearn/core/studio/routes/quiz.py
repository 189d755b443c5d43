"""A quiz, or the check questions of a lesson, as a form; the same file has an editor as text, and both keep what the other wrote."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from elearn.core.competencies.queries import known
from elearn.core.studio.forms import read_number
from elearn.core.studio.front_matter_forms import settings_form
from elearn.core.studio.models import Draft
from elearn.core.studio.pages.quiz import QuestionPage, quiz_page
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import text_of
from elearn.core.studio.quiz_form import read_question_form
from elearn.core.studio.services import files, quiz
from elearn.core.studio.services.preview import preview
from elearn.core.studio.writing.course_fields import quiz_values
from elearn.core.studio.writing.names import in_order
from elearn.core.studio.writing.question import FormQuestion
from elearn.core.studio.writing.quiz import read_file
from elearn.kernel.errors import NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work, committed
from elearn.web.current import current_work
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp

QUESTION = "/naskah/<slug>/butir/<int(max=9999):place>/<path:path>"


@bp.get("/naskah/<slug>/kuis/<path:path>")
@requires(DRAFT_WRITE)
def quiz_edit(slug: str, path: str) -> str:
    """The settings and the questions of a quiz or lesson."""
    work = current_work()
    draft = own_draft(work, slug)
    file, text, _names = text_of(work, draft, path)
    read, kinds = read_file(text), work.hooks.gather("question_kinds")
    form = settings_form(quiz_values(text), is_lesson=read.is_lesson)
    return draw(quiz_page(draft, file, read, form, preview(work, draft, path, text), kinds))


@bp.post("/naskah/<slug>/kuis/<path:path>")
@requires(DRAFT_WRITE)
def quiz_update(slug: str, path: str) -> ResponseReturnValue:
    """Saves the settings that changed."""
    number = read_number(request.form.get("nomor", ""))
    with committed(current_work()) as work:
        draft = own_draft(work, slug)
        form = settings_form(None, is_lesson=read_file(text_of(work, draft, path)[1]).is_lesson)
        saved = quiz.set_values(work, draft, path, number, form.values)
    return _after(slug, path, saved)


@bp.post("/naskah/<slug>/kuis-susunan/<path:path>")
@requires(DRAFT_WRITE)
def quiz_move(slug: str, path: str) -> ResponseReturnValue:
    """Moves a question one place (`naik`, `turun`) or takes it out (`hapus`); the button pressed names its place."""
    deed = next((name for name in quiz.DEEDS if name in request.form), None)
    place = request.form.get(deed or "", "")
    if deed is None or not place.isdigit():
        raise NotFound
    with committed(current_work()) as work:
        number = read_number(request.form.get("nomor", ""))
        saved = quiz.rearrange(work, own_draft(work, slug), path, number, deed, read_number(place))
    return _after(slug, path, saved)


@bp.get(QUESTION)
@requires(DRAFT_WRITE)
def question(slug: str, place: int, path: str) -> str:
    """The form of one question; one place past the last begins a new one of the kind wanted."""
    work = current_work()
    draft = own_draft(work, slug)
    file, text, _names = text_of(work, draft, path)
    found = quiz.question_at(work, read_file(text), place, request.args.get("jenis", ""))
    return draw(_question_page(work, draft, path, file.number, place, found))


@bp.post(QUESTION)
@requires(DRAFT_WRITE)
def question_update(slug: str, place: int, path: str) -> ResponseReturnValue:
    """Saves one question; with `tambah` the form only gets more rows."""
    sent, number = read_question_form(request.form), read_number(request.form.get("nomor", ""))
    if "tambah" in request.form:
        return draw(_again(slug, place, path, number, sent, refused=False))
    with committed(current_work()) as work:
        saved = quiz.set_question(work, own_draft(work, slug), path, number, place, sent)
    if saved is None:
        return draw(_again(slug, place, path, number, sent, refused=True)), 422
    return _after(slug, path, saved)


def _again(slug: str, place: int, path: str, number: int, sent: FormQuestion, *, refused: bool) -> QuestionPage:
    work = current_work()
    return _question_page(work, own_draft(work, slug), path, number, place, sent, refused=refused)


def _question_page(
    work: Work, draft: Draft, path: str, number: int, place: int, shown: FormQuestion, *, refused: bool = False
) -> QuestionPage:
    _file, text, names = text_of(work, draft, path)
    read, kinds = read_file(text), work.hooks.gather("question_kinds")
    competencies, is_new = tuple(sorted(known(work))), place >= len(read.items)
    return QuestionPage(
        draft, path, number, place, is_new, shown, tuple(in_order(names)), competencies, kinds, read.is_lesson, refused
    )


def _after(slug: str, path: str, saved: files.Saved) -> ResponseReturnValue:
    if saved.outcome == "clash":
        return redirect(url_for("studio.merge", slug=slug, path=path, dari=saved.number, milik=saved.kept))
    flash(_("Tersimpan."), "ok")
    return redirect(url_for("studio.quiz_edit", slug=slug, path=path))
