"""One JSON line per event; the last processor hides what must never be written (reliability.md T-07)."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from b24app.model import Secret

_SECRET_NAMES = re.compile(
    r"token|secret|password|auth_id|refresh_id|^auth$|authorization|bearer|cookie|code$|keys?$", re.IGNORECASE
)
_SECRET_TEXTS = (
    re.compile(r"(?i)((?:auth|token|secret|password|code|AUTH_ID|REFRESH_ID)\]?=)[^&\s\"']+"),
    re.compile(r"""(?i)(["'](?:auth|\w*(?:token|secret|password)|AUTH_ID|REFRESH_ID)["']\s*:\s*["'])[^"']+"""),
    re.compile(r"(?i)(bearer\s+)[\w.~+/=-]+"),
    re.compile(r"(://[^\s/:@]*:)[^\s/@]+(?=@)"),
)


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


def _hidden(name: str, value: Any, *, inside: bool = False) -> Any:
    """`inside`: something under a secret name, where every text is secret whatever its own name is."""
    if value is None or isinstance(value, bool | int | float):
        return value
    secret = inside or _SECRET_NAMES.search(name) is not None
    if isinstance(value, Mapping):
        return {str(key): _hidden(str(key), item, inside=secret) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_hidden(name, item, inside=secret) for item in value]
    if secret or isinstance(value, Secret):
        return "***"
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    for pattern in _SECRET_TEXTS:
        text = pattern.sub(r"\1***", text)
    return text
