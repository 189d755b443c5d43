"""Our format → Moodle's → our format: nothing changes, for every kind that Moodle has."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from elearn.core.exchange.items import Boxes, Item, Option, Pairs
from elearn.testing.exchange import there_and_back, write_items
from elearn.testing.factories import items as made

from ..hooks import exporters, importers

GIFT, XML = exporters()
XML_IN, _, GIFT_IN = importers()
QUIETLY = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
IN_XML = st.one_of(
    made.items(
        st.one_of(
            made.SINGLE,
            made.MULTIPLE,
            made.SCORED,
            made.VERDICTS,
            made.AMOUNTS,
            made.WORDS,
            made.PAIRS,
            made.ORDERINGS,
            made.ESSAYS,
        )
    ),
    made.gap_items(),
)
IN_GIFT = made.items(
    st.one_of(made.SINGLE, made.MULTIPLE, made.SCORED, made.VERDICTS, made.AMOUNTS, made.WORDS, made.PAIRS, made.ESSAYS)
)


@QUIETLY
@example(item=Item(Pairs((("0", "2"), ("00", "0\\#"))), "Pasangkan", id="s-0000"))
@given(item=IN_XML)
def test_moodle_xml_brings_back_what_it_took(tmp_path: Path, item: Item) -> None:
    before, after, between = there_and_back(write_items(tmp_path / "bank", [item]), XML, XML_IN)

    assert after == before, between


@QUIETLY
@example(item=Item(Boxes((Option("0", right=True), Option("00", feedback="0\n\n0->"))), "Mana", id="s-0000"))
@given(item=IN_GIFT)
def test_gift_brings_back_what_it_took(tmp_path: Path, item: Item) -> None:
    before, after, between = there_and_back(write_items(tmp_path / "bank", [item]), GIFT, GIFT_IN)

    assert after == before, between
