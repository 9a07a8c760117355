"""The last word of a field's name, where it is a verb elsewhere: "(the field) Status note"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens


def past_verbal(tokens: Tokens, at: int, end: int) -> int:
    """Past "note" of a field "Status note": a word that is a verb elsewhere, where the name ends with it."""
    closes = tokens.kind(end + 1) in {"END", "NEWLINE"} or tokens.word(end + 1) in _BEHIND_NAMES
    return end + (at < end and tokens.word(end) in _VERBAL and closes)


_VERBAL = {
    "note", "comment", "log", "update", "check", "order", "mark", "label", "tag", "plan", "post", "drop", "call",
    "record", "change", "transfer", "return", "file", "report", "test", "answer", "reply", "upload", "issue", "set",
    "switch", "request", "move", "stamp", "score", "address", "contact", "schedule", "assignment", "book", "notice",
}  # fmt: skip
_BEHIND_NAMES = {",", ".", ";", ")", "and", "to", "with", "=", ":", "on", "of", "when", "if", "as", "is", "should"}
