"""What only shows when the whole course is seen: the completion rule, durations, coverage, habits of the key."""

from __future__ import annotations

import re
from collections.abc import Sequence

from elearn.core.questions.block import QuestionBlock, fold
from elearn.core.questions.findings import Report

from .manuscript import MINUTES_PER_JP, Lesson, Quiz
from .settings import Settings
from .steps import ReadStep

JP_MARGIN = 0.35
"""How far, as a share of the declared JP, the sum of the durations may lie from it without a warning."""
_ALL_OF_THE_ABOVE = re.compile(
    r"(?:semua(?:nya)?|seluruh\w*|tidak ada|bukan semua)\b.*\b(?:benar|salah|di atas|tersebut)\b.*"
)
_LONGER = 1.6
_LONGER_BY = 20
_QUESTIONS_FOR_A_HABIT = 4


def check_course(steps: Sequence[ReadStep], settings: Settings, report: Report) -> None:
    """Everything across files; findings go to the file they are about."""
    _check_completion(steps, settings, report)
    if not any(read.report.has_errors for read in steps):
        _check_duration(steps, settings, report)
    _check_coverage(steps)
    for read in steps:
        for block in read.blocks:
            check_options(block, read.report)
            if isinstance(read.step, Quiz) and read.step.mode in ("kuis", "ujian"):
                _check_teaching(block, read.report)
        if isinstance(read.step, Quiz) and not read.step.shuffle:
            _check_positions(read)


def _check_completion(steps: Sequence[ReadStep], settings: Settings, report: Report) -> None:
    """Every course that is published can be completed."""
    rule, line = settings.completion, settings.completion_line
    lessons = [read for read in steps if isinstance(read.step, Lesson)]
    quizzes = [read for read in steps if isinstance(read.step, Quiz)]
    said = line > 1
    if steps and not lessons and rule.lessons_percent and said:
        report.wrong(
            line,
            "kelulusan meminta materi, tetapi kursus ini tidak punya materi",
            "tambahkan materi, atau tulis `materi: tidak`",
        )
    if steps and not quizzes and rule.all_quizzes and said:
        report.wrong(
            line,
            "kelulusan meminta kuis, tetapi kursus ini tidak punya kuis",
            "tambahkan kuis, atau tulis `kuis: tidak`",
        )
    graded = [read for read in quizzes if isinstance(read.step, Quiz) and read.step.mode in ("kuis", "ujian")]
    if rule.final_score and not graded:
        report.wrong(
            line,
            "kelulusan meminta nilai akhir, tetapi tidak ada kuis yang dinilai",
            "hapus `nilai akhir`, atau tambahkan kuis",
        )
    if steps and not (rule.lessons_percent and lessons) and not (rule.all_quizzes and quizzes) and not rule.final_score:
        report.wrong(line, "kelulusan tidak meminta apa pun", "tulis `kelulusan: {materi: semua, kuis: semua}`")


def _check_duration(steps: Sequence[ReadStep], settings: Settings, report: Report) -> None:
    planned = sum(read.step.minutes for read in steps)
    declared = settings.duration_minutes
    if not declared or not steps or abs(planned - declared) <= JP_MARGIN * declared:
        return
    fitting = max(round(planned / MINUTES_PER_JP), 1)
    report.warn(
        settings.jp_line,
        f"jp berarti {declared} menit, tetapi materi dan kuis berjumlah {planned} menit",
        f"sesuaikan `durasi`, atau tulis `jp: {fitting}`",
    )


def _check_coverage(steps: Sequence[ReadStep]) -> None:
    asked = {block.lesson for read in steps for block in read.blocks}
    for read in steps:
        if isinstance(read.step, Lesson) and not read.blocks and read.step.key not in asked:
            read.report.warn(
                read.entries.line("judul"),
                "belum ada soal untuk materi ini",
                f"tambahkan soal dengan `Materi: {read.step.key}.md`, atau soal latihan di akhir materi",
            )


def _check_teaching(block: QuestionBlock, report: Report) -> None:
    if not block.lesson:
        report.warn(block.line, "soal ini belum menyebut materinya", "tambahkan baris `Materi: 02-nama-materi.md`")
    if not block.explanation_html and not any(option.feedback_html for option in block.options):
        report.warn(
            block.line,
            "soal ini belum punya umpan balik",
            "tambahkan `> …` di bawah pilihan, atau `> **Pembahasan:** …`",
        )


def check_options(block: QuestionBlock, report: Report) -> None:
    """Warns of options that are easy to guess."""
    for option in block.options:
        if _ALL_OF_THE_ABOVE.fullmatch(fold(option.text)):
            report.warn(
                option.line,
                f"pilihan seperti “{option.text[:40]}” mudah ditebak",
                "ganti dengan pilihan yang berdiri sendiri",
            )
    wrong = [len(option.text) for option in block.options if not option.right]
    if len(block.ticked) == 1 and wrong and not block.is_true_false:
        key = block.ticked[0]
        if len(key.text) > max(wrong) * _LONGER and len(key.text) > max(wrong) + _LONGER_BY:
            report.warn(
                key.line,
                "jawaban benar jauh lebih panjang daripada pilihan lain",
                "ringkas, atau samakan panjang semua pilihan",
            )


def _check_positions(read: ReadStep) -> None:
    """A key that always stands in the same place gives itself away."""
    single = [block for block in read.blocks if len(block.ticked) == 1 and len(block.options) > 2]
    places = {block.options.index(block.ticked[0]) for block in single}
    if len(single) >= _QUESTIONS_FOR_A_HABIT and len(places) == 1:
        read.report.warn(
            single[0].line,
            f"jawaban benar selalu pilihan ke-{places.pop() + 1}",
            "ubah urutannya, atau tulis `acak: ya`",
        )
