"""Archives of courses: what is opened, and every trick that is refused with one sentence and its status."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.courses.archive import MOST_ENTRIES, unpacked
from elearn.kernel.errors import DomainError, Invalid, TooLarge

COURSE = b"---\njudul: Contoh\n---\n"


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in files:
            archive.writestr(name, text)
    return content.getvalue()


def packed_entry(info: zipfile.ZipInfo, text: bytes = b"") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("kursus.md", COURSE)
        archive.writestr(info, text)
    return content.getvalue()


def opened(content: bytes, filename: str = "contoh.zip") -> tuple[str, dict[str, bytes]]:
    """The folder's name and its files."""
    with unpacked(content, filename) as folder:
        files = {
            str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
        }
        return folder.name, files


def refused(content: bytes) -> DomainError:
    with pytest.raises((Invalid, TooLarge)) as caught, unpacked(content, "contoh.zip"):
        pass
    return caught.value


def test_unpacked_yields_a_folder_at_the_top_of_the_archive() -> None:
    content = packed(("pelayanan-prima/kursus.md", COURSE), ("pelayanan-prima/aset/a.svg", b"<svg/>"))

    assert opened(content) == ("pelayanan-prima", {"aset/a.svg": b"<svg/>", "kursus.md": COURSE})


def test_unpacked_takes_the_file_name_when_the_files_lie_at_the_top() -> None:
    assert opened(packed(("kursus.md", COURSE)), "Pelayanan Prima (1).zip") == (
        "pelayanan-prima-1",
        {"kursus.md": COURSE},
    )


def test_unpacked_finds_a_course_below_several_folders() -> None:
    assert opened(packed(("main/courses/etika/kursus.md", COURSE), ("main/README.md", b"")))[0] == "etika"


def test_unpacked_leaves_the_litter_of_other_systems_out() -> None:
    content = packed(
        ("a/kursus.md", COURSE), ("__MACOSX/a/kursus.md", b"x"), ("a/.DS_Store", b"x"), ("a/Thumbs.db", b"x")
    )

    assert opened(content) == ("a", {"kursus.md": COURSE})


def test_unpacked_removes_its_folder_at_the_end() -> None:
    with unpacked(packed(("kursus.md", COURSE)), "x.zip") as folder:
        place = folder.parent

    assert not place.exists()


@pytest.mark.parametrize(
    "name",
    ["../jahat.md", "a/../../jahat.md", "/etc/passwd", "C:/jahat.md", "a\\b.md", "..\\jahat.md", "\\\\server\\x"],
)
def test_a_name_that_leaves_the_folder_is_refused(name: str) -> None:
    error = refused(packed(("kursus.md", COURSE), (name, b"x")))

    assert error.status == 422
    assert error.sentence == (
        f"Nama berkas “{name}” di dalam ZIP menunjuk ke luar folder pelatihan. "
        "Buat ulang ZIP dari folder pelatihannya, lalu unggah lagi."
    )


def test_a_symbolic_link_is_refused() -> None:
    info = zipfile.ZipInfo("aset/sandi.svg")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert refused(packed_entry(info, b"/etc/passwd")).sentence == (
        "“aset/sandi.svg” di dalam ZIP adalah tautan, bukan berkas. Ganti dengan berkas aslinya, lalu buat ulang ZIP-nya."
    )


def test_a_locked_archive_is_refused() -> None:
    content = bytearray(packed(("kursus.md", COURSE)))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1

    assert refused(bytes(content)).sentence == (
        "ZIP ini dikunci dengan kata sandi. Buat ulang ZIP tanpa kata sandi, lalu unggah lagi."
    )


def test_a_name_that_is_not_utf8_is_refused() -> None:
    content = packed(("kursus.md", COURSE), ("m?teri.md", b"x")).replace(b"m?teri.md", b"m\x82teri.md")

    assert refused(content).sentence == (  # read by the old code page, the byte 0x82 is an é
        "Nama berkas “méteri.md” di dalam ZIP bukan UTF-8. Ganti dengan huruf biasa a–z, lalu buat ulang ZIP-nya."
    )


def test_a_name_that_only_claims_to_be_utf8_is_refused() -> None:
    content = packed(("kursus.md", COURSE), ("matéri.md", b"x")).replace("matéri.md".encode(), b"mat\xff\xffri.md")

    assert refused(content).sentence.startswith("Berkas ini bukan ZIP yang utuh.")


