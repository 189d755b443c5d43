"""Whose tables are whose: one owner's migrations, its version table and its table prefixes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
