"""What people send about themselves: who they are, and a new password."""

from __future__ import annotations

from collections.abc import Mapping

from flask_wtf.file import FileField, FileRequired
from wtforms import Field, PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library
from wtforms.validators import EqualTo, InputRequired, Length

from elearn.kernel.i18n import _, lazy
from elearn.kernel.paging import read_page
from elearn.kernel.permissions import ROLE_TITLES
from elearn.web.forms import Form

from .nip import InvalidNip, read_number
from .passwords import MAXIMUM, fault_of
from .queries import Wish
from .services import GIVEN_ROLES, RESULTS
from .sheets import UnreadableSheet
from .sheets.reading import check_file


def text(field: Field) -> str:
    """What was sent in a field; "" when nothing was."""
    return field.data or ""


def tidy(typed: str | None) -> str:
    """At most 100 characters with single spaces, and no NUL, which databases refuse."""
    return " ".join((typed or "").replace("\0", "").split())[:100]


def well_formed_nip(_form: Form, field: Field) -> None:
    """A number as people type it. Raises ValidationError with the sentence that says what is wrong."""
    try:
        read_number(field.data)
    except InvalidNip as error:
        raise ValidationError(error.sentence) from error


not_too_long = Length(max=MAXIMUM, message=lazy("Kata sandi paling panjang %(max)d huruf."))


class SignInForm(Form):
    """NIP and password."""

    nip = StringField(lazy("NIP"), [InputRequired(lazy("Isi NIP Anda.")), well_formed_nip])
    password = PasswordField(lazy("Kata sandi"), [InputRequired(lazy("Isi kata sandi Anda.")), not_too_long])


class NewPasswordForm(Form):
    """Whose password it is (browsers keep it with the number), and the new one twice."""

    nip = StringField(lazy("NIP"), [InputRequired(lazy("Isi NIP Anda.")), well_formed_nip])
    new = PasswordField(lazy("Kata sandi baru"), [InputRequired(lazy("Isi kata sandi baru."))])
    again = PasswordField(
        lazy("Ulangi kata sandi baru"),
        [
            InputRequired(lazy("Ulangi kata sandi baru.")),
            EqualTo("new", lazy("Kedua kata sandi baru tidak sama. Ketik ulang.")),
        ],
    )

    def validate_new(self, field: Field) -> None:
        """A password that is not easily guessed. Raises ValidationError with the reason."""
        digits = "".join(mark for mark in self.nip.data or "" if mark.isdigit())
        fault = fault_of(field.data, nip=digits)
        if fault is not None:
            raise ValidationError(fault)


class PasswordForm(NewPasswordForm):
    """A new password for whoever knows the current one."""

    current = PasswordField(
        lazy("Kata sandi sekarang"), [InputRequired(lazy("Isi kata sandi Anda sekarang.")), not_too_long]
    )

    def validate_again(self, again: Field) -> None:
        """Raises ValidationError when nothing would change."""
        if again.data == self.current.data:
            raise ValidationError(_("Kata sandi baru sama dengan yang sekarang. Pilih yang lain."))


class ResetForm(NewPasswordForm):
    """A new password for whoever holds a one-time code from HR."""

    code = StringField(lazy("Kode atur ulang"), [InputRequired(lazy("Isi kode dari pengelola SDM."))])


class RoleForm(Form):
    """A role for somebody; HR of a unit and all below it."""

    nip = StringField(lazy("NIP"), [InputRequired(lazy("Isi NIP pegawai.")), well_formed_nip])
    role = SelectField(
        lazy("Peran"),
        [InputRequired(lazy("Pilih peran."))],
        choices=[SelectChoice(role, lazy(ROLE_TITLES[role])) for role in GIVEN_ROLES],
    )
    unit = StringField(lazy("Kode unit kerja"), filters=[tidy])


class ImportForm(Form):
    """One spreadsheet of units and people."""

    file = FileField(lazy("Berkas XLSX atau CSV"), [FileRequired(lazy("Pilih berkasnya dahulu, lalu kirim lagi."))])

    def validate_file(self, field: Field) -> None:
        """Raises ValidationError when it shows at once that this is no such spreadsheet."""
        try:
            check_file(field.data.stream)
        except UnreadableSheet as error:
            raise ValidationError(error.sentence) from error

    @property
    def filename(self) -> str:
        """The name as the browser sent it, only ever shown."""
        return tidy(self.file.data.filename) or "-"

    def content(self) -> bytes:
        """The whole file; the size of a request is limited by the setting `max_upload_mb`."""
        stream = self.file.data.stream
        stream.seek(0)
        content: bytes = stream.read()
        return content


def read_wish(arguments: Mapping[str, str]) -> Wish:
    """Which rows of a report an address asks for; what cannot be read narrows nothing."""
    result = arguments.get("hasil", "")
    return Wish(result if result in RESULTS else "", tidy(arguments.get("q", "")), read_page(arguments))
