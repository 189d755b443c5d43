"""The forms of competency development: what a course, a certificate or a line of a career record was, in the words of the law."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

CLASSICAL, NON_CLASSICAL = "klasikal", "nonklasikal"
SHIPPED_FORMS = Path(__file__).with_name("development.csv")


@dataclass(frozen=True, slots=True)
class DevelopmentForm:
    """A form (`code` KL01…NKL13) as it held from `valid_from` to `valid_until` (None: still).

    `words` are the values of `bentuk` in course files, the first being the usual one; certificates and career entries
    carry such a word. `siasn_kind` is the national system's `jenisDiklatId`, `siasn_code` its letter (T, F or P).
    Each half names its source and its mark (C1, C2 or C3, see docs/sources.md).
    """

    code: str
    path: str
    title: str
    words: tuple[str, ...]
    siasn_kind: str
    siasn_code: str
    valid_from: date
    valid_until: date | None
    source: str
    mark: str
    siasn_source: str
    siasn_mark: str

    @property
    def is_classical(self) -> bool:
        return self.path == CLASSICAL

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def read_forms(lines: Iterable[str]) -> tuple[DevelopmentForm, ...]:
    """The forms of a CSV laid out as development.csv."""
    return tuple(_form(line) for line in csv.DictReader(lines))


def _form(line: Mapping[str, str]) -> DevelopmentForm:
    dates = {
        "valid_from": date.fromisoformat(line["valid_from"]),
        "valid_until": date.fromisoformat(line["valid_until"]) if line["valid_until"] else None,
    }
    return DevelopmentForm(**{**line, **dates, "words": tuple(line["words"].split(";"))})  # type: ignore[arg-type]  # the header names the fields


FORMS: Final = read_forms(SHIPPED_FORMS.read_text(encoding="utf-8").splitlines())
"""Every form there was. Source: docs/sources.md#perlan-10-2018 and docs/sources.md#siasn-reference."""

FORM_WORDS: Final = tuple(word for form in FORMS for word in form.words)
"""What `bentuk` may say in a course file."""


def form_of(word: str, day: date | None = None, forms: Iterable[DevelopmentForm] = FORMS) -> DevelopmentForm | None:
    """The form that a word of `bentuk`, a title or a code names; on `day` when given, else the latest of that name.

    None for an unknown word: it is to be looked at, never counted as something else.
    """
    wanted = _folded(word)
    found = [form for form in forms if wanted in _names(form) and (day is None or form.holds_on(day))]
    return max(found, key=lambda form: form.valid_from, default=None)


def _names(form: DevelopmentForm) -> set[str]:
    return {_folded(name) for name in (form.code, form.title, *form.words)}


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())
