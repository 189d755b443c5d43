"""The courses that are shipped and the guide to writing one: free of findings, passable, and showing every kind."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from elearn.core.competencies.dictionary import NATIONAL, SHIPPED_TECHNICAL, read_technical
from elearn.core.courses.parser import Manuscript, Quiz, Reading, read_course
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import MARKED, kind_named
from elearn.plugins.hotspot.hooks import question_kinds as hotspot
from elearn.testing.factories.courses import write_course

ROOT = Path(__file__).resolve().parents[1]
COURSES = sorted(path.parent for path in (ROOT / "courses").glob("*/kursus.md"))
GUIDE = (ROOT / "docs" / "writing-courses.md").read_text(encoding="utf-8")
KINDS = (*BUILT_IN_KINDS, *hotspot())
NAMES = frozenset(one.name for one in (*NATIONAL, *read_technical(SHIPPED_TECHNICAL)))


@cache
def reading(folder: Path) -> Reading:
    return read_course(folder, competencies=NAMES, known_courses=frozenset(), kinds=KINDS)


def manuscript(folder: Path) -> Manuscript:
    found = reading(folder)
    assert found.manuscript, found.findings
    return found.manuscript


def quizzes() -> list[tuple[str, Quiz]]:
    return [(one.name, step) for one in COURSES for step in manuscript(one).steps if isinstance(step, Quiz)]


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_the_check_finds_nothing_in_a_shipped_course(folder: Path) -> None:
    assert [str(one) for one in reading(folder).findings] == []


def test_together_they_show_every_kind_of_question_and_a_pool() -> None:
    shown = {question.sealed["kind"] for _, quiz in quizzes() for question in quiz.questions}
    assert shown == {kind.name for kind in KINDS}
    assert any(quiz.pools for _, quiz in quizzes())


def test_every_quiz_is_passed_by_the_right_answers_without_waiting_for_anybody() -> None:
    """A person marks essays; no shipped course makes a learner wait for that."""
    for course, quiz in quizzes():
        for question in quiz.questions if quiz.mode in ("kuis", "ujian") else ():
            kind = kind_named(question.sealed["kind"], KINDS)
            mark = kind.mark(question.sealed, kind.best_answer(question.sealed))
            assert mark.points == 1, (course, quiz.key, question.id)
            assert mark.state == MARKED, (course, quiz.key, question.id)


def test_a_key_is_rarely_the_longest_option_and_stands_in_every_place() -> None:
    """Whoever always takes the longest option, or always the second, must not pass."""
    for course in COURSES:
        longest, places = [], []
        for file in course.glob("[0-9]*.md"):
            for question in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
                options = re.findall(r"^- \[(.)\] (.*)", question, re.MULTILINE)
                keys = [place for place, (tick, _) in enumerate(options) if tick == "x"]
                if len(keys) == 1 and len(options) > 2:
                    places.append(keys[0])
                    longest.append(len(options[keys[0]][1]) == max(len(words) for _, words in options))
        assert sum(longest) < 0.5 * len(longest), course.name
        assert max(places.count(place) for place in set(places)) < 0.6 * len(places), course.name


def test_every_question_in_the_guide_is_one(tmp_path: Path) -> None:
    """What a trainer copies from the guide works as it stands there."""
    questions = re.findall(r"^```markdown\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    folder = write_course(tmp_path / "contoh", title="Contoh")
    (folder / "01-mengapa-pelayanan.md").write_text("---\njudul: Mengapa\n---\n\nTeks.\n", encoding="utf-8")
    head = "---\njudul: Kuis\njenis: kuis\nnilai lulus: 70\nacak: ya\n---\n\n"
    (folder / "09-kuis.md").write_text(head + "\n".join(questions), encoding="utf-8")
    found = reading(folder)
    assert [str(one) for one in found.findings if one.file == "09-kuis.md"] == []
    assert found.manuscript
    shown = [question.sealed["kind"] for step in found.manuscript.steps[-1:] for question in step.questions]
    assert shown == ["single", "number", "gaps", "matching", "ordering", "weighted"]
