"""Values that are those of another field: "copy the amount to field Revenue", "set Region to the client's region"."""

from __future__ import annotations

from b24app.english.grammar.heads.webcalls import fact
from b24app.english.grammar.slots.carrying import variable
from b24app.english.grammar.words.lexer import lex
from b24app.plan.vocabulary import EntityName

UPDATES = {"update_field", "update_deal", "update_task"}
_DEFINITE = {"the", "its", "their", "his", "her", "our", "same"}
_TODAY = {"today", "date", "current", "now", "moment", "time"}


def copied(value: str, entity: EntityName | None) -> str:
    """The variable that such words mean, "" where none holds it: it is asked for; other values as they are."""
    tokens = lex(value)
    definite = tokens.word(0) in _DEFINITE and tokens.at(0).text.islower()
    told = fact(tokens, 0)
    whole = told is not None and told.end == len(tokens) and not told.value.startswith("=")
    owned = whole and (definite or not told.value.startswith(":")) if told else False
    if told and owned:
        return variable(told.value, entity)
    plain = all(token.text.islower() for token in tokens.items) and not {tokens.word(1), tokens.word(2)} & _TODAY
    return "" if definite and plain else value
