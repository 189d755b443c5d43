"""How a learner is asked for feedback: a card on the start page, a block on the course's page."""

from __future__ import annotations

from elearn.core.courses.models import Course
from elearn.plugin import Card, Link, Panel, Work, _

from . import queries
from .permissions import ANSWER_UPDATE
from .queries import Own

CARD_ORDER = 40
PANEL_ORDER = 60


def on_dashboard(work: Work) -> tuple[Card, ...]:
    """One card for the course completed last and not rated yet."""
    own = queries.invitation(work) if work.actor.may(ANSWER_UPDATE) else None
    if own is None:
        return ()
    title = _("Bagaimana “%(course)s”?", course=own.title)
    text = _("Beri 1 sampai 5 bintang. Nama Anda tidak ditampilkan kepada pengajar.")
    return (Card(title, CARD_ORDER, text=text, link=_link(own, _("Beri umpan balik"))),)


def on_course(work: Work, course: Course) -> tuple[Panel, ...]:
    """The way to one's own feedback; nothing for someone who has not completed the course."""
    own = queries.own_of_course(work, course.id)
    if own is None:
        return ()
    return (_panel(work, own),)


def _panel(work: Work, own: Own) -> Panel:
    if own.stars is None:
        line = _("Anda sudah menyelesaikan pelatihan ini. Pendapat Anda membantu pengajar memperbaikinya.")
        return Panel(_("Umpan balik"), PANEL_ORDER, (line,), _link(own, _("Beri umpan balik")))
    line = _("Anda memberi %(stars)s dari 5 bintang.", stars=own.stars)
    words = _("Ubah umpan balik") if own.may_change(work.now) else _("Lihat umpan balik")
    return Panel(_("Umpan balik"), PANEL_ORDER, (line,), _link(own, words))


def _link(own: Own, words: str) -> Link:
    return Link(words, "course_feedback.edit", {"enrolment_id": own.enrolment_id})
