"""What is sent about competencies of people: one's own levels, a piece of evidence, a table."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library
from wtforms.validators import InputRequired, Length

from elearn.core.career.forms import tidy
from elearn.core.competencies.rules import Required
from elearn.kernel.i18n import _, lazy
from elearn.web.forms import Form

from .rules import MEASURED, PEER, SUPERVISOR
from .services import BANDS, EVIDENCE, LONGEST_REASON, LONGEST_SOURCE, OFFICIAL, STANDINGS

UNSAID = ""


def level_choices(names: Sequence[str]) -> list[SelectChoice]:
    """0 (below the first level) to 5, with the names the house gives them."""
    first = SelectChoice("0", _("Belum mencapai tingkat 1"))
    return [first, *(SelectChoice(str(number), f"{number} – {name}") for number, name in enumerate(names, 1))]


class SelfForm(Form):
    """One select per required competency, added by `self_form`; what is left unsaid stays as it was."""

    @property
    def questions(self) -> list[SelectField]:
        return [field for field in self if isinstance(field, SelectField)]

    @property
    def levels(self) -> dict[str, int]:
        """Competency → the level said, 0–5."""
        return {str(field.label.text): int(field.data) for field in self.questions if field.data != UNSAID}

    def validate(self, extra_validators: object = None) -> bool:
        """Also refuses a form that says nothing."""
        if not super().validate():
            return False
        if not self.levels and self.questions:
            self.questions[0].errors = [_("Nilai paling sedikit satu kompetensi, lalu kirim lagi.")]
        return bool(self.levels)


def self_form(asked: Sequence[Required], names: Sequence[str]) -> SelfForm:
    """The form for what a position requires."""
    choices = [SelectChoice(UNSAID, _("Tidak dinilai sekarang")), *level_choices(names)]
    fields = {
        f"tingkat_{number}": SelectField(one.competency, choices=choices, default=UNSAID)
        for number, one in enumerate(asked)
    }
    form: SelfForm = type("SelfFormOfPosition", (SelfForm,), fields)()
    return form


class EvidenceForm(Form):
    """What a supervisor or colleague said, or an assessment measured."""

    kind = SelectField(
        lazy("Jenis bukti"),
        [InputRequired(lazy("Pilih jenis bukti."))],
        choices=[
            SelectChoice(SUPERVISOR, lazy("Penilaian atasan")),
            SelectChoice(PEER, lazy("Penilaian rekan")),
            SelectChoice(MEASURED, lazy("Hasil uji kompetensi")),
        ],
    )
    competency = SelectField(lazy("Kompetensi"), [InputRequired(lazy("Pilih kompetensi."))])
    level = SelectField(lazy("Tingkat"), [InputRequired(lazy("Pilih tingkat."))])
    dated_on = DateField(lazy("Tanggal penilaian"), [InputRequired(lazy("Isi tanggalnya, misalnya 2026-01-31."))])
    source = StringField(
        lazy("Sumber"),
        [
            InputRequired(lazy("Tulis siapa yang menilai atau nama ujinya.")),
            Length(max=LONGEST_SOURCE, message=lazy("Sumber paling banyak %(max)d huruf. Ringkas tulisan Anda.")),
        ],
        filters=[tidy],
    )

    @classmethod
    def of(cls, known: Sequence[str], names: Sequence[str]) -> EvidenceForm:
        """The form with the dictionary's competencies and the names of the levels."""
        form = cls()
        form.competency.choices = [
            SelectChoice("", _("Pilih kompetensi")),
            *(SelectChoice(name, name) for name in known),
        ]
        form.level.choices = [SelectChoice("", _("Pilih tingkat")), *level_choices(names)]
        return form


class WithdrawForm(Form):
    """Why evidence is taken back."""

    reason = TextAreaField(
        lazy("Alasan"),
        [
            InputRequired(lazy("Tulis alasannya.")),
            Length(max=LONGEST_REASON, message=lazy("Paling banyak %(max)d huruf. Ringkas tulisan Anda.")),
        ],
        filters=[tidy],
    )


class ImportForm(Form):
    """A table of one kind."""

    what = RadioField(
        lazy("Isi berkas"),
        [InputRequired(lazy("Pilih isi berkasnya."))],
        choices=[
            SelectChoice(EVIDENCE, lazy("Bukti kompetensi (atasan, rekan, terukur)")),
            SelectChoice(STANDINGS, lazy("Pendidikan, predikat kinerja, dan disiplin per tahun")),
            SelectChoice(OFFICIAL, lazy("Nilai IP-ASN resmi")),
            SelectChoice(BANDS, lazy("Kategori kecocokan jabatan (JPM) instansi")),
        ],
        default=EVIDENCE,
    )
    file = FileField(lazy("Berkas CSV atau XLSX"), [FileRequired(lazy("Pilih berkasnya dahulu, lalu kirim lagi."))])
    check_only = BooleanField(lazy("Periksa saja, jangan simpan"))
    keep_good = BooleanField(lazy("Simpan baris yang baik walaupun ada baris yang ditolak"))

    def content(self) -> bytes:
        """The whole file; the size of a request is limited by the setting `max_upload_mb`."""
        content: bytes = self.file.data.stream.read()
        return content


def text(field: Field) -> str:
    """What was sent in a field; "" when nothing was."""
    return field.data or ""
