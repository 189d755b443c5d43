"""A course as a folder of plain HTML pages that open without a server: what its author sees while writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from elearn.kernel.files import write_whole
from elearn.kernel.markdown_result import LinkBase
from elearn.kernel.work import Work

from ..parser import Manuscript
from .reading import read_with

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def preview(work: Work, folder: Path, out: Path, *, beside: frozenset[str] = frozenset()) -> bool:
    """Writes kursus.html, a page for each step and the assets into `out`; False, and nothing, for a faulty course.

    Pages of steps that are gone are removed; other files in `out` are left alone.
    """
    reading = read_with(work, folder, LinkBase(step_url=lambda name: f"{name}.html"), beside)
    if reading.manuscript is None:
        return False
    files = dict(_files(reading.manuscript))
    for name, content in files.items():
        target = out / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != content:
            write_whole(target, content)
            target.chmod(0o644)
    for page in out.glob("[0-9a-z]*.html"):
        if page.name not in files and (PAGE_MARK in page.read_bytes()):
            page.unlink()
    return True


PAGE_MARK = b'<nav aria-label="Isi pelatihan"><p><a href="kursus.html">'
"""Tells a page of ours from any other file."""


def _files(manuscript: Manuscript) -> Iterator[tuple[str, bytes]]:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template("courses/preview.html")
    yield (
        "kursus.html",
        template.render(
            course=manuscript, title=manuscript.title, html=manuscript.introduction_html, questions=()
        ).encode(),
    )
    for step in manuscript.steps:
        page = template.render(course=manuscript, title=step.title, html=step.html, questions=step.questions)
        yield f"{step.key}.html", page.encode()
    for asset in manuscript.assets:
        yield asset.path, asset.content
