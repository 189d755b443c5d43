"""Renders the Markdown of one file, with its footnotes, and remembers every link and picture for the checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from elearn.core.questions.findings import Report
from elearn.core.questions.section import Line, joined
from elearn.kernel.markdown import compile_markdown
from elearn.kernel.markdown_result import Compiled, Image, Link, LinkBase

from .sections import cited


class PageWriter:
    """One file's writer. Each fragment gets its own id prefix, so that ids stay unique on the page."""

    def __init__(self, report: Report, base: LinkBase, notes: Mapping[str, Sequence[Line]]) -> None:
        self.report = report
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.anchors: frozenset[str] = frozenset()
        self._base = base
        self._notes = notes
        self._used: set[str] = set()
        self._fragments = 0

    def page(self, lines: Sequence[Line]) -> Compiled:
        """The text of a step; its footnotes come at the end."""
        compiled = self._compile(joined(lines), lines[0].number if lines else 1, self._base)
        self.anchors = frozenset(heading.id for heading in compiled.headings)
        return compiled

    def block(self, text: str, line: int) -> str:
        self._fragments += 1
        if not text.strip():
            return ""
        return self._compile(
            text, line, replace(self._base, id_prefix=f"{self._base.id_prefix}{self._fragments}-")
        ).html

    def inline(self, text: str, line: int) -> str:
        return self._keep(compile_markdown(text, base=self._base, first_line=line, inline=True)).html

    def warn_unused(self) -> None:
        """Warn of footnotes nothing refers to."""
        for key, lines in self._notes.items():
            if key not in self._used:
                self.report.warn(
                    lines[0].number,
                    f"catatan kaki [^{key}] tidak dipakai",
                    f"tulis [^{key}] di kalimatnya, atau hapus baris ini",
                )

    def _compile(self, text: str, first_line: int, base: LinkBase) -> Compiled:
        wanted = self._wanted_notes(text)
        notes = [joined(self._notes[key]).rstrip() for key in wanted]
        compiled = compile_markdown("\n\n".join([text, *notes]), base=base, first_line=first_line)
        places = _Places(
            first_line + text.count("\n"),
            [(self._notes[key][0].number, note) for key, note in zip(wanted, notes, strict=True)],
        )
        return self._keep(places.put_back(compiled))

    def _wanted_notes(self, text: str) -> list[str]:
        """The keys of the footnotes a text names, and of those these name."""
        wanted: list[str] = []
        waiting = cited(text)
        while waiting:
            key = waiting.pop(0)
            if key in self._notes and key not in wanted:
                wanted.append(key)
                waiting.extend(cited(joined(self._notes[key][:1]).partition(":")[2]))
        self._used.update(wanted)
        return wanted

    def _keep(self, compiled: Compiled) -> Compiled:
        self.links.extend(compiled.links)
        self.images.extend(compiled.images)
        for problem in compiled.problems:
            self.report.wrong(problem.line, problem.sentence, problem.fix)
        return compiled


class _Places:
    """Footnotes are compiled below the text that names them; what is found there stands elsewhere in the file."""

    def __init__(self, last: int, notes: Sequence[tuple[int, str]]) -> None:
        self._last = last
        self._real: dict[int, int] = {}
        below = last
        for number, note in notes:
            below += 2
            lines = note.count("\n")
            self._real.update((below + offset, number + offset) for offset in range(lines + 1))
            below += lines

    def put_back(self, compiled: Compiled) -> Compiled:
        """The same, with every line as it is in the file."""
        return replace(
            compiled,
            problems=tuple(replace(item, line=self._line(item.line)) for item in compiled.problems),
            links=tuple(replace(item, line=self._line(item.line)) for item in compiled.links),
            images=tuple(replace(item, line=self._line(item.line)) for item in compiled.images),
        )

    def _line(self, line: int) -> int:
        return line if line <= self._last else self._real.get(line, self._last)
