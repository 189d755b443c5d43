"""A trainer makes a course alone, has it reviewed and publishes it, in the studio and as files; a learner passes it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from elearn.core.people.demo_agency import NAMED
from elearn.core.people.services.demo import DEMO_PASSWORD
from elearn.testing.factories.courses import write_course

pytestmark = pytest.mark.browser

TITLE = "Menyapa Warga di Loket"
SLUG = "menyapa-warga-di-loket"
FIRST = """---
judul: Menyapa lebih dahulu
durasi: 20 menit
---

Warga datang dengan keperluan. Petugas membuka percakapan dengan salam.

## Mengapa salam penting?

Salam membuat warga tenang, lalu keperluannya lebih mudah dijelaskan.
"""
SECOND = """---
judul: Memeriksa berkas
durasi: 20 menit
---

Berkas diperiksa di depan warga, satu per satu.

## Yang dicocokkan

Nama, nomor induk, dan tanggal pada setiap berkas harus sama.
"""
MISTAKE, MENDED = "Petugas membuka percakapan dengan salam.", "Petugas membuka percakapan dengan salam dan senyum."
FIRST_FILE, SECOND_FILE, QUIZ_FILE = "01-menyapa-lebih-dahulu.md", "02-memeriksa-berkas.md", "03-kuis-akhir.md"


@dataclass(frozen=True)
class Asked:
    """A question as the trainer types it: its kind as the list names it, and what each field of the form gets."""

    kind: str
    fields: dict[str, str]
    ticked: tuple[int, ...] = ()


QUESTIONS = (
    Asked(
        "Pilihan ganda, satu jawaban",
        {
            "pertanyaan": "Apa yang pertama dilakukan petugas?",
            "pilihan-0": "Memberi salam",
            "umpan-0": "Tepat, salam membuka percakapan.",
            "pilihan-1": "Meminta berkas",
            "umpan-1": "Berkas diminta sesudah salam.",
            "pilihan-2": "Menunjuk antrean",
            "pembahasan": "Lihat materi pertama.",
        },
        (0,),
    ),
    Asked(
        "Pilihan ganda, beberapa jawaban",
        {
            "pertanyaan": "Apa yang harus sama pada setiap berkas?",
            "pilihan-0": "Nama",
            "pilihan-1": "Nomor induk",
            "pilihan-2": "Warna map",
            "pilihan-3": "Jenis huruf",
        },
        (0, 1),
    ),
    Asked("Benar atau salah", {"pertanyaan": "Berkas diperiksa di depan warga."}),
    Asked("Isian angka", {"pertanyaan": "Berapa menit satu JP?", "ket-jawaban": "45", "ket-bobot": "2"}),
    Asked(
        "Menjodohkan",
        {
            "pertanyaan": "Pasangkan istilah dengan kepanjangannya.",
            "isi": "| Istilah | Kepanjangan |\n|---|---|\n| JP | Jam pelajaran |\n| NIP | Nomor induk pegawai |",
        },
    ),
    Asked(
        "Mengurutkan",
        {
            "pertanyaan": "Urutkan langkah pelayanan.",
            "isi": "1. Menyapa warga\n2. Memeriksa berkas\n3. Menyerahkan hasil",
        },
    ),
)
COURSE = """---
judul: Menyapa Warga di Loket
ringkasan: Peserta dapat menyapa warga dan memeriksa berkasnya.
jp: 1
kelulusan: {materi: semua, kuis: semua}
sertifikat: {berlaku: selamanya}
---

Pelatihan singkat untuk petugas loket.
"""
QUIZ = """---
judul: Kuis akhir
jenis: kuis
nilai lulus: 90
tampilkan kunci: setelah lulus
---

Jawablah semua soal.

## Apa yang pertama dilakukan petugas?

Materi: 01-menyapa-lebih-dahulu.md

-[ ] Memberi salam
> Tepat, salam membuka percakapan.
- [] Meminta berkas
- [ ] Menunjuk antrean

> **Pembahasan:** Lihat materi pertama.

## Apa yang harus sama pada setiap berkas?

Materi: 02-memeriksa-berkas.md

• [✓] Nama
• [X ] Nomor induk
• [ ] Warna map
• [ ] Jenis huruf

## Berkas diperiksa di depan warga.

Materi: 02-memeriksa-berkas.md

- [x] Benar
- [ ] Salah

## Berapa menit satu JP?

