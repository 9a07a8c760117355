"""Health: `/livez` says the process answers, `/readyz` asks what it needs."""

from __future__ import annotations

from flask import Blueprint
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from b24app.version import VERSION


def health(engine: Engine, redis: Redis) -> Blueprint:
    """`/livez`, `/readyz`."""
    page = Blueprint("health", __name__)

    @page.get("/livez")
    def alive() -> dict[str, str]:
        return {"server": "ok", "version": VERSION}

    @page.get("/readyz")
    def ready() -> tuple[dict[str, str], int]:
        found = {"server": "ok", "database": _database(engine), "queue": _queue(redis)}
        # Without Redis calls are still accepted and found by the sweeper, so only the database decides.
        return found, 200 if found["database"] == "ok" else 503

    return page


def _database(engine: Engine) -> str:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        return type(error).__name__
    return "ok"


def _queue(redis: Redis) -> str:
    try:
        redis.ping()
    except RedisError as error:
        return type(error).__name__
    return "ok"
