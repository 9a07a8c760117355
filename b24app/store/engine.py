"""Opens the database: PostgreSQL where configured, else SQLite in the data folder.

On SQLite a write transaction begins with BEGIN IMMEDIATE, so that two claims never read the same row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, DateTime, Dialect, Engine, TypeDecorator, create_engine, event, func, select
from sqlalchemy.exc import ArgumentError, OperationalError

from b24app.errors import SettingsError
from b24app.settings import Settings


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment on both databases; SQLite keeps none of the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a naive moment: nobody knows what it means."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware again; PostgreSQL gives the session's zone."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def open_engine(settings: Settings) -> Engine:
    """An engine; nothing is connected yet."""
    if settings.database_url:
        return _open_postgresql(settings.database_url)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    path = settings.data_dir / "b24app.sqlite3"
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 15}, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the database to the newest shape; safe to run from several processes at once."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with _connected(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(0x62323461)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise SettingsError(f"cannot start: the database does not answer: {error.orig}") from None


def now(connection: Connection) -> datetime:
    """The database's clock: the only one that leases and deadlines are measured with. SQLite has the host's."""
    if connection.dialect.name == "postgresql":
        moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return moment.astimezone(UTC)
    return datetime.now(UTC)


def _open_postgresql(url: str) -> Engine:
    try:
        # Parameters are people's values: they do not belong into an error's text, which is logged.
        return create_engine(_psycopg(url), pool_pre_ping=True, pool_size=8, max_overflow=8, hide_parameters=True)
    except (ArgumentError, ModuleNotFoundError):
        raise SettingsError(
            "cannot start: DATABASE_URL is no address like postgresql://user:password@host/name"
        ) from None


def _psycopg(url: str) -> str:
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
