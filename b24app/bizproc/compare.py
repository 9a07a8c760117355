"""Compare a template that was sent with the one a portal gives back (bpt-format.md, REST).

PHP knows one kind of empty array and JSON two; numbers come back as texts; the designer adds keys of its own. None
of that is a difference, nor is the absence of a key that held nothing.
"""

from __future__ import annotations

from typing import Any

_LONGEST = 200


def differences(sent: Any, found: Any, path: str = "") -> tuple[tuple[str, str, str], ...]:
    """Where `found` is not what was sent, as (path, sent, found); keys that were not sent are not looked at."""
    if isinstance(sent, dict | list | tuple):
        return _of_arrays(_items(sent), found, path)
    if isinstance(found, dict | list | tuple) or scalar(sent) != scalar(found):
        return ((path or "/", _short(sent), _short(found)),)
    return ()


def scalar(value: Any) -> str:
    """A number, text, flag or nothing as PHP would print it."""
    if value is None or value is False:
        return ""
    return "1" if value is True else str(value)


def _of_arrays(sent: dict[str, Any], found: Any, path: str) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(found, dict | list | tuple):
        return () if not sent and scalar(found) == "" else ((path or "/", _short(sent), _short(found)),)
    known = _items(found)
    # In a list every item counts; in a map only those that were sent.
    extra = known.keys() - sent.keys() if _is_list(sent) and _is_list(known) else set()
    rows: list[tuple[str, str, str]] = []
    for key, value in sent.items():
        at = f"{path}/{key}"
        if key in known:
            rows += differences(value, known[key], at)
        elif not _is_nothing(value):
            rows.append((at, _short(value), "nothing"))
    rows += [(f"{path}/{key}", "nothing", _short(known[key])) for key in sorted(extra)]
    return tuple(rows)


def _items(array: Any) -> dict[str, Any]:
    pairs = array.items() if isinstance(array, dict) else enumerate(array)
    return {str(key): value for key, value in pairs}


def _is_nothing(value: Any) -> bool:
    return not value if isinstance(value, dict | list | tuple) else scalar(value) == ""


def _is_list(items: dict[str, Any]) -> bool:
    return list(items) == [str(index) for index in range(len(items))]


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
