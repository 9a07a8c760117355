"""Conditions inside a trigger clause: "from Brazil", "over 10k", "in GBP", "with source = Web", "of type Renewal"."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions, implied, size
from b24app.english.grammar.conditions.currencies import in_currency, other_currency
from b24app.english.grammar.conditions.fields import AMOUNT, breaks, known_field, value
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.operators import EVENT_WORDS, compares
from b24app.english.grammar.conditions.places import placed
from b24app.english.grammar.conditions.presence import filled, presence, presences, there_and_not
from b24app.english.grammar.conditions.sectors import in_business, of_kind, of_sector
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.conditions.values import as_field, in_it
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.trigger.changewords import NOUNS_OF_CHANGE
from b24app.english.grammar.trigger.firms import firm, says
from b24app.english.grammar.trigger.holders import holder
from b24app.english.grammar.trigger.tagging import tagged
from b24app.english.grammar.trigger.urgency import prioritised
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

Guards = Found[tuple[Condition, ...]]
_LEADS = {
    "with", "whose", "where", "having", "mentioning", "containing", "including", "lacking", "missing", "that", "which",
    "for", "who", "of", "without", "in", "from", "at", "on", "carries", "carrying", "has", "have",
}  # fmt: skip
_PLACING = {"from", "in", "at", "on", "of", "for"}
_SIZES = {
    "worth", "over", "above", "under", "below", "more", "less", "bigger", "larger", "greater", "smaller", "higher",
    "exceeding", "between", "at", ">", "<", ">=", "<=", "≥", "≤", "is", "are", "was", "of", "raised", "goes",
    "costing", "up", "valued", "priced", "totalling", "totaling", "amounting", "with", "that", "which", "in",
    "estimated", "costs", "employing", "employs", "employ", "from", "starting", "well", "way", "far", "upward",
    "upwards", "north", "south", "beyond", "past", "topping", "surpassing", "not", "no", "exactly", "anything",
    "exceed",
}  # fmt: skip
_CLIENTS = phrases((*say.CLIENT, "client|customer company", "company|companies|buyer|buyers|account|organisation"))
_MENTIONS = {"has", "have", "talking", "speaking", "referring", "naming", "showing", "mentions", "contains", "includes"}
_EXISTING = phrases(("for an|a existing company|customer|client", "for a company we know"))
ONLINE = {
    "website", "site", "webform", "webshop", "shop", "newsletter", "facebook", "instagram", "linkedin", "google",
    "email", "phone", "chat", "referral", "twitter", "tiktok", "youtube", "telegram",
}  # fmt: skip
_SOURCES = phrases(say.SOURCES)
_SORTING = {
    "industry", "sector", "region", "country", "city", "segment", "category", "branch", "district", "type", "tier",
    "source", "language", "department",
}  # fmt: skip
_MADE = {"created", "added", "imported", "registered", "entered"}
_UNPRICED = {"company", "contact"}
_RECORDS = {"deal", "lead", "contact", "company", "quote", "invoice", "task"}
_LONGEST_NAMED = 5
_MERELY = {"exactly", "simply", "just"}
_CALLED = {"called", "named", "titled", "entitled"}


def guard(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """The guard that starts there."""
    for rule in _RULES:
        found = rule(tokens, at, noun, topic)
        found = None if found and noun in _UNPRICED and not topic and _priced(found.value) else found
        if found:
            return None if _unchanged(tokens, found) else found
    return None


def _unchanged(tokens: Tokens, found: Guards) -> bool:
    """Whether "no stage" is told of "(has had) no stage change"."""
    lacks = any(isinstance(row, Comparison) and row.op == "empty" for row in found.value)
    return lacks and NOUNS_OF_CHANGE.find(tokens, found.end) is not None


def _one(field: str, read: str | float | tuple[str, ...], end: int) -> Guards:
    op = "in" if isinstance(read, tuple) else "eq"
    return Found((Comparison(field=field, op=op, value=read),), end)


def _existing(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    found = _EXISTING.find(tokens, at)
    return Found((Comparison(field="COMPANY_ID", op="not_empty"),), found.end) if found else None


def _opposite(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """Reads "not from Germany or Austria", "that are not in EUR"."""
    start = tokens.past(at, {"that", "which", "who", "are", "is", "were"})
    led = tokens.word(start) in {"not", "aren't", "isn't"} and noun
    found = guard(tokens, start + 1, noun, topic) if led else None
    return Found(opposite(found.value), found.end) if found else None


def _of_whom(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """Reads "from a client with Segment = Club": what is told of the client is told of the record."""
    start = tokens.past(at, {"that", "which", "comes", "came", "is"})
    if tokens.word(start) not in {"from", "for", "of", "by"} or not noun:
        return None
    whose = _CLIENTS.find(tokens, tokens.past(start + 1, {"a", "an", "any", "the", "our"}))
    led = whose and tokens.word(whose.end) in {"with", "whose", "where", "that", "who", "without"}
    return guard(tokens, whose.end, noun, topic) if whose and led else None


def _called(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "company 'Acme Ltd'", "a task called 'Pack order'", "titled exactly 'X'": one record, by its name."""
    start = at + (tokens.word(at) in {"that", "which"} and tokens.word(at + 1) in {"is", "are", "'s"}) * 2
    start += tokens.word(start) in _MERELY and tokens.word(start + 1) in _CALLED
    told = tokens.word(start) in _CALLED
    named = start + told + (told and tokens.word(start + 1) in _MERELY)
    behind = NOUNS.find(tokens, at - 1)
    own = told or (behind is not None and behind.end == at and noun in {"company", "contact", "deal", "task"})
    part = value(tokens, named + 1) if told and noun and tokens.word(named) in {"with", "like"} else None
    if part and isinstance(part.value, str):  # "a task named with 'ASAP'"
        return Found((Comparison(field="TITLE", op="contains", value=part.value),), part.end)
    if tokens.kind(named) == "QUOTED" and own and noun:
        return _one("TITLE", tokens.at(named).inner, named + 1)
    large = value(tokens, named) if told and noun and tokens.kind(named) == "WORD" else None
    return _one("TITLE", large.value, large.end) if large else None


