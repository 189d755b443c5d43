"""The write side of courses: read and check folders, format them, publish."""

from __future__ import annotations

from ..parser.alone import FileReading
from .folders import course_folders, read, read_folders
from .formatting import FormattedFolder, format_folders
from .preview import preview
from .publishing import Publication, publish, settings_of
from .reading import read_file

__all__ = [
    "FileReading",
    "FormattedFolder",
    "Publication",
    "course_folders",
    "format_folders",
    "preview",
    "publish",
    "read",
    "read_file",
    "read_folders",
    "settings_of",
]
