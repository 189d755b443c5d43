"""What people send about learning elsewhere: what it was, with its file; and what HR reads in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any
from unicodedata import category

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    Field,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)  # fmt: skip
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its published types
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from elearn.core.competencies.development import FORMS
from elearn.core.competencies.dictionary import HIGHEST_LEVEL, LOWEST_LEVEL
from elearn.kernel.errors import DomainError
from elearn.kernel.i18n import _, lazy
from elearn.web.forms import Form, Part

from .models import Evidence
from .rules import MINUTES_PER_JP, jp_of, minutes_of
from .services.evidence import Description
from .services.proof import SentFile, read

LARGEST_JP = 2_000
"""JP that one activity may claim: more is a slip of the finger."""
MOST_TIMES = 366
MOST_COMPETENCIES = 5
"""That one activity may claim."""
LONGEST_REASON = 500
EARLIEST = date(1960, 1, 1)


def tidy(typed: str | None) -> str:
    """Single spaces and none at the ends, and no mark that is not seen: it would have a title read otherwise than it stands."""
    return " ".join("".join(mark for mark in typed or "" if category(mark) != "Cf").split())


def _too_long(most: int) -> Length:
    return Length(max=most, message=lazy("Paling banyak %(max)d huruf. Ringkas tulisan Anda."))


class ClaimForm(Part):
    """One competency that an activity developed; without a name nothing is claimed."""

    competency = SelectField(lazy("Kompetensi"), [Optional()])
    level = SelectField(lazy("Level kompetensi"), [Optional()])


class DescriptionForm(Form):
    """What an activity was; `names` are the known competencies and `today` the agency's day."""

    title = StringField(lazy("Judul kegiatan"), [DataRequired(lazy("Isi judulnya.")), _too_long(200)], [tidy])
    form = SelectField(
        lazy("Bentuk"),
        [DataRequired(lazy("Pilih bentuknya."))],
        choices=[SelectChoice("", lazy("Pilih bentuk")), *(SelectChoice(form.words[0], form.title) for form in FORMS)],
    )
    organiser = StringField(
        lazy("Penyelenggara"), [DataRequired(lazy("Isi penyelenggaranya.")), _too_long(200)], [tidy]
    )
    number = StringField(
        lazy("Nomor sertifikat"),
        [_too_long(120)],
        [tidy],
        description=lazy("Seperti tertulis pada sertifikat; kosongkan bila tidak bernomor."),
    )
    began_on = DateField(lazy("Tanggal mulai"), [DataRequired(lazy("Isi tanggal mulai."))])
    ended_on = DateField(lazy("Tanggal selesai"), [DataRequired(lazy("Isi tanggal selesai."))])
    jp = StringField(
        lazy("JP pada bukti"),
        [_too_long(10)],
        [tidy],
        description=lazy("Kosongkan bila sertifikat tidak menyebut JP. 1 JP = 45 menit."),
    )
    quantity = IntegerField(
        lazy("Banyaknya hari atau sesi"),
        [DataRequired(lazy("Isi angka, sedikitnya 1.")), NumberRange(1, MOST_TIMES, lazy("Isi angka 1 sampai 366."))],
        description=lazy("Banyaknya hari kegiatan; untuk coaching dan mentoring, banyaknya sesi. Selain itu, isi 1."),
    )
    claims = FieldList(
        FormField(ClaimForm),
        lazy("Kompetensi yang dikembangkan"),
        min_entries=MOST_COMPETENCIES,
        max_entries=MOST_COMPETENCIES,
    )

    def __init__(self, names: Iterable[str], today: date, **fields: Any) -> None:
        super().__init__(**fields)
        self.today = today
        known = [SelectChoice("", _("Tidak disebut")), *(SelectChoice(name, name) for name in sorted(names))]
        for number, claim in enumerate(self.claims, 1):
            for field in claim.form:
                field.label.text = f"{field.label.text} {number}"
            claim.form.competency.choices = known
            claim.form.level.choices = [(str(level), str(level)) for level in range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)]

    def validate_ended_on(self, ended_on: Field) -> None:
        """Raises ValidationError for a day that cannot be the last one."""
        if ended_on.data > self.today:
            raise ValidationError(_("Kegiatan ini belum selesai. Kirim buktinya setelah selesai."))
        if self.began_on.data and ended_on.data < self.began_on.data:
            raise ValidationError(_("Tanggal selesai lebih awal daripada tanggal mulai."))

    def validate_began_on(self, began_on: Field) -> None:
        """Raises ValidationError for a day before anybody's career."""
        if began_on.data < EARLIEST:
            raise ValidationError(_("Periksa tahunnya."))

    def validate_jp(self, jp: Field) -> None:
        """Raises ValidationError for what is no number of JP."""
        try:
            minutes = _minutes(jp.data or "")
        except ValueError:
            raise ValidationError(_("Isi angka dengan paling banyak satu desimal, misalnya 8 atau 2,5.")) from None
        if not 0 <= minutes <= LARGEST_JP * MINUTES_PER_JP:
            raise ValidationError(_("Isi angka 0 sampai %(most)s.", most=LARGEST_JP))

    def validate_claims(self, claims: Field) -> None:
        """Raises ValidationError when a competency is named twice."""
        names = [name for name, _level in self._claimed]
        if len(names) != len(set(names)):
            raise ValidationError(_("Satu kompetensi cukup disebut satu kali. Kosongkan salah satunya."))

    @property
    def _claimed(self) -> list[tuple[str, int]]:
        typed = [(claim.form.competency.data, claim.form.level.data) for claim in self.claims]
        return [(name, int(level or LOWEST_LEVEL)) for name, level in typed if name]

    @property
    def described(self) -> Description:
        """What was typed; only after the form proved valid."""
        return Description(
            title=self.title.data or "",
            form=self.form.data or "",
            organiser=self.organiser.data or "",
            number=self.number.data or "",
            began_on=self.began_on.data or self.today,
            ended_on=self.ended_on.data or self.today,
            minutes=_minutes(self.jp.data or ""),
            quantity=self.quantity.data or 1,
            competencies=[[name, level] for name, level in self._claimed],
        )


