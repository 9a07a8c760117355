"""Where a record stands while something else happens: "(a call is logged on a deal) that's already in Onboarding"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.conditions.stages import in_stage, stage, stage_name
from b24app.english.grammar.trigger.modifiers import PASSED_OVER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
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


def stood(tokens: Tokens, start: int, end: int, clause: Clause) -> int:
    """Reads "a deal in stage Negotiation (is updated, moves to Contract)": where it is, not where it goes."""
    for at in range(start, end) if clause.moves and clause.stage and not clause.from_stage else ():
        noun = NOUNS.find(tokens, at)
        here = in_stage(tokens, noun.end) if noun and tokens.word(noun.end) in {"in", "at"} else None
        if not noun or not here or here.value != clause.stage:
            continue
        goes = stage(tokens, here.end, of_stage=False, known=True)
        if goes and goes.value and (clause.announced or tokens.word(goes.end) in {":", "=>"}):
            clause.from_stage, clause.stage = here.value, goes.value
            return goes.end
        event = EVENTS.find(tokens, tokens.past(here.end, PASSED_OVER)) if clause.event else None
        if not event or (clause.noun, event.value) not in say.TRIGGER_OF:
            continue
        clause.moves, clause.stage, clause.event = False, "", event.value
        if event.value in {"updated", "renamed", "renewed"}:
            clause.conditions = (*clause.conditions, Comparison(field="stage", op="eq", value=here.value))
        else:
            clause.unread.append((noun.end, here.end))  # a deal that is lost is in that stage no more
    return end
