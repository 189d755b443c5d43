"""One Alembic history and one version table per owner: the core, and each plugin that keeps tables."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

CORE = "core"


@dataclass(frozen=True, slots=True)
class History:
    """An owner's migrations: `prefixes` name the tables that are its own."""

    owner: str
    folder: Path
    prefixes: tuple[str, ...]

    @property
    def version_table(self) -> str:
        return "alembic_version" if self.owner == CORE else f"alembic_version_{self.owner}"

    def owns(self, table: str) -> bool:
        return table.startswith(self.prefixes)

    def config(self, engine: Engine) -> Config:
        """An Alembic configuration bound to an open engine; prints nothing."""
        config = Config(stdout=io.StringIO())
        config.set_main_option("script_location", str(self.folder))
        config.attributes.update(engine=engine, history=self)
        return config


def upgrade(engine: Engine, history: History) -> bool:
    """Brings one owner's tables to the newest revision; True when something was run."""
    if is_current(engine, history):
        return False
    command.upgrade(history.config(engine), "head")
    return True


def remove(engine: Engine, history: History) -> None:
    """Drops one owner's tables and its version table."""
    command.downgrade(history.config(engine), "base")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {history.version_table}")


def is_current(engine: Engine, history: History) -> bool:
    """Whether the stored revision is the newest in the folder."""
    newest = ScriptDirectory.from_config(history.config(engine)).get_current_head()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": history.version_table})
        return context.get_current_revision() == newest
