"""How deep a line stands: its column, and whether it is an item of a list."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens, remembered

Level = tuple[int, bool]
_BULLETS = {"-", "*", "\u2022", "+"}
_MARKS = {")", "."}
_LONGEST_NUMBER = 2
_TERNARY = 12


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


@remembered
def numbered(tokens: Tokens, index: int) -> bool:
    """Whether a number of a list stands there, so that the one before or behind it does too: "1. tag it A 2. wait"."""
    text, mark = tokens.at(index).text, tokens.word(index + 1)
    if tokens.kind(index) != "NUMBER" or not text.isdigit() or mark not in _MARKS or len(text) > _LONGEST_NUMBER:
        return False
    asked = str(int(text) + 1) if text == "1" else str(int(text) - 1)
    places = range(index + 1, len(tokens)) if text == "1" else range(index)
    return any(tokens.at(at).text == asked and tokens.word(at + 1) == mark for at in places)


def ternary(tokens: Tokens, index: int) -> bool:
    """Whether a colon between spaces stands for "otherwise": "amount > 1000 ? notify the boss : notify Bob"."""
    token = tokens.at(index)
    apart = token.text == ":" and tokens.source[token.start - 1 : token.end + 1] == " : "
    return apart and any(_asks(tokens, at) for at in range(max(0, index - _TERNARY), index))


def _asks(tokens: Tokens, index: int) -> bool:
    token = tokens.at(index)
    return token.text == "?" and tokens.source[token.end : token.end + 1] == " "
