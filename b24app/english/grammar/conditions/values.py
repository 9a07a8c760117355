"""What a field is compared with: one value, a list ("one of A, B or C"), a text in another ("'VIP' in the title")."""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import amount_at
from b24app.english.grammar.conditions.calendar import day_of_calendar, past_day
from b24app.english.grammar.conditions.currencies import CURRENCY_NAMES
from b24app.english.grammar.conditions.fields import AMOUNT, breaks, capitalised, known_field, value
from b24app.english.grammar.conditions.fragments import fragment
from b24app.english.grammar.conditions.operators import EVENT_WORDS, IN_IT, Sign, compares
from b24app.english.grammar.conditions.sizes import OR_MORE, SIZES, UNMEASURED, Read, counts_time
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon
from b24app.english.grammar.words.lexicons import RECEIVES, TO_BE
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say
from b24app.plan.plan import AnyOf, Comparison, Operator

_MOST = 12
_BECOMES = {"changes", "turns", "goes", "moves"}
_FAR = 7
_IN_LEADS: Lexicon[bool] = Lexicon(
    {
        "with|has|have|having|contains|containing|contain|includes|including|include": True,
        "mentions|mentioning|mention|names|naming|showing|shows|carrying|carries": True,
        "that|which|who contains|includes|mentions|has|contain|include|mention|have": True,
        "[that|which|who] [are|is] talking|talks|talk|speaking|speaks about|of": True,
        "[that|which|who] refers|refer|referring to": True,
        "there 's|is": True,
        "there is|'s no": False,
        "there isn't": False,
        "has|have|with no": False,
        "without": False,
        "somebody|someone|we|they|he|she [has|have] wrote|written|put|typed|entered": True,
        "the|our client|customer|contact|rep|owner [has] wrote|written|put|typed|entered": True,
        "nobody|noone [has] wrote|written|put|typed|entered": False,
        "no one [has] wrote|written|put|typed|entered": False,
    }
)
_PUT = {"put", "written", "wrote", "typed", "entered", "filled", "left", "added"}
_AS: Lexicon[bool] = Lexicon({"as|for [its|the|their|a]": True})
_IS_IN: Lexicon[bool] = Lexicon(
    {
        "[somewhere|anywhere] in|inside|within": True,
        "in|inside|within": True,
        "is|appears|occurs|stands|comes|found|mentioned in": True,
        "is found|mentioned|contained in": True,
        "is part of": True,
        "isn't part of": False,
        "is not part of": False,
        "isn't|not in": False,
        "is|does not [appear|found|mentioned] in": False,
        "doesn't appear|occur in": False,
    }
)
_ANNOUNCE = {"word", "words", "text", "string", "phrase", "term", "value", "name", "country", "letters"}
_ANY_TEXT = {"nothing", "anything", "something"}
# Long texts: what they say is in them.
_TEXTS = {"comments", "description"}
_SAYS = {"say", "says", "read", "reads", "said"}
_OF_DAYS = {"eq", "ne", *SIZES}


def text_of(one: object) -> str:
    return str(int(one)) if isinstance(one, float) and one.is_integer() else str(one)


def valued(tokens: Tokens, field: str, sign: Sign, at: int) -> Found[Read] | None:
    """The comparison with what stands there; that a field is empty or filled needs no value."""
    if sign.op in {"empty", "not_empty"}:
        return Found((Comparison(field=field, op=sign.op),), at)
    return (
        _anything(tokens, field, sign.op, at)
        or _on_day(tokens, field, sign.op, at)
        or _lasting(tokens, field, sign.op, at)
        or _valued(tokens, field, sign, at)
    )


def _anything(tokens: Tokens, field: str, op: Operator, at: int) -> Found[Read] | None:
    """Reads "(contains) something", "(contains) nothing"."""
    if op not in {"contains", "not_contains"} or tokens.word(at) not in _ANY_TEXT:
        return None
    filled = (op == "contains") == (tokens.word(at) != "nothing")
    return Found((Comparison(field=field, op="not_empty" if filled else "empty"),), at + 1)


