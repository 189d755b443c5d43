"""Two courses of the demo's trainer whose learners may be moved: one planned, one on its way."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from elearn.core.completion import moving
from elearn.core.completion.models import Move
from elearn.core.people.models import Person
from elearn.core.studio.models import Draft
from elearn.core.studio.queries.drafts import own_draft
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import drafts, files, outlooks, plans
from elearn.hooks.house import House
from elearn.kernel.work import Actor, Work, committed
from elearn.testing.factories.completion import finish, make_finished_enrolment
from elearn.testing.factories.courses import write_course, write_quiz, zipped
from elearn.testing.factories.enrolment import make_enrolment
from elearn.testing.factories.quizzes import make_attempt

PLANNED, MOVING = "layanan-ramah", "layanan-cepat"


def furnish_moves(house: House, trainer: Actor) -> None:
    """PLANNED has been counted and not published; MOVING has one move that is over, one that is not, and waits for a count."""
    with house.work(write=True, actor=trainer) as work:
        planned = _course(work, PLANNED)
        _count(house, work, planned)
        draft = _course(work, MOVING)
        _count(house, work, draft)
        with committed(work):
            plans.publish(work, draft, [draft.base_id or 0], draft.outlook_job_id or 0)
        over = work.session.scalars(select(Move)).one()
        work.session.commit()
        house.queue.run(over.job_id or 0)
        with committed(work):
            work.session.refresh(over)
            moving.undo(work, over.course_id, over.id)
            _shorten(work, draft)
            outlooks.ask(work, draft)


def _count(house: House, work: Work, draft: Draft) -> None:
    with committed(work):
        _shorten(work, draft)
        outlooks.ask(work, draft)
    house.queue.run(draft.outlook_job_id or 0)
    with committed(work):
        work.session.expire_all()


def _shorten(work: Work, draft: Draft) -> None:
    """Takes the first lesson out that is still there."""
    quiz = file_of(work, draft, "09-kuis.md")
    gone = next(line for line in ("01-materi.md", "02-materi.md") if line in (quiz.text or ""))
    files.write(work, draft, quiz.path, (quiz.text or "").replace(gone, "03-materi.md"))
    files.remove(work, draft, gone)


def _course(work: Work, slug: str) -> Draft:
    """A published course: one learner before its end, one in its middle, one who has not begun, one who completed it."""
    with TemporaryDirectory() as place, committed(work):
        folder = write_course(Path(place) / slug, title="Layanan yang ramah dan cepat", lessons=3)
        write_quiz(folder / "09-kuis.md", lessons=3)
        draft = drafts.receive(work, f"{slug}.zip", zipped(folder)).draft
        version = plans.publish(work, draft, ()).version
        near, middle, idle, done = work.session.scalars(select(Person).order_by(Person.id.desc()).limit(4))
        before_end = make_enrolment(work, near, version)
        for key in ("02-materi", "03-materi"):
            finish(work, before_end, key)
        make_attempt(work, before_end)
        finish(work, make_enrolment(work, middle, version), "01-materi")
        make_enrolment(work, idle, version)
        make_finished_enrolment(work, done, version)
        return own_draft(work, slug)
