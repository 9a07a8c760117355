"""How deep a line stands: its column, and whether it is an item of a list."""

from __future__ import annotations

from b24app.english.grammar.lexer import Tokens

Level = tuple[int, bool]
_BULLETS = {"-", "*", "\u2022", "+"}
_MARKS = {")", "."}


def level(tokens: Tokens, index: int) -> Level:
    """The column of the line that the token is in, and whether the line is an item of a list."""
    start = index
    while start > 0 and tokens.kind(start - 1) != "NEWLINE":
        start -= 1
    first = tokens.at(start)
    column = first.start - tokens.source.rfind("\n", 0, max(first.start, 0)) - 1
    numbered = tokens.word(start + 1) in _MARKS and (first.kind == "NUMBER" or len(first.text) == 1)
    return column, first.text in _BULLETS or numbered


def deeper(line: Level, header: Level) -> bool:
    """Whether a line belongs to the header above it."""
    return line[0] > header[0] or (line[0] == header[0] and line[1] and not header[1])
