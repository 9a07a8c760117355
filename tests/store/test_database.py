"""The database: one shape however it came to be, aware moments, cascades, and migrations that may race."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, inspect, select
from sqlalchemy.exc import IntegrityError, StatementError

from b24app.portals import rows
from b24app.settings import load_settings
from b24app.store.engine import migrate, now, open_engine
from b24app.store.tables import event, metadata, portal

MIGRATE = """
import sys
from pathlib import Path
from b24app.settings import load_settings
from b24app.store.engine import migrate, open_engine
migrate(open_engine(load_settings(data_dir=Path(sys.argv[1]))))
"""


def test_the_migrations_make_exactly_the_tables_of_the_code(engine):
    with engine.begin() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    assert differences == []


def test_migrating_again_changes_nothing(engine, installed):
    installed("m1")
    migrate(engine)
    with engine.begin() as connection:
        assert rows.find(connection, "m1").member_id == "m1"


def test_processes_that_migrate_at_once_all_succeed(tmp_path):
    """Web, worker and scheduler start together on an empty database."""
    command = [sys.executable, "-c", MIGRATE, str(tmp_path)]
    environment = {**os.environ, "DATABASE_URL": ""}
    processes = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0], told
    opened = open_engine(load_settings(data_dir=tmp_path, database_url=""))
    assert set(metadata.tables) <= set(inspect(opened).get_table_names())
    opened.dispose()


def test_every_table_but_portal_names_its_portal():
    without = {name for name, table in metadata.tables.items() if "member_id" not in table.c}
    assert not without
    cascades = {
        name: [key.ondelete for key in table.c.member_id.foreign_keys]
        for name, table in metadata.tables.items()
        if name != "portal"
    }
    assert set(map(tuple, cascades.values())) == {("CASCADE",)}


def test_forgetting_a_portal_takes_everything_of_it_and_nothing_else(engine, installed):
    for member_id in ("m1", "m2"):
        installed(member_id)
        with engine.begin() as connection:
            moment = now(connection)
            values = {"name": "E", "data": {}, "sent_at": 0, "state": "new", "run_after": moment, "received_at": moment}
            connection.execute(insert(event).values(member_id=member_id, **values))
    with engine.begin() as connection:
        rows.forget(connection, "m1")
    with engine.begin() as connection:
        assert connection.execute(select(event.c.member_id)).scalars().all() == ["m2"]
        assert connection.execute(select(portal.c.member_id)).scalars().all() == ["m2"]


def test_a_row_of_an_unknown_portal_is_refused(engine):
    moment = datetime.now(UTC)
    values = {"name": "E", "data": {}, "sent_at": 0, "state": "new", "run_after": moment, "received_at": moment}
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(event).values(member_id="nobody", **values))


def test_a_moment_of_any_zone_comes_back_as_the_same_moment_in_utc(engine, installed):
    installed("m1")
    told = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-7)))
    with engine.begin() as connection:
        rows.change(connection, "m1", served_at=told)
        found = connection.execute(select(portal.c.served_at)).scalar_one()
    assert found == told
    assert found.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(engine, installed):
    installed("m1")
    with pytest.raises(StatementError, match="needs its zone"), engine.begin() as connection:
        rows.change(connection, "m1", served_at=datetime(2026, 1, 1))  # noqa: DTZ001  # the very thing refused


def test_moments_are_compared_by_the_database_as_moments(engine, installed):
    installed("m1")
    early = datetime(2026, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    with engine.begin() as connection:
        rows.change(connection, "m1", served_at=early)
        later = portal.c.served_at > datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)
        assert connection.execute(select(func.count()).where(later).select_from(portal)).scalar_one() == 0


def test_the_databases_clock_moves_within_a_transaction(engine):
    with engine.begin() as connection:
        first, second = now(connection), now(connection)
    assert first < second or engine.dialect.name == "sqlite"
    assert first.tzinfo is UTC
