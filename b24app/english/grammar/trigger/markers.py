"""The words that announce a trigger: "when", "as soon as", "with the creation of"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.stages import moved_to, stage
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.trigger.doings import doing
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.modifiers import MARKERS, PASSED_OVER
from b24app.english.grammar.trigger.origins import origin
from b24app.english.grammar.trigger.revising import revision
from b24app.english.grammar.trigger.watched import watched
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_MOMENTS = {
    "conversion", "creation", "completion", "payment", "receipt", "approval", "acceptance", "registration", "arrival",
    "settlement", "clearance", "entry", "addition", "issue", "issuance", "confirmation", "submission", "sign-off",
    "loss", "win", "opening", "move", "change", "transfer", "winning", "losing", "signing",
}  # fmt: skip
_FOR = {
    "new", "planned", "won", "lost", "incoming", "inbound", "overdue", "completed", "paid", "approved", "converted",
    "finished", "anything", "anyone", "everything", "everyone", "whoever",
}  # fmt: skip

_SUPPOSES = phrases(
    (
        "where|suppose|supposing|imagine|say|assume|assuming|provided|given [that]",
        "let 's|us say|suppose|assume|imagine [that]",
        "lets say|suppose|assume",
    )
)
# Behind these a state is a condition, and only an event starts something: "if the amount is over 10k".
TESTING = {"if", "where", "suppose", "supposing", "imagine", "assume", "assuming", "provided", "given", "say"}
_RELATING = {"we", "i", "you", "they", "that", "which", "who", "we've", "somebody", "someone", "anyone", "anybody"}
_ANY = {"any", "every", "each", "all", "whatever", "whichever"}
_JUST = {"brand", "newly", "freshly", "just", "recently", "new", "fresh"}
_ABOUT = phrases(
    (
        "concerning|regarding",
        "as for",
        "with regard|respect to",
        "as regards",
        "when|where it comes to",
        "what to do with|about|when",
        "this|it is about|for",
        "handle|treat|process",
        "here 's|is what to do with|about|for",
    )
)
_MOST_GUARDS = 3
_BEGINS = {"", ".", "!", "?", ";", ":"}
_RECORDS = {"deal", "lead", "contact", "company", "task", "invoice", "quote", "meeting"}


_UNIT_WORDS = {"minutes", "hours", "hour", "days", "day", "week", "weeks", "month", "months", "hrs", "wks"}
_LATER = phrases(("past", "following", "later than", "on from", "from", "after"))


def marker(tokens: Tokens, index: int) -> int | None:
    """Where the words that announce a trigger end, if some start there."""
    if _announced(tokens, index):
        return index + 1
    counted = origin(tokens, index)
    if counted:
        return counted
    found = about(tokens, index) or MARKERS.find(tokens, index) or _later(tokens, index) or _supposed(tokens, index)
    apart = tokens.word(index) == "on" and MARKERS.find(tokens, index + 2)  # "(ping Anna) on WhatsApp when a deal …"
    once = tokens.word(index) == "once"
    if apart or (once and (again(tokens, index) or tokens.word(index - 1) == "at")):
        return None  # "at once email the client"
    if tokens.word(index + 1) in {"all", "both"} and tokens.word(index) in {"when", "once", "after"}:
        return None
    lone = found is not None and tokens.word(index) == "for" and found.end == index + 1
    if found and lone and tokens.word(found.end) not in _FOR and not befallen(tokens, found.end):
        return None
    return found.end + (tokens.word(found.end) == ":") if found else None


def _announced(tokens: Tokens, index: int) -> bool:
    """Whether one word announces it only together with what follows: "with (the creation of)", "whatever (deal)"."""
    word = tokens.word(index)
    if word == "with" and _opens(tokens, index) and befallen(tokens, index + 1):
        return True
    if word in {"at", "with", "from", "since"}:
        return _moment(tokens, index + 1)
    if word == "per":
        event = EVENTS.find(tokens, index + 1)
        return event is not None and NOUNS.find(tokens, event.end) is not None
    if word in {"whatever", "whichever"}:
        noun = NOUNS.find(tokens, tokens.past(index + 1, {"new", "won", "lost", "incoming", "inbound"}))
        return noun is not None and noun.value in _RECORDS
    plural = NOUNS.find(tokens, index + 1) if word == "as" and tokens.word(index + 1).endswith("s") else None
    event = EVENTS.find(tokens, tokens.past(plural.end, PASSED_OVER)) if plural else None
    if plural and event:
        return (plural.value, event.value) in say.TRIGGER_OF  # "as leads get converted"
    told = (
        watched(tokens, index + 1, "") if word == "as" and tokens.word(index + 1) in {"its", "the", "their"} else None
    )
    return told is not None and told.value.changed


def _later(tokens: Tokens, index: int) -> Found[bool] | None:
    """Reads "(90 days) past (the win)", "(a week) later than (a payment)"."""
    found = _LATER.find(tokens, index) if tokens.word(index - 1) in _UNIT_WORDS else None
    return found if found and tokens.word(found.end) not in {"now", "today", "then", "that", "this", "it"} else None


def _moment(tokens: Tokens, at: int) -> bool:
    """Whether "the creation of a deal", "lead conversion", "the booking of a visit", "a change of city" stands there.

    "with" and "from" need the record.
    """
    noun = tokens.past(at, say.DETERMINERS)
    record = NOUNS.find(tokens, noun)
    if record and record.value in _RECORDS and tokens.word(record.end) in _MOMENTS:
        return True
    if tokens.word(noun) in _MOMENTS and (tokens.word(at - 1) == "at" or tokens.word(noun + 1) == "of"):
        return True
    befallen = EVENTS.find(tokens, record.end + 1) if record and tokens.word(record.end) == "being" else None
    if record and befallen and (record.value, befallen.value) in say.TRIGGER_OF:
        return True
    led = tokens.word(at - 1)
    opens = (led == "with" and _opens(tokens, at - 1)) or (led == "at" and noun > at)
    adjective = EVENTS.find(tokens, noun) if opens else None
    what = NOUNS.find(tokens, adjective.end) if adjective else None
    if adjective and what and (what.value, adjective.value) in say.TRIGGER_OF:
        return True
    event = EVENTS.find(tokens, noun) if tokens.word(noun).endswith("ing") else None
    whose = NOUNS.find(tokens, tokens.past(event.end + 1, {*say.DETERMINERS, "new"})) if event else None
    if event and whose and tokens.word(event.end) == "of" and (whose.value, event.value) in say.TRIGGER_OF:
        return True
    return doing(tokens, noun, Clause()) is not None or revision(tokens, at, "") is not None


def _opens(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.word(at - 1) in _BEGINS or tokens.kind(at - 1) == "NEWLINE"


def _supposed(tokens: Tokens, index: int) -> Found[bool] | None:
    """Reads "suppose (a deal is won:)", "where (a lead comes in without a phone,)" at the beginning of a sentence."""
    return _SUPPOSES.find(tokens, index) if _opens(tokens, index) else None


def about(tokens: Tokens, index: int) -> Found[bool] | None:
    """Reads "concerning (deals we win,)", "when it comes to (lost deals:)" at the beginning of a sentence."""
    found = _ABOUT.find(tokens, index) if _opens(tokens, index) else None
    return found if found and befallen(tokens, found.end) else None


def befallen(tokens: Tokens, at: int) -> bool:
    """Whether records are told with what happens to them: "(for) deals we lose", "any lead from Spain that converts".

    Also "lost deals", "deals reaching Production"; a single deal only with "that": "(for) a deal that was lost".
    """
    who = person(tokens, at) if tokens.word(at + 1) == "on" else None  # "(a task for) Ben on leads set to Qualified"
    if revision(tokens, at, "") and not who:
        return True
    start = tokens.past(at, {*say.DETERMINERS, *_JUST})
    happened = EVENTS.find(tokens, start)
    noun = NOUNS.find(tokens, start)
    told = NOUNS.find(tokens, happened.end) if happened and not noun else None
    told = told or (NOUNS.find(tokens, start + 1) if _of_late(tokens, start) else None)
    if told and happened and (told.value, happened.value) in say.TRIGGER_OF:
        return True
    if told or not noun:
        return told is not None and _of_late(tokens, start)
    if start > at and {tokens.word(place) for place in range(at, start)} & _JUST:
        return (noun.value, "created") in say.TRIGGER_OF
    end = noun.end
    for _ in range(_MOST_GUARDS):
        row = guard(tokens, end, noun.value, "") if tokens.word(end) not in {"that", "which", "who"} else None
        end = row.end if row else end
    if revision(tokens, noun.end, noun.value):
        return True
    related = tokens.word(end) in _RELATING
    several = tokens.word(noun.end - 1).endswith("s") or tokens.word(at) in _ANY
    return (several or related) and _happens(tokens, end + related, noun.value, related=related)


def _of_late(tokens: Tokens, at: int) -> bool:
    """Whether "just-won", "brand-new" stands there."""
    adverb, _, participle = tokens.word(at).partition("-")
    return adverb in _JUST and participle in say.EVENTS_OF_ONE_WORD


def _happens(tokens: Tokens, at: int, noun: str, *, related: bool) -> bool:
    """Whether "are lost", "move to Production" follows, or behind the bare record "closed as won", "reaching X"."""
    verb = tokens.past(at, PASSED_OVER - {"goes", "go", "going"}) if related else at
    participle = tokens.word(verb).endswith(("ed", "ing", "en")) or tokens.word(verb) in {"won", "lost", "just"}
    if not related and not participle:
        return False
    goes = stage(tokens, verb, of_stage=False, known=True) or stage(tokens, at, of_stage=False, known=True)
    goes = goes or moved_to(tokens, verb, known=True)
    if goes and goes.value and noun in {"deal", "lead", "quote", "invoice"}:
        return True
    event = EVENTS.find(tokens, tokens.past(verb, PASSED_OVER)) or EVENTS.find(tokens, at)
    if related and tokens.word(at) in {"get", "got"} and (noun, "created") in say.TRIGGER_OF and not event:
        return True
    return event is not None and (noun, event.value) in say.TRIGGER_OF
