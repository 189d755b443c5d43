"""The canonical form: written once, read the same, nothing lost, whatever the file holds."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.courses.parser.canonical import Identities, canonical, canonical_folder
from elearn.core.courses.parser.folder import TextFile
from elearn.core.courses.parser.front_matter import body_start
from elearn.core.courses.parser.normalise import normalise
from elearn.core.courses.parser.steps import ReadStep, read_step
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.findings import Report
from elearn.kernel.markdown_result import LinkBase

from .course_folder import LESSON, QUIZ, CourseFolder, sound_course
from .test_course_normalise import PIECES
from .test_course_robust import mutated


def formatted(text: str, path: str = "02-kuis.md") -> str:
    return canonical(path, text, Identities()).text


def changes(text: str, path: str = "02-kuis.md") -> list[str]:
    return [f"{change.line}: {change}" for change in canonical(path, text, Identities()).changes]


MESSY = """\ufeff---\r
Title: Kuis\r
Kind: kuis\r
pass_mark: 70   # persen\r
---\r
\r
##Apa tindakan pertama Anda?\r
-[X]Melaporkannya\r
> Benar.\r
\r
\r
•\t[ ] Menyimpannya\r
\r
```\r
•[x] kode\r
```\r
\r
"""


def test_messy_quiz_becomes_canonical_and_every_change_is_told() -> None:
    assert formatted(MESSY) == (
        "---\njudul: Kuis\njenis: kuis\nnilai lulus: 70   # persen\n---\n\n"
        "## Apa tindakan pertama Anda?\n<!-- id: s-vcovmfpz -->\n"
        "- [x] Melaporkannya\n  > Benar.\n\n- [ ] Menyimpannya\n\n```\n•[x] kode\n```\n"
    )
    assert changes(MESSY) == [
        "1: tanda urutan byte (BOM) dihapus",
        "1: akhir baris Windows diganti",
        "2: kunci: “Title” → “judul”",
        "3: kunci: “Kind” → “jenis”",
        "4: kunci: “pass_mark” → “nilai lulus”",
        "7: judul: “##Apa tindakan pertama Anda?” → “## Apa tindakan pertama Anda?”",
        "7: id soal ditulis: <!-- id: s-vcovmfpz -->",
        "8: kotak pilihan: “-[X]Melaporkannya” → “- [x] Melaporkannya”",
        "9: letak umpan balik: “> Benar.” → “  > Benar.”",
        "11: baris kosong di antara pilihan dihapus",
        "12: kotak pilihan: “•·[ ] Menyimpannya” → “- [ ] Menyimpannya”",
        "17: baris kosong di akhir dihapus",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\njudul: A\ntitle: B\n---\n",
        "---\n# komentar\nJudul Lain: A\nkelulusan: {lain: x}\n---\n",
        "---\n{ rusak\n---\n",
        "## Soal tanpa keterangan\n",
        "---\njudul: Materi\n---\n\n## Daftar\n\n- [ ] A\n\nteks\n",
        "> kutipan panjang yang\n> tidak diubah   dan  tidak disusun ulang\n\n\n\nparagraf\n",
    ],
)
def test_what_is_not_ours_to_change_stays(text: str) -> None:
    assert formatted(text, "01-materi.md").replace("<!-- id: s-", "") == text or "- [ ]" in text


def test_keys_inside_rules_get_their_spelling_too() -> None:
    text = "---\nTitle: A\ncompletion: {lessons: 80%, Final_Score: 70}\ncertificate:\n  valid: 3 tahun\n---\n"

    assert formatted(text, "kursus.md") == (
        "---\njudul: A\nkelulusan: {materi: 80%, nilai akhir: 70}\nsertifikat:\n  berlaku: 3 tahun\n---\n"
    )


def test_task_list_in_a_lesson_keeps_its_quote_where_it_is() -> None:
    text = "---\njudul: A\n---\n\nDaftar tugas:\n\n- [ ] satu\n\n> kutipan\n"

    assert formatted(text, "01-materi.md") == text


def test_feedback_that_indenting_would_make_part_of_a_footnote_stays() -> None:
    text = QUIZ + "\n## A\n<!-- id: s-a -->\n\n  - [x] a[^n]\n\n  - [ ] b\n[^n]: catatan\n> milik b\n"

    assert "\n> milik b\n" in formatted(text)


def test_written_ids_are_those_the_parser_derives_so_statistics_go_on(tmp_path: Path) -> None:
    course = sound_course(tmp_path)
    before = [question.id for step in course.manuscript().steps for question in step.questions]
    for file in canonical_folder(course.path):
        assert file.formatted is not None
        course.write(file.path, file.formatted.text)

    assert [question.id for step in course.manuscript().steps for question in step.questions] == before
    course.change("02-kuis.md", "Berapa hari batas lapor?", "Berapa lama batas lapor?")
    assert [question.id for step in course.manuscript().steps for question in step.questions] == before


def test_same_heading_in_two_files_gets_two_ids(tmp_path: Path) -> None:
    course = sound_course(tmp_path)
    course.write("03-kuis.md", QUIZ.replace("s-7k3f", "s-9999"))
    for file in canonical_folder(course.path):
        assert file.formatted is not None
        course.write(file.path, file.formatted.text)

    assert [finding for finding in course.found() if "salah" in finding] == []
    assert all(not file.is_changed for file in canonical_folder(course.path))


def ids(text: str) -> list[str]:
    return re.findall(r"<!-- id: (\S+) -->", text)


def test_translation_gets_the_ids_of_its_original_by_position(tmp_path: Path) -> None:
    course = sound_course(tmp_path)
    course.write("02-kuis.en.md", QUIZ.replace("Apa tindakan", "What").replace("<!-- id: s-7k3f -->\n", ""))
    texts = {file.path: file.formatted.text for file in canonical_folder(course.path) if file.formatted}

    assert ids(texts["02-kuis.en.md"]) == ids(texts["02-kuis.md"])
    assert ids(texts["02-kuis.en.md"])[0] == "s-7k3f"


def test_translation_of_another_shape_gets_no_ids_and_is_named(tmp_path: Path) -> None:
    course = sound_course(tmp_path)
    course.write("02-kuis.en.md", QUIZ.partition("## Berapa")[0].replace("<!-- id: s-7k3f -->\n", ""))
    file = next(file for file in canonical_folder(course.path) if file.path == "02-kuis.en.md")

    assert file.formatted is not None
    assert ids(file.formatted.text) == []
    assert [str(problem) for problem in file.problems] == [
        (
            "02-kuis.en.md:1: peringatan: soalnya tidak sama dengan berkas asalnya, jadi id tidak disalin "
            "(samakan jumlah dan urutan soal)"
        )
    ]


def test_file_that_is_no_text_is_left_and_named(tmp_path: Path) -> None:
    course = sound_course(tmp_path)
    course.write("01-materi.md", b"\xff\xfe\x00")
    file = next(file for file in canonical_folder(course.path) if file.path == "01-materi.md")

    assert file.formatted is None
    assert file.problems[0].sentence == "berkas ini bukan teks UTF-8 (byte ke-1 tidak dapat dibaca)"


def plain(value: Any, key: str = "") -> Any:
    """Without the ids of questions, which the canonical form writes."""
    if isinstance(value, dict):
        return {name: plain(inner, name) for name, inner in value.items() if name != "id" or "kind" not in value}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def read(path: str, text: str) -> tuple[Any, list[tuple[str, str]]]:
    report = Report(path)
    found: ReadStep = read_step(TextFile(path, normalise(text)), BUILT_IN_KINDS, LinkBase(), report)
    questions = [(plain(question.public), plain(question.sealed)) for question in found.step.questions]
    sentences = sorted((finding.level, re.sub(r"\d+", "", finding.sentence)) for finding in report.findings())
    return (replace(found.step, questions=()), questions), [one for one in sentences if "kunci" not in one[1]]


TEXTS = (
    mutated().map(lambda slip: slip[1].decode("utf-8", "replace"))
    | st.tuples(st.sampled_from([LESSON, QUIZ]), st.lists(PIECES, max_size=30).map("".join)).map("".join)
    | st.lists(PIECES, max_size=40).map("".join)
    | st.text()
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_canonical_form_is_stable_reads_the_same_and_loses_no_line(text: str) -> None:
    once = formatted(text)

    assert formatted(once) == once
    assert read("02-kuis.md", once) == read("02-kuis.md", text)
    normal = normalise(text).split("\n")
    kept = [line for line in once.split("\n") if not re.fullmatch(r"<!-- id: s-[a-z0-9]{8} -->", line)]
    expected = [line for line in normal if not re.fullmatch(r"<!-- id: s-[a-z0-9]{8} -->", line)]
    assert words(kept) == words(expected)
    assert body_start(kept) == body_start(normal)


def words(lines: list[str]) -> list[str]:
    """Every line that holds something, and of the front matter what stands behind the key."""
    head = body_start(lines)
    return [
        re.sub(r"[A-Za-z_ \"']+:", ":", line) if number < head else line.strip()
        for number, line in enumerate(lines)
        if line.strip()
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        course = CourseFolder(Path(scratch) / "kursus")
        course.path.mkdir()
        for name in ("kursus.md", "01-a.md", "01-a.en.md"):
            course.write(name, content)

        files = list(canonical_folder(course.path))

        assert [file.path for file in files] == ["kursus.md", "01-a.md", "01-a.en.md"]
        assert all(file.formatted is not None or file.problems for file in files)
