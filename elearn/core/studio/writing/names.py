"""Names of course files: their order, their numbers, and the links between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.core.questions.block import fold
from elearn.kernel.markdown_source import follow_fence

LONGEST_SLUG = 60

_STEP = re.compile(r"(?:(?P<number>[0-9]{1,9})-)?(?P<words>[a-z0-9][a-z0-9-]*)\.md")
_INLINE = re.compile(r"(?P<before>\]\(<?\s*(?:\./)?)(?P<name>[^()\s#<>]+\.md)(?P<after>(?:#[^()\s<>]*)?>?[\s)])")
_DEFINED = re.compile(r"(?P<before>^ {0,3}\[[^\]]+\]:\s*<?(?:\./)?)(?P<name>[^\s#<>]+\.md)(?P<after>\S*)")
_LESSON = re.compile(
    r"(?P<before>(?:^|[·•|∙⋅])\s*(?:\*\*|__)?(?:materi|lesson)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*)"
    r"(?P<name>[a-z0-9][a-z0-9-]*)(?P<after>(?:\.md)?\s*(?:[·•|∙⋅]|$))",
    re.IGNORECASE,
)


def slug_of(words: str, longest: int = LONGEST_SLUG) -> str:
    """Words → what a file or folder may be called: `Standar Pelayanan` → "standar-pelayanan"; "" when nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")[:longest].strip("-")


def is_step(path: str) -> bool:
    """Whether a file is a lesson or quiz: neither the course's own file, nor an asset, nor a translation."""
    return path != COURSE_FILE and _STEP.fullmatch(path) is not None


def in_order(paths: Collection[str]) -> list[str]:
    """The lessons and quizzes among `paths` as learners meet them: by number, those without one last."""
    return sorted((path for path in paths if is_step(path)), key=_place)


def _place(path: str) -> tuple[float, str]:
    number = re.match(r"[0-9]{1,9}", path)
    return (float(number[0]) if number else float("inf"), path)


def neighbours(paths: Collection[str], path: str) -> tuple[str | None, str | None]:
    """The steps before and after a file; the course's own file stands before the first."""
    ordered = [COURSE_FILE, *in_order(paths)]
    if path not in ordered:
        return None, None
    place = ordered.index(path)
    return (ordered[place - 1] if place else None), (ordered[place + 1] if place + 1 < len(ordered) else None)


def words_of(path: str) -> str:
    """The name without number and ending: `02-standar.md` → "standar"."""
    match = _STEP.fullmatch(path)
    return match["words"] if match else path.removesuffix(".md")


def next_name(paths: Collection[str], words: str) -> str:
    """The name of a new last step."""
    highest = max((int(number) for number in map(_number, paths) if number), default=0)
    return f"{highest + 1:02}-{words}.md"


def _number(path: str) -> str:
    match = _STEP.fullmatch(path)
    return match["number"] or "" if match else ""


def moved(paths: Collection[str], path: str, by: int) -> dict[str, str]:
    """Old → new names (only those that change) when a step moves `by` places; numbers stay with the places.

    Where a number is missing or stands twice, all steps are numbered anew.
    """
    before = in_order(paths)
    here = before.index(path)
    there = min(max(here + by, 0), len(before) - 1)
    after = [name for name in before if name != path]
    after.insert(there, path)
    numbers = [_number(name) for name in before]
    if "" in numbers or len({int(number) for number in numbers}) < len(numbers):
        width = max(2, len(str(len(before))))
        numbers = [f"{place:0{width}}" for place in range(1, len(before) + 1)]
    new = {old: f"{number}-{words_of(old)}.md" for old, number in zip(after, numbers, strict=True)}
    return {old: name for old, name in new.items() if old != name}


def with_translations(paths: Collection[str], renamed: Mapping[str, str]) -> dict[str, str]:
    """The same, and the translations (`02-x.en.md`) beside each step."""
    all_names = dict(renamed)
    for old, new in renamed.items():
        stem = old.removesuffix(".md")
        for path in paths:
            if re.fullmatch(rf"{re.escape(stem)}\.[a-z]{{2,3}}\.md", path):
                all_names[path] = new.removesuffix(".md") + path.removeprefix(stem)
    return all_names


def mended(text: str, renamed: Mapping[str, str]) -> str:
    """The text with every link and `Materi:` leading to the new names; code is left alone."""
    if not renamed:
        return text
    lines: Sequence[str] = text.split("\n")
    result, fence = [], ""
    for line in lines:
        fence, inside = follow_fence(fence, line)
        result.append(line if inside else _mended_line(line, renamed))
    return "\n".join(result)


def _mended_line(line: str, renamed: Mapping[str, str]) -> str:
    def file(match: re.Match[str]) -> str:
        return match["before"] + renamed.get(match["name"], match["name"]) + match["after"]

    def lesson(match: re.Match[str]) -> str:
        new = renamed.get(f"{match['name']}.md")
        return match["before"] + (new.removesuffix(".md") if new else match["name"]) + match["after"]

    return _LESSON.sub(lesson, _DEFINED.sub(file, _INLINE.sub(file, line)))


def quoted(title: str) -> str:
    """A title as a value of the front matter."""
    return (
        title if re.fullmatch(r"[^\W_][^\n#:]*", title) else '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
