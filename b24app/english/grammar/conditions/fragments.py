"""Parts of texts that are no words: "+44", "@gmail.com", ".edu", "O-"."""

from __future__ import annotations

import re

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found

_FRAGMENT = re.compile(r"[@.+#][\w-]+(?:\.[\w-]+)*|[\w-]+(?:[.@][\w-]+)+")
_GRADE = {"-", "+"}
_LONGEST = 10
_SHORT = 2


def fragment(tokens: Tokens, at: int) -> Found[str | float] | None:
    """A run of characters without a space that has such a mark in it."""
    start = tokens.at(at).start
    if start > 0 and tokens.source[start - 1] == "@":
        start -= 1
    found = _FRAGMENT.match(tokens.source, max(start, 0)) if tokens.kind(at) not in {"END", "QUOTED"} else None
    if not found:
        return None
    ends = (end for end in range(at + 1, at + _LONGEST) if tokens.at(end - 1).end == found.end())
    end = next(ends, None)
    return Found(found[0], end) if end else None


def past_grade(tokens: Tokens, end: int) -> int:
    """Past the mark of "O-", "A+" that closes a short value."""
    mark = tokens.at(end)
    after = tokens.at(end + 1)
    apart = after.start != mark.end or after.kind not in {"WORD", "NUMBER"}
    joined = mark.text in _GRADE and mark.start == tokens.at(end - 1).end and apart
    return end + (joined and len(tokens.at(end - 1).text) <= _SHORT)
