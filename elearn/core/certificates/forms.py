"""What is typed about certificates: a code to check, a reason to revoke."""

from __future__ import annotations

import hashlib

from flask_wtf.file import FileField, FileRequired
from wtforms import Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library
from wtforms.validators import InputRequired, Length

from elearn.kernel.i18n import N_, _, lazy
from elearn.web.forms import Form

from .badges.baking import LARGEST_FILE
from .proof import paper
from .rules import LONGEST_APPEAL, LONGEST_REASON, InvalidCode, normalise_code


class CheckForm(Form):
    """A code as somebody reads it off paper; a GET form that changes nothing and so needs no token."""

    class Meta:
        csrf = False

    kode = StringField(lazy("Kode sertifikat"), [InputRequired(lazy("Ketik kode sertifikat."))])

    def validate_kode(self, field: Field) -> None:
        """Any spelling of a code. Raises ValidationError with the sentence that says how a code looks."""
        try:
            normalise_code(field.data)
        except InvalidCode as error:
            raise ValidationError(str(error)) from error

    @property
    def code(self) -> str:
        """The code in its one spelling; only after the form proved valid."""
        return normalise_code(self.kode.data or "")


class ClaimForm(Form):
    """A claim on paper as text, or a file that holds one. A picture is read by the browser, not here."""

    klaim = TextAreaField(lazy("Teks klaim"))
    berkas = FileField(lazy("Berkas PDF atau gambar"))
    claim = ""
    digest: str | None = None
    """SHA-256 of the PDF that held the claim; None where it came otherwise."""

    def validate_berkas(self, field: Field) -> None:
        """Finds the claim in the file, or takes the text. Raises ValidationError when there is not exactly one."""
        content = field.data.read() if field.data else b""
        found = paper.written_in(content) if content else ((self.klaim.data or "").strip(),)
        if content and len(found) != 1:
            is_badge = b"openbadge" in content.lower() and not content.startswith(b"%PDF")
            raise ValidationError(lazy(SEVERAL_CLAIMS if found else BADGE if is_badge else NO_CLAIM))
        if not found[0]:
            raise ValidationError(lazy("Pilih berkas, atau tempel teks klaimnya."))
        self.claim = found[0]
        self.digest = hashlib.sha256(content).hexdigest() if b"%PDF-" in content[:1024] else None


NO_CLAIM = N_(
    "Tidak ada klaim bertanda tangan di berkas ini. Pilih PDF aslinya. Gambar hanya dapat dibaca oleh peramban dengan "
    "JavaScript; tanpa itu, ketik kode sertifikatnya."
)
BADGE = N_("Berkas ini lencana digital. Lencana diperiksa di halamannya sendiri: Periksa lencana digital.")
SEVERAL_CLAIMS = N_(
    "Berkas ini memuat lebih dari satu klaim, jadi tidak jelas mana yang dimaksud. Periksa PDF aslinya."
)


REASONED = (
    InputRequired(lazy("Tulis alasannya.")),
    Length(max=LONGEST_REASON, message=lazy("Alasan paling banyak %(max)d huruf. Ringkas tulisan Anda.")),
)
"""What is asked of every reason."""


class RevokeForm(Form):
    """Why a certificate is withdrawn."""

    reason = TextAreaField(
        lazy("Alasan pencabutan"),
        REASONED,
    )


class AppealForm(Form):
    """Why the holder thinks that a revocation is wrong."""

    text = TextAreaField(
        lazy("Keberatan Anda"),
        [
            InputRequired(lazy("Tulis keberatan Anda.")),
            Length(max=LONGEST_APPEAL, message=lazy("Keberatan paling banyak %(max)d huruf. Ringkas tulisan Anda.")),
        ],
    )


class AnswerForm(Form):
    """HR's answer to an appeal."""

    decision = RadioField(
        lazy("Putusan"),
        [InputRequired(lazy("Pilih putusannya."))],
        choices=[
            SelectChoice("terima", lazy("Terima: pencabutan dibatalkan, sertifikat sah lagi")),
            SelectChoice("tolak", lazy("Tolak: sertifikat tetap dicabut")),
        ],
    )
    answer = TextAreaField(
        lazy("Alasan putusan"),
        REASONED,
    )


class SupersedeForm(Form):
    """Why a certificate is replaced."""

    reason = TextAreaField(
        lazy("Alasan penggantian"),
        REASONED,
    )


class BadgeForm(Form):
    """A badge file: JSON, JWT, or a PNG or SVG with one inside."""

    file = FileField(lazy("Berkas lencana"), [FileRequired(lazy("Pilih berkasnya dahulu, lalu kirim lagi."))])

    def validate_file(self, field: Field) -> None:
        """Raises ValidationError for a file that is larger than any badge."""
        if len(self.content) > LARGEST_FILE:
            raise ValidationError(
                _("Berkas ini lebih besar dari %(most)s KB, jadi bukan lencana.", most=LARGEST_FILE // 1000)
            )

    @property
    def content(self) -> bytes:
        """The file, as far as it may be long."""
        stream = self.file.data.stream
        stream.seek(0)
        content: bytes = stream.read(LARGEST_FILE + 1)
        return content
