"""The property lines of a question: `Kompetensi: Integritas/3 · Bobot: 2 · Materi: 02-gratifikasi.md`."""

from __future__ import annotations

import difflib
import re

from .block import Property, fold
from .findings import Report

ALIASES = {
    "kompetensi": "kompetensi",
    "competency": "kompetensi",
    "bobot": "bobot",
    "weight": "bobot",
    "poin": "bobot",
    "points": "bobot",
    "materi": "materi",
    "lesson": "materi",
    "tingkat": "tingkat",
    "level": "tingkat",
    "label": "label",
    "tipe": "tipe",
    "type": "tipe",
    "nilai": "nilai",
    "marking": "nilai",
    "jawaban": "jawaban",
    "answer": "jawaban",
    "lengkapi": "lengkapi",
    "complete": "lengkapi",
    "ambil": "ambil",
    "draw": "ambil",
}
_WHOLE_LINE = frozenset({"jawaban", "lengkapi"})
_ENTRY = re.compile(r"\s*(?:\*\*|__)?([A-Za-z]+)(?:\*\*|__)?\s*[:：](?:\*\*|__)?(.*)", re.DOTALL)
_LEVEL = re.compile(r"C[1-6]")
_HIGHEST_WEIGHT = 100
_PARTS = re.compile(r"\s+[·•|∙⋅]\s+")


def property_name(text: str) -> str:
    """The canonical name of the property a line begins with; "" when it begins with none."""
    entry = _ENTRY.match(text)
    return ALIASES.get(fold(entry[1]), "") if entry else ""


def read_property_line(line: int, text: str, into: dict[str, Property], report: Report) -> None:
    """Add every `Nama: nilai` of the line; a name given twice, unknown or without a value is reported."""
    for part in [text] if property_name(text) in _WHOLE_LINE else _PARTS.split(text):
        entry = _ENTRY.match(part)
        if entry is None:
            report.wrong(
                line,
                f"bagian “{part.strip()[:40]}” pada baris properti tidak dapat dibaca",
                "tulis seperti `Bobot: 2 · Materi: 02-nama-berkas.md`",
            )
            continue
        _keep(line, entry[1], entry[2].strip(), into, report)


def _keep(line: int, written: str, value: str, into: dict[str, Property], report: Report) -> None:
    name = ALIASES.get(fold(written))
    if name is None:
        near = nearest_property(written) or "Materi"
        report.wrong(line, f"properti “{written}” tidak dikenal", f"mungkin maksud Anda `{near}:`")
    elif not value:
        report.wrong(line, f"`{written}:` belum diisi", "isi nilainya, atau hapus")
    elif name in into:
        report.wrong(
            line,
            f"`{written}:` ditulis dua kali pada soal ini",
            f"hapus salah satu; yang pertama di baris {into[name].line}",
        )
    else:
        into[name] = Property(line, value)


def nearest_property(written: str) -> str:
    """The property a misspelt name is nearest to; "" when none is near."""
    near = difflib.get_close_matches(fold(written), sorted(ALIASES), n=1, cutoff=0.75)
    return near[0].capitalize() if near else ""


def warn_misspelt(line: int, text: str, report: Report) -> None:
    """Warn of prose that looks like a misspelt property (`Bobott: 2`), which would be shown to learners."""
    entry = _ENTRY.match(text)
    near = nearest_property(entry[1]) if entry else ""
    if entry and near:
        report.warn(
            line,
            f"“{entry[1]}:” bukan properti soal, jadi tampil sebagai teks biasa",
            f"bila maksud Anda `{near}:`, perbaiki ejaannya",
        )


def read_weight(given: Property | None, report: Report) -> int:
    """Whole points 1..100; 1 when not given."""
    if given is None:
        return 1
    if re.fullmatch(r"[0-9]{1,3}", given.text) and 1 <= int(given.text) <= _HIGHEST_WEIGHT:
        return int(given.text)
    report.wrong(
        given.line, f"`Bobot: {given.text}` bukan bilangan bulat 1–{_HIGHEST_WEIGHT}", "tulis misalnya `Bobot: 2`"
    )
    return 1


def read_level(given: Property | None, report: Report) -> str:
    """C1 to C6 (Bloom); "" when not given."""
    if given is None:
        return ""
    level = given.text.upper()
    if _LEVEL.fullmatch(level):
        return level
    report.wrong(given.line, f"`Tingkat: {given.text}` tidak dikenal", "tulis C1 sampai C6")
    return ""


def read_competency(text: str, line: int, report: Report) -> tuple[str, int] | None:
    """`Integritas/3` → ("Integritas", 3); levels 1..5."""
    name, slash, level = text.rpartition("/")
    if slash and name.strip() and re.fullmatch(r"\s*[1-5]\s*", level):
        return " ".join(name.split()), int(level)
    report.wrong(line, f"kompetensi “{text}” tidak menyebut level 1–5", "tulis seperti `Integritas/3`")
    return None
