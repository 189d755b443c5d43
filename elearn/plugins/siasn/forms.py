"""What was sent: the officer's token for a sitting, and what is to be done with it."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, RadioField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp

from elearn.plugin import lazy
from elearn.web.forms import Form

LONGEST_TOKEN = 16_000
"""Characters; an SSO token carries its holder's roles and is seldom longer than a few thousand."""

PUSH, RECONCILE = "kirim", "cocokkan"


class TokenForm(Form):
    """The token. It is never drawn back into the page."""

    token = PasswordField(
        lazy("Token SSO SIASN"),
        [
            DataRequired(lazy("Tempel token SSO Anda dari SIASN.")),
            Length(max=LONGEST_TOKEN, message=lazy("Token ini terlalu panjang. Salin token aksesnya saja.")),
            Regexp(r"^[\x21-\x7e]+$", message=lazy("Token tidak boleh memuat spasi atau baris baru.")),
        ],
        filters=[lambda text: (text or "").strip()],
    )


class SittingForm(TokenForm):
    """Pushing or reconciling."""

    deed = RadioField(
        lazy("Yang dilakukan"),
        [InputRequired(lazy("Pilih yang dilakukan."))],
        choices={PUSH: lazy("Kirim riwayat yang menunggu"), RECONCILE: lazy("Cocokkan saja, tanpa mengirim")},
        default=PUSH,
    )
    again = BooleanField(lazy("Kirim juga yang pernah ditolak"))