def _lasting(tokens: Tokens, field: str, op: Operator, at: int) -> Found[Read] | None:
    """Reads "(Payment terms) = 90 days": a length of time as the text of a field, set off behind."""
    length = duration(tokens, at) if tokens.at(at - 1).text in {"=", "=="} and op in {"eq", "ne"} else None
    if not length or not (
        tokens.word(length.end) in _SET_OFF or tokens.kind(length.end) in {"END", "NEWLINE", "ARROW"}
    ):
        return None
    return Found((Comparison(field=field, op=op, value=tokens.text(at, length.end)),), length.end)


_SET_OFF = {",", ":", ";", ".", ")", "then", "and", "-", "?"}


def _valued(tokens: Tokens, field: str, sign: Sign, at: int) -> Found[Read] | None:
    if sign.op in {"in", "not_in"} and tokens.word(at - 1) == "within" and amount_at(tokens, at):
        sign = Sign("lte" if sign.op == "in" else "gt")  # "stays within 8000"
    sized = sign.op in SIZES
    listed = sign.op in {"in", "not_in"} or (tokens.at(at).text == "in" and sign.op in {"eq", "ne"})
    start = at + (listed and tokens.at(at).text == "in")
    start += tokens.word(start) in {":", "("}
    start = _past_announcement(tokens, start) if not sized else start
    who = _somebody(tokens, at, start) if field == "ASSIGNED_BY_ID" else None
    if field == "ASSIGNED_BY_ID" and tokens.kind(start) == "WORD" and not who:
        return None  # "the owner is told" is a step
    part = fragment(tokens, start) if sign.op in {"contains", "not_contains"} else None
    team = who if tokens.word(start) in _THE else None
    found = part or team or value(tokens, start, numeric=sized, loose=True)
    money = CURRENCY_NAMES.find(tokens, start) if field == "CURRENCY_ID" else None
    found = Found(money.value, money.end) if money else found
    if field == "tags" and sign.op in {"eq", "ne"}:
        sign = Sign("contains" if sign.op == "eq" else "not_contains")
    if field in _TEXTS and tokens.word(at - 1) in _SAYS and sign.op in {"eq", "ne"}:
        sign = Sign("contains" if sign.op == "eq" else "not_contains")
    if not found or counts_time(tokens, found.end, found.value) or _is_vague(field, found.value):
        return None
    elsewhere = listed and tokens.word(start - 1) == "in" and _is_elsewhere(field, found.value)
    if elsewhere or tokens.at(start).text in _NO_VALUES:
        return None  # "when the Close date is here", "the country is something else"
    more = OR_MORE.find(tokens, found.end) if sign.op in {"gte", "lte"} or _is_number(found.value, sign) else None
    if more and sign.op in {"eq", more.value}:
        return Found((Comparison(field=field, op=more.value, value=found.value),), more.end)
    values, end = _values(tokens, found, listed=listed) if not sized else ([found.value], found.end)
    end += tokens.word(end) == ")" and tokens.word(start - 1) == "("
    if sign.op in {"contains", "not_contains"} and len(values) > 1:
        rows = tuple(Comparison(field=field, op=sign.op, value=one) for one in values)
        return Found(rows if sign.op == "not_contains" else (AnyOf(any=tuple((row,) for row in rows)),), end)
    return Found((_listed(field, sign.op, values),), _past_in_it(tokens, end, sign.op))


def _somebody(tokens: Tokens, at: int, start: int) -> Found[str | float] | None:
    """A colleague or team by name: "the owner is on vacation", "… is in Sales" names nobody."""
    who = person(tokens, start)
    named = who is not None and who.value is not None and who.value.kind in {"user", "group"}
    placed = start > at and tokens.word(at) == "in" and tokens.word(start - 1) == "in"
    if tokens.word(start) == "me":
        return Found("me", start + 1)
    return Found(tokens.text(tokens.past(start, _THE), who.end), who.end) if who and named and not placed else None


_THE = {"the", "our"}


def _on_day(tokens: Tokens, field: str, op: Operator, at: int) -> Found[Read] | None:
    """Reads "(on) 1 September 2025", "2026-03-15 at the latest"."""
    day = day_of_calendar(tokens, at + (tokens.word(at) == "the")) if op in _OF_DAYS else None
    rest = past_day(tokens, day.end) if day else None
    rest = rest if rest and op in {"eq", rest.value} else None
    if not day:
        return None
    row = Comparison(field=field, op=rest.value if rest else op, value=day.value)
    return Found((row,), rest.end if rest else day.end)


