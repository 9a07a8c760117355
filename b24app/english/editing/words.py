"""The words of an edit without what is only politeness, and the lengths of time in them."""

from __future__ import annotations

import re
from typing import Any, Final

from b24app.english.grammar.words.lexer import lex
from b24app.english.grammar.words.spelling import mended

_FRAMING = re.compile(
    r"^(?:(?:ok(?:ay)?|please|pls|hm+|well|now|actually|sorry|oh|wait,|no,|yes,|great,?|thanks,?|hey|"
    r"can you|could you|"
    r"would you|i want to|i'd like to|i would like to|we should|let's|you should|just)[\s,:.-]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[\s,]+(?:please|pls|thanks|thank you|too|as well))*[\s.!?]*\Z", re.IGNORECASE)
_NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
                   "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "thirty": 30}  # fmt: skip
_UNITS: Final = {"min": "minutes", "minute": "minutes", "h": "hours", "hr": "hours", "hour": "hours", "d": "days",
                 "day": "days", "w": "weeks", "week": "weeks", "month": "months"}  # fmt: skip
DURATION: Final = (
    rf"\b(?P<amount>\d{{1,4}}|{'|'.join(_NUMBERS)})[ -]?(?P<business>business |working |work)?"
    r"(?P<unit>min(?:ute)?|h(?:ou)?r?|d(?:ay)?|w(?:eek)?|month)s?\b"
)
_DURATION = re.compile(DURATION)


_SHORT = re.compile(r"\b([Dd]o|[Dd]oes|[Cc]a|[Ww]o|[Ss]hould|[Ii]s|[Aa]re)nt\b")
# Why something is to change is no part of it: "Ivan is on holiday, give his task to Olga".
_REASON = re.compile(
    r"^(?:[A-Z]\w+|he|she|they) (?:is|are|has|have) (?:on (?:holiday|vacation|leave)|away|ill|sick|busy|gone|out|left|"
    r"too busy|overloaded|no time)(?: (?:now|this week|today|for now))?[,;.:]\s*(?:so |therefore )?",
)


def plain(words: str) -> str:
    """What is asked, without framing; quotes as they were typed, in one spelling of quotation marks."""
    said = _SHORT.sub(r"\1n't", " ".join(words.translate(_QUOTES).split()))
    return _TAIL.sub("", _FRAMING.sub("", _REASON.sub("", said))).strip()


def spelled(said: str) -> tuple[str, list[str]]:
    """The words with slips of the pen mended, and what was mended in words: "rmove the sms"."""
    tokens, notes = mended(lex(said))
    words, at = "", 0
    for token in tokens.items if notes else ():
        words += said[at : token.start] + (token.word if token.slip else said[token.start : token.end])
        at = token.end
    return (words + said[at:] if notes else said), notes


def length(found: re.Match[str]) -> dict[str, Any]:
    """The length of time that a match of `DURATION` tells."""
    told = found["amount"]
    unit = "business_days" if found["business"] else _UNITS[found["unit"]]
    return {"amount": int(told) if told.isdigit() else _NUMBERS[told], "unit": unit}


def lengths(said: str) -> list[dict[str, Any]]:
    """Every length of time in the words."""
    return [length(found) for found in _DURATION.finditer(said.casefold())]


def quoted(said: str) -> list[str]:
    """What stands in quotes."""
    return [one or other for one, other in re.findall(r'"([^"]*)"|(?<!\w)\'([^\']*)\'(?!\w)', said)]


_QUOTES = str.maketrans("\u201c\u201d\u201e\u00ab\u00bb\u2019\u2018", '"""""\'\'')
