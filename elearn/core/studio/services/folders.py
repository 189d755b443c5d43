"""A draft as a course folder on disk, for the check, the download and publishing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from elearn.core.courses import services as courses
from elearn.core.courses.parser import Reading
from elearn.core.courses.services import Publication
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import PUBLISHED, Draft
from ..queries import files as queries
from ..queries.authors import owner_id
from .reviews import must_be_approved


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


def zipped(work: Work, draft: Draft) -> bytes:
    """The draft as a .zip of its folder, which the studio takes back as it is; the same draft gives the same bytes."""
    target = BytesIO()
    with unfolded(work, draft) as folder, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            entry = ZipInfo(path.relative_to(folder.parent).as_posix())
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return target.getvalue()


def check(work: Work, draft: Draft) -> Reading:
    """Reads the whole draft as publishing will; the manuscript is None when anything forbids it."""
    with unfolded(work, draft) as folder:
        return courses.read(work, folder)


def publish(work: Work, draft: Draft) -> Publication:
    """Publishes the draft as it is, read anew. Raises Invalid when the check finds an error.

    Raises Conflict while it has to be approved first.
    """
    must_be_approved(work, draft)
    reading = check(work, draft)
    if reading.manuscript is None:
        wrong = next(finding for finding in reading.findings if finding.level == "salah")
        raise Invalid(
            _("Pelatihan ini belum dapat diterbitkan. %(wrong)s. Perbaiki berkasnya, lalu periksa lagi.", wrong=wrong)
        )
    publication = courses.publish(work, reading.manuscript, reading.findings, owner_id=owner_id(work, draft))
    draft.course_id, draft.base_id = publication.version.course_id, publication.version.id
    draft.state = PUBLISHED
    work.session.flush()
    return publication
