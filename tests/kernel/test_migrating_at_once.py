"""Several processes that meet a fresh database at the same moment all end well: services start together after a reboot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlalchemy import event, inspect

from elearn.app import core_history
from elearn.kernel.migrations import is_current, upgrade
from elearn.testing.databases import opened

PROCESSES = 3

UPGRADE = """
import sys
from pathlib import Path
from elearn.app import open_house
from elearn.config import Settings
from elearn.kernel.migrations import upgrade_all
house = open_house(Settings(database_url=sys.argv[1], home=Path(sys.argv[2])))
print("ready", flush=True)
sys.stdin.readline()
print(*upgrade_all(house.database.engine, house.histories))
house.close()
"""


def test_processes_that_migrate_a_fresh_database_at_once_all_end_well(empty_database: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", UPGRADE, empty_database, str(tmp_path)]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(PROCESSES)]
    assert [line_of(process) for process in processes] == ["ready\n"] * PROCESSES
    for process in processes:
        begin(process)
    said = [process.communicate(timeout=120) for process in processes]

    assert [(process.returncode, errors) for process, (_, errors) in zip(processes, said, strict=True)] == [
        (0, "")
    ] * PROCESSES
    assert sorted(owner for out, _ in said for owner in out.split()) == [
        "bsre",
        "core",
        "course_feedback",
        "siasn",
    ]  # each by one only
    with opened(empty_database) as engine:
        assert is_current(engine, core_history())
        assert "people_person" in inspect(engine).get_table_names()


def test_a_history_of_many_steps_is_one_transaction_into_which_nobody_comes(empty_database: str) -> None:
    if empty_database.startswith("sqlite"):
        Path(empty_database.removeprefix("sqlite:///")).parent.mkdir()
    commits: list[object] = []
    with opened(empty_database) as engine:
        event.listen(engine, "commit", commits.append)
        assert upgrade(engine, core_history())
    assert len(commits) == 1


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
