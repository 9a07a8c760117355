"""Where a record comes from: "from Brazil", "in Lyon or Lille", "with a client based in Spain", "outside Germany"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

Rows = tuple[Condition, ...]
_PLACES: Lexicon[str] = Lexicon(
    dict.fromkeys((*say.COUNTRIES, *say.LONG_COUNTRIES), "country") | dict.fromkeys(say.CITIES, "city")
)
# Whose place it is.
CLIENTS = phrases(
    (
        *say.CLIENT, "client|customer company", "company|companies|buyer|buyers|account|organisation|firm|business",
        "clients|customers|buyers|people|person|somebody|someone",
    )
)  # fmt: skip
_WHOM = {"a", "an", "any", "the", "our", "some"}
_FROM = Turns(
    (
        "[who|that|which] [is|are|comes|come] from|in|at",
        "[who|that|which] [is|are] based|located|living|resident|situated|registered|headquartered|seated in|at",
        "[who|that|which] lives|live|sits|resides|reside|operates|operate in",
        "hailing|coming|originating from|out",
        "[who|that|which] [is|are] out of",
    )
)
_ELSEWHERE = Turns(
    (
        "from|in any|whatever|whichever|another|a|some|all country|countries|city but|except|besides|outside",
        "from|in any|whatever|whichever|another|a|some|all country|countries|city other|different than|from",
        "from|in anywhere|everywhere but|except|besides|outside",
        "from|in anywhere|everywhere other than",
        "[that|which|who] [is|are] [based|located|living] [from|in] outside [of]",
    )
)
_MONEY: Lexicon[str] = Lexicon(say.CURRENCIES)
_JOINTS = {"or", ",", "/", "nor", "and", "&"}
_MOST = 12


@remembered
def places(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "Spain", "the Netherlands or South Africa", "Lyon, Lille or from Nice": all countries, or all cities."""
    names: list[str] = []
    field, end = "", at
    while len(names) < _MOST:
        start = end + (tokens.word(end) == "the")
        one = _PLACES.find(tokens, start)
        if not one or not tokens.at(start).text[:1].isupper() or (field and one.value != field):
            break
        if (money := _MONEY.find(tokens, start)) and money.end > one.end:
            break  # "US dollars"
        field, at = one.value, one.end
        names.append(tokens.text(start, one.end))
        end = tokens.past(at, {"or", ",", "/", "nor", "and", "&", "from", "in"})
        joined = {tokens.word(place) for place in range(at, end)} & _JOINTS
        if not joined:
            break
    if not names:
        return None
    several = len(names) > 1
    return Found(Comparison(field=field, op="in" if several else "eq", value=tuple(names) if several else names[0]), at)


def placed(tokens: Tokens, at: int) -> Found[Rows] | None:
    """Reads "from Austria or Switzerland", "based in Hamburg", "with a customer in Lyon", "for a Polish client"."""
    other = _ELSEWHERE.find(tokens, at)
    away = places(tokens, other.end) if other else None
    if away:
        return Found(opposite((away.value,)), away.end)
    led = tokens.word(at) in {"from", "for", "of", "with", "by", "to"}
    start = tokens.past(at + led, _WHOM)
    whose = CLIENTS.find(tokens, start) if led else None
    field = known_field(tokens, start) if whose else None
    if whose and (field is None or field.value == "COMPANY_ID"):
        return placed(tokens, whose.end)
    nation = say.NATIONS.get(tokens.word(start), "") if led else ""
    of_nation = CLIENTS.find(tokens, start + 1) if nation else None
    if of_nation:
        return Found((Comparison(field="country", op="eq", value=nation),), of_nation.end)
    origin = _FROM.find(tokens, at)
    either = origin is not None and tokens.word(origin.end) == "either"
    there = places(tokens, origin.end + either) if origin else None
    return Found((there.value,), there.end) if there else None
