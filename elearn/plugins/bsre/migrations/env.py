"""Alembic's entry to this plugin's own history; the body is the house's."""

from __future__ import annotations

from elearn.kernel.alembic_env import run

run()
