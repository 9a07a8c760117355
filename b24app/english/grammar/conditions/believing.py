"""Whether words in small letters are the name of a stage: "moves to negotiation", but no "goes to the dogs".

A stage is called one ("the scoping stage"), written large or in quotes; else its words have to sound like one, or a
verb that hardly ever stands in a saying has to lead to them.
"""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan import phrases as say

STAGE_WORDS = {"stage", "status", "phase", "column", "lane"}
# Verbs of the board: "moves to logistics" names a stage, where "comes to grief" or "hits the buffers" need not.
_MOVES = {
    "move", "moves", "moved", "moving", "drag", "drags", "dragged", "dragging", "push", "pushes", "pushed", "transfer",
    "transfers", "transferred", "switch", "switches", "switched", "shift", "shifts", "shifted", "advance", "advances",
    "advanced", "progress", "progresses", "progressed", "proceed", "proceeds", "enter", "enters", "entered", "entering",
    "promote", "promoted",
}  # fmt: skip
# No name begins with such a word, whatever leads to it.
_NO_NAMES = {
    "any", "some", "no", "whatever", "whichever", "where", "which", "what", "how", "another", "other", "others", "up",
    "down", "it", "that", "this", "there", "here", "somewhere", "nowhere", "anywhere", "someone", "somebody", "anyone",
    "way", "trouble", "danger", "doubt", "question", "being", "existence", "fruition", "attention", "conclusion",
    "square", "mind", "vain", "a", "an", "most", "all", "every", "each",
    "next", "last", "tomorrow", "today",
}  # fmt: skip
# Words of names of stages besides those that the vocabulary lists.
_SOUNDING = {
    "visit", "check", "call", "survey", "design", "install", "quote", "order", "measure", "prep", "scoping", "intake",
    "pitch", "brief", "sales", "legal", "setup", "backlog", "todo", "doing", "accounts", "billing", "support",
    "closing", "pilot", "audit", "test", "tests", "qa", "deposit", "contracts",
}  # fmt: skip
_ARTICLES = {"the", "a", "an"}
# Half of a name: "final furlong" is no stage for its first word.
_RANKS = {"final", "first", "second", "new", "open", "lead", "active"}
_STANDS = {"is", "was", "are", "were", "'s", "been", "be"}


def believable(tokens: Tokens, verb: int, start: int, found: Found[str]) -> bool:
    """Whether the name found from `start` on, behind the verb, can be the name of a stage."""
    places = range(start, found.end)
    if not found.value or any(tokens.kind(at) == "QUOTED" for at in places) or found.value[:1].isupper():
        return True
    words = found.value.casefold().split()
    if words[0] in _NO_NAMES:
        return False
    if {tokens.word(at) for at in places} & STAGE_WORDS or _is_known(words):
        return True
    given = any(tokens.word(at) in _ARTICLES for at in range(verb, start + 1))
    stands = given and tokens.word(verb) in _STANDS  # "is in the balance"
    led = not given and any(tokens.word(at) in _MOVES for at in range(verb, start))
    return led or (words[-1].endswith(say.STAGE_ENDINGS) and not stands)


def _is_known(words: list[str]) -> bool:
    known = {*words} & (say.STAGE_WORDS | _SOUNDING)
    return bool(known - _RANKS if len(words) > 1 else known)
