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
        ("##Judul", "## Judul"),
        ("- \\[x\\] A", "- [x] A"),
        ("- [х] A", "- [x] A"),
        ("- [✔️] A", "- [x] A"),
        ("- [*] A", "- [x] A"),
        ("- [&nbsp;] A", "- [ ] A"),
        ("☑️ A", "- [x] A"),
        ("□ A", "- [ ] A"),
        ("\uf0a8 A", "- [ ] A"),
        ("- B. [ ] A", "- [ ] A"),
        ("iii) [ ] A", "- [ ] A"),
        ("- [x] A\n( ) B", "- [x] A\n( ) B"),
        ("- ( ) A\n- (x) B", "- [ ] A\n- [x] B"),
        ("[ ] A\n[x] B", "- [ ] A\n- [x] B"),
        ("➢ butir", "- butir"),
        ("o\tbutir", "- butir"),
        ("1.Menyapa", "1. Menyapa"),
        ("<!— id: s-7k3f —>", "<!-- id: s-7k3f -->"),
        ("<!- id：s-7k3f ->", "<!-- id: s-7k3f -->"),
        ("> \\[!note\\] A", "> [!NOTE] A"),
        ("＞ A", "> A"),
        ("![Alur](aset/x.svg “Alur kerja”)", '![Alur](aset/x.svg "Alur kerja")'),
        ("[unduh](aset\\a\\b.pdf)", "[unduh](aset/a/b.pdf)"),
        ("![Alur] (aset/x.svg)", "![Alur](aset/x.svg)"),
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
        "- (x) A",
        "a  \nb",
        "#tagar",
        "1.5 kali",
        "3.a",
        "<!-- catatan -->",
        "a \u201cx\u201d (aset\\b)",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    assert normalise(text) == text


def test_front_matter_loses_curly_quotes_only_where_they_enclose_a_value() -> None:
    text = "\ufeff—\r\njudul： “Prima”\nsasaran: ［“a”, “b”］\nringkasan: Makna “prima” itu\n---\n“x”"

    assert normalise(text) == '---\njudul: "Prima"\nsasaran: ["a", "b"]\nringkasan: Makna “prima” itu\n---\n“x”'


@pytest.mark.parametrize(
    ("slip", "normal"),
    [
        ("judul:Prima", "judul: Prima"),
        ("nilai lulus = 70", "nilai lulus: 70"),
        ("judul: Pelayanan: dasar", "judul: 'Pelayanan: dasar'"),
        ("judul: Jum'at: dasar # catatan", "judul: 'Jum''at: dasar' # catatan"),
        ("judul: Apa itu:", "judul: 'Apa itu:'"),
        ("judul: @kota", "judul: '@kota'"),
        ("judul：Prima", "judul: Prima"),
        ("sertifikat: ｛berlaku： 3 tahun｝", "sertifikat: {berlaku: 3 tahun}"),
        ("https://kota.go.id", "https://kota.go.id"),
        ("  materi:semua", "  materi:semua"),
        ('judul: "A: B"', 'judul: "A: B"'),
        ("prasyarat:", "prasyarat:"),
    ],
)
def test_slip_in_front_matter_is_recovered(slip: str, normal: str) -> None:
    assert normalise(f"---\n{slip}\n---\n") == f"---\n{normal}\n---\n"


PIECES = st.sampled_from(
    [
        *"-*•–[]xX✓ \u00a0\t☐A.)#>`~\n\r\ufeff\u2028\u200b“”：［］_5(\\!<=:'\ufe0f",
        *("---\n", "```\n", "- [ ] ", "e\u0301", "&nbsp;", "](aset\\", "<!— id: a —>", "a: ", "- ( ) A\n", "[ ] A\n"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_normalising_twice_changes_nothing_more_and_keeps_every_line(text: str) -> None:
    once = normalise(text)

    assert normalise(once) == once
    assert once.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
