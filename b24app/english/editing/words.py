"""The words of an edit without what is only politeness."""

from __future__ import annotations

import re

from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.spelling import mended
from b24app.english.grammar.words.wishes import as_orders

_FRAMING = re.compile(
    r"^(?:(?:ok(?:ay)?|please|pls|hm+|well|now|actually|sorry|oh|wait,|no,|yes,|great,?|thanks,?|hey|"
    r"can you|could you|"
    r"would you|i want to|i'd like to|i would like to|we should|let's|you should|just|on second thoughts?|"
    r"i(?:'ve)? changed my mind|you know what|come to think of it|one more thing|another thing|umm?|good|perfect|yeah|"
    r"right,|no wait,?)[\s,:.-]+)+",
    re.IGNORECASE,
)
# "could the task come first?" asks for what "the task should come first" asks for.
_ASKED = re.compile(
    r"^(?:could|can|should|would|shall|may) (?P<what>(?:the|its|his|her|step) [\w -]+?) (?P<verb>come|go|be|get|wait|"
    r"run|have|happen|start)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"(?:throw|chuck|toss|slip|stick|squeeze|work|tack|fit|put|pop) (?:in|on) (?=an?\b|another\b)", re.IGNORECASE
)
_TAIL = re.compile(r"(?:[\s,]+(?:please|pls|thanks|thank you|too|as well))*[\s.!?]*\Z", re.IGNORECASE)
_SHORT = re.compile(r"\b([Dd]o|[Dd]oes|[Cc]a|[Ww]o|[Ss]hould|[Ii]s|[Aa]re)nt\b")


def plain(words: str) -> str:
    """What is asked, without framing; quotes as they were typed, in one spelling of quotation marks."""
    said = _SHORT.sub(r"\1n't", " ".join(words.translate(_QUOTES).split()))
    said = _TAIL.sub("", _FRAMING.sub("", said)).strip()
    said = _ASKED.sub(lambda found: f"{found['what']} should {found['verb']}", said, count=1)
    return _ordered(_ADDS.sub("add ", said, count=1))


def _ordered(said: str) -> str:
    """`it'd be great if Ben got a bell`: what is wished, as an order."""
    wished = lex(said)
    told = as_orders(wished)
    return said if told is wished else _written(told, wished)


def _written(told: Tokens, before: Tokens) -> str:
    """The tokens as text: with the words that were put in the place of others."""
    meant = {(token.start, token.word) for token in before.items}
    words, end = "", told.at(0).start
    for token in told.items:
        as_typed = (token.start, token.word) in meant
        words += (" " if token.start > end else "") + (token.text if as_typed else token.word)
        end = token.end
    return words.strip()


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
