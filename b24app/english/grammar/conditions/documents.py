"""Names of fields that open with a document: "Invoice type", "the payment date" are no "type", no "date"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found

_DOCUMENTS = {"invoice", "payment", "quote", "task"}
_KINDS = {"type", "date", "state", "kind", "category", "class"}


def document_field(tokens: Tokens, at: int) -> Found[str] | None:
    """Such a name, with the word "field" behind it if it is there."""
    if tokens.word(at) not in _DOCUMENTS or tokens.word(at + 1) not in _KINDS or tokens.word(at - 1) in {"date", "day"}:
        return None
    return Found(tokens.text(at, at + 2), at + 2 + (tokens.word(at + 2) == "field"))
