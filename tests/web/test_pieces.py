"""What is drawn once for everybody: never anything of one reader."""

from __future__ import annotations

from flask import Flask
from jinja2 import ChainableUndefined, DictLoader, Environment

from elearn.kernel import i18n
from elearn.web.pieces import csrf_token, keeper

DRAWINGS = list[str]()
TEMPLATES = {
    "word.html": "{{ note(word) }}",
    "form.html": "{{ note(csrf_token()) }}{{ csrf_token() }}",
    "page.html": "{{ me }}",
}


def environment() -> Environment:
    made = Environment(loader=DictLoader(TEMPLATES), autoescape=True, undefined=ChainableUndefined)
    made.globals.update(note=note, csrf_token=csrf_token)
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


def test_form_is_drawn_once_and_carries_each_readers_own_token(app: Flask) -> None:
    DRAWINGS.clear()
    drawn = keeper(environment())
    seen = set[str]()
    for _ in range(2):
        with app.test_request_context():
            token = csrf_token()

            assert drawn("form.html") == token * 2
            seen.add(token)
    assert len(seen) == 2
    assert len(DRAWINGS) == 1


def test_piece_knows_nobody(app: Flask) -> None:
    with app.test_request_context():
        assert keeper(environment())("page.html") == ""
