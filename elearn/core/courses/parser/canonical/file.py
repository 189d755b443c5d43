"""One file in canonical form. Nothing here raises, reflows prose, touches code or changes what the parser reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from elearn.core.questions.block import short_digest
from elearn.core.questions.parser import derived_id
from elearn.kernel.markdown_source import follow_fence

from ..front_matter import body_start
from ..normalise import normalise
from .change import Change, Formatted, Row, mended_lines
from .head import spell_keys
from .layout import Asked, close_gaps, meaning, questions_of, set_feedback

Edit = Callable[[str, list[Row]], list[Change]]


@dataclass(slots=True)
class Identities:
    """The ids of a course: `taken` by questions, and for each translated file the ids of its original in order."""

    taken: set[str] = field(default_factory=set)

    def new(self, path: str, heading: str) -> str:
        """An id nothing in the course has: the one the parser gives a question without one, if it is free."""
        found, number = derived_id(heading), 1
        while found in self.taken:
            found, number = f"s-{short_digest(f'{path} {number} {heading}')}", number + 1
        self.taken.add(found)
        return found


def canonical(path: str, text: str, identities: Identities, original: Sequence[str] | None = None) -> Formatted:
    """The canonical form of a file called `path`.

    `original` are the ids of the file that this one translates: they are taken over by position when the two files
    have the same shape, and no other ids are written.
    """
    changes = list(_whole_file(text))
    written = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    normal = normalise(text).split("\n")
    changes += mended_lines(written, normal, body_start(normal))
    rows = [Row(number, line) for number, line in enumerate(normal, start=1)]
    changes += spell_keys(path, rows)
    for edit in (set_feedback, close_gaps):
        rows, edited = _safely(edit, path, rows)
        changes += edited
    changes += _write_ids(path, rows, identities, original)
    changes += _end(rows)
    return Formatted("\n".join(row.text for row in rows), tuple(sorted(changes, key=lambda change: change.line)))


def _whole_file(text: str) -> list[Change]:
    found = []
    if text.startswith("\ufeff"):
        found.append(Change(1, "tanda urutan byte (BOM) dihapus"))
    if "\r" in text:
        found.append(Change(1, "akhir baris Windows diganti"))
    return found


def _safely(edit: Edit, path: str, rows: list[Row]) -> tuple[list[Row], list[Change]]:
    """The rows after an edit; as before it when the questions would then be read otherwise."""
    edited = list(rows)
    changes = edit(path, edited)
    return (edited, changes) if not changes or meaning(path, edited) == meaning(path, rows) else (rows, [])


def _write_ids(path: str, rows: list[Row], identities: Identities, original: Sequence[str] | None) -> list[Change]:
    questions = questions_of(path, rows)
    if original is None:
        given = [one.id or (identities.new(path, one.heading) if one.heading else "") for one in questions]
    else:
        given = list(original) if fits(questions, original) else [one.id for one in questions]
    changes = []
    for one, found in reversed(list(zip(questions, given, strict=True))):
        if found and not one.id:
            comment = f"<!-- id: {found} -->"
            changes.append(Change(rows[one.place].number, "id soal ditulis", after=comment))
            rows.insert(one.place + 1, Row(rows[one.place].number, comment))
    return changes


def fits(questions: Sequence[Asked], original: Sequence[str]) -> bool:
    """Whether each question of a translation is that of the original at the same place, as far as ids tell."""
    return len(questions) == len(original) and all(
        one.id in ("", found) for one, found in zip(questions, original, strict=True)
    )


def _end(rows: list[Row]) -> list[Change]:
    """One line end at the end of the file; code that is never closed stays as it is."""
    fence = ""
    for row in rows:
        fence, _ = follow_fence(fence, row.text)
    if fence or (len(rows) == 1 and not rows[0].text):
        return []
    if rows[-1].text:
        rows.append(Row(rows[-1].number, ""))
        return [Change(rows[-1].number, "akhir baris ditambahkan")]
    before = len(rows)
    while len(rows) > 1 and not rows[-2].text.strip():
        rows.pop()
    return [Change(rows[-1].number, "baris kosong di akhir dihapus")] if len(rows) < before else []
