"""Facts noted behind the event: "A deal was created. Currency: USD. Amount: over 5000." is "Its currency is USD. …".

Only fields that come with a record are such facts: "Stage: Delivery" or "Priority: high" may be what is to be done.
"""

from __future__ import annotations

import re

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import lex
from b24app.plan.plan import Span

_FACTS = {"source", "industry", "sector", "country", "city", "currency", "amount", "budget", "employees", "language"}
_IDS = {"SOURCE_ID", "CURRENCY_ID", "OPPORTUNITY"}
_EVENT = re.compile(r"^[^.!?:;\n]+[.!;]")
_FACT = re.compile(r" *(?P<field>[A-Za-z][a-z]*(?: [a-z]+){0,2}) ?: ?(?P<value>[^.!?:;\n]+)[.!;](?= *\S)")


def facts_in_sentences(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "Its … is …" for the facts between the event and the work."""
    if ":" not in said.text:
        return None
    text = said.masked
    event = _EVENT.match(text)
    at = event.end() if event else len(text)
    pieces: list[Kept | Told] = [Kept(0, at)]
    notes: dict[Span, str] = {}
    while (fact := _FACT.match(text, at)) and _is_fact(fact["field"]):
        name, value = fact.span("field"), fact.span("value")
        field = fact["field"][:1].lower() + fact["field"][1:]
        pieces += [Told(f" Its {field} is ", name[0], value[0]), Kept(value[0], fact.end())]
        noted = said.text[name[0] : value[1]]
        notes[Span(start=name[0], end=value[0])] = f"“{noted}” was read as “its {field} is {said.text[slice(*value)]}”."
        at = fact.end()
    return said.put([*pieces, Kept(at, len(text))], notes) if notes else None


def _is_fact(name: str) -> bool:
    """Whether the name is that of a field which comes with the record."""
    tokens = lex(name.lower())
    field = known_field(tokens, 0)
    return (
        field is not None
        and field.end == len(tokens)
        and (field.value in _IDS or not _FACTS.isdisjoint(name.lower().split()))
    )
