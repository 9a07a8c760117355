"""Who gets which records, with the case in brackets: "to Giulia (Italy), Pierre (France) or Tom (all others)"."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import value
from b24app.english.grammar.draft import Draft, Turn
from b24app.english.grammar.flow.branching import keep, set_off
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import People, person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_REST = Turns(
    (
        "[all] [the] other|others|rest|remaining|remainder [ones|leads|deals|countries|sources]",
        "everyone|everybody|everything|anyone|anything|all|anywhere|everywhere else",
        "otherwise|else|default",
    )
)
_LEAST = 2
_MOST = 20
_Entry = tuple[People, tuple[Condition, ...], int]


def allotted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """The cases of such a list; nothing for all others has no conditions."""
    last = draft.items[-1] if draft.items else None
    opened = "(" in {tokens.word(at), tokens.word(at - 1)}
    behind = opened and isinstance(last, Frame) and last.end == at and last.owner
    assigned = behind and isinstance(last, Frame) and last.action == "assign_responsible"
    if not assigned and not (draft.distributes and set_off(tokens, at)):
        return None
    start = last.start if assigned and isinstance(last, Frame) else at
    rows, end = _entries(tokens, at, draft, last.owner if assigned and isinstance(last, Frame) else None)
    if len(rows) < _LEAST or any(not told for _, told, _ in rows[:-1]):
        return None
    if assigned:
        draft.items.pop()
    field = draft.spoken
    for who, told, stop in rows:
        if told:
            keep(draft, told, (start, stop), set())
        else:
            draft.items.append(Turn("else", start, stop))
        draft.items.append(Frame("assign_responsible", start, stop, owner=who))
        start = stop
    draft.spoken = field
    return end


def _entries(tokens: Tokens, at: int, draft: Draft, first: People | None) -> tuple[list[_Entry], int]:
    """What stands there, entry by entry; the first person may have been read already."""
    rows: list[_Entry] = []
    end = at
    while len(rows) < _MOST:
        joint = tokens.past(end, {",", ";", "or", "and", "to", "-"} if rows else set())
        if rows and joint == end:
            break
        found = _last(tokens, joint) if rows else None
        if not found:
            who = Found(first, at - (tokens.word(at) != "(")) if first and not rows else _one(tokens, joint)
            case = _case(tokens, who.end + 1, draft) if who and tokens.word(who.end) == "(" else None
            found = Found((who.value, case.value), case.end) if who and case else None
        if not found:
            break
        rows.append((*found.value, found.end))
        end = found.end
    return rows, end


def _one(tokens: Tokens, at: int) -> Found[People] | None:
    found = person(tokens, at)
    return Found((found.value,), found.end) if found and found.value else None


def _last(tokens: Tokens, at: int) -> Found[tuple[People, tuple[Condition, ...]]] | None:
    """Reads "everybody else - the Export team", "the rest to Tom" at the end of the list."""
    rest = _REST.find(tokens, at)
    who = _one(tokens, tokens.past(rest.end, {"-", ":", "to", ",", "goes", "go"})) if rest else None
    return Found((who.value, ()), who.end) if who else None


def _case(tokens: Tokens, at: int, draft: Draft) -> Found[tuple[Condition, ...]] | None:
    """What stands in the brackets: a value of the field spoken of, a country, a size, or all others."""
    rest = _REST.find(tokens, at)
    if rest and tokens.word(rest.end) == ")":
        return Found((), rest.end + 1)
    told = conditions(tokens, at, draft.topic) if not draft.spoken else None
    if told and tokens.word(told.end) == ")":
        return Found(told.value, told.end + 1)
    found = value(tokens, at, loose=True)
    if not found or tokens.word(found.end) != ")":
        return None
    country = str(found.value) if str(found.value).casefold() in _COUNTRIES else say.NATIONS.get(tokens.word(at), "")
    field = draft.spoken or ("country" if country else "")
    said = country if field == "country" and country else found.value
    row = Comparison(field=field, op="eq", value=said) if field else None
    return Found((row,), found.end + 1) if row else None


_COUNTRIES = {country.casefold() for country in say.NATIONS.values()}
