"""What the engine makes of one property value, written from compile-map.md, "How texts are read".

It shares nothing with the encoder.
"""

from __future__ import annotations

import re

from b24app.bizproc.literals import literal
from b24app.plan.inert import inert

ALPHABET = "{}=: \nAb>,"
TOKENS = ["{", "{{", "}", "}}", "=", "{=", "{{=", "Document:TITLE", "Variable:TxtBrace", "{=Variable:TxtEquals}",
          "1+1", " ", "\0", "\v", "\xa0", "> int", "{=Document:ID}"]  # fmt: skip
REFERENCE = r"\{=\s*([a-z0-9_]+)\s*:\s*([a-z0-9_.]+)\s*(?:>\s*([a-z0-9_:, ]+?)\s*)?\}"
WHOLE = re.compile(rf"\s*{REFERENCE}\s*\Z", re.IGNORECASE)
INLINE = re.compile(REFERENCE, re.IGNORECASE)
CALCULATION = re.compile(r"\{\{=(.*?)\}\}(?!\})", re.DOTALL)
VALUES = {("variable", "txtbrace"): "{", ("variable", "txtequals"): "=", ("document", "title"): "{=Document:ID}"}


class Evaluated(Exception):
    """The engine would calculate something, or read a reference that nobody put there."""


def evaluate(value: str, known: dict[tuple[str, str], str] = VALUES) -> str:
    """What the engine makes of one property value; any calculation or foreign reference raises."""
    whole = WHOLE.match(value)
    if whole and value.strip() == value:
        return _look_up(whole, known)
    if value.lstrip(" \t\n\r\0\v").startswith("=") or CALCULATION.search(value) or "{{=" in value:
        raise Evaluated(value)
    return INLINE.sub(lambda found: _look_up(found, known), value)


def _look_up(found: re.Match[str], known: dict[tuple[str, str], str]) -> str:
    key = (found[1].lower(), found[2].lower())
    if key not in known or found[3]:
        raise Evaluated(found[0])
    return known[key]


OURS = {key: VALUES[key] for key in list(VALUES)[:2]}


def check_literal(text: str) -> None:
    """Encoded, it evaluates to exactly what was typed."""
    assert evaluate(literal(text), OURS) == text


def check_inert(text: str) -> None:
    """Neutralised, it evaluates to itself."""
    assert evaluate(inert(text), {}) == inert(text)
