"""Dictionaries as CASE 1.0 (`CFPackage`): one document, a competency per item, its levels as items below it.

A name is the item's `abbreviatedStatement` where it has a definition (then `fullStatement`), else the full statement.
`CFItemType` says the kind, or "level"; a level's number is its `humanCodingScheme`. Addresses are `urn:uuid:`, so that
a package says the same wherever it came from. Source: docs/sources.md#case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from elearn.kernel.errors import Invalid

from .dictionary import HIGHEST_LEVEL, KINDS, LOWEST_LEVEL, TECHNICAL, Competency, Level

LEVEL, CHILD = "level", "isChildOf"
_SPACE: Final = uuid5(NAMESPACE_URL, "urn:elearn:kompetensi")


@dataclass(frozen=True, slots=True)
class Package:
    """A dictionary between two installations. `left_out` names items that are no competency, with the reason."""

    identifier: str
    title: str
    creator: str
    competencies: tuple[Competency, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def uuid_of(*words: str) -> str:
    """The UUID that always stands for these words."""
    return str(uuid5(_SPACE, "/".join(word.casefold() for word in words)))


def identified(competency: Competency) -> Competency:
    """The same with a UUID, made from its name when none is stored; also for each level."""
    identifier = competency.identifier or uuid_of("kompetensi", competency.name)
    levels = tuple(
        Level(level.number, level.text, level.identifier or uuid_of(identifier, str(level.number)))
        for level in competency.levels
    )
    return Competency(
        competency.name, competency.kind, competency.source, competency.code, competency.definition, levels, identifier
    )


def write(package: Package, changed_at: datetime) -> str:
    """The package as JSON text."""
    changed = changed_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    competencies = [identified(one) for one in package.competencies]
    items, links = [], []
    for number, one in enumerate(competencies, 1):
        items.append(_item(one.identifier, changed, package, **_words(one)))
        links.append(_link(one.identifier, package.identifier, number, changed))
        for level in one.levels:
            scheme = {"fullStatement": level.text, "CFItemType": LEVEL, "humanCodingScheme": str(level.number)}
            items.append(_item(level.identifier, changed, package, **scheme))
            links.append(_link(level.identifier, one.identifier, level.number, changed))
    document = {
        **_head(package.identifier, changed),
        "creator": package.creator,
        "title": package.title,
        "language": "id",
        "CFPackageURI": _node(package.identifier, package.title),
    }
    whole = {"CFDocument": document, "CFItems": items, "CFAssociations": links}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def read(text: str) -> Package:
    """The package of a JSON text, of this house or of another program. Raises Invalid when it is none."""
    try:
        whole = json.loads(text)
        document = whole["CFDocument"]
        items = {_uuid(item["identifier"]): item for item in whole.get("CFItems") or ()}
        parents = dict(_parents(whole.get("CFAssociations") or ()))
        identifier, title, creator = _uuid(document["identifier"]), _line(document["title"]), document.get("creator")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Invalid(
            "Berkas ini bukan paket CASE 1.0. Paket berisi CFDocument, CFItems, dan CFAssociations; ekspor ulang dari asalnya."
        ) from None
    groups = {parents[key] for key, item in items.items() if key in parents and not _is_level(item)} & set(items)
    levels = _levels(items, parents)
    found = [_competency(key, item, levels.get(key, ())) for key, item in items.items() if _counts(key, item, groups)]
    left_out = tuple(
        (_name(item), "kelompok: isinya diambil, judulnya tidak") for key, item in items.items() if key in groups
    )
    return Package(identifier, title, _line(creator or ""), tuple(found), left_out)


def _words(one: Competency) -> dict[str, str]:
    named = (
        {"fullStatement": one.definition, "abbreviatedStatement": one.name}
        if one.definition
        else {"fullStatement": one.name}
    )
    coded = {"humanCodingScheme": one.code} if one.code else {}
    return {**named, **coded, "CFItemType": one.kind, **({"notes": one.source} if one.source else {})}


def _head(identifier: str, changed: str) -> dict[str, Any]:
    return {"identifier": identifier, "uri": f"urn:uuid:{identifier}", "lastChangeDateTime": changed}


def _item(identifier: str, changed: str, package: Package, **words: str) -> dict[str, Any]:
    return {
        **_head(identifier, changed),
        **words,
        "language": "id",
        "CFDocumentURI": _node(package.identifier, package.title),
    }


def _link(child: str, parent: str, number: int, changed: str) -> dict[str, Any]:
    return {
        **_head(uuid_of(child, parent), changed),
        "associationType": CHILD,
        "sequenceNumber": number,
        "originNodeURI": _node(child, child),
        "destinationNodeURI": _node(parent, parent),
    }


def _node(identifier: str, title: str) -> dict[str, str]:
    return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}


def _uuid(text: str) -> str:
    return str(UUID(text))


def _parents(links: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for link in links:
        if link["associationType"] == CHILD:
            yield _uuid(link["originNodeURI"]["identifier"]), _uuid(link["destinationNodeURI"]["identifier"])


def _is_level(item: Mapping[str, Any]) -> bool:
    return str(item.get("CFItemType") or "").casefold() == LEVEL


def _counts(key: str, item: Mapping[str, Any], groups: set[str]) -> bool:
    return key not in groups and not _is_level(item)


def _levels(items: Mapping[str, Mapping[str, Any]], parents: Mapping[str, str]) -> dict[str, tuple[Level, ...]]:
    found: dict[str, dict[int, Level]] = {}
    for key, item in items.items():
        scheme = str(item.get("humanCodingScheme") or "")
        if _is_level(item) and key in parents and scheme.isascii() and scheme.isdigit() and len(scheme) == 1:
            number = int(scheme)
            if LOWEST_LEVEL <= number <= HIGHEST_LEVEL:
                found.setdefault(parents[key], {})[number] = Level(number, _line(item.get("fullStatement")), key)
    return {key: tuple(level for _, level in sorted(levels.items())) for key, levels in found.items()}


def _competency(key: str, item: Mapping[str, Any], levels: tuple[Level, ...]) -> Competency:
    kind = str(item.get("CFItemType") or "").casefold()
    full, name = _line(item.get("fullStatement")), _name(item)
    return Competency(
        name=name,
        kind=kind if kind in KINDS else TECHNICAL,
        source=_line(item.get("notes")),
        code=_line(item.get("humanCodingScheme")),
        definition="" if full == name else full,
        levels=levels,
        identifier=key,
    )


def _name(item: Mapping[str, Any]) -> str:
    return _line(item.get("abbreviatedStatement")) or _line(item.get("fullStatement"))


def _line(text: object) -> str:
    """Text in single spaces, without NUL; "" for what is no text."""
    return " ".join(text.replace("\0", "").split()) if isinstance(text, str) else ""
