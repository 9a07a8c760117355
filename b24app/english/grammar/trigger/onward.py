"""Where the telling of the trigger gives way to that of the steps."""

from __future__ import annotations

from collections.abc import Callable

from b24app.english.grammar.approvals.asking import ask
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.trigger.owners import is_list
from b24app.english.grammar.words.chatter import CHATTER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.turns import HALT, PARALLEL
from b24app.plan import phrases as say

_TELLS = Turns(("notify|email|mail|text|sms|whatsapp|message|tell|inform|alert|call|create|add|send|tag|assign|set",))
_WISH = Turns(("i|we need|want|wish|expect", "i|we would|'d|should like|love|prefer", "i'd|we'd like|love|prefer"))
_IT_NEEDS = Turns(("[,] it|they|this needs|need|requires|require|takes|take two|three|2|3|four|4|the|a|an",))
_THERE = Turns(("there should|must|shall|will|has|needs|ought [to] be", "there is to be"))


_LEAVES = {"do", "leave", "skip", "ignore", "stop", "let", "keep", "just"}


def tells_steps(tokens: Tokens, at: int) -> bool:
    """Whether what follows is about the steps: politeness, an approval, "in parallel", "by source:"."""
    field = known_field(tokens, at + 1) if tokens.word(at) in {"by", "per"} else None
    if field and tokens.word(field.end) == ":":
        return True
    told = known_field(tokens, at)
    decides = told is not None and tokens.word(told.end) in {"decides", "matters", "counts", "determines"}
    if decides or _WISH.find(tokens, at) or _THERE.find(tokens, at) or _IT_NEEDS.find(tokens, at):
        return True
    if tokens.word(at) in {"has", "have"} and tokens.word(at + 1) == "to" and tokens.word(at + 2) in say.VERBS_SEEN:
        return True  # "creating a lead has to send Ben a notification"
    if tokens.word(at) in _LEAVES and HALT.find(tokens, at):
        return True
    only = tokens.word(at) in {"only", "just", "simply", "merely"}
    if only and (tokens.word(at + 1) in {"a", "an"} or _TELLS.find(tokens, at + 1)):
        return True
    return bool(CHATTER.find(tokens, at) or PARALLEL.find(tokens, at) or ask(tokens, at, None))


def gets_thing(tokens: Tokens, at: int) -> bool:
    """Whether "receive" tells a step of the records: "new contacts receive template 3"."""
    given = tokens.word(at + 1) in {"a", "an", "our", "the", "template"} or tokens.kind(at + 1) == "QUOTED"
    return tokens.word(at) in {"receive", "receives"} and given


def goes_to(tokens: Tokens, at: int, starts_step: Callable[[Tokens, int], bool], *, announced: bool) -> bool:
    """Whether it is told who gets the records: "deals over 20k go to Ivan (, the others go to Olga)".

    Behind "when" it is a stage that they go to, and where other steps follow.
    """
    if tokens.word(at) not in {"go", "goes"} or is_list(tokens):
        return tokens.word(at) in {"go", "goes"}
    who = person(tokens, at + 2) if tokens.word(at + 1) == "to" and not announced else None
    if not who or not who.value:
        return False
    return not any(starts_step(tokens, place) for place in range(who.end, len(tokens)))
