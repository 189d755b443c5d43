"""What is drawn once for everybody: never anything of one reader."""

from __future__ import annotations

import pytest
from flask import Flask
from jinja2 import ChainableUndefined, DictLoader, Environment

from elearn.kernel import i18n
from elearn.web.pieces import PersonalPiece, keeper

DRAWINGS = list[str]()
TEMPLATES = {
    "word.html": "{{ note(word) }}",
    "form.html": '<input name="csrf_token">',
    "page.html": "{{ me }}",
}


def environment() -> Environment:
    made = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=ChainableUndefined)
    made.globals["note"] = note
    return made


def note(word: str) -> str:
    DRAWINGS.append(word)
    return word


def test_piece_is_drawn_once_for_a_language_and_a_mount(app: Flask) -> None:
    DRAWINGS.clear()
    drawn = keeper(environment())
    for language, root in (("id", ""), ("id", ""), ("en", ""), ("id", "/belajar")):
        with app.test_request_context(base_url=f"http://localhost{root}"):
            i18n.speak(language)

            assert drawn("word.html", word="<b>") == "&lt;b&gt;"

    i18n.speak("id")
    assert DRAWINGS == ["<b>"] * 3


def test_piece_with_a_token_is_refused(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(PersonalPiece):
        keeper(environment())("form.html")


def test_piece_knows_nobody(app: Flask) -> None:
    with app.test_request_context():
        assert keeper(environment())("page.html") == ""
