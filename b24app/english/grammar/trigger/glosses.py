"""What a record or an event is called elsewhere: "(invoice)", "(= deal won)", "landed as a lead", "late = overdue"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.believing import STAGE_WORDS
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.stages import stage_name
from b24app.english.grammar.people.meant import CLIENT, person
from b24app.english.grammar.trigger.modifiers import PASSED_OVER
from b24app.english.grammar.trigger.watched import as_said
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_LONGEST_GLOSSED = 6
_ANY_FIELD = {"whatever", "whichever", "any", "every", "each", "which", "some", "no"}
_ANNOUNCING = {"when", "whenever", "once", "if", "every", "each"}
# What may lead such a bracket: that it is a meeting, that a deal is won in our CRM, that we log it as a note.
_LEADS = {
    *say.DETERMINERS, "we", "log", "it", "as", "=", "new", "'s", "is", "means", "meaning", "i.e", "ie", "in", "crm",
    "terms", "which", "so", "for", "us", "read", "call", "mark", "it's", "that's",
}  # fmt: skip


_IN_OTHER_WORDS = phrases(
    (
        "i.e|ie|viz|namely|meaning [that]",
        "i . e",
        "that is [to say]",
        "which|that means [that]",
        "in other words|terms",
        "[in] [our|the] crm terms|speak",
        "in|for our|the crm|system|us",
        "so|thus|hence [that]",
    )
)
_THEREFORE = {"so", "thus", "hence"}
# What follows "so" and is no step: "(he doesn't pay,) so the invoice is overdue".
_STATES = {
    "stage_changed",
    "invoice_overdue",
    "task_overdue",
    "deal_won",
    "deal_lost",
    "invoice_paid",
    "quote_approved",
}


def in_other_words(tokens: Tokens, at: int) -> int | None:
    """Past ", i.e.", ", that is,", "- in our CRM", ", so" in front of the same event as a CRM tells it."""
    start = at + (tokens.word(at) in {",", "-", "("})
    found = _IN_OTHER_WORDS.find(tokens, start)
    if not found:
        return at + 1 if _arises(tokens, at) else None
    end = found.end + (tokens.word(found.end) == ".")
    return end + (tokens.word(end) in {",", ":"})


def _arises(tokens: Tokens, at: int) -> bool:
    """Reads "(when someone fills in the form,) a lead is created": no step makes leads, so it is told as a fact."""
    start = tokens.past(at + 1, {"a", "the", "new"})
    noun = NOUNS.find(tokens, start) if tokens.word(at) == "," and start > at + 1 else None
    event = EVENTS.find(tokens, tokens.past(noun.end, {"is", "gets", "will", "be"})) if noun else None
    return noun is not None and noun.value == "lead" and event is not None and event.value == "created"


def take_over(clause: Clause, told: Clause, joint: str) -> bool:
    """Let the clause tell what was told in other words, unless that could be a step ("so a task is created")."""
    if not told.name or told.unread or (joint in _THEREFORE and told.name not in _STATES):
        return False
    clause.noun, clause.event, clause.host = told.noun, told.event, told.host
    clause.moves, clause.stage, clause.watched = told.moves, told.stage, told.watched
    clause.conditions += told.conditions
    clause.unread = []
    return True


def gloss(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """What a record is called elsewhere: "(invoice)", "(= deal won)", "(meeting)", "as a meeting", "late = overdue"."""
    if any(tokens.word(place) in _ANNOUNCING for place, _ in clause.unread):
        return None  # "on WhatsApp when a visit is planned (meeting)": the bracket explains the visit alone
    named = clause.name and not EVENTS.find(tokens, at + 1)  # "task nearly forgotten = overdue" explains what was told
    if tokens.word(at) == "=" and clause.unread and not named and not stage_told(tokens, at, replace(clause)):
        clause.unread, clause.event = [], ""
        return at + 1
    told_as = _is_told_as(tokens, at) and not clause.noun
    event_first = _event_first(tokens, at, clause)
    if event_first or (tokens.word(at) != "(" and not told_as):
        return event_first
    start = tokens.past(at + 1, _LEADS)
    noun = NOUNS.find(tokens, start)
    end = noun.end if noun else start
    event = EVENTS.find(tokens, tokens.past(end, PASSED_OVER)) if not told_as else None
    end = event.end if event else end
    if not (noun or event) or (tokens.word(end) not in {")", ","} and not told_as):
        return None
    other = noun and clause.noun and noun.value != clause.noun and clause.name
    field = noun and not event and not clause.event and _may_be_field(tokens, at, end)
    if other or field or (told_as and not (clause.event or clause.unread)):
        return None
    becomes = told_as and tokens.word(at) != "as" and not clause.event
    which = [place for place in clause.unread if tokens.at(place[0]).text.isupper()]  # "a VIP order (deal)"
    _rename(clause, noun.value if noun else "", event.value if event else "created" if becomes else "")
    clause.unread = which
    clause.glossing = tokens.word(end) == "," and not told_as
    return end + (not told_as)


def _may_be_field(tokens: Tokens, at: int, close: int) -> bool:
    """Whether "Zone (deal) changes" may speak of a field: a lone large word, and the change behind the bracket."""
    changes = EVENTS.find(tokens, tokens.past(close + 1, PASSED_OVER))
    large = tokens.kind(at - 1) == "WORD" and tokens.at(at - 1).text[:1].isupper()
    who = person(tokens, at - 1)  # "Donor (contact) updated"
    lone = large and tokens.kind(at - 2) != "WORD" and not (who and who.value == CLIENT)
    return lone and changes is not None and changes.value == "updated"


def stage_told(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(the customer signs) (stage Signed)", "(contract signed) = stage 'Signed'"."""
    start = tokens.past(at + 1, _LEADS)
    explains = bool(clause.unread or clause.event or clause.client) and not (clause.name or clause.moves)
    if tokens.word(at) not in {"(", "="} or tokens.word(start) not in STAGE_WORDS or not explains:
        return None
    found = stage_name(tokens, start + 2 * (tokens.word(start + 1) in {"=", ":"}), sure=True)
    closed = found is not None and (tokens.word(at) == "=" or tokens.word(found.end) == ")")
    if not found or not found.value or not closed or clause.noun not in {"", "deal", "lead", "quote", "invoice"}:
        return None
    clause.unread, clause.event, clause.client = [], "", False
    clause.moves, clause.stage = True, found.value
    return found.end + (tokens.word(at) == "(")


