"""How each kind of field is read from its cell: NIP, grade, date, telephone ..."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from elearn.core.people.grades import Employment, InvalidGrade, parse_grade
from elearn.core.people.nip import InvalidNip, Nip, parse_nip
from elearn.core.people.positions import PositionKind, UnknownWord, parse_echelon, parse_position_kind, suggest

from .cells import CellValue, Fault, text_in

_ROUNDED: Final = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,39}")
_EMAIL: Final = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}", re.ASCII
)
_PHONE: Final = re.compile(r"\+?[0-9 ().-]+", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def read_text(cell: CellValue, longest: int = 200) -> str:
    """A required text of at most `longest` characters. Raises Fault."""
    text = read_optional_text(cell, longest)
    if not text:
        raise Fault("kosong", "Isi kolom ini.")
    return text


def read_optional_text(cell: CellValue, longest: int = 60) -> str:
    """A text of at most `longest` characters, or "". Raises Fault."""
    text = text_in(cell)
    if len(text) > longest:
        raise Fault(f"berisi {len(text)} karakter", f"Ringkas menjadi paling banyak {longest} karakter.")
    return text


def read_name(cell: CellValue) -> str:
    """A person's name: at least one letter, at most 150 characters. Raises Fault."""
    name = read_text(cell, 150)
    if not any(mark.isalpha() for mark in name):
        raise Fault(f"berisi “{name}”, bukan nama", "Tulis nama tanpa gelar.")
    return name


def read_code(cell: CellValue) -> str:
    """A unit's code: letters, digits, dot, slash, dash, underscore; at most 40 characters. Raises Fault."""
    code = read_text(cell)
    if not _CODE.fullmatch(code):
        raise Fault(f"berisi “{code}”", "Pakai huruf, angka, titik, garis miring, atau tanda hubung; paling banyak 40.")
    return code


def read_optional_code(cell: CellValue) -> str | None:
    """A unit's code, or None when the cell is empty. Raises Fault."""
    return read_code(cell) if text_in(cell) else None


def read_nip(cell: CellValue) -> Nip:
    """A NIP kept as text. A number is refused: 18 digits do not fit, so its last digits are already lost. Raises Fault."""
    if isinstance(cell, int | float) or (isinstance(cell, str) and _ROUNDED.fullmatch(cell.strip())):
        reason = "tersimpan sebagai bilangan, sehingga angka terakhirnya sudah dibulatkan"
        raise Fault(reason, "Ubah kolom nip menjadi Teks, lalu ketik atau tempel ulang NIP dari sumbernya.")
    try:
        return parse_nip(text_in(cell).removeprefix("'"))
    except InvalidNip as error:
        reason, _, fix = error.sentence.partition("; ")
        raise Fault(reason, _sentence(fix)) from error


def read_optional_nip(cell: CellValue) -> Nip | None:
    """A NIP, or None when the cell is empty. Raises Fault."""
    return None if cell is None or cell == "" else read_nip(cell)


def read_employment(cell: CellValue) -> Employment:
    """PNS or PPPK (also written P3K). Raises Fault."""
    text = read_text(cell)
    word = text.upper().replace("P3K", "PPPK")
    if word == "PNS":
        return "PNS"
    if word == "PPPK":
        return "PPPK"
    raise Fault(f"berisi “{text}” yang tidak dikenal", f"{suggest(text, ('PNS', 'PPPK'))}Isi PNS atau PPPK.")


def read_grade(employment: Employment, cell: CellValue) -> str:
    """A grade in its one spelling. Raises Fault when it does not exist for this employment."""
    try:
        return parse_grade(employment, read_text(cell))
    except InvalidGrade as error:
        reason, _, fix = str(error).partition("; ")
        raise Fault(reason, _sentence(fix)) from error


def read_position_kind(cell: CellValue) -> PositionKind:
    """The kind of position. Raises Fault with the nearest word."""
    try:
        return parse_position_kind(read_text(cell))
    except UnknownWord as error:
        raise Fault(error.fault, error.fix) from error


def read_echelon(cell: CellValue) -> str | None:
    """The echelon, or None. Raises Fault with the nearest word."""
    try:
        return parse_echelon(read_optional_text(cell))
    except UnknownWord as error:
        raise Fault(error.fault, error.fix) from error


def read_email(cell: CellValue) -> str | None:
    """An e-mail address in small letters, at most 254 characters, or None. Raises Fault."""
    email = read_optional_text(cell, 254).lower()
    if email and not _EMAIL.fullmatch(email):
        raise Fault(f"berisi “{email}”, bukan alamat surel", "Tulis seperti nama@instansi.go.id atau kosongkan.")
    return email or None


def read_phone(cell: CellValue) -> str | None:
    """A telephone number of 6-15 digits as it is written, or None; a number cell gets its lost 0 or + back. Raises Fault."""
    phone = read_optional_text(cell).removeprefix("'")
    if isinstance(cell, int | float):
        phone = f"+{phone}" if phone.startswith("628") and len(phone) >= 11 else f"0{phone}"
    if phone and not (_PHONE.fullmatch(phone) and 6 <= sum(mark.isdigit() for mark in phone) <= 15):
        raise Fault(
            f"berisi “{phone}”, bukan nomor telepon", "Tulis 6–15 angka, misalnya 0812-3456-7890, atau kosongkan."
        )
    return phone or None


def read_date(cell: CellValue) -> date | None:
    """A real date, or text like 31-12-2026 (day first) or 2026-12-31; None when empty. Raises Fault."""
    if isinstance(cell, date):
        return cell
    text = read_optional_text(cell)
    if not text:
        return None
    day_first = _DAY_FIRST.fullmatch(text)
    year_first = _YEAR_FIRST.fullmatch(text)
    try:
        if day_first:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        if year_first:
            return date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
    except ValueError:
        pass
    raise Fault(f"berisi “{text}”, bukan tanggal yang ada", "Tulis tanggal-bulan-tahun, misalnya 31-12-2026.")


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
