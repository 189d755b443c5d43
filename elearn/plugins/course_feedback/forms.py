"""What was sent: a rating, and which page of a list is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import RadioField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length

from elearn.plugin import lazy
from elearn.web.forms import Form

from .rules import COMMENT_MAXIMUM, SCALE

CHOICES = {str(stars): meaning for stars, meaning in SCALE.items()}
CHOOSE = lazy("Pilih 1 sampai 5 bintang.")
LAST_PAGE = 10_000


def clean(text: str | None) -> str:
    """The text with line ends of one character, as the learner counts them."""
    return (text or "").replace("\r\n", "\n").strip()


class FeedbackForm(Form):
    """Stars, and a comment that may be left out."""

    stars = RadioField(
        lazy("Penilaian Anda"),
        [InputRequired(CHOOSE), AnyOf(tuple(CHOICES), CHOOSE)],
        choices=CHOICES,
        validate_choice=False,
    )
    comment = TextAreaField(
        lazy("Komentar"),
        [
            Length(
                max=COMMENT_MAXIMUM,
                message=lazy("Komentar paling panjang %(max)d huruf. Persingkat, lalu kirim lagi."),
            )
        ],
        filters=[clean],
    )


def read_page(arguments: Mapping[str, str]) -> int:
    """The page (from 1) that an address asks for with `halaman`; 1 when it cannot be read."""
    text = arguments.get("halaman", "")
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 10 else 1