def _still(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "(a lead) that's still at New"."""
    start = tokens.past(at, {"that", "which", "'s", "is"}) if noun else at
    found = state(tokens, start) if tokens.word(start) == "still" else None
    return Found((found.value,), found.end) if found else None


def _origin(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "from Facebook", "from our website": a lead's source."""
    at = _past_coming(tokens, at)
    online = tokens.word(at) in {"on", "by"} and tokens.word(at + 1) in ONLINE and noun == "lead"
    if not (online or tokens.word(at) in {"from", "via", "through"}) or noun in {"", "stage"}:
        return None
    start = at + 1
    if known_field(tokens, start) and tokens.word(tokens.past(start, {"our", "the", "a"})) not in ONLINE:
        named = implied(tokens, start) if tokens.word(at) in {"from", "via"} else None
        return named if named and _is_about(named.value, "SOURCE_ID") else None
    own = tokens.past(start, {"our", "the", "a", "source", "either"})
    several = _sources(tokens, own) if noun == "lead" else None
    if several:
        return _one("SOURCE_ID", several.value, several.end)
    found = _names(tokens, own)
    if tokens.word(own) in ONLINE and (not found or noun != "lead"):
        return _one("SOURCE_ID", tokens.at(own).text, own + 1)
    made = tokens.word(at - 1) in _MADE and not (NOUNS.find(tokens, own) or tokens.word(own) in say.GIVEN_NAMES)
    return _from_source(found, "lead" if made else noun) if found else _common_source(tokens, own, noun)


def _is_about(rows: tuple[Condition, ...], field: str) -> bool:
    return all(isinstance(row, Comparison) and row.field == field for row in rows)


def _past_coming(tokens: Tokens, at: int) -> int:
    """Past "that came in" of "(a lead) that came in through Instagram"."""
    start = at + (tokens.word(at) in {"that", "which", "who"})
    if tokens.word(start) not in {"come", "comes", "came", "coming", "arrived", "arrives", "arriving"}:
        return at
    return start + 1 + (tokens.word(start + 1) in {"in", "over", "to"})


def _sources(tokens: Tokens, at: int) -> Found[tuple[str, ...]] | None:
    """Reads "(from) the website, Facebook or from a trade fair": two or more, one in use everywhere."""
    names: list[str] = []
    usual, end = False, at
    while (one := _source(tokens, end)) and not (names and tokens.word(end - 1) == "," and _acts(tokens, end)):
        usual = usual or not tokens.at(end).text[:1].isupper()
        names, at = [*names, one.value], one.end
        end = tokens.past(one.end, {",", "or", "/", "from", "via", "our", "the", "a"})
        if not {tokens.word(place) for place in range(one.end, end)} & {",", "or", "/"}:
            break
    return Found(tuple(names), at) if usual and len(names) > 1 else None


def _acts(tokens: Tokens, at: int) -> bool:
    """Whether a step begins behind the comma: "(from Facebook or Instagram), email the client"."""
    return tokens.word(at) in {"email", "phone", "chat"} and tokens.word(at + 1) not in {"or", ",", "/"}


def _source(tokens: Tokens, at: int) -> Found[str] | None:
    known = _SOURCES.find(tokens, at)
    if known or tokens.word(at) in ONLINE:
        end = known.end if known else at + 1
        return Found(tokens.text(at, end), end)
    named = value(tokens, at)
    return Found(named.value, named.end) if named and isinstance(named.value, str) else None


def _common_source(tokens: Tokens, at: int, noun: str) -> Guards | None:
    """Reads "(leads from) the trade fair"."""
    known = _SOURCES.find(tokens, at) if noun == "lead" else None
    return _one("SOURCE_ID", tokens.text(at, known.end), known.end) if known else None


def _from_source(found: Found[tuple[str, ...]], noun: str) -> Guards | None:
    names = found.value
    return _one("SOURCE_ID", names if len(names) > 1 else names[0], found.end) if noun == "lead" else None


def _names(tokens: Tokens, at: int) -> Found[tuple[str, ...]] | None:
    first = value(tokens, at)
    if not first or not isinstance(first.value, str):
        return None
    names, end = [first.value], first.end
    while tokens.word(end) in {"or", ",", "/"}:
        more = value(tokens, end + 1 + (tokens.word(end + 1) == "or"))
        if not more or not isinstance(more.value, str):
            break
        if names[0].casefold() in say.COUNTRIES and more.value.casefold() not in say.COUNTRIES:
            break  # "from Austria, Maria is told"
        names.append(more.value)
        end = more.end
    return Found(tuple(names), end)


def _currency(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "in GBP or USD", "priced in US dollars", "in any currency but EUR", "not in EUR"."""
    found = in_currency(tokens, at) or other_currency(tokens, at)
    return Found((found.value,), found.end) if found else None


def _located(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "from Brazil", "based in Hamburg", "for a client in Lyon or Lille", "from outside Germany"."""
    return None if noun == "stage" else placed(tokens, at)


def _tagged(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    found = tagged(tokens, at)
    return Found((found.value,), found.end) if found else None


def _marked(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """Reads "(a lead comes in) already marked Status = Junk"."""
    start = tokens.past(at, {"already", "marked", "flagged", "set", "entered", "with", "as", "to"}) if noun else at
    told = start > at and {tokens.word(start - 1), tokens.word(start - 2)} & {"marked", "flagged", "set", "entered"}
    return conditions(tokens, start, topic) if told and known_field(tokens, start) else None


def _held(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "owned by Ivan", "with Ivan as responsible", "that nobody owns": who has the record."""
    found = holder(tokens, at) or _given_to(tokens, at, noun) if noun else None
    return Found((found.value,), found.end) if found else None


def _given_to(tokens: Tokens, at: int, noun: str) -> Found[Comparison] | None:
    """Reads "(a task) for Ivan (is completed)"."""
    who = person(tokens, at + 1) if noun == "task" and tokens.word(at) == "for" else None
    user = who is not None and who.value is not None and who.value.kind == "user"
    happens = who is not None and EVENTS.find(tokens, tokens.past(who.end, {"is", "was", "gets", "has", "been"}))
    if not who or not user or not happens:
        return None
    return Found(Comparison(field="ASSIGNED_BY_ID", op="eq", value=tokens.text(at + 1, who.end)), who.end)


def _bracketed(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """Reads "(over 10k)", "(source Web)", "(no phone)" behind the record."""
    if tokens.word(at) != "(" or tokens.word(at + 1) == "(":
        return None  # a row of brackets would be followed as deep as it goes
    found = conditions(tokens, at + 1, topic) or guard(tokens, at + 1, noun, topic) or implied(tokens, at + 1)
    return Found(found.value, found.end + 1) if found and tokens.word(found.end) == ")" else None


def _of_place(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "in Dubai (city)", "from Healthcare or Pharma (industry)": values, then their field in brackets."""
    if tokens.word(at) not in {"in", "with", "of", "for", "on", "at", "from"}:
        return None
    found = _names(tokens, at + 1)
    field = known_field(tokens, found.end + 1) if found and tokens.word(found.end) == "(" else None
    if not found or not field or tokens.word(field.end) != ")":
        return None
    return _one(field.value, found.value if len(found.value) > 1 else found.value[0], field.end + 1)


def _in_field(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "from the Healthcare or Pharma industry", "of the Wedding type": values, then their field."""
    if tokens.word(at) not in {"from", "in", "of", "within", "with"}:
        return None
    names: list[str] = []
    start = tokens.past(at + 1, {"the", "our", "a"})
    while len(names) < _LONGEST_NAMED:
        end = start
        while end - start < _LONGEST_NAMED and _in_name(tokens, end, first=end == start):
            end += 1
        if end == start:
            return None
        names.append(tokens.at(start).inner if tokens.kind(start) == "QUOTED" else tokens.text(start, end))
        field = known_field(tokens, end) if tokens.word(end) in _SORTING else None
        if field and not compares(tokens, field.end) and not value(tokens, field.end):
            return _one(field.value, tuple(names) if len(names) > 1 else names[0], field.end)
        if tokens.word(end) not in {"or", ",", "/"}:
            return None
        start = tokens.past(end, {"or", ",", "/", "the"})
    return None


def _of_sector(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    found = of_sector(tokens, at) or (in_business(tokens, at) if noun == "company" else None)
    found = found or (of_kind(tokens, at) if noun else None)
    return Found((found.value,), found.end) if found else None


def _in_name(tokens: Tokens, at: int, *, first: bool) -> bool:
    """Whether the name of a value goes on: a capital letter first, no field behind."""
    if tokens.word(at) in _SORTING or (not first and breaks(tokens, at)):
        return False
    return tokens.kind(at) in {"WORD", "QUOTED"} and (not first or _is_large(tokens, at))


def _is_large(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()


def _priced(rows: tuple[Condition, ...]) -> bool:
    """Whether an amount is told, which nobody has: "a company with a team of more than 50"."""
    return any(isinstance(row, Comparison) and row.field == AMOUNT for row in rows)


def _sized(tokens: Tokens, at: int, _: str, topic: str) -> Guards | None:
    if tokens.word(at) not in _SIZES:
        return None
    found = size(tokens, at, topic)
    return Found(found.value, found.end) if found else None


def _led(tokens: Tokens, at: int, _: str, topic: str) -> Guards | None:
    named = tokens.at(at + 1).text[:1].isupper() and not known_field(tokens, at + 1)
    if tokens.word(at) not in _LEADS or (tokens.word(at) in _PLACING and named):
        return None  # no field is called "Austria" in "from Austria becomes …"
    start = at + (tokens.word(at) not in {"without", "has", "lacking", "missing"})
    start += tokens.word(start) in {"has", "have", "is"} and tokens.word(at) in {"that", "which", "who"}
    held = state(tokens, start) is not None and not as_field(tokens, at)  # "has Open Day as its source"
    if held and tokens.word(start) not in {"still", "it", "no", "without", "unassigned"}:
        return None
    found = conditions(tokens, at, topic) or conditions(tokens, start, topic) or implied(tokens, start)
    return None if found and any(_happens(row) for row in found.value) else found


def _happens(row: Condition) -> bool:
    """Whether what happens was taken for a value: "(a task) for Ivan is completed"."""
    return isinstance(row, Comparison) and row.op in {"eq", "ne"} and row.value in EVENT_WORDS


def _having(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "with an email", "having a budget": a field that is filled; "with an email but no company"."""
    apart = there_and_not(tokens, at) if noun in _RECORDS else None
    if apart:
        return apart
    found = filled(tokens, at) if noun in _RECORDS else None
    return Found((found.value,), found.end) if found else None


def _without(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "(new lead) no email", "(new deal) no contact yet": a field that is empty."""
    if tokens.word(at) != "no" or not noun:
        return None
    found = presences(tokens, at)
    one = None if found else presence(tokens, at)
    return found or (Found((one.value,), one.end) if one else None)


def _with_text(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "(a lead) has 'demo' in the comments", "'refund' in title", "(a note) with the word urgent in it"."""
    quoted = tokens.kind(at) == "QUOTED"
    found = in_it(tokens, at, again=quoted) if noun and (quoted or tokens.word(at) in _MENTIONS) else None
    told = None if found else says(tokens, at, noun)
    return Found((told.value,), told.end) if told else found


def _of_firm(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "for Random Tree Ltd"."""
    found = firm(tokens, at) if noun else None
    return Found((found.value,), found.end) if found else None


def _meanwhile(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "(is updated) while the deal is in Negotiation", "while its amount is over 5k"."""
    return conditions(tokens, at + 1) if tokens.word(at) in {"while", "whilst"} else None


def _plain(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "company 'Nordfisk AS'", "type Volunteer" right behind the record."""
    field = known_field(tokens, at) if noun else None
    told = field is not None and field.value not in {"comments", "tags"} and tokens.kind(at) == "WORD"
    return implied(tokens, at) if told else None


def _lost_for(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "(lost deal), reason Price", "with reason 'No budget'": why it was lost."""
    start = at + (tokens.word(at) in {"with", "for", "the"})
    end = start + 1 + (tokens.word(start + 1) in {"is", "=", ":"})
    named = tokens.kind(end) == "QUOTED" or tokens.at(end).text[:1].isupper()
    why = value(tokens, end) if named and noun == "deal" and tokens.word(start) in {"reason", "cause"} else None
    return _one("Lost reason", why.value, why.end) if why else None


_RULES = (
    _lost_for, _of_firm, _currency, _existing, _called, _still, _opposite, _of_whom, _held, _marked, _tagged, _of_place,
    _in_field, _of_sector, _located, _origin, prioritised, _bracketed, _sized, _with_text, _having, _led,
    _without, _meanwhile, _plain,
)  # fmt: skip
