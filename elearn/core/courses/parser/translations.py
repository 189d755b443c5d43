"""Reads the translations of a course: the same files in other words, matched question by question through their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from elearn.core.questions.findings import Report
from elearn.core.questions.kinds import QuestionKind
from elearn.kernel.markdown_result import LinkBase

from .fields import COURSE_KEYS, LANGUAGES
from .folder import COURSE_FILE, Listing, TextFile, Translation, read_text
from .lending import lend
from .manuscript import CourseWords, Question, Source, StepWords
from .settings import read_title
from .steps import ReadStep, read_body, read_entries, read_step
from .writer import PageWriter

_FIX = "samakan soalnya dengan berkas asal, lalu jalankan `elearn courses fmt`"


@dataclass(frozen=True, slots=True)
class Translations:
    """All that was read; `writers` by file name, for the check of their links."""

    course: tuple[CourseWords, ...]
    steps: tuple[StepWords, ...]
    sources: tuple[Source, ...]
    writers: Mapping[str, PageWriter]
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """What every translation of one course is read with; `language` is that of the originals."""

    folder: Path
    language: str
    originals: Mapping[str, ReadStep]
    kinds: Sequence[QuestionKind]
    links: LinkBase

    def read(self, listing: Listing, reports: Mapping[str, Report]) -> Translations:
        """Every translation in the folder; what a language lacks is reported on the original (`reports` by name)."""
        course: list[CourseWords] = []
        steps: list[StepWords] = []
        sources: list[Source] = []
        writers: dict[str, PageWriter] = {}
        own = [Report(translation.path) for translation in listing.translations]
        for translation, report in zip(listing.translations, own, strict=True):
            file = (
                read_text(self.folder, translation.path, report)
                if self._is_wanted(translation, listing, report)
                else None
            )
            if file is None:
                continue
            sources.append(Source(file.path, file.text))
            if translation.original == COURSE_FILE:
                words, writers[file.path] = self._course(translation, file, report)
                course.append(words)
            elif original := self.originals.get(translation.original):
                found, writers[file.path] = self._step(translation, file, original, report)
                steps.append(found)
        languages = {words.language for words in course} | {words.language for words in steps}
        _report_missing(listing, languages, reports)
        return Translations(tuple(course), tuple(steps), tuple(sources), writers, tuple(own))

    def _is_wanted(self, translation: Translation, listing: Listing, report: Report) -> bool:
        if translation.language not in LANGUAGES.words.values() or translation.language == self.language:
            fix = f"pakai salah satu: {LANGUAGES.shown}, tetapi bukan bahasa pelatihan ini ({self.language})"
            report.wrong(1, f"terjemahan ke bahasa “{translation.language}” tidak dapat dipakai", fix)
        elif translation.original not in (COURSE_FILE, *listing.steps):
            report.wrong(1, f"berkas asal {translation.original} tidak ada", "ganti nama terjemahan ini, atau hapus")
        return not report.has_errors

    def _course(self, translation: Translation, file: TextFile, report: Report) -> tuple[CourseWords, PageWriter]:
        entries = read_entries(file, COURSE_KEYS, report)
        body = read_body(file, report, self.links)
        introduction = body.writer.page(body.lines).html
        body.writer.warn_unused()
        summary = entries.text("ringkasan", required=True, example="satu kalimat")
        return CourseWords(translation.language, read_title(entries), summary, introduction), body.writer

    def _step(
        self, translation: Translation, file: TextFile, original: ReadStep, report: Report
    ) -> tuple[StepWords, PageWriter]:
        found = read_step(file, self.kinds, self.links, report)
        if type(found.step) is not type(original.step):
            fix = "samakan `jenis` dengan berkas asal"
            report.wrong(found.entries.line("jenis"), f"jenisnya bukan jenis {translation.original}", fix)
        questions = tuple(_questions(found, original, translation.original))
        words = StepWords(translation.language, original.step.key, found.step.title, found.step.html, questions)
        return words, found.writer


def _questions(found: ReadStep, original: ReadStep, name: str) -> Iterator[Question]:
    """The questions of the original, each in the words of the translation if it has them."""
    lines = {block.id: block.line for block in found.blocks}
    translated = {question.id: question for question in found.step.questions}
    for question in original.step.questions:
        other = translated.get(question.id)
        lent = lend(question, other) if other else None
        if other is None and question.id not in lines:
            found.report.warn(1, f"soal {question.id} dari {name} belum ada pada terjemahan ini", _FIX)
        elif other and lent is None:
            sentence = f"pilihan atau butir soal ini tidak sama banyak dengan soal {question.id} pada {name}"
            found.report.warn(lines[question.id], sentence, "samakan jumlah dan urutannya")
        elif lent and not lent[1]:
            sentence = (
                f"kunci atau angka soal ini lain daripada soal {question.id} pada {name}; kunci asal yang dipakai"
            )
            found.report.warn(lines[question.id], sentence, "samakan kuncinya")
        yield lent[0] if lent else question
    known = {block.id for block in original.blocks}
    for block in found.blocks:
        if block.id not in known:
            found.report.warn(block.line, f"soal ini tidak ada pada {name}, jadi tidak ditanyakan", _FIX)


def _report_missing(listing: Listing, languages: set[str], reports: Mapping[str, Report]) -> None:
    there = {(translation.original, translation.language) for translation in listing.translations}
    for language in sorted(languages):
        for name in (COURSE_FILE, *listing.steps):
            if (name, language) not in there and name in reports:
                path = f"{name.removesuffix('.md')}.{language}.md"
                reports[name].warn(
                    1,
                    f"belum diterjemahkan ke bahasa {language}",
                    f"buat {path}; tanpa itu pembaca melihat bahasa asal",
                )
