"""Where a record stands while something else happens: "(a call is logged on a deal) that's already in Onboarding"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.conditions.stages import stage_name
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_LED = {
    "that", "which", "'s", "is", "was", "are", "being", "while", "whilst", "it", "it's", "they", "sits", "sit",
    "stands", "already", "currently", "still", "now",
}  # fmt: skip
_STAGED = {"deal", "lead", "quote", "invoice"}
_ACTIVITIES = {"note", "call", "email", "activity"}


def standing(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """A stage that is no goal of what happens: an activity, or the change of a field, moves no record."""
    noun = clause.host or clause.noun
    happens = clause.noun in _ACTIVITIES or bool(clause.watched and clause.noun in _STAGED)
    start = tokens.past(at, _LED)
    meanwhile = bool({"while", "whilst"} & set(tokens.row(at, 2))) and clause.event == "updated"
    if (
        noun not in _STAGED
        or clause.moves
        or not (happens or meanwhile)
        or tokens.word(start) not in {"in", "at", "on"}
    ):
        return None
    name = tokens.past(start + 1, {"the", "stage"})
    large = tokens.kind(name) == "QUOTED" or tokens.at(name).text[:1].isupper()
    other = places(tokens, name) or known_field(tokens, name) or NOUNS.find(tokens, name)
    found = stage_name(tokens, start + 1, sure=False) if large and not other else None
    if not found or not found.value or found.value.casefold() in say.PLACES_SEEN:
        return None
    clause.conditions += (Comparison(field="stage", op="eq", value=found.value),)
    return found.end
