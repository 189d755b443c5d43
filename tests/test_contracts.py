"""Every contract in setup.cfg holds, and notices when it is broken on purpose in a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

BREACHES = {
    "house": ("kernel/files.py", "import elearn.web.page"),
    "journey": ("core/career/models.py", "import elearn.core.profiles.models"),
    "stairs": ("core/enrolment/models.py", "import elearn.core.enrolment.services"),
    "flask": ("core/enrolment/services.py", "import flask"),
    "guests": ("plugins/course_feedback/models.py", "import elearn.plugins.neighbour"),
    "guest-manners": ("plugins/course_feedback/services.py", "import elearn.core.enrolment.routes"),
    "sql": ("core/enrolment/routes.py", "import sqlalchemy"),
    "markdown": ("core/enrolment/pages.py", "import bleach"),
}


def lint(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--contract", contract]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package without what imports nothing, and a second guest to be caught with."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        ROOT / "elearn",
        folder / "elearn",
        ignore=shutil.ignore_patterns("shipped", "static", "templates", "__pycache__"),
    )
    shutil.copyfile(ROOT / "setup.cfg", folder / "setup.cfg")
    neighbour = folder / "elearn" / "plugins" / "neighbour"
    neighbour.mkdir()
    (neighbour / "__init__.py").write_text('"""A guest next door."""\n')
    return folder


def test_every_contract_is_broken_once_here() -> None:
    lines = (ROOT / "setup.cfg").read_text().splitlines()
    contracts = [line.split(":")[2].rstrip("]") for line in lines if line.startswith("[importlinter:contract:")]

    assert sorted(BREACHES) == sorted(contracts)


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_contract_notices_a_breach(copy: Path, contract: str) -> None:
    path, breach = BREACHES[contract]
    target = copy / "elearn" / path
    original = target.read_text() if target.exists() else ""
    before = lint(copy, contract)
    target.write_text(f"{original}\n{breach}\n")
    after = lint(copy, contract)
    target.write_text(original)

    assert before.returncode == 0, before.stdout + before.stderr
    assert (after.returncode, "1 broken" in after.stdout) == (1, True), after.stdout + after.stderr
