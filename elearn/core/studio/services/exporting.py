"""A draft or a published version in another program's form: written by the worker, for the author who asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elearn.core.courses import queries as courses
from elearn.core.exchange import services as exchange
from elearn.core.exchange.formats import Exporter
from elearn.core.exchange.manuscripts import CourseText, read_course_text
from elearn.core.exchange.packed import packed
from elearn.kernel.exports import EXPORT_KEPT, FORGET_JOB, Export, keep_export
from elearn.kernel.jobs import Errand
from elearn.kernel.outbox import Job
from elearn.kernel.work import Work

from ..queries.drafts import draft_named, own_draft
from .findings import Found, opened
from .findings import packed as as_json
from .folders import unfolded

EXPORT_JOB = "studio:export"


def ask_export(work: Work, slug: str, form: str, *, is_draft: bool, with_key: bool) -> Job:
    """Asks the worker for a file. Raises NotFound when draft or course are not the actor's, Invalid for an unknown form."""
    if is_draft:
        own_draft(work, slug)
    else:
        courses.own_course(work, slug)
    exporter = exchange.exporter_of(work, form)
    with_key = with_key and exporter.has_key
    return work.later(EXPORT_JOB, slug=slug, form=form, is_draft=is_draft, with_key=with_key)


def run_export(errand: Errand, slug: str, form: str, *, is_draft: bool, with_key: bool) -> Mapping[str, Any]:
    """The job EXPORT_JOB: the draft as it is now, or the version that is current now."""
    with errand.looking() as work:
        exporter = exchange.exporter_of(work, form)
        with _text(work, slug, is_draft=is_draft) as text:
            exported = exporter.write(text, with_key)
        report = work.files.put(as_json(Found(form, exported.report)), what="Laporan")
    with errand.writing() as work:
        work.later(FORGET_JOB, due_at=work.now + EXPORT_KEPT, digest=report)
    name, content = _one_file(exporter, slug, exported.files, with_key=with_key)
    return {**keep_export(errand, content, name, len(exported.report)), "report": report}


def report_of(work: Work, export: Export) -> Found | None:
    """What became of each item; None while there is no file."""
    return opened(work.files.read(export.wait.outcome["report"])) if export.state == "ready" else None


@contextmanager
def _text(work: Work, slug: str, *, is_draft: bool) -> Iterator[CourseText]:
    draft = draft_named(work, slug) if is_draft else None
    if draft is not None:
        with unfolded(work, draft) as folder:
            yield read_course_text(folder, slug)
        return
    with exchange.published_text(work, courses.open_version(work, slug)) as text:
        yield text


def _one_file(exporter: Exporter, slug: str, files: Mapping[str, bytes], *, with_key: bool) -> tuple[str, bytes]:
    """A name and its content; what is a folder becomes a .zip of it."""
    stem = f"{slug}-{exporter.name}" + ("-kunci" if with_key else "")
    if set(files) == {""}:
        return stem + exporter.ending, files[""]
    return f"{stem}.zip", packed({f"{stem}/{path}": content for path, content in files.items()})
