"""Conditions inside a trigger clause: "from Brazil", "over 10k", "in GBP", "with source = Web", "of type Renewal"."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions, implied, size
from b24app.english.grammar.conditions.currencies import in_currency, other_currency
from b24app.english.grammar.conditions.fields import known_field, value
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.presence import filled, presence, presences
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.conditions.values import in_it
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

Guards = Found[tuple[Condition, ...]]
_LEADS = {
    "with", "whose", "where", "having", "mentioning", "containing", "including", "lacking", "missing", "that", "which",
    "for", "who", "of", "without", "in", "from", "at", "on", "carries", "carrying",
}  # fmt: skip
_PLACING = {"from", "in", "at", "on", "of", "for"}
_SIZES = {
    "worth", "over", "above", "under", "below", "more", "less", "bigger", "larger", "greater", "smaller", "higher",
    "exceeding", "between", "at", ">", "<", ">=", "<=", "≥", "≤", "is", "are", "was", "of", "raised", "goes",
    "costing", "up", "valued", "priced", "totalling", "totaling", "amounting", "with", "that", "which", "in",
    "estimated", "costs", "employing", "employs", "employ",
}  # fmt: skip
_CLIENTS = phrases((*say.CLIENT, "client|customer company", "company|companies|buyer|buyers|account|organisation"))
_FROM = phrases(("[who|that|which] [is|are] from|in", "[that|which|who] [is|are] based|located|living|resident in"))
_TAGGED = phrases(
    (
        "[that|which] [is|was|are] tagged|labelled|labeled [as|with]",
        "[that|which] carries|bears|has|have the tag|label",
        "with|having [the|a] tag|label",
    )
)
_ANY_COUNTRY = phrases(
    (
        "from|in any|whatever|whichever|another|a|some|all country|countries but|except|besides|outside",
        "from|in any|whatever|whichever|another|a|some|all country|countries other|different than|from",
        "from|in anywhere|everywhere but|except|besides|outside",
        "from|in anywhere|everywhere other than",
        "[from] outside [of]",
    )
)
_MENTIONS = {"has", "have", "talking", "speaking", "referring", "naming", "showing", "mentions", "contains", "includes"}
_EXISTING = phrases(("for an|a existing company|customer|client", "for a company we know"))
ONLINE = {
    "website", "site", "webform", "webshop", "shop", "newsletter", "facebook", "instagram", "linkedin", "google",
    "email", "phone", "chat", "referral", "twitter", "tiktok", "youtube", "telegram",
}  # fmt: skip
_SOURCES = phrases(say.SOURCES)
_SORTING = {"industry", "sector", "region", "country", "city", "segment", "category", "branch", "district"}
_RECORDS = {"deal", "lead", "contact", "company", "quote", "invoice", "task"}
_LONGEST_NAMED = 5
_CALLED = {"called", "named", "titled", "entitled"}
_PRIORITIES = {"high", "low", "normal", "medium", "urgent", "critical", "high-priority", "low-priority"}


def guard(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """The guard that starts there."""
    for rule in _RULES:
        found = rule(tokens, at, noun, topic)
        if found:
            return found
    return None


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
    """Reads "company 'Acme Ltd'", "a task called 'Pack order'": one record, by its name."""
    named = at + (tokens.word(at) in _CALLED)
    behind = NOUNS.find(tokens, at - 1)
    if (
        tokens.kind(named) != "QUOTED"
        or not behind
        or behind.end != at
        or noun not in {"company", "contact", "deal", "task"}
    ):
        return None
    return _one("TITLE", tokens.at(named).inner, named + 1)


def _still(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "(a lead) that's still at New"."""
    start = tokens.past(at, {"that", "which", "'s", "is"}) if noun else at
    found = state(tokens, start) if tokens.word(start) == "still" else None
    return Found((found.value,), found.end) if found else None


