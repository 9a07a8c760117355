"""More tags behind the first: "(add the tags A) and B", "(tag it "won") and "2026""."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.heads.objects import done_to
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.slots.names import put
from b24app.english.grammar.words.lexer import Tokens


def slot_tags(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(add the tags A) and B", "(tag it "won") and "2026"", "(tag it 'big') instead of 'small'"."""
    if frame.action not in {"add_tag", "remove_tag"} or not frame.tag:
        return None
    return _swapped(tokens, at, frame) if tokens.word(at) == "instead" else _one_more(tokens, at, frame)


def _one_more(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + 1 + (tokens.word(at + 1) == "and")
    if tokens.word(at) not in {"and", "&", ",", "+", "plus"} or tokens.word(start) in _GOES_ON:
        return None
    again = tokens.past(start, {"the", "also"})
    named = tokens.kind(again + 1) == "QUOTED" or tokens.at(again + 1).text[:1].isupper()
    named = named and (frame.action == "add_tag" or again > start)  # "untag 'a', tag 'b'" are two steps
    if tokens.word(again) in _TAGS and named:
        return None if _told_apart(tokens, again + 2) else one_more_tag(tokens, again + 1, frame)
    if tokens.kind(start) == "QUOTED":
        return one_more_tag(tokens, start, frame)
    joined = past_joints(tokens, start) > start  # "…, please"
    if not frame.several or joined or tokens.kind(start) != "WORD" or head(tokens, start, bare=True):
        return None
    frame.tags.append(tokens.text(start, start + 1))
    return start + 1


def _told_apart(tokens: Tokens, after: int) -> bool:
    """Whether something of its own is said of a tag: "'new' on", "'new' is added"."""
    return tokens.word(after) in _PARTICLES or bool(put(tokens, after) or done_to(tokens, after))


_GOES_ON = {"then", "also", "after", "when", "if"}
_TAGS = {"tag", "label"}
_PARTICLES = {"on", "off", "in", "out", "goes", "comes"}


def _swapped(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = tokens.past(at + 2, {"the", "tag", "label"}) if tokens.word(at + 1) == "of" else at
    named = tokens.kind(start) == "QUOTED" or (start > at and tokens.at(start).text[:1].isupper())
    if not named or frame.swaps or frame.action != "add_tag":
        return None
    frame.swaps = tokens.at(start).inner
    return start + 1


def one_more_tag(tokens: Tokens, start: int, frame: Frame) -> int | None:
    """One tag more, unless something of its own is said of it: "'old' tag off, 'new' tag on", "and 'new' is added"."""
    after = start + 1
    if tokens.word(after) in _TAGS or (not frame.several and _told_apart(tokens, after)) or head(tokens, start):
        return None
    frame.tags.append(tokens.at(start).inner)
    return start + 1
