"""What is sent about dictionaries and requirements: one file, and what it holds."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library
from wtforms.validators import InputRequired

from elearn.kernel.i18n import lazy
from elearn.web.forms import Form

DICTIONARY, REQUIREMENTS = "kamus", "standar"


class ImportForm(Form):
    """A dictionary or the requirements of positions, to be checked or saved."""

    what = RadioField(
        lazy("Isi berkas"),
        [InputRequired(lazy("Pilih isi berkasnya."))],
        choices=[
            SelectChoice(DICTIONARY, lazy("Kamus kompetensi teknis (CSV, XLSX, atau CASE JSON)")),
            SelectChoice(REQUIREMENTS, lazy("Standar kompetensi jabatan (CSV atau XLSX)")),
        ],
        default=DICTIONARY,
    )
    file = FileField(lazy("Berkas"), [FileRequired(lazy("Pilih berkasnya dahulu, lalu kirim lagi."))])
    check_only = BooleanField(lazy("Periksa saja, jangan simpan"))
    keep_good = BooleanField(lazy("Simpan baris yang baik walaupun ada baris yang ditolak"))

    def content(self) -> bytes:
        """The whole file; the size of a request is limited by the setting `max_upload_mb`."""
        content: bytes = self.file.data.stream.read()
        return content
