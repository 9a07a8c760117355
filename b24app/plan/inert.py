"""Run-time text on its way into a workflow, made safe to be read a second time.

Parameters and robots' results are evaluated again wherever a template reads them (compile-map.md, "Values read
twice"). Literal text that goes into a template itself needs no such change: `bizproc/literals.py` writes it exactly.
"""

from __future__ import annotations

import re

_OPENERS = re.compile(r"\{(?=[={])")
_LEADING = re.compile(r"\A([\s\0]*)=")


def inert(text: str) -> str:
    """The same text to a reader; no expression to the engine that reads it a second time."""
    return _LEADING.sub(r"\1'=", _OPENERS.sub("{ ", text))
