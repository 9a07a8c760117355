"""The field or the stage that a trigger clause watches: "the shipping address is edited", "reaches 'Shipping'"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import (
    about_record,
    breaks,
    capitalised,
    known_field,
    owned_from,
    past_own,
)
from b24app.english.grammar.conditions.fieldsounds import WHOLE, is_whole, sounds_like_field
from b24app.english.grammar.conditions.operators import CLIMBS, Sign, operator
from b24app.english.grammar.conditions.values import valued
from b24app.english.grammar.trigger.changewords import DONE
from b24app.english.grammar.trigger.fieldnames import counts_records
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_BECOMES = phrases(
    (
        "becomes|became|become",
        "[has|have|is|was] changed|switched|turned|gone to|into",
        "changes|switches|turns|goes to|into",
        "[has|have] turned",
        "[is|was|gets|got|has] [been] [now] changed|set|updated|raised|switched to|at|as",
        "is now|set",
        "[is|was|has|gets] set|switched|changed|updated|moved|raised|lowered|upgraded|downgraded|promoted to",
        "flips|flipped|sinks|sank|slides|slid|swings|swung|jumps|jumped|leaps|shifts|shifted|slips|slipped to|into",
        "moves|moved|rises|rose|climbs|climbed|falls|fell|drops|dropped|converts|converted to|into",
        "has become",
        "is filled [in]",
        "rises|goes|went|raised|grows|gets",
        "filled",
        "is|was|gets filled [in|out]",
        "has|have [been] filled [in|out]",
        "is|was|gets|has|have [been] [finally] entered|added|provided|supplied|recorded|stored|typed [in]",
        "is|was|gets|has|have [been] [finally] known|specified|stated|given|captured|indicated|set",
        "is no longer empty|blank|missing|unknown",
    )
)
_FILLED = {
    "filled", "in", "out", "entered", "added", "provided", "supplied", "recorded", "stored", "typed", "empty", "blank",
    "missing", "unknown", "known", "specified", "stated", "given", "captured", "indicated", "set",
}  # fmt: skip
_GROWS = {
    "reaches",
    "hits",
    "passes",
    "tops",
    "surpasses",
    "raised",
    "goes",
    "rises",
    "falling",
    "dropping",
    "rising",
    "climbing",
    "exceeding",
    "falls",
    "climbs",
    ">",
    "<",
    "exceeds",
    ">=",
    "<=",
    "drops",
}
CHANGES_OF = {"change", "changes", "update", "updates", "edit", "edits", "modification", "correction"}
_CHANGE = {"updated", "renamed"}
_WHOLE = {*WHOLE, "contact details", "contact data", "contact information", "any field", "any detail", "any data"}
_ACTIVITIES = {"email", "call", "note", "activity"}
_ALTERED = phrases(
    (
        "shifted|postponed|rescheduled|extended|raised|lowered|increased|decreased|reduced|bumped|cut|doubled",
        "shifts|increases|decreases|drops|grows|rises|falls|dropped|grew|rose|fell|replaced|overwritten|adjusted",
        "is different|new",
        "different [than|from] [before]",
        "no longer|not the same [as] [before]",
        "not the same any more|longer",
        "goes|went|moves|moved up|down",
        "pushed|delayed|brought forward|back",
        "pushed|delayed|touched",
        "gets|got a new value",
    )
)
_EMPTIED = phrases(("removed|deleted|cleared|wiped|erased|emptied|blanked [out|away]", "goes|went missing|blank|empty"))
_TURNS = {"becomes", "became", "become", "to", "into"}
_LEADS = {"new", "with", "of", "on", "for", "at", "in", "to", "after", "upon", "following", "by", "from", "whatever"}
_ADVERBS = {"is", "was", "has", "been", "gets", "got", "have", "are", "just", "being", "'s", "be", "again"}


@dataclass(frozen=True)
class Watched:
    """A field whose change counts, and what it has to become."""

    field: str
    conditions: tuple[Condition, ...] = ()
    changed: bool = False
    noun: str = ""
    weak: bool = False


def watched(tokens: Tokens, at: int, noun: str) -> Found[Watched] | None:
    """A field of the record, told as what changes, with the record where it is told beside it."""
    found = _change_of(tokens, at) or _watched(tokens, at, noun)
    if not found or noun:
        return found
    of = next((place + 1 for place in range(at, found.end) if tokens.word(place) in {"of", "on"}), at)
    for place in (*range(of, found.end), *range(at, of)):
        record = NOUNS.find(tokens, place)
        if place == at and record and record.value in _ACTIVITIES and found.end > record.end:
            continue
        if (
            record
            and record.value in say.ENTITY_OF
            and (place > at or tokens.word(record.end) == "'s" or found.end > record.end)
        ):
            spoken = found.value.field
            first, _, rest = spoken.partition(" ")
            field = rest if place == at and rest and first.casefold() == tokens.word(at) else spoken
            return Found(replace(found.value, noun=record.value, field=field), found.end)
    return found


def _change_of(tokens: Tokens, at: int) -> Found[Watched] | None:
    """Reads "changes of address (at a contact)", "an update to the amount (of a deal)"."""
    if tokens.word(at) not in CHANGES_OF or tokens.word(at + 1) not in {"of", "to", "in"}:
        return None
    start = tokens.past(at + 2, {"the", "a", "any", "its"})
    field = known_field(tokens, start) if not _is_record(tokens, start, "") else None
    return Found(Watched(as_said(tokens, start, field), changed=True), field.end) if field else None


def _watched(tokens: Tokens, at: int, noun: str) -> Found[Watched] | None:
    start = at + (tokens.word(at) in {"the", "a", "any", "its"})
    if (tokens.word(at), tokens.word(at + 1)) == ("subject", "to"):
        return None  # "(a deal) is subject to change"
    found = known_field(tokens, start) if not _is_record(tokens, start, noun) else None
    name = found or _free(tokens, start)
    if name and name.value == "stage" and _has_status(tokens, at, name.end, noun):
        name = Found("status", name.end)
    if not name or name.value == "stage" or tokens.word(at) == "new" or _is_activity(tokens, at, start):
        return None
    text = as_said(tokens, start, name)
    text = "" if text.casefold() in _WHOLE or is_whole(text) else text
    becomes = _BECOMES.find(tokens, name.end)
    test = conditions(tokens, start) if becomes and name.value != "status" else None
    if becomes and test and test.end > becomes.end:
        return Found(Watched(text, test.value, changed=True), test.end)
    told = _altered(tokens, name) or (_becomes(tokens, start, name, becomes) if becomes else None)
    if told:
        return Found(Watched(text, told.value, changed=True), about_record(tokens, told.end))
    return _sized(tokens, start, found, text, tested=test is not None) if found else None


def _is_activity(tokens: Tokens, at: int, start: int) -> bool:
    """Whether "a new e-mail" stands there: one that was written, no address."""
    fresh = start + (tokens.word(start) == "new")
    found = NOUNS.find(tokens, fresh) if fresh > start >= at else None
    return found is not None and found.value in _ACTIVITIES


def _has_status(tokens: Tokens, at: int, end: int, noun: str) -> bool:
    """Whether a status is a field of that record: contacts and companies have no stages."""
    if not any(tokens.word(place) == "status" for place in range(at, end)):
        return False
    told = {noun, *(found.value for place in range(at, end) if (found := NOUNS.find(tokens, place)))}
    return bool(told & {"contact", "company"})


def _altered(tokens: Tokens, name: Found[str]) -> Found[tuple[Condition, ...]] | None:
    """What a changed field has to be: "(the city) is changed (to Porto)", "(the email) is removed"."""
    at = tokens.past(name.end, _ADVERBS)
    changes, emptied = EVENTS.find(tokens, at), _EMPTIED.find(tokens, at)
    if emptied and not changes:
        return Found((Comparison(field=name.value, op="empty"),), emptied.end)
    altered = changes if changes and changes.value in _CHANGE else None if changes else _ALTERED.find(tokens, at)
    goal = _goal(tokens, name, altered.end) if altered else None
    done = DONE.find(tokens, at)
    if not altered or (not goal and done and done.value in {"more", "less"}):
        return None
    return goal or Found((), altered.end)


def _becomes(tokens: Tokens, start: int, name: Found[str], becomes: Found[bool]) -> Found[tuple[Condition, ...]] | None:
    """Reads "(Interest level) becomes High", "(the phone) is filled in"."""
    if _turns_into(tokens, start, becomes):
        return valued(tokens, name.value, Sign("eq"), becomes.end)
    filled = tokens.word(becomes.end - 1) in _FILLED
    return Found((Comparison(field=name.value, op="not_empty"),), becomes.end) if filled else None


def _turns_into(tokens: Tokens, start: int, becomes: Found[bool]) -> bool:
    """Whether a value follows "becomes", "changes to": a large word, a number or a quote."""
    large = tokens.at(becomes.end).text[:1].isupper() or tokens.kind(becomes.end) in {"NUMBER", "QUOTED"}
    return large and tokens.word(becomes.end - 1) in _TURNS and not EVENTS.find(tokens, start)


def _sized(tokens: Tokens, start: int, field: Found[str], text: str, *, tested: bool) -> Found[Watched] | None:
    """Reads "the amount goes past 15k", "amount > 75k"; and a field alone."""
    word = tokens.word(field.end)
    sized = conditions(tokens, start) if word in _GROWS else None
    if sized:
        return Found(Watched(text, sized.value, changed=True, weak=word in {">", "<", ">=", "<="}), sized.end)
    told = tokens.kind(field.end) in {"QUOTED", "NUMBER"} or tokens.at(field.end).text[:1].isupper()
    return None if tested or told else Found(Watched(text), field.end)


def _is_record(tokens: Tokens, at: int, noun: str) -> bool:
    start = past_own(tokens, at)
    record = NOUNS.find(tokens, start)
    field = known_field(tokens, at)
    return bool(record and not noun and not (field and field.end > record.end))


def as_said(tokens: Tokens, start: int, name: Found[str]) -> str:
    if tokens.kind(start) == "QUOTED" or name.value.isupper() is False:
        return name.value
    start = owned_from(tokens, start)
    for end in range(name.end, start, -1):
        words = tokens.text(start, end)
        known = known_field(tokens, start)
        if known and " of " not in f" {words} " and " on " not in f" {words} ":
            return words.removesuffix(" field").removeprefix("field ")
    return name.value


def _goal(tokens: Tokens, name: Found[str], at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(changes) to more than 5M", "(moved) to Porto or Braga"."""
    at += tokens.word(at) in {"to", "into"}
    led = tokens.word(at - 1) in {"to", "into"}
    test = conditions(tokens, at, name.value) or sequel(tokens, name, at)
    if test or not led:
        return test
    other = operator(tokens, at)
    if other and other.value.op in {"ne", "in", "not_in"}:
        return valued(tokens, name.value, other.value, other.end)  # "(changed to) anything but North"
    climbs = CLIMBS.get(tokens.word(at - 2)) if tokens.kind(at) == "NUMBER" else None
    return valued(tokens, name.value, Sign(climbs or "eq"), at)


