"""Our format → QTI 3.0 → our format: nothing changes, for every kind that is written."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elearn.core.exchange.items import Item
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
