"""Nothing outside this room knows a kind of question by name."""

from __future__ import annotations

import re
from pathlib import Path

import elearn
from elearn.core.questions.built_in import BUILT_IN_KINDS

PACKAGE = Path(str(elearn.__file__)).parent
NAMES = "|".join(kind.name for kind in BUILT_IN_KINDS)
QUOTED = re.compile(rf"""["']({NAMES})["']""")
INNARDS = re.compile(r"""\["(options|right|accepted|criteria|gaps|entries|pairs)"\]|question\.options""")
AT_HOME = {"questions", "shipped", "tests", "testing", "hotspot", "studio", "exchange", "moodle", "bundle"}
"""Beside the room itself: a guest's kind; those with models of their own of what trainers write; Moodle's own names."""

ELSEWHERE = [
    path
    for pattern in ("*.py", "*.html")
    for path in sorted(PACKAGE.rglob(pattern))
    if not AT_HOME & set(path.relative_to(PACKAGE).parts)
]


def lines(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in ELSEWHERE
        for line in path.read_text(encoding="utf-8").splitlines()
        if pattern.search(line)
    ]


def test_no_kind_is_named_elsewhere() -> None:
    assert [line for line in lines(QUOTED) if re.search(r"kind|question|soal", line)] == []


def test_what_a_kind_stores_is_opened_nowhere_else() -> None:
    assert lines(INNARDS) == []
