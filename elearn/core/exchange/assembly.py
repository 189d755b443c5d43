"""Entries → files of a course: one quiz per category, ids that stay, and nothing the course check would refuse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.core.questions.findings import Finding, Report
from elearn.core.questions.kinds import QuestionKind, choose_kind
from elearn.core.questions.parser import read_block
from elearn.core.questions.section import ID_COMMENT, Line, Section
from elearn.core.questions.shapes import report_unread
from elearn.core.questions.writer import PlainWriter
from elearn.kernel.errors import TooLarge

from .items import Entry, Item, Passage
from .marks import guarded, identity
from .report import Line as ReportLine
from .report import line_of
from .shelf import slug
from .writing import write_course, write_item, write_lesson, write_quiz

MOST_ITEMS = 20_000
"""Questions of one import."""
MOST_IN_FILE = 250
"""Questions of one quiz file: a longer one is hard to read and slow to check."""
LARGEST_FILE = 800_000
"""Letters of one quiz file, below what a course file may have."""
_NUMBER = re.compile(r"([0-9]{1,4})-")
_ASSET = re.compile(r"aset/[a-z0-9-]+\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the import goes: the course's texts by path (none for a new course), and what this installation knows.

    `into` is the quiz among the texts that takes all questions; "" writes new files.
    """

    texts: Mapping[str, str]
    kinds: Sequence[QuestionKind]
    competencies: frozenset[str]
    into: str = ""


@dataclass(slots=True)
class _Volume:
    """What becomes one file."""

    title: str
    passages: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    size: int = 0