def test_too_many_files_are_refused() -> None:
    error = refused(packed(*((f"a/{number}.md", b"") for number in range(MOST_ENTRIES + 1))))

    assert (error.status, error.sentence) == (
        413,
        "ZIP ini berisi lebih dari 2000 berkas. Hapus berkas yang bukan bagian pelatihan, lalu unggah lagi.",
    )


def test_a_list_of_files_too_long_to_read_is_refused_unread() -> None:
    content = bytearray(packed(("kursus.md", COURSE)))
    struct.pack_into("<I", content, content.rindex(b"PK\x05\x06") + 12, 500_000_000)

    assert refused(bytes(content)).status == 413


def test_more_than_64_megabytes_are_refused() -> None:
    noise = bytes(range(256)) * 4096
    error = refused(packed(*((f"{number}.bin", noise) for number in range(62)), method=zipfile.ZIP_STORED))

    assert (error.status, error.sentence) == (
        413,
        "Isi ZIP ini lebih dari 64 MB. Perkecil gambar dan video, lalu unggah lagi.",
    )


def test_a_bomb_is_refused() -> None:
    error = refused(packed(("kursus.md", b"0" * 60_000_000)))

    assert (error.status, error.sentence[:45]) == (413, "Isi ZIP ini dimampatkan lebih dari 100 kali, ")


def test_a_size_that_lies_does_not_unpack_more() -> None:
    honest = packed(("kursus.md", b"0" * 100_000))
    lying = honest.replace(struct.pack("<I", 100_000), struct.pack("<I", 10))

    assert refused(lying).sentence.startswith("Berkas ini bukan ZIP yang utuh.")


def test_the_same_name_twice_is_refused() -> None:
    error = refused(packed(("kursus.md", COURSE), ("A.md", b"1"), ("a.md", b"2")))

    assert error.sentence == (
        "Nama “a.md” muncul lebih dari sekali di dalam ZIP. Buat ulang ZIP dari folder pelatihannya, lalu unggah lagi."
    )


def test_a_file_that_is_also_a_folder_is_refused() -> None:
    assert refused(packed(("kursus.md", COURSE), ("a", b"1"), ("a/b.md", b"2"))).status == 422


def test_a_way_of_packing_that_hides_bombs_is_refused() -> None:
    assert "tidak didukung" in refused(packed(("kursus.md", COURSE), method=zipfile.ZIP_LZMA)).sentence


def test_a_very_long_name_is_refused() -> None:
    assert refused(packed(("kursus.md", COURSE), ("a" * 300, b""))).status == 422


@pytest.mark.parametrize("content", [b"", b"PK", b"bukan zip", b"%PDF-1.7" + b"\0" * 100])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert refused(content).sentence == (
        "Berkas ini bukan ZIP yang utuh. Buat ulang ZIP dari folder pelatihannya, lalu unggah lagi."
    )


def test_an_archive_without_a_course_is_refused() -> None:
    assert refused(packed(("catatan.txt", b""))).sentence == (
        "ZIP ini tidak berisi kursus.md. Masukkan seluruh folder pelatihan ke dalam ZIP, lalu unggah lagi."
    )


def test_an_archive_with_two_courses_is_refused() -> None:
    assert refused(packed(("a/kursus.md", COURSE), ("b/kursus.md", COURSE))).sentence == (
        "ZIP ini berisi 2 pelatihan. Buat satu ZIP untuk tiap pelatihan, lalu unggah satu per satu."
    )


@given(st.binary(max_size=400), st.integers(0, 200))
def test_a_damaged_archive_is_opened_or_refused_and_nothing_else(damage: bytes, place: int) -> None:
    content = bytearray(packed(("a/kursus.md", COURSE), ("a/01-materi.md", b"Isi materi.")))
    content[place : place + len(damage)] = damage

    with suppress(Invalid, TooLarge), unpacked(bytes(content), "a.zip") as folder:
        assert (folder / "kursus.md").is_file()


def test_nothing_is_written_outside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    refused(packed(("a/kursus.md", COURSE), ("a/../../../jahat.md", b"x")))

    assert list(tmp_path.rglob("*")) == []
