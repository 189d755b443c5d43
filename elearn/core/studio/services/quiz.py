"""Changes of a quiz through its form: each is made on the state the form was drawn from, then saved as any text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, get_args

from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work

from ..models import Draft
from ..queries.files import revision
from ..writing.course_fields import with_quiz_values
from ..writing.question import FormQuestion, begun, tidied, write_question
from ..writing.quiz import Quiz, is_one_of_a_lesson, moved, read_file, with_question, without, write_quiz
from .files import Saved, save

Deed = Literal["naik", "turun", "hapus"]
DEEDS: tuple[Deed, ...] = get_args(Deed)


def set_values(work: Work, draft: Draft, path: str, number: int, values: Mapping[str, str]) -> Saved:
    """Writes the settings of a quiz that changed. `number` is the revision the form was drawn from."""
    text = revision(work, draft, path, number).text or ""
    return save(work, draft, path, with_quiz_values(text, values), number)


def rearrange(work: Work, draft: Draft, path: str, number: int, deed: Deed, place: int) -> Saved:
    """Moves the question at `place` (from 0) or takes it out. Raises NotFound."""
    quiz = _quiz(work, draft, path, number)
    if place >= len(quiz.items):
        raise NotFound
    changed = without(quiz, place) if deed == "hapus" else moved(quiz, place, -1 if deed == "naik" else 1)
    return save(work, draft, path, write_quiz(changed), number)


def set_question(work: Work, draft: Draft, path: str, number: int, place: int, question: FormQuestion) -> Saved | None:
    """Writes one question, new when `place` is one past the last. None when it would be read as something else.

    Raises NotFound for a place that holds none, or what the form does not show.
    """
    quiz = _quiz(work, draft, path, number)
    if place > len(quiz.items) or (place < len(quiz.items) and quiz.items[place].question is None):
        raise NotFound
    changed = with_question(quiz, place, tidied(question))
    return save(work, draft, path, write_quiz(changed), number) if changed else None


def question_at(work: Work, quiz: Quiz, place: int, kind: str) -> FormQuestion:
    """The question at `place` (from 0); one past the end it is a new one of `kind`. In a lesson its type is written down
    where the shape alone does not tell a question from prose.

    Raises NotFound for a place that holds none, or what the form does not show.
    """
    if place < len(quiz.items):
        found = quiz.items[place].question
    else:
        chosen = next((one for one in work.hooks.gather("question_kinds") if one.name == kind), None)
        found = begun(chosen.example if chosen else "")
        if chosen and quiz.is_lesson and not is_one_of_a_lesson(write_question(replace(found, prompt="?"))):
            found = replace(found, properties={"tipe": chosen.titles[0], **found.properties})
    if found is None or place > len(quiz.items):
        raise NotFound
    return found


def _quiz(work: Work, draft: Draft, path: str, number: int) -> Quiz:
    return read_file(revision(work, draft, path, number).text or "")
