"""What Moodle has no place for travels in tags (`elearn:tingkat=C2`), so that it comes home again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote, unquote

from elearn.core.exchange.items import Amount, Boxes, Essay, Item, Words

PREFIX = "elearn:"


def tags_of(item: Item) -> Iterator[str]:
    """The tags of a question; a label is a plain tag."""
    named = {"kompetensi": item.competency, "materi": item.lesson, "tingkat": item.level}
    match item.shape:
        case Boxes(whole=True):
            named["nilai"] = "penuh"
        case Boxes(scored=True, options=options):
            named["poin"] = ",".join(str(option.points) for option in options)
        case _:
            pass
    if item.label:
        yield item.label
    yield from (f"{PREFIX}{name}={_safe(value)}" for name, value in named.items() if value)


def gift_tags_of(item: Item) -> Iterator[str]:
    """The tags of a question in GIFT, which has less to offer."""
    yield from tags_of(item)
    named = {"bobot": str(item.weight) if item.weight != 1 else "", "petunjuk": item.hint}
    match item.shape:
        case Words(keep_case=True):
            named["peka"] = "ya"
        case Amount(unit=unit) if unit:
            named["satuan"] = unit
        case Essay() as essay:
            named |= {"paling-sedikit": str(essay.fewest or ""), "paling-banyak": str(essay.most or "")}
            named["rubrik"] = essay.rubric
        case _:
            pass
    yield from (f"{PREFIX}{name}={_safe(value)}" for name, value in named.items() if value)


def _safe(value: str) -> str:
    return quote(value, safe="/.,-")


def sorted_tags(tags: Iterable[str]) -> tuple[dict[str, str], str]:
    """Ours by name, and the others as one label."""
    ours, others = dict[str, str](), list[str]()
    for tag in tags:
        name, equals, value = tag.removeprefix(PREFIX).partition("=")
        if tag.startswith(PREFIX) and equals:
            ours[name] = unquote(value)
        elif tag.strip():
            others.append(" ".join(tag.split()))
    return ours, ", ".join(others)


def tagged(item: Item, tags: Iterable[str]) -> Item:
    """The question with what its tags say of it."""
    ours, label = sorted_tags(tags)
    shape = item.shape
    match shape:
        case Boxes():
            shape = _boxes(shape, ours)
        case Words() if "peka" in ours:
            shape = replace(shape, keep_case=True)
        case Amount() if "satuan" in ours:
            shape = replace(shape, unit=ours["satuan"])
        case Essay():
            low, high = ours.get("paling-sedikit", ""), ours.get("paling-banyak", "")
            rubric = ours.get("rubrik", shape.rubric)
            shape = Essay(_whole(low) or shape.fewest, _whole(high) or shape.most, rubric)
        case _:
            pass
    return replace(
        item,
        shape=shape,
        weight=_whole(ours.get("bobot", "")) or item.weight,
        hint=ours.get("petunjuk", item.hint),
        competency=ours.get("kompetensi", ""),
        lesson=ours.get("materi", ""),
        level=ours.get("tingkat", ""),
        label=label,
    )


def _boxes(shape: Boxes, ours: Mapping[str, str]) -> Boxes:
    points = [int(part) for part in ours.get("poin", "").split(",") if part.lstrip("-").isdecimal()]
    if len(points) == len(shape.options):
        options = tuple(
            replace(one, right=False, points=given) for one, given in zip(shape.options, points, strict=True)
        )
        return Boxes(options, scored=True)
    return replace(shape, whole=ours.get("nilai") == "penuh" or shape.whole)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
