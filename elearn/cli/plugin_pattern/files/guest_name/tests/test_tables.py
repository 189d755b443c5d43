"""The migrations make exactly the tables of the models."""

from __future__ import annotations

from alembic import command

from elearn.hooks.house import House
from elearn.kernel.migrations import configuration


def test_migrations_make_the_tables_of_the_models(house: House) -> None:
    history = next(history for history in house.histories if history.owner == "guest_name")

    command.check(configuration(house.database.engine, history))
