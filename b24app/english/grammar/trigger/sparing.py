"""Records that do not count: "anything under 500 can be ignored", "deals from Spain excluded"."""

from __future__ import annotations

from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.restricting import past_sized
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Condition

WHATEVER = {"anything", "everything", "whatever", "those", "these", "ones", "that", "which", "is", "are", "'s"}
RECORDS_THEMSELVES = {*say.DETERMINERS, "ones", "already", "new", "existing"}
_SPARED = Turns(
    (
        "we|i [can|may|will|should] [just|simply] ignore|skip|disregard|exclude|omit",
        "[is|are] of no interest [to us]",
        "[being] excluded|exempt|exempted",
        "we|i don't care about|for|need",
        "can|may|should|must|shall|will|are|is|get|gets [to] [be] ignored|skipped|excluded|exempt|exempted|disregarded",
        "can|may|should|must|shall|will|are|is [to] [be] left out|alone|aside|untouched",
        "don't|doesn't|won't|shouldn't count|matter|qualify|apply|need it|this|that|any|anything",
        "do|does|will|should not count|matter|qualify|apply|need it|this|that|any|anything",
        "don't|doesn't|won't|shouldn't count|matter|qualify|apply",
        "do|does|will|should not count|matter|qualify|apply",
        "get|gets|receive|receives nothing|none [of this|it|that]",
        "are|is not included|affected|concerned|meant",
        "aren't|isn't included|affected|concerned|meant",
    )
)
_MOST_GUARDS = 4


def spared(tokens: Tokens, at: int, noun: str = "") -> Found[tuple[Condition, ...]] | None:
    """What is told of those records, where such words follow; without a `noun` they may be of any kind."""
    start = tokens.past(past_sized(tokens, at), {*RECORDS_THEMSELVES, *WHATEVER})
    record = NOUNS.find(tokens, start)
    named = record is not None and noun in {"", record.value}
    if not named and start == at:
        return None
    kind = noun or (record.value if record else "deal")
    found = guards_of(tokens, record.end if record and named else start, kind)
    end = _SPARED.find(tokens, found.end) if found else None
    return Found(found.value, end.end) if found and end else None


def guards_of(tokens: Tokens, at: int, noun: str) -> Found[tuple[Condition, ...]] | None:
    """The conditions in a row behind a record: "(deals) from Spain and over 500"."""
    rows: tuple[Condition, ...] = ()
    end = at
    for _ in range(_MOST_GUARDS):
        joint = end + (bool(rows) and tokens.word(end) == "and")
        found = guard(tokens, joint, noun, "")
        if not found:
            break
        rows, end = rows + found.value, found.end
    return Found(rows, end) if rows else None
