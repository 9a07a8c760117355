"""Talk about the request itself, before and behind it: "ok so basically what I'd like is, …, that's all, cheers".

What opens a description is passed over when it holds only words of such talk and ends at a mark or where the trigger
begins; what closes it, when it holds only words of thanks, hope and apology. No record, person, channel or negation is
such a word, so that no order can be lost here.
"""

from __future__ import annotations

from b24app.english.grammar.flow.stories import story
from b24app.english.grammar.flow.surfeit import surfeit
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.chatter import CHATTER
from b24app.english.grammar.words.courtesy import (
    ALONE,
    ASIDE,
    FAREWELL,
    FAREWELL_WORDS,
    INTERJECTIONS,
    MAKES,
    NUMBERED,
    REQUEST,
    SMALL,
    TALK,
    UNMARKED,
)
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.turns import PARALLEL

_MARKS = {",", ":", ".", "!", "?", "-", ";", "(", ")", "*", "#", "•"}
_OFF = {",", ".", "!", "?", "-", ";", "(", ")"}
_JOINTS = {"but", "that", "so"}
_GROUPS = {"team", "department", "colleagues", "friends", "folks", "people", "desk", "crew", "support"}
_WEATHER = {"sunny", "rainy", "cloudy", "snowy", "cold", "grey", "gray", "warm", "hot", "windy", "foggy", "beautiful"}
_GREETS = {"hi", "hey", "hello", "dear", "hiya", "greetings"}
_LEADS = {"so", "ok", "okay", "right", "well", "alright", "now", "and", "but", "all", "then", "here", ","}
_LABELS = {"task", "note"}
_PLEASE = {"please", "pls", "plz", "thanks", "thx"}
_TAGS = {"ok", "okay", "right", "yeah", "eh"}
_LONGEST = 60
_LONGEST_FAREWELL = 30
_SIGNING = {
    "regards",
    "wishes",
    "cheers",
    "thanks",
    "thx",
    "ta",
    "sincerely",
    "yours",
    "br",
    "best",
    "greetings",
    "xx",
    "hugs",
}
_FEWEST = 3
_LONGEST_NAME = 3
_LONGEST_TITLE = 6


def unframed(tokens: Tokens) -> Tokens:
    """The tokens without the talk that opens and closes the description."""
    start = _opened(tokens)
    end = _closed(tokens, start)
    kept = tokens.items[start:end]
    return tokens if len(kept) == len(tokens) or len(kept) < _FEWEST else Tokens(tokens.source, kept)


def _opened(tokens: Tokens) -> int:
    """Where the work begins, behind the talk."""
    at = begun = 1 + 1 if tokens.word(0) in _LABELS and tokens.word(1) == ":" and announces(tokens, 2) else 0
    seen: set[str] = set()
    while at < min(len(tokens), _LONGEST):
        if _is_talk(seen) and announces(tokens, at):
            begun = at
        told = story(tokens, at) or surfeit(tokens, at) if at == begun or tokens.word(at - 1) in _MARKS else None
        end = told or (None if PARALLEL.find(tokens, at) else _talked(tokens, at, seen))
        if end is None:
            break
        if told:
            begun = at = told
            seen.add("…")
            continue
        mark = tokens.word(end - 1) in _MARKS or tokens.kind(end - 1) == "NEWLINE"
        joint = tokens.word(end - 1) in _JOINTS and bool(seen & {"…", ",", "like", "want", "need"})
        joint = joint and (tokens.word(end - 1) != "so" or at == begun or tokens.word(at - 1) in _MARKS)
        if _is_talk(seen) and (mark or joint or tokens.word(end - 1) in INTERJECTIONS):
            begun = end
        at = end
    return begun


def _talked(tokens: Tokens, at: int, seen: set[str]) -> int | None:
    """Past one more phrase or word of such talk; `seen` are its words, "…" for a phrase."""
    phrase = ASIDE.find(tokens, at) or CHATTER.find(tokens, at)
    if told := _greeted(tokens, at) or (phrase.end if phrase else None):
        seen.add("…")
        return told
    word, kind = tokens.word(at), tokens.kind(at)
    numbered = kind == "NUMBER" and tokens.word(at - 1 - (tokens.word(at - 1) == "#")) in NUMBERED
    if word == "if" and not seen:
        return None
    if word in _MARKS | SMALL | TALK | MAKES or kind == "NEWLINE" or numbered:
        seen.add(word)
        return at + 1
    return None


