"""A class of texts that are refused: a pattern, tried only where one of its pieces stands."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

WORDS = r"(?:\W+[\w']+)"
CLAUSE = r"[^.!?;\n]"


class Harm(NamedTuple):
    """A class of harm: a pattern, and pieces of words of which a text of the class holds one."""

    pieces: tuple[str, ...]
    pattern: str

    def found(self, spoken: str, lowered: str) -> bool:
        return any(piece in lowered for piece in self.pieces) and _compiled(self.pattern).search(spoken) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """When it is first needed: most descriptions hold none of the pieces."""
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


def harm(pieces: str, pattern: str) -> Harm:
    """A class from its pieces, told in one line, and its pattern."""
    return Harm(tuple(pieces.split()), pattern)
