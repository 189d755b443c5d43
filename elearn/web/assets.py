"""Static files under addresses that name their content, so that browsers may keep them for ever."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

import brotli
from flask import Response, request

from elearn.kernel.errors import NotFound

from .urls import fixed_url

FOR_EVER = "public, max-age=31536000, immutable"
COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg+xml")
"""Media types worth compressing; pictures and PDF already are."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file ready for the wire in each encoding."""

    content: bytes
    media_type: str
    digest: str

    def encoded(self, accepted: str) -> tuple[bytes, str | None]:
        """The smallest form the browser accepts, and the name of its encoding."""
        if not self.media_type.startswith(COMPRESSED):
            return self.content, None
        if "br" in accepted:
            return squeeze(self.content, "br"), "br"
        if "gzip" in accepted:
            return squeeze(self.content, "gzip"), "gzip"
        return self.content, None


@lru_cache(maxsize=512)
def squeeze(content: bytes, encoding: str) -> bytes:
    """`content` at the best compression; computed once per process, then ready-made."""
    return brotli.compress(content, quality=11) if encoding == "br" else gzip.compress(content, 9, mtime=0)


class StaticFiles:
    """The static folders of the shell, the rooms and the guests: name → file."""

    def __init__(self) -> None:
        self._folders: dict[str, Path] = {}
        self._known: dict[str, StaticFile] = {}

    def add(self, owner: str, folder: Path) -> None:
        """Serves `folder` as `owner/…`."""
        self._folders[owner] = folder

    def file(self, name: str) -> StaticFile:
        """The file `owner/path`. Raises NotFound."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._load(name)
        return found

    def address(self, name: str) -> str:
        """Where a browser finds the file; changes with its content."""
        return fixed_url("web.static_file", digest=self.file(name).digest, name=name)

    def _load(self, name: str) -> StaticFile:
        owner, _, path = name.partition("/")
        folder = self._folders.get(owner)
        target = (folder / path).resolve() if folder else None
        if folder is None or target is None or not target.is_relative_to(folder.resolve()) or not target.is_file():
            raise NotFound
        content = target.read_bytes()
        media_type = guess_type(target.name)[0] or "application/octet-stream"
        return StaticFile(content, media_type.replace("text/javascript", "application/javascript"), _digest(content))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def send(file: StaticFile, *, cache: str = FOR_EVER) -> Response:
    """A response with the smallest accepted encoding."""
    body, encoding = file.encoded(request.headers.get("Accept-Encoding", ""))
    response = Response(body, content_type=_content_type(file.media_type))
    response.headers["Cache-Control"] = cache
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["ETag"] = f'"{file.digest}"'
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith(COMPRESSED) else media_type
