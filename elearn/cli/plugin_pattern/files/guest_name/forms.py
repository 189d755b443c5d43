"""What was sent: a note."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

LONGEST = 500


def trimmed(text: str | None) -> str:
    """The text without blanks around it."""
    return (text or "").strip()


class NoteForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A note of 1 to LONGEST characters."""

    text = TextAreaField(
        "Catatan",
        [
            DataRequired("Tulis catatan Anda dahulu."),
            Length(max=LONGEST, message=f"Catatan paling panjang {LONGEST} huruf. Persingkat, lalu kirim lagi."),
        ],
        filters=[trimmed],
    )
