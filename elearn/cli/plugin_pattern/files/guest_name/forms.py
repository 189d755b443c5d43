"""What was sent: a note."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from elearn.web.forms import Form

LONGEST = 500


def trimmed(text: str | None) -> str:
    """The text without blanks around it."""
    return (text or "").strip()


class NoteForm(Form):
    """A note of 1 to LONGEST characters."""

    text = TextAreaField(
        "Catatan",
        [
            DataRequired("Tulis catatan Anda dahulu."),
            Length(max=LONGEST, message=f"Catatan paling panjang {LONGEST} huruf. Persingkat, lalu kirim lagi."),
        ],
        filters=[trimmed],
    )
