"""docker-compose.yml and the Dockerfile, checked without a Docker engine.

The last test starts each service's own command on this machine, with the file's own environment; only what is a name of
the private network (a host, a port) is replaced.
"""

import base64
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import psycopg
import pytest
import yaml
from psycopg import sql
from sqlalchemy import make_url

from tests.world import PATIENCE_S

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ROLES = ("web", "worker", "scheduler")
OURS = ("migrate", *ROLES)
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent

VALUES = {
    "B24APP_PUBLIC_URL": "https://composer.example",
    "B24APP_CLIENT_ID": "local.0123456789abcd.01234567",
    "B24APP_CLIENT_SECRET": "not-a-real-secret",
    "B24APP_ENCRYPTION_KEYS": "k1:" + base64.b64encode(bytes(range(32))).decode(),
    "B24APP_SESSION_SECRET": "s" * 48,
    "POSTGRES_PASSWORD": "postgres1",
    "REDIS_PASSWORD": "redis1",
}


def _filled(text: str) -> str:
    return re.sub(r"\$\{(\w+):\?[^}]+\}", lambda found: VALUES[found[1]], text)


def _words(service: str) -> list[str]:
    return [_filled(word) for word in SERVICES[service]["command"]]


def test_it_is_a_compose_file():
    schema = json.loads((ROOT / "tests/compose.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(COMPOSE, schema)


def test_it_runs_the_three_roles_and_their_two_stores():
    assert set(SERVICES) == {"migrate", *ROLES, "postgres", "redis"}


def test_networks_volumes_and_dependencies_exist():
    for name, service in SERVICES.items():
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(COMPOSE["volumes"]), name


def test_every_service_that_stays_up_says_whether_it_is_healthy():
    for name in set(SERVICES) - {"migrate"}:
        assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
        assert SERVICES[name]["restart"] == "unless-stopped"


def test_roles_wait_for_healthy_stores_and_a_migrated_database():
    for name in ROLES:
        assert {of: how["condition"] for of, how in SERVICES[name]["depends_on"].items()} == {
            "postgres": "service_healthy",
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }


def test_only_the_web_is_published_and_only_to_the_proxy_of_this_machine():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_stores_live_in_a_network_without_a_way_out():
    for name in ("postgres", "redis"):
        assert SERVICES[name]["networks"] == ["private"]
        assert SERVICES[name]["volumes"]
    assert COMPOSE["networks"]["private"] == {"internal": True}


def test_redis_keeps_what_it_was_given_and_asks_for_a_password():
    words = _words("redis")
    options = dict(zip(words[1::2], words[2::2], strict=True))
    assert words[0] == "redis-server"
    assert options["--appendonly"] == "yes"
    assert options["--maxmemory-policy"] == "noeviction"
    assert options["--requirepass"] == VALUES["REDIS_PASSWORD"]


def test_every_secret_must_be_given_and_none_is_written_down():
    secret = re.compile(r"SECRET|PASSWORD|KEYS|AUTH$|_URL$|CLIENT_ID")
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            assert not secret.search(variable) or re.search(r"\$\{\w+:\?[^}]+\}", value), f"{name}: {variable}"


def test_the_app_runs_in_production_as_one_image_with_nothing_to_write_on():
    for name in OURS:
        service = SERVICES[name]
        assert service["environment"]["B24APP_ENVIRONMENT"] == "production"
        assert (service["image"], service["build"]) == ("b24app", ".")
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "volumes" not in service


def test_the_image_is_built_in_two_stages_from_hashes_and_runs_without_rights():
    stages = re.split(r"(?m)^FROM ", DOCKERFILE)[1:]
    assert len(stages) == 2
    assert "--no-deps --require-hashes -r requirements/app.lock" in stages[0]
    assert re.findall(r"(?m)^USER (\S+)", stages[1]) == ["10001:10001"]
    assert "pip" not in stages[1]
    python = (ROOT / ".python-version").read_text(encoding="ascii").strip()
    assert [stage.split()[0] for stage in stages] == [f"python:{python}-slim-bookworm"] * 2, "not the tested Python"


def test_the_image_gets_what_it_copies_and_nothing_else():
    allowed = re.findall(r"(?m)^!(.+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"))
    copied = [word for line in re.findall(r"(?m)^COPY (?!--from)(.*) \S+$", DOCKERFILE) for word in line.split()]
    assert sorted(copied) == sorted(allowed)
    assert [path for path in copied if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("service", OURS)
def test_every_role_is_a_verb_of_the_command_line(service):
    program, verb, *_ = _words(service)
    assert program == "b24app"
    subprocess.run([BIN / program, verb, "--help"], check=True, capture_output=True, timeout=PATIENCE_S)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _database(place: Path) -> Iterator[str]:
    """An empty database of the kind the tests run on, for this test alone."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        yield f"sqlite:///{place / 'compose.sqlite'}"
        return
    url = make_url(given)
    name = sql.Identifier(f"compose_{secrets.token_hex(4)}")
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield url.set(database=name.as_string(connection).strip('"')).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@contextmanager
def _running(words: list[str], environment: dict[str, str], place: Path) -> Iterator[None]:
    """A service's process, started where nothing of the source tree is, and ended with all its children."""
    log = place / f"{'-'.join(words[:2])}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, env=environment, cwd=place, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield
        assert process.poll() is None, f"{words} ended: {log.read_text()}"
    except AssertionError:
        sys.stderr.write(log.read_text())
        raise
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _is_healthy(words: list[str], environment: dict[str, str], place: Path) -> bool:
    check = subprocess.run(words, env=environment, cwd=place, capture_output=True, timeout=PATIENCE_S, check=False)
    return check.returncode == 0


def _wait_until_healthy(service: str, environment: dict[str, str], place: Path, port: int) -> None:
    kind, *words = SERVICES[service]["healthcheck"]["test"]
    words = ["sh", "-c", words[0]] if kind == "CMD-SHELL" else words
    words = [word.replace(":8000", f":{port}").replace("redis-cli ", f"redis-cli -p {port} ") for word in words]
    deadline = time.monotonic() + PATIENCE_S
    while not _is_healthy(words, environment, place):
        assert time.monotonic() < deadline, f"{service} is not healthy: {words}"
        time.sleep(0.3)


def _here(database: str, redis_port: int) -> dict[str, str]:
    """The environment the file gives to the app, with the private network's names replaced."""
    given = {name: _filled(value) for name, value in SERVICES["web"]["environment"].items()}
    given["DATABASE_URL"] = database
    given["REDIS_URL"] = given["REDIS_URL"].replace("@redis:6379", f"@127.0.0.1:{redis_port}")
    return {"PATH": f"{BIN}:{os.environ['PATH']}", "HOME": "/nonexistent", "LANG": "C.UTF-8", **given}


@pytest.mark.slow
def test_the_command_of_every_service_runs_and_becomes_healthy_without_a_container(tmp_path):
    redis_port, web_port = _free_port(), _free_port()
    environment = {"PATH": f"{BIN}:{os.environ['PATH']}", **SERVICES["redis"]["environment"]}
    environment = {name: _filled(value) for name, value in environment.items()}
    with ExitStack() as stack:
        redis = [*_words("redis"), "--port", str(redis_port), "--bind", "127.0.0.1", "--dir", str(tmp_path)]
        stack.enter_context(_running(redis, environment, tmp_path))
        _wait_until_healthy("redis", environment, tmp_path, redis_port)
        environment = _here(stack.enter_context(_database(tmp_path)), redis_port)
        subprocess.run(_words("migrate"), env=environment, cwd=tmp_path, check=True, timeout=PATIENCE_S)
        for role in ROLES:
            words = [{"0.0.0.0": "127.0.0.1", "8000": str(web_port)}.get(word, word) for word in _words(role)]  # noqa: S104  # replaced, not bound
            stack.enter_context(_running(words, environment, tmp_path))
        for role in ROLES:
            _wait_until_healthy(role, environment, tmp_path, web_port)


def test_nothing_is_healthy_while_nothing_runs(tmp_path):
    environment = _here(f"sqlite:///{tmp_path / 'none.sqlite'}", _free_port())
    for role in ROLES:
        _, *words = SERVICES[role]["healthcheck"]["test"]
        words = [word.replace(":8000", f":{_free_port()}") for word in words]
        assert not _is_healthy(words, environment, tmp_path), role