Bobot: 2 · Materi: 01-menyapa-lebih-dahulu.md

Jawaban: 45

## Pasangkan istilah dengan kepanjangannya.

Materi: 02-memeriksa-berkas.md

| Istilah | Kepanjangan |
|---|---|
| JP | Jam pelajaran |
| NIP | Nomor induk pegawai |

## Urutkan langkah pelayanan.

Materi: 01-menyapa-lebih-dahulu.md

2. Menyapa warga
3. Memeriksa berkas
4. Menyerahkan hasil
"""
"""As a trainer types it: slips that `fmt` mends, and a first question without a key."""
ORDER = ("Menyapa warga", "Memeriksa berkas", "Menyerahkan hasil")


@dataclass(frozen=True)
class Place:
    """A served house and a way to open browsers, all with JavaScript or all without."""

    address: str
    chromium: Browser
    javascript: bool = True

    def sign_in(self, role: str) -> Page:
        context = self.chromium.new_context(java_script_enabled=self.javascript, viewport={"width": 360, "height": 740})
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto(f"{self.address}/masuk")
        page.get_by_label("NIP").fill(NAMED[role].nip.spaced)
        page.get_by_label("Kata sandi").fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Selamat datang")
        return page


@pytest.fixture
def settings_of_house(database_url: str, tmp_path: Path) -> dict[str, str]:
    """A house that asks for a review before publishing in the studio; one small course is there already."""
    write_course(tmp_path / "courses" / "contoh")
    return {
        "ELEARN_HOME": str(tmp_path / "served"),
        "ELEARN_DATABASE_URL": database_url,
        "ELEARN_COURSES": str(tmp_path / "courses"),
        "ELEARN_REVIEW_REQUIRED": "1",
    }


@pytest.fixture
def address(
    settings_of_house: dict[str, str], tmp_path: Path, serve: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    with serve(tmp_path, settings_of_house, "--demo") as served:
        yield served


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_course_is_made_reviewed_and_published_in_the_studio(
    address: str, chromium: Browser, javascript: bool
) -> None:
    place = Place(address, chromium, javascript)
    make_reviewer(place.sign_in("admin"), place)
    trainer, reviewer = place.sign_in("trainer"), place.sign_in("hr")
    begin(trainer, place)
    write_lessons(trainer, place)
    write_quiz(trainer, place)
    ask_review(trainer, place)
    say_something(reviewer, place)
    mend(trainer, place)
    accept(reviewer, place)
    publish(trainer, place)

    learner = place.sign_in("learner")
    learn(learner, place, MENDED)
    answer_all(learner, place)
    assert TITLE in certificate(learner, place)


def test_the_same_course_is_made_of_files_alone(
    address: str, settings_of_house: dict[str, str], tmp_path: Path, chromium: Browser
) -> None:
    folder, place = tmp_path / SLUG, Place(address, chromium)
    folder.mkdir()
    for name, text in (("kursus.md", COURSE), (FIRST_FILE, FIRST), (SECOND_FILE, SECOND), (QUIZ_FILE, QUIZ)):
        (folder / name).write_text(text)

    def elearn(*words: str) -> tuple[int, str]:
        """An `elearn courses` command on the folder: its exit status and what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "elearn.cli", "courses", *words, str(folder)],
            env={**os.environ, **settings_of_house}, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    status, said = elearn("check")
    assert (status, f"{QUIZ_FILE}:14: salah: soal ini belum punya jawaban benar" in said) == (1, True), said
    (folder / QUIZ_FILE).write_text(QUIZ.replace("-[ ] Memberi", "-[x] Memberi"))
    assert elearn("check")[0] == 0
    assert [elearn(*words)[0] for words in (("fmt", "--check"), ("fmt",), ("fmt", "--check"))] == [1, 0, 0]
    assert re.search(
        r"\n<!-- id: s-\w+ -->\n\nMateri.*\n\n- \[x\] Memberi salam\n  > Tepat", (folder / QUIZ_FILE).read_text()
    )
    assert elearn("publish")[0] == 0

    learner = place.sign_in("learner")
    learn(learner, place, MISTAKE)
    answer_all(learner, place)
    assert TITLE in certificate(learner, place)


def make_reviewer(page: Page, place: Place) -> None:
    """The admin makes a second person a trainer, who can review."""
    page.goto(f"{place.address}/peran")
    page.get_by_label("NIP").fill(NAMED["hr"].nip.spaced)
    page.get_by_label("Peran", exact=True).select_option("trainer")
    page.get_by_role("button", name="Beri peran").click()
    expect(page.locator(".flash.ok")).to_be_visible()


