"""The field of a record as a trigger names it: "a deal's city", "the Expected close date of a deal", "'Tier' on it"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from b24app.english.grammar.conditions.fields import FIELDS, breaks
from b24app.english.grammar.conditions.fieldsounds import WHOLE, is_whole, sounds_like_field
from b24app.english.grammar.people.meant import CLIENT, person
from b24app.english.grammar.trigger.changewords import NOUNS_OF_CHANGE
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, WORK
from b24app.plan import phrases as say

# The records whose changes start something.
CHANGING = {"deal", "lead", "contact", "company"}
ITS = {"its", "their", "his", "her"}
_LONGEST = 5
_BEFORE = {*say.DETERMINERS, "current", "same", "own", "respective"}
_ABOUT = {"of", "on", "in", "at", "for", "with", "inside"}
_CARDS = {"card", "record", "profile", "page", "form"}
_CERTAIN = {"certain", "given", "particular", "single", "running", "ongoing"}
_NEVER = {
    *say.DETERMINERS, *say.AUXILIARIES, *say.EVENT_ADVERBS, *say.AGENTS, "of", "on", "in", "at", "for", "with", "to",
    "into", "from", "by", "and", "or", "but", "then", "if", "when", "whose", "which", "who", "than", "not", "no",
    "field", "following", "upon", "after", "before", "since", "during", "per", "via", "whenever", "whatever",
    "whichever", "once", "value", "new", "over", "above", "under", "below", "more", "less", "&", "n", "where", "while",
    "never", "hasn't", "haven't", "isn't", "aren't", "wasn't", "weren't", "doesn't", "don't", "didn't", "won't",
    "can't", "cannot", "worth", "valued", "priced", "costing", "tagged", "exceeding", "looks", "looked", "seems",
    "appears", "feels", "sounds", "beyond", "along", "behind", "past", "between", "across", "around", "toward",
    "towards", "through", "off", "out", "pipeline", "funnel", "home",
    "mind", "heart", "tune", "old", "same", "other", "certain", "particular",
}  # fmt: skip
_COUNTS = {"number", "count", "volume"}
# Stages and tags have triggers and tests of their own; a comment is no field whose change is watched.
_APART = {"stage", "tags", "comments"}


@dataclass(frozen=True)
class Named:
    """A field: the name that conditions use, the name as it was said, whose it is, and where the name stands."""

    field: str
    said: str
    noun: str
    start: int
    name_end: int
    end: int

    @property
    def sure(self) -> bool:
        """Whether it is told whose field it is."""
        return bool(self.noun)


def named(tokens: Tokens, at: int, noun: str = "") -> Iterator[Named]:
    """The fields whose name may start there, the best known first; `noun` is the record where it was told before."""
    owner, start = _owner(tokens, at)
    announced = tokens.word(start) == "field"
    start += announced
    sure = announced or bool(owner or noun) or tokens.word(at) in ITS
    for one in _names(tokens, start, sure=sure, compound=start == _bare(tokens, at)):
        told = _about(tokens, replace(one, noun=owner))
        whose = told.noun or noun
        states = one.field == "stage" and "status" in tokens.text(one.start, one.name_end).casefold()
        status = states and whose in {"contact", "company"}
        if status or one.field not in _APART:
            yield replace(told, noun=whose, field="status", said="status") if status else replace(told, noun=whose)


def behind(tokens: Tokens, at: int) -> tuple[str, int]:
    """The record told behind a field or a value: "(of city to Madrid) on a deal"."""
    if tokens.word(at) not in _ABOUT:
        return "", at
    start = tokens.past(at + 1, say.DETERMINERS | _CERTAIN)
    found = NOUNS.find(tokens, start)
    client = person(tokens, start) if tokens.word(at) == "of" and not found else None
    if client and client.value == CLIENT and tokens.word(client.end) != "'s":
        return "contact", client.end
    work = WORK.find(tokens, start) if start > at + 1 and not found else None
    if work:
        return "deal", work.end  # "the 'Delivery date' on an order"
    if not found or found.value not in CHANGING:
        return "", at
    own = tokens.word(found.end) == "'s"
    if own and tokens.word(found.end + 1) not in _CARDS:
        return "", at
    return found.value, found.end + own + (tokens.word(found.end + own) in _CARDS)


def _bare(tokens: Tokens, at: int) -> int:
    """Where a name would start right behind its record: "deal city", "contact position"; -1 where none does."""
    start = tokens.past(at, _BEFORE)
    record = NOUNS.find(tokens, start)
    return record.end if record and record.value in CHANGING else -1


def _owner(tokens: Tokens, at: int) -> tuple[str, int]:
    start = tokens.past(at, _BEFORE)
    record = NOUNS.find(tokens, start)
    known = FIELDS.find(tokens, start)
    if record and record.value in CHANGING and not (known and known.end > record.end):
        own = tokens.word(record.end) == "'s"
        named_here = own or not (known and tokens.word(record.end) in _ABOUT)
        return (
            (record.value, tokens.past(record.end + 1, {"own"}) if own else record.end) if named_here else ("", start)
        )
    who = person(tokens, start)
    if who and who.value == CLIENT and tokens.word(who.end) == "'s":
        return "contact", who.end + 1
    return "", start


def _names(tokens: Tokens, at: int, *, sure: bool, compound: bool) -> Iterator[Named]:
    if tokens.kind(at) == "QUOTED":
        behind_record = NOUNS.find(tokens, at - 1)
        if compound or not (behind_record and behind_record.end == at):  # a company "Acme" is one record, no field
            yield _called(tokens, at, at + 1, tokens.at(at).inner)
        return
    known = FIELDS.find(tokens, at)
    if known:
        yield _known(tokens, at, known.end, known.value)
    if counts_records(tokens, at):
        return
    large = tokens.at(at).text[:1].isupper() and at > 0
    end, ends = at, []
    while end - at < _LONGEST and _goes_on(tokens, end, first=end == at, compound=compound and not large):
        end += 1
        ends.append(end)
    for end in reversed(ends) if large else ends:
        change = NOUNS_OF_CHANGE.find(tokens, end)
        owned = sure or large or tokens.word(end) == "field" or bool(behind(tokens, change.end if change else end)[0])
        said = tokens.text(at, end)
        if owned and not (known and end <= known.end) and (_is_owned(tokens, at, end) or sounds_like_field(said)):
            yield _called(tokens, at, end, "" if is_whole(said) else said)


def _is_owned(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "the contact's shade", "its shade", "the shade of a contact" makes any word a field of the record."""
    return tokens.word(at - 1) in {"'s", "field", *ITS} or tokens.word(end) in {"field", "of"}


