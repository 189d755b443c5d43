"""Three-way merging: what only one changed is taken, what both changed alike too; nothing is lost, nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.studio.writing.comparing import Line, compare
from elearn.core.studio.writing.merging import Agreed, Clash, joined, merge

TEXTS = st.lists(st.sampled_from("abcde"), max_size=8).map("\n".join)
BASE = "satu\ndua\ntiga\nempat"


@pytest.mark.parametrize(
    ("mine", "theirs", "whole"),
    [
        ("SATU\ndua\ntiga\nempat", "satu\ndua\ntiga\nEMPAT", "SATU\ndua\ntiga\nEMPAT"),
        ("satu\nDUA\ntiga\nempat", "satu\ndua\nTIGA\nempat", "satu\nDUA\nTIGA\nempat"),
        ("satu\ntiga\nempat", "satu\ndua\ntiga\nempat\nlima", "satu\ntiga\nempat\nlima"),
        ("satu\nbaru\ndua\ntiga\nempat", "satu\nDUA\ntiga\nempat", "satu\nbaru\nDUA\ntiga\nempat"),
        ("satu\nDUA\ntiga\nempat", "satu\nDUA\ntiga\nempat", "satu\nDUA\ntiga\nempat"),
    ],
)
def test_changes_on_different_lines_merge_by_themselves(mine: str, theirs: str, whole: str) -> None:
    assert joined(merge(BASE, mine, theirs)) == whole


def test_the_same_line_changed_twice_waits_for_a_choice() -> None:
    parts = merge(BASE, "satu\nDUA\ntiga\nempat", "satu\n2\ntiga\nempat")

    assert parts == (Agreed(("satu",)), Clash(("dua",), ("DUA",), ("2",)), Agreed(("tiga", "empat")))
    assert joined(parts) is None
    assert joined(parts, {0: "mine"}) == "satu\nDUA\ntiga\nempat"
    assert joined(parts, {0: "theirs"}) == "satu\n2\ntiga\nempat"
    assert joined(parts, {0: "both"}) == "satu\nDUA\n2\ntiga\nempat"


def test_two_insertions_at_one_place_wait_for_a_choice() -> None:
    assert joined(merge(BASE, f"{BASE}\nlima", f"{BASE}\nenam")) is None


def test_removing_what_somebody_else_changed_waits_for_a_choice() -> None:
    assert joined(merge(BASE, "satu\ntiga\nempat", "satu\nDUA\ntiga\nempat")) is None


@given(TEXTS, TEXTS)
def test_what_one_side_left_alone_is_the_other_side(base: str, other: str) -> None:
    assert joined(merge(base, base, other)) == other
    assert joined(merge(base, other, base)) == other
    assert joined(merge(base, other, other)) == other


@given(TEXTS, TEXTS, TEXTS)
def test_choosing_one_side_everywhere_keeps_every_line_of_it_that_clashed(base: str, mine: str, theirs: str) -> None:
    parts = merge(base, mine, theirs)
    mirrored = merge(base, theirs, mine)

    assert [part.lines if isinstance(part, Agreed) else (part.theirs, part.mine) for part in parts] == [
        part.lines if isinstance(part, Agreed) else (part.mine, part.theirs) for part in mirrored
    ]
    assert [part.base for part in parts if isinstance(part, Clash) and part.mine in (part.theirs, part.base)] == []


@given(TEXTS, TEXTS)
def test_a_comparison_shows_every_changed_line(before: str, after: str) -> None:
    lines = compare(before, after)

    assert (lines == ()) == (before == after)
    assert [line.text for line in lines if line.kind == "gone"] == [
        before.split("\n")[line.old - 1] for line in lines if line.kind == "gone" and line.old
    ]


def test_a_comparison_leaves_out_what_is_far_from_a_change() -> None:
    text = "\n".join(f"baris {number}" for number in range(1, 12))

    assert compare(text, text.replace("baris 11", "akhir")) == (
        Line("gap", ""),
        Line("same", "baris 8", 8, 8),
        Line("same", "baris 9", 9, 9),
        Line("same", "baris 10", 10, 10),
        Line("gone", "baris 11", 11, None),
        Line("new", "akhir", None, 11),
    )
