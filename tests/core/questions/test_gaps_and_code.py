"""Gaps stand outside code: an escaped mark begins none."""

from __future__ import annotations

import pytest

from elearn.core.questions.pieces import has_gap, replace_gaps


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a [[b]]", "a _"),
        ("`[[b]]`", "`[[b]]`"),
        (r"\`[[b]]\`", r"\`_\`"),
        (r"\\`[[b]]`", r"\\`[[b]]`"),
        (r"\``[[b]]`", r"\``[[b]]`"),
        (r"`\`[[b]]`", r"`\`_`"),
        (r"\[[b]]", r"\_"),
    ],
)
def test_only_code_hides_a_gap(text: str, shown: str) -> None:
    assert replace_gaps(text, lambda _: "_") == shown
    assert has_gap(text) == ("_" in shown)
