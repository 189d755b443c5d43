"""The write side of courses: read and check folders, format them, publish."""

from __future__ import annotations

from ..parser.alone import FileReading
from .archiving import LONGEST_NOTE, archive, restore
from .folders import course_folders, read, read_folders
from .formatting import FormattedFolder, format_folders
from .preview import preview
from .publishing import Publication, publish, settings_of
from .reading import read_file

__all__ = [
    "LONGEST_NOTE",
    "FileReading",
    "FormattedFolder",
    "Publication",
    "archive",
    "course_folders",
    "format_folders",
    "preview",
    "publish",
    "read",
    "read_file",
    "read_folders",
    "restore",
    "settings_of",
]
