"""What trainers ask of their list, and what they send about a draft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import cast

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its published types
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from elearn.core.courses.services import LONGEST_NOTE
from elearn.core.exchange.columns import Columns
from elearn.kernel.i18n import _, lazy
from elearn.web.forms import Form

from .models import APPROVED, ARCHIVED, PUBLISHED, RETURNED, REVIEW, WRITING
from .queries.drafts import StudioQuery
from .reporting import STATUSES, ReportWish
from .services.pictures import Size
from .writing.merging import Choice

LONGEST_TITLE = 200
LONGEST_SEARCH = 100
CHOICES: Mapping[str, Choice] = {"mine": "mine", "theirs": "theirs", "both": "both"}


def read_query(arguments: Mapping[str, str]) -> StudioQuery:
    """Reads the address; what cannot be read narrows nothing."""
    state = arguments.get("keadaan", "")
    return StudioQuery(
        words=" ".join(arguments.get("q", "").split())[:LONGEST_SEARCH],
        state=state if state in (WRITING, REVIEW, PUBLISHED, ARCHIVED) else "",
        page=read_number(arguments.get("halaman", "")) or 1,
    )


def read_number(written: str) -> int:
    """A whole number of at most eight digits; 0 for anything else."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0


def read_choices(sent: Mapping[str, str]) -> dict[int, Choice]:
    """Which version was chosen for each clash: fields `bagian-0`, `bagian-1` …"""
    choices: dict[int, Choice] = {}
    for name, value in sent.items():
        if name.startswith("bagian-") and value in CHOICES:
            choices[read_number(name.removeprefix("bagian-"))] = CHOICES[value]
    return choices


def read_moving(sent: Mapping[str, str]) -> tuple[int, ...]:
    """Ids of the versions whose learners shall move: fields `versi-12` with the value `pindah`."""
    names = (name for name, value in sent.items() if name.startswith("versi-") and value == "pindah")
    return tuple(number for name in names if (number := read_number(name.removeprefix("versi-"))))


def read_verdict(written: str) -> str:
    """What a reviewer says; anything but a clear yes returns the draft."""
    return APPROVED if written == "setuju" else RETURNED


class NewDraftForm(Form):
    """The title of a course that does not exist yet."""

    title = StringField(
        lazy("Judul pelatihan"),
        [
            DataRequired(lazy("Tulis judulnya dahulu. Judul dapat diubah kapan saja.")),
            Length(max=LONGEST_TITLE, message=lazy("Ringkas judulnya menjadi paling banyak 200 huruf.")),
        ],
    )


class ArchiveForm(Form):
    """The day from which nobody new may join a course, and what learners read about it."""

    on = DateField(
        lazy("Diarsipkan mulai tanggal"),
        [InputRequired(lazy("Isi tanggalnya, seperti 2026-12-31. Hari ini boleh."))],
        description=lazy("Hari ini atau sesudahnya. Sejak hari itu tidak ada pendaftaran baru."),
    )
    note = TextAreaField(
        lazy("Pesan untuk peserta"),
        [Length(max=LONGEST_NOTE, message=lazy("Ringkas pesannya menjadi paling banyak 300 huruf."))],
        description=lazy("Alasan, atau pelatihan penggantinya. Tampil di halaman pelatihan dan materi."),
    )

    @property
    def day(self) -> date:
        """The date, once the form is valid."""
        return cast(date, self.on.data)


class GuestForm(Form):
    """Somebody of a partner institution who shall write along."""

    guest = StringField(
        lazy("Nama penulis tamu"),
        [DataRequired(lazy("Tulis namanya.")), Length(min=3, max=160, message=lazy("Tulis 3 sampai 160 huruf."))],
    )
    institution = StringField(
        lazy("Lembaga mitra"),
        [DataRequired(lazy("Tulis lembaganya.")), Length(min=3, max=200, message=lazy("Tulis 3 sampai 200 huruf."))],
        description=lazy("Nama universitas atau lembaga pelatihannya. Tampil di samping namanya."),
    )


