"""A workshop and its participants, as HR types and sends them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from flask_wtf.file import FileField
from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library
from wtforms.validators import InputRequired, Length, NumberRange

from elearn.core.competencies.development import FORM_WORDS
from elearn.core.people.models import WorkUnit
from elearn.core.people.sheets import UnreadableSheet
from elearn.kernel.i18n import _, lazy
from elearn.web.forms import Form

from .attendees import Attendee, read_attendees
from .design_forms import tidy
from .services import MOST_JP, WorkshopWish
from .syllabus import UnreadableSubjects, check_sum, read_subjects

_NEEDED = InputRequired(lazy("Wajib diisi."))


def _line(label: str, most: int) -> StringField:
    too_long = Length(max=most, message=lazy("Paling banyak %(max)d huruf. Ringkas tulisan Anda."))
    return StringField(label, [_NEEDED, too_long], filters=[tidy])


class _Asked:
    """Marks a field as one to fill in, where only the form as a whole can tell whether it may be empty."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Form, field: Field) -> None:
        """The form's own validator answers."""


class WorkshopForm(Form):
    """The facts of a workshop, and a list: a file first, then what was read from it (`numbers`), for a second look."""

    agency = SelectField(lazy("Instansi penerbit"), [_NEEDED], coerce=int)
    code = _line(lazy("Kode kegiatan"), 40)
    title = _line(lazy("Judul kegiatan"), 200)
    form = SelectField(
        lazy("Bentuk pengembangan"),
        [_NEEDED],
        choices=[SelectChoice(form, form.capitalize()) for form in FORM_WORDS],
        default="workshop",
    )
    organiser = _line(lazy("Penyelenggara"), 200)
    jp = IntegerField(
        lazy("Jam pelajaran (JP)"),
        [_NEEDED, NumberRange(1, MOST_JP, lazy("JP harus dari %(min)s sampai %(max)s."))],
    )
    subjects = TextAreaField(lazy("Mata pelatihan dan JP-nya"))
    began_on = DateField(lazy("Hari pertama"), [InputRequired(lazy("Isi tanggalnya."))])
    ended_on = DateField(lazy("Hari terakhir"), [InputRequired(lazy("Isi tanggalnya."))])
    file = FileField(lazy("Daftar peserta (XLSX atau CSV)"), [_Asked()])
    numbers = HiddenField()

    rows: Sequence[Attendee] = ()

    @classmethod
    def of(cls, agencies: Sequence[WorkUnit]) -> WorkshopForm:
        """The form, empty or as it was sent, for these agencies."""
        form = cls()
        form.agency.choices = [SelectChoice(one.id, one.name) for one in agencies]
        return form

    def validate_subjects(self, field: Field) -> None:
        """Nothing, or lines that sum up to the JP. Raises ValidationError."""
        try:
            check_sum(read_subjects(field.data or ""), self.jp.data or 0)
        except UnreadableSubjects as error:
            raise ValidationError(str(error)) from error

    def validate_file(self, field: Field) -> None:
        """Reads the list into `rows`. Raises ValidationError when there is none or it cannot be read."""
        sent = field.data.stream.read() if field.data else (self.numbers.data or "").encode()
        if not sent:
            raise ValidationError(_("Pilih berkasnya dahulu, lalu kirim lagi."))
        try:
            self.rows = read_attendees(sent)
        except UnreadableSheet as error:
            raise ValidationError(error.sentence) from error

    def wish(self) -> WorkshopWish:
        """What was sent; only after the form proved valid."""
        return WorkshopWish(
            code=self.code.data or "",
            title=self.title.data or "",
            form=self.form.data or "",
            organiser=self.organiser.data or "",
            jp=self.jp.data or 0,
            began_on=self.began_on.data or date.max,
            ended_on=self.ended_on.data or date.max,
            subjects=read_subjects(self.subjects.data or ""),
        )
