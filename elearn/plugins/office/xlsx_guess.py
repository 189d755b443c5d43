"""What the columns of a table seem to be: by headings we know, else by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter

from elearn.core.exchange.columns import Columns

_KEY = re.compile(r"[A-Ea-e](?:\s*[,;&]\s*[A-Ea-e])*|benar|salah", re.IGNORECASE)

Rows = Sequence[tuple[int, Sequence[str]]]


def guess(sheet: str, rows: Rows, heads: Sequence[tuple[int, Mapping[int, str]]]) -> Columns:
    """`heads` are the headings known in each of the rows."""
    number, known = max(heads, key=lambda line: len(line[1]), default=(1, {}))
    if len(known) > 1:
        return Columns(
            {heading.lower(): get_column_letter(place + 1) for place, heading in known.items()}, number + 1, sheet
        )
    return _by_content(sheet, rows)


def _by_content(sheet: str, rows: Rows) -> Columns:
    """The longest texts are the questions, letters are the key, and the options stand between or after them."""
    body = rows[1:] or rows
    width = len(rows[0][1]) if rows else 0
    lengths = [sum(len(cells[place]) for _, cells in body) for place in range(width)]
    if not lengths:
        return Columns({}, 1, sheet)
    question = lengths.index(max(lengths))
    keys = [place for place in range(width) if place != question and _share_of_keys(body, place) > 0.6]
    places = {"soal": question}
    if keys:
        places["kunci"] = keys[-1]
    free = [place for place in range(question + 1, width) if place not in places.values() and lengths[place]]
    places |= {f"pilihan {letter}": place for letter, place in zip("abcde", free, strict=False)}
    first = rows[0][0] + (0 if keys and _KEY.fullmatch(rows[0][1][keys[-1]]) else 1)
    return Columns({role: get_column_letter(place + 1) for role, place in places.items()}, first, sheet)


def _share_of_keys(rows: Rows, place: int) -> float:
    filled = [cells[place] for _, cells in rows if cells[place]]
    return sum(bool(_KEY.fullmatch(cell)) for cell in filled) / len(filled) if filled else 0
