"""One JSON line per event; the last processor hides what must never be written (reliability.md T-07)."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from b24app.model import Secret

_SECRET_NAMES = re.compile(r"token|secret|password|auth_id|refresh_id|authorization|bearer|code$|key$", re.IGNORECASE)
_SECRET_TEXTS = re.compile(r"(?i)((?:auth|token|secret|password|code|AUTH_ID|REFRESH_ID)=)[^&\s\"']+")


def set_up_logs() -> None:
    """Structured lines on standard error, for the app and for the libraries' warnings."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            hide_secrets,
            structlog.processors.JSONRenderer(default=str),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def hide_secrets(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Values of secret names, Secret objects and token-like parts of texts become `***`, at any depth."""
    for name in list(line):
        line[name] = _hidden(name, line[name])
    return line


def _hidden(name: str, value: Any) -> Any:
    if isinstance(value, Secret) or (_SECRET_NAMES.search(name) and isinstance(value, str | bytes)):
        return "***"
    if isinstance(value, dict):
        return {key: _hidden(str(key), item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(name, item) for item in value]
    return _SECRET_TEXTS.sub(r"\1***", value) if isinstance(value, str) else value
