"""What learners read of a course that is, or will be, archived."""

from __future__ import annotations

from datetime import date

from elearn.kernel.i18n import _
from elearn.web.dates import day


def archive_notice(on: date | None, note: str, today: date) -> str:
    """What holds before and after the day a course is archived, and its author's own words; "" for a course that is not."""
    if on is None:
        return ""
    if today < on:
        said = _(
            "Pelatihan ini diarsipkan mulai %(day)s. Sejak hari itu pendaftaran ditutup; "
            "peserta yang sudah terdaftar tetap dapat belajar sampai selesai.",
            day=day(on),
        )
    else:
        said = _(
            "Pelatihan ini diarsipkan sejak %(day)s dan tidak menerima peserta baru. "
            "Peserta yang sudah terdaftar tetap dapat belajar sampai selesai, dan sertifikatnya tetap sah.",
            day=day(on),
        )
    return f"{said} {note}" if note else said


def archive_line(on: date | None, today: date) -> str:
    """The same in a few words, for a list."""
    if on is None:
        return ""
    if today < on:
        return _("Diarsipkan mulai %(day)s; tetap dapat Anda selesaikan.", day=day(on))
    return _("Diarsipkan sejak %(day)s; tetap dapat Anda selesaikan.", day=day(on))
