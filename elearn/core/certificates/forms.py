"""What is typed about certificates: a code to check, a reason to revoke."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from elearn.kernel.i18n import lazy

from .rules import LONGEST_REASON, InvalidCode, normalise_code


class CheckForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
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


class RevokeForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """Why a certificate is withdrawn."""

    reason = TextAreaField(
        lazy("Alasan pencabutan"),
        [
            InputRequired(lazy("Tulis alasannya.")),
            Length(max=LONGEST_REASON, message=lazy("Alasan paling banyak %(max)d huruf. Ringkas tulisan Anda.")),
        ],
    )
