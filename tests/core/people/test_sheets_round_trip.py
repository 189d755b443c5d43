"""Export and import are inverse: what was written reads back equal, nasty texts included."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from elearn.core.people.grades import PNS_RANKS, PPPK_GRADES
from elearn.core.people.nip import Sex, build_nip
from elearn.core.people.positions import ECHELONS, POSITION_KINDS
from elearn.core.people.sheets import PersonRow, UnitRow, UnreadableSheet
from elearn.core.people.sheets.cells import Fault, tidy
from elearn.core.people.sheets.reading import read_workbook
from elearn.core.people.sheets.writing import write_csv, write_workbook

CHARACTERS = st.characters(exclude_categories=["C"]) | st.sampled_from("=+-@'\"_x0041;,#{}/\\<&\t\n0")


SEXES: tuple[Sex, ...] = ("L", "P")


def is_plain(text: str) -> bool:
    """Whether a text is already as reading would leave it."""
    try:
        return tidy(text) == text
    except Fault:
        return False


def texts(longest: int, smallest: int = 1) -> st.SearchStrategy[str]:
    nasty = st.sampled_from(
        ["=1+1", "+62", "-", "@SUM(A1)", "'", "''=1", "'5", "http://x.example", "#N/A", "TRUE", "1E5", "x005F_"]
    )
    return (nasty | st.text(CHARACTERS, max_size=longest).map(lambda text: " ".join(text.split()))).filter(
        lambda text: smallest <= len(text) <= longest and is_plain(text)
    )


@st.composite
def people(draw: st.DrawFn, codes: list[str], sequence: int) -> PersonRow:
    born = draw(st.dates(date(1950, 1, 1), date(2005, 12, 31)))
    pppk = draw(st.booleans())
    sex = draw(st.sampled_from(SEXES))
    nip = build_nip(
        born, draw(st.integers(1970, 2026)), draw(st.integers(21, 99) if pppk else st.integers(1, 12)), sex, sequence
    )
    return PersonRow(
        nip=nip,
        name=draw(texts(40).map(lambda text: f"{text}a").filter(is_plain)),
        title_before=draw(texts(20, 0)),
        title_after=draw(texts(20, 0)),
        employment=nip.employment,
        grade=draw(st.sampled_from(PPPK_GRADES if pppk else tuple(PNS_RANKS))),
        position=draw(texts(60)),
        position_kind=draw(st.sampled_from(POSITION_KINDS)),
        echelon=draw(st.none() | st.sampled_from([echelon.name for echelon in ECHELONS])),
        unit_code=draw(st.sampled_from(codes)),
        email=draw(st.none() | st.just("a.b+c@harapan.example") | st.just("-x@harapan.example")),
        phone=draw(st.none() | st.from_regex(r"\+?[0-9]{6,15}", fullmatch=True)),
        position_since=draw(st.none() | st.dates(date(2006, 1, 1), date(2099, 12, 31))),
        old_nip=draw(st.none() | st.just(build_nip(born, 1969, 21, sex, sequence))),
    )


@st.composite
def agencies(draw: st.DrawFn) -> tuple[tuple[UnitRow, ...], tuple[PersonRow, ...]]:
    codes = draw(
        st.lists(st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,9}", fullmatch=True), min_size=1, max_size=5, unique=True)
    )
    units = [
        UnitRow(
            code, draw(texts(60)), draw(st.none() | st.sampled_from(codes[:place])) if place else None, draw(texts(20))
        )
        for place, code in enumerate(codes)
    ]
    return tuple(units), tuple(draw(people(codes, sequence)) for sequence in range(1, draw(st.integers(1, 4))))


@settings(max_examples=60, deadline=None)
@given(agencies())
def test_workbook_written_reads_back_equal(agency: tuple[tuple[UnitRow, ...], tuple[PersonRow, ...]]) -> None:
    units, persons = agency
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ekspor.xlsx")
        write_workbook(path, units, persons)
        book = read_workbook(path)

    assert book.refusals == ()
    assert (book.units, book.people) == (units, persons)


@settings(max_examples=60, deadline=None)
@given(agencies())
def test_csv_written_reads_back_equal(agency: tuple[tuple[UnitRow, ...], tuple[PersonRow, ...]]) -> None:
    units, persons = agency
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ekspor.csv")
        write_csv(path, "unit", units)
        units_book = read_workbook(path)
        write_csv(path, "pegawai", persons)
        people_book = read_workbook(path)

    assert (units_book.units, units_book.refusals) == (units, ())
    assert (people_book.people, people_book.refusals) == (persons, ())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(CHARACTERS).map(lambda text: f"kode,nama,kode_induk,jenis\n{text}".encode()))
def test_reading_any_bytes_raises_nothing_but_unreadable_sheet(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "apa.saja")
        path.write_bytes(content)
        try:
            book = read_workbook(path)
        except UnreadableSheet:
            return

    assert all(one.reason and one.fix for one in book.refusals)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1"])
def test_workbook_never_holds_a_formula(text: str) -> None:
    stream = io.BytesIO()
    write_workbook(stream, (UnitRow("01", text, None, "Dinas"),), ())
    cell = load_workbook(stream)["unit"]["B2"]

    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1"])
def test_csv_field_never_starts_as_a_formula(text: str) -> None:
    stream = io.BytesIO()
    write_csv(stream, "unit", (UnitRow("01", text, None, "Dinas"),))

    assert stream.getvalue().decode("utf-8-sig") == f"kode;nama;kode_induk;jenis\r\n01;'{text};;Dinas\r\n"


@pytest.mark.parametrize("write", [write_workbook, lambda path, units, people: write_csv(path, "unit", units)])
def test_control_characters_are_refused_at_reading(tmp_path: Path, write: Callable[..., None]) -> None:
    write(tmp_path / "a", (UnitRow("01", "Dinas\x07Sosial", None, "Dinas"),), ())

    assert [one.reason for one in read_workbook(tmp_path / "a").refusals] == [
        "Kolom nama: memuat karakter yang tidak terlihat."
    ]


def test_workbook_of_too_many_rows_is_not_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("elearn.core.people.sheets.writing.MAX_ROWS", 3)
    units = [UnitRow(str(number), "Unit", None, "Dinas") for number in range(4)]

    with pytest.raises(ValueError, match="Lembar unit memuat lebih dari 3 baris"):
        write_workbook(tmp_path / "a.xlsx", units, ())
