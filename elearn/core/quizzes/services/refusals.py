"""Why a quiz says no: each refusal is a fact with a sentence for the learner."""

from __future__ import annotations

from elearn.core.courses.models import Step
from elearn.kernel.errors import Conflict
from elearn.kernel.i18n import _

from ..rules import QuizRules


class AttemptsUsedUp(Conflict):
    """The learner has no attempt left on this quiz."""

    def __init__(self, step: Step, rules: QuizRules) -> None:
        super().__init__(
            _(
                "Kesempatan mengerjakan “%(title)s” sudah habis (%(most)s kali). Nilai terbaik Anda tetap dihitung.",
                title=step.title,
                most=rules.max_attempts,
            )
        )


class AlreadySubmitted(Conflict):
    """An answer came after the attempt was handed in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Jawaban ini tidak disimpan karena kuis sudah dikirim, mungkin dari peramban lain. "
                "Semua jawaban yang tersimpan sebelumnya tetap dinilai. Muat ulang halaman untuk melihat hasilnya."
            )
        )


class TimeIsUp(Conflict):
    """An answer came after the time of the attempt, grace included."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Jawaban ini tidak disimpan karena waktu mengerjakan sudah habis. "
                "Semua jawaban yang tersimpan sebelumnya tetap dinilai. Tekan Kirim untuk melihat hasilnya."
            )
        )


class AlreadyMarked(Conflict):
    """The answer has been marked before, perhaps by somebody else just now."""

    def __init__(self) -> None:
        super().__init__(_("Jawaban ini sudah dinilai. Pilih jawaban lain dari daftar penilaian."))


class KindMissing(Conflict):
    """The plugin that marks this kind of question is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Jenis soal “%(name)s” belum terpasang di sistem ini. Jawaban Anda aman; hubungi pengelola sistem.",
                name=name,
            )
        )
