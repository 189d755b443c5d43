"""A trainer's .zip: checked on arrival, kept, and published by a second, deliberate step."""

from __future__ import annotations

from dataclasses import asdict

from elearn.kernel.errors import Conflict, Denied, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..archive import unpacked
from ..models import Upload
from .folders import read
from .publishing import Publication, publish


def receive(work: Work, filename: str, content: bytes) -> Upload:
    """Checks the course inside the archive and keeps both the archive and the findings.

    Raises Invalid, TooLarge or NoSpace when the archive cannot be opened; then nothing is kept.
    """
    if work.actor.person_id is None:
        raise Denied
    with unpacked(content, filename) as folder:
        reading = read(work, folder)
        slug = folder.name
    manuscript = reading.manuscript
    return work.add(
        Upload(
            archive=work.files.put(content, what=_("Berkas ZIP")),
            filename=filename[:200],
            slug=slug,
            code=manuscript.code if manuscript else "",
            title=manuscript.title if manuscript else "",
            findings=[asdict(finding) for finding in reading.findings],
            uploaded_at=work.now,
            uploaded_by=work.actor.person_id,
        )
    )


def publish_upload(work: Work, upload: Upload) -> Publication:
    """Publishes what was uploaded; it is read anew, for courses and dictionary may have changed since.

    Raises Conflict when it has been published already, Invalid when the check now finds an error.
    """
    if upload.version_id is not None:
        raise Conflict(_("Unggahan ini sudah diterbitkan. Buka halaman pelatihannya untuk melihat versinya."))
    with unpacked(work.files.read(upload.archive), upload.filename) as folder:
        reading = read(work, folder)
    if reading.manuscript is None:
        wrong = next(finding for finding in reading.findings if finding.level == "salah")
        raise Invalid(
            _("Pelatihan ini belum dapat diterbitkan. %(wrong)s. Perbaiki berkasnya, lalu unggah lagi.", wrong=wrong)
        )
    publication = publish(work, reading.manuscript, reading.findings)
    upload.version_id = publication.version.id
    return publication