def _origin(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "from Austria or Switzerland" (countries), "from Facebook", "from our website" (a lead's source)."""
    at += tokens.word(at) in {"come", "comes", "came", "coming"}
    online = tokens.word(at) in {"on", "by"} and tokens.word(at + 1) in ONLINE and noun == "lead"
    if not (online or tokens.word(at) in {"from", "via"}) or noun in {"", "stage"}:
        return None
    start = at + 1
    if known_field(tokens, start) and tokens.word(tokens.past(start, {"our", "the", "a"})) not in ONLINE:
        return None
    own = tokens.past(start, {"our", "the", "a", "source"})
    several = _sources(tokens, own) if noun == "lead" else None
    if several:
        return _one("SOURCE_ID", several.value, several.end)
    found = _names(tokens, own)
    if tokens.word(own) in ONLINE and (not found or noun != "lead"):
        return _one("SOURCE_ID", tokens.at(own).text, own + 1)
    return _land_or_source(found, noun) if found else _common_source(tokens, own, noun)


def _sources(tokens: Tokens, at: int) -> Found[tuple[str, ...]] | None:
    """Reads "(from) the website, Facebook or from a trade fair": two or more, one in use everywhere."""
    names: list[str] = []
    usual, end = False, at
    while one := _source(tokens, end):
        usual = usual or not tokens.at(end).text[:1].isupper()
        names, at = [*names, one.value], one.end
        end = tokens.past(one.end, {",", "or", "/", "from", "via", "our", "the", "a"})
        if not {tokens.word(place) for place in range(one.end, end)} & {",", "or", "/"}:
            break
    return Found(tuple(names), at) if usual and len(names) > 1 else None


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


def _land_or_source(found: Found[tuple[str, ...]], noun: str) -> Guards | None:
    names = found.value
    land = all(name.casefold() in say.COUNTRIES for name in names)
    if not land and noun != "lead":
        return None
    return _one("country" if land else "SOURCE_ID", names if len(names) > 1 else names[0], found.end)


def _other_country(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "from any country other than Spain or Portugal", "from anywhere but France"."""
    found = _ANY_COUNTRY.find(tokens, at)
    names = _names(tokens, found.end) if found else None
    if not names or any(name.casefold() not in say.COUNTRIES for name in names.value):
        return None
    rows = opposite(_one("country", names.value if len(names.value) > 1 else names.value[0], names.end).value)
    return Found(rows, names.end)


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
    """Reads "in GBP", "priced in US dollars", "in any currency but EUR"."""
    found = in_currency(tokens, at)
    if found:
        return _one("CURRENCY_ID", found.value, found.end)
    other = other_currency(tokens, at)
    return Found((Comparison(field="CURRENCY_ID", op="ne", value=other.value),), other.end) if other else None


def _priority(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "high priority", "of priority High", "marked high priority"."""
    start = at + (tokens.word(at) in {"of", "with", "a", ",", "having", "marked", "at"})
    start += tokens.word(start) in {"as", "a"}
    word = tokens.word(start)
    if word in _PRIORITIES and tokens.word(start + 1) == "priority" and tokens.word(start + 2) not in _WORK:
        return _one("priority", tokens.at(start).text, start + 2)
    if word == "priority" and tokens.word(start + 1) in _PRIORITIES:
        return _one("priority", tokens.at(start + 1).text, start + 2)
    return None


_WORK = {"task", "to-do", "todo", "ticket", "reminder"}


def _located(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "for a client from Germany", "of a company in Spain", "based in Germany"."""
    led = tokens.word(at) in {"from", "for", "of", "with"}
    start = tokens.past(at + led, {"a", "an", "any", "the", "our"})
    whose = _CLIENTS.find(tokens, start) if led else None
    if (led and not whose) or (tokens.word(at) == "with" and known_field(tokens, start)):
        return None
    place = _FROM.find(tokens, whose.end if whose else at)
    names = _names(tokens, place.end) if place else None
    if not names or any(name.casefold() not in say.COUNTRIES for name in names.value):
        return None
    return _one("country", names.value if len(names.value) > 1 else names.value[0], names.end)


def _tagged(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "tagged VIP", "that carries the tag VIP", "having the VIP tag"."""
    led = _TAGGED.find(tokens, at)
    named = value(tokens, led.end) if led else None
    if named and isinstance(named.value, str):
        return Found((Comparison(field="tags", op="contains", value=named.value),), named.end)
    if tokens.word(at) not in {"with", "having", "has"}:
        return None
    start = tokens.past(at + 1, {"the", "a"})
    end = start + 1
    tag = tokens.word(end) in {"tag", "label"} and (
        tokens.kind(start) == "QUOTED" or tokens.at(start).text[:1].isupper()
    )
    return Found((Comparison(field="tags", op="contains", value=tokens.at(start).inner),), end + 1) if tag else None


def _bracketed(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """Reads "(over 10k)", "(source Web)", "(no phone)" behind the record."""
    if tokens.word(at) != "(" or tokens.word(at + 1) == "(":
        return None  # a row of brackets would be followed as deep as it goes
    found = conditions(tokens, at + 1, topic) or guard(tokens, at + 1, noun, topic) or implied(tokens, at + 1)
    return Found(found.value, found.end + 1) if found and tokens.word(found.end) == ")" else None


def _of_place(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "in Dubai (city)", "in city Gdansk or Gdynia"."""
    if tokens.word(at) not in {"in", "with", "of", "for", "on", "at"}:
        return None
    found = value(tokens, at + 1)
    if found and isinstance(found.value, str) and tokens.word(found.end) == "(":
        field = known_field(tokens, found.end + 1)
        if field and tokens.word(field.end) == ")":
            return _one(field.value, found.value, field.end + 1)
    return None


def _in_field(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "from the Healthcare industry", "in the North region": a value, then its field."""
    if tokens.word(at) not in {"from", "in", "of", "within"}:
        return None
    start = tokens.past(at + 1, {"the", "our", "a"})
    for end in range(start + 1, start + _LONGEST_NAMED):
        if tokens.kind(end - 1) not in {"WORD", "QUOTED"} or (end - 1 == start and not _is_large(tokens, start)):
            return None
        if tokens.word(end) in _SORTING and (field := known_field(tokens, end)):
            named = tokens.at(start).inner if tokens.kind(start) == "QUOTED" else tokens.text(start, end)
            return _one(field.value, named, field.end)
    return None


def _is_large(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()


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
    if state(tokens, start) and tokens.word(start) not in {"still", "it", "no", "without", "unassigned"}:
        return None
    return conditions(tokens, at, topic) or conditions(tokens, start, topic) or implied(tokens, start)


def _having(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "with an email", "having a budget": a field that is filled."""
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
    """Reads "(a lead) has 'demo' somewhere in the comments", "talking about solar in the title"."""
    return in_it(tokens, at) if noun and tokens.word(at) in _MENTIONS else None


def _meanwhile(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "(is updated) while the deal is in Negotiation", "while its amount is over 5k"."""
    return conditions(tokens, at + 1) if tokens.word(at) in {"while", "whilst"} else None


def _plain(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "company 'Nordfisk AS'", "type Volunteer" right behind the record."""
    field = known_field(tokens, at) if noun else None
    if field and field.value in {"comments", "tags"}:
        return None
    return implied(tokens, at) if field and tokens.kind(at) == "WORD" else None


def _lost_for(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "(lost deal), reason Price", "with reason 'No budget'": why it was lost."""
    start = at + (tokens.word(at) in {"with", "for", "the"})
    end = start + 1 + (tokens.word(start + 1) in {"is", "=", ":"})
    named = tokens.kind(end) == "QUOTED" or tokens.at(end).text[:1].isupper()
    why = value(tokens, end) if named and noun == "deal" and tokens.word(start) in {"reason", "cause"} else None
    return _one("Lost reason", why.value, why.end) if why else None


_RULES = (
    _lost_for, _existing, _called, _still, _opposite, _of_whom, _tagged, _other_country, _located, _origin,
    _currency, _priority, _in_field, _of_place, _bracketed, _sized, _having, _led, _without, _with_text,
    _meanwhile, _plain,
)  # fmt: skip
