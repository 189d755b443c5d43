"""A draft as a course folder on disk, for the check, the download and publishing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from elearn.core.courses import services as courses
from elearn.core.courses.parser import Reading
from elearn.kernel.work import Work

from ..models import Draft
from ..queries import files as queries


@contextmanager
def unfolded(work: Work, draft: Draft) -> Iterator[Path]:
    """A temporary folder with every file of the draft, named as the course's folder; removed at the end."""
    with TemporaryDirectory(prefix="elearn-") as place:
        folder = Path(place) / draft.slug
        folder.mkdir()
        for file in queries.files_of(work, draft):
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((file.text or "").encode() if file.digest is None else work.files.read(file.digest))
        yield folder


def check(work: Work, draft: Draft) -> Reading:
    """Reads the whole draft as publishing will; the manuscript is None when anything forbids it."""
    with unfolded(work, draft) as folder:
        return courses.read(work, folder)
