"""Learner preview: the draft taken as a learner would, without a trace."""

from __future__ import annotations

from secrets import randbits

from flask import request
from flask.typing import ResponseReturnValue

from elearn.core.completion.checks import is_to_mend
from elearn.core.studio.forms import read_number
from elearn.core.studio.models import Draft
from elearn.core.studio.pages.trial import TrialLine, TrialPage, asking_page, told_page, trial_lines
from elearn.core.studio.permissions import DRAFT_WRITE
from elearn.core.studio.queries.files import heads_of
from elearn.core.studio.queries.reviews import readable_draft
from elearn.core.studio.services import trial as services
from elearn.kernel.work import Work
from elearn.web.current import current_actor, current_work, looking
from elearn.web.guard import requires
from elearn.web.page import show as draw

from .blueprint import bp

STEP = "/naskah/<slug>/coba/<key>"
SEED_BITS = 24


@bp.get("/naskah/<slug>/coba")
@requires(DRAFT_WRITE)
def trial(slug: str) -> str:
    """The course's page and its steps, for the authors and for whom they asked to review."""
    work = current_work()
    draft, _is_own = readable_draft(work, slug)
    return draw(TrialPage(draft, services.course_text(work, draft), _lines(work, draft)))


@bp.get(STEP)
@requires(DRAFT_WRITE)
def trial_step(slug: str, key: str) -> str:
    """A lesson, or a new paper of a quiz."""
    work = current_work()
    draft, _is_own = readable_draft(work, slug)
    taken = services.take(work, draft, key, randbits(SEED_BITS))
    return draw(asking_page(draft, taken, _lines(work, draft, key), {}))


@bp.post(STEP)
@requires(DRAFT_WRITE)
def trial_answer(slug: str, key: str) -> ResponseReturnValue:
    """What the answers are worth; a POST because they are sent, nothing is written."""
    seed = read_number(request.form.get("acak", ""))
    with looking() as work:
        work.actor = current_actor()
        draft, _is_own = readable_draft(work, slug)
        taken = services.take(work, draft, key, seed)
        sent = services.read_answers(taken, request.form.items(multi=True))
        if is_to_mend(sent):
            return draw(asking_page(draft, taken, _lines(work, draft, key), sent)), 422
        return draw(told_page(draft, taken, _lines(work, draft, key), sent, services.mark(taken, sent)))


def _lines(work: Work, draft: Draft, here: str = "") -> tuple[TrialLine, ...]:
    return trial_lines(heads_of(work, draft), here)
