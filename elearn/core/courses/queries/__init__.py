"""Every SELECT about courses: as learners read them, as trainers see them, and what publishing looks up."""

from __future__ import annotations

from .catalogue import Catalogue, CatalogueLine, Facets, Wish, catalogue, facets
from .published import (
    ContentLine,
    CourseLine,
    StepLine,
    asset_type,
    contents,
    course,
    named,
    open_version,
    outline,
    published_courses,
    sealed,
    step,
)
from .publishing import (
    course_of_code,
    is_ours,
    known_names,
    last_number,
    prerequisites,
    slug_of,
    slug_taken,
    version_of_digest,
    wait_turn,
)
from .studio import StudioLine, UploadLine, VersionLine, own_course, own_upload, studio, versions, waiting_uploads

__all__ = [
    "Catalogue",
    "CatalogueLine",
    "ContentLine",
    "CourseLine",
    "Facets",
    "StepLine",
    "StudioLine",
    "UploadLine",
    "VersionLine",
    "Wish",
    "asset_type",
    "catalogue",
    "contents",
    "course",
    "course_of_code",
    "facets",
    "is_ours",
    "known_names",
    "last_number",
    "named",
    "open_version",
    "outline",
    "own_course",
    "own_upload",
    "prerequisites",
    "published_courses",
    "sealed",
    "slug_of",
    "slug_taken",
    "step",
    "studio",
    "version_of_digest",
    "versions",
    "wait_turn",
    "waiting_uploads",
]
