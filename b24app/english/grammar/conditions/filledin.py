"""That a field is filled, told by what was done to it: "was chosen", "has been put in", "isn't there"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, phrases
from b24app.plan.plan import Operator

# The value: whether it is denied.
_IS: Lexicon[bool] = Lexicon(
    {
        "is|are|was|were|got|has|have [been|already|now]": False,
        "has|have already been": False,
        "is|are|was|were|has|have not|never [been|yet]": True,
        "isn't|aren't|wasn't|weren't|hasn't|haven't [been|yet]": True,
    }
)
_DONE = phrases(
    (
        "chosen|picked|selected|recorded|noted|mentioned|named|left|written|typed|put|keyed|supplied|captured|stated",
        "written|noted|put down",
        "put|typed|keyed|written|entered in",
        "filled|entered|given|provided|shared|indicated",
        "there|present",
        "on file|record",
    )
)
_VALUE = phrases(("a value", "some value", "something in it"))
_ANY = "a|an|some|any date|value|number|text|entry|name|figure"
# What is told of a field by what is in it; the field itself was spoken of before.
_IN_IT: Lexicon[Operator] = Lexicon(
    {
        f"there is|'s {_ANY} in it [now|already]": "not_empty",
        "there is|'s something|anything in it|there [now|already]": "not_empty",
        "there is|'s no date|value|number|text|entry [left] in it [now|anymore]": "empty",
        "there is|'s nothing [left] in it|there [now|anymore]": "empty",
        "nothing is|'s left in it|there [now|anymore]": "empty",
    }
)
_CALLED = {"called", "named", "titled", "entitled"}
# What these hold may be such a word: "the status is noted".
_HOLD_WORDS = {"status", "stage", "state", "type", "mode", "result", "outcome", "phase", "condition", "step", "answer"}
_GONE = {("has", "left"), ("have", "left")}
_CLOSES = {",", ".", ";", ":", ")", "and", "or", "but", "when", "whenever", "once", "then", "yet", "?"}
_CLOSING_KINDS = {"END", "NEWLINE", "ARROW"}


def filled_in(tokens: Tokens, index: int) -> Found[Operator] | None:
    """Reads "was chosen", "hasn't been put in", "has a value", "has no value"."""
    led = _IS.find(tokens, index)
    done = _DONE.find(tokens, led.end) if led else None
    value = _VALUE.find(tokens, index + 1) if tokens.word(index) in {"has", "have"} else None
    if value:
        return Found("not_empty", value.end)
    if tokens.row(index, 3) in {("has", "no", "value"), ("doesn't", "have", "a")} and "value" in tokens.row(index, 4):
        return Found("empty", index + (3 if tokens.word(index) == "has" else 4))
    if not led or not done or tokens.word(index - 1) in _HOLD_WORDS:
        return None
    if tokens.row(done.end - 2, 2) in _GONE:
        return None  # "the owner has left"
    closed = tokens.word(done.end) in _CLOSES or tokens.kind(done.end) in _CLOSING_KINDS
    return Found("empty" if led.value else "not_empty", done.end) if closed else None


def in_spoken_of(tokens: Tokens, index: int) -> Found[Operator] | None:
    """Reads "(when its end is changed and) there is a date in it", "nothing is left in it"."""
    return _IN_IT.find(tokens, index)


def called(tokens: Tokens, index: int) -> Found[Operator] | None:
    """Reads "is called (Acme Ltd)", "isn't named ('Internal')"."""
    led = _IS.find(tokens, index)
    if not led or tokens.word(led.end) not in _CALLED:
        return None
    named = tokens.kind(led.end + 1) == "QUOTED" or tokens.at(led.end + 1).text[:1].isupper()
    return Found("ne" if led.value else "eq", led.end + 1) if named else None
