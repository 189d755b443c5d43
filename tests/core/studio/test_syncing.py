"""A draft and a folder made the same from the command line: pulled, pushed, clashing, in a real Git repository. On both engines."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from elearn.cli.courses import command
from elearn.cli.door import Door
from elearn.core.people.models import Person
from elearn.core.studio.models import Draft, DraftFile, Revision
from elearn.core.studio.queries.files import file_of
from elearn.core.studio.services import files, syncing
from elearn.core.studio.services.files import tidy
from elearn.core.studio.services.folder_state import STATE_FILE
from elearn.hooks.house import House
from elearn.kernel.errors import Invalid, NotFound
from elearn.kernel.work import Work, committed

LESSON, QUIZ = "01-materi-pertama.md", "02-kuis-akhir.md"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6364f80f00010501012718e3660000000049454e44ae426082"
)


def run(house: House, *arguments: object) -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(command, words, obj=Door(house), catch_exceptions=False)


def facts(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def studio(house: House, draft: Draft) -> dict[str, str]:
    """The draft's files: texts as they are, pictures by their digest."""
    with house.work(write=False) as work:
        rows = select(DraftFile.path, DraftFile.text, DraftFile.digest).where(DraftFile.draft_id == draft.id)
        return {row.path: row.text or row.digest for row in work.session.execute(rows)}


def on_disk(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*.md")
        if ".git" not in path.parts
    }


def change(work: Work, draft: Draft, path: str, old: str, new: str) -> None:
    with committed(work):
        files.write(work, draft, path, str(file_of(work, draft, path).text).replace(old, new))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.fixture
def pulled(house: House, draft: Draft, tmp_path: Path) -> Path:
    """A folder just pulled."""
    folder = tmp_path / draft.slug
    assert run(house, "pull", folder).exit_code == 0
    return folder


def test_a_draft_is_pulled_into_an_empty_folder(house: House, draft: Draft, pulled: Path) -> None:
    assert on_disk(pulled) == studio(house, draft)
    assert run(house, "pull", pulled).output == f"{draft.slug}: 0 berkas disamakan, 0 bentrok.\n"
    assert run(house, "push", pulled).output == f"{draft.slug}: 0 berkas disamakan, 0 bentrok.\n"


def test_each_side_gets_what_only_the_other_changed(house: House, draft: Draft, pulled: Path, work: Work) -> None:
    edit(pulled / LESSON, "judul: ", "judul: Dari folder, ")
    change(work, draft, QUIZ, "jenis: kuis", "jenis: latihan")

    pushed, again = run(house, "push", pulled, "--json"), run(house, "pull", pulled, "--json")

    assert (pushed.exit_code, again.exit_code) == (0, 0)
    assert [(one["path"], one["action"]) for one in facts(pushed)["changes"]] == [(LESSON, "write")]
    assert [(one["path"], one["action"]) for one in facts(again)["changes"]] == [(QUIZ, "write")]
    assert on_disk(pulled) == studio(house, draft)
    assert "jenis: latihan" in on_disk(pulled)[QUIZ]
    assert "Dari folder" in studio(house, draft)[LESSON]


@pytest.mark.parametrize("first", ["push", "pull"])
def test_different_lines_of_one_file_come_together(
    house: House, draft: Draft, pulled: Path, work: Work, first: str
) -> None:
    edit(pulled / QUIZ, "jenis: kuis", "jenis: latihan")
    change(work, draft, QUIZ, "## ", "## Hai: ")

    for verb in (first, "push", "pull"):
        assert run(house, verb, pulled).exit_code == 0

    assert on_disk(pulled) == studio(house, draft)
    assert "jenis: latihan" in on_disk(pulled)[QUIZ]
    assert "## Hai: " in on_disk(pulled)[QUIZ]


@pytest.mark.parametrize("verb", ["push", "pull"])
def test_the_same_line_is_told_and_left_alone_while_the_rest_goes_through(
    house: House, draft: Draft, pulled: Path, work: Work, verb: str
) -> None:
    edit(pulled / QUIZ, "jenis: kuis", "jenis: latihan")
    edit(pulled / LESSON, "judul: ", "judul: Folder ")
    change(work, draft, QUIZ, "jenis: kuis", "jenis: ujian")
    change(work, draft, "kursus.md", "judul: ", "judul: Studio ")
    here, there = on_disk(pulled)[QUIZ], studio(house, draft)[QUIZ]

    result = run(house, verb, pulled, "--json")

    assert result.exit_code == 1
    line = here.split("\n").index("jenis: latihan") + 1
    assert facts(result)["clashes"] == [
        {"path": QUIZ, "line": line, "reason": "baris ini diubah di folder dan di studio"}
    ]
    assert (on_disk(pulled)[QUIZ], studio(house, draft)[QUIZ]) == (here, there)
    assert [one["path"] for one in facts(result)["changes"]] == [LESSON if verb == "push" else "kursus.md"]
    assert f"{QUIZ}:{line}: bentrok: baris ini diubah" in run(house, verb, pulled).output


