"""The form that every form stands on."""

from __future__ import annotations

from flask_wtf import FlaskForm


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """Fields as they were sent, with the hidden token against forged requests."""
