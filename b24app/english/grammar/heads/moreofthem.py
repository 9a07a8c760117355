"""What the same people get next: "(Tom takes over) and gets an email", "(Ana owns it), then hears about it in chat"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.receiving import received
from b24app.english.grammar.heads.speaking import heard_by
from b24app.english.grammar.people.meant import subjects
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found


def more_of_them(tokens: Tokens, start: int, before: Frame) -> Frame | None:
    """Reads the verb and what is got, where the action before was told of named people: "Tom takes over and …"."""
    at = tokens.past(start, {"also", "then"})
    named = subjects(tokens, before.start)
    if not named or not named.value or named.value not in (before.to, before.owner):
        return None
    whom = Found(named.value, at)
    found = received(tokens, start, whom) or heard_by(tokens, start, whom)
    return found.value if found else None
