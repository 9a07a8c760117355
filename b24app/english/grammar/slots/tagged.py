"""More tags behind the first: "(add the tags A) and B", "(tag it "won") and "2026""."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.words.lexer import Tokens


def slot_tags(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(add the tags A) and B", "(tag it "won") and "2026""."""
    if (
        frame.action not in {"add_tag", "remove_tag"}
        or not frame.tag
        or tokens.word(at) not in {"and", "&", ",", "+", "plus"}
    ):
        return None
    start = at + 1 + (tokens.word(at + 1) == "and")
    if tokens.kind(start) == "QUOTED":
        return one_more_tag(tokens, start, frame)
    if not frame.several or head(tokens, start, bare=True) or tokens.kind(start) != "WORD":
        return None
    frame.tags.append(tokens.text(start, start + 1))
    return start + 1


def one_more_tag(tokens: Tokens, start: int, frame: Frame) -> int | None:
    if tokens.word(start + 1) in {"tag", "label"} or head(tokens, start):
        return None  # "'old' tag off, 'new' tag on", "add the tag 'hot' + 'We got it' goes to the client"
    frame.tags.append(tokens.at(start).inner)
    return start + 1
