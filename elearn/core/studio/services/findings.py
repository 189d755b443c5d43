"""What was found in another program's file, as it is kept between the reading and the author's yes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from elearn.core.exchange.columns import Columns, Grid
from elearn.core.exchange.report import Line


@dataclass(frozen=True, slots=True)
class Found:
    """The format a file was read as, what became of each item, the files to write, and its tables.

    `files` are digests by path; `added` goes to the end of the quiz that takes the questions. Without a format the file could not be read.
    """

    form: str
    lines: tuple[Line, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    added: str = ""
    grids: tuple[Grid, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many items have each status."""
        counted = Counter(line.status for line in self.lines)
        return {"utuh": counted["utuh"], "sebagian": counted["sebagian"], "ditolak": counted["ditolak"]}

    @property
    def writes(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.files or self.added)


def packed(found: Found) -> bytes:
    """As JSON."""
    return json.dumps(asdict(found), ensure_ascii=False).encode()


def opened(content: bytes) -> Found:
    """What `packed` made."""
    facts: dict[str, Any] = json.loads(content)
    return Found(
        form=facts["form"],
        lines=tuple(Line(**line) for line in facts["lines"]),
        files=facts["files"],
        added=facts["added"],
        grids=tuple(map(_grid, facts["grids"])),
        roles=facts["roles"],
    )


def _grid(facts: dict[str, Any]) -> Grid:
    rows = tuple((number, tuple(cells)) for number, cells in facts["rows"])
    return Grid(facts["sheet"], tuple(facts["letters"]), rows, Columns(**facts["guess"]))


def report_file(lines: tuple[Line, ...]) -> bytes:
    """The report alone, as `elearn courses import --report` writes it."""
    return (json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2) + "\n").encode()