class EvidenceForm(DescriptionForm):
    """An activity with the file that proves it, which has at most `limit` megabytes."""

    file = FileField(lazy("Berkas bukti"), [FileRequired(lazy("Pilih berkasnya."))])

    def __init__(self, names: Iterable[str], today: date, limit: int, **fields: Any) -> None:
        super().__init__(names, today, **fields)
        self.limit = limit

    def validate_file(self, _file: Field) -> None:
        """Raises ValidationError for a file that is not taken: beside its field, so that what was typed stays."""
        try:
            read(self.sent, self.limit)
        except DomainError as error:
            raise ValidationError(error.sentence) from None

    @property
    def sent(self) -> SentFile:
        """The file as it came; its size is limited by the settings."""
        name, stream = tidy(self.file.data.filename)[:200] or "bukti", self.file.data.stream
        stream.seek(0)
        return SentFile(name, stream.read())


class ReviewForm(DescriptionForm):
    """What HR reads in the file, and why that differs from what was sent."""

    as_sent: Description

    reason = TextAreaField(
        lazy("Alasan koreksi"),
        [_too_long(LONGEST_REASON)],
        [tidy],
        description=lazy("Wajib bila Anda mengubah isian; pegawai membacanya."),
    )

    @classmethod
    def of(cls, evidence: Evidence, names: Iterable[str], today: date, *, is_sent: bool) -> ReviewForm:
        """Filled in as the person sent it; with what HR typed when this very form `is_sent`."""
        claims = [{"competency": name, "level": str(level)} for name, level in evidence.competencies]
        empty = [{"competency": "", "level": str(LOWEST_LEVEL)}] * (MOST_COMPETENCIES - len(claims))
        jp = f"{jp_of(evidence.minutes):g}".replace(".", ",") if evidence.minutes else ""
        said = {"jp": jp, "claims": claims + empty}
        typed: dict[str, Any] = {} if is_sent else {"formdata": None}
        form = cls({*names, *(name for name, _level in evidence.competencies)}, today, obj=evidence, data=said, **typed)
        form.as_sent = Description.of(evidence)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all is well, which it is not when something was changed without a word why."""
        if not super().validate(extra_validators):
            return False
        if self.described == self.as_sent or self.reason.data:
            return True
        self.reason.errors = [_("Anda mengubah isian. Tulis alasannya, agar pegawai memahami koreksinya.")]
        return False


class ReasonForm(Form):
    """Why evidence is refused, or a decision taken back."""

    why = TextAreaField(lazy("Alasan"), [DataRequired(lazy("Tulis alasannya.")), _too_long(LONGEST_REASON)], [tidy])


def _minutes(typed: str) -> int:
    """JP as people type it, as minutes; "" is 0. Raises ValueError for what is no number with at most one decimal."""
    written = typed.replace(",", ".") or "0"
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9])?", written):
        raise ValueError(typed)
    return minutes_of(Fraction(written))
