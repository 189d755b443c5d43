"""Bad input at the doors themselves: one clear sentence, the right status, and nothing that was stored is lost.

What only shows with a quiz or a certificate open is asked beside them: forged attempts, a second submit and two browsers
in tests/core/quizzes/test_quiz_pages.py, foreign codes and a full disk in tests/core/certificates.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from elearn.cli.door import Door
from elearn.cli.main import root
from elearn.core.courses import queries as courses
from elearn.core.people import queries as people
from elearn.core.people.sheets.columns import COLUMNS
from elearn.hooks.house import House
from elearn.kernel.work import Work, committed
from elearn.testing.factories.completion import SignIn
from elearn.testing.factories.courses import write_course, write_quiz, zipped
from elearn.testing.factories.people import make_person, make_role, make_unit

LESSON = "01-materi.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'

UNIT = ["D-1", "Dinas Satu", "", "Pemerintah Daerah"]
PERSON = [
    "19900101 201503 2 999",
    "Siti Aminah",
    "",
    "",
    "PNS",
    "III/c",
    "Dokter Ahli Muda",
    "Fungsional",
    "",
    "D-1",
    "",
    "",
    "",
]


def run(house: House, *arguments: str | Path) -> Result:
    return CliRunner().invoke(root, list(map(str, arguments)), obj=Door(house))


def put_into_lesson(text: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / LESSON
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return spoil


def unknown_key(folder: Path) -> None:
    path = folder / "kursus.md"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", "---\njudull: A\n", 1), encoding="utf-8")


def wrong_encoding(folder: Path) -> None:
    (folder / LESSON).write_bytes((folder / LESSON).read_text(encoding="utf-8").encode("utf-16"))


def fifty_megabytes(folder: Path) -> None:
    with (folder / LESSON).open("wb") as file:
        file.truncate(50_000_000)


def scripted_picture(folder: Path) -> None:
    (folder / "aset").mkdir()
    (folder / "aset" / "alur.svg").write_text(SVG, encoding="utf-8")
    put_into_lesson("![Alur](aset/alur.svg)")(folder)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (unknown_key, "kursus.md:2: salah: kunci “judull” tidak dikenal (mungkin maksud Anda `judul`)"),
        (put_into_lesson("![Alur](aset/alur.svg)"), "salah: gambar aset/alur.svg tidak ada (periksa nama berkasnya)"),
        (
            wrong_encoding,
            f"{LESSON}:1: salah: berkas ini bukan teks UTF-8 (byte ke-1 tidak dapat dibaca) (buka di Notepad",
        ),
        (
            fifty_megabytes,
            f"{LESSON}:1: salah: berkas terlalu besar: 50,0 MB, paling besar 1 MB (perkecil atau bagi berkas ini)",
        ),
        (
            put_into_lesson("<script>alert(1)</script>"),
            "salah: HTML “<script>” tidak dipakai dan tampil sebagai teks (hapus",
        ),
        (
            put_into_lesson("[klik](javascript:alert(1))"),
            "salah: tautan “javascript:alert(1)” tidak diizinkan (pakai alamat https://",
        ),
        (
            scripted_picture,
            "aset/alur.svg:1: salah: SVG ini memuat unsur <script> yang tidak diizinkan (hapus unsur itu dari gambar)",
        ),
    ],
)
def test_bad_course_is_one_sentence_and_the_published_one_stays(
    house: House, tmp_path: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    folder = write_course(tmp_path / "etika-layanan", title="Etika Layanan")
    write_quiz(folder / "03-kuis.md")
    assert run(house, "courses", "publish", folder).exit_code == 0
    spoil(folder)

    answer = run(house, "courses", "publish", folder)

    assert (answer.exit_code, sentence in answer.stdout) == (1, True), answer.stdout
    assert "Tidak ada yang diterbitkan." in answer.stdout
    with house.work(write=False) as work:
        assert courses.open_version(work, "etika-layanan").number == 1


def test_zip_that_climbs_out_is_one_sentence_and_writes_nothing(work: Work, sign_in: SignIn, tmp_path: Path) -> None:
    with committed(work):
        trainer = make_person(work)
        make_role(work, trainer, "trainer")
    target = tmp_path / "luar" / "kursus.md"
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("../" * 12 + str(target).lstrip("/"), "---\njudul: A\n---\n")
    packed.seek(0)

    answer = sign_in(trainer).post("/pengajar", data={"file": (packed, "etika.zip")})

    assert (answer.status_code, target.exists()) == (422, False)
    assert (
        "di dalam ZIP menunjuk ke luar folder pelatihan. Buat ulang ZIP dari folder pelatihannya, lalu unggah lagi."
        in answer.text
    )


def test_zip_with_an_enormous_lesson_is_one_sentence(work: Work, sign_in: SignIn, tmp_path: Path) -> None:
    with committed(work):
        trainer = make_person(work)
        make_role(work, trainer, "trainer")
    folder = write_course(tmp_path / "etika-layanan", title="Etika Layanan")
    (folder / LESSON).write_text("".join(os.urandom(400).hex().ljust(10_000) for _ in range(5_000)))
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="etika.zip"\r\n\r\n'
    body = (
        head + zipped(folder) + b"\r\n--x--\r\n"
    )  # packed by hand: the test client leaves a large form to the collector

    answer = sign_in(trainer).post("/pengajar", data=body, content_type="multipart/form-data; boundary=x")

    assert (answer.status_code, "lebih dari 1 MB teks. Bagi menjadi beberapa materi" in answer.text) == (413, True)


def workbook(path: Path, units: Sequence[Sequence[str]], staff: Sequence[Sequence[str]]) -> Path:
    sheets = {"unit": (COLUMNS["unit"], units), "pegawai": (COLUMNS["pegawai"], staff)}
    with xlsxwriter.Workbook(path) as book:
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [column.name for column in columns])
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, row)
    return path


def million_empty_rows(path: Path) -> Path:
    """The same workbook, its second sheet followed by formatted rows without content, as a spreadsheet saves them."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rows = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (number, number) for number in range(3, 1_000_001))
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"].replace(
        b"</sheetData>", rows + b"</sheetData>"
    )
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


