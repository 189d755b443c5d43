"""New drafts: from a template, from a .zip, from a published course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from elearn.core.courses import queries as courses
from elearn.core.courses.archive import unpacked
from elearn.core.courses.models import Course
from elearn.core.courses.parser.folder import ASSET_FOLDER, COURSE_FILE
from elearn.kernel.errors import Conflict, Denied, Invalid
from elearn.kernel.i18n import _
from elearn.kernel.work import Work

from ..models import OWNER, PUBLISHED, WRITING, Author, Draft
from ..queries import drafts as queries
from ..queries.files import lines_of
from ..writing.front_matter import entries_of, title_of, with_keys, words
from ..writing.names import slug_of
from .assets import keep
from .files import put_stored, remove, write

STARTER = Path(__file__).parents[1] / "starter"
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True)
class Arrival:
    """A draft made of a .zip; `left_out` are files of it that belong to no course, or could not be taken."""

    draft: Draft
    left_out: tuple[str, ...]


def begin(work: Work, title: str) -> Draft:
    """A new draft with a course's own file, a first lesson and a first quiz that show how it is done."""
    title = " ".join(title.split())
    draft = _add(work, _free_slug(work, slug_of(title) or "pelatihan"), title)
    for source in sorted(STARTER.glob("*.md")):
        text = source.read_text(encoding="utf-8")
        if source.name == COURSE_FILE:
            text = with_keys(text, {"judul": title})
        write(work, draft, source.name, text, note=_("contoh awal"))
    return draft


def begin_with(work: Work, title: str, texts: Mapping[str, str], note: str) -> Draft:
    """A new draft of these texts. Raises Conflict when the code they bear is that of a published course."""
    code = words(entries_of(texts.get(COURSE_FILE, "")).get("kode"))
    if code and courses.course_of_code(work, code) is not None:
        raise Conflict(
            _("Kode %(code)s sudah dipakai pelatihan yang terbit. Untuk memperbarui naskahnya, pakai “Unggah folder pelatihan”.", code=code)
        )  # fmt: skip
    draft = _add(work, _free_slug(work, slug_of(title) or "pelatihan"), title)
    for path, text in texts.items():
        write(work, draft, path, text, note=note)
    return draft


def begin_from_course(work: Work, course: Course) -> Draft:
    """The draft of a published course: the one there is, else one made of its current version's sources.

    Raises Conflict when that version is older than the studio and its sources were not kept.
    """
    known = queries.draft_of_course(work, course.id)
    if known is not None:
        return known
    texts = courses.sources(work, course.current_id) if course.current_id else {}
    if not texts:
        raise Conflict(
            _("Naskah versi yang terbit ini tidak tersimpan. Unggah ZIP pelatihannya sekali, lalu lanjutkan di sini.")
        )
    draft = _add(work, course.slug, title_of(texts.get(COURSE_FILE, "")) or course.code, course)
    draft.state = PUBLISHED
    note = _("dari versi yang terbit")
    for path, text in texts.items():
        write(work, draft, path, text, note=note)
    for asset in courses.assets(work, course.current_id or 0):
        put_stored(work, draft, asset.path, asset.digest, asset.media_type, asset.size, note=note)
    draft.state = PUBLISHED
    return draft


def receive(work: Work, filename: str, content: bytes) -> Arrival:
    """The draft of the course inside a .zip: new, or renewed when it is one of the actor's already.

    Raises Invalid, TooLarge or NoSpace when the archive cannot be opened, Conflict when the course is somebody else's.
    """
    with unpacked(content, filename) as folder:
        texts, assets, left_out = sorted_out(folder, (path for path in folder.rglob("*") if path.is_file()))
        draft = draft_for(work, folder.name, texts)
        note = _("dari %(name)s", name=filename[:120] or "ZIP")
        for line in lines_of(work, draft):
            if line.path not in texts and line.path not in assets:
                remove(work, draft, line.path, note=note)
        for path, text in texts.items():
            write(work, draft, path, text, note=note)
        for path, file in assets.items():
            report = keep(work, draft, path, file, note=note)
            left_out += [f"{path}: {report}"] if report else []
    return Arrival(draft, tuple(left_out))


def sorted_out(folder: Path, files: Iterable[Path]) -> tuple[dict[str, str], dict[str, bytes], list[str]]:
    """The texts and the assets among the files of a folder, and what is neither. Raises Invalid for a text that is not UTF-8."""
    texts: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    left_out: list[str] = []
    for file in sorted(files):
        path = file.relative_to(folder).as_posix()
        if PurePosixPath(path).parts[0] == ASSET_FOLDER:
            assets[path] = file.read_bytes()
        elif "/" not in path and path.endswith(".md"):
            texts[path] = _decoded(path, file.read_bytes())
        else:
            left_out.append(path)
    return texts, assets, left_out


def _decoded(path: str, content: bytes) -> str:
    try:
        return content.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError:
        raise Invalid(
            _("%(path)s bukan teks UTF-8. Buka di Notepad, pilih Simpan Sebagai, lalu Pengodean: UTF-8.", path=path)
        ) from None


def draft_for(work: Work, folder: str, texts: Mapping[str, str]) -> Draft:
    """The draft a folder belongs to: by the code it bears, else by its name; a new one when there is none.

    Raises Conflict when code or name are somebody else's.
    """
    code = words(entries_of(texts.get(COURSE_FILE, "")).get("kode")) or folder
    course = courses.course_of_code(work, code)
    if course is not None and not courses.is_ours(work, course):
        raise Conflict(_("Kode %(code)s sudah dipakai pelatihan milik pengajar lain. Tulis kode lain.", code=code))
    slug = course.slug if course else folder
    known = queries.draft_of_course(work, course.id) if course else None
    known = known or queries.draft_named(work, slug)
    if known is not None and not queries.is_own(work, known):
        raise Conflict(_("Nama folder “%(slug)s” sudah dipakai naskah pengajar lain. Ganti namanya.", slug=slug))
    if known is None and course is None and courses.slug_taken(work, slug):
        raise Conflict(
            _(
                "Nama folder “%(slug)s” sudah dipakai pelatihan lain. Ganti namanya, atau tulis kode yang lama.",
                slug=slug,
            )
        )
    return known or _add(work, slug, title_of(texts.get(COURSE_FILE, "")) or slug, course)


def _free_slug(work: Work, wanted: str) -> str:
    slug, number = wanted[: LONGEST_SLUG - 4], 1
    while queries.draft_named(work, slug) is not None or courses.slug_taken(work, slug):
        number += 1
        slug = f"{wanted[: LONGEST_SLUG - 4]}-{number}"
    return slug


def _add(work: Work, slug: str, title: str, course: Course | None = None) -> Draft:
    if work.actor.person_id is None:
        raise Denied
    draft = work.add(
        Draft(
            slug=slug, title=title[:200], state=WRITING, course_id=course.id if course else None,
            base_id=course.current_id if course else None, created_at=work.now, changed_at=work.now,
        )
    )  # fmt: skip
    work.add(Author(draft_id=draft.id, person_id=work.actor.person_id, kind=OWNER))
    return draft
