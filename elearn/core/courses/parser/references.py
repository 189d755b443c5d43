"""Checks everything that names something else: links, pictures, `Materi`, `Kompetensi`, ids of questions."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elearn.core.questions.block import QuestionBlock
from elearn.core.questions.findings import Report
from elearn.kernel.markdown_result import Image, Link

from .assets import PICTURES, Shelf
from .folder import COURSE_FILE
from .manuscript import Quiz
from .settings import Surroundings
from .steps import ReadStep
from .writer import PageWriter


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in the folder, whether it could be read or not: file names of the steps, assets."""

    steps: tuple[str, ...]
    shelf: Shelf


def check_references(
    steps: Sequence[ReadStep], others: Mapping[str, PageWriter], files: Files, around: Surroundings
) -> None:
    """Report every name that leads nowhere, in the file where it stands; `others` are kursus.md and translations."""
    writers = {read.report.file: read.writer for read in steps} | dict(others)
    anchors = {name: writer.anchors for name, writer in writers.items()}
    for writer in writers.values():
        for link in writer.links:
            _check_link(link, anchors, files, writer.report)
        for image in writer.images:
            _check_image(image, files.shelf, writer.report)
    lessons = set(files.steps) - {read.report.file for read in steps if isinstance(read.step, Quiz)}
    for read in steps:
        for block in read.blocks:
            _check_properties(block, lessons, around, read.report)
    _check_ids(steps)


def _nearest(name: str, among: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, sorted(among), n=1)
    return f"mungkin maksud Anda `{near[0]}`" if near else "periksa nama berkasnya"


def _check_link(link: Link, anchors: Mapping[str, frozenset[str]], files: Files, report: Report) -> None:
    name = f"{link.target}.md"
    pages = {*files.steps, COURSE_FILE}
    if link.kind == "step" and name not in pages:
        report.wrong(link.line, f"tautan ke {name[:80]} tidak menemukan berkasnya", _nearest(name, pages))
    elif link.kind == "step" and link.fragment and link.fragment not in anchors.get(name, {link.fragment}):
        fix = "samakan dengan judul bagian yang dituju, atau hapus tanda # dan sesudahnya"
        report.wrong(link.line, f"bagian “#{link.fragment}” tidak ada di {name}", fix)
    elif link.kind == "asset" and link.target not in files.shelf.names:
        fix = _nearest(link.target, files.shelf.names)
        report.wrong(link.line, f"berkas {link.target[:80]} tidak ada", fix)


def _check_image(image: Image, shelf: Shelf, report: Report) -> None:
    if image.path not in shelf.names:
        report.wrong(image.line, f"gambar {image.path[:80]} tidak ada", _nearest(image.path, shelf.names))
    elif posixpath.splitext(image.path)[1].lower() not in PICTURES:
        fix = "hapus tanda ! di depannya agar menjadi tautan"
        report.wrong(image.line, f"{image.path[:80]} bukan gambar, audio, atau video", fix)


def _check_properties(block: QuestionBlock, lessons: set[str], around: Surroundings, report: Report) -> None:
    if block.competency:
        around.check_competency(block.competency[0], block.properties["kompetensi"].line, report)
    name = f"{block.lesson}.md"
    if block.lesson and name not in lessons:
        report.wrong(block.properties["materi"].line, f"materi {name[:80]} tidak ada", _nearest(name, lessons))


def _check_ids(steps: Sequence[ReadStep]) -> None:
    """A question's id is its identity in all statistics: unique in the whole course."""
    first: dict[str, tuple[str, QuestionBlock]] = {}
    for read in steps:
        for block in read.blocks:
            file, other = first.setdefault(block.id, (read.report.file, block))
            if other is not block:
                read.report.wrong(
                    block.line,
                    f"id soal {block.id} sudah dipakai di {file}:{other.line}",
                    "ganti id ini, atau ubah judul soal bila id-nya tidak ditulis",
                )
