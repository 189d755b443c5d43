"""`elearn plugins`: a new plugin installs, opens, migrates and passes its own tests; leaving it behind breaks nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import inspect

from elearn.app import open_house
from elearn.cli.door import Door
from elearn.cli.main import root
from elearn.config import Settings
from elearn.hooks.guests import Plugin
from elearn.hooks.markers import hookimpl
from elearn.kernel.db import make_engine

ROOT = Path(__file__).resolve().parents[2]
NAME = "lapor_cepat"
ELEARN = ("-c", "from elearn.cli.main import main; main()")
NEW = {"lapor_cepat_note", "alembic_version_lapor_cepat"}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with an installation of its own; packages in `site` are installed, those left out are not."""

    folder: Path
    site: Path

    def run(self, *arguments: str, installed: bool = True, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Runs Python as its user would; not as a part of this very test run."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "ELEARN_HOME"))}
        environ |= {"ELEARN_HOME": str(self.folder / "home"), "PYTHONPATH": str(self.site) if installed else ""}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=cwd or self.folder,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def elearn(self, *arguments: str, installed: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run(*ELEARN, *arguments, installed=installed)

    def tables(self) -> set[str]:
        engine = make_engine(f"sqlite:///{self.folder / 'home' / 'elearn.sqlite3'}")
        names = set(inspect(engine).get_table_names())
        engine.dispose()
        return names


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A new plugin, made by the command and installed beside this very elearn."""
    folder = tmp_path_factory.mktemp("plugin")
    place = Place(folder, folder / "site")
    made = place.elearn("plugins", "new", NAME, installed=False)
    assert made.returncode == 0, made.stderr
    install = ("--no-deps", "--no-build-isolation", "--no-index", "--target", str(place.site), str(folder / NAME))
    installed = place.run("-m", "pip", "install", "--quiet", *install, installed=False)
    assert installed.returncode == 0, installed.stderr
    return place


def new(name: str, folder: Path) -> Result:
    return CliRunner().invoke(root, ["plugins", "new", name, "--into", str(folder)])


def states(listed: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    assert listed.returncode == 0, listed.stderr
    return [(row["name"], row["state"]) for row in json.loads(listed.stdout)]


def test_new_plugin_is_listed_as_open(place: Place) -> None:
    listed = place.elearn("plugins", "list", "--json")

    built_in = ["bsre", "bundle", "course_feedback", "hotspot", "moodle", "office", "qti", "siasn"]
    assert sorted(states(listed)) == sorted((name, "terbuka") for name in [*built_in, NAME])
    assert "Lapor cepat" in [row["title"] for row in json.loads(listed.stdout)]


def test_new_plugin_passes_its_own_tests(place: Place) -> None:
    tests = place.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "not postgresql", cwd=place.folder / NAME)

    assert (tests.returncode, " passed" in tests.stdout) == (0, True), tests.stdout + tests.stderr


def test_installed_plugin_leaves_its_tests_at_home(place: Place) -> None:
    assert sorted(
        path.name for path in (place.site / NAME).iterdir() if path.is_dir() and path.name != "__pycache__"
    ) == [
        "migrations",
        "templates",
    ]


def test_nothing_of_the_pattern_s_name_is_left(place: Place) -> None:
    texts = [
        path.read_text() for path in (place.folder / NAME).rglob("*") if path.suffix in {".py", ".md", ".toml", ".html"}
    ]

    assert [text for text in texts if "guest" in text.lower()] == []


def test_guide_s_way_to_a_new_migration_works(place: Place) -> None:
    guide = (ROOT / "docs" / "writing-plugins.md").read_text()
    versions = place.site / NAME / "migrations" / "versions"
    models = place.site / NAME / "models.py"
    models.write_text(models.read_text() + "    read_at: Mapped[datetime | None]\n")

    made = place.run("-c", guide.split("```python\n")[1].split("```")[0])
    step = next(path for path in versions.glob("*.py") if path.name != "0001_notes.py").read_text()
    upgraded = place.elearn("db", "upgrade")

    assert made.returncode == 0, made.stderr
    assert "batch_op.add_column(sa.Column('read_at', Instant(), nullable=True))" in step
    assert upgraded.stdout == f"Diperbarui: {NAME}.\n"


def test_tables_stay_with_their_owner(place: Place) -> None:
    place.elearn("db", "upgrade")
    with_plugin = place.tables()
    removed = place.elearn("db", "remove", NAME, "--yes")

    assert removed.stdout == f"Tabel milik “{NAME}” sudah dihapus.\n"
    assert with_plugin - place.tables() == NEW


@pytest.mark.parametrize("command", [("db", "upgrade", "--json"), ("plugins", "list", "--json"), ("demo", "--help")])
def test_commands_work_after_the_package_is_gone(place: Place, command: Sequence[str]) -> None:
    place.elearn("db", "upgrade")

    later = place.elearn(*command, installed=False)

    assert (later.returncode, later.stderr) == (0, "")
    assert place.tables() >= NEW


def test_removing_an_unknown_plugin_is_one_sentence(place: Place) -> None:
    removed = place.elearn("db", "remove", "core", "--yes")

    assert (removed.returncode, removed.stderr) == (
        1,
        "Plugin “core” tidak terpasang atau tidak punya tabel. Lihat `elearn plugins list`.\n",
    )


@pytest.mark.parametrize("name", ["Lapor", "1lapor", "la", "lapor-cepat", "../lapor", "a" * 32])
def test_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    made = new(name, tmp_path)

    assert (made.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert made.output.startswith(f"Nama “{name}” harus huruf kecil, angka, dan garis bawah")


@pytest.mark.parametrize("name", ["courses", "kernel", "import", "calendar", "flask"])
def test_name_of_something_else_is_refused(tmp_path: Path, name: str) -> None:
    made = new(name, tmp_path)

    assert (made.exit_code, made.output, list(tmp_path.iterdir())) == (
        1,
        f"Nama “{name}” sudah dipakai Python, elearn, atau paket lain. Pilih nama lain, misalnya {name}_kota.\n",
        [],
    )


def test_existing_folder_is_never_written_into(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()

    made = new(NAME, tmp_path)

    assert made.output == f"Folder {tmp_path / NAME} sudah ada. Pilih nama lain atau pindahkan folder itu dahulu.\n"
    assert list((tmp_path / NAME).iterdir()) == []


def test_plugin_adds_a_command(tmp_path: Path) -> None:
    hooks = ModuleType("salam.hooks")
    hooks.__file__ = str(tmp_path / "hooks.py")
    command = click.Command("salam", callback=lambda: click.echo("Selamat datang."))
    setattr(hooks, "cli_commands", hookimpl(lambda: (command,)))  # noqa: B010  # mypy knows no attributes of a module made by hand
    house = open_house(Settings(home=tmp_path), guests=[Plugin(name="salam", title="Salam", hooks=hooks)])

    said = CliRunner().invoke(root, ["salam"], obj=Door(house))
    house.close()

    assert (said.exit_code, said.output) == (0, "Selamat datang.\n")
