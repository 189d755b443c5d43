"""Three states of a course's files: what only one side changed goes through, what both changed differently is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elearn.core.studio.writing.three_way import Clashing, Content, Prefer, compare, renamed, text_content

LESSON = "---\njudul: Satu\n---\n\nBaris pertama.\nBaris kedua.\nBaris ketiga.\n"
FOLDERS = st.dictionaries(
    st.sampled_from(["01-a.md", "02-b.md", "aset/c.png"]),
    st.lists(st.sampled_from("abcd"), max_size=4).map("\n".join),
)


def side(**texts: str) -> dict[str, Content]:
    return {f"{name}.md": text_content(text) for name, text in texts.items()}


def outcome(
    base: dict[str, Content], folder: dict[str, Content], studio: dict[str, Content], prefer: Prefer | None = None
) -> tuple[dict[str, str | None], list[Clashing]]:
    trios = compare(base, folder, studio, prefer)
    texts = {trio.result[0]: trio.result[1].text for trio in trios if trio.result}
    return texts, [clash for trio in trios for clash in trio.clashes]


def test_what_one_side_changed_goes_through() -> None:
    base = side(a="1", b="1", c="1", d="1")

    assert outcome(base, side(a="2", b="1", c="1", e="5"), side(a="1", b="3", d="1", c="1", f="6")) == (
        {"a.md": "2", "b.md": "3", "c.md": "1", "e.md": "5", "f.md": "6"},
        [],
    )


def test_different_lines_are_merged_as_two_authors_are() -> None:
    folder, studio = LESSON.replace("pertama", "PERTAMA"), LESSON.replace("ketiga", "KETIGA")

    merged, clashes = outcome(side(a=LESSON), side(a=folder), side(a=studio))

    assert (merged, clashes) == ({"a.md": folder.replace("ketiga", "KETIGA")}, [])


def test_the_same_line_is_told_with_its_place_in_the_folder() -> None:
    folder = LESSON.replace("judul: Satu", "judul: Satu\ndurasi: 5 menit").replace("kedua", "folder")
    studio = LESSON.replace("kedua", "studio")

    _, clashes = outcome(side(a=LESSON), side(a=folder), side(a=studio))

    assert clashes == [Clashing("a.md", 7, "baris ini diubah di folder dan di studio")]
    assert folder.split("\n")[6] == "Baris folder."
    assert outcome(side(a=LESSON), side(a=folder), side(a=studio), "folder") == ({"a.md": folder}, [])
    chosen = folder.replace("folder", "studio")
    assert outcome(side(a=LESSON), side(a=folder), side(a=studio), "studio") == ({"a.md": chosen}, [])


def test_a_text_without_its_common_state_is_told_whole() -> None:
    base = {"a.md": Content(text_content(LESSON).digest)}

    _, clashes = outcome(base, side(a=LESSON + "1"), side(a=LESSON + "2"))

    assert clashes == [Clashing("a.md", 1, "diubah di folder dan di studio")]


def test_gone_here_and_changed_there_is_told() -> None:
    base = side(a="1", b="1")

    texts, clashes = outcome(base, side(a="2"), side(b="2"))

    assert (texts, clashes) == (
        {},
        [
            Clashing("a.md", 1, "diubah di folder, dihapus di studio"),
            Clashing("b.md", 1, "dihapus di folder, diubah di studio"),
        ],
    )
    assert outcome(base, side(a="2"), side(b="2"), "folder") == ({"a.md": "2"}, [])
    assert outcome(base, side(a="2"), side(b="2"), "studio") == ({"b.md": "2"}, [])


def test_a_file_renamed_here_and_changed_there_is_both() -> None:
    base, changed = side(lama=LESSON), LESSON.replace("kedua", "lain")

    assert outcome(base, side(baru=LESSON), side(lama=changed)) == ({"baru.md": changed}, [])
    assert outcome(base, side(lama=changed), side(baru=LESSON)) == ({"baru.md": changed}, [])


def test_two_new_names_for_one_file_are_told() -> None:
    _, clashes = outcome(side(lama=LESSON), side(sini=LESSON), side(sana=LESSON))

    assert clashes == [Clashing("sini.md", 1, "namanya diganti di kedua sisi; di studio menjadi sana.md")]


def test_a_rename_onto_the_name_of_another_new_file_is_told() -> None:
    _, clashes = outcome(side(lama=LESSON), side(baru=LESSON), side(lama=LESSON, baru="lain sama sekali"))

    assert {clash.reason for clash in clashes} == {"dua berkas berbeda akan bernama baru.md"}


def test_pictures_are_never_merged() -> None:
    base, folder, studio = ({"aset/a.png": Content(digest)} for digest in ("0", "1", "2"))

    assert [trio.clashes for trio in compare(base, folder, studio)] == [
        (Clashing("aset/a.png", 1, "diubah di folder dan di studio"),)
    ]
    (trio,) = compare(base, folder, studio, "folder")
    assert trio.result == ("aset/a.png", Content("1"))


def test_the_course_file_cannot_go() -> None:
    base = side(kursus="---\n")

    texts, clashes = outcome(base, {}, base)

    assert (texts, [clash.path for clash in clashes]) == ({"kursus.md": "---\n"}, ["kursus.md"])


def test_a_rename_is_seen_by_what_is_alike() -> None:
    base = side(a=LESSON, b="sesuatu yang lain")

    assert renamed(base, side(x=LESSON.replace("kedua", "lain"), y="tidak ada yang sama")) == {"a.md": "x.md"}


def as_side(texts: dict[str, str]) -> dict[str, Content]:
    return {path: text_content(text) for path, text in texts.items()}


@given(FOLDERS, FOLDERS)
def test_one_side_alone_always_wins_whole(base: dict[str, str], changed: dict[str, str]) -> None:
    for prefer in (None, "folder", "studio"):
        assert outcome(as_side(base), as_side(changed), as_side(base), prefer)[0] == changed
        assert outcome(as_side(base), as_side(base), as_side(changed), prefer)[0] == changed


@given(FOLDERS, FOLDERS, FOLDERS)
def test_both_sides_come_to_the_same_and_nothing_is_decided_twice(
    base: dict[str, str], folder: dict[str, str], studio: dict[str, str]
) -> None:
    trios = compare(as_side(base), as_side(folder), as_side(studio))

    paths = [trio.result[0] for trio in trios if trio.result]
    assert len(paths) == len(set(paths))
    seen = {trio.folder[0] for trio in trios if trio.folder}, {trio.studio[0] for trio in trios if trio.studio}
    assert seen == (set(folder), set(studio))
