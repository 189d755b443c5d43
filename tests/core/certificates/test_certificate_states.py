"""How a certificate stands on a day."""

from __future__ import annotations

from datetime import date

import pytest

from elearn.core.certificates.states import ISSUED, REVOKED, SUPERSEDED, standing

LAST_DAY = date(2029, 11, 23)


@pytest.mark.parametrize(
    ("state", "valid_until", "today", "expected"),
    [
        (ISSUED, None, date(2999, 1, 1), "valid"),
        (ISSUED, LAST_DAY, LAST_DAY, "valid"),
        (ISSUED, LAST_DAY, date(2029, 11, 24), "expired"),
        (REVOKED, LAST_DAY, date(2030, 1, 1), "revoked"),
        (SUPERSEDED, None, LAST_DAY, "superseded"),
    ],
)
def test_standing_of_a_certificate(state: str, valid_until: date | None, today: date, expected: str) -> None:
    assert standing(state, valid_until, today) == expected


def test_unknown_state_is_never_taken_for_valid() -> None:
    with pytest.raises(ValueError, match="unknown certificate state"):
        standing("draft", None, LAST_DAY)
