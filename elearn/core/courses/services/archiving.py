"""Taking a course out of the catalogue on a day, and bringing it back; who is learning goes on learning."""

from __future__ import annotations

from datetime import date

from elearn.kernel import audit
from elearn.kernel.errors import Conflict, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Course
from ..permissions import COURSE_ARCHIVE

LONGEST_NOTE = 300


def archive(work: Work, course: Course, on: date, note: str = "") -> None:
    """From the day `on` (today or later, by the agency's calendar) nobody new may join; `note` tells learners why.

    Said again, the new day and note hold. Raises Invalid for a day that is over, and for a note that is too long.
    """
    note = " ".join(note.split())
    if on < work.today:
        raise Invalid(_("Tanggal arsip sudah lewat. Pilih hari ini atau sesudahnya."))
    if len(note) > LONGEST_NOTE:
        raise Invalid(_("Pesan paling panjang %(n)s huruf. Ringkas, lalu simpan lagi.", n=LONGEST_NOTE))
    course.archive_on, course.archive_note = on, note
    audit.note(work, COURSE_ARCHIVE, course.slug, on=on.isoformat(), note=note)
    work.session.flush()


def restore(work: Work, course: Course) -> None:
    """Brings the course back. Raises Conflict when it neither is nor will be archived."""
    if course.archive_on is None:
        raise Conflict(_("Pelatihan ini tidak diarsipkan. Muat ulang halamannya."))
    audit.note(work, COURSE_ARCHIVE, course.slug, on=None, was=course.archive_on.isoformat())
    course.archive_on, course.archive_note = None, ""
    work.session.flush()
