"""batch: up to 50 commands in order, with references to earlier results (rest-call.md, section 5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from simulator.filters import Page
from simulator.wire import Params, RestError, as_flag, as_int, as_map, as_text, nest, time_block

MOST = 50
_REFERENCE = re.compile(r"\$result((?:\[[^\[\]]*\])+)")
_KEY = re.compile(r"\[([^\[\]]*)\]")

Inner = Callable[[str, Mapping[str, Any]], Any]
Spent = Callable[[str], tuple[float, int]]


def run(params: Mapping[str, Any], inner: Inner, now: Callable[[], datetime], spent: Spent) -> dict[str, Any]:
    """The five maps; HTTP 200 whatever the commands did. Each method inside spends its own budget (`spent`)."""
    given = Params(params)
    results: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    totals: dict[str, int] = {}
    following: dict[str, int] = {}
    times: dict[str, Any] = {}
    for place, (key, command) in enumerate(as_map(given.get("cmd")).items()):
        started = now()
        try:
            result = _one(place, command, results, inner)
        except RestError as error:
            errors[key] = error.body()
            if as_flag(given.get("halt")) or place >= MOST:
                break
            continue
        if isinstance(result, Page):
            totals[key] = result.total
            if result.next is not None:
                following[key] = result.next
            result = result.result
        results[key] = result
        times[key] = time_block(started, now(), spent(split(command)[0]))
    return {
        "result": results,
        "result_error": errors,
        "result_total": totals,
        "result_next": following,
        "result_time": times,
    }


def _one(place: int, command: Any, results: Mapping[str, Any], inner: Inner) -> Any:
    if place >= MOST:
        raise RestError("ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded")
    name, query = split(command)
    if name.lower().removesuffix(".json") == "batch":
        raise RestError("ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage", 405)
    given = nest(parse_qsl(query, keep_blank_values=True, errors="replace")) if isinstance(query, str) else query
    return inner(name, {key: _filled(value, results) for key, value in given.items()})


def _filled(value: Any, results: Mapping[str, Any]) -> Any:
    """References are looked for in decoded values: clients send `$` and brackets percent-encoded, as any value."""
    if isinstance(value, Mapping):
        return {key: _filled(inner, results) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, results) for inner in value]
    return _REFERENCE.sub(lambda found: _look_up(results, found[1]), value) if isinstance(value, str) else value


def split(command: Any) -> tuple[str, str | Mapping[str, Any]]:
    """`method?query`; a map with `method` and `params` is understood as well."""
    if isinstance(command, Mapping):
        return as_text(command.get("method")), as_map(command.get("params"))
    name, _, query = as_text(command).partition("?")
    return name.strip().lstrip("/"), query


def _look_up(results: Mapping[str, Any], path: str) -> str:
    """`[key][field][0]…` in what earlier commands returned; nothing there is empty text."""
    value: Any = results
    for key in _KEY.findall(path):
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and as_int(key) < len(value):
            value = value[as_int(key)]
        else:
            return ""
    return as_text(value)


def names(params: Mapping[str, Any]) -> list[str]:
    """The methods inside, for faults to match."""
    return [split(command)[0] for command in as_map(Params(params).get("cmd")).values()]
