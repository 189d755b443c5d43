"""Runs Alembic, one history and one version table per owner: the core, and each plugin that keeps tables."""

from __future__ import annotations

import io
from collections.abc import Iterable

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from elearn.kernel.history import History


def configuration(engine: Engine, history: History) -> Config:
    """An Alembic configuration bound to an open engine; prints nothing, and notes in `steps` what was run."""
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(history.folder))
    config.attributes.update(engine=engine, history=history, steps=[])
    return config


def upgrade_all(engine: Engine, histories: Iterable[History]) -> list[str]:
    """Brings every owner's tables to the newest revision; returns the owners that changed."""
    return [history.owner for history in histories if upgrade(engine, history)]


def upgrade(engine: Engine, history: History) -> bool:
    """Brings one owner's tables to the newest revision; True when this process ran something."""
    if is_current(engine, history):
        return False
    config = configuration(engine, history)
    command.upgrade(config, "head")
    return bool(config.attributes["steps"])


def remove(engine: Engine, history: History) -> None:
    """Drops one owner's tables and its version table."""
    command.downgrade(configuration(engine, history), "base")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {history.version_table}")


def is_current(engine: Engine, history: History) -> bool:
    """Whether the stored revision is the newest in the folder."""
    newest = ScriptDirectory.from_config(configuration(engine, history)).get_current_head()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": history.version_table})
        return context.get_current_revision() == newest
