"""What must hold when conditions do not: checked against the truth table of every small shape."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest

from b24app.english.grammar.conditions.negation import opposite
from b24app.plan.plan import AnyOf, Comparison, Condition

_A, _B, _C, _D = (Comparison(field=name, op="empty") for name in "ABCD")
_PARTS: tuple[Condition, ...] = (
    _A,
    _D,
    AnyOf(any=((_A,), (_B,))),
    AnyOf(any=((_A, _B), (_C,))),
    AnyOf(any=((_A, _B), (_C, _D))),
    AnyOf(any=((_A, _B, _C), (_D,), (_B, _D))),
    AnyOf(any=((_B,),)),
)
_SHAPES = [(one,) for one in _PARTS] + list(combinations_with_replacement(_PARTS, 2)) + [(_A, _B, _C), _PARTS[1:4]]


def _holds(rows: tuple[Condition, ...], empty: dict[str, bool]) -> bool:
    return all(_one_holds(row, empty) for row in rows)


def _one_holds(row: Condition, empty: dict[str, bool]) -> bool:
    if isinstance(row, AnyOf):
        return any(_holds(group, empty) for group in row.any)
    return empty[row.field] == (row.op == "empty")


@pytest.mark.parametrize("rows", _SHAPES)
def test_the_opposite_holds_exactly_where_the_conditions_do_not(rows: tuple[Condition, ...]) -> None:
    for values in product((True, False), repeat=4):
        empty = dict(zip("ABCD", values, strict=True))
        assert _holds(opposite(rows), empty) is not _holds(rows, empty)
