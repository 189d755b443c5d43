"""Excel in: one question per row; columns are known by their headings, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from elearn.core.exchange.formats import Source
from elearn.core.exchange.items import Amount, Boxes, Entry, Essay, Item, Option, Shape, Words
from elearn.core.exchange.marks import inline, plain_block, split_prompt
from elearn.core.questions.block import fold
from elearn.core.questions.quantity import looks_like_quantity, parse_quantity, split_tolerance
from elearn.core.questions.short import read_key
from elearn.plugin import Invalid

from .parts import BROKEN, refuse_broken
from .template import COLUMNS

_KNOWN = {name: heading for heading, names in COLUMNS.items() for name in names}
_ROWS_TO_LOOK = 15
_WORDS = re.compile(r"(?:(\d{1,5})\s*[-–]\s*)?(\d{1,5})\s*kata")
_OPTIONS = [heading for heading in COLUMNS if heading.startswith("Pilihan")]

Row = Mapping[str, str]


def recognises(source: Source) -> bool:
    return "xl/workbook.xml" in source.parts()


def read(source: Source) -> Iterator[Entry]:
    """One entry per row of every sheet that has a column of questions. Raises Invalid when none has."""
    refuse_broken(source, "Excel")
    pictures = sum(path.startswith("xl/media/") for path in source.parts())
    try:
        entries = list(_book(source))
    except BROKEN as error:
        raise Invalid("Berkas ini bukan buku kerja Excel yang utuh. Simpan ulang sebagai “.xlsx”.") from error
    yield from entries
    if not entries:
        raise Invalid(
            "Tidak ada lembar dengan kolom “Soal” (atau “Pertanyaan”) dan “Kunci”. Beri judul kolom seperti templat: "
            "`elearn courses template --out soal.xlsx`."
        )
    if pictures:
        yield Entry("(gambar)", source.name, None, (f"{pictures} gambar di buku kerja tidak ikut; soalnya tetap",))


def _book(source: Source) -> Iterator[Entry]:
    book = load_workbook(BytesIO(source.content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        rows = enumerate(sheet.iter_rows(values_only=True), 1)
        if heads := _heads(rows):
            yield from _entries(source, sheet.title, heads, rows)
    book.close()


def _heads(rows: Iterator[tuple[int, Sequence[Any]]]) -> dict[int, str]:
    """Column → heading, from the first row that names questions and one thing more; the rows after it stay."""
    for number, row in rows:
        heads = dict[int, str]()
        for column, cell in enumerate(row):
            heading = _KNOWN.get(fold(str(cell or "")).strip(" :*."))
            if heading and heading not in heads.values():
                heads[column] = heading
        if "Soal" in heads.values() and len(heads) > 1:
            return heads
        if number >= _ROWS_TO_LOOK:
            break
    return {}


def _entries(
    source: Source, sheet: str, heads: Mapping[int, str], rows: Iterator[tuple[int, Sequence[Any]]]
) -> Iterator[Entry]:
    for number, row in rows:
        cells = {heading: _text(row[column]) if column < len(row) else "" for column, heading in heads.items()}
        if not cells["Soal"]:
            if any(cells.values()):
                yield Entry("(tanpa soal)", f"{source.name} · {sheet}!{number}", None, ("kolom Soal kosong",))
            continue
        yield _entry(cells, f"{source.name} · {sheet}!{number}", sheet)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Benar" if value else "Salah"
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", ",")
    return str(value).strip()


def _entry(cells: Row, position: str, sheet: str) -> Entry:
    prompt, body = split_prompt(plain_block(cells["Soal"]), "Soal")
    category = tuple(part for part in (cells.get("Bab", "") or (sheet if sheet != "Soal" else ""),) if part)
    losses = list[str]()
    shape = _boxes(cells, losses) if any(cells.get(name) for name in _OPTIONS) else _open(cells.get("Kunci", ""))
    if shape is None:
        reason = (*losses, f"kunci “{cells.get('Kunci', '')[:40]}” tidak menunjuk jawaban")
        return Entry(cells["Soal"][:80], position, None, reason, category)
    item = Item(
        shape,
        prompt,
        body,
        id=cells.get("Kode", "") or "/".join((*category, cells["Soal"])),
        weight=_weight(cells.get("Bobot", ""), losses),
        hint=plain_block(cells.get("Petunjuk", "")),
        explanation=plain_block(cells.get("Pembahasan", "")),
        competency=cells.get("Kompetensi", ""),
        level=_level(cells.get("Tingkat", ""), losses),
        label=cells.get("Label", ""),
    )
    return Entry(cells["Soal"][:80], position, item, tuple(losses), category)


def _boxes(cells: Row, losses: list[str]) -> Shape | None:
    options = [(name[-1], cells[name]) for name in _OPTIONS if cells.get(name)]
    key = cells.get("Kunci", "")
    letters = {letter.upper() for letter in re.findall(r"\b[A-Ea-e]\b", key)}
    if not letters and key.isdecimal():
        letters = {"ABCDE"[int(key) - 1]} if 1 <= int(key) <= 5 else set()
    if not re.fullmatch(r"[\sA-Ea-e1-5,;&dan]+", key) or not letters:
        letters = {letter for letter, text in options if fold(text) == fold(key)}
    if not letters or not letters <= {letter for letter, _ in options}:
        return None
    return Boxes(tuple(Option(inline(text), right=letter in letters) for letter, text in options))


def _open(key: str) -> Shape | None:
    if not key:
        return None
    if fold(key).startswith(("uraian", "essay", "esai")):
        found = _WORDS.search(key)
        return Essay(int(found[1]) if found and found[1] else None, int(found[2]) if found else None)
    if looks_like_quantity(key):
        number, allowed = split_tolerance(key)
        value, margin = parse_quantity(number), parse_quantity(allowed or "0")
        if value is not None and margin is not None:
            return Amount(value.value, abs(margin.value), value.unit or margin.unit)
    accepted = read_key(key)
    return Words(tuple(accepted.accepted), accepted.keep_case) if accepted.accepted else None


def _weight(text: str, losses: list[str]) -> int:
    if not text:
        return 1
    if text.isdecimal() and 1 <= int(text) <= 100:
        return int(text)
    losses.append(f"bobot “{text[:20]}” bukan bilangan bulat 1–100; menjadi 1")
    return 1


def _level(text: str, losses: list[str]) -> str:
    level = text.upper()
    if not level or re.fullmatch("C[1-6]", level):
        return level
    losses.append(f"tingkat “{text[:20]}” bukan C1–C6, jadi tidak ditulis")
    return ""
