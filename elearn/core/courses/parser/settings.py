"""The front matter of kursus.md as a value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from elearn.core.questions.block import fold
from elearn.core.questions.findings import Report
from elearn.core.questions.properties import read_competency

from .fields import CERTIFICATE_KEYS, COMPLETION_KEYS, EVERYTHING, FOR_EVER, FORMS, LANGUAGES, NOTHING
from .front_matter import Known, Value, canonical_keys
from .manuscript import FORMAT, MINUTES_PER_JP, CertificateRule, CompletionRule
from .values import Entries, percent_of

LONGEST_TITLE = 200
_LONGEST_CODE = 40
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_TERM = re.compile(r"([0-9]{1,3})\s*(tahun|years?|bulan|months?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """What kursus.md says of the course; `completion_line` is where its rule stands."""

    code: str
    title: str
    summary: str
    language: str
    duration_minutes: int
    form: str
    organiser: str
    audience: tuple[str, ...]
    competencies: tuple[tuple[str, int], ...]
    prerequisites: tuple[str, ...]
    prerequisites_line: int
    completion: CompletionRule
    certificate: CertificateRule
    licence: str
    jp_line: int
    completion_line: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What else exists: names of competencies, codes or slugs of courses."""

    competencies: frozenset[str]
    known_courses: frozenset[str]

    def check_competency(self, name: str, line: int, report: Report) -> None:
        if fold(name) not in _folded(self.competencies):
            report.wrong(
                line,
                f"kompetensi “{name}” tidak ada di kamus kompetensi",
                _nearest(name, self.competencies, "pilih dari kamus"),
            )


@lru_cache(maxsize=8)
def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, names))


def _nearest(name: str, known: frozenset[str], otherwise: str) -> str:
    names = {fold(item): item for item in sorted(known)}
    near = difflib.get_close_matches(fold(name), list(names), n=1)
    return f"mungkin maksud Anda “{names[near[0]]}”" if near else otherwise


def read_settings(entries: Entries, slug: str, around: Surroundings) -> Settings:
    """All of kursus.md's front matter; what is wrong goes to the report of the entries."""
    _check_format(entries)
    return Settings(
        code=_code(entries, slug),
        title=read_title(entries),
        summary=entries.text("ringkasan", required=True, example="satu kalimat"),
        language=entries.choice("bahasa", LANGUAGES, "id"),
        duration_minutes=entries.jp_minutes("jp", MINUTES_PER_JP),
        form=entries.choice("bentuk", FORMS, "e-learning"),
        organiser=entries.text("penyelenggara")[:LONGEST_TITLE],
        audience=tuple(str(value.content) for value in entries.texts("sasaran")),
        competencies=_competencies(entries, around),
        prerequisites=_prerequisites(entries, slug, around),
        prerequisites_line=entries.line("prasyarat"),
        completion=_completion(entries),
        certificate=_certificate(entries),
        licence=entries.text("lisensi"),
        jp_line=entries.line("jp"),
        completion_line=entries.line("kelulusan"),
    )


def _check_format(entries: Entries) -> None:
    """A course written for a later format would be read wrongly, so it is not read as if it were of this one."""
    wanted = entries.text("format") or str(FORMAT)
    if wanted != str(FORMAT):
        entries.report.wrong(
            entries.line("format"),
            f"`format: {wanted[:20]}` tidak dikenal; sistem ini membaca format {FORMAT}",
            f"tulis `format: {FORMAT}`, atau perbarui sistem ini",
        )


def read_title(entries: Entries) -> str:
    """The required `judul`, at most 200 letters."""
    title = entries.text("judul", required=True, example="Nama yang jelas")
    if len(title) > LONGEST_TITLE:
        entries.report.wrong(
            entries.line("judul"), "`judul` terlalu panjang", f"ringkas menjadi paling banyak {LONGEST_TITLE} huruf"
        )
    return title


def _code(entries: Entries, slug: str) -> str:
    code = entries.text("kode") or slug
    if len(code) > _LONGEST_CODE or not _CODE.fullmatch(code):
        entries.report.wrong(
            entries.line("kode"),
            f"`kode` “{code[:60]}” tidak sah",
            f"pakai huruf, angka, dan tanda hubung, paling banyak {_LONGEST_CODE}, seperti `kode: PLP-01`",
        )
    return code


