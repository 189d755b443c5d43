"""A name and its titles, joined with the right commas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.people.names import full_name

NAMES = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,3}", fullmatch=True)


@pytest.mark.parametrize(
    ("before", "name", "after", "joined"),
    [
        (None, "Budi", None, "Budi"),
        ("", "  Budi   Santoso ", "", "Budi Santoso"),
        ("Dr.", "Siti Aminah", "S.Kom., M.Si.", "Dr. Siti Aminah, S.Kom., M.Si."),
        ("Dr. ,", "Siti Aminah,", ", S.Kom.,M.Si.,", "Dr. Siti Aminah, S.Kom., M.Si."),
        ("Prof., Dr.", "Siti", None, "Prof. Dr. Siti"),
        ("Dr. dr.", "Siti", "Sp.A", "Dr. dr. Siti, Sp.A"),
        ("Dr.", "Dr. Siti, s.kom", "S.Kom., M.Si.", "Dr. Siti, S.Kom., M.Si."),
        ("Prof. Dr.", "Dr. Siti", None, "Prof. Dr. Siti"),
        ("H.", "H.", None, "H. H."),
    ],
)
def test_full_name_joins_titles(before: str | None, name: str, after: str | None, joined: str) -> None:
    assert full_name(before, name, after) == joined


@given(st.text(", .aA", max_size=12), NAMES, st.text(", .aA", max_size=12))
def test_full_name_never_doubles_a_comma_or_space(before: str, name: str, after: str) -> None:
    joined = full_name(before, name, after)
    pieces = joined.split(", ")
    assert ([piece for piece in pieces if not piece or "," in piece], "  " in joined) == ([], False)


@given(NAMES, st.lists(st.sampled_from(["S.Kom.", "M.Si.", "Ph.D.", "Sp.A"]), unique=True))
def test_full_name_joined_again_stays_the_same(name: str, titles: list[str]) -> None:
    joined = full_name("Dr.", name, ",".join(titles))
    assert full_name("Dr.", joined, ", ".join(titles)) == joined