def field_told(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(a company is renamed) (Title changes)", "(deal updated) (field Amount)": which field changes."""
    known = clause.event in {"updated", "renamed"} and clause.name and not clause.watched and not clause.moves
    field = known_field(tokens, tokens.past(at + 1, say.DETERMINERS)) if known and tokens.word(at) == "(" else None
    if not field or tokens.word(at + 1) in _ANY_FIELD:
        return None
    changes = EVENTS.find(tokens, tokens.past(field.end, PASSED_OVER))
    end = changes.end if changes and changes.value == "updated" else field.end
    if tokens.word(end) != ")":
        return None
    clause.event, clause.watched = "updated", as_said(tokens, tokens.past(at + 1, say.DETERMINERS), field)
    return end + 1


def _event_first(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Reads "(overdue invoice)"."""
    event = EVENTS.find(tokens, at + 1) if tokens.word(at) == "(" else None
    noun = NOUNS.find(tokens, event.end) if event else None
    closed = noun is not None and tokens.word(noun.end) in {")", ","}
    if not event or not noun or not closed or (clause.noun and clause.noun != noun.value):
        return None
    _rename(clause, noun.value, event.value)
    clause.glossing = tokens.word(noun.end) == ","
    return noun.end + 1


def _is_told_as(tokens: Tokens, at: int) -> bool:
    """Reads "(… landed) as a lead", "(somebody …) becomes a contact"."""
    led = tokens.word(at) in {"as", "becomes", "became"} and tokens.word(at + 1) in {"a", "an", "the", "new", "our"}
    led = led and tokens.word(at - 1) not in {"soon", "long", "such", "same", "much"}
    return led and NOUNS.find(tokens, tokens.past(at + 1, {*say.DETERMINERS, "new"})) is not None


def _rename(clause: Clause, noun: str, event: str) -> None:
    clause.noun = noun or clause.noun
    clause.event = event or clause.event
    clause.unread = []
    kept = (row for row in clause.conditions if not clause.kindred or row.model_dump().get("field") != "type")
    clause.conditions = tuple(kept)


def _retells(tokens: Tokens, at: int) -> bool:
    """Whether the event is told in other words there, with a record of the CRM."""
    end = in_other_words(tokens, at)
    return end is not None and NOUNS.find(tokens, tokens.past(end, {*say.DETERMINERS, "new"})) is not None


def gloss_ahead(tokens: Tokens, at: int) -> bool:
    """Whether what the words here mean is told right after them: "a showing … (meeting)"."""
    end = at
    while end - at < _LONGEST_GLOSSED and tokens.kind(end) == "WORD":
        end += 1
    if any(_is_told_as(tokens, place) or _retells(tokens, place) for place in range(at + 1, end + 1)):
        return True
    tested = conditions(tokens, end + 1) if tokens.word(end) == "(" else None
    if tested and tokens.word(tested.end) == ")":
        return True
    if tokens.word(end) == "(":
        probe = Clause()
        return gloss(tokens, end, probe) is not None
    start = tokens.past(end + 1, {*say.DETERMINERS, "new"})
    told = NOUNS.find(tokens, start) or EVENTS.find(tokens, start)
    return tokens.word(end) == "=" and bool(told)
