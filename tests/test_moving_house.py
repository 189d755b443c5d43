"""A built-in plugin moves to a distribution of its own without changing a line: copied, registered, and tested there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import EntryPoint, distribution
from pathlib import Path

import pytest

from elearn.hooks.guests import ENTRY_POINTS

ROOT = Path(__file__).resolve().parents[1]
ELEARN = distribution("elearn")
BUILT_IN = tuple(sorted(ELEARN.entry_points.select(group=ENTRY_POINTS), key=lambda point: point.name))


def declare(folder: Path, name: str, points: Iterable[EntryPoint]) -> None:
    """Writes what an installer writes down of a distribution called `name`."""
    record = folder / f"{name}-{ELEARN.version}.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {ELEARN.version}\n")
    (record / "entry_points.txt").write_text("".join(f"[{p.group}]\n{p.name} = {p.value}\n" for p in points))


def move(plugin: EntryPoint, folder: Path) -> Path:
    """Copies a plugin into a package of its own; elearn's own distribution, shadowed, no longer names it."""
    package = folder / f"moved_{plugin.name}"
    shutil.copytree(ROOT / plugin.module.replace(".", "/"), package, ignore=shutil.ignore_patterns("__pycache__"))
    declare(folder, package.name, [EntryPoint(plugin.name, f"{package.name}:{plugin.attr}", ENTRY_POINTS)])
    declare(folder, "elearn", [point for point in ELEARN.entry_points if point != plugin])
    return package


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python where the moved plugin is installed; not as a part of this very test run."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environ |= {"PYTHONPATH": str(folder), "ELEARN_HOME": str(folder / "home")}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


def test_there_is_a_built_in_plugin_to_move() -> None:
    assert [point.name for point in BUILT_IN] == [
        "bsre",
        "bundle",
        "course_feedback",
        "hotspot",
        "moodle",
        "office",
        "qti",
        "siasn",
    ]


@pytest.mark.parametrize("plugin", BUILT_IN, ids=lambda point: str(point.name))
def test_moved_plugin_opens_and_passes_its_own_tests(plugin: EntryPoint, tmp_path: Path) -> None:
    package = move(plugin, tmp_path)

    listed = run(tmp_path, "-c", "from elearn.cli.main import main; main()", "plugins", "list", "--json")
    where = run(
        tmp_path, "-c", f"import {package.name}.hooks as h, sys; print(h.__file__, '{plugin.module}' in sys.modules)"
    )
    tests = run(
        tmp_path, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "-k", "not postgresql", package.name
    )

    assert sorted((row["name"], row["state"]) for row in json.loads(listed.stdout)) == [
        (point.name, "terbuka") for point in BUILT_IN
    ], listed.stderr
    assert where.stdout == f"{package}/hooks.py False\n"
    assert (tests.returncode, " passed" in tests.stdout) == (0, True), tests.stdout + tests.stderr
