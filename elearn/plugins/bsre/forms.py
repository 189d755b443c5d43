"""What was sent: what to sign and with what, and who signs for an agency."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from elearn.plugin import lazy
from elearn.web.forms import Form

from .client import Signer
from .rules import STATES

LONGEST_PASSPHRASE = 200


class SittingForm(Form):
    """What BSrE wants of the official. Neither is ever drawn back into the page."""

    nik = StringField(
        lazy("NIK"),
        [InputRequired(lazy("Isi NIK Anda.")), Regexp(r"^[0-9]{16}$", message=lazy("NIK terdiri atas 16 angka."))],
        filters=[lambda text: "".join((text or "").split())],
    )
    passphrase = PasswordField(
        lazy("Passphrase BSrE"),
        [
            InputRequired(lazy("Isi passphrase BSrE Anda.")),
            Length(max=LONGEST_PASSPHRASE, message=lazy("Passphrase ini terlalu panjang.")),
        ],
    )

    @property
    def signer(self) -> Signer:
        """What was typed, to be handed on and forgotten."""
        return Signer(self.nik.data or "", self.passphrase.data or "")


class SignatoryForm(Form):
    """Who signs for which agency."""

    agency = SelectField(lazy("Instansi"), [InputRequired(lazy("Pilih instansinya."))], validate_choice=False)
    nip = StringField(lazy("NIP pejabat"), filters=[lambda text: "".join((text or "").split())])
    nobody = BooleanField(lazy("Jangan menunjuk siapa pun"))
    with_earlier = BooleanField(lazy("Antrekan juga sertifikat yang sudah terbit"))


def read_chosen(sent: MultiDict[str, str]) -> list[int]:
    """The ids of the documents that were ticked; anything else is left out."""
    found = sent.getlist("dokumen")
    return [int(text) for text in found if text.isascii() and text.isdigit() and len(text) <= 9]


def read_state(arguments: Mapping[str, str]) -> str:
    """The state that an address asks for with `keadaan`; those that wait when it names none."""
    return STATES.get(arguments.get("keadaan", ""), "waiting")
