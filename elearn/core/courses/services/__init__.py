"""The write side of courses: read and check folders, format them, publish, take uploads."""

from __future__ import annotations

from .folders import course_folders, read, read_folders
from .formatting import FormattedFolder, format_folders
from .preview import preview
from .publishing import Publication, publish
from .uploads import publish_upload, receive

__all__ = [
    "FormattedFolder",
    "Publication",
    "course_folders",
    "format_folders",
    "preview",
    "publish",
    "publish_upload",
    "read",
    "read_folders",
    "receive",
]
