"""PHP's view of plain values: truth, numbers, text and loose comparison (version 8 rules).

The engine judges what a PHP server would do, so `'0'` is empty, `'1500.00' > '1000'` compares numbers, and a missing
value equals the empty text (compile-map.md, "condition, its values").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_NUMERIC = re.compile(r"[ \t\n\r\v\f]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t\n\r\v\f]*\Z")
_PREFIX = re.compile(r"[ \t\n\r\v\f]*([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)")


def truthy(value: Any) -> bool:
    """`(bool)$value`; `not truthy` is PHP's `empty`."""
    if isinstance(value, str):
        return value not in {"", "0"}
    return bool(value)


def is_numeric(value: Any) -> bool:
    """`is_numeric($value)`."""
    if isinstance(value, str):
        return _NUMERIC.match(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def to_number(value: Any) -> int | float:
    """`0 + $value` without the exception: text gives its numeric beginning, a list 1 or 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        found = _PREFIX.match(value)
        if found is None:
            return 0
        text = found.group(1)
        return int(text) if re.fullmatch(r"[+-]?\d+", text) else float(text)
    return 1 if truthy(value) else 0


def to_int(value: Any) -> int:
    """`(int)$value`."""
    number = to_number(value)
    return int(number) if abs(number) < 1e300 else 0


def number_text(value: float) -> str:
    """A float as PHP prints it: 99.0 is `99`, 0.1 + 0.2 is `0.3`."""
    text = f"{value:.14g}"
    return text.replace("e", "E") if "e" in text else text


def to_text(value: Any) -> str:
    """A value inside a text: lists joined with `, `, multifields by their VALUE (variables.md, "What each read")."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, Mapping | list | tuple):
        return ", ".join(to_text(item) for item in items(value))
    return str(value)


def items(value: Any) -> list[Any]:
    """The members of a list or map; a multifield entry `{VALUE, VALUE_TYPE}` counts as its VALUE."""
    if isinstance(value, Mapping):
        return [value["VALUE"]] if "VALUE" in value else [_plain(item) for item in value.values()]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return [value]


def _plain(item: Any) -> Any:
    return item["VALUE"] if isinstance(item, Mapping) and "VALUE" in item else item


def flatten(value: Any) -> list[Any]:
    """Every scalar inside nested lists and maps, in order."""
    if isinstance(value, Mapping | list | tuple):
        return [leaf for item in items(value) for leaf in flatten(item)]
    return [value]


def compare(left: Any, right: Any) -> int:
    """`$left <=> $right`."""
    if isinstance(left, bool) or isinstance(right, bool):
        return _order(truthy(left), truthy(right))
    if left is None or right is None:
        return _compare_null(left, right)
    if _is_array(left) or _is_array(right):
        return _compare_arrays(left, right)
    if is_numeric(left) and is_numeric(right):
        return _order(to_number(left), to_number(right))
    return _order(to_text(left), to_text(right))


def equal(left: Any, right: Any) -> bool:
    """`$left == $right`."""
    return compare(left, right) == 0


def contains(values: Iterable[Any], wanted: Any) -> bool:
    """`in_array($wanted, $values)`."""
    return any(equal(value, wanted) for value in values)


def _compare_null(left: Any, right: Any) -> int:
    if isinstance(left, str) or isinstance(right, str):
        return _order(left or "", right or "")
    return _order(truthy(left), truthy(right))


def _compare_arrays(left: Any, right: Any) -> int:
    if not _is_array(left):
        return -1
    if not _is_array(right):
        return 1
    ours, theirs = items(left), items(right)
    if len(ours) != len(theirs):
        return _order(len(ours), len(theirs))
    return next((result for a, b in zip(ours, theirs, strict=True) if (result := compare(a, b))), 0)


def _is_array(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)


def _order(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)
