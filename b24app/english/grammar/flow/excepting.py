"""Records that are left out: "exception: deals in the stage Archive", "but not for companies from Germany"."""

from __future__ import annotations

from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.draft import Draft, Halt, When
from b24app.english.grammar.trigger.guards import Guards
from b24app.english.grammar.trigger.restricting import past_sized
from b24app.english.grammar.trigger.sparing import RECORDS_THEMSELVES, WHATEVER, guards_of, spared
from b24app.english.grammar.trigger.told import told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan.plan import Condition

_LEADS = Turns(
    (
        "[but|and|with] [the|an|one] [one|only|sole] exception|exceptions [is|are|being] [of|for] [:]",
        "[but] except|excepting|excluding|barring [for]",
        "[but] apart|aside|other from|than",
        "[but|and] not for|with|on|to",
        "but not",
        "[but|and] never for",
        "[but|and] [please] [just] skip|omit [this|that|it|these|them] [step] for|on|with",
        "[but|and] [please] leave this|that|it out for|on|with",
        "[but] leave out",
        "[we|i|you|please] [can|may|will|should] [just|simply|please] skip|ignore|disregard|omit|exclude",
        "[and|but] [we|i] do|does not|never care about|for|need",
        "[and|but] [we|i] don't care about|for|need",
        "[and|but] nothing|none [at all] [is|should|happens] [done|happen] for|with|on|to",
        "[and|but] [we|i] do nothing for|with|on|about",
        "[but] this|that|it doesn't|shouldn't|mustn't|won't|isn't apply|count|happen|hold|meant for|to",
        "[but] this|that|it does|should|must|will|is not apply|count|happen|hold|meant for|to",
        "doesn't|don't apply|go for|to",
        "does|do not apply|go for|to",
    )
)
# Said once more of what was left out: "(except the ones under 100), do nothing with those".
_NOTHING_WITH = Turns(
    (
        "[,|;] [please] do|doing nothing with|for|about those|these|them",
        "[,|;] [please] [just] ignore|skip|disregard|exclude those|these|them",
        "[,|;] [please] [just] leave those|these|them [alone|out|aside|be]",
        "[,|;] those|these|they don't|doesn't matter|count",
    )
)
_CLOSES = {",", ".", ";", ")", "!", ":", "-"}
_RECORDS = {"deal", "lead", "contact", "company", "task", "invoice", "quote"}
_ONES = {"those", "ones", "them", "these"}
_BEFORE = {",", ".", ";", "(", ":", "-", "!", "?", ""}


def excepted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Keep what must not hold as a condition of everything."""
    found = _left_out(tokens, at, draft)
    if not found:
        return _told_to_be_spared(tokens, at, draft)
    nothing = _NOTHING_WITH.find(tokens, found.end)
    found = Found(found.value, nothing.end) if nothing else found
    rows = opposite(found.value)
    if draft.clause and draft.items and all(row in draft.guards for row in rows):
        return found.end  # "(deals from 500 upwards,) nothing for those below 500" says it twice
    bracket = tokens.word(at - 1) == "(" and tokens.word(found.end) == ")"
    first = draft.clause is None and not draft.frames
    draft.items.append(When(rows, at, found.end, negative=not first, overall=True))
    return found.end + bracket + (first and tokens.word(found.end) in {",", ":"})


def _left_out(tokens: Tokens, at: int, draft: Draft) -> Found[tuple[Condition, ...]] | None:
    led = _LEADS.find(tokens, at)
    if not led or (tokens.word(at - 1) not in _BEFORE and tokens.word(at) not in {"but", "except", "excluding"}):
        return None
    if draft.clause is None and tokens.word(at) in {"we", "i"}:
        return None  # "We ignore leads from Dublin. When a lead is created, …" may be how it is today
    end = led.end + (tokens.word(led.end) == ":")
    start = past_sized(tokens, tokens.past(end, RECORDS_THEMSELVES))
    noun = NOUNS.find(tokens, start)
    subjects = {draft.clause.subject, draft.clause.host} if draft.clause else {_only_record(tokens)}
    again = noun is not None and not draft.clause and noun.value == _first_record(tokens, noun.end)
    if noun and (noun.value in subjects or again):
        return guards_of(tokens, noun.end, noun.value)
    subject = draft.clause.subject if draft.clause else ""
    ones = {tokens.word(place) for place in range(end, start)} & _ONES
    subject = subject or (_first_record(tokens, start) if ones and at == 0 else "")
    if ones and subject:
        return guards_of(tokens, start, subject)
    return _described(tokens, end, subject) if subject or tokens.word(led.end - 1) in {":", "for"} else None


def _described(tokens: Tokens, at: int, noun: str) -> Found[tuple[Condition, ...]] | None:
    """Reads "(except) Spain", "(not) in EUR", "(ignore) anything under 500": the records themselves are not named."""
    start = tokens.past(at, WHATEVER)
    there = places(tokens, start)
    found: Guards | None = Found((there.value,), there.end) if there else told(tokens, start, noun, led=True)
    closed = found is not None and (tokens.word(found.end) in _CLOSES or tokens.kind(found.end) in {"END", "NEWLINE"})
    return found if closed else None


def _told_to_be_spared(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "anything under 500 can be ignored.", "deals from Spain don't count.": those are left out of everything."""
    if draft.clause is None or tokens.word(at - 1) not in _BEFORE:
        return None
    found = spared(tokens, at, draft.clause.subject)
    if not found:
        return None
    if draft.frames:
        draft.items.append(When(opposite(found.value), at, found.end, negative=True, overall=True))
    else:  # "(an invoice is overdue.) Anything under 50 we ignore. For the rest …"
        draft.items += [When(found.value, at, found.end), Halt(found.end, found.end)]
    return found.end


def _only_record(tokens: Tokens) -> str:
    """The one kind of record that is named anywhere, before the trigger was read."""
    nouns = {found.value for at in range(len(tokens)) if (found := NOUNS.find(tokens, at))} & _RECORDS
    return nouns.pop() if len(nouns) == 1 else ""


def _first_record(tokens: Tokens, at: int) -> str:
    """The record that the sentence then speaks of: "except those from Spain, every new (lead) goes to Ben"."""
    close = next((place for place in range(at, len(tokens)) if tokens.word(place) == ","), len(tokens))
    found = (NOUNS.find(tokens, place) for place in range(close, len(tokens)))
    return next((noun.value for noun in found if noun), "")
