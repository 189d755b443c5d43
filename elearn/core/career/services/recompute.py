"""A whole year under another pack of rules: both reckonings side by side, and the switch in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from elearn.kernel import audit
from elearn.kernel.errors import NotFound
from elearn.kernel.work import Work

from .. import queries
from ..models import PackChoice
from ..queries import YearLine
from ..rules import Counted, JpRuleLine, Pack, count_year, standing

SWITCH = "career:pack:apply"
"""The audit action."""
EXAMPLES = 10
"""People named in a comparison."""
TELL_EVERY = 2_000
Advance = Callable[[int], object]


@dataclass(slots=True)
class Reckoning:
    """Sums of a year in minutes, and how many people are below the floor of their employment."""

    minutes: int = 0
    short: int = 0


@dataclass(slots=True)
class Comparison:
    """What is stored of a year, beside what `pack` (None: no rules) makes of it.

    `examples` are (person, minutes stored, minutes new) of the first people with a difference; `changes` counted
    minutes → entries that are to count so.
    """

    year: int
    pack: Pack | None
    people: int = 0
    entries: int = 0
    changed_people: int = 0
    changed_entries: int = 0
    stored: Reckoning = field(default_factory=Reckoning)
    new: Reckoning = field(default_factory=Reckoning)
    by_form: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    examples: list[tuple[int, int, int]] = field(default_factory=list)
    changes: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def compare(work: Work, year: int, name: str | None = None, advance: Advance = lambda done: None) -> Comparison:
    """Both reckonings, nothing written. Without a name the pack that holds is asked: any difference is then a fault.

    Raises NotFound for an unknown pack.
    """
    pack = queries.pack_of_year(work, year) if name is None else queries.pack_named(work, name)
    if name is not None and pack is None:
        raise NotFound(f"Tidak ada paket aturan “{name}”. Lihat daftarnya dengan `elearn career packs list`.")
    found = Comparison(year, pack)
    rules, done = queries.jp_rules(work), 0
    for lines in _people(queries.year_lines(work, year)):
        _add(found, rules, lines, count_year(pack, (one.line for one in lines)))
        done += len(lines)
        if done >= TELL_EVERY:
            advance(done)
            done = 0
    advance(done)
    return found


def apply_pack(work: Work, year: int, name: str | None = None, advance: Advance = lambda done: None) -> Comparison:
    """Switches a year to a pack and writes what every entry counts under it; whoever counts meanwhile waits."""
    queries.lock_packs(work)
    found = compare(work, year, name, advance)
    if name is not None:
        _choose(work, year, name)
    for minutes, entry_ids in found.changes.items():
        queries.store_counted(work, minutes, entry_ids)
    shown = found.pack.name if found.pack else ""
    audit.note(work, SWITCH, str(year), pack=shown, people=found.changed_people, entries=found.changed_entries)
    return found


def _choose(work: Work, year: int, name: str) -> None:
    chosen = queries.choice(work, year)
    if chosen is None:
        work.add(PackChoice(year=year, pack=name, chosen_at=work.now))
    else:
        chosen.pack, chosen.chosen_at = name, work.now
        work.session.flush()


def _people(lines: Iterable[YearLine]) -> Iterator[list[YearLine]]:
    for _person, found in groupby(lines, key=lambda one: one.person_id):
        yield list(found)


def _add(found: Comparison, rules: tuple[JpRuleLine, ...], lines: list[YearLine], counted: dict[int, Counted]) -> None:
    old, new, changed = 0, 0, 0
    for one in lines:
        minutes = counted[one.line.id].minutes
        old, new = old + one.stored, new + minutes
        sums = found.by_form[one.line.form]
        sums[0] += one.stored
        sums[1] += minutes
        if minutes != one.stored:
            found.changes[minutes].append(one.line.id)
            changed += 1
    found.people += 1
    found.entries += len(lines)
    found.changed_entries += changed
    if changed:
        found.changed_people += 1
        if len(found.examples) < EXAMPLES:
            found.examples.append((lines[0].person_id, old, new))
    for sum_of, minutes in ((found.stored, old), (found.new, new)):
        sum_of.minutes += minutes
        sum_of.short += standing(rules, lines[0].employment, found.year, minutes).missing > 0
