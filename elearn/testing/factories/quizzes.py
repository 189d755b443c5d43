"""Quizzes of every built-in kind, and attempts on them, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from elearn.core.courses import queries as courses
from elearn.core.courses.models import QUIZ, CourseVersion, Step
from elearn.core.enrolment.models import Enrolment
from elearn.core.questions.kinds import kind_named, values_of
from elearn.core.quizzes import services
from elearn.core.quizzes.models import Attempt
from elearn.kernel.work import Work

from .courses import publish_folder, right_answers, write_course, write_page

MIXED = """
## Apa warna pertama bendera negara?
<!-- id: s-satu -->

Bobot: 2 · Materi: 01-materi.md

- [x] Merah
  > Tepat, merah di atas.
- [ ] Putih
  > Putih di bawah.

> **Pembahasan:** Merah lalu putih.

## Mana yang termasuk nilai dasar ASN?
<!-- id: s-banyak -->

Materi: 01-materi.md

- [x] Akuntabel
- [x] Loyal
- [ ] Agresif
  > Bukan nilai dasar.
- [ ] Mewah

## Pelayanan yang baik tepat waktu.
<!-- id: s-benar -->

Materi: 01-materi.md

- [x] Benar
- [ ] Salah

## Berapa menit satu JP?
<!-- id: s-angka -->

Materi: 01-materi.md

Jawaban: 45

## Apa kepanjangan SKP?
<!-- id: s-isian -->

Materi: 01-materi.md

Jawaban: Sasaran Kinerja Pegawai
"""
"""One question of each kind that marks one thing; the weights are 2, 1, 1, 1, 1."""

PARTED = """
## Warga datang saat loket hampir tutup. Apa yang Anda lakukan?
<!-- id: s-bobot -->

Materi: 01-materi.md

- [5] Melayaninya sampai selesai
- [3] Mencatat datanya untuk besok
- [1] Memintanya datang lagi

## Ibu kota negara yang baru adalah [[Nusantara / IKN]].
<!-- id: s-rumpang -->

Materi: 01-materi.md

Dasarnya **[[Undang-Undang]]** yang terbit pada tahun [[2022]].

## Pasangkan istilah dengan kepanjangannya.
<!-- id: s-jodoh -->

Materi: 01-materi.md

| Istilah | Kepanjangan |
|---|---|
| SKP | Sasaran Kinerja Pegawai |
| JP | Jam pelajaran |
| NIP | Nomor induk pegawai |
| | Nomor induk kependudukan |

## Urutkan langkah pelayanan.
<!-- id: s-urut -->

Materi: 01-materi.md

1. Menyapa warga
2. Memeriksa berkas
3. Memproses permohonan
4. Menyerahkan hasil

## Ceritakan satu pengalaman melayani warga.
<!-- id: s-uraian -->

Materi: 01-materi.md · Bobot: 2

Jawaban: uraian, 20–300 kata

| Kriteria | Nilai |
|---|---|
| Ketepatan isi | 5 |
| Bahasa | 3 |

> **Pembahasan:** Ceritakan keadaan, tindakan, dan hasilnya.
"""
"""One question of each kind with parts, and one that a person marks."""

SURVEY = """
## Seberapa puas Anda dengan pelatihan ini?
<!-- id: s-puas -->

- [ ] Sangat puas
- [ ] Puas
- [ ] Kurang puas
"""

TYPED = {"s-angka": ["45"], "s-isian": ["sasaran kinerja pegawai"]}
"""Right answers of the questions that are typed."""

_serial = count(1)


def make_mixed_course(
    work: Work, *, reveal: str = "setelah kirim", attempts: int = 3, shuffle: str = "tidak", extra: Sequence[str] = ()
) -> CourseVersion:
    """Publishes a course of one lesson and the quiz `02-kuis` with a question of each built-in kind."""
    head = ("judul: Kuis campuran", "jenis: kuis", "nilai lulus: 70", f"percobaan: {attempts}", f"acak: {shuffle}")
    with TemporaryDirectory() as place:
        folder = write_course(Path(place) / f"campuran-{next(_serial)}", lessons=1)
        write_page(folder / "02-kuis.md", (*head, f"tampilkan kunci: {reveal}", *extra), MIXED)
        return publish_folder(work, folder)


def make_every_kind_course(work: Work, *, reveal: str = "setelah kirim") -> CourseVersion:
    """Publishes a lesson, the quiz `02-kuis` with a question of every built-in kind but the poll, the survey `03-survei`."""
    head = ("judul: Kuis lengkap", "jenis: kuis", "nilai lulus: 70", "percobaan: 3", f"tampilkan kunci: {reveal}")
    with TemporaryDirectory() as place:
        folder = write_course(Path(place) / f"lengkap-{next(_serial)}", lessons=1, extra=())
        write_page(folder / "02-kuis.md", head, MIXED + PARTED)
        write_page(folder / "03-survei.md", ("judul: Survei", "jenis: survei"), SURVEY)
        return publish_folder(work, folder)


def best_answers(work: Work, step: Step) -> dict[str, tuple[str, ...]]:
    """Question id → the values that earn full marks, for questions of every kind."""
    kinds = work.hooks.gather("question_kinds")
    keys = courses.sealed(work, step.id)
    return {one: values_of(kind_named(key["kind"], kinds).best_answer(key)) for one, key in keys.items()}


def quiz_of(work: Work, version: CourseVersion) -> Step:
    """The (first) quiz of a version."""
    found = select(Step).where(Step.version_id == version.id, Step.kind == QUIZ).order_by(Step.ordinal).limit(1)
    return work.session.scalars(found).one()


def mixed_answers(work: Work, step: Step) -> dict[str, list[str]]:
    """Question id → the values that earn full marks in a mixed quiz."""
    return {key: TYPED.get(key) or list(sealed["right"]) for key, sealed in courses.sealed(work, step.id).items()}


def make_attempt(
    work: Work, enrolment: Enrolment, answers: Mapping[str, Sequence[str]] | None = None, *, submitted: bool = True
) -> Attempt:
    """An attempt on the course's quiz with the given answers (right ones by default), handed in unless told otherwise."""
    step = quiz_of(work, enrolment.version)
    attempt = services.start(work, enrolment, step)
    services.save_all(work, attempt, right_answers(work, step) if answers is None else answers)
    return services.submit(work, attempt) if submitted else attempt
