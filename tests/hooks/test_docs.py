"""A hook ships only with something that asks for it, a test, and a paragraph in docs/writing-plugins.md."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import elearn.plugin
from elearn.hooks import contributions, decisions, events

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "writing-plugins.md").read_text(encoding="utf-8")
HEADING = re.compile(r"^### `(\w+\(.*?\))`\n\n(?!#)(\S.*)", re.MULTILINE)


def signatures() -> dict[str, str]:
    """Hook → how the guide must write it."""
    found = {}
    for doors in (contributions, decisions, events):
        for name, hook in inspect.getmembers(doors, inspect.isfunction):
            if hook.__module__ == doors.__name__:
                found[name] = f"{name}({', '.join(inspect.signature(hook).parameters)})"
    return found


HOOKS = signatures()


def text_of(paths: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


SOURCES = text_of(path for path in (ROOT / "elearn").rglob("*.py") if not {"tests", "shipped"} & set(path.parts))
TESTS = text_of(
    path
    for path in (*(ROOT / "tests").rglob("*.py"), *(ROOT / "elearn" / "plugins").rglob("tests/*.py"))
    if path != Path(__file__)
)


def test_guide_describes_exactly_the_hooks_there_are() -> None:
    described = dict(HEADING.findall(GUIDE))

    assert sorted(described) == sorted(HOOKS.values())


def test_guide_has_its_hooks_in_the_order_of_the_doors() -> None:
    places = [GUIDE.index(f"\n## {title}\n") for title in ("Contributions", "Decisions", "Events")]
    where = {
        name: sum(GUIDE.index(f"### `{signature}`") > place for place in places) for name, signature in HOOKS.items()
    }
    doors = {
        name: number
        for number, door in enumerate((contributions, decisions, events), 1)
        for name in HOOKS
        if hasattr(door, name)
    }

    assert where == doors


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_hook_is_asked_for_by_the_house(hook: str) -> None:
    assert re.findall(rf'\.(tell|ask|gather|gather_by_room)\(\s*(?:work,\s*)?"({hook})"', SOURCES) != []


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_hook_is_tested(hook: str) -> None:
    assert re.search(rf"\b{hook}\b", TESTS), f"no test speaks of {hook}"


@pytest.mark.parametrize("name", elearn.plugin.__all__)
def test_guide_names_what_a_plugin_may_import(name: str) -> None:
    assert re.search(rf"`[^`\n]*(?<!\w){name}(?!\w)[^`\n]*`", GUIDE), name
