"""What there is too much of already: "my people have enough tasks", "the client gets too many emails as it is"."""

from __future__ import annotations

from b24app.english.grammar.heads.forbidden import forbids
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns

_HAS = {"have", "has", "get", "gets", "got", "receive", "receives", "are", "had"}
_ENOUGH = Turns(
    (
        "[already|got|quite|really|more] [than] enough|plenty [of]",
        "[already|got|quite|really|far|way] too|so many|much [of]",
        "[already|got|quite|really] more|enough than|of enough|them",
        "tons|loads|lots|heaps|piles of",
    )
)
_AS_IT_IS = Turns(
    ("[already] [as] it|things|they is|are", "already|anyway|now", "on their|our|my|his|her plate|plates|desk|desks")
)
_KINDS = {"work", "things", "open", "other", "internal", "messages", "message"}
_STARTS = {".", "!", ";", "-", ":", "since", "because", "as", "but", "and"}
_LONGEST = 5


def surfeit(tokens: Tokens, at: int) -> int | None:
    """Past such a sentence, or such a reason, where one starts."""
    if at > 0 and tokens.word(at - 1) not in _STARTS and tokens.kind(at - 1) != "NEWLINE":
        return None
    has = next((place for place in range(at + 1, at + _LONGEST) if tokens.word(place) in _HAS), None)
    enough = _ENOUGH.find(tokens, has + 1) if has else None
    thing = tokens.past(enough.end, _KINDS) if enough else at
    if not enough or any(tokens.kind(place) != "WORD" for place in range(at, thing)):
        return None
    if forbids(tokens, thing) is not None:
        thing = tokens.past(thing + 1, {"messages", "message"})
    elif thing == enough.end:
        return None
    while rest := _AS_IT_IS.find(tokens, thing):
        thing = rest.end
    joint = thing + (tokens.word(thing) == ",")
    ends = tokens.word(thing) in {".", "!", ";", "-"} or tokens.word(joint) == "so" or tokens.kind(thing) == "NEWLINE"
    return thing + 1 if ends and thing + 1 < len(tokens) else None
