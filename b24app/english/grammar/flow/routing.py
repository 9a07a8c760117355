"""Lists that say who gets what: "Facebook -> Ivan, Website -> Olga, others -> Peter".

A value that can only be one field's (a country, a currency, a lead's source) tells its field by itself. One such line
could mean many things; two make a list.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import CURRENCIES
from b24app.english.grammar.conditions.fields import value
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.cases import case
from b24app.english.grammar.trigger.guards import ONLINE
from b24app.english.grammar.trigger.owners import is_list
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say

_RECORDS = {"deal", "lead", "contact", "company", "task", "quote", "invoice"}
_BEFORE = {":", ",", ";", ".", "=>", "(", "-"}


def routed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The first value of such a list, by which its field is known."""
    if draft.clause is None or draft.spoken or draft.frames or draft.clause.noun not in _RECORDS:
        return None
    found = value(tokens, at) if tokens.word(at - 1) in _BEFORE or tokens.kind(at - 1) == "NEWLINE" else None
    field = _field_of(str(found.value).casefold(), draft.clause.noun) if found else ""
    if not field or not is_list(tokens):
        return None
    draft.spoken, draft.distributes = field, True
    return case(tokens, at, draft)


def _field_of(name: str, noun: str) -> str:
    """The field that alone can hold the value."""
    if name in say.COUNTRIES:
        return "country"
    if name in CURRENCIES:
        return "CURRENCY_ID"
    return "SOURCE_ID" if noun == "lead" and name in ONLINE else ""