def _is_number(read: object, sign: Sign) -> bool:
    return isinstance(read, float) and sign.op == "eq"


def _past_announcement(tokens: Tokens, at: int) -> int:
    """Past "the word", "the text" in front of the text that is looked for."""
    start = at + (tokens.word(at) in {"the", "a"})
    return start + 1 if tokens.word(start) in _ANNOUNCE and tokens.kind(start + 1) in {"QUOTED", "WORD"} else at


def _is_vague(field: str, read: object) -> bool:
    """Whether words measure nothing, or what has no size is measured: "the amount is large", "a company of 50".

    That "the phone was skipped" is no value of it either.
    """
    skipped = field in _ENTERED and read in _NOT_ENTERED
    return skipped or (isinstance(read, str) and field == AMOUNT) or (isinstance(read, float) and field in UNMEASURED)


def _is_elsewhere(field: str, read: object) -> bool:
    """Whether a country is told as where something is: "whose seat is in Spain", "Ben is in charge" names no field."""
    return str(read).casefold() in say.COUNTRIES | {"charge"} and field.casefold() not in _PLACED


_NO_VALUES = {
    "here", "there", "something", "anything", "somewhere", "anywhere", "other", "another", "different", "else",
}  # fmt: skip
_PLACED = {"country", "region", "market", "location", "territory", "city"}
_ENTERED = {"email", "phone", "city", "country", "website", "address", "postcode", "street", "industry", "SOURCE_ID"}
_NOT_ENTERED = {"skipped", "omitted", "wanting", "withheld", "void", "passed over", "left out", "forgotten", "ignored"}


def _values(tokens: Tokens, first: Found[str | float], *, listed: bool) -> tuple[list[str | float], int]:
    values, end = [first.value], first.end
    joints = {"or", "/", ",", "nor"} | ({"and"} if listed else set())
    while tokens.word(end) in joints and len(values) < _MOST:
        more = _alternative(tokens, end, listed=listed, words=str(values[-1])[:1].islower())
        if not more:
            break
        values.append(more.value)
        end = more.end
    return values, end


def _alternative(tokens: Tokens, end: int, *, listed: bool, words: bool) -> Found[str | float] | None:
    """Another value behind "or" or a comma that "or" follows, not another comparison."""
    at = end + 1 + (tokens.word(end) == "," and tokens.word(end + 1) in {"or", "and", "nor"})
    comma = tokens.word(end) == "," and tokens.word(end + 1) != "or"
    told = listed or not comma or tokens.word(at + 1) in {"or", ","} or (words and _ends_in_or(tokens, at))
    becomes = tokens.word(at + 1) in _BECOMES  # "(industry Retail or Pharma) changes to Won"
    another = (_another_field(tokens, at) and not listed) or (compares(tokens, at + 1) and not becomes)
    loose = (not comma or _ends_in_or(tokens, at)) and not breaks(tokens, at) and tokens.word(at) not in EVENT_WORDS
    found = None if another or not told else value(tokens, at, loose=loose and words)
    goes_on = (
        found is not None
        and tokens.word(end) == ","
        and (RECEIVES.find(tokens, found.end) or TO_BE.find(tokens, found.end) or tokens.word(found.end) in _BECOMES)
    )
    denied = found is not None and (tokens.row(found.end, 2) == ("if", "not") or tokens.word(found.end) == "otherwise")
    goes_on = goes_on or denied  # "(notify Anna if the source is Web,) or Ben if not"
    return None if goes_on else found  # "is not one of Retail, Finance, Anna gets a task", "…, 'Yes' goes into Paid"


def _another_field(tokens: Tokens, at: int) -> bool:
    """Whether a field stands there, not a value that is called like one: "(CEO or) Owner"."""
    field = known_field(tokens, at)
    if field is None or not tokens.at(at).text[:1].isupper() or field.end > at + 1:
        return field is not None
    told = tokens.kind(field.end) in {"QUOTED", "NUMBER"} or tokens.at(field.end).text[:1].isupper()
    return told or compares(tokens, field.end)


