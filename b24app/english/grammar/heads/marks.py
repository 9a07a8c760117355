"""Marks of lists ("1.", "(a)", "B:"), and questions that no rule could read."""

from __future__ import annotations

from b24app.english.grammar.heads.head import head
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lines import numbered

_IFS = {
    "if",
    "unless",
    "when",
    "provided",
    "where",
    "whenever",
    "assuming",
    "given",
    "should",
    "in",
    "as",
    "only",
    "for",
}
_LETTERS = set("abcdefgh")
_ASKS = {"is", "are", "was", "were", "does", "do", "did", "has", "have", "can"}
_LONGEST = 30


def list_mark(tokens: Tokens, at: int) -> int | None:
    """Past the number or letter of a list: "1.", "2)", "(a)", "A:", also within a line when a step follows."""
    bracket = tokens.word(at) == "("
    mark = at + bracket
    letter = len(tokens.word(mark)) == 1 and tokens.word(mark) in _LETTERS and tokens.kind(mark) == "WORD"
    if tokens.kind(at) == "NUMBER" and tokens.word(at + 1) in {"thing", "point"} and tokens.word(at + 2) == ":":
        return at + 3
    if not (letter or tokens.kind(mark) == "NUMBER") or tokens.word(mark + 1) not in {".", ")", ":"}:
        return None
    if bracket and tokens.word(mark + 1) != ")":
        return None
    end = mark + 2
    opens = mark == 0 or tokens.kind(at - 1) == "NEWLINE" or tokens.word(at - 1) in {",", ";", ":", ".", "and"}
    if letter:
        return end if bracket or opens or tokens.at(mark).text.isupper() else None
    follows = head(tokens, end, bare=True) or wait(tokens, end) or tokens.word(end) in {*_IFS, "else", "otherwise"}
    return end if bracket or opens or follows or numbered(tokens, mark) else None


def question_end(tokens: Tokens, at: int) -> int:
    """The end of a question that no rule could read ("is it theirs?"): what it tests is not known, so none of it is."""
    end = at + 1
    opens = tokens.word(at - 1) in {".", "?", "!", ":", ";", ","} or tokens.kind(at - 1) in {"NEWLINE", "ARROW"}
    if tokens.word(at) not in _ASKS or not opens:
        return end
    while end - at < _LONGEST and tokens.kind(end) == "WORD":
        end += 1
    return end if tokens.word(end) == "?" else at + 1
