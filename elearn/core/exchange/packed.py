"""A course of ours in one .zip: in and out without any loss."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from elearn.core.courses.archive import unpacked
from elearn.core.courses.parser.folder import COURSE_FILE

from .formats import Exported, Exporter, Importer, Source
from .manuscripts import CourseText
from .report import Line

_BEGINNING = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A .zip of the files; the same files give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(ZipInfo(path, _BEGINNING), content, ZIP_DEFLATED)
    return stream.getvalue()


def _recognises(source: Source) -> bool:
    return any(PurePosixPath(path).name == COURSE_FILE for path in source.parts())


def _files(source: Source) -> Mapping[str, bytes]:
    with unpacked(source.content, source.name) as folder:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }


def _write(course: CourseText, _with_key: bool) -> Exported:  # every exporter is called with both
    texts = {path: text.encode() for path, text in course.texts.items()}
    inside = {f"{course.slug}/{path}": content for path, content in (texts | dict(course.files)).items()}
    lines = tuple(Line(path, path, "utuh") for path in inside)
    return Exported({"": packed(inside)}, lines)


ZIP_IMPORTER = Importer("zip", "Markdown dalam ZIP", (".zip",), _recognises, files=_files)
ZIP_EXPORTER = Exporter("zip", "Markdown dalam ZIP", ".zip", _write)
