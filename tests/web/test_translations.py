"""The English catalogue is whole and fresh: every text on screen has its translation, and the compiled file says it."""

from __future__ import annotations

import gettext
import io
import re
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient
from wtforms import Form, StringField
from wtforms.validators import Length

from elearn.core.people.models import Person
from elearn.hooks.house import House
from elearn.kernel.i18n import CATALOGUES, N_, _, catalogue, language, lazy, ngettext, speak
from elearn.kernel.permissions import ROLE_TITLES
from elearn.kernel.work import Work, committed
from elearn.testing.factories.people import make_person

ROOT = Path(__file__).resolve().parents[2]
PO = CATALOGUES / "en" / "LC_MESSAGES" / "elearn.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test begins with the language of the house, and leaves it to whatever comes next."""
    speak("id")
    yield
    speak("id")


@pytest.fixture(scope="module")
def english() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def test_every_text_is_translated(english: Catalog) -> None:
    bare = [message.id for message in english if message.id and not all(translations(message))]

    assert bare == []
    assert [message.id for message in english if message.id and message.fuzzy] == []
    assert list(english.obsolete) == []


def test_counted_texts_have_a_singular_and_a_plural(english: Catalog) -> None:
    assert (english.num_plurals, english.plural_expr) == (2, "(n != 1)")
    assert {len(translations(message)) for message in english if isinstance(message.id, tuple)} == {2}


def test_placeholders_are_those_of_the_source(english: Catalog) -> None:
    differing = [
        (source, translation)
        for message in english
        if message.id
        for source, translation in zip(sources(message), translations(message), strict=True)
        if placeholders(source) != placeholders(translation)
    ]

    assert differing == []


def test_the_compiled_catalogue_is_fresh(english: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, english)

    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue(), "jalankan make translations"


def test_the_catalogue_holds_every_text_of_the_code(english: Catalog, tmp_path: Path) -> None:
    """Runs the very command of `make translations`."""
    command = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "pybabel -q extract" in line)
    template = CATALOGUES / "elearn.pot"
    found = tmp_path / "found.pot"
    arguments = shlex.split(command.replace(str(template.relative_to(ROOT)), str(found)))[1:]
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", *arguments], cwd=ROOT, check=True)

    with found.open("rb") as file:
        texts = {message.id for message in read_po(file) if message.id}
    assert texts == {message.id for message in english if message.id}
    assert found.read_text() == template.read_text()


def test_menu_and_roles_are_in_the_catalogue(english: Catalog, house: House) -> None:
    titles = {item.title for item in house.hooks.gather("nav_items", settings=house.settings)} | {*ROLE_TITLES.values()}
    titles |= {plugin.title for plugin in house.plugins}

    assert {title for title in titles if title not in english} == set()


def test_a_page_in_english_says_so(client: FlaskClient) -> None:
    assert '<html lang="id">' in client.get("/masuk").text

    client.post("/bahasa", data={"lang": "en"})
    page = client.get("/masuk").text

    assert '<html lang="en">' in page
    assert "<h1>Sign in</h1>" in page


def test_forms_speak_the_readers_language(work: Work, sign_in: Callable[[Person], FlaskClient]) -> None:
    with committed(work):
        person = make_person(work)
    browser = sign_in(person)
    browser.post("/bahasa", data={"lang": "en"})
    page = browser.post("/kata-sandi", data={"nip": person.nip, "current": "", "new": "x", "again": "y"}).text

    assert "Enter your current password." in page
    assert "A password needs at least 10 letters, digits or symbols." in page
    assert "Kata sandi" not in page


def test_a_lazy_text_is_translated_when_it_is_shown() -> None:
    text, limit = lazy("Masuk"), lazy("Kata sandi paling panjang %(max)d huruf.")

    speak("en")

    assert (f"{text}", limit % {"max": 200}) == ("Sign in", "A password may have at most 200 characters.")


def test_a_lazy_message_takes_the_values_of_its_validator() -> None:
    class Note(Form):
        text = StringField(lazy("Komentar"), [Length(max=3, message=lazy("Kata sandi paling panjang %(max)d huruf."))])

    speak("en")
    form = Note(data={"text": "abcd"})

    assert not form.validate()
    assert [str(error) for error in form.text.errors] == ["A password may have at most 3 characters."]


def test_texts_are_translated_and_filled_in() -> None:
    speak("en")

    assert language() == "en"
    assert _("Masuk") == "Sign in"
    assert _("Kode %(status)s", status=404) == "Code 404"
    assert _("") == ""
    assert [ngettext("%(num)s kuis", "%(num)s kuis", number) for number in (1, 2)] == ["1 quiz", "2 quizzes"]
    assert N_("Masuk") == "Masuk"


def test_an_unknown_language_is_the_source() -> None:
    speak("xx")

    assert (language(), _("Masuk")) == ("id", "Masuk")
    assert type(catalogue("xx")) is gettext.NullTranslations