def _is_talk(seen: set[str]) -> bool:
    """Whether these are words about the request: "add this rule", but not "add"; "so" only in front of a comma."""
    if seen & MAKES:
        return bool(seen & REQUEST)
    return bool(seen & TALK) or "…" in seen or ("," in seen and seen <= _LEADS)


def _greeted(tokens: Tokens, at: int) -> int | None:
    """Past the name of who is greeted: "Dear Mr. Miller,", "Hi Anna!"."""
    if tokens.word(at) not in _GREETS or at > _FEWEST:
        return None
    end = at + 1
    while end - at <= _LONGEST_NAME and tokens.kind(end) == "WORD" and tokens.word(end) not in _GROUPS:
        end += 1
    if tokens.word(end) in _GROUPS and tokens.word(end + 1) in {",", "!", "-", ":", "."}:
        return end + 1  # "Dear support team,"
    end = at + 1
    while end - at <= _LONGEST_NAME and tokens.at(end).text[:1].isupper():
        end += 1 + (tokens.word(end + 1) == "." and tokens.word(end) in {"mr", "mrs", "ms", "dr"})
    return end if end > at + 1 and tokens.word(end) in {",", "!", "-", ":", "."} else None


def _closed(tokens: Tokens, start: int) -> int:
    """Where the work ends, before thanks and farewells."""
    end = len(tokens)
    while (before := _before_farewell(tokens, start, end)) < end:
        end = before
    return end


_TOLD_OF = {"contains", "contain", "has", "have", "includes", "mentions", "is", "says", "reads", "word", "=", "with"}


def _before_farewell(tokens: Tokens, start: int, end: int) -> int:
    for at in range(max(start + 1, end - _LONGEST_FAREWELL), end):
        off = tokens.word(at - 1) in _OFF or tokens.kind(at - 1) == "NEWLINE"
        off = off or (tokens.word(at) in _TAGS and tokens.word(at + 1) == "?") or tokens.word(at) in UNMARKED
        told = FAREWELL.find(tokens, at) if off or tokens.word(at + 1) == "regards" else None
        alone = (
            tokens.word(at) not in ALONE or told is None or told.end == end or tokens.word(told.end) in _MARKS | _PLEASE
        )
        alone = alone and tokens.word(at - 1) not in _TOLD_OF  # "(the title) contains ASAP"
        if told and alone and _only_farewell(tokens, told.end, end):
            return at - (tokens.word(at - 1) in {"-", "(", ","})
    return end


def _only_farewell(tokens: Tokens, at: int, end: int) -> bool:
    """Whether nothing but more of it, and a name, follows."""
    names = 0
    while at < end:
        if told := FAREWELL.find(tokens, at):
            at = told.end
            continue
        word = tokens.word(at)
        if place := _sent_from(tokens, at):
            at = place
            continue
        if names and tokens.kind(at) == "NEWLINE" and end - at <= _LONGEST_TITLE:
            return True  # who it is: "Maria Lopez, office manager"
        named = _signed(tokens, at, names) and not starts_step(tokens, at)
        if word not in FAREWELL_WORDS | _MARKS and tokens.kind(at) != "NEWLINE" and not named:
            return False
        names += named and word not in FAREWELL_WORDS
        at += 1
    return True


def _sent_from(tokens: Tokens, at: int) -> int | None:
    """Past "from sunny Malta" right behind "cheers", "best wishes"."""
    if tokens.word(at) != "from" or tokens.word(at - 1) not in _SIGNING:
        return None
    start = tokens.past(at + 1, _WEATHER)
    end = start
    while end - start < _LONGEST_NAME and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
        end += 1
    return end if end > start else None


def _signed(tokens: Tokens, at: int, names: int) -> bool:
    """Whether a word of a name stands where one signs: "Cheers, Dom", "Kind regards Maria Lopez"; not "from France"."""
    opens = tokens.word(at - 1) in _MARKS | _SIGNING or tokens.kind(at - 1) == "NEWLINE"
    return tokens.at(at).text[:1].isupper() and names < _LONGEST_NAME and (opens or names > 0)
