"""What a report is asked for: whose numbers, of which course, period and state; read from an address and written back.

The same words stand in addresses, in forms and in the arguments of an export, so that a number, the list behind it and
its export are asked for in one way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeAlias, TypeVar, get_args

from elearn.core.people.grades import Employment
from elearn.core.people.positions import POSITION_KINDS, PositionKind
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _

from .rules import EMPLOYMENTS, GAP_STATES, MEASURES, STATES, GapState, Measure, State

Order: TypeAlias = Literal["nama", "unit", "tanggal"]
GapOrder: TypeAlias = Literal["nama", "unit", "kurang"]
HoursOrder: TypeAlias = Literal["nama", "unit", "jp"]
Word = TypeVar("Word", bound=str)

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
LONGEST_SEARCH: Final = 100
LONGEST_NAME: Final = 200
"""Of a competency."""
_GREATEST_ID: Final = 2**31 - 1
_BACKWARDS: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Whose numbers. `unit` with all below, or only itself when `direct`; empty fields narrow nothing."""

    unit: int | None = None
    direct: bool = False
    kind: PositionKind | None = None
    employment: Employment | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Circle):
    """Which of their learning. `course` is a slug; `since` and `until` are days of completion, both included."""

    course: str = ""
    year: int | None = None
    since: date | None = None
    until: date | None = None
    state: State | None = None
    order: Order = "nama"
    backwards: bool = False

    @property
    def period(self) -> tuple[date | None, date | None]:
        """The first day of the period and the day after its last; the year and the two days hold together."""
        starts = [day for day in (self.since, date(self.year, 1, 1) if self.year else None) if day]
        ends = [day + timedelta(1) for day in (self.until, date(self.year, 12, 31) if self.year else None) if day]
        return max(starts, default=None), min(ends, default=None)

    @property
    def has_period(self) -> bool:
        return self.period != (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Circle):
    """Which of their hours: the calendar year, and how they stand against the law's mark."""

    year: int
    measure: Measure | None = None
    order: HoursOrder = "nama"
    backwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps(Circle):
    """Which of their required competencies, and how they stand with it; "" for all of them together."""

    competency: str = ""
    state: GapState | None = None
    order: GapOrder = "nama"
    backwards: bool = False


Wanted: TypeAlias = Study | Hours | Gaps


def read_study(sent: Mapping[str, str]) -> Study:
    """Raises Invalid: an unreadable filter that were left out would show a wrong number as if it were right."""
    order, backwards = _order(sent, get_args(Order))
    since, until = _day(sent, "dari"), _day(sent, "sampai")
    if since and until and until < since:
        days = {"since": f"{since:%d-%m-%Y}", "until": f"{until:%d-%m-%Y}"}
        raise Invalid(_("Tanggal sampai (%(until)s) mendahului tanggal dari (%(since)s). Tukar keduanya.", **days))
    return Study(
        **_circle(sent),
        course=_text(sent, "kursus"),
        year=_year(sent),
        since=since,
        until=until,
        state=_choice(sent, "keadaan", STATES),
        order=order,
        backwards=backwards,
    )


def read_hours(sent: Mapping[str, str], this_year: int) -> Hours:
    """The same for hours; without a year it is `this_year`. Raises Invalid."""
    order, backwards = _order(sent, get_args(HoursOrder))
    measure = _choice(sent, "batas", MEASURES)
    year = _year(sent) or this_year
    return Hours(**_circle(sent), year=year, measure=measure, order=order, backwards=backwards)


def read_gaps(sent: Mapping[str, str]) -> Gaps:
    """The same for gaps. Raises Invalid."""
    order, backwards = _order(sent, get_args(GapOrder))
    return Gaps(
        **_circle(sent),
        competency=_text(sent, "kompetensi", LONGEST_NAME),
        state=_choice(sent, "keadaan", GAP_STATES),
        order=order,
        backwards=backwards,
    )


def written(wanted: Wanted) -> dict[str, str]:
    """The words an address, a form or an export needs to ask for exactly this; empty fields are left out."""
    words = {
        "unit": str(wanted.unit) if wanted.unit is not None else "",
        "langsung": "ya" if wanted.direct else "",
        "jabatan": wanted.kind,
        "pegawai": wanted.employment,
        "cari": wanted.words,
        **_written_own(wanted),
        "urut": (_BACKWARDS if wanted.backwards else "") + wanted.order,
    }
    return {name: word for name, word in words.items() if word and (name, word) != ("urut", "nama")}


def _written_own(wanted: Wanted) -> dict[str, str | None]:
    if isinstance(wanted, Hours):
        return {"tahun": str(wanted.year), "batas": wanted.measure}
    if isinstance(wanted, Gaps):
        return {"kompetensi": wanted.competency, "keadaan": wanted.state}
    return {
        "kursus": wanted.course,
        "tahun": str(wanted.year) if wanted.year else "",
        "dari": wanted.since.isoformat() if wanted.since else "",
        "sampai": wanted.until.isoformat() if wanted.until else "",
        "keadaan": wanted.state,
    }


def _circle(sent: Mapping[str, str]) -> dict[str, Any]:  # the fields of a Circle, each of its own type
    unit = _text(sent, "unit")
    if unit and not (unit.isascii() and unit.isdigit() and int(unit) <= _GREATEST_ID):
        raise Invalid(_("Unit “%(unit)s” tidak dikenal. Pilih unit dari halaman Laporan.", unit=unit))
    return {
        "unit": int(unit) if unit else None,
        "direct": bool(_text(sent, "langsung")),
        "kind": _choice(sent, "jabatan", POSITION_KINDS),
        "employment": _choice(sent, "pegawai", EMPLOYMENTS),
        "words": _text(sent, "cari"),
    }


def _text(sent: Mapping[str, str], name: str, longest: int = LONGEST_SEARCH) -> str:
    return " ".join(sent.get(name, "").replace("\0", "").split())[:longest].rstrip()


def _choice(sent: Mapping[str, str], name: str, allowed: tuple[Word, ...]) -> Word | None:
    word = _text(sent, name)
    if word and word not in allowed:
        known = ", ".join(allowed)
        raise Invalid(
            _(
                "Saringan %(name)s=“%(word)s” tidak dikenal. Pilih salah satu: %(known)s.",
                name=name,
                word=word,
                known=known,
            )
        )
    return word or None


def _order(sent: Mapping[str, str], allowed: tuple[Word, ...]) -> tuple[Word, bool]:
    """Column and direction; by name when the word is no column of this list."""
    word = _text(sent, "urut")
    column = word.removeprefix(_BACKWARDS)
    return (column, word != column) if column in allowed else (allowed[0], False)


def _year(sent: Mapping[str, str]) -> int | None:
    text = _text(sent, "tahun")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR):
        raise Invalid(_("Tahun “%(year)s” tidak dapat dibaca. Tulis empat angka, misalnya 2026.", year=text))
    return int(text)


def _day(sent: Mapping[str, str], name: str) -> date | None:
    text = _text(sent, name)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Invalid(
            _(
                "Tanggal %(name)s “%(day)s” tidak dapat dibaca. Tulis tahun-bulan-tanggal, misalnya 2026-11-22.",
                name=name,
                day=text,
            )
        )
    return day
