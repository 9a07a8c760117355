"""Who gets which records, told with the records as the object: "Ana gets the new leads from Italy"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.othercases import REST
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.plan import Span

_DUTY = "[should|must|will|shall|has|needs|is] [to]"
_GETS = Turns(
    (
        f"{_DUTY} get|gets|take|takes|receive|receives|handle|handles|own|owns [over|on]",
        f"{_DUTY} look|looks after",
        "[is|should|must|will|shall] [be] responsible for",
        "[is|should|must|will|shall] [be] in charge of",
    )
)
_GIVES = {"give", "assign", "hand", "pass", "route", "transfer", "allocate"}
_DETERMINERS = {"the", "all", "our", "any", "new", "incoming", "newly", "won", "lost", "converted", "of", "those"}
_EACH = {"every", "each"}
_ONES = {"ones", "those"}
_MANY = {"leads", "deals", "companies", "contacts", "quotes", "invoices", "tasks"}
_ONE = {"lead", "deal", "company", "contact", "quote", "invoice", "task"}
_NARROWS = {"that", "which", "who", "whose", "from", "with", "over", "above", "under", "below", "in", "of", "worth"}
_SORTS = {"new", "incoming", "newly", "created", "added", "overdue", "won", "lost", "converted", "approved", "unpaid"}
_ENDS = {",", ".", ";", ":", "!", "?", "(", ")", "when", "if", "once", "unless", "except", "whenever", "otherwise"}
_OPENERS = {".", ";", ":", "!", "?", ",", "and", "please", "so", "-", "to", "want"}
_MOST_SORTS = 4
_LONGEST = 16


@dataclass(frozen=True)
class _Handing:
    """Who gets which records, and where that is told: each from its first token to behind its last."""

    who: tuple[int, int]
    records: tuple[int, int]
    whole: tuple[int, int]


def receivers_behind(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the records in front of who gets them: "new leads from Italy go to Ana"."""
    tokens = said.tokens
    for at in range(len(tokens)):
        if at == 0 or tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) == "NEWLINE":
            found = _taken(tokens, at) or _given(tokens, at)
            if found:
                return _turned(said, tokens, found)
    return None


def _taken(tokens: Tokens, at: int) -> _Handing | None:
    """Reads "Ana gets the new leads"."""
    who = _colleague(tokens, at)
    gets = _GETS.find(tokens, who) if who else None
    end = _records(tokens, gets.end, given=False) if gets else None
    return _Handing((at, who), (gets.end, end), (at, end)) if who and gets and end else None


def _given(tokens: Tokens, at: int) -> _Handing | None:
    """Reads "give Ana the new leads", "hand the new leads over to Ana"."""
    if tokens.word(at) not in _GIVES:
        return None
    who = _colleague(tokens, at + 1)
    end = _records(tokens, who, given=False) if who else None
    if who and end:
        return _Handing((at + 1, who), (who, end), (at, end))
    end = _records(tokens, at + 1, given=True)
    to = tokens.past(end, {"over", "on"}) if end else 0
    who = _colleague(tokens, to + 1) if end and tokens.word(to) == "to" else None
    return _Handing((to + 1, who), (at + 1, end), (at, who)) if end and who else None


def _colleague(tokens: Tokens, at: int) -> int | None:
    who = people(tokens, at)
    return who.end if who and who.value and CLIENT not in who.value else None


def _records(tokens: Tokens, at: int, *, given: bool) -> int | None:
    """Where "the new leads from Italy" ends: several of them, or each."""
    noun = at
    while noun - at < _MOST_SORTS and tokens.word(noun) in _DETERMINERS | _EACH | _SORTS:
        noun += 1
    each = bool(_EACH & {tokens.word(place) for place in range(at, noun)})
    noun -= tokens.word(noun - 1) == "those" and tokens.word(noun) not in _MANY | _ONES
    narrowed = tokens.word(noun + 1) in _NARROWS or tokens.word(noun + 1).endswith("ing")
    several = tokens.word(noun) in (_ONE if each else _MANY) and (noun > at or narrowed)
    if not several and not (narrowed and tokens.word(noun) in _ONES):
        return None
    for end in range(noun + 1, noun + _LONGEST):
        joins = tokens.word(end) == "and" and (
            starts_step(tokens, end + 1) or _colleague(tokens, end + 1) or REST.find(tokens, end + 1)
        )
        soon = tokens.row(end, 3) == ("as", "soon", "as")
        hands = (
            given
            and tokens.word(end) in {"over", "on", "to"}
            and _colleague(tokens, tokens.past(end, {"over", "on"}) + 1)
        )
        if joins or soon or hands or tokens.word(end) in _ENDS or tokens.kind(end) in {"END", "NEWLINE"}:
            return end
    return None


def _turned(said: Wording, tokens: Tokens, told: _Handing) -> Wording:
    first = told.records[0]
    start = first + (tokens.word(first) == "the" or (tokens.word(first) == "those" and tokens.word(first + 1) in _MANY))
    whole, records, who = tokens.span(*told.whole), tokens.span(start, told.records[1]), tokens.span(*told.who)
    pieces: list[Kept | Told] = [
        Kept(0, whole.start),
        Kept(records.start, records.end),
        Told(" go to ", whole.start, whole.end),
        Kept(who.start, who.end),
        Kept(whole.end, len(said.text)),
    ]
    words = f"{said.text[records.start : records.end]} go to {said.text[who.start : who.end]}"
    return said.put(pieces, said.read_as(whole, words))
