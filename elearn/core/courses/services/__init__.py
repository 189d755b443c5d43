"""The write side of courses: read and check folders, publish."""

from __future__ import annotations

from ..parser.alone import FileReading
from .folders import course_folders, read, read_folders
from .publishing import Publication, publish
from .reading import read_file

__all__ = ["FileReading", "Publication", "course_folders", "publish", "read", "read_file", "read_folders"]