def _ends_in_or(tokens: Tokens, at: int) -> bool:
    """Whether "or" closes a list of plain words: "(forklift,) crane or pallet truck"."""
    for place in range(at, at + _FAR):
        if tokens.word(place) == "or":
            return True
        plain = tokens.kind(place) == "WORD" and not breaks(tokens, place)
        if not plain and tokens.word(place) != ",":
            return False
    return False


def _listed(field: str, op: Operator, values: list[str | float]) -> Comparison:
    if len(values) == 1:
        single: dict[Operator, Operator] = {"in": "eq", "not_in": "ne"}
        return Comparison(field=field, op=single.get(op, op), value=values[0])
    whole: Operator = "in" if op in {"eq", "in"} else "not_in"
    return Comparison(field=field, op=whole, value=tuple(text_of(one) for one in values))


def as_field(tokens: Tokens, index: int) -> Found[Read] | None:
    """Reads "with Web as its source", "has 'Gold' for a plan"."""
    index += tokens.word(index) in {"that", "which", "who"}
    lead = tokens.word(index) in {"with", "has", "have", "having"}
    found = value(tokens, index + 1) if lead else None
    if not found:
        return None
    values, end = _values(tokens, found, listed=False)
    link = _AS.find(tokens, end)
    field = (known_field(tokens, link.end) or _own_name(tokens, link.end)) if link else None
    return Found((_listed(field.value, "eq", values),), field.end) if field else None


def _own_name(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(with Solar as) Product interest": a field that the table does not know, in capitals."""
    end = capitalised(tokens, at)
    return Found(tokens.text(at, end), end) if end > at else None


def _past_in_it(tokens: Tokens, end: int, op: Operator) -> int:
    found = IN_IT.find(tokens, end) if op in {"contains", "not_contains"} else None
    return found.end if found else end


_SUBJECTS = {"it", "this", "that", "he", "she", "they", "who", "which", "what", "there", "the", "a", "an", "client"}


def _appears(tokens: Tokens, at: int) -> bool:
    """Whether "kitchen (appears in the title)", "+44 (is in the phone number)" stands there: any word, a text."""
    part_of = tokens.row(at + 1, 3) == ("is", "part", "of") and tokens.at(at).text[:1].isupper()
    verb = (part_of or tokens.word(at + 1) in {"appears", "occurs", "doesn't"}) and _IS_IN.find(
        tokens, at + 1
    ) is not None
    word = verb and tokens.kind(at) == "WORD" and tokens.word(at) not in _SUBJECTS
    part = fragment(tokens, at)
    return word or (part is not None and _IS_IN.find(tokens, part.end) is not None)


def in_it(tokens: Tokens, index: int, *, again: bool = False) -> Found[Read] | None:
    """Reads "with 'Collect documents' in its title", "there is 'VIP' in the title", "'test' isn't in the title".

    `again`: such a text was told before, so that "(and) 'test' in the comments" is another.
    """
    led = _IN_LEADS.find(tokens, index)
    start = _past_announcement(tokens, led.end if led else index)
    plain = led is None and start == index and tokens.kind(index) != "QUOTED" and not _appears(tokens, index)
    part = None if plain else fragment(tokens, start)
    found = part or (None if plain else value(tokens, start, loose=led is not None or start > index or not plain))
    if not found or not isinstance(found.value, str) or (led and tokens.word(start) in _PUT):
        return None
    link = _IS_IN.find(tokens, found.end)
    field = known_field(tokens, link.end) if link else None
    if not link or not field or field.value == "stage" or (led is None and not again and link.end == found.end + 1):
        return None
    there = link.value and (led is None or led.value)
    word = tokens.word(start)
    if word in _ANY_TEXT and link.end > start + 1:  # "nothing in the comments"
        filled = there and word != "nothing"
        return Found((Comparison(field=field.value, op="not_empty" if filled else "empty"),), field.end)
    op: Operator = "contains" if there else "not_contains"
    return Found((Comparison(field=field.value, op=op, value=found.value),), field.end)
