"""What a validator has against an answer, in sentences that a model can correct itself by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from pydantic import ValidationError

from b24app.english import shapes


def complaints(error: ValidationError, told: Any) -> Iterator[str]:
    """The validator's own sentences, each at the node it is about: `n3.amount: Input should be …`.

    Where something may have one of several shapes, only what is wrong with the shape that it has is told.
    """
    errors = error.errors()
    inner = [row for row in errors if not any(_is_inside(other["loc"], row["loc"]) for other in errors)]
    placed = [(*_placed(row["loc"], told), row) for row in inner]
    fitting = {(where, shape) for where, shape, row in placed} - {
        (where, shape) for where, shape, row in placed if row["type"] in {"missing", "extra_forbidden"}
    }
    for where, shape, row in placed:
        if (where, shape) in fitting or not any(other[0] == where for other in fitting):
            yield f"{'.'.join((*where, *_behind(row['loc'], shape)))}: {row['msg']}"


def _is_inside(loc: tuple[Any, ...], outer: tuple[Any, ...]) -> bool:
    """Whether that is a place in the other: of a list with a wrong entry it is also said that it is too short."""
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def _placed(loc: tuple[Any, ...], told: Any) -> tuple[tuple[str, ...], str]:
    """Where it is, as far as the answer goes, and the name of the shape that it was held against there, if any."""
    where: list[str] = []
    at = told
    for part in loc:
        try:
            at = at[part]
        except (KeyError, IndexError, TypeError):
            if isinstance(part, str) and part in shapes.kinds():
                continue
            return tuple(where), str(part)
        if isinstance(at, dict) and "id" in at:
            where = [str(at["id"])]
        else:
            where.append(str(part))
    return tuple(where), ""


def _behind(loc: tuple[Any, ...], shape: str) -> tuple[str, ...]:
    """The key behind the name of the shape, with its places in a list; what follows are names of shapes again."""
    behind = list(loc[loc.index(shape) + 1 :]) if shape in loc else []
    keys = behind[:1] + list(takewhile(lambda part: isinstance(part, int), behind[1:]))
    return tuple(map(str, keys)) if behind else (shape,) if shape.isidentifier() else ()
