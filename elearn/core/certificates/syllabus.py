"""The subjects of a workshop, as an organiser types or pastes them: a line each, the title, then its JP."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from elearn.kernel.i18n import _

from .document.look import Subject
from .rules import MINUTES_PER_JP

MOST_SUBJECTS: Final = 100
LONGEST_SUBJECT: Final = 200

_LINE: Final = re.compile(r"(\S.*?)\s*[;\t]\s*([1-9][0-9]{0,3})\s*(?:JP)?", re.IGNORECASE)


class UnreadableSubjects(ValueError):
    """The list cannot be read, or does not sum up; the message says what to change, in the reader's language."""


def read_subjects(text: str) -> tuple[Subject, ...]:
    """Every line that is not empty; a tab between title and JP is what pasting from a spreadsheet gives.

    Raises UnreadableSubjects for a line without title or whole JP, and for too many or too long ones.
    """
    lines = [line.strip() for line in text.replace("\0", "").splitlines()]
    found = tuple(_subject(number, line) for number, line in enumerate(lines, 1) if line)
    if len(found) > MOST_SUBJECTS:
        raise UnreadableSubjects(_("Paling banyak %(most)s mata pelatihan.", most=MOST_SUBJECTS))
    return found


def check_sum(subjects: Iterable[Subject], jp: int) -> None:
    """Raises UnreadableSubjects when there are subjects and their JP differ from those of the whole."""
    minutes = sum(subject.minutes for subject in subjects)
    if minutes not in (0, jp * MINUTES_PER_JP):
        raise UnreadableSubjects(
            _(
                "Jumlah JP mata pelatihan %(sum)s, sedangkan kegiatannya %(jp)s JP. Samakan keduanya.",
                sum=minutes // MINUTES_PER_JP,
                jp=jp,
            )
        )


def _subject(number: int, line: str) -> Subject:
    read = _LINE.fullmatch(line)
    if read is None:
        raise UnreadableSubjects(
            _(
                "Baris %(row)s tidak terbaca. Tulis judul, titik koma, lalu JP-nya: Penilaian arsip; 2",
                row=number,
            )
        )
    title = " ".join(read[1].split())
    if len(title) > LONGEST_SUBJECT:
        raise UnreadableSubjects(
            _("Judul di baris %(row)s terlalu panjang; paling banyak %(most)s huruf.", row=number, most=LONGEST_SUBJECT)
        )
    return Subject(title, int(read[2]) * MINUTES_PER_JP)
