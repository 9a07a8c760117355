"""The written forms of a reference and of a calculation (bpt-format.md, "Expressions")."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BODY = (
    r"\{=\s*(?P<object>[a-z0-9_]+)\s*:\s*(?P<field>[a-z0-9_.]+)\s*"
    r"(?:>\s*(?P<first>[a-z0-9_:]+)\s*(?:,\s*(?P<second>[a-z0-9_:]+)\s*)?)?\}"
)
WHOLE = re.compile(rf"{_BODY}\Z", re.IGNORECASE)
INLINE = re.compile(_BODY, re.IGNORECASE)
# Blanks before "=" do not matter (compile-map.md, "How texts are read").
CALCULATION = re.compile(r"(?:\s*=(?P<bare>.*)|\{\{=(?P<braced>.*)\}\})\Z", re.DOTALL)
# The character after "}}" is part of the match and must not be "}": this is why the second of two adjacent
# calculations stays literal, and why one followed by "}" is not calculated (compile-map.md, "Second reading").
INLINE_CALCULATION = re.compile(r"\{\{=(?P<formula>.*?)\}\}(?P<after>[^}]|\Z)", re.DOTALL)

# A list of two texts is a reference when the first is one of these or a step's name (compile-map.md, 10d).
LIST_OBJECTS = frozenset(
    {"Document", "Template", "Variable", "Constant", "GlobalVar", "GlobalConst", "Workflow", "User", "System", "Input"}
)
# `Parameter` resolves in texts on 26.x, which is the version this engine follows.
OBJECTS = LIST_OBJECTS | {"Parameter"}


@dataclass(frozen=True)
class Reference:
    """`{=object:field > modifiers}`."""

    object: str
    field: str
    modifiers: tuple[str, ...] = ()


def from_match(found: re.Match[str]) -> Reference:
    modifiers = tuple(found[name].lower() for name in ("first", "second") if found[name])
    return Reference(found["object"], found["field"], modifiers)


def whole(text: str) -> Reference | None:
    """The reference that a text consists of, or None."""
    found = WHOLE.match(text)
    return from_match(found) if found else None


def formula(text: str) -> str | None:
    """The calculation that a text consists of, or None."""
    found = CALCULATION.match(text)
    return (found["bare"] if found["bare"] is not None else found["braced"]) if found else None
