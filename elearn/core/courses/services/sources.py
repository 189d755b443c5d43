"""The course files a version was published from, kept with it: its digest is their name in the file store."""

from __future__ import annotations

import json

from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work

from ..models import CourseVersion
from ..parser import Manuscript
from ..parser.document import canonical


def keep_sources(work: Work, manuscript: Manuscript) -> str:
    """Keeps the texts; returns their digest, which is the version's. Pictures are kept as assets already."""
    return work.files.put(canonical(manuscript), what="Naskah pelatihan")


def source_files(work: Work, version: CourseVersion) -> dict[str, bytes]:
    """Path → content of every text and picture of the version, as they were when it was published.

    Raises NotFound for a version published before its texts were kept.
    """
    try:
        kept = json.loads(work.files.read(version.digest))
    except NotFound:
        raise NotFound(
            "Naskah versi ini tidak disimpan karena diterbitkan dengan elearn lama. Terbitkan lagi dari foldernya, "
            "atau sebutkan folder itu."
        ) from None
    texts = {path: text.encode() for path, text in kept["sources"]}
    return texts | {path: work.files.read(digest) for path, digest in kept["assets"]}
