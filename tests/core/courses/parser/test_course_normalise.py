"""Slips of typing are recovered, lines stay where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elearn.core.courses.parser.normalise import normalise


@pytest.mark.parametrize(
    ("slip", "normal"),
    [
        ("-[x]", "- [x]"),
        ("- [x]A", "- [x] A"),
        ("- []", "- [ ]"),
        ("- [✓] A", "- [x] A"),
        ("- [X ] A", "- [x] A"),
        ("- [\u00a0] A", "- [ ] A"),
        ("– [ ] A", "- [ ] A"),
        ("* [ ] A", "- [ ] A"),
        ("• [x] A", "- [x] A"),
        ("A. [ ] A", "- [ ] A"),
        ("a) [x] A", "- [x] A"),
        ("2. [ ] A", "- [ ] A"),
        ("\t- [ ] A", "    - [ ] A"),
        ("- ［x］ A", "- [x] A"),
        ("\u2011 [ ] A", "- [ ] A"),
        ("☐ A", "- [ ] A"),
        ("- ☑ A", "- [x] A"),
        ("- [ ](lihat tabel) A", "- [ ] (lihat tabel) A"),
        ("- [5] A", "- [5] A"),
        ("##\u00a0Judul", "## Judul"),
        ("• butir", "- butir"),
        ("＃＃ Judul", "## Judul"),
    ],
)
def test_slip_is_recovered(slip: str, normal: str) -> None:
    assert normalise(slip) == normal


@pytest.mark.parametrize(
    "text",
    [
        "- [x](02-a.md)",
        "- [x][y]",
        "– dialog",
        "Pasal\u00a05",
        "```\n•[x] kode\n```",
        "- [...] lalu",
        "[x] A",
        "a  \nb",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert normalise(text) == text


def test_front_matter_loses_curly_quotes_only_where_they_enclose_a_value() -> None:
    text = "\ufeff—\r\njudul： “Prima”\nsasaran: ［“a”, “b”］\nringkasan: Makna “prima” itu\n---\n“x”"

    assert normalise(text) == '---\njudul:  "Prima"\nsasaran: ["a", "b"]\nringkasan: Makna “prima” itu\n---\n“x”'


PIECES = st.sampled_from(
    [*"-*•–[]xX✓ \u00a0\t☐A.)#>`~\n\r\ufeff\u2028\u200b“”：［］_5(", "---\n", "```\n", "- [ ] ", "e\u0301"]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_normalising_twice_changes_nothing_more_and_keeps_every_line(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once
    assert once.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
