"""The histories, run from their beginnings, make the tables and indexes that the models describe."""

from __future__ import annotations

from alembic import command

from elearn.hooks.house import House
from elearn.kernel import migrations


def test_histories_make_what_the_models_describe(house: House) -> None:
    for history in house.histories:
        command.check(migrations.configuration(house.database.engine, history))
