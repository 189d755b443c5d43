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
AT_HOME = {"questions", "shipped", "tests", "testing", "hotspot"}
"""The room itself, and a guest's own kind."""
SEEMING = {
    "cli/career.py": "entries of the career record",
    "cli/passport.py": "the same",
    "plugins/siasn/services/reconciling.py": "the number of a certificate",
    "core/studio/pages/quiz.py": "options of the form's own model of what trainers write",
    "core/studio/templates/studio/question.html": "the same",
    "core/studio/writing/question.py": "the same",
    "plugins/bundle/templates/bundle/step.html": "options of the page's own model, made of the exchange's shapes",
    "plugins/moodle/xml_writing.py": "an element of Moodle's XML has the name of a kind of ours",
}
"""Files that only seem to know a kind, and why."""

ELSEWHERE = [
    path
    for pattern in ("*.py", "*.html")
    for path in sorted(PACKAGE.rglob(pattern))
    if not AT_HOME & set(path.relative_to(PACKAGE).parts)
]


def knowing() -> dict[str, list[str]]:
    """The lines of each file that name a kind, or open what one stores."""
    found: dict[str, list[str]] = {}
    for path in ELSEWHERE:
        for line in path.read_text(encoding="utf-8").splitlines():
            is_named = QUOTED.search(line) and re.search(r"kind|question|soal", line)
            if is_named or INNARDS.search(line):
                found.setdefault(path.relative_to(PACKAGE).as_posix(), []).append(line.strip())
    return found


def test_no_kind_is_known_elsewhere() -> None:
    assert {file: lines for file, lines in knowing().items() if file not in SEEMING} == {}


def test_every_exception_is_needed() -> None:
    assert SEEMING.keys() <= knowing().keys()
