"""gunicorn, started from Python so that one verb and one set of settings run everywhere."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication

from b24app.app import create_app, open_services
from b24app.processes import redis_of
from b24app.settings import Settings


class _Web(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, settings: Settings, redis_url: str, options: dict[str, Any]) -> None:
        self._settings = settings
        self._redis_url = redis_url
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Called in each web process, after the fork: connections are never shared."""
        return create_app(open_services(self._settings, self._redis_url))


def serve_web(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until told to stop."""
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": 4,
        "timeout": 90,  # a publish waits for the portal, which may take 60 s
        "graceful_timeout": 30,
        "keepalive": 5,
        "limit_request_line": 8190,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
    }
    with redis_of(settings) as url:
        _Web(settings, url, options).run()
