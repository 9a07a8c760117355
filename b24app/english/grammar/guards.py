"""Conditions inside a trigger clause: "from Brazil", "over 10k", "in GBP", "with source = Web", "of type Renewal"."""

from __future__ import annotations

from b24app.english.grammar.conditions import conditions, implied, size
from b24app.english.grammar.fields import CURRENCIES, known_field, value
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, phrases
from b24app.english.grammar.states import state
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

Guards = Found[tuple[Condition, ...]]
_LEADS = {"with", "whose", "where", "having", "that", "which", "for", "who", "of", "without", "in", "from", "at", "on"}
_SIZES = {
    "worth", "over", "above", "under", "below", "more", "less", "bigger", "larger", "greater", "smaller", "higher",
    "exceeding", "between", "at", ">", "<", ">=", "<=", "≥", "≤", "is", "are", "was", "of", "raised", "goes",
    "costing", "up",
}  # fmt: skip
_EXISTING = phrases(("for an|a existing company|customer|client", "for a company we know"))
_WEBSITE = {
    "website",
    "site",
    "webform",
    "webshop",
    "shop",
    "newsletter",
    "facebook",
    "instagram",
    "linkedin",
    "google",
}
_PRIORITIES = {"high", "low", "normal", "medium", "urgent", "critical", "high-priority", "low-priority"}
_CURRENCY_CODES = CURRENCIES - {"€", "$", "£", "bucks", "dollars", "pounds", "euros", "dollar", "pound", "euro"}


def guard(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """The guard that starts there."""
    for rule in (_existing, _origin, _currency, _priority, _of_place, _sized, _led, _plain):
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


def _origin(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "from Austria or Switzerland" (countries), "from Facebook", "from our website" (a lead's source)."""
    if tokens.word(at) not in {"from", "via"} or noun in {"", "stage"}:
        return None
    start = at + 1
    if known_field(tokens, start):
        return None
    own = tokens.past(start, {"our", "the", "a", "source"})
    found = _names(tokens, own)
    if not found and tokens.word(own) in _WEBSITE:
        return _one("SOURCE_ID", tokens.at(own).text, own + 1)
    if not found:
        return None
    names, end = found.value, found.end
    land = all(name.casefold() in say.COUNTRIES for name in names)
    if not land and noun != "lead":
        return None
    return _one("country" if land else "SOURCE_ID", names if len(names) > 1 else names[0], end)


def _names(tokens: Tokens, at: int) -> Found[tuple[str, ...]] | None:
    first = value(tokens, at)
    if not first or not isinstance(first.value, str):
        return None
    names, end = [first.value], first.end
    while tokens.word(end) in {"or", ",", "/"}:
        more = value(tokens, end + 1 + (tokens.word(end + 1) == "or"))
        if not more or not isinstance(more.value, str):
            break
        names.append(more.value)
        end = more.end
    return Found(tuple(names), end)


def _currency(tokens: Tokens, at: int, _: str, __: str) -> Guards | None:
    """Reads "in GBP", "that's in GBP"."""
    start = tokens.past(at, {"that", "which", "'s", "is", "was"})
    if tokens.word(start) == "in" and tokens.word(start + 1) in _CURRENCY_CODES:
        return _one("CURRENCY_ID", tokens.at(start + 1).text, start + 2)
    return None


def _priority(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "high priority", "of priority High" of a task."""
    if noun not in {"task", ""}:
        return None
    start = at + (tokens.word(at) in {"of", "with", "a", ","})
    word = tokens.word(start)
    if word in _PRIORITIES and tokens.word(start + 1) == "priority":
        return _one("priority", tokens.at(start).text, start + 2)
    if word == "priority" and tokens.word(start + 1) in _PRIORITIES:
        return _one("priority", tokens.at(start + 1).text, start + 2)
    return None


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


def _sized(tokens: Tokens, at: int, _: str, topic: str) -> Guards | None:
    if tokens.word(at) not in _SIZES:
        return None
    found = size(tokens, at, topic)
    return Found(found.value, found.end) if found else None


def _led(tokens: Tokens, at: int, _: str, topic: str) -> Guards | None:
    if tokens.word(at) not in _LEADS:
        return None
    start = at + (tokens.word(at) not in {"without", "has"})
    start += tokens.word(start) in {"has", "have", "is"} and tokens.word(at) in {"that", "which", "who"}
    if state(tokens, start) and tokens.word(start) not in {"still", "it", "no", "without", "unassigned"}:
        return None
    return conditions(tokens, at, topic) or conditions(tokens, start, topic) or implied(tokens, start)


def _plain(tokens: Tokens, at: int, noun: str, _: str) -> Guards | None:
    """Reads "company 'Nordfisk AS'", "type Volunteer" right behind the record."""
    field = known_field(tokens, at) if noun else None
    if field and field.value in {"comments", "tags"}:
        return None
    return implied(tokens, at) if field and tokens.kind(at) == "WORD" else None
