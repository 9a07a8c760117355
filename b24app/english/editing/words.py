"""The words of an edit without what is only politeness."""

from __future__ import annotations

import re

from b24app.english.grammar.words.lexer import lex
from b24app.english.grammar.words.spelling import mended

_FRAMING = re.compile(
    r"^(?:(?:ok(?:ay)?|please|pls|hm+|well|now|actually|sorry|oh|wait,|no,|yes,|great,?|thanks,?|hey|"
    r"can you|could you|"
    r"would you|i want to|i'd like to|i would like to|we should|let's|you should|just)[\s,:.-]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[\s,]+(?:please|pls|thanks|thank you|too|as well))*[\s.!?]*\Z", re.IGNORECASE)
_SHORT = re.compile(r"\b([Dd]o|[Dd]oes|[Cc]a|[Ww]o|[Ss]hould|[Ii]s|[Aa]re)nt\b")


def plain(words: str) -> str:
    """What is asked, without framing; quotes as they were typed, in one spelling of quotation marks."""
    said = _SHORT.sub(r"\1n't", " ".join(words.translate(_QUOTES).split()))
    return _TAIL.sub("", _FRAMING.sub("", said)).strip()


def spelled(said: str) -> tuple[str, list[str]]:
    """The words with slips of the pen mended, and what was mended in words: "rmove the sms"."""
    tokens, notes = mended(lex(said))
    words, at = "", 0
    for token in tokens.items if notes else ():
        words += said[at : token.start] + (token.word if token.slip else said[token.start : token.end])
        at = token.end
    return (words + said[at:] if notes else said), notes


def quoted(said: str) -> list[str]:
    """What stands in quotes."""
    return [one or other for one, other in re.findall(r'"([^"]*)"|(?<!\w)\'([^\']*)\'(?!\w)', said)]


_QUOTES = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb\u2019\u2018", '"""""\'\'')
