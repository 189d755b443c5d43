"""The order of a draft's lessons and quizzes: add, move, rename."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from elearn.core.courses.parser.folder import COURSE_FILE
from elearn.kernel.errors import Conflict, Invalid, NotFound
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import Draft
from ..queries import files as queries
from ..writing import names
from .files import MOST_FILES, rename, write

StepKind = Literal["materi", "kuis"]

_LESSON = """---
judul: {title}
durasi: 15 menit
---

Tulis isi materi di sini.
"""
_QUIZ = """---
judul: {title}
jenis: kuis
nilai lulus: 70
percobaan: 3
tampilkan kunci: setelah lulus
---

## Tulis pertanyaan pertama di sini?

- [x] Pilihan yang benar
- [ ] Pilihan yang salah
"""


def add(work: Work, draft: Draft, kind: StepKind, title: str) -> str:
    """A new last lesson or quiz; returns the name of its file."""
    title = " ".join(title.split())
    queries.lock(work, draft)
    paths = _paths(work, draft)
    if len(paths) >= MOST_FILES:
        raise Invalid(_("Naskah ini sudah punya %(most)s berkas. Bagi menjadi beberapa pelatihan.", most=MOST_FILES))
    path = names.next_name(paths, names.slug_of(title) or kind)
    text = (_QUIZ if kind == "kuis" else _LESSON).replace("{title}", names.quoted(title))
    write(work, draft, path, text, note=_("baru"))
    return path


def move(work: Work, draft: Draft, path: str, by: int) -> dict[str, str]:
    """Moves a step `by` places (−1 is up); returns the names that changed. Raises NotFound."""
    queries.lock(work, draft)
    paths = _paths(work, draft)
    if path not in names.in_order(paths):
        raise NotFound
    return _rename(work, draft, paths, names.moved(paths, path, by))


def retitle(work: Work, draft: Draft, path: str, words: str) -> str:
    """Gives a step's file a name after these words; its number, translations and all links to it follow.

    A text whose name was none for a step becomes the last step.

    Returns the new name. Raises Invalid when the words leave no name, Conflict when it is taken.
    """
    queries.lock(work, draft)
    paths = _paths(work, draft)
    if path not in paths or path == COURSE_FILE or not path.endswith(".md"):
        raise NotFound
    slug = names.slug_of(words)
    if not slug:
        raise Invalid(_("Nama berkas memakai huruf a–z dan angka. Tulis misalnya “standar pelayanan”."))
    is_step = names.is_step(path)
    new = path.removesuffix(f"{names.words_of(path)}.md") + f"{slug}.md" if is_step else names.next_name(paths, slug)
    if new == path:
        return path
    if new in paths:
        raise Conflict(_("Sudah ada berkas bernama %(name)s. Pilih nama lain.", name=new))
    _rename(work, draft, paths, {path: new})
    return new


def _paths(work: Work, draft: Draft) -> tuple[str, ...]:
    return queries.paths_of(work, draft)


def _rename(work: Work, draft: Draft, paths: tuple[str, ...], renamed: Mapping[str, str]) -> dict[str, str]:
    """Renames files and mends every text that names one of them."""
    everything = names.with_translations(paths, renamed)
    if not everything:
        return {}
    rename(work, draft, everything)
    for file in queries.files_of(work, draft):
        if file.text is not None:
            write(work, draft, file.path, names.mended(file.text, everything), note=_("tautan disesuaikan"))
    return everything