def sequel(tokens: Tokens, name: Found[str], at: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(the discount changed) and exceeds 15 percent", "(the limit is edited), now 0"."""
    if tokens.word(at) not in {",", "and", "("}:
        return None
    start = at + 1 + (tokens.word(at + 1) in {"it", "its", "that"})
    now = tokens.word(start) == "now" or tokens.word(start + 1) == "now"
    if now:
        start = tokens.past(start, {"is", "now", "equals"})
        start += tokens.word(start) == "at" and tokens.word(start + 1) not in {"least", "most", "or"}
        sign = operator(tokens, start)
        if sign:
            return conditions(tokens, start, name.value) or valued(tokens, name.value, sign.value, sign.end)
        return valued(tokens, name.value, Sign("eq"), start)
    sign = operator(tokens, start) if tokens.word(start) in {"is", "'s"} else None
    is_now = valued(tokens, name.value, sign.value, sign.end) if sign and sign.value.op == "eq" else None
    if is_now and tokens.word(is_now.end) == "now":
        return Found(is_now.value, is_now.end + 1)  # "(the region is edited) and is North now"
    return conditions(tokens, start, name.value) if tokens.word(at) == "and" and operator(tokens, start) else None


def _free(tokens: Tokens, at: int) -> Found[str] | None:
    """A field that the table does not know: with a capital letter, in quotes, or right before "is changed"."""
    if tokens.kind(at) == "QUOTED":
        named = NOUNS.find(tokens, at - 1)  # a company "Acme" is one record, not a field
        return None if named and named.end == at else Found(tokens.at(at).inner, at + 1)
    if tokens.word(at) in say.DETERMINERS | _LEADS | {"dates"}:  # "the closing dates of deals": not any date
        return None
    end = capitalised(tokens, at) if at > 0 or tokens.at(at + 1).text[:1].islower() else at
    for stop in range(end, at, -1):
        whose = about_record(tokens, stop)
        after = tokens.past(whose, _ADVERBS)
        changes = _befalls(tokens, after)
        if (changes and changes.value in _CHANGE) or _BECOMES.find(tokens, whose) or _EMPTIED.find(tokens, after):
            name_end = stop
            while name_end > at + 1 and tokens.word(name_end - 1) in _ADVERBS:
                name_end -= 1
            record = NOUNS.find(tokens, at) or _ends_in_record(tokens, at, name_end)
            return (
                None
                if record or _asks(tokens, at, name_end)
                else Found(tokens.text(at, name_end), whose if whose > stop else name_end)
            )
    return _before_change(tokens, at)


def _befalls(tokens: Tokens, at: int) -> Found[str] | None:
    """What happens to a field there, unless it is somebody who acts: "the broker edits a contact"."""
    found = EVENTS.find(tokens, at)
    acts = found and tokens.word(found.end) in say.DETERMINERS and NOUNS.find(tokens, found.end + 1)
    return None if acts and tokens.word(at).endswith("s") else found


def _ends_in_record(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the name is one of a kind of records: "VIP contact (is updated)"."""
    noun = NOUNS.find(tokens, end - 1) if end > at + 1 else None
    return noun is not None and noun.end == end and (noun.value, "updated") in say.TRIGGER_OF


def _asks(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "Did someone", "Has anyone" stands there: who does it, and no field."""
    return any(tokens.word(place) in {*say.AGENTS, *say.AUXILIARIES} for place in range(at, end))


def _before_change(tokens: Tokens, at: int) -> Found[str] | None:
    if counts_records(tokens, at):
        return None
    for end in range(at + 1, at + 4):
        if tokens.kind(end - 1) != "WORD" or breaks(tokens, end - 1) or NOUNS.find(tokens, end - 1):
            return None
        if tokens.word(end - 1) in {
            *say.EVENT_ADVERBS,
            *say.DETERMINERS,
            *say.AUXILIARIES,
            *say.AGENTS,
            *_LEADS,
        } or EVENTS.find(tokens, end - 1):
            return None
        of = tokens.word(end) in {"of", "on", "in", "about"} and NOUNS.find(
            tokens, tokens.past(end + 1, say.DETERMINERS)
        )
        after = of.end if of else end
        changes = _befalls(tokens, tokens.past(after, _ADVERBS))
        becomes = of and _BECOMES.find(tokens, after)
        if becomes or (changes and changes.value in _CHANGE):
            named = (of and tokens.word(end) == "of") or sounds_like_field(tokens.text(at, end))
            return Found(tokens.text(at, end), after) if named else None
    return None
