"""The course files a version was published from."""

from __future__ import annotations

from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work

from .. import queries
from ..models import CourseVersion


def source_files(work: Work, version: CourseVersion) -> dict[str, bytes]:
    """Path → content of every text and picture of the version, as they were when it was published.

    Raises NotFound for a version published before its texts were kept.
    """
    texts = queries.sources(work, version.id)
    if not texts:
        raise NotFound(
            "Naskah versi ini tidak disimpan karena diterbitkan dengan elearn lama. Terbitkan lagi dari foldernya, "
            "atau sebutkan folder itu."
        )
    files = {path: text.encode() for path, text in texts.items()}
    return files | {asset.path: work.files.read(asset.digest) for asset in queries.assets(work, version.id)}
