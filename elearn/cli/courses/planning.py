"""What publishing a folder would do, in lines and as facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from elearn.core.studio.services.plans import Group, Plan
from elearn.core.studio.writing.changing import Changes


def plan_lines(plans: Iterable[Plan]) -> Iterator[str]:
    """For people: a line a course, and below it what changes and who is learning."""
    for plan in plans:
        yield f"{_slug(plan)}: {_outcome(plan)}."
        if plan.changes and not plan.is_same:
            yield from (f"  {line}" for line in _changes(plan.changes))
        if not plan.is_same:
            yield from (f"  {_people(group)}" for group in plan.groups)


def planned(plan: Plan) -> dict[str, object]:
    """For scripts."""
    return {
        "course": _slug(plan),
        "current": plan.current,
        "unchanged": plan.is_same,
        "changes": asdict(plan.changes) if plan.changes else None,
        "groups": [
            {"version": group.number, "learning": group.learning, "completed": group.completed} for group in plan.groups
        ],
    }


def _slug(plan: Plan) -> str:
    return plan.reading.manuscript.slug if plan.reading.manuscript else ""


def _outcome(plan: Plan) -> str:
    if plan.current is None:
        return "akan terbit untuk pertama kali"
    if plan.is_same:
        return f"tidak berubah (versi {plan.current})"
    return f"akan menggantikan versi {plan.current}"


def _changes(found: Changes) -> Iterator[str]:
    named = {
        "Ditambah": found.added,
        "Dihapus": found.removed,
        "Kunci atau penilaian berubah": found.marking,
        "Teks berubah": found.text,
    }
    yield from (f"{said}: {', '.join(titles)}" for said, titles in named.items() if titles)
    counted = {"soal baru": found.questions_added, "soal dihapus": found.questions_removed}
    yield from (f"{number} {said}" for said, number in counted.items() if number)
    so = {
        "Urutannya berubah": found.is_reordered,
        "Syarat kelulusan atau sertifikatnya berubah": found.is_rule_changed,
        "Keterangan pelatihannya berubah": found.is_course_text_changed,
        "Tidak ada yang berubah bagi peserta": found.is_empty,
    }
    yield from (said for said, is_so in so.items() if is_so)


def _people(group: Group) -> str:
    return f"Versi {group.number}: {group.learning} sedang belajar dan tetap di sana, {group.completed} sudah selesai"
