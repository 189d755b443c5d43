"""One finding of the check: where, how bad, what, and how to mend it; shared by the questions and the courses room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["salah", "peringatan"]

MOST_PER_FILE = 200
"""Findings kept of one file; a file with more gets one closing finding that says so."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One line of the check. `file` is relative to the course folder ("." is the folder itself), `line` from 1.

    `sentence` and `fix` carry no full stop: `str()` puts them together as
    `03-kuis.md:14: salah: kalimat (cara memperbaiki)`.
    """

    file: str
    line: int
    level: Level
    sentence: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.sentence} ({self.fix})"


class Report:
    """Collects the findings of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Finding] = []

    def wrong(self, line: int, sentence: str, fix: str) -> None:
        """Note an error: the course cannot be published."""
        self._found.append(Finding(self.file, max(line, 1), "salah", sentence, fix))

    def warn(self, line: int, sentence: str, fix: str) -> None:
        """Note a warning: the course can be published, but would be better without."""
        self._found.append(Finding(self.file, max(line, 1), "peringatan", sentence, fix))

    def take(self, findings: Iterable[Finding]) -> None:
        """Add what was found elsewhere about this file."""
        self._found.extend(findings)

    @property
    def has_errors(self) -> bool:
        return any(finding.level == "salah" for finding in self._found)

    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of their lines, each once, errors first where there are too many to list."""
        found = sorted(set(self._found), key=lambda finding: (finding.line, finding.level, finding.sentence))
        if len(found) <= MOST_PER_FILE:
            return tuple(found)
        errors_first = sorted(found, key=lambda finding: finding.level != "salah")
        rest = f"masih ada {len(found) - MOST_PER_FILE} temuan lain di berkas ini"
        last = Finding(
            self.file, found[-1].line, errors_first[0].level, rest, "perbaiki dahulu temuan di atas, lalu periksa lagi"
        )
        return (*sorted(errors_first[:MOST_PER_FILE]), last)
