"""A small sound course on disk, to be broken one fault at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from elearn.core.courses.parser import Manuscript, Reading, read_course
from elearn.core.questions.built_in import BUILT_IN_KINDS

COURSE = """---
judul: Gratifikasi
kode: GRT-01
ringkasan: Mengenali dan melaporkan gratifikasi.
jp: 1
kompetensi: [Integritas/2]
penyelenggara: BKPSDM Kota Harapan
kelulusan: {materi: semua, kuis: semua}
sertifikat: {berlaku: 3 tahun}
---

Untuk semua pegawai.
"""
LESSON = """---
judul: Mengenali gratifikasi
durasi: 25 menit
---

## Apa itu

Pemberian dalam arti luas.[^uu-20-2001] Lihat [kuis](02-kuis.md).

![Alur pelaporan](aset/alur.svg "Alur")

[^uu-20-2001]: Undang-Undang Nomor 20 Tahun 2001.

## Mana yang gratifikasi?

- [x] Parsel dari rekanan
  > Benar.
- [ ] Gaji bulanan
"""
QUIZ = """---
judul: Kuis gratifikasi
jenis: kuis
nilai lulus: 70
durasi: 20 menit
---

## Apa tindakan pertama Anda?
<!-- id: s-7k3f -->

Kompetensi: Integritas/2 · Materi: 01-materi.md

- [ ] Menyimpannya
  > Wajib dilaporkan.
- [x] Melaporkannya

## Berapa hari batas lapor?

Materi: 01-materi.md
Jawaban: 30 ± 0 hari

> **Pembahasan:** Tiga puluh hari kerja.
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 400"><title>Alur</title><rect width="9" height="9"/></svg>'


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """A course folder and the questions a test asks of it."""

    path: Path

    def write(self, name: str, content: str | bytes) -> None:
        file = self.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def read(self) -> Reading:
        return read_course(
            self.path,
            competencies=frozenset({"Integritas"}),
            known_courses=frozenset({"berakhlak"}),
            kinds=BUILT_IN_KINDS,
        )

    def found(self) -> list[str]:
        """Every finding as the check prints it, without the way to mend it."""
        return [str(finding).removesuffix(f" ({finding.fix})") for finding in self.read().findings]

    def manuscript(self) -> Manuscript:
        reading = self.read()
        assert reading.findings == ()
        assert reading.manuscript is not None
        return reading.manuscript


def sound_course(parent: Path) -> CourseFolder:
    """A new folder with a course nothing is wrong with."""
    folder = CourseFolder(parent / "gratifikasi")
    folder.path.mkdir()
    folder.write("kursus.md", COURSE)
    folder.write("01-materi.md", LESSON)
    folder.write("02-kuis.md", QUIZ)
    folder.write("aset/alur.svg", PICTURE)
    return folder
