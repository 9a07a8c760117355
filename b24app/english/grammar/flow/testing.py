"""What looks like a trigger and only tests a record told elsewhere: "give new leads to Ana when the company is big"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.trigger.triggers import marked
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan.plan import Comparison

_NEW = {"deal", "lead", "quote", "invoice"}
_TESTING = {"if", "where"}


def only_tested(tokens: Tokens, at: int, found: Found[Clause], draft: Draft) -> bool:
    """Whether a state is a condition of an event told later: "if the phone is set when a deal is won, …"."""
    place = draft.last_announced
    told = found.value
    if tokens.word(at) not in _TESTING or place < found.end or not told.conditions:
        return False
    later = marked(tokens, place, starts_step)
    event = (
        later is not None and bool(later.value.noun) and later.value.event in {"created", "won", "lost", "converted"}
    )
    return event and bool(conditions(tokens, at + 1)) and (bool(told.watched) or bool(told.moves))


def of_new_ones(tokens: Tokens, at: int, found: Found[Clause]) -> bool:
    """Whether "(assign new leads to Ana) when the company has over 50 employees" tests those that are new."""
    told = found.value
    if told.noun not in {"company", "contact"} or not told.conditions or told.watched or told.moves:
        return False
    new = (NOUNS.find(tokens, place + 1) for place in range(at) if tokens.word(place) == "new")
    another = any(noun is not None and noun.value in _NEW for noun in new)
    return another and not any(
        EVENTS.find(tokens, place) and tokens.word(place) != "in" for place in range(at, found.end)
    )


_SUBJECTED = {"email", "note", "call", "activity", "meeting", "task"}


def without_heading(tokens: Tokens, start: int, found: Found[Clause]) -> Found[Clause]:
    """The trigger without "with 'Hi' as the subject", which heads the message: "(mail them) when a deal is won, …"."""
    told = found.value
    for at in range(start, found.end if told.noun not in _SUBJECTED else start):
        quoted = tokens.word(at) == "with" and tokens.kind(at + 1) == "QUOTED" and tokens.word(at + 2) == "as"
        noun = tokens.past(at + 3 if quoted else at + 1, {"the", "a", "its"})
        if tokens.word(at) == "with" and tokens.word(noun) in _HEADS:
            rows = (row for row in told.conditions if not (isinstance(row, Comparison) and row.field in _HEADS))
            told.conditions = tuple(rows)
            return Found(told, at - (tokens.word(at - 1) == ","))
    return found


_HEADS = {"subject", "heading", "headline"}
