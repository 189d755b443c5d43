"""What must hold between rows: no number or code twice, a unit tree without gaps or circles, people in known units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from elearn.core.people.positions import suggest

from .drafts import Draft, Row
from .rows import PersonRow, UnitRow

MOST_SUGGESTIONS: Final = 50
"""Looking for the nearest of thousands of codes is slow; a file with more unknown codes has another trouble."""


@dataclass(slots=True)
class _Nearest:
    """The nearest known code for each unknown one, looked up once, and for the first few only."""

    known: Collection[str]
    found: dict[str, str] = field(default_factory=dict)

    def to(self, code: str) -> str:
        if code not in self.found and len(self.found) < MOST_SUGGESTIONS:
            self.found[code] = suggest(code, self.known)
        return self.found.get(code, "")


def refuse_repeated_codes(drafts: Iterable[Draft[UnitRow]]) -> None:
    """Every row of a code that stands in several rows is refused, naming the others."""
    claims: dict[str, list[tuple[Draft[UnitRow], str]]] = defaultdict(list)
    for draft in drafts:
        claims[draft.key].append((draft, "kode"))
    _refuse_shared(claims)


def refuse_repeated_numbers(drafts: Iterable[Draft[PersonRow]]) -> None:
    """Every row of a number that stands in several rows, as NIP or as old NIP, is refused, naming the others."""
    claims: dict[str, list[tuple[Draft[PersonRow], str]]] = defaultdict(list)
    for draft in drafts:
        claims[draft.key].append((draft, "nip"))
        if draft.value is not None and draft.value.old_nip not in (None, draft.value.nip):
            claims[str(draft.value.old_nip)].append((draft, "nip_lama"))
    _refuse_shared(claims)


def _refuse_shared(claims: Mapping[str, Sequence[tuple[Draft[Row], str]]]) -> None:
    for key, holders in claims.items():
        if not key or len(holders) == 1:
            continue
        numbers = [draft.number for draft, _ in holders]
        for draft, column in holders:
            others = _others(numbers, draft.number)
            draft.refuse(column, f"{key} tertulis juga di baris {others}", "Sisakan satu baris saja.")


def _others(numbers: Sequence[int], own: int, most: int = 5) -> str:
    """The first few other rows, and how many more: 10,000 equal values must not make 10,000 long lists."""
    named = [str(number) for number in numbers[: most + 1] if number != own][:most]
    rest = len(numbers) - 1 - len(named)
    return ", ".join(named) + (f", dan {rest} baris lain" if rest > 0 else "")


def refuse_broken_branches(drafts: Sequence[Draft[UnitRow]], known: Collection[str]) -> None:
    """A unit whose parent is unknown, refused or in a circle is refused; a circle is written out: A → B → A.

    `known` holds the codes of units that exist outside this file.
    """
    by_code = {draft.key: draft for draft in drafts if draft.key}
    nearest = _Nearest({*by_code, *known})
    settled: set[str] = set()
    for code in by_code:
        path = _climb(code, by_code, settled)
        circle = _circle(path, by_code)
        for step in reversed(path):
            if step in circle:
                reason = f"berputar: {_round(circle, step)}"
                by_code[step].refuse("kode_induk", reason, "Perbaiki kode induk salah satu unit itu.")
            else:
                _refuse_orphan(by_code[step], by_code, nearest, known)
        settled.update(path)


def _climb(code: str, by_code: Mapping[str, Draft[UnitRow]], settled: Collection[str]) -> list[str]:
    """The unsettled codes from a unit upwards, ending where the tree ends, is settled, or turns back on itself."""
    path: dict[str, None] = {}
    step: str | None = code
    while step is not None and step in by_code and step not in settled and step not in path:
        path[step] = None
        step = _parent(by_code[step])
    return list(path)


def _parent(draft: Draft[UnitRow]) -> str | None:
    return draft.value.parent_code if draft.value is not None else None


def _circle(path: list[str], by_code: Mapping[str, Draft[UnitRow]]) -> list[str]:
    """The part of the path that comes back to itself; a unit that names itself was refused when it was read."""
    above = _parent(by_code[path[-1]]) if path else None
    circle = path[path.index(above) :] if above in path else []
    return circle if len(circle) > 1 else []


def _refuse_orphan(
    draft: Draft[UnitRow], by_code: Mapping[str, Draft[UnitRow]], nearest: _Nearest, known: Collection[str]
) -> None:
    parent = _parent(draft)
    if parent is None or parent == draft.key:
        return
    if parent in by_code and by_code[parent].faults:
        reason = f"unit induknya, {parent} (baris {by_code[parent].number}), ditolak"
        draft.refuse("kode_induk", reason, "Perbaiki dahulu baris itu.")
    elif parent not in by_code and parent not in known:
        fix = f"{nearest.to(parent)}Tambahkan unit itu atau isi kode yang ada."
        draft.refuse("kode_induk", f"“{parent}” tidak ada", fix)


def _round(circle: list[str], start: str) -> str:
    turn = circle.index(start)
    steps = circle[turn:] + circle[:turn] + [start]
    return " → ".join(steps if len(steps) <= 12 else [*steps[:11], "…", start])


def refuse_unknown_units(
    drafts: Iterable[Draft[PersonRow]], units: Sequence[Draft[UnitRow]], known: Collection[str]
) -> None:
    """A person in a unit that neither the file nor `known` has, or that was refused, is refused."""
    by_code = {unit.key: unit for unit in units if unit.key}
    nearest = _Nearest({*by_code, *known})
    for draft in drafts:
        code = draft.value.unit_code if draft.value is not None else ""
        if code in by_code and by_code[code].faults:
            reason = f"unit {code} (lembar unit, baris {by_code[code].number}) ditolak"
            draft.refuse("kode_unit", reason, "Perbaiki dahulu baris unit itu.")
        elif code and code not in by_code and code not in known:
            draft.refuse("kode_unit", f"“{code}” tidak ada", f"{nearest.to(code)}Isi kode unit yang ada.")
