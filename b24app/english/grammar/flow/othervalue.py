"""The other case by the value that was tested: "if the country is something else", "another plan:", "not Retail:"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field, value
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.turns import HALT
from b24app.plan.plan import Comparison, Condition

_JOINTS = {"and", "or", "but", "as"}
_LEADS = {"if", "when", "where", "whenever", "for", "with", "in", "on", "from", "of", "should"}
_OWN = {"the", "its", "his", "her", "their", "that", "this", "client's", "customer's", "deal's", "lead's"}
_IT = {"it", "they", "that", "this", "he", "she", "there", "those", "one", "these", "it's", "she's", "he's"}
_IS = {
    "is", "'s", "are", "was", "were", "be", "has", "have", "had", "says", "comes", "come", "from", "in", "of", "shows",
    "reads", "becomes", "with", "now", "any", "some", "then",
}  # fmt: skip
ANOTHER = Turns(
    (
        "something|anything|somewhere|anywhere|everything|somebody|someone|anyone|anybody else|different|other",
        "[a|an|any|some] other|different one|ones|value|values|option|choice|answer",
        "another [one|value|option|choice|answer]",
        "different",
        "other [than|from] [that|this|these|those]",
        "none of these|those|them|the [two|three|above]",
        "neither [of] [these|those|them|the] [two]",
    )
)
_OTHER = {"other", "another", "different", "remaining"}
_ARTICLES = {"a", "an", "any", "some", "all", "every", "the", "no"}
_KINDS = {"kind", "type", "sort", "value", "one", "case", "option"}
_SAME = {"gt": "more|higher|above|over|bigger|larger|greater|exceeded", "lt": "less|lower|below|under|smaller|fewer"}
_NOT_SIZED = {
    op: Turns((f"[and|but] [if|when] [is] [it|that|this|they] [is|'s|are] not {words} [than] [that|this|it]",))
    for op, words in _SAME.items()
}
_SIZES = {"gt": "gt", "gte": "gt", "lt": "lt", "lte": "lt"}
_GETS = {"get", "gets", "take", "takes", "receive", "receives", "handle", "handles", "has", "is"}


def other_value(tokens: Tokens, at: int, last: Condition | None) -> Found[bool] | None:
    """The other case told by the value of what was tested `last`, set off from what is done then."""
    if not isinstance(last, Comparison) or last.op in {"empty", "not_empty"}:
        return None
    found = _sized(tokens, at, last) or _denied(tokens, at, last) or named_other(tokens, at, last.field)
    return found if found and _follows(tokens, found.end) else None


def named_other(tokens: Tokens, at: int, field: str = "") -> Found[bool] | None:
    """Reads "if the country is something else", "if it has another status", "is it a different plan", "other plan"."""
    start = tokens.past(at, _JOINTS)
    lead = tokens.past(start, _LEADS)
    asks = tokens.word(lead) in {"is", "are", "does", "has"} and tokens.word(lead + 1) in _IT | _OWN
    lead += asks
    subject = _subject(tokens, lead, field)
    verb = tokens.past(subject, _IS) if subject else lead
    if subject and verb == subject and not asks:
        return None
    another = ANOTHER.find(tokens, verb) if subject and subject > lead and lead > start else None
    sort = _sort(tokens, verb, field)
    return max((one for one in (another, sort) if one), key=lambda one: one.end, default=None)


def _subject(tokens: Tokens, at: int, field: str) -> int:
    """Behind "it", "the country", "its Plan": what is tested again."""
    if tokens.word(at) in _IT:
        return at + 1
    told = known_field(tokens, at)
    if told and (not field or told.value.casefold() == field.casefold()):
        return told.end
    start = tokens.past(at, _OWN)
    size = len(field.split())
    named = field and " ".join(tokens.row(start, size)) == field.casefold()
    return start + size if named else 0


def _sort(tokens: Tokens, at: int, field: str) -> Found[bool] | None:
    """Reads "another status", "any other Plan", "a different kind of industry": other in the field that was tested."""
    start = tokens.past(at, _ARTICLES)
    if tokens.word(start) not in _OTHER or not field:
        return None
    kind = start + 1
    of = kind + 2 if tokens.word(kind) in _KINDS and tokens.word(kind + 1) == "of" else kind
    size = len(field.split())
    words = field.casefold().split()
    told = known_field(tokens, of)
    if told and told.value.casefold() == field.casefold():
        return Found(True, told.end)
    if list(tokens.row(of, size)) == words or [one.rstrip("s") for one in tokens.row(of, size)] == words:
        return Found(True, of + size)
    return Found(True, of + 1) if tokens.word(of).rstrip("s") == words[-1] else None


def _denied(tokens: Tokens, at: int, last: Comparison) -> Found[bool] | None:
    """Reads "not Retail:", "non-Retail", "if it's not Retail" behind a test for Retail."""
    start = tokens.past(tokens.past(at, _JOINTS), {"if", "when", "where", "for", "with"})
    start = tokens.past(start, {"it", "it's", "that", "they", "is", "'s", "are"})
    if tokens.word(start) != "not" or last.op not in {"eq", "in", "contains"}:
        return None
    told = value(tokens, tokens.past(start + 1, {"from", "in", "a", "an"}))
    known = {str(one).casefold() for one in (last.value if isinstance(last.value, tuple) else (last.value,))}
    return Found(True, told.end) if told and str(told.value).casefold() in known else None


def _sized(tokens: Tokens, at: int, last: Comparison) -> Found[bool] | None:
    """Reads "not more?", "if it's not higher" behind "more than 5000"."""
    side = _SIZES.get(last.op)
    return _NOT_SIZED[side].find(tokens, at) if side else None


def _follows(tokens: Tokens, at: int) -> bool:
    """Whether a mark sets it off, or what is done then starts there."""
    if tokens.word(at) in {":", ",", "=>", "-", "?", "then", "="} or tokens.kind(at) == "ARROW":
        return True
    start = tokens.past(at, {"only", "just", "simply", "please"})
    return HALT.find(tokens, at) is not None or starts_step(tokens, start) or _told_of_somebody(tokens, start)


def _told_of_somebody(tokens: Tokens, at: int) -> bool:
    """Whether "the client only gets …", "Ana takes it" starts there."""
    who = people(tokens, at)
    duty = tokens.past(who.end, {"only", "just", "simply", "should", "must", "will", "merely"}) if who else 0
    return who is not None and tokens.word(duty) in _GETS
