"""The measures of the house (docs/decisions/0001): sizes, names, commits, permissions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from flask import Flask

from elearn.config import Settings
from elearn.hooks.house import House
from elearn.web.guard import PUBLIC, permission_of

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "elearn"
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "data", "info", "process", "misc"}
ROUTE_NAMES = {"index", "show", "new", "create", "edit", "update", "delete"}
TOP_LEVEL = {
    "elearn", "courses", "migrations", "tests", "setup.cfg", "wsgi.py", "docs", "bench", ".ci", "README.md", "CHANGES.md",
    "LICENSE", "Makefile", "pyproject.toml", "ruff.toml", "requirements.txt", "requirements-test.txt", ".gitignore",
}  # fmt: skip


def modules() -> list[Path]:
    return sorted(
        path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts and "versions" not in path.parts
    )


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its decorators and docstring."""
    start = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return (node.end_lineno or 0) - start.lineno + 2


def test_functions_are_short() -> None:
    sizes = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": length(node)
        for path in modules()
        for node in functions(path)
    }
    over_30 = [name for name, lines in sizes.items() if lines > 30]

    assert [name for name, lines in sizes.items() if lines > 40] == []
    assert len(over_30) <= len(sizes) * 0.05, over_30


def test_files_are_short() -> None:
    assert [str(path.relative_to(ROOT)) for path in modules() if len(path.read_text().splitlines()) > 300] == []


def test_templates_are_short() -> None:
    templates = sorted(PACKAGE.rglob("templates/**/*.html"))

    assert [str(path.relative_to(ROOT)) for path in templates if len(path.read_text().splitlines()) > 150] == []


def test_second_columns_are_asked_of_a_page_that_has_them() -> None:
    asking = [path for path in PACKAGE.rglob("templates/**/*.html") if "{% block aside %}" in path.read_text()]

    assert [str(path) for path in asking if "web/base.html" in path.read_text() and path.name != "columns.html"] == []


def test_no_module_has_an_empty_name() -> None:
    assert [
        str(path) for path in modules() if path.stem in FORBIDDEN_NAMES or path.parent.name in FORBIDDEN_NAMES
    ] == []


def test_every_module_says_why_it_exists() -> None:
    assert [
        str(path.relative_to(ROOT)) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))
    ] == []


def test_hidden_imports_have_a_reason() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path in modules()
        for node in functions(path)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
        and "noqa: PLC0415  #" not in path.read_text().splitlines()[inner.lineno - 1]
    ]

    assert hidden == []


def test_only_work_commits() -> None:
    commits = {str(path.relative_to(PACKAGE)) for path in modules() if ".commit(" in path.read_text()}

    assert commits == {"kernel/work.py", "kernel/alembic_env.py"}


def test_only_db_makes_engines() -> None:
    assert {str(path.relative_to(PACKAGE)) for path in modules() if "create_engine(" in path.read_text()} == {
        "kernel/db.py"
    }


def test_nothing_is_left_for_later() -> None:
    marks = ("TODO", "FIXME", "XXX", "NotImplemented:")

    assert [str(path) for path in modules() for mark in marks if mark in path.read_text()] == []


def test_every_route_names_a_permission(app: Flask, house: House) -> None:
    declared = {permission.name for permission in house.permissions} | {PUBLIC}
    named = {endpoint: permission_of(app, endpoint) for endpoint in app.view_functions}

    assert {endpoint: permission for endpoint, permission in named.items() if permission not in declared} == {}


def test_every_permission_is_asked_for_somewhere(app: Flask, house: House) -> None:
    guarding = {permission_of(app, endpoint) for endpoint in app.view_functions}
    sources = "\n".join(path.read_text() for path in modules() if path.name != "permissions.py")
    constants = [
        pair
        for path in modules()
        if path.name == "permissions.py"
        for pair in re.findall(r"^([A-Z_]+) = \"(.+:.+:.+)\"", path.read_text(), re.MULTILINE)
    ]
    asked = {value for name, value in constants if re.search(rf"\b{name}\b", sources)}

    assert [p.name for p in house.permissions if p.name not in guarding | asked] == []


def test_permissions_are_sorted_and_well_named(house: House) -> None:
    names = [permission.name for permission in house.permissions]

    assert names == sorted(set(names))
    assert [name for name in names if name.count(":") != 2] == []


def test_routes_are_doors(app: Flask) -> None:
    long = []
    for path in modules():
        if path.name == "routes.py" or path.parent.name == "routes":
            long += [
                f"{path}:{node.name} {length(node)}"
                for node in functions(path)
                if node.decorator_list and length(node) > 13
            ]

    assert long == []


def test_top_level_holds_only_what_was_agreed() -> None:
    ignored = {".git", ".venv", "build", "dist", "elearn-home", "elearn.egg-info"}
    found = {
        path.name for path in ROOT.iterdir() if not path.name.startswith(".") or path.name in {".ci", ".gitignore"}
    }

    assert found - ignored - TOP_LEVEL == set()


@pytest.mark.parametrize(
    "room", sorted(path.name for path in (PACKAGE / "core").iterdir() if (path / "models.py").exists())
)
def test_tables_bear_the_name_of_their_room(room: str) -> None:
    tables = [
        line.split('"')[1]
        for line in (PACKAGE / "core" / room / "models.py").read_text().splitlines()
        if "__tablename__" in line
    ]

    assert [table for table in tables if not table.startswith(f"{room}_")] == []


def test_every_setting_is_explained_to_operators() -> None:
    text = (ROOT / "docs" / "operating.md").read_text()

    assert [
        item.name
        for item in fields(Settings)
        if f"`ELEARN_{item.name.upper()}`" not in text or item.metadata["why"] not in text
    ] == []


def test_every_cited_source_exists() -> None:
    anchors = {slug(line) for line in (ROOT / "docs" / "sources.md").read_text().splitlines() if line.startswith("#")}
    cited = {found for path in modules() for found in re.findall(r"docs/sources\.md#([a-z0-9-]+)", path.read_text())}

    assert cited - anchors == set()


def slug(heading: str) -> str:
    """The anchor of a heading, as Markdown viewers make it."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lstrip("# ").lower()).strip().replace(" ", "-")
