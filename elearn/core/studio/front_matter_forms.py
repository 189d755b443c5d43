"""The front matter of a course, a lesson and a quiz as forms: what a form does not offer stays as written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its published types
from wtforms.validators import InputRequired, Length

from elearn.kernel.i18n import lazy
from elearn.web.forms import Form

from .forms import LONGEST_TITLE


class PropertiesForm(Form):
    """The course's own front matter as fields; the check, not the form, says what is wrong with a value."""

    judul = StringField(lazy("Judul"), [InputRequired(), Length(max=LONGEST_TITLE)])
    ringkasan = TextAreaField(
        lazy("Ringkasan"), [InputRequired()], description=lazy("Satu kalimat: apa yang dapat dilakukan peserta.")
    )
    kode = StringField(
        lazy("Kode"), description=lazy("Identitas pelatihan untuk selamanya. Kosong berarti nama foldernya.")
    )
    jp = StringField(lazy("Jam pelajaran (JP)"), [InputRequired()], description=lazy("Satu JP sama dengan 45 menit."))
    bentuk = StringField(lazy("Bentuk pengembangan kompetensi"), description=lazy("Misalnya e-learning."))
    bahasa = StringField(lazy("Bahasa"), description=lazy("id atau en; kosong berarti id."))
    kompetensi = StringField(
        lazy("Kompetensi dan tingkatnya"), description=lazy("Misalnya: Pelayanan Publik/2, Integritas/3")
    )
    sasaran = StringField(lazy("Sasaran"), description=lazy("Misalnya: pelaksana, pengawas"))
    prasyarat = StringField(lazy("Prasyarat"), description=lazy("Kode pelatihan lain, dipisah koma."))
    penyelenggara = StringField(lazy("Penyelenggara"))
    kelulusan_materi = StringField(
        lazy("Materi yang harus selesai"), description=lazy("semua, tidak, atau misalnya 80%")
    )
    kelulusan_kuis = StringField(lazy("Kuis yang harus lulus"), description=lazy("semua atau tidak"))
    nilai_akhir = StringField(lazy("Nilai akhir paling rendah"), description=lazy("0–100; kosong bila tidak ada."))
    sertifikat = StringField(
        lazy("Masa berlaku sertifikat"), description=lazy("Misalnya 3 tahun, selamanya, atau tidak ada.")
    )
    lisensi = StringField(lazy("Lisensi"), description=lazy("Misalnya CC BY 4.0."))

    @classmethod
    def of(cls, values: Mapping[str, str]) -> PropertiesForm:
        """The form filled with field → words."""
        return cls(formdata=None, data=_fields_of(values))

    @property
    def values(self) -> dict[str, str]:
        """Field → words, as writing.course_fields names them."""
        return _values_of(self)


class WrittenChoice(SelectField):
    """One of several words, or whatever else stands in the file: the form never changes what it does not offer."""

    def __init__(self, label: str, words: Mapping[str, str], **options: Any) -> None:
        self.words = words
        super().__init__(label, [InputRequired()], choices=self.offered(""), validate_choice=False, **options)

    def process_data(self, value: object) -> None:
        super().process_data(value or "")
        self.choices = self.offered(str(self.data))

    def offered(self, written: str) -> list[SelectChoice]:
        words = self.words if written in self.words else {**self.words, written: written}
        return [SelectChoice(value, shown) for value, shown in words.items() if value or "" in self.words]


class LessonForm(Form):
    """A lesson's own front matter as fields; the check says what is wrong with a value."""

    judul = StringField(lazy("Judul"), [InputRequired(), Length(max=LONGEST_TITLE)])
    durasi = StringField(lazy("Durasi"), description=lazy("Misalnya 15 menit; kosong berarti dihitung dari isinya."))

    @property
    def values(self) -> dict[str, str]:
        """Field → words, as writing.course_fields names them."""
        return _values_of(self)


class QuizForm(LessonForm):
    """The same of a quiz."""

    jenis = WrittenChoice(
        lazy("Jenis"),
        {
            "kuis": lazy("Kuis, dinilai"),
            "latihan": lazy("Latihan, kunci terlihat setelah kirim"),
            "ujian": lazy("Ujian, kunci tidak ditampilkan"),
            "survei": lazy("Survei, tidak dinilai"),
        },
    )
    nilai_lulus = StringField(lazy("Nilai lulus"), description=lazy("Persen, misalnya 70."))
    percobaan = StringField(lazy("Percobaan"), description=lazy("Berapa kali boleh dicoba; 0 berarti tanpa batas."))
    waktu = StringField(lazy("Batas waktu"), description=lazy("Misalnya 20 menit; kosong berarti tanpa batas."))
    acak = WrittenChoice(
        lazy("Urutan soal dan pilihan"),
        {"": lazy("Seperti tertulis"), "tidak": lazy("Tidak diacak"), "ya": lazy("Diacak untuk setiap peserta")},
    )
    ambil = StringField(lazy("Jumlah soal yang diambil"), description=lazy("Kosong berarti semua soal."))
    tampilkan_kunci = WrittenChoice(
        lazy("Kunci ditampilkan"),
        {
            "": lazy("Menurut jenisnya"),
            "tidak": lazy("Tidak"),
            "setelah kirim": lazy("Setelah kirim"),
            "setelah lulus": lazy("Setelah lulus"),
        },
    )


def settings_form(values: Mapping[str, str] | None, *, is_lesson: bool) -> LessonForm:
    """The form of a file's settings, filled with field → words, or with what was sent."""
    kind = LessonForm if is_lesson else QuizForm
    return kind() if values is None else kind(formdata=None, data=_fields_of(values))


def _fields_of(values: Mapping[str, str]) -> dict[str, str]:
    return {name.replace(" ", "_"): value for name, value in values.items()}


def _values_of(form: Form) -> dict[str, str]:
    return {field.name.replace("_", " "): str(field.data or "") for field in form if field.name != "csrf_token"}