def counts_records(tokens: Tokens, at: int) -> bool:
    """Whether "number of deals" stands there: how many there are is no field of any of them."""
    record = NOUNS.find(tokens, at + 2) if tokens.word(at) in _COUNTS and tokens.word(at + 1) == "of" else None
    return record is not None and tokens.word(record.end - 1).endswith("s")


def _known(tokens: Tokens, at: int, end: int, code: str) -> Named:
    """A field of the table: a code is watched under the words for it, any other under its one name."""
    said = (
        tokens.text(at, end) if tokens.at(at).text[:1].isupper() and (at or code.isupper()) else _plain(tokens, at, end)
    )
    shown = said if code.isupper() or not code else code
    return replace(_called(tokens, at, end, "" if tokens.word(at) in WHOLE else shown), field=code or said)


def _plain(tokens: Tokens, start: int, end: int) -> str:
    return " ".join(tokens.word(at) for at in range(start, end))


def _goes_on(tokens: Tokens, at: int, *, first: bool, compound: bool) -> bool:
    """Whether a name may have that word; behind a bare record it is no event: "deal won …" names no field."""
    large = tokens.at(at).text[:1].isupper() and not (first and at == 0)
    if tokens.kind(at) != "WORD" or (tokens.word(at) in _NEVER and not (large and not first)):
        return False
    if breaks(tokens, at) or ((compound or (first and not large)) and EVENTS.find(tokens, at)):
        return False
    record = NOUNS.find(tokens, at)
    return not record or (not first and record.value not in CHANGING)


def _called(tokens: Tokens, start: int, end: int, said: str) -> Named:
    return Named(said, said, "", start, end, end + (tokens.word(end) == "field"))


def _about(tokens: Tokens, one: Named) -> Named:
    noun, end = behind(tokens, one.end)
    return replace(one, noun=noun, end=end) if noun and not one.noun else one
