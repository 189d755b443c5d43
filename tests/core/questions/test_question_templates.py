"""The partials draw plain form fields that work without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import elearn.core.questions as room
from elearn.core.questions.block import Option, Property, QuestionBlock
from elearn.core.questions.built_in import BUILT_IN_KINDS
from elearn.core.questions.kinds import choose_kind
from elearn.core.questions.pages import QuestionPart

TEMPLATES = Path(str(room.__file__)).parent / "templates"
CHOICE = QuestionBlock(
    file="k.md",
    line=1,
    id="s-1",
    prompt="Apa?",
    prompt_html="Apa <em>ini</em>?",
    hint_html="<p>Ingat.</p>",
    options=(Option(2, "x", "A", "A"), Option(3, "", "B", "B &lt;")),
)
NUMBER = QuestionBlock(
    file="k.md",
    line=1,
    id="s-2",
    prompt="Berapa?",
    prompt_html="Berapa?",
    properties={"jawaban": Property(2, "14 hari")},
)


def draw(block: QuestionBlock, **given: object) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals["_"] = lambda text: text
    kind = choose_kind(block, BUILT_IN_KINDS)
    assert kind is not None
    part = QuestionPart(number=3, question=kind.parse(block).public, **given)  # type: ignore[arg-type]  # test shorthand
    return " ".join(environment.get_template(kind.template).render(part=part).split())


def test_options_are_radio_buttons_in_a_fieldset() -> None:
    html = draw(CHOICE, answer=CHOICE.options[0].id)

    assert '<fieldset class="question" id="soal-s-1"> <legend class="question-prompt">' in html
    assert f'<input type="radio" name="j-s-1" value="{CHOICE.options[0].id}" checked>' in html
    assert "B &lt;</span>" in html
    assert "<summary>Petunjuk</summary>" in html


def test_error_of_a_typed_answer_is_tied_to_its_field_and_keeps_what_was_typed() -> None:
    html = draw(NUMBER, answer='14" jam', error="Tulis angkanya saja.")

    assert '<p class="field-error" id="j-s-2-galat">Tulis angkanya saja.</p>' in html
    assert 'value="14&#34; jam"' in html
    assert 'aria-describedby="j-s-2-galat j-s-2-satuan"' in html


def test_locked_question_cannot_be_changed() -> None:
    assert draw(CHOICE, locked=True).count(" disabled>") == 2


@pytest.mark.parametrize("kind", BUILT_IN_KINDS)
def test_every_kind_has_its_template(kind: object) -> None:
    assert (TEMPLATES / getattr(kind, "template", "")).is_file()