@dataclass(slots=True)
class Assembly:
    """Takes entries one by one; `files` and `report` are ready when all have been taken."""

    title: str
    around: Surroundings
    report: list[ReportLine] = field(default_factory=list)
    _volumes: dict[tuple[str, ...], list[_Volume]] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()
    _lessons: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for path, text in self.around.texts.items():
            for number, line in enumerate(text.split("\n"), 1):
                if found := ID_COMMENT.search(line):
                    self._ids[found[1]] = f"{path}:{number}"
        self._known = frozenset(self._ids)
        self._lessons = frozenset(path.removesuffix(".md") for path in self.around.texts)

    def take_all(self, entries: Iterable[Entry], tell: Callable[[int], None] = lambda _taken: None) -> None:
        """`tell` hears how many have been taken. Raises TooLarge when there are more than MOST_ITEMS."""
        for number, entry in enumerate(entries, 1):
            if number > MOST_ITEMS:
                raise TooLarge(f"Berkas ini berisi lebih dari {MOST_ITEMS} butir. Bagi menjadi beberapa berkas.")
            self.report.append(self._take(entry))
            tell(number)

    @property
    def added(self) -> str:
        """What the quiz `into` takes at its end; "" when there is none."""
        if not self.around.into:
            return ""
        return "\n".join(text for volumes in self._volumes.values() for volume in volumes for text in volume.questions)

    def files(self, shelf: Mapping[str, bytes]) -> dict[str, bytes]:
        """Path → content: quizzes, lessons, a kursus.md when there is none, and the pictures these name."""
        texts = dict(self._texts())
        if texts and COURSE_FILE not in self.around.texts:
            count = sum(len(volume.questions) for volumes in self._volumes.values() for volume in volumes)
            summary = f"Bank soal hasil impor: {count} soal."
            texts[COURSE_FILE] = write_course(self.title, summary, min(max(round(count / 45), 1), 200))
        named = {path for text in (*texts.values(), self.added) for path in _ASSET.findall(text)}
        pictures = {path: content for path, content in shelf.items() if path in named}
        return {path: text.encode() for path, text in sorted(texts.items())} | pictures

    def _texts(self) -> Iterable[tuple[str, str]]:
        numbers = [int(found[1]) for path in self.around.texts if (found := _NUMBER.match(path))]
        number = max(numbers, default=0)
        for volumes in self._volumes.values():
            for part, volume in enumerate(volumes, 1):
                questions = [] if self.around.into else volume.questions
                if not questions and not volume.passages:
                    continue
                number += 1
                title = f"{volume.title} ({part})" if len(volumes) > 1 else volume.title
                body = "\n\n".join(volume.passages)
                text = write_quiz(title, body, questions) if questions else write_lesson(title, body)
                yield f"{number:02}-{slug(title)[:60] or 'soal'}.md", text

    def _take(self, entry: Entry) -> ReportLine:
        match entry.content:
            case Passage() as passage:
                return self._take_passage(entry, passage)
            case Item() as item:
                return self._take_item(entry, item)
            case None:
                return line_of(entry)

    def _take_passage(self, entry: Entry, passage: Passage) -> ReportLine:
        volume = self._volume(entry.category)
        moved = ("menjadi teks pengantar di awal berkas",) if volume.questions and not self.around.into else ()
        volume.passages.append(guarded(passage.text))
        return line_of(entry, *moved)

    def _take_item(self, entry: Entry, item: Item) -> ReportLine:
        fitted, losses = self._fit(item)
        if fitted.id in self._known:
            place = self._ids[fitted.id]
            return line_of(replace(entry, content=None), f"soal ini sudah ada di {place}; tidak ditulis lagi")
        text = write_item(fitted)
        if faults := self._faults(text):
            return line_of(replace(entry, content=None), *faults)
        self._ids[fitted.id] = entry.position
        volume = self._volume(entry.category)
        if len(volume.questions) >= MOST_IN_FILE or volume.size + len(text) > LARGEST_FILE:
            volume = _Volume(volume.title)
            self._volumes[entry.category].append(volume)
        volume.questions.append(text)
        volume.size += len(text)
        return line_of(entry, *losses)

    def _volume(self, category: tuple[str, ...]) -> _Volume:
        title = category[-1] if category else self.title
        return self._volumes.setdefault(category, [_Volume(title)])[-1]

    def _fit(self, item: Item) -> tuple[Item, tuple[str, ...]]:
        """The item with an id of ours that nothing else bears here, and without names unknown here."""
        losses = []
        if item.lesson and item.lesson not in self._lessons:
            losses.append(f"`Materi: {item.lesson}.md` tidak ada di folder tujuan, jadi tidak ditulis")
            item = replace(item, lesson="")
        if item.competency and item.competency.rpartition("/")[0].casefold() not in self.around.competencies:
            losses.append(f"kompetensi “{item.competency}” tidak ada di kamus kompetensi, jadi tidak ditulis")
            item = replace(item, competency="")
        return replace(item, id=self._identity(item), body=guarded(item.body)), tuple(losses)

    def _identity(self, item: Item) -> str:
        """From what the source calls it, else from its words; a twin within the import gets a number."""
        wanted = identity(item.id or f"{item.prompt}\n{item.body}\n{item.shape!r}")
        number, found = 1, wanted
        while found in self._ids and found not in self._known:
            number += 1
            found = identity(f"{wanted}/{number}")
        return found

    def _faults(self, text: str) -> tuple[str, ...]:
        """What the course check would refuse in this question."""
        heading, *lines = text.split("\n")
        section = Section(1, heading.removeprefix("## "), tuple(Line(at, line) for at, line in enumerate(lines, 2)))
        report = Report("soal")
        block = read_block(section, mode="kuis", writer=PlainWriter(), report=report)
        kind = choose_kind(block, self.around.kinds)
        if kind is None:
            report_unread(block, self.around.kinds, report)
        else:
            report.take(kind.parse(block).findings)
        return tuple(_sentence(finding) for finding in report.findings() if finding.level == "salah")


def _sentence(finding: Finding) -> str:
    return f"{finding.sentence} ({finding.fix})"


def title_of(filename: str) -> str:
    """A course's title from the name of a file: `bank_soal-2024.xml` → "Bank soal 2024"."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", filename.replace("\\", "/").rpartition("/")[2])
    words = re.sub(r"[\s_-]+", " ", stem).strip()
    return (words[:1].upper() + words[1:])[:120] or "Bank soal"