@pytest.mark.parametrize(
    ("units", "staff", "sentence"),
    [
        (
            [[*UNIT[:1], "=1+1", *UNIT[2:]]],
            [],
            "unit baris 2 (D-1): Kolom nama: berisi rumus. Kolom nama: Salin lalu tempel sebagai nilai (Tempel Khusus > Nilai).",
        ),
        (
            [UNIT],
            [PERSON, PERSON],
            "pegawai baris 2 (199001012015032999): Kolom nip: 199001012015032999 tertulis juga di baris 3.",
        ),
        (
            [UNIT],
            [["19901301 201503 2 999", *PERSON[1:]]],
            "Kolom nip: Angka ke-1 sampai ke-8 NIP (19901301) bukan tanggal lahir yang ada.",
        ),
        (
            [["A", "Unit A", "B", "Dinas"], ["B", "Unit B", "A", "Dinas"]],
            [],
            "unit baris 2 (A): Kolom kode_induk: berputar: A → B → A. Kolom kode_induk: Perbaiki kode induk salah satu unit itu.",
        ),
    ],
)
def test_bad_people_file_is_one_sentence_a_row_and_nothing_is_stored(
    house: House, work: Work, tmp_path: Path, units: list[list[str]], staff: list[list[str]], sentence: str
) -> None:
    with committed(work):
        known = make_person(work, make_unit(work, code="LAMA"))

    answer = run(house, "people", "import", workbook(tmp_path / "pegawai.xlsx", units, staff))

    assert (answer.exit_code, sentence in answer.stdout) == (1, True), answer.stdout
    assert "Tidak ada yang disimpan." in answer.stdout
    with house.work(write=False) as later:
        assert [row.nip.digits for row in people.active_people(later)] == [known.nip]
        assert list(people.stored_units(later)) == ["LAMA"]


def test_million_empty_rows_are_read_as_none(house: House, tmp_path: Path) -> None:
    file = million_empty_rows(workbook(tmp_path / "pegawai.xlsx", [UNIT], [PERSON]))

    answer = run(house, "people", "import", file)

    assert (answer.exit_code, answer.stdout) == (
        0,
        "2 baru, 0 berubah, 0 sama, 0 ditolak. Semua baris sudah disimpan.\n",
    )


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (
            ("courses", "check"),
            "tiada bukan folder pelatihan: tidak ada kursus.md di dalamnya. Periksa alamat foldernya.",
        ),
        (("people", "import"), "tiada tidak ada. Periksa nama dan foldernya."),
        (("people", "export"), "Nama berkas “tiada” harus berakhiran .xlsx atau .csv."),
    ],
)
def test_missing_file_is_one_sentence(house: House, tmp_path: Path, command: tuple[str, str], sentence: str) -> None:
    answer = run(house, *command, tmp_path / "tiada")

    assert (answer.exit_code, f"{answer.stderr}{answer.exception}".count(sentence)) == (1, 1)


def test_export_into_a_missing_folder_is_one_sentence(house: House, tmp_path: Path) -> None:
    target = tmp_path / "tiada" / "pegawai.xlsx"

    answer = run(house, "people", "export", target)

    assert (answer.exit_code, answer.stderr) == (
        1,
        f"{target} tidak dapat ditulis. Periksa folder, izin, dan ruang penyimpanannya.\n",
    )
