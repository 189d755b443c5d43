"""How certificates look, as it is typed: the words, officials and pictures of a design, and a picture to keep."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, Field, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library
from wtforms.validators import InputRequired, Length

from elearn.kernel.i18n import _, lazy
from elearn.web.forms import Form

from .document.look import WORDS
from .models import Picture
from .rules import InvalidNumberTemplate, check_number_template
from .services import LOGO, SIGNATURE, DesignWish, SignerWish, layout_of


def tidy(typed: str | None) -> str:
    """Words with single spaces, and no NUL, which databases refuse."""
    return " ".join((typed or "").replace("\0", "").split())


def _nip(_form: Form, field: Field) -> None:
    """Eighteen digits, or nothing: a mayor has no NIP. Raises ValidationError."""
    if field.data and not re.fullmatch(r"[0-9]{18}", field.data):
        raise ValidationError(_("NIP terdiri atas 18 angka. Kosongkan kalau pejabatnya tidak ber-NIP."))


def _digits(typed: str | None) -> str:
    return "".join((typed or "").split())


def _line(label: str, most: int) -> StringField:
    too_long = Length(max=most, message=lazy("Paling banyak %(max)d huruf. Ringkas tulisan Anda."))
    return StringField(label, [too_long], filters=[tidy])


class DesignForm(Form):
    """How certificates look. Words that are left empty are those of the layout."""

    layout = SelectField(
        lazy("Tata letak"),
        [InputRequired(lazy("Pilih tata letaknya."))],
        choices=[
            SelectChoice("plain", lazy("Sertifikat")),
            SelectChoice("sttp", lazy("Surat tanda tamat pelatihan (STTP)")),
        ],
    )
    orientation = SelectField(
        lazy("Arah kertas"),
        [InputRequired(lazy("Pilih arah kertasnya."))],
        choices=[SelectChoice("portrait", lazy("Tegak")), SelectChoice("landscape", lazy("Mendatar"))],
    )
    title = _line(lazy("Judul"), 80)
    opening = _line(lazy("Kalimat pembuka"), 300)
    reason = _line(lazy("Kalimat penetapan"), 120)
    note = _line(lazy("Catatan atau dasar hukum"), 300)
    has_back = BooleanField(lazy("Halaman belakang berisi mata pelatihan dan JP-nya"))
    number_template = _line(lazy("Pola nomor"), 120)
    logo = SelectField(lazy("Logo"), validate_choice=True)
    name_1 = _line(lazy("Nama beserta gelar"), 200)
    position_1 = _line(lazy("Jabatan"), 200)
    nip_1 = StringField(lazy("NIP"), [_nip], filters=[_digits])
    picture_1 = SelectField(lazy("Gambar tanda tangan"), validate_choice=True)
    name_2 = _line(lazy("Nama beserta gelar"), 200)
    position_2 = _line(lazy("Jabatan"), 200)
    nip_2 = StringField(lazy("NIP"), [_nip], filters=[_digits])
    picture_2 = SelectField(lazy("Gambar tanda tangan"), validate_choice=True)

    @classmethod
    def of(cls, wish: DesignWish, pictures: Sequence[Picture]) -> DesignForm:
        """The form as it was sent, or filled with a wish; the choice of pictures is the agency's."""
        form = cls(data=_fields_of(wish))
        for field, kind in (("logo", LOGO), ("picture_1", SIGNATURE), ("picture_2", SIGNATURE)):
            held = {one.digest: one.name for one in pictures if one.kind == kind}
            kept = form._fields[field].object_data
            gone = {kept: _("Gambar yang sudah dihapus")} if kept and kept not in held else {}
            offered = {"": _("Tanpa gambar")} | held | gone
            form._fields[field].choices = [SelectChoice(digest, name) for digest, name in offered.items()]
        return form

    def validate_number_template(self, field: Field) -> None:
        """Empty, or one that numbers. Raises ValidationError."""
        try:
            if field.data:
                check_number_template(field.data)
        except InvalidNumberTemplate as error:
            raise ValidationError(str(error)) from error

    def validate_position_1(self, field: Field) -> None:
        """Name and position come together. Raises ValidationError."""
        self._pair(self.name_1, field)

    def validate_position_2(self, field: Field) -> None:
        """As with the first official, who cannot be missing. Raises ValidationError."""
        self._pair(self.name_2, field)
        if self.name_2.data and not self.name_1.data:
            raise ValidationError(_("Isi penanda tangan pertama dahulu."))

    def wish(self) -> DesignWish:
        """What was sent; only after the form proved valid."""
        layout = layout_of(self.layout.data or "")
        words = WORDS[layout]
        signers = (
            _signer(self.name_1, self.position_1, self.nip_1, self.picture_1),
            _signer(self.name_2, self.position_2, self.nip_2, self.picture_2),
        )
        return DesignWish(
            layout=layout,
            is_landscape=self.orientation.data == "landscape",
            title=self.title.data or words.title,
            opening=self.opening.data or words.opening,
            reason=self.reason.data or words.reason,
            note=self.note.data or "",
            has_back=bool(self.has_back.data),
            number_template=self.number_template.data or "",
            logo=self.logo.data or "",
            signers=tuple(one for one in signers if one.name),
        )

    def _pair(self, name: Field, position: Field) -> None:
        if bool(name.data) != bool(position.data):
            raise ValidationError(_("Nama dan jabatan penanda tangan diisi berdua, atau dikosongkan berdua."))


def _signer(*fields: Field) -> SignerWish:
    return SignerWish(*(field.data or "" for field in fields))


def _fields_of(wish: DesignWish) -> dict[str, object]:
    """A wish as fields: words of the layout itself stay empty."""
    words = WORDS[wish.layout]
    found: dict[str, object] = {
        "layout": wish.layout,
        "orientation": "landscape" if wish.is_landscape else "portrait",
        "title": "" if wish.title == words.title else wish.title,
        "opening": "" if wish.opening == words.opening else wish.opening,
        "reason": "" if wish.reason == words.reason else wish.reason,
        "note": wish.note,
        "has_back": wish.has_back,
        "number_template": wish.number_template,
        "logo": wish.logo,
    }
    for at, signer in enumerate(wish.signers, 1):
        found |= {
            f"name_{at}": signer.name,
            f"position_{at}": signer.position,
            f"nip_{at}": signer.nip,
            f"picture_{at}": signer.picture,
        }
    return found


class PictureForm(Form):
    """A logo or the picture of a signature; a page may hold one per agency, each under names of its own."""

    agency_id = 0

    @classmethod
    def for_agency(cls, agency_id: int) -> PictureForm:
        """The form of one agency."""
        form = cls(prefix=f"instansi-{agency_id}-")
        form.agency_id = agency_id
        return form

    kind = SelectField(
        lazy("Jenis gambar"),
        [InputRequired(lazy("Pilih jenis gambarnya."))],
        choices=[SelectChoice(LOGO, lazy("Logo")), SelectChoice(SIGNATURE, lazy("Gambar tanda tangan"))],
    )
    name = StringField(
        lazy("Nama gambar"),
        [
            InputRequired(lazy("Beri nama, misalnya nama pejabatnya.")),
            Length(max=80, message=lazy("Paling banyak %(max)d huruf. Ringkas tulisan Anda.")),
        ],
        filters=[tidy],
    )
    file = FileField(lazy("Berkas PNG atau JPEG"), [FileRequired(lazy("Pilih gambarnya dahulu, lalu kirim lagi."))])

    def content(self) -> bytes:
        """The whole file."""
        found: bytes = self.file.data.stream.read()
        return found
