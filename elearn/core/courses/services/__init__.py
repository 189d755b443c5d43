"""The write side of courses: read and check folders, publish, take uploads."""

from __future__ import annotations

from .folders import course_folders, read, read_folders
from .publishing import Publication, publish
from .uploads import publish_upload, receive

__all__ = ["Publication", "course_folders", "publish", "publish_upload", "read", "read_folders", "receive"]
