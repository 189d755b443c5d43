"""The agency that the tests of imports and exports look at."""

from __future__ import annotations

import pytest

from elearn.kernel.work import Work, committed
from elearn.testing.factories.reports import Place, make_place


@pytest.fixture
def place(work: Work) -> Place:
    """Stored and committed, so that browsers see it."""
    with committed(work):
        return make_place(work)