def begin(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/pengajar")
    page.get_by_role("link", name="Pelatihan baru").first.click()
    page.get_by_label("Judul pelatihan").fill(TITLE)
    page.get_by_role("button", name="Buat naskah").click()
    expect(page.locator(".flash.ok")).to_contain_text("Naskah baru siap.")
    page.get_by_role("link", name="Keterangan pelatihan").click()
    page.get_by_label("Ringkasan").fill("Peserta dapat menyapa warga dan memeriksa berkasnya.")
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".flash.ok")).to_contain_text("Tersimpan.")


def write_lessons(page: Page, place: Place) -> None:
    """The lesson of the template gets another text and name; the second one is added and moved before the quiz."""
    page.get_by_role("link", name="Susunan").click()
    page.get_by_role("link", name="Materi pertama").click()
    write(page, FIRST, place)
    page.get_by_text("Berkas ini: riwayat, nama, hapus").click()
    page.get_by_label("Nama berkas baru").fill("menyapa lebih dahulu")
    page.get_by_role("button", name="Ganti nama").click()
    expect(page.locator(".flash.ok")).to_contain_text(FIRST_FILE)

    page.get_by_role("link", name="Susunan").click()
    page.get_by_label("Materi", exact=True).check()
    page.get_by_label("Judul materi atau kuis").fill("Memeriksa berkas")
    page.get_by_role("button", name="Tambah").click()
    write(page, SECOND, place)
    page.get_by_role("link", name="Susunan").click()
    page.get_by_role("button", name="Naikkan Memeriksa berkas").click()
    expect(page.locator(".outline a")).to_have_text(["Menyapa lebih dahulu", "Memeriksa berkas", "Kuis akhir"])


def write(page: Page, text: str, place: Place) -> None:
    """Replaces the text of the open file, and waits until it is saved and shown."""
    if place.javascript:
        page.locator("#kotak-editor .cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)
        expect(page.locator("#tersimpan")).to_contain_text(re.compile(r"tersimpan \d\d\.\d\d\.\d\d"))
    else:
        page.locator("#naskah").fill(text)
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.locator(".flash.ok")).to_contain_text("Tersimpan.")
    expect(page.locator("#pratinjau")).to_contain_text(text.splitlines()[5])


def write_quiz(page: Page, place: Place) -> None:
    """The two questions of the template go, six of six kinds come."""
    page.get_by_role("link", name="Kuis akhir").click()
    page.get_by_role("link", name="Ubah sebagai isian").click()
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Hapus ")).first.click()
        confirm(page, place)
        expect(page.locator(".flash.ok")).to_contain_text("Tersimpan.")
    for number, asked in enumerate(QUESTIONS, 1):
        page.get_by_label("Jenis soal baru").select_option(label=asked.kind)
        page.get_by_role("button", name="Tambah soal").click()
        for name, words in asked.fields.items():
            page.locator(f"[name='{name}']").fill(words)
        for option in asked.ticked:
            page.locator(f"[name='kunci-{option}']").check()
        page.get_by_label("Materi yang mengajarkannya").select_option(FIRST_FILE if number % 2 else SECOND_FILE)
        page.get_by_role("button", name="Simpan soal").click()
        expect(page.locator(".outline li")).to_have_count(number)
    expect(page.locator(".outline")).not_to_contain_text("jenis belum terbaca")
    page.get_by_label("Nilai lulus").fill("90")
    page.get_by_role("button", name="Simpan aturan").click()
    expect(page.locator(".flash.ok")).to_contain_text("Tersimpan.")


def confirm(page: Page, place: Place) -> None:
    if place.javascript:
        page.get_by_role("button", name="Ya, lanjutkan").click()


def ask_review(page: Page, place: Place) -> None:
    """The check finds nothing wrong, but publishing waits for a review."""
    page.get_by_role("link", name="Pemeriksaan").click()
    expect(page.locator(".verdict")).to_contain_text("Siap terbit")
    expect(page.get_by_role("button", name="Terbitkan")).to_have_count(0)
    page.get_by_role("link", name="Ulasan").click()
    page.get_by_label("Pengulas").select_option(index=0)
    page.get_by_role("button", name="Minta ulasan").click()
    expect(page.locator(".flash.ok")).to_contain_text("Permintaan ulasan sudah dikirim.")


