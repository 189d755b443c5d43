"""Questions for the end of a quiz."""

from __future__ import annotations

from elearn.core.courses.parser.sections import cut_quiz
from elearn.core.questions.section import Line


def appended(text: str, questions: str, title: str) -> str:
    """The quiz with these questions after its own; where these stand in groups, the new ones are a group of their own.

    Else the last group would take them, and draw from them too.
    """
    parts = cut_quiz([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    head = f"# {' '.join(title.split())}\n\n" if any(part.level == 1 for part in parts) else ""
    return f"{text.rstrip()}\n\n{head}{questions}"