def _competencies(entries: Entries, around: Surroundings) -> tuple[tuple[str, int], ...]:
    result: list[tuple[str, int]] = []
    for value in entries.texts("kompetensi"):
        pair = read_competency(str(value.content), value.line, entries.report)
        if pair is None:
            continue
        around.check_competency(pair[0], value.line, entries.report)
        if pair[0] in {name for name, _ in result}:
            entries.report.wrong(value.line, f"kompetensi “{pair[0]}” disebut dua kali", "hapus salah satu")
        result.append(pair)
    return tuple(result)


def _prerequisites(entries: Entries, slug: str, around: Surroundings) -> tuple[str, ...]:
    names = []
    own = {slug, entries.text("kode")}
    for value in entries.texts("prasyarat"):
        name = str(value.content)
        if name in own:
            entries.report.wrong(
                value.line, "kursus ini menjadi prasyarat bagi dirinya sendiri", "hapus dari `prasyarat`"
            )
        elif name not in around.known_courses:
            entries.report.wrong(
                value.line,
                f"kursus prasyarat “{name[:60]}” tidak ada",
                _nearest(name, around.known_courses, "tulis kode atau nama folder kursus yang sudah ada"),
            )
        names.append(name)
    return tuple(dict.fromkeys(names))


def _part(entries: Entries, name: str, known: Known, example: str) -> Entries:
    """The entries of a mapping inside the front matter, with its own known keys."""
    value = entries.values.get(name)
    inner: Mapping[str, Value] = {}
    if value is not None and isinstance(value.content, dict):
        inner = canonical_keys(value.content, known, entries.report)
    elif value is not None:
        entries.report.wrong(value.line, f"`{name}` tidak dapat dibaca", f"tulis `{name}: {example}`")
    return Entries(inner, entries.report)


def _completion(entries: Entries) -> CompletionRule:
    rule = _part(entries, "kelulusan", COMPLETION_KEYS, "{materi: semua, kuis: semua}")
    lessons = fold(rule.text("materi")) or "semua"
    percent = 100 if lessons in EVERYTHING else 0 if lessons in NOTHING else percent_of(lessons)
    if percent is None:
        entries.report.wrong(
            rule.line("materi"), f"`materi: {lessons[:40]}` tidak dikenal", "tulis `semua` atau persen, misalnya `80%`"
        )
    quizzes = fold(rule.text("kuis")) or "semua"
    if quizzes not in EVERYTHING | NOTHING:
        entries.report.wrong(
            rule.line("kuis"), f"`kuis: {quizzes[:40]}` tidak dikenal", "tulis `kuis: semua` atau `kuis: tidak`"
        )
    return CompletionRule(
        100 if percent is None else percent, quizzes not in NOTHING, rule.whole("nilai akhir", 0, 100, None)
    )


def _certificate(entries: Entries) -> CertificateRule:
    value = entries.values.get("sertifikat")
    if value is None or value.content == "":
        return CertificateRule()
    if isinstance(value.content, str):
        return _term(value.content, value.line, entries.report)
    part = _part(entries, "sertifikat", CERTIFICATE_KEYS, "{berlaku: selamanya}")
    return _term(part.text("berlaku") or "selamanya", part.line("berlaku"), entries.report)


def _term(text: str, line: int, report: Report) -> CertificateRule:
    if fold(text) in FOR_EVER:
        return CertificateRule()
    if fold(text) in NOTHING:
        return CertificateRule(issued=False)
    match = _TERM.fullmatch(text.strip())
    if match is None or int(match[1]) == 0:
        report.wrong(
            line,
            f"masa berlaku “{text[:40]}” tidak dikenal",
            "tulis seperti `3 tahun`, `6 bulan`, `selamanya`, atau `tidak ada`",
        )
        return CertificateRule()
    months = int(match[1]) * (12 if match[2].lower()[0] in "ty" else 1)
    return CertificateRule(valid_months=months)
