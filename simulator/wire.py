"""What travels: PHP's form nesting in both directions, the envelopes, errors (rest-call.md, sections 1-3).

PHP has one array type, so a map with the keys 0..n-1 and a list are the same thing, and an empty map is `[]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

_PART = re.compile(r"\[([^\]]*)\]")
_MAX_DEPTH = 64  # PHP's max_input_nesting_level
_MAX_FIELDS = 5000


class RestError(Exception):
    """A refusal in Bitrix24's words; `code` may be a number or empty (rest-call.md, section 3)."""

    def __init__(self, code: str | int, description: str, status: int = 400, **extra: Any) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.description = description
        self.status = status
        self.extra = extra

    def body(self) -> dict[str, Any]:
        return {"error": self.code, "error_description": self.description, **self.extra}


class Params:
    """Parameters of a call; top-level names are found in any case (rest-call.md, section 1)."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)
        self._lower = {str(key).lower(): value for key, value in self.values.items()}

    def get(self, name: str, default: Any = None) -> Any:
        return self._lower.get(name.lower(), default)

    def text(self, name: str, default: str = "") -> str:
        return as_text(self.get(name), default)

    def number(self, name: str, default: int = 0) -> int:
        return as_int(self.get(name), default)

    def mapping(self, name: str) -> dict[str, Any]:
        return as_map(self.get(name))

    def items(self, name: str) -> list[Any]:
        return as_list(self.get(name))

    def has(self, name: str) -> bool:
        return name.lower() in self._lower


def as_text(value: Any, default: str = "") -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, str | int | float):
        return str(value)
    return default


def as_int(value: Any, default: int = 0) -> int:
    """PHP's `(int)`: leading digits count, anything else is 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value
    found = re.match(r"\s*[+-]?\d{1,18}", value) if isinstance(value, str) else None
    return int(found.group()) if found else default


def as_float(value: Any) -> float:
    found = re.match(r"\s*[+-]?\d{0,18}(\.\d+)?", value) if isinstance(value, str) else None
    if found and found.group().strip() not in {"", "+", "-"}:
        return float(found.group())
    return float(value) if isinstance(value, int | float) and abs(value) < 1e300 else 0.0


def as_flag(value: Any) -> bool:
    """Y, 1 and true in any of their spellings (rest-call.md, section 7)."""
    return str(value).strip().lower() in {"y", "1", "true", "yes"}


def as_map(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {str(key): inner for key, inner in value.items()}
    if isinstance(value, list):
        return {str(index): inner for index, inner in enumerate(value)}
    return {}


def as_list(value: Any) -> list[Any]:
    """A list as it is, a map's values, a scalar as a list of one, nothing as an empty list."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return list(value.values())
    return [] if value is None or value == "" else [value]


def upper_keys(value: Any) -> dict[str, Any]:
    return {key.upper(): inner for key, inner in as_map(value).items()}


def decode_form(text: str) -> dict[str, Any]:
    """`a[b][0]=x&a[c][]=y` the way PHP reads it."""
    return nest(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=None))


def nest(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for number, (name, value) in enumerate(pairs):
        if number >= _MAX_FIELDS:  # PHP's max_input_vars: the rest is dropped
            break
        head, bracket, tail = name.partition("[")
        keys = [head, *_PART.findall(bracket + tail)]
        if head and len(keys) <= _MAX_DEPTH:
            _put(root, keys, value)
    return {key: tidy(value) for key, value in root.items()}


def _put(root: dict[str, Any], keys: list[str], value: Any) -> None:
    node = root
    for key in keys[:-1]:
        name = key or str(len(node))
        if not isinstance(node.get(name), dict):
            node[name] = {}
        node = node[name]
    node[keys[-1] or str(len(node))] = value


def tidy(value: Any) -> Any:
    """Maps with the keys 0..n-1 become lists, all the way down."""
    if isinstance(value, dict):
        values = {str(key): tidy(inner) for key, inner in value.items()}
        if values and all(key == str(index) for index, key in enumerate(values)):
            return list(values.values())
        return values
    if isinstance(value, list):
        return [tidy(inner) for inner in value]
    return value


def encode_form(values: Mapping[str, Any]) -> str:
    """What PHP's http_build_query would send: nested, empty arrays left out, nulls as empty text."""
    return urlencode(list(_flat(values, "")))


def _flat(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{name}[{index}]")
    elif value is None:
        yield name, ""
    elif isinstance(value, bool):
        yield name, "1" if value else "0"
    else:
        yield name, str(value)


def read_json(text: str) -> dict[str, Any]:
    """A JSON body; what is not an object counts as no parameters, as PHP would see it."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return as_map(value) if isinstance(value, dict | list) else {}


def php_empty(value: Any) -> Any:
    """Empty maps become `[]`, and maps with the keys 0..n-1 lists (rest-call.md, section 5)."""
    if isinstance(value, dict):
        inners = [php_empty(inner) for inner in value.values()]
        is_list = all(str(key) == str(index) for index, key in enumerate(value))
        return inners if is_list else dict(zip(value, inners, strict=True))
    if isinstance(value, list | tuple):
        return [php_empty(inner) for inner in value]
    return value


def time_block(started: datetime, finished: datetime, spent: tuple[float, int] | None = None) -> dict[str, Any]:
    """The `time` of every envelope (rest-call.md, section 2); `spent` of the method's budget and when it returns.

    The outer call of a batch has no budget, so it shows its own duration (rest-call.md, section 5).
    """
    took = (finished - started).total_seconds()
    operating, reset_at = spent or (took, int(finished.timestamp()) + 600)
    return {
        "start": started.timestamp(),
        "finish": finished.timestamp(),
        "duration": took,
        "processing": took,
        "date_start": iso(started),
        "date_finish": iso(finished),
        "operating_reset_at": reset_at,
        "operating": operating,
    }


def iso(moment: datetime) -> str:
    """`YYYY-MM-DDThh:mm:ss+00:00`: whatever offset came, the portal keeps its server's (rest-call.md, section 7)."""
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # the first or the last day of all
        moment = moment.replace(tzinfo=UTC)
    return moment.replace(microsecond=0).isoformat()
