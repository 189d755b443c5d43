"""Forms answer in the reader's language, also where WTForms speaks for itself."""

from __future__ import annotations

import inspect
import re

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, fields
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs lag behind the library

from elearn.web.form_words import SENTENCES
from elearn.web.forms import Form


class Sheet(Form):
    """One field of each kind that people fill in wrongly."""

    class Meta:
        csrf = False

    number = IntegerField()
    day = DateField()
    choice = SelectField(choices=[SelectChoice("a", "a")])
    choices = SelectMultipleField(choices=[SelectChoice("a", "a")])


def faults(client: FlaskClient) -> dict[str, list[str]]:
    with client.application.test_request_context():
        form = Sheet(MultiDict({"number": "empat", "day": "besok", "choice": "b", "choices": "b"}))
        assert not form.validate()
        return {name: [str(one) for one in said] for name, said in form.errors.items()}


def test_value_that_cannot_be_read_is_told_in_indonesian(client: FlaskClient) -> None:
    assert faults(client) == {
        "number": ["Tulis bilangan bulat."],
        "day": ["Tulis tanggalnya, misalnya 2026-11-03."],
        "choice": ["Pilihan ini tidak ada. Pilih dari daftarnya."],
        "choices": ["Pilihan ini tidak ada. Pilih dari daftarnya."],
    }


def test_every_sentence_of_a_field_that_reads_a_value_is_known() -> None:
    said = set()
    for name in ("choices", "datetime", "numeric"):
        source = inspect.getsource(getattr(fields, name))
        said |= set(re.findall(r'gettext\(\s*"([^"]+)"', source))

    assert said - set(SENTENCES) - {"Choices cannot be None.", "Not a valid week value."} == set()
