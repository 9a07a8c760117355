"""Comparisons of the record's fields: "the amount is above 10k", "source is Google Ads", "without a phone".

`topic` is the field that was spoken of last: a size without a field ("more than 20", "under 3k") is measured by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from b24app.english.grammar.conditions.currencies import currencies
from b24app.english.grammar.conditions.doneto import is_done
from b24app.english.grammar.conditions.entered import entered
from b24app.english.grammar.conditions.fieldlist import all_or_any, field_list
from b24app.english.grammar.conditions.fields import (
    AMOUNT,
    CURRENCY,
    befalls,
    breaks,
    known_field,
)
from b24app.english.grammar.conditions.filledin import in_spoken_of
from b24app.english.grammar.conditions.freefields import free_field
from b24app.english.grammar.conditions.glossed import glossed_subject, renamed
from b24app.english.grammar.conditions.holding import held_by
from b24app.english.grammar.conditions.inclusive import past_limit
from b24app.english.grammar.conditions.negation import OPPOSITE, is_unwanted
from b24app.english.grammar.conditions.operators import TEXTS, Sign, operator, text_held
from b24app.english.grammar.conditions.pipelines import in_pipeline
from b24app.english.grammar.conditions.presence import presence, presences
from b24app.english.grammar.conditions.sectors import in_sector
from b24app.english.grammar.conditions.sizes import Read, between, size
from b24app.english.grammar.conditions.states import PRIORITIES, SAME_STAGE, state
from b24app.english.grammar.conditions.tagtests import tag_test
from b24app.english.grammar.conditions.values import as_field, in_it, text_of, valued
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import AnyOf, Comparison, Condition

_WORDED = {"email", "phone", "SOURCE_ID", "country", "city", "ASSIGNED_BY_ID", "COMPANY_ID", "contact", "website"}
# Fields that sort records: their values are written in small letters too.
_KINDS = {"SOURCE_ID", "type", "industry", "segment", "region", "category", "tier"}
_NO_KINDS = {"changed", "changes", "is", "field", "set", "updated", "and", "or", "name", "of"}
_CLOSES = {":", ",", ")", "?", ";", "-"}
_CLOSING_KINDS = {"ARROW", "NEWLINE", "END"}
_FIGURE = Turns(("[the|its|that|this] [new|current|updated|resulting|changed] value|figure|number|result|count",))
_MOST = 12
_DEEPEST = 12  # brackets in brackets: nobody means more, and each costs stack
__all__ = ["AMOUNT", "CURRENCY", "SAME_STAGE", "conditions", "implied", "size"]


@dataclass
class _Row:
    read: Read
    joint: str


def conditions(tokens: Tokens, index: int, topic: str = "") -> Found[tuple[Condition, ...]] | None:
    """Comparisons joined by "and", or by "or". In a mixture, neighbours on one field are joined first."""
    if meant := _of_meant(tokens, index, topic):
        return meant
    rows: list[_Row] = []
    end, joint = index + (tokens.word(index) == "either"), ""
    while len(rows) < _MOST:
        found = _grouped(tokens, end, topic) if tokens.word(end) == "(" else _atom(tokens, end, topic)
        if not found:
            break
        rows.append(_Row(found.value, joint))
        topic = _topic_of(found.value) or topic
        end = found.end
        following, joint = _joint(tokens, end, topic)
        if not joint:
            return Found(_joined(rows), end) if _clear(rows) else None
        end, before = following, end
        if not (_atom(tokens, end, topic) or tokens.word(end) == "("):
            end = before
            break
    if not rows or not _clear(rows):
        return None
    return Found(_joined(rows), end)


def _grouped(tokens: Tokens, index: int, topic: str) -> Found[Read] | None:
    before = [tokens.word(at) for at in range(index)]
    if before.count("(") - before.count(")") >= _DEEPEST:
        return None
    inner = conditions(tokens, index + 1, topic)
    if not inner or tokens.word(inner.end) != ")":
        return None
    flat = inner.value[0] if len(inner.value) == 1 else None
    if isinstance(flat, AnyOf) and all(len(group) == 1 for group in flat.any):
        merged = _in_list([group[0] for group in flat.any])
        return Found((merged or flat,), inner.end + 1)
    return Found(inner.value, inner.end + 1)


def _joint(tokens: Tokens, end: int, topic: str) -> tuple[int, str]:
    at = end + (tokens.word(end) == ",")
    word = tokens.word(at)
    if word in {"and", "&", "or", "but", "+"}:
        again = at + 1 + (tokens.word(at + 1) in {"if", "when", "also", "either", "only", "where"})
        return again, "or" if word == "or" else "and"
    if at > end and _atom(tokens, at, topic) and (known_field(tokens, at) or tokens.at(at).text[:1].isupper()):
        return (end, "") if is_done(tokens, at) else (at, "and")
    return end, ""


def _topic_of(read: Read) -> str:
    last = read[-1] if read else None
    return last.field if isinstance(last, Comparison) else ""


def _clear(rows: list[_Row]) -> bool:
    joints = {row.joint for row in rows[1:]}
    if joints != {"and", "or"}:
        return True
    return all(row.joint != "or" or _topic_of(row.read) == _topic_of(before.read) for before, row in pairwise(rows))


def _joined(rows: list[_Row]) -> tuple[Condition, ...]:
    groups: list[list[Read]] = []
    for row in rows:
        if row.joint == "or":
            groups[-1].append(row.read)
        else:
            groups.append([row.read])
    out: list[Condition] = []
    for group in groups:
        if len(group) == 1:
            out.extend(group[0])
            continue
        lone = [read[0] for read in group if len(read) == 1]
        merged = _in_list(lone) if len(lone) == len(group) else None
        out.append(merged or AnyOf(any=tuple(_flat(read) for read in group)))
    return tuple(out)


def either(first: Condition, second: Read) -> tuple[Condition, ...]:
    """One of two conditions that were told apart from each other."""
    return _joined([_Row((first,), ""), _Row(second, "or")])


def _flat(read: Read) -> tuple[Comparison, ...]:
    return tuple(row for row in read if isinstance(row, Comparison))


def _in_list(group: list[Condition]) -> Comparison | None:
    """Several equalities of one field as one list."""
    rows = [row for row in group if isinstance(row, Comparison)]
    if len(rows) != len(group):
        return None
    same = len({row.field for row in rows}) == 1 and all(row.op in {"eq", "in"} for row in rows)
    if not same or len(rows) == 1:
        return rows[0] if len(rows) == 1 else None
    values: list[str] = []
    for row in rows:
        values.extend(row.value if isinstance(row.value, tuple) else [text_of(row.value)])
    return Comparison(field=rows[0].field, op="in", value=tuple(dict.fromkeys(values)))


def _atom(tokens: Tokens, index: int, topic: str) -> Found[Read] | None:
    """One comparison (two for "between"), memoised by place."""
    key = (f"atom {topic}", index)
    if key not in tokens.memo:
        read = _read_atom(tokens, index, topic)
        read = Found(read.value, past_limit(tokens, read) + _is_now(tokens, read.end)) if read else None
        tokens.memo[key] = renamed(tokens, read) if read else None
    found: Found[Read] | None = tokens.memo[key]
    return found


def _is_now(tokens: Tokens, end: int) -> bool:
    """Whether "(the region is North) now" only says when it is looked at."""
    closed = tokens.kind(end + 1) in _CLOSING_KINDS or tokens.word(end + 1) in _CLOSES | {".", "then", "and", "or"}
    return closed and tokens.word(end) == "now"


def _read_atom(tokens: Tokens, index: int, topic: str) -> Found[Read] | None:
    if tokens.kind(index) == "END" or is_unwanted(tokens, index):
        return None
    kind = _of_kind(tokens, index) if tokens.word(index) in {"it", "it's", "that"} else None
    if kind:
        return kind
    whose = as_field(tokens, index) or held_by(tokens, index)
    if whose:
        return Found(whose.value, whose.end)
    held = (
        entered(tokens, index)
        or tag_test(tokens, index)
        or in_pipeline(tokens, index)
        or in_sector(tokens, index)
        or state(tokens, index)
    )
    if held:
        return Found((held.value,), held.end)
    there = None if (several := _of_several(tokens, index) or presences(tokens, index)) else presence(tokens, index)
    if there:
        return Found((there.value,), there.end)
    named = several or _named(tokens, index)
    told = named or size(tokens, index, topic) or _of_topic(tokens, index, topic) or _of_kind(tokens, index)
    return told or _in_code(tokens, index)


def _in_code(tokens: Tokens, index: int) -> Found[Read] | None:
    """Reads "(USD) or over 50k", "(over 50k) or USD": a code joined to another condition."""
    code = currencies(tokens, index) if tokens.at(index).text.isupper() else None
    if not code:
        return None
    opens = tokens.word(index - 1) == "(" and tokens.word(code.end) in {"or", "and", "&", "+"}
    joins = tokens.word(index - 1) in {"or", "+"} and not CURRENCY.search(tokens.at(index - 2).text)
    ends = tokens.word(code.end) in {":", ")", "+"} or tokens.kind(code.end) == "ARROW"
    return Found((code.value,), code.end) if opens or (joins and ends) else None


def _of_several(tokens: Tokens, index: int) -> Found[Read] | None:
    """Reads "phone and email are both empty", "neither the budget nor the amount exceeds 5k"."""
    listed = field_list(tokens, index + (tokens.word(index) in {"whose", "where", "with"}))
    if not listed:
        return None
    joined = tokens.word(listed.end + 1) in {"both", "all", "each"} and tokens.word(listed.end) in {
        "are",
        "were",
        "have",
    }
    at = listed.end + 2 * joined
    at += tokens.word(at) in {"both", "each"}
    told = _compared(tokens, Found(listed.value.names[0], at), free=True)
    first = told.value[0] if told and len(told.value) == 1 else None
    if not told or not isinstance(first, Comparison) or first.op in {"eq", "ne", "in", "not_in"}:
        return None
    if isinstance(first.value, float) and _WORDED & set(listed.value.names):
        return None  # "an email and a budget over 5k": one is there, the other is compared
    op = OPPOSITE[first.op] if listed.value.lead == "neither" else first.op
    rows = tuple(first.model_copy(update={"field": name, "op": op}) for name in listed.value.names)
    return Found(all_or_any(rows, "and" if listed.value.lead == "neither" else listed.value.joint), told.end)


def _of_meant(tokens: Tokens, index: int, topic: str) -> Found[Read] | None:
    """Reads "(the budget is changed and) the figure is over 80k": the field that was spoken of, whatever it is."""
    if topic in {"", AMOUNT}:
        return None
    inside = in_spoken_of(tokens, index)
    if inside:
        return Found((Comparison(field=topic, op=inside.value),), inside.end)
    meant = _FIGURE.find(tokens, index)
    return _compared(tokens, Found(topic, meant.end), free=True) if meant else None


def _of_topic(tokens: Tokens, index: int, topic: str) -> Found[Read] | None:
    """Reads "it now says Berlin", "is now empty" of the field that was spoken of."""
    start = index + (tokens.word(index) in {"it", "this", "that"})
    sign = operator(tokens, start) if topic else None
    if sign and sign.value.op in {"empty", "not_empty"} and not _hands(tokens, index, sign.end):
        moves = topic == AMOUNT and tokens.word(sign.end - 1) in {"there", "left", "present"}  # "it has not left"
        return None if moves else Found((Comparison(field=topic, op=sign.value.op),), sign.end)
    at = index + 1 + (tokens.word(index + 1) == "now")
    if topic in {"", AMOUNT} or tokens.word(index) not in {"it", "this", "that"}:
        return None
    sign = operator(tokens, at)
    found = valued(tokens, topic, sign.value, sign.end) if sign else None
    other = tokens.word(index - 1) == "or" and tokens.word(at) == "is"  # "(region is North) or it is Baltics"
    numbered = tokens.word(at) in {"is", "becomes"} and sign is not None and tokens.kind(sign.end) == "NUMBER"
    says = other or numbered or tokens.word(at) in {"says", "reads", "equals", "contains"}
    return found if found and (says or tokens.word(found.end) == "now") else None


_HANDING = {"provided", "set", "given", "entered", "stated", "specified", "indicated"}


def _hands(tokens: Tokens, index: int, end: int) -> bool:
    """Whether such a word opens something else: "provided Anna agrees", "set an alarm for Anna"."""
    closed = tokens.kind(end) in _CLOSING_KINDS or tokens.word(end) in _CLOSES | {".", "then", "and", "or"}
    return tokens.word(index) in _HANDING and not closed


def _of_kind(tokens: Tokens, index: int) -> Found[Read] | None:
    """Reads "(either above 80k or) of type Tender"."""
    index += 1 + (tokens.word(index + 1) in {"'s", "is"}) if tokens.word(index) in {"it", "it's", "that"} else 0
    field = known_field(tokens, index + 1) if tokens.word(index) in {"of", "in", "with"} else None
    return _direct(tokens, field) if field else None


def _named(tokens: Tokens, index: int) -> Found[Read] | None:
    """A field, an operator, a value."""
    start = index + (tokens.word(index) in {"with", "whose", "where", "has", "have", "having"})
    field = known_field(tokens, start)
    told = glossed_subject(tokens, start)
    found = (_compared(tokens, told, free=True) if told else None) or (_compared(tokens, field) if field else None)
    if found:
        return found
    has = in_it(tokens, index) or as_field(tokens, index)
    if has:
        return has
    free = None if befalls(tokens, start) else free_field(tokens, start)
    return _compared(tokens, free, free=True) if free else None


def _compared(tokens: Tokens, field: Found[str], *, free: bool = False) -> Found[Read] | None:
    if tokens.word(field.end) == "of" and not free:  # "a budget of at least 5k"
        told = _compared(tokens, Found(field.value, field.end + 1), free=True)
        if told:
            return told
    found = between(tokens, field.value, field.end)
    if found:
        return found
    sign = operator(tokens, field.end) or (text_held(tokens, field.end) if field.value in TEXTS else None)
    if not sign:
        return None if free else _direct(tokens, field)
    if sign.value.op in {"empty", "not_empty"}:
        return Found((Comparison(field=field.value, op=sign.value.op),), sign.end)
    found = between(tokens, field.value, sign.end)
    if found:
        return found
    return valued(tokens, field.value, sign.value, sign.end)


def _direct(tokens: Tokens, field: Found[str]) -> Found[Read] | None:
    """Reads "source Web", "type 'Export'", "amount 500 or more": a field and its value with nothing between."""
    end = field.end + (tokens.word(field.end) in {"of", "being", "now", "currently", "still"})
    if tokens.word(end) == ":" and "(" in {tokens.word(at) for at in range(end - 4, end)}:
        end += 1
    if field.end < 1 or tokens.kind(end) not in {"QUOTED", "WORD", "NUMBER"}:
        return None
    if field.value in {"email", "phone"} and tokens.kind(end) == "WORD":
        return None  # "(without a phone,) email Rita" is done
    if field.value == "comments" and end == field.end and tokens.word(end - 1) == "comment":
        return None  # "a comment 'Done'" is one to write
    if tokens.kind(end) == "QUOTED" and tokens.word(end + 1) in {"appears", "occurs", "features", "figures"}:
        return Found((Comparison(field=field.value, op="contains", value=tokens.at(end).inner),), end + 2)
    plain = tokens.kind(end) == "WORD" and not tokens.at(end).text[:1].isupper()
    if plain and not (field.value == "priority" and tokens.word(end) in PRIORITIES):
        return _in_small_letters(tokens, field.value, end)
    return valued(tokens, field.value, Sign("eq", weak=True), end)


def _in_small_letters(tokens: Tokens, field: str, at: int) -> Found[Read] | None:
    """Reads "(source) trade fair:", "(industry) retail →": a value that a mark closes."""
    if field not in _KINDS or operator(tokens, at) or tokens.word(at) in _NO_KINDS or breaks(tokens, at):
        return None
    found = valued(tokens, field, Sign("eq", weak=True), at)
    closed = found is not None and (tokens.word(found.end) in _CLOSES or tokens.kind(found.end) in _CLOSING_KINDS)
    return found if closed else None


def implied(tokens: Tokens, index: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(with) source Web": a field and its value without "is"."""
    field = known_field(tokens, index)
    found = _direct(tokens, field) if field else None
    return Found(found.value, found.end) if found else None