@pytest.mark.parametrize(("prefer", "kept"), [("folder", "latihan"), ("studio", "ujian")])
def test_a_clash_is_settled_by_a_side(
    house: House, draft: Draft, pulled: Path, work: Work, prefer: str, kept: str
) -> None:
    edit(pulled / QUIZ, "jenis: kuis", "jenis: latihan")
    change(work, draft, QUIZ, "jenis: kuis", "jenis: ujian")

    assert run(house, "push", pulled, "--prefer", prefer).exit_code == 0
    assert run(house, "pull", pulled).exit_code == 0

    assert on_disk(pulled) == studio(house, draft)
    assert f"jenis: {kept}" in on_disk(pulled)[QUIZ]
    with house.work(write=False) as looking:
        states = list(looking.session.scalars(select(Revision.text).where(Revision.path == QUIZ)))
    for word in ("latihan", "ujian"):
        assert any(f"jenis: {word}" in str(text) for text in states)


def test_a_dry_run_changes_neither_side(house: House, draft: Draft, pulled: Path, work: Work) -> None:
    edit(pulled / LESSON, "judul: ", "judul: Folder ")
    change(work, draft, QUIZ, "jenis: kuis", "jenis: ujian")
    here, there, state = on_disk(pulled), studio(house, draft), (pulled / STATE_FILE).read_text()

    pushed, again = (run(house, verb, pulled, "--dry-run") for verb in ("push", "pull"))

    assert pushed.output == f"diubah: {LESSON}\n{draft.slug}: 1 berkas akan disamakan, 0 bentrok.\n"
    assert again.output == f"diubah: {QUIZ}\n{draft.slug}: 1 berkas akan disamakan, 0 bentrok.\n"
    assert (on_disk(pulled), studio(house, draft), (pulled / STATE_FILE).read_text()) == (here, there, state)


def test_files_go_come_and_are_renamed_on_both_sides(house: House, draft: Draft, pulled: Path, work: Work) -> None:
    (pulled / "aset").mkdir()
    (pulled / "aset" / "titik.png").write_bytes(PIXEL)
    (pulled / "03-baru.md").write_text("---\njudul: Baru\n---\n\n![Titik](aset/titik.png)\n")
    (pulled / LESSON).rename(pulled / "01-pembuka.md")
    (pulled / "catatan.txt").write_text("bukan bagian pelatihan")
    pushed = facts(run(house, "push", pulled, "--json"))
    with committed(work):
        files.rename(work, draft, {"03-baru.md": "04-terakhir.md"})
        files.remove(work, draft, QUIZ)

    run(house, "pull", pulled)

    assert [(one["path"], one["action"], one["before"]) for one in pushed["changes"]] == [
        ("01-pembuka.md", "rename", LESSON),
        ("03-baru.md", "new", ""),
        ("aset/titik.png", "new", ""),
    ]
    assert pushed["left_out"] == ["catatan.txt"]
    assert sorted(on_disk(pulled)) == ["01-pembuka.md", "04-terakhir.md", "kursus.md"]
    assert (pulled / "aset" / "titik.png").read_bytes() == PIXEL
    with house.work(write=False) as looking:
        notes = looking.session.scalars(select(Revision.note).where(Revision.path == "01-pembuka.md"))
        assert next(iter(notes)) == f"sebelumnya {LESSON}"


def test_a_deletion_against_a_change_is_told(house: House, draft: Draft, pulled: Path, work: Work) -> None:
    (pulled / QUIZ).unlink()
    change(work, draft, QUIZ, "jenis: kuis", "jenis: ujian")

    result = run(house, "push", pulled)

    assert result.exit_code == 1
    assert f"{QUIZ}:1: bentrok: dihapus di folder, diubah di studio" in result.output
    assert QUIZ in studio(house, draft)


def test_pictures_changed_on_both_sides_are_told(house: House, draft: Draft, pulled: Path, work: Work) -> None:
    picture = pulled / "aset" / "a.svg"
    picture.parent.mkdir()
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    run(house, "push", pulled)
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'><title>folder</title></svg>")
    other = b"<svg xmlns='http://www.w3.org/2000/svg'><title>studio</title></svg>"
    with committed(work):
        files.put(work, draft, "aset/a.svg", other, "image/svg+xml")

    result = run(house, "pull", pulled)

    assert result.exit_code == 1
    assert "aset/a.svg:1: bentrok: diubah di folder dan di studio" in result.output
    assert "folder" in picture.read_text()
    assert run(house, "pull", pulled, "--prefer", "studio").exit_code == 0
    assert picture.read_bytes() == other


