"""Whether two tests can never hold together: other values of one field, or ranges of it that do not touch."""

from __future__ import annotations

import math

from b24app.plan.plan import Comparison, Condition

UPS = {"gt", "gte"}
DOWNS = {"lt", "lte"}
_NAMES = {"eq", "in"}
_TWO = 2


def excludes(one: tuple[Condition, ...], two: tuple[Condition, ...]) -> bool:
    """Whether no record meets both, as far as their one field tells."""
    first, second = _rows(one), _rows(two)
    if not first or not second or _fields(first) != _fields(second):
        return False
    if _opposed(first, second):
        return True
    names, others = _names(first), _names(second)
    if names is not None and others is not None:
        return not names & others
    low, high = _range(first), _range(second)
    return low is not None and high is not None and (_below(low, high) or _below(high, low))


def adjoin(one: tuple[Condition, ...], two: tuple[Condition, ...]) -> bool:
    """Whether two ranges of one field share only the number where one ends and the other starts: "10k+, 5k-10k"."""
    first, second = _rows(one), _rows(two)
    if not first or not second or _fields(first) != _fields(second):
        return False
    low, high = _range(first), _range(second)
    return low is not None and high is not None and (low[1][0] == high[0][0] or high[1][0] == low[0][0])


_OPPOSED = {"empty": "not_empty", "eq": "ne", "in": "not_in", "contains": "not_contains", "gt": "lte", "gte": "lt"}


def _opposed(one: list[Comparison], two: list[Comparison]) -> bool:
    """Whether one test is the other's negation: "without a phone …, with a phone …"."""
    if len(one) != 1 or len(two) != 1 or one[0].value != two[0].value or _fields(one) != _fields(two):
        return False
    ops = one[0].op, two[0].op
    return _OPPOSED.get(ops[0]) == ops[1] or _OPPOSED.get(ops[1]) == ops[0]


def _rows(rows: tuple[Condition, ...]) -> list[Comparison]:
    """The comparisons, when all are of one field."""
    told = [row for row in rows if isinstance(row, Comparison)]
    return told if len(told) == len(rows) and len(_fields(told)) == 1 else []


def _fields(rows: list[Comparison]) -> set[str]:
    """Their fields; of "lost reason" and "Lost reason" one is meant."""
    return {row.field.casefold() for row in rows}


def _names(rows: list[Comparison]) -> set[str] | None:
    row = rows[0]
    if len(rows) > 1 or row.op not in _NAMES:
        return None
    values = row.value if isinstance(row.value, tuple) else (row.value,)
    return {str(one).casefold() for one in values}


_Bound = tuple[float, bool]


def _range(rows: list[Comparison]) -> tuple[_Bound, _Bound] | None:
    """The lowest and the highest value, and whether it is one of them."""
    low, high = (-math.inf, False), (math.inf, False)
    for row in rows:
        if not isinstance(row.value, float):
            return None
        if row.op in UPS:
            low = (row.value, row.op == "gte")
        elif row.op in DOWNS:
            high = (row.value, row.op == "lte")
        elif row.op == "eq":
            low = high = (row.value, True)
        else:
            return None
    return low, high


def _below(one: tuple[_Bound, _Bound], two: tuple[_Bound, _Bound]) -> bool:
    (top, with_top), (bottom, with_bottom) = one[1], two[0]
    return top < bottom or (top == bottom and not (with_top and with_bottom))


def covers_all(tests: list[tuple[Condition, ...]]) -> bool:
    """Whether one of the tests holds whatever the number: "under 500 …, 500 to 5000 …, above 5000 …"."""
    rows = [_rows(test) for test in tests]
    if len(rows) == _TWO and all(rows) and _opposed(rows[0], rows[1]):
        return True
    ranges = [_range(told) for told in rows if told]
    if len(ranges) != len(tests) or None in ranges or len({told[0].field for told in rows}) != 1:
        return False
    top: _Bound = (-math.inf, True)
    for low, high in sorted(one for one in ranges if one is not None):
        if low[0] > top[0] or (low[0] == top[0] and not (low[1] or top[1])):
            return False
        top = max(top, high)
    return top[0] == math.inf
