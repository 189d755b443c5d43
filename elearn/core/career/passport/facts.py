"""An entry as a passport tells it: plain facts, written as JSON and read back strictly."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from elearn.core.competencies.dictionary import HIGHEST_LEVEL, LOWEST_LEVEL
from elearn.kernel.errors import Invalid
from elearn.kernel.i18n import _


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry. `origin` is the DID of whoever recorded it first, `name` its name there ("certificate:…", "evidence:…").

    `minutes` is JP × 45, `quantity` sessions, days or times. `claims` is what its certificate claims, None without one;
    `document` names the file beside the record, "" without one. `withdrawn` is the reason, "" while it holds.
    """

    origin: str
    name: str
    title: str
    form: str
    organiser: str
    minutes: int
    quantity: int
    competencies: list[list[Any]]
    began_on: date
    ended_on: date
    number: str
    code: str
    claims: dict[str, Any] | None
    document: str
    withdrawn: str

    @property
    def digest(self) -> str:
        """What these facts are known by; a withdrawal does not change it."""
        told = {name: said for name, said in self.as_json().items() if name not in ("withdrawn", "document")}
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        return {name: said.isoformat() if isinstance(said, date) else said for name, said in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose record it is: the numbers by which another agency knows them, and the name to compare."""

    nip: str
    old_nip: str
    name: str


def read_entry(told: Any) -> EntryFacts:
    """The facts of one entry. Raises Invalid when a field is missing, of another type, or too long to be kept."""
    if not isinstance(told, dict) or set(told) != {one.name for one in fields(EntryFacts)}:
        raise Invalid(_("Sebuah riwayat di paspor ini tidak lengkap."))
    if not _is_sound(told):
        raise Invalid(_("Riwayat “%(title)s” di paspor ini tidak wajar.", title=str(told["title"])[:80]))
    try:
        days = {name: date.fromisoformat(told[name]) for name in ("began_on", "ended_on")}
    except (TypeError, ValueError):
        raise Invalid(_("Sebuah tanggal di paspor ini tidak terbaca.")) from None
    found = EntryFacts(**{**told, **days})
    if found.began_on > found.ended_on:
        raise Invalid(_("Riwayat “%(title)s” di paspor ini tidak wajar.", title=found.title[:80]))
    return found


def read_holder(told: Mapping[str, Any]) -> Holder:
    """Whose record it is. Raises Invalid."""
    person = told.get("person")
    if not isinstance(person, dict) or not all(isinstance(person.get(one.name), str) for one in fields(Holder)):
        raise Invalid(_("Paspor ini tidak menyebut pemiliknya."))
    return Holder(**{one.name: person[one.name] for one in fields(Holder)})


_LONGEST = {"origin": 200, "name": 80, "title": 200, "form": 60, "organiser": 200, "number": 120, "code": 40}
LARGEST = 1_000_000
"""Minutes, or times, of one activity: what is beyond is no fact, and no column holds it for ever."""
_ANY_LENGTH = ("document", "withdrawn")
_NEVER_EMPTY = ("origin", "name", "title")


def _is_sound(told: Mapping[str, Any]) -> bool:
    """Whether the fields are of their types, within what is kept, and the needed ones there."""
    texts = all(isinstance(told[name], str) for name in (*_LONGEST, *_ANY_LENGTH))
    numbers = all(type(told[name]) is int and 0 <= told[name] <= LARGEST for name in ("minutes", "quantity"))
    shapes = isinstance(told["competencies"], list) and isinstance(told["claims"], dict | None)
    if not (texts and numbers and shapes and all(map(_is_taught, told["competencies"]))):
        return False
    if any("\0" in told[name] for name in (*_LONGEST, *_ANY_LENGTH)):
        return False
    return all(len(told[name]) <= most for name, most in _LONGEST.items()) and all(told[name] for name in _NEVER_EMPTY)


def _is_taught(told: Any) -> bool:
    """Whether this is a competency with its level."""
    is_pair = isinstance(told, list) and len(told) == 2  # a pair
    return is_pair and isinstance(told[0], str) and type(told[1]) is int and LOWEST_LEVEL <= told[1] <= HIGHEST_LEVEL