def say_something(page: Page, place: Place) -> None:
    """The reviewer finds the draft on the trainer's page, comments on one line and returns it."""
    page.goto(f"{place.address}/pengajar")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name=FIRST_FILE).click()
    page.get_by_role("link", name="Beri komentar pada baris 6").click()
    page.get_by_label("Komentar", exact=True).fill("Tambahkan senyum.")
    page.get_by_role("button", name="Kirim komentar").click()
    expect(page.locator("#b6")).to_contain_text("Tambahkan senyum.")
    page.get_by_role("link", name="Ulasan").click()
    page.get_by_label("Catatan untuk penulis").fill("Hampir siap; lihat satu komentar.")
    page.get_by_role("button", name="Kembalikan untuk diperbaiki").click()
    expect(page.locator(".flash.ok")).to_contain_text("dikembalikan")


def mend(page: Page, place: Place) -> None:
    """The author reads the comment, changes the line, settles the comment and asks again."""
    page.get_by_role("link", name="Ulasan").click()
    expect(page.locator("main")).to_contain_text("Hampir siap; lihat satu komentar.")
    page.get_by_role("link", name=f"{FIRST_FILE}, baris 6").click()
    page.get_by_role("link", name="Buka di editor").click()
    write(page, FIRST.replace(MISTAKE, MENDED), place)
    page.get_by_role("link", name="Ulasan").click()
    page.get_by_role("link", name=f"{FIRST_FILE}, baris 6").click()
    page.get_by_role("button", name="Tandai selesai: Tambahkan senyum.").click()
    expect(page.locator(".flash.ok")).to_contain_text("Komentar ditandai selesai.")
    page.get_by_role("link", name="Ulasan").click()
    page.get_by_role("button", name="Minta ulasan").click()


def accept(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/pengajar")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Setujui").click()
    expect(page.locator(".flash.ok")).to_contain_text("Naskah disetujui.")


def publish(page: Page, place: Place) -> None:
    page.get_by_role("link", name="Pemeriksaan").click()
    page.get_by_role("button", name="Terbitkan").click()
    expect(page.locator(".flash.ok")).to_contain_text("Versi 1 sudah terbit.")


def learn(page: Page, place: Place, greeting: str) -> None:
    """Finds the course, enrols, reads both lessons and comes to the quiz."""
    page.goto(f"{place.address}/katalog")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Daftar").click()
    page.goto(re.sub(r"/belajar/(\d+).*", r"/belajar/\1/lanjut", page.url))
    for words in (greeting, "Berkas diperiksa di depan warga"):
        expect(page.locator(".lesson-text")).to_contain_text(words)
        page.get_by_role("button", name="Tandai selesai").click()
    expect(page).to_have_url(re.compile("/kuis/"))


def answer_all(page: Page, place: Place) -> None:
    """All six kinds by their own fields, then hands in."""
    page.get_by_role("button", name="Mulai kuis").click()
    for option in ("Memberi salam", "Nama", "Nomor induk", "Benar"):
        page.get_by_label(option, exact=True).check()
    page.locator("input[type=text][name^='j-']").fill("45")
    for left, right in (("JP", "Jam pelajaran"), ("NIP", "Nomor induk pegawai")):
        page.locator(".question, fieldset").locator("label", has_text=re.compile(f"^\\s*{left}")).locator(
            "select"
        ).first.select_option(right)
    for number, words in enumerate(ORDER, 1):
        page.locator("li", has_text=words).locator("select").select_option(str(number))
    if not place.javascript:
        page.locator(".save-bar").get_by_role("button", name="Simpan").click()
    expect(page.locator("#tersimpan")).to_contain_text(f"{len(QUESTIONS)} dari {len(QUESTIONS)}")
    page.locator(".save-bar").get_by_role("button", name="Kirim").click()
    confirm(page, place)
    page.wait_for_url("**/hasil")
    expect(page.locator(".verdict")).to_contain_text("Lulus")
    expect(page.locator(".feedback.right")).to_have_count(len(QUESTIONS))


def certificate(page: Page, place: Place) -> str:
    """The words of the newest certificate."""
    page.goto(f"{place.address}/sertifikat")
    address = str(page.locator("a[href$='.pdf']").first.get_attribute("href"))
    body = page.request.get(place.address + address).body()
    return " ".join(pypdf.PdfReader(io.BytesIO(body)).pages[0].extract_text().split())