class UploadForm(Form):
    """One .zip with one course folder."""

    file = FileField(lazy("Berkas ZIP"), [FileRequired(lazy("Pilih berkas ZIP pelatihan Anda, lalu kirim lagi."))])

    @property
    def filename(self) -> str:
        """The name as the browser sent it, only ever shown and used to guess the course's folder."""
        return str(self.file.data.filename or "")

    def content(self) -> bytes:
        """The whole file; the size of a request is limited by the setting `max_upload_mb`."""
        content: bytes = self.file.data.read()
        return content


class ImportForm(UploadForm):
    """Another program's file: its form (told from the content when left open), and where in the draft it goes."""

    file = FileField(lazy("Berkas"), [FileRequired(lazy("Pilih berkasnya dahulu, lalu kirim lagi."))])
    form = SelectField(lazy("Bentuk berkas"), validators=[Optional()])
    into = SelectField(lazy("Masukkan ke"), validators=[Optional()])

    @classmethod
    def of(cls, forms: Mapping[str, str], quizzes: Mapping[str, str], *, is_sent: bool) -> ImportForm:
        """The form with these formats and quizzes (name or path → title), as it was sent or empty."""
        form = cls() if is_sent else cls(formdata=None)
        form.form.choices = [("", _("Kenali dari isinya")), *forms.items()]
        form.into.choices = [("", _("Berkas baru di akhir")), *quizzes.items()]
        return form


def read_report_wish(arguments: Mapping[str, str]) -> ReportWish:
    """Which lines of a report an address asks for; what cannot be read narrows nothing."""
    status = arguments.get("hasil", "")
    return ReportWish(
        status if status in STATUSES else "",
        " ".join(arguments.get("q", "").split())[:LONGEST_SEARCH],
        read_number(arguments.get("halaman", "")) or 1,
    )


def read_columns_form(sent: Mapping[str, str]) -> Columns | None:
    """What the selects of a table say: fields `kolom-B` with a role, `baris`, `lembar`. None when a role stands twice."""
    said = [(value, name.removeprefix("kolom-")) for name, value in sent.items() if name.startswith("kolom-") and value]
    places = dict(said)
    if len(places) < len(said):
        return None
    return Columns(places, read_number(sent.get("baris", "")) or 1, sent.get("lembar", ""))


def read_size(written: str | None) -> Size:
    """One of the sizes a picture can have; the middle one for anything else."""
    return "kecil" if written == "kecil" else "besar" if written == "besar" else "sedang"


class SizeForm(Form):
    """How large a picture shall be."""

    size = RadioField(
        lazy("Ukuran gambar"),
        choices=[
            SelectChoice("kecil", lazy("Kecil (640 piksel), paling hemat kuota")),
            SelectChoice("sedang", lazy("Sedang (1.280 piksel)")),
            SelectChoice("besar", lazy("Besar (1.920 piksel), untuk denah dan tabel")),
        ],
        default="sedang",
        validators=[Optional()],
    )

    @property
    def wanted_size(self) -> Size:
        return read_size(self.size.data)


class AssetForm(SizeForm):
    """One picture or file; a photograph is drawn anew in the size wanted."""

    berkas = FileField(lazy("Gambar atau berkas"), [FileRequired(lazy("Pilih berkasnya dahulu, lalu kirim lagi."))])

    @property
    def filename(self) -> str:
        """The name as the browser sent it: made into letters and digits before it is used."""
        return str(self.berkas.data.filename or "")

    def content(self) -> bytes:
        """The whole file; the size of a request is limited by the setting `max_upload_mb`."""
        content: bytes = self.berkas.data.read()
        return content


class NewStepForm(Form):
    """A new lesson or quiz at the end of the outline."""

    kind = RadioField(
        lazy("Jenis"),
        [InputRequired(lazy("Pilih materi atau kuis."))],
        choices=[SelectChoice("materi", lazy("Materi")), SelectChoice("kuis", lazy("Kuis"))],
        default="materi",
    )
    title = StringField(
        lazy("Judul materi atau kuis"),
        [
            DataRequired(lazy("Tulis judulnya dahulu. Judul dapat diubah kapan saja.")),
            Length(max=LONGEST_TITLE, message=lazy("Ringkas judulnya menjadi paling banyak 200 huruf.")),
        ],
    )


class RenameForm(Form):
    """Another name for the file of a lesson or quiz."""

    words = StringField(
        lazy("Nama berkas baru"), [DataRequired(lazy("Tulis nama barunya.")), Length(max=LONGEST_TITLE)]
    )
