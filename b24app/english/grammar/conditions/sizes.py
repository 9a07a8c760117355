"""Sizes without a field: "it is over 5000", "worth at least 40,000", "under 3k", "between 5 and 10"."""

from __future__ import annotations

from b24app.english.grammar.conditions.amounts import CURRENCIES, amount_at
from b24app.english.grammar.conditions.fields import AMOUNT, OWN_WORDS, known_field, past_own
from b24app.english.grammar.conditions.operators import operator, sum_told
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan.plan import Comparison, Condition, Operator

# Who or what has no size: "a company of more than 250 employees" is measured by these.
UNMEASURED = {"COMPANY_ID", "contact", "SOURCE_ID", "ASSIGNED_BY_ID", "country", "city"}
SIZES = {"gt", "gte", "lt", "lte"}
_WORTH = phrases(
    (
        "worth|costs|costing|of|for",
        "[that|which] is|'s|was|are worth",
        "with [a|an|the] value|total|amount|sum|price of",
        "valued|priced|estimated [at]",
        "totalling|totaling",
        "amounting|adding|summing [up] to",
        "[that|which|who] employ|employs|employing",
        "[that|which] brings|bring|bringing|nets|netting|yields|yielding [us] [in]",
    )
)
_IN_ALL = phrases(("in value|total|worth|amount|size|all", "of value"))
OR_MORE: Lexicon[Operator] = Lexicon(
    {
        "or more|above|over|higher|up|better|greater|bigger|larger|beyond|upward|upwards": "gte",
        "and|or more|above|up|over|beyond|upward|upwards|bigger|larger|higher": "gte",
        "+": "gte",
        "at [the] least": "gte",
        "minimum|min": "gte",
        "as a minimum": "gte",
        "at [the] most": "lte",
        "tops|max|maximum": "lte",
        "as a maximum": "lte",
        "or less|below|fewer|under|smaller|lower|downward|downwards": "lte",
        "and|or less|below|fewer|under|smaller|lower|down|downward|downwards": "lte",
    }
)
# Where those are who are counted: "more than 100 people in the company".
_EMPLOYED = phrases(
    (
        "[that|who] [are] [working|employed|work] in|at|for the|their|that|this [client] company|firm|business",
        "[that|who] [are] working|employed|work there",
        "[that|who] [are] [working|employed|work] for them",
        "on the payroll",
        "on staff",
    )
)
_RANGES = phrases(
    (
        "[is|lies|are|be] [somewhere|anywhere] in the range [of]",
        "lies|ranges|falls|varies|sits|goes|runs [somewhere|anywhere]",
        "is|are|be|was [somewhere|anywhere]",
        "in|within the range [of]",
    )
)
# Fields that hold words: "(its currency is EUR) and over 20k" is the amount.
_IN_WORDS = {
    "CURRENCY_ID",
    "SOURCE_ID",
    "country",
    "type",
    "city",
    "stage",
    "industry",
    "priority",
    "tags",
    "ASSIGNED_BY_ID",
}
_FEW = 100
_TIME = {"minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "business", "working"}
VERBS_OF_SIZE = {"falls", "drops", "goes", "rises", "climbs", "sinks", "grows", "jumps", "fell", "rose", "dropped"}
PRONOUNS = {"it", "this", "that", "they", "he", "she", "there", "which", "who", "its", "one", "everything", "anything"}


def size(tokens: Tokens, index: int, topic: str = "") -> Found[Read] | None:
    """Reads "it is over 5000", "worth at least 40,000", "under 3k", "200 or more", "50 000-100 000"."""
    return _spoken(tokens, index) or _sized(tokens, index, topic)


def _sized(tokens: Tokens, index: int, topic: str) -> Found[Read] | None:
    at = index + (tokens.word(index) in PRONOUNS)
    if at == index:
        start = past_own(tokens, index)
        noun = NOUNS.find(tokens, start)
        at = noun.end if noun and (operator(tokens, noun.end) or _WORTH.find(tokens, noun.end)) else index
    at += bool(topic) and tokens.word(at) in VERBS_OF_SIZE
    worth = _WORTH.find(tokens, at)
    at = worth.end if worth else at
    told = sum_told(tokens, at) if at > index and not worth else None
    at = told.end if told else at
    field = AMOUNT if worth or not topic or topic in _IN_WORDS else topic
    found = between(tokens, field, at)
    if found:
        return found
    bare = amount_at(tokens, at + (at > index and tokens.word(at) in {"is", "'s", "was"}))
    counted = _counted(tokens, bare.end) if bare else None
    rest = OR_MORE.find(tokens, counted.end if counted else bare.end) if bare else None
    if bare and rest:
        counted = counted or _counted(tokens, rest.end)
        row = Comparison(field=counted.value if counted else field, op=rest.value, value=bare.value)
        return Found((row,), max(rest.end, counted.end if counted else 0))
    upward = _upward(tokens, at, field)
    if upward:
        return upward
    sign = operator(tokens, at)
    sized = sign and (sign.value.op in SIZES)
    read = amount_at(tokens, sign.end + (tokens.word(sign.end) in CURRENCIES)) if sign and sized else None
    if not sign or not read or counts_time(tokens, read.end, read.value) or _counts_records(tokens, read):
        return None
    counted = _counted(tokens, read.end)
    there = _EMPLOYED.find(tokens, counted.end) if counted else None
    if counted:
        field, read = counted.value, Found(read.value, there.end if there else counted.end)
    inside = tokens.word(read.end) in {"in", "of"} and not counted
    measure = known_field(tokens, read.end + 1) if inside else None
    if measure and not _IN_ALL.find(tokens, read.end):  # "more than 1M in revenue"
        return Found((Comparison(field=measure.value, op=sign.value.op, value=read.value),), measure.end)
    all_told = _IN_ALL.find(tokens, read.end)
    return Found((Comparison(field=field, op=sign.value.op, value=read.value),), all_told.end if all_told else read.end)


# Who speaks of the amount without naming it, and what may follow it.
_EARN = "earn|make|get|bill|charge|take|collect|receive|invoice|gain|bring|pocket|net"
_PAY = "pay|pays|spend|spends|paying|spending|offer|offers|invest|invests|order|budgeting"
_SPEAKS = Turns(
    (
        "we're|they're|you're talking|speaking [about|of]",
        "we|they|you are|'re talking|speaking [about|of]",
        "we|they|you talk|speak [about|of]",
        f"we|we'd|we'll|i|i'd [would|will|can|could|should] {_EARN} [in|home|us]",
        f"they|he|she|they're|they'd|they'll [are|is|can|could|will|would|want|wants] [to] {_PAY} [us] [for]",
        f"the|our client|customer|buyer [is|can|could|will|would|wants] [to] {_PAY} [us] [for]",
    )
)
_ON_IT = phrases(("on|for|from|with|through|off it|this|that", "out of it|this|that", "to|for us", "here"))


def _spoken(tokens: Tokens, index: int) -> Found[Read] | None:
    """Reads "we're talking over a million", "they can spend more than 12,000", "we'd earn over 3500 on it"."""
    led = _SPEAKS.find(tokens, index)
    found = size(tokens, led.end) if led else None
    rest = _ON_IT.find(tokens, found.end) if found else None
    return Found(found.value, rest.end if rest else found.end) if found else None


_UP = phrases(("[and|or] up|upward|upwards|on|onward|onwards|above|more [to there|that|this]",))


def _upward(tokens: Tokens, at: int, field: str) -> Found[Read] | None:
    """Reads "from 10k up", "from 500 upwards", "from 10k up to there"."""
    low = amount_at(tokens, at + 1) if tokens.word(at) in {"from", "starting"} else None
    up = _UP.find(tokens, low.end) if low else None
    if not low or not up or amount_at(tokens, up.end):
        return None
    return Found((Comparison(field=field, op="gte", value=low.value),), up.end)


def _counts_records(tokens: Tokens, read: Found[str | float]) -> bool:
    """Whether it is "more than one contact", "a table for over eight people": no amount."""
    if tokens.word(read.end) in _HEADS and not _counted(tokens, read.end):
        return True
    return isinstance(read.value, float) and read.value < _FEW and NOUNS.find(tokens, read.end) is not None


_NEAR = 5
_HEADS = {"people", "persons", "guests", "visitors", "participants", "seats"}


def _counted(tokens: Tokens, at: int) -> Found[str] | None:
    """What is counted: "(over 250) employees", "(50) staff (or more)"."""
    found = known_field(tokens, at)
    counts = found and found.value == "employees" and tokens.word(at) not in OWN_WORDS
    if found and counts:
        return found
    guests = "for" in {tokens.word(place) for place in range(at - _NEAR, at)}  # "a table for more than eight people"
    return Found("employees", at + 1) if tokens.word(at) == "people" and not guests else None


Read = tuple[Condition, ...]


def counts_time(tokens: Tokens, end: int, read: object) -> bool:
    return isinstance(read, float) and tokens.word(end) in _TIME


def between(tokens: Tokens, field: str, at: int) -> Found[Read] | None:
    """`between A and B`, `from A up to B`, `A to B`, `A-B`."""
    ranged = _RANGES.find(tokens, at)
    if ranged and tokens.word(at) in {"goes", "falls", "runs"} and tokens.word(ranged.end) == "from":
        return None  # "goes from 3 to 5" tells a change
    at = ranged.end if ranged else at
    led = tokens.word(at) in {"between", "from", "within"}
    low = amount_at(tokens, at + led)
    if not low:
        return None
    end = low.end + (tokens.word(low.end) == "up")
    joined = tokens.word(end) in {"to", "-", "till", "until", "through"} or (led and tokens.word(end) == "and")
    high = amount_at(tokens, end + 1) if joined else None
    if not high or counts_time(tokens, high.end, high.value):
        return None
    counted = _counted(tokens, high.end)
    if not counted and field in UNMEASURED:
        return None
    field = counted.value if counted else field
    rows = (Comparison(field=field, op="gte", value=low.value), Comparison(field=field, op="lte", value=high.value))
    return Found(rows, counted.end if counted else high.end)
