"""What a text being written becomes, through the compiler that publishes."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import normpath
from urllib.parse import quote, unquote

from elearn.core.courses import services as courses
from elearn.core.courses.addresses import ROOT
from elearn.core.courses.services import FileReading
from elearn.kernel.markdown_result import LinkBase
from elearn.kernel.work import Work

from ..models import Draft
from ..queries import files as queries


def preview(work: Work, draft: Draft, path: str, text: str) -> FileReading:
    """Compiles `text` as the file `path` of the draft; addresses in it begin with the marker of compiled HTML."""
    names = queries.paths_of(work, draft)
    base = LinkBase(asset_url=asset_addresses(draft.slug, frozenset(names)), step_url=_step_addresses(draft.slug))
    return courses.read_file(work, path, text, names, base)


def asset_addresses(slug: str, names: frozenset[str]) -> Callable[[str], str]:
    """A path as written → where the draft's own file is shown; a path that is no file of it stays."""

    def address(written: str) -> str:
        path = normpath(unquote(written))
        return f"{ROOT}/naskah/{quote(slug)}/isi/{quote(path)}" if path in names else written

    return address


def _step_addresses(slug: str) -> Callable[[str], str]:
    return lambda name: f"{ROOT}/naskah/{quote(slug)}/berkas/{quote(name)}.md"
