"""The room's own migration history: it makes the tables of the models, and takes away nothing but them."""

from __future__ import annotations

from alembic import command
from sqlalchemy import inspect

from elearn.hooks.house import House
from elearn.kernel import migrations
from elearn.kernel.history import History

NAME = "siasn"
TABLES = {"siasn_identity", "siasn_agency", "siasn_structural", "siasn_family", "siasn_record", "siasn_check"}


def history_of(house: House) -> History:
    return next(history for history in house.histories if history.owner == NAME)


def tables(house: House) -> set[str]:
    return set(inspect(house.database.engine).get_table_names())


def test_migrations_make_the_tables_of_the_models(house: House) -> None:
    command.check(migrations.configuration(house.database.engine, history_of(house)))


def test_removing_drops_only_the_room_s_own_tables(house: House) -> None:
    before = tables(house)

    migrations.remove(house.database.engine, history_of(house))

    assert before - tables(house) == {*TABLES, "alembic_version_siasn"}
    assert migrations.upgrade_all(house.database.engine, house.histories) == [NAME]
    assert tables(house) == before
