"""The keys of the front matter: Indonesian names, English aliases, and the words each may have."""

from __future__ import annotations

from collections.abc import Mapping

from elearn.core.competencies.development import FORM_WORDS

from .front_matter import Known, fold_key
from .manuscript import Mode, Reveal
from .values import Choice


def _known(aliases: Mapping[str, tuple[str, ...]]) -> Known:
    return Known({fold_key(word): name for name, others in aliases.items() for word in (name, *others)})


_LESSON_KEYS = {
    "judul": ("title",),
    "jenis": ("kind", "type"),
    "durasi": ("duration",),
    "ringkasan": ("summary",),
}
COURSE_KEYS = _known(
    {
        "judul": ("title",),
        "kode": ("code",),
        "ringkasan": ("summary",),
        "bahasa": ("language",),
        "jp": ("learning hours", "jam pelajaran"),
        "bentuk": ("form",),
        "kompetensi": ("competencies", "competency"),
        "sasaran": ("audience",),
        "prasyarat": ("prerequisites", "prerequisite"),
        "penyelenggara": ("organiser", "organizer"),
        "kelulusan": ("completion",),
        "sertifikat": ("certificate",),
        "lisensi": ("licence", "license"),
        "format": ("version",),
    }
)
LESSON_KEYS = _known(_LESSON_KEYS)
QUIZ_KEYS = _known(
    _LESSON_KEYS
    | {
        "nilai lulus": ("pass mark",),
        "percobaan": ("attempts", "max attempts"),
        "waktu": ("time limit", "time"),
        "acak": ("shuffle",),
        "ambil": ("draw",),
        "tampilkan kunci": ("reveal", "reveal key", "show key"),
    }
)
COMPLETION_KEYS = _known(
    {
        "materi": ("lessons", "lesson"),
        "kuis": ("quizzes", "quiz"),
        "nilai akhir": ("final score",),
    }
)
CERTIFICATE_KEYS = _known({"berlaku": ("valid", "validity")})

LESSON_WORDS = frozenset({"materi", "lesson"})
MODES: Choice[Mode] = Choice(
    {
        "kuis": "kuis",
        "quiz": "kuis",
        "latihan": "latihan",
        "practice": "latihan",
        "survei": "survei",
        "survey": "survei",
        "ujian": "ujian",
        "exam": "ujian",
    },
    "kuis, latihan, survei, ujian",
)
REVEALS: Choice[Reveal] = Choice(
    {
        "tidak": "tidak",
        "never": "tidak",
        "no": "tidak",
        "setelah kirim": "setelah kirim",
        "after submit": "setelah kirim",
        "setelah lulus": "setelah lulus",
        "after pass": "setelah lulus",
    },
    "tidak, setelah kirim, setelah lulus",
)
FORMS: Choice[str] = Choice({fold_key(form): form for form in FORM_WORDS}, "e-learning, pelatihan teknis, workshop, …")
LANGUAGES: Choice[str] = Choice({"id": "id", "en": "en"}, "id, en")
EVERYTHING = frozenset({"semua", "all"})
NOTHING = frozenset({"tidak", "tidak ada", "tidak wajib", "none", "no"})
FOR_EVER = frozenset({"selamanya", "seumur hidup", "for ever", "forever"})
