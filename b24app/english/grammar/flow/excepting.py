"""Records that are left out: "exception: deals in the stage Archive", "but not for companies from Germany"."""

from __future__ import annotations

from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.draft import Draft, When
from b24app.english.grammar.trigger.guards import Guards, guard
from b24app.english.grammar.trigger.told import told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Condition

_LEADS = Turns(
    (
        "[but|and|with] [the|an|one] [one|only|sole] exception|exceptions [is|are|being] [of|for] [:]",
        "[but] except|excepting|excluding|barring [for]",
        "[but] apart|aside|other from|than",
        "[but|and] not for|with|on|to",
        "but not",
        "[but|and] never for",
        "skip|omit [this|that|it|these] [step] for|on|with",
        "[but] leave out",
        "skip|ignore|disregard|omit|exclude",
        "[but] this|that|it doesn't|shouldn't|mustn't|won't|isn't apply|count|happen|hold|meant for|to",
        "[but] this|that|it does|should|must|will|is not apply|count|happen|hold|meant for|to",
        "doesn't|don't apply|go for|to",
        "does|do not apply|go for|to",
    )
)
_SPARED = Turns(
    (
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
_WHATEVER = {"anything", "everything", "whatever", "those", "these", "ones", "that", "which", "is", "are", "'s"}
_CLOSES = {",", ".", ";", ")", "!", ":", "-"}
_ANY = {*say.DETERMINERS, "ones", "already", "new", "existing"}
_RECORDS = {"deal", "lead", "contact", "company", "task", "invoice", "quote"}
_ONES = {"those", "ones", "them", "these"}
_BEFORE = {",", ".", ";", "(", ":", "-", "!", "?", ""}
_MOST_GUARDS = 4


def excepted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Keep what must not hold as a condition of everything."""
    found = _left_out(tokens, at, draft)
    if not found:
        return _told_to_be_spared(tokens, at, draft)
    bracket = tokens.word(at - 1) == "(" and tokens.word(found.end) == ")"
    first = draft.clause is None and not draft.frames
    draft.items.append(When(opposite(found.value), at, found.end, negative=not first, overall=True))
    return found.end + bracket + (first and tokens.word(found.end) in {",", ":"})


def _left_out(tokens: Tokens, at: int, draft: Draft) -> Found[tuple[Condition, ...]] | None:
    led = _LEADS.find(tokens, at)
    if not led or (tokens.word(at - 1) not in _BEFORE and tokens.word(at) not in {"but", "except", "excluding"}):
        return None
    end = led.end + (tokens.word(led.end) == ":")
    start = tokens.past(end, _ANY)
    noun = NOUNS.find(tokens, start)
    subjects = {draft.clause.subject, draft.clause.host} if draft.clause else {_only_record(tokens)}
    again = noun is not None and not draft.clause and noun.value == _first_record(tokens, noun.end)
    if noun and (noun.value in subjects or again):
        return _guards(tokens, noun.end, noun.value)
    subject = draft.clause.subject if draft.clause else ""
    ones = {tokens.word(place) for place in range(end, start)} & _ONES
    subject = subject or (_first_record(tokens, start) if ones and at == 0 else "")
    if ones and subject:
        return _guards(tokens, start, subject)
    return _described(tokens, end, subject) if subject or tokens.word(led.end - 1) in {":", "for"} else None


def _described(tokens: Tokens, at: int, noun: str) -> Found[tuple[Condition, ...]] | None:
    """Reads "(except) Spain", "(not) in EUR", "(ignore) anything under 500": the records themselves are not named."""
    start = tokens.past(at, _WHATEVER)
    there = places(tokens, start)
    found: Guards | None = Found((there.value,), there.end) if there else told(tokens, start, noun, led=True)
    closed = found is not None and (tokens.word(found.end) in _CLOSES or tokens.kind(found.end) in {"END", "NEWLINE"})
    return found if closed else None


def _told_to_be_spared(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "anything under 500 can be ignored.", "deals from Spain don't count.": those are left out of everything."""
    if draft.clause is None or not draft.frames or tokens.word(at - 1) not in _BEFORE:
        return None
    start = tokens.past(at, {*_ANY, *_WHATEVER})
    noun = NOUNS.find(tokens, start)
    subject = draft.clause.subject
    named = noun is not None and noun.value == subject
    if not named and start == at:
        return None
    found = _guards(tokens, noun.end if noun and named else start, subject)
    end = _SPARED.find(tokens, found.end) if found else None
    if not found or not end:
        return None
    draft.items.append(When(opposite(found.value), at, end.end, negative=True, overall=True))
    return end.end


def _only_record(tokens: Tokens) -> str:
    """The one kind of record that is named anywhere, before the trigger was read."""
    nouns = {found.value for at in range(len(tokens)) if (found := NOUNS.find(tokens, at))} & _RECORDS
    return nouns.pop() if len(nouns) == 1 else ""


def _first_record(tokens: Tokens, at: int) -> str:
    """The record that the sentence then speaks of: "except those from Spain, every new (lead) goes to Ben"."""
    close = next((place for place in range(at, len(tokens)) if tokens.word(place) == ","), len(tokens))
    found = (NOUNS.find(tokens, place) for place in range(close, len(tokens)))
    return next((noun.value for noun in found if noun), "")


def _guards(tokens: Tokens, at: int, noun: str) -> Found[tuple[Condition, ...]] | None:
    rows: tuple[Condition, ...] = ()
    end = at
    for _ in range(_MOST_GUARDS):
        joint = end + (bool(rows) and tokens.word(end) == "and")
        found = guard(tokens, joint, noun, "")
        if not found:
            break
        rows, end = rows + found.value, found.end
    return Found(rows, end) if rows else None
