"""The form that every form stands on."""

from __future__ import annotations

from typing import Any, Final

import wtforms
from flask_wtf import FlaskForm

from .form_words import FormWords

WORDS: Final = FormWords()


class Speech:
    """How forms speak: what WTForms says by itself comes in the reader's language."""

    def get_translations(self, form: Any) -> FormWords:
        """What WTForms asks for its sentences."""
        return WORDS


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """Fields as they were sent, with the hidden token against forged requests."""

    class Meta(Speech, FlaskForm.Meta):  # type: ignore[misc]  # flask-wtf ships no types
        """How it speaks."""


class Part(wtforms.Form):
    """Fields that stand several times in a form."""

    class Meta(Speech, wtforms.Form.Meta):  # type: ignore[misc]  # its stubs call it Any
        """How it speaks."""
