"""Asking for a review, saying something about a line, and the verdict."""

from __future__ import annotations

from elearn.kernel.errors import Conflict, Denied, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import APPROVED, REVIEW, WRITING, Comment, Draft, Review
from ..queries import reviews as queries
from ..queries.files import lock, text_of


def ask(work: Work, draft: Draft, reviewer_id: int) -> Review:
    """Asks a trainer who is no author to review the draft; asked again before the verdict, the other one is.

    Raises Invalid for anybody else.
    """
    lock(work, draft)
    if reviewer_id not in dict(queries.reviewers(work, draft)):
        raise Invalid(_("Pilih pengulas dari daftar: seorang pengajar yang bukan penulis naskah ini."))
    if work.actor.person_id is None:
        raise Denied
    review = queries.open_review(work, draft) or Review(draft_id=draft.id)
    review.revision, review.reviewer_id = draft.revision, reviewer_id
    review.asked_at, review.asked_by = work.now, work.actor.person_id
    draft.state = REVIEW
    return work.add(review)


def answer(work: Work, draft: Draft, verdict: str, note: str) -> Review:
    """The reviewer's verdict about the draft as it is now (APPROVED or RETURNED).

    Raises Denied for anybody else and for an author, Conflict without an open round, Invalid for a return without a word.
    """
    lock(work, draft)
    review = queries.open_review(work, draft)
    if review is None:
        raise Conflict(_("Naskah ini tidak sedang menunggu ulasan. Muat ulang halamannya."))
    if review.reviewer_id != work.actor.person_id or review.reviewer_id not in dict(queries.reviewers(work, draft)):
        raise Denied(_("Hanya pengulas yang diminta, dan bukan penulisnya, yang dapat memberi putusan."))
    if verdict != APPROVED and not note.strip():
        raise Invalid(_("Tulis apa yang perlu diperbaiki, supaya penulis tahu."))
    review.verdict, review.note, review.answered_at = verdict, note.strip(), work.now
    review.revision, draft.state = draft.revision, WRITING
    work.session.flush()
    return review


def comment(work: Work, draft: Draft, path: str, line: int, text: str) -> Comment:
    """Says something about a line (from 1) of a text file; the line is kept as it is now.

    Raises NotFound for a file without text, Invalid for a line that is not there and for nothing said.
    """
    lines = text_of(work, draft, path)[1].splitlines()
    if not 1 <= line <= len(lines):
        raise Invalid(_("Baris %(line)s tidak ada. Berkas ini punya %(all)s baris.", line=line, all=len(lines)))
    if not text.strip():
        raise Invalid(_("Tulis komentarnya dahulu."))
    if work.actor.person_id is None:
        raise Denied
    return work.add(
        Comment(
            draft_id=draft.id, path=path, line=line, quoted=lines[line - 1], text=text.strip(), at=work.now,
            by=work.actor.person_id,
        )
    )  # fmt: skip


def settle(work: Work, draft: Draft, comment_id: int) -> Comment:
    """Notes that a comment was dealt with; it stays to be read."""
    found = queries.comment_of(work, draft, comment_id)
    if found.settled_at is None:
        found.settled_at, found.settled_by = work.now, work.actor.person_id
        work.session.flush()
    return found


def must_be_approved(work: Work, draft: Draft) -> None:
    """Raises Conflict when the setting `review_required` asks for an approval that the draft, as it is now, has not."""
    if work.settings.review_required and not queries.is_approved(work, draft):
        raise Conflict(
            _("Pelatihan ini baru dapat terbit setelah disetujui pengulas. Mintalah ulasan pada halaman Ulasan.")
        )
