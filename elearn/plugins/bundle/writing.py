"""The pages: one per step, an index, a style sheet, and the pictures; nothing is fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from elearn.core.exchange.formats import Exported
from elearn.core.exchange.items import Boxes, Gaps, Item, Ordering, Pairs, Verdict
from elearn.core.exchange.manuscripts import CourseText, StepText, undrawn
from elearn.core.exchange.paper import answer_of
from elearn.core.exchange.report import Line, carried
from elearn.core.exchange.writing import FALSE, TRUE
from elearn.core.questions.pieces import replace_gaps
from elearn.kernel.markdown import compile_markdown
from elearn.kernel.markdown_result import LinkBase

_FOLDER: Final = Path(__file__).with_name("templates")
_PAGES: Final = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)


def _file(key: str) -> str:
    """Links to `02-x.md` lead to the page beside; kursus.md is the index."""
    return "index.html" if key == "kursus" else f"{key}.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on a page: what may be chosen or matched, and (with the key) its answer and explanation."""

    number: int
    prompt: Markup
    body: Markup
    options: Sequence[Markup]
    pairs: Sequence[tuple[Markup, Markup]]
    answer: str
    explanation: Markup


def write(course: CourseText, with_key: bool) -> Exported:  # every exporter is called so
    """A folder; the same course gives the same bytes."""
    report, pages = list[Line](), dict[str, bytes]()
    for place, step in enumerate(course.steps):
        around = (
            course.steps[place - 1] if place else None,
            course.steps[place + 1] if place + 1 < len(course.steps) else None,
        )
        pages[f"{step.key}.html"] = _page(course, step, around, with_key=with_key)
        report.append(Line(step.title, f"{step.key}.md", "utuh"))
        report.extend(undrawn(step))
        report.extend(_lines(step))
    index = _PAGES.get_template("bundle/index.html").render(course=course, introduction=_blocks(course.introduction))
    style = (_FOLDER / "bundle" / "style.css").read_bytes()
    return Exported({"index.html": index.encode(), "gaya.css": style, **pages, **course.files}, tuple(report))


def _page(
    course: CourseText, step: StepText, around: tuple[StepText | None, StepText | None], *, with_key: bool
) -> bytes:
    questions = [
        _shown(number, asked.item, with_key=with_key)
        for number, asked in enumerate(step.asked, 1)
        if asked.item is not None
    ]
    template = _PAGES.get_template("bundle/step.html")
    page = template.render(
        course=course, step=step, text=_blocks(step.text), questions=questions, before=around[0], after=around[1]
    )
    return page.encode()


def _lines(step: StepText) -> Iterator[Line]:
    for asked in step.asked:
        if asked.item is None:
            yield Line(asked.name, asked.position, "ditolak", asked.losses[0])
        else:
            yield carried(
                asked.name, asked.position, (*asked.losses, "jawaban tidak dinilai: halaman ini hanya untuk dibaca")
            )


def _shown(number: int, item: Item, *, with_key: bool) -> Shown:
    prompt, body = item.prompt, item.body
    options, pairs = list[Markup](), list[tuple[Markup, Markup]]()
    match item.shape:
        case Gaps():
            prompt, body = (replace_gaps(text, lambda _: "\\_\\_\\_\\_") for text in (prompt, body))
        case Boxes(options=boxes):
            options = [_line(option.text) for option in boxes]
        case Verdict():
            options = [_line(TRUE), _line(FALSE)]
        case Ordering(lines=lines):
            options = sorted(_line(line) for line in lines)
        case Pairs(pairs=rows):
            right = sorted(_line(pair[1]) for pair in rows)
            left = [_line(pair[0]) for pair in rows if pair[0]]
            pairs = [(left[place] if place < len(left) else Markup(), right[place]) for place in range(len(right))]
        case _:
            pass
    answer = answer_of(item) if with_key else ""
    said = _blocks(item.explanation) if with_key else Markup()
    return Shown(number, _line(prompt), _blocks(body), options, pairs, answer, said)


def _blocks(markdown: str) -> Markup:
    return Markup(compile_markdown(markdown, base=LinkBase(step_url=_file)).html)  # noqa: S704  # sanitised there


def _line(markdown: str) -> Markup:
    return Markup(compile_markdown(markdown, inline=True).html)  # noqa: S704  # sanitised there
