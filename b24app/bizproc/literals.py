"""Literal text on its way into a template, and back.

The engine evaluates every text it reads, and knows no escape. So a brace or an equals sign that would begin an
expression is replaced by a reference to a variable that holds it (compile-map.md, Rule). The text prints exactly as
typed, here and in the designer, and holds no other expression than the typed ones that the compiler put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

BRACE: Final = "{=Variable:TxtBrace}"
EQUALS: Final = "{=Variable:TxtEquals}"
_OPENERS = re.compile(r"\{+(?==)")
_CLOSING_RUN = re.compile(r"\{+\Z")
_FIRST_EQUALS = re.compile(r"\A([\s\0]*)=")


@dataclass(frozen=True)
class Expression:
    """A reference or calculation that the compiler emits; never made from what a person typed."""

    text: str


Part = str | Expression


def literal(text: str) -> str:
    """A value that evaluates to exactly `text`."""
    return encode([text])


def encode(parts: Iterable[Part]) -> str:
    """A value that evaluates to the texts as they are and to what the expressions give."""
    merged = _merged(parts)
    out: list[str] = []
    for index, part in enumerate(merged):
        if isinstance(part, Expression):
            out.append(part.text)
            continue
        before_expression = index + 1 < len(merged)
        # A run of braces becomes inert as a whole: one plain brace left before `{=` would form `{{=`.
        text = _OPENERS.sub(_as_variables, part)
        text = _CLOSING_RUN.sub(_as_variables, text) if before_expression else text
        out.append(_FIRST_EQUALS.sub(rf"\1{EQUALS}", text) if index == 0 else text)
    return "".join(out)


def listed(values: Sequence[str]) -> list[str]:
    """A list of texts; two may be read as a reference, and a repeated third makes them inert (compile-map.md)."""
    return [*values, values[-1]] if len(values) == 2 else list(values)  # noqa: PLR2004 - see above


def needed_variables(tree: Any) -> dict[str, dict[str, str]]:
    """The declarations of those of the two variables that the texts in `tree` refer to."""
    texts = list(strings(tree))
    rows = (("TxtBrace", "Opening brace", "{", BRACE), ("TxtEquals", "Equals sign", "=", EQUALS))
    return {
        code: variable(name, default=value) for code, name, value, use in rows if any(use in text for text in texts)
    }


def variable(name: str, default: str = "") -> dict[str, str]:
    """A text parameter or variable as the exporter writes it."""
    return {
        "Name": name,
        "Description": "",
        "Type": "string",
        "Required": "0",
        "Multiple": "0",
        "Options": "",
        "Default": default,
    }


def strings(tree: Any) -> Iterable[str]:
    """Every text in a tree, keys left out, in reading order."""
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting += reversed(item.values())
        elif isinstance(item, list | tuple):
            waiting += reversed(item)


def _merged(parts: Iterable[Part]) -> list[Part]:
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part:
            merged.append(part)
    return merged


def _as_variables(run: re.Match[str]) -> str:
    return BRACE * len(run[0])
