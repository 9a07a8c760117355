"""More tags behind the first: "(add the tags A) and B", "(tag it "won") and "2026""."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.heads.objects import done_to
from b24app.english.grammar.slots.bounds import past_joints
from b24app.english.grammar.slots.names import name_end, put
from b24app.english.grammar.words.lexer import Tokens

_TELLS = {
    "is", "are", "was", "be", "gets", "get", "has", "have", "needs", "should", "must", "shall", "will", "can", "cannot",
    "may", "might", "ought", "does", "doesn't", "isn't", "shouldn't", "mustn't", "won't", "can't", "'s", "no", "not",
    "belongs", "stays", "remains", "becomes", "falls", "goes", "comes", "ceases",
}  # fmt: skip
_NOUNS_BEFORE = {"tag", "tags", "label", "labels", ":"}


def tag_end(tokens: Tokens, frame: Frame, start: int) -> int:
    """Where a tag's name ends: in "the tag Hot is obsolete" before "is", for what is said of a tag is not its name.

    "Add the tag Has contract" names one in an order, so it keeps its verb.
    """
    end = name_end(tokens, start)
    if tokens.word(start - 1) not in _NOUNS_BEFORE or frame.verb or not _is_bare(tokens, frame):
        return end
    small, large = tokens.at(start).text.islower(), tokens.at(start + 1).text[:1].isupper()
    if small and (tokens.word(start) in _TELLS or (large and tokens.word(frame.start) in _ARTICLES)):
        return start  # "the tag is …", "the tags lose Hot"
    return next((at for at in range(start + 1, end) if _tells(tokens, start, at)), end)


def _is_bare(tokens: Tokens, frame: Frame) -> bool:
    """Whether the tag stands there without a verb before it: "the tag Hot …", "label hot …"."""
    return tokens.past(frame.start, _ARTICLES) == frame.end - 1


def _tells(tokens: Tokens, start: int, at: int) -> bool:
    """Whether a verb that something is said with stands there: "(the tag) Hot bites the dust"."""
    small = tokens.at(at).text.islower()
    third = tokens.word(at).endswith("s") and not tokens.word(at).endswith("ss")
    large = tokens.at(start).text[:1].isupper() and tokens.kind(at + 1) == "WORD"
    return small and (tokens.word(at) in _TELLS or (third and large))


_ARTICLES = {"the", "its", "their", "a", "any", "that", "this"}


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
