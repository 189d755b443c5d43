"""Front matter keys in their Indonesian spelling; values, comments and order stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from elearn.core.questions.findings import Report

from ..fields import CERTIFICATE_KEYS, COMPLETION_KEYS, COURSE_KEYS, QUIZ_KEYS
from ..folder import is_course_file
from ..front_matter import Known, is_tame, span
from .change import Change, Row

_INSIDE = {"kelulusan": COMPLETION_KEYS, "sertifikat": CERTIFICATE_KEYS}


@dataclass(frozen=True, slots=True)
class _Key:
    """A key as it stands in the front matter: line and columns from 0, and its canonical spelling."""

    line: int
    start: int
    end: int
    name: str


def spell_keys(path: str, rows: list[Row]) -> list[Change]:
    """Rewrites the keys of the front matter in `rows`; what cannot be read is left for the check."""
    place = span([row.text for row in rows])
    if place is None:
        return []
    first = place[0] + 1
    changes = []
    for key in sorted(_keys(path, [row.text for row in rows[first : place[1]]]), key=lambda key: -key.start):
        row = rows[first + key.line]
        text = row.text[: key.start] + key.name + row.text[key.end :]
        if text != row.text:
            changes.append(Change(row.number, "kunci", row.text[key.start : key.end], key.name))
            rows[first + key.line] = Row(row.number, text)
    return changes


def _keys(path: str, lines: Sequence[str]) -> list[_Key]:
    text = "\n".join(lines)
    try:
        if not is_tame(text, 1, Report(path)):
            return []
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return []
    known = COURSE_KEYS if is_course_file(path) else QUIZ_KEYS
    return list(_mapping(root, known, lines)) if isinstance(root, yaml.MappingNode) else []


def _mapping(node: yaml.MappingNode, known: Known, lines: Sequence[str]) -> Iterator[_Key]:
    """The known keys of a mapping; none where two of them mean the same, which only the trainer can mend."""
    named = [(key, value, known.canonical(str(key.value))) for key, value in node.value if _is_word(key)]
    names = [name for _, _, name in named if name]
    for key, value, name in named:
        if name and names.count(name) == 1:
            yield _Key(key.start_mark.line, key.start_mark.column, key.end_mark.column, name)
        if name in _INSIDE and isinstance(value, yaml.MappingNode):
            yield from _mapping(value, _INSIDE[name], lines)


def _is_word(key: yaml.Node) -> bool:
    return (
        isinstance(key, yaml.ScalarNode) and key.start_mark.line == key.end_mark.line and key.style in (None, "'", '"')
    )