def test_the_common_state_outlives_the_thinning_of_the_history(
    house: House, draft: Draft, tmp_path: Path, work: Work
) -> None:
    change(work, draft, QUIZ, "jenis: kuis", "jenis: latihan")
    folder = tmp_path / draft.slug
    run(house, "pull", folder)
    change(work, draft, QUIZ, "## ", "## Hai: ")
    for days in (2, 4):
        work.now += timedelta(days=days)
        change(work, draft, QUIZ, "## Hai: ", f"## Hai {days}: ")
        change(work, draft, QUIZ, f"## Hai {days}: ", "## Hai: ")
    edit(folder / QUIZ, "jenis: latihan", "jenis: ujian")

    assert run(house, "push", folder).exit_code == 0
    assert {"jenis: ujian", "Hai"} == {word for word in ("jenis: ujian", "Hai") if word in studio(house, draft)[QUIZ]}


def test_windows_line_ends_are_no_change(house: House, draft: Draft, pulled: Path) -> None:
    for path in pulled.glob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert facts(run(house, "push", pulled, "--json"))["changes"] == []


def test_a_folder_becomes_a_draft_of_the_person_named(
    house: House, folder: Path, trainer_person: Person, work: Work
) -> None:
    without = run(house, "push", folder)
    pushed = run(house, "push", folder, "--nip", trainer_person.nip, "--dry-run")
    with house.work(write=False) as looking:
        assert looking.session.scalars(select(Draft)).all() == []

    done = run(house, "push", folder, "--nip", trainer_person.nip)

    assert (without.exit_code, pushed.exit_code, done.exit_code) == (2, 0, 0)
    draft = work.session.scalars(select(Draft)).one()
    assert (draft.slug, draft.title) == ("etika-layanan", "Etika Layanan")
    assert [author.person_id for author in draft.authors] == [trainer_person.id]
    assert {path: tidy(text) for path, text in on_disk(folder).items()} == studio(house, draft)


def test_somebody_elses_draft_is_not_written(
    house: House, pulled: Path, colleague_person: Person, draft: Draft
) -> None:
    edit(pulled / LESSON, "judul: ", "judul: Bukan milik saya ")

    with pytest.raises(NotFound):
        run(house, "push", pulled, "--nip", colleague_person.nip)
    assert "Bukan milik saya" not in studio(house, draft)[LESSON]


def test_a_folder_of_another_draft_is_refused(house: House, pulled: Path, work: Work, trainer_person: Person) -> None:
    with committed(work):
        work.add(Draft(slug="lain", title="Lain", created_at=work.now, changed_at=work.now))

    with pytest.raises(Invalid, match="milik naskah"):
        run(house, "push", pulled, "--course", "lain")


def test_links_out_of_the_folder_are_left_alone(house: House, draft: Draft, pulled: Path, tmp_path: Path) -> None:
    (tmp_path / "rahasia.md").write_text("rahasia")
    (pulled / "04-rahasia.md").symlink_to(tmp_path / "rahasia.md")

    run(house, "push", pulled)

    assert "04-rahasia.md" not in studio(house, draft)


def test_a_push_that_is_not_kept_is_not_noted(house: House, draft: Draft, pulled: Path, work: Work) -> None:
    edit(pulled / LESSON, "judul: ", "judul: Folder ")
    noted = (pulled / STATE_FILE).read_text()

    with work.session.begin_nested() as point:  # as a commit that fails
        syncing.push(work, draft, pulled)
        point.rollback()
    work.after_commit.clear()
    work.session.rollback()

    assert (pulled / STATE_FILE).read_text() == noted
    assert run(house, "push", pulled).output.startswith(f"diubah: {LESSON}")


@pytest.mark.skipif(shutil.which("git") is None, reason="tidak ada git")
def test_a_git_repository_is_the_source(house: House, draft: Draft, tmp_path: Path, work: Work) -> None:
    folder = tmp_path / "repo" / draft.slug

    def git(*words: str) -> str:
        named = ("-c", "user.name=Budi", "-c", "user.email=budi@contoh.id", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *named, *words], cwd=folder, check=True, capture_output=True, text=True, timeout=60
        )
        return done.stdout

    run(house, "pull", folder)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "Awal")
    git("checkout", "-qb", "usul")
    edit(folder / LESSON, "judul: ", "judul: Usul ")
    git("mv", QUIZ, "03-kuis-akhir.md")
    git("commit", "-qam", "Usul")
    git("checkout", "-q", "main")
    change(work, draft, "kursus.md", "judul: ", "judul: Studio ")
    assert run(house, "pull", folder).exit_code == 0
    git("commit", "-qam", "Dari studio")
    git("merge", "-q", "--no-edit", "usul")

    assert run(house, "push", folder).exit_code == 0

    assert studio(house, draft) == on_disk(folder)
    assert sorted(studio(house, draft)) == [LESSON, "03-kuis-akhir.md", "kursus.md"]
    git("add", "-A")
    git("commit", "-qm", "Disamakan")
    assert run(house, "pull", folder).exit_code == 0
    assert git("status", "--porcelain") == ""
