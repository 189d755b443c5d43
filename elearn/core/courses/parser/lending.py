"""A translated question lends its words to the original: identities, points and keys stay those of the original.

By convention words that are read stand under keys that end in `html` or are listed in WORDS, or beside an id in a list;
so this knows no kind of question by name. Ids made from words are matched by the order in which they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .manuscript import Question

WORDS = frozenset({"feedback", "heads", "label", "solution", "text", "unit", "words"})
_ID = re.compile(r"[a-z]-[a-z2-7]{8}")
_PER_LANGUAGE = frozenset({"accepted", "competency", "keys", "lesson"})
"""What a translation may write otherwise without saying something else."""


def lend(original: Question, translated: Question) -> tuple[Question, bool] | None:
    """The original in other words, and whether both say the same is right; None when they have not the same parts."""
    names = _names(original), _names(translated)
    if len(names[0]) != len(names[1]) or original.public["kind"] != translated.public["kind"]:
        return None
    same = dict(zip(names[1], names[0], strict=True))
    public, sealed = _renamed(translated.public, same), _renamed(translated.sealed, same)
    agrees = all(
        _bones(one, "") == _bones(other, "") for one, other in ((original.public, public), (original.sealed, sealed))
    )
    return Question(_merged(original.public, public, ""), _merged(original.sealed, sealed, "")), agrees


def _names(question: Question) -> list[str]:
    """Every id in the order of the file: the field that names the most tells it, for others list some or sort them."""
    fields = [list(dict.fromkeys(_ids(value))) for value in question.sealed.values()]
    fields.sort(key=len, reverse=True)
    rest = (name for key, value in question.public.items() if key != "id" for name in _ids(value))
    return list(dict.fromkeys([*(name for found in fields for name in found), *rest]))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if _ID.fullmatch(value):
            yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _ids(key)
            yield from _ids(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _ids(inner)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {names.get(key, key): _renamed(inner, names) for key, inner in value.items()}
    return [_renamed(inner, names) for inner in value] if isinstance(value, list | tuple) else value


def _is_words(key: str) -> bool:
    return key.endswith("html") or key in WORDS


def _merged(original: Any, lent: Any, key: str) -> Any:
    """The shape of the original with the words of the other; `key` is the nearest name that is no id."""
    if isinstance(original, Mapping) and isinstance(lent, Mapping):
        names = [*original, *(name for name in lent if _ID.fullmatch(name) and name not in original)]
        return {
            name: _merged(
                original.get(name, ""), lent.get(name, original.get(name)), key if _ID.fullmatch(name) else name
            )
            for name in names
        }
    if isinstance(original, list | tuple) and isinstance(lent, list | tuple) and len(original) == len(lent):
        lent = _in_order(original, lent)
        inner = "html" if any(isinstance(one, str) and _ID.fullmatch(one) for one in original) else key
        return [_merged(one, other, inner) for one, other in zip(original, lent, strict=True)]
    if isinstance(original, str) and isinstance(lent, str) and lent and _is_words(key) and not _ID.fullmatch(original):
        return lent
    return original


def _in_order(original: Sequence[Any], lent: Sequence[Any]) -> Sequence[Any]:
    """Items with ids in the order of the original's, which may be sorted by them."""
    if not all(isinstance(one, Mapping) and "id" in one for one in (*original, *lent)):
        return lent
    by_id = {one["id"]: one for one in lent}
    return [by_id.get(one["id"], one) for one in original]


def _bones(value: Any, key: str) -> Any:
    """What is left without words: two questions with the same bones mark every answer alike."""
    if isinstance(value, Mapping):
        kept = (
            (name, _bones(inner, name))
            for name, inner in value.items()
            if not _is_words(name) and name not in _PER_LANGUAGE
        )
        return sorted((name, bone) for name, bone in kept if name != "id")
    if isinstance(value, list | tuple):
        bones = [_bones(inner, key) for inner in value if not isinstance(inner, str) or _ID.fullmatch(inner)]
        return sorted(bones, key=str)
    return str(value)
