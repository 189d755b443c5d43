"""Small real courses for tests: a folder of course files is written, read by the parser and published."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from elearn.core.courses import queries, services
from elearn.core.courses.models import CourseVersion, Step
from elearn.kernel.work import Work

QUESTIONS = 4
"""Single-choice questions in the quiz of a made course."""

_serial = count(1)


def make_course(
    work: Work,
    *,
    slug: str = "",
    title: str = "",
    jp: int = 2,
    lessons: int = 2,
    quiz: bool = True,
    check_questions: bool = False,
    max_attempts: int = 3,
    pass_mark: int = 70,
    competency: str = "Pelayanan Publik/2",
    extra: Sequence[str] = (),
) -> CourseVersion:
    """Publishes a course of `lessons` (from 1) lessons (keys 01-materi, 02-materi …) and a quiz (key NN-kuis, four questions).

    `check_questions` puts one check question into every lesson; `extra` are more lines for the front matter of
    kursus.md ("prasyarat: [berakhlak]"). The same slug again publishes a new version.
    """
    serial = next(_serial)
    name = slug or f"pelatihan-{serial}"
    with TemporaryDirectory() as place:
        folder = Path(place) / name
        write_course(
            folder,
            title=title or f"Pelatihan contoh {serial}",
            jp=jp,
            lessons=lessons,
            check_questions=check_questions,
            extra=(f"kompetensi: [{competency}]", *extra),
        )
        if quiz:
            place_of_quiz = folder / f"{lessons + 1:02}-kuis.md"
            write_quiz(place_of_quiz, lessons=lessons, max_attempts=max_attempts, pass_mark=pass_mark)
        return publish_folder(work, folder)


def publish_folder(work: Work, folder: Path) -> CourseVersion:
    """Reads and publishes a course folder; a finding that forbids it fails the test with its text."""
    reading = services.read(work, folder)
    assert reading.manuscript is not None, "\n".join(map(str, reading.findings))
    return services.publish(work, reading.manuscript, reading.findings).version


def write_course(
    folder: Path,
    *,
    title: str = "Pelatihan contoh",
    jp: int = 2,
    lessons: int = 2,
    check_questions: bool = False,
    extra: Sequence[str] = (),
) -> Path:
    """Writes kursus.md and the lessons of a course without faults; its code is CONTOH- and the folder's name."""
    folder.mkdir(parents=True)
    head = (
        f"judul: {title}",
        f"kode: CONTOH-{folder.name}"[:46],
        "ringkasan: Pelatihan kecil untuk pengujian.",
        f"jp: {jp}",
        "sasaran: [pelaksana]",
        "penyelenggara: BKPSDM Kota Harapan",
        *extra,
    )
    write_page(folder / "kursus.md", head, "Anda belajar langkah demi langkah.")
    minutes = max(jp * 45 // lessons, 1)
    for number in range(1, lessons + 1):
        body = f"Isi materi {number}. Warga datang, petugas menyapa, lalu berkas diperiksa."
        question = _question(number, "Periksa pemahaman", number) if check_questions else ""
        page = (f"judul: Materi {number}", f"durasi: {minutes} menit")
        write_page(folder / f"{number:02}-materi.md", page, body + question)
    return folder


def write_quiz(
    path: Path, *, lessons: int = 2, max_attempts: int = 3, pass_mark: int = 70, extra: Sequence[str] = ()
) -> Path:
    """Writes a quiz of four single-choice questions, spread over the `lessons` before it."""
    head = (
        "judul: Kuis akhir",
        "jenis: kuis",
        f"nilai lulus: {pass_mark}",
        f"percobaan: {max_attempts}",
        "tampilkan kunci: setelah lulus",
        *extra,
    )
    questions = (_question(number, "Soal", (number - 1) % lessons + 1) for number in range(1, QUESTIONS + 1))
    return write_page(path, head, "".join(questions))


def write_page(path: Path, head: Sequence[str], body: str) -> Path:
    """Writes one course file: front matter, then Markdown."""
    path.write_text("---\n" + "\n".join(head) + f"\n---\n\n{body}\n", encoding="utf-8")
    return path


def zipped(folder: Path) -> bytes:
    """The course folder as an archive that a trainer uploads."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    return content.getvalue()


def right_answers(work: Work, step: Step) -> dict[str, list[str]]:
    """Question id → the option values that earn full marks, for the choice questions of a step."""
    return {question: list(key["right"]) for question, key in queries.sealed(work, step.id).items()}


def wrong_answers(work: Work, step: Step) -> dict[str, list[str]]:
    """Question id → one option value that earns nothing, for the choice questions of a step."""
    keys = queries.sealed(work, step.id)
    return {
        question: [next(option for option in key["options"] if option not in key["right"])]
        for question, key in keys.items()
    }


def _question(number: int, words: str, lesson: int) -> str:
    right = number % 3
    options = [
        f"- [{'x' if place == right else ' '}] Pilihan {'ABC'[place]} untuk butir {number}" for place in range(3)
    ]
    feedback = [line + "\n  > Lihat kembali materinya." for line in options]
    head = f"## {words} {number}: pilihan mana yang tepat?\n<!-- id: s-{words[0].lower()}{number:03} -->"
    return "\n\n" + "\n\n".join((head, f"Materi: {lesson:02}-materi.md", "\n".join(feedback))) + "\n"
