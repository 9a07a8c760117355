"""Where the workflow starts, told behind its steps: "… Starts from: deal won", "Applies when the stage turns X".

Also a last sentence that is nothing but a trigger or a stage: "…, client gets a mail. Deal stage is Setup".
"""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.opening import take_trigger
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.clause_roles import read_roles
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_FLOW = "[the|this|our] [whole] [workflow|process|rule|automation|flow|robot|sequence|thing|it|this|that|all]"
_SHALL = "[should|must|shall|will|to|only|gets|is|be] [be]"
_BEGINS = (
    "starts|start|started|begins|begin|applies|apply|runs|run|fires|fire|triggers|trigger|triggered|launches|launch|"
    "launched|activates|activated|initiated|valid"
)
_STARTS = Turns(
    (
        f"{_FLOW} {_SHALL} {_BEGINS} [only|right]",
        f"{_FLOW} {_SHALL} kicks|kick|kicked|goes|go|set|sets off|in [only|right]",
        "[the] trigger|start|starter|starting|event|launch|kick-off|kickoff [point|event|moment] [is]",
    )
)
_FROM = Turns(
    (
        "[only] from|with|by|on|upon|at|for|after [the|a] [moment|point] [that|:|=]",
        ":",
        "=",
        "-",
        "is",
    )
)
_OPENS = {".", "!", ";", "(", "-", ","}
_HOSTS = {"deal", "lead", "quote", "invoice"}


def starting(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past such words, and the trigger that they lead to."""
    if (draft.clause is not None and draft.clause.name) or not draft.items or draft.last_announced > at + _NEAR:
        return None
    opens = tokens.word(at - 1) in _OPENS or tokens.kind(at - 1) == "NEWLINE"
    led = _STARTS.find(tokens, at) if opens else None
    if not led:
        alone = opens and tokens.word(at - 1) != "," and draft.last_announced < 0
        return _kept(tokens, draft, at) if alone else None
    place = led.end
    if announces(tokens, place):
        return place
    joint = _FROM.find(tokens, place)
    place = joint.end + (tokens.word(joint.end) == ":") if joint else place
    if announces(tokens, place):
        return place
    return _kept(tokens, draft, place) if joint else None


_NEAR = 6


def _kept(tokens: Tokens, draft: Draft, place: int) -> int | None:
    told = _told(tokens, place)
    return take_trigger(tokens, draft, told, place) if told else None


def _told(tokens: Tokens, place: int) -> Found[Clause] | None:
    """The trigger that takes in all words up to the end of the sentence."""
    staged = _stage(tokens, place)
    if staged:
        return staged
    clause = Clause()
    end = read_roles(tokens, place, clause, starts_step, strict=True)
    whole = clause.name and not clause.unread and clause.dwell is None and _closed(tokens, end)
    return Found(clause, end) if whole and end > place else None


def _stage(tokens: Tokens, place: int) -> Found[Clause] | None:
    """Reads "deal stage is Setup", "the stage is Setup"."""
    start = tokens.past(place, say.DETERMINERS)
    noun = NOUNS.find(tokens, start)
    host = noun.value if noun and noun.value in _HOSTS else "deal"
    at = noun.end + (tokens.word(noun.end) == "'s") if noun and noun.value in _HOSTS else start
    tested = conditions(tokens, place) or conditions(tokens, at)
    only = tested.value[0] if tested and len(tested.value) == 1 else None
    staged = isinstance(only, Comparison) and only.field == "stage" and only.op == "eq" and isinstance(only.value, str)
    if not tested or not staged or not isinstance(only, Comparison) or not _closed(tokens, tested.end):
        return None
    return Found(Clause(noun=host, moves=True, stage=str(only.value)), tested.end)


def _closed(tokens: Tokens, end: int) -> bool:
    return tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", "!", ")"}
