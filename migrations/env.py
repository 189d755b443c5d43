"""Alembic's entry to the core's history; the body is shared with every plugin."""

from __future__ import annotations

from elearn.kernel.alembic_env import run

run()
