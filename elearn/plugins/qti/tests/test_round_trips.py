"""Our format → QTI 3.0 → our format: nothing changes, for every kind that is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.exchange.items import Boxes, Item, Option
from elearn.core.exchange.marks import one_line, paragraph
from elearn.testing.exchange import there_and_back, write_items
from elearn.testing.factories import items as made

from ..hooks import exporters, importers

(QTI,), (QTI_IN,) = exporters(), importers()
SHAPES = (
    made.SINGLE, made.MULTIPLE, made.SCORED, made.VERDICTS, made.AMOUNTS, made.WORDS, made.PAIRS, made.ORDERINGS,
    made.ESSAYS,
)  # fmt: skip


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(item=st.one_of(made.items(st.one_of(*SHAPES)), made.gap_items()))
def test_qti_brings_back_what_it_took(tmp_path: Path, item: Item) -> None:
    before, after, _ = there_and_back(write_items(tmp_path / "bank", [item]), QTI, QTI_IN)

    assert after == before


@pytest.mark.parametrize("words", [":", ": 0", ":0", "- : 0", "0.Éa", "1)Satu", "12. : a", "| a", "~~~ a", "`a: 0"])
def test_words_that_look_like_structure_stay_words(tmp_path: Path, words: str) -> None:
    block = paragraph(words)
    line = one_line(block)[0]
    boxes = Boxes((Option(line, right=True, feedback=block), Option("x", right=False)))
    item = Item(boxes, prompt=line, body=block, id="s-satu", hint=block, explanation=f"{block}\n\n- {block}")

    before, after, _ = there_and_back(write_items(tmp_path / "bank", [item]), QTI, QTI_IN)

    assert after == before
