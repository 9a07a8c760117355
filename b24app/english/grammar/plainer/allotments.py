"""Who gets which records, told one after another: "Ana takes new leads from France, Ben those from Germany"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.othercases import REST
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_GETS = Turns(
    (
        "[should|must|will|shall] get|gets|take|takes|receive|receives|handle|handles|own|owns|have|has",
        "[should|must|will|shall] look|looks after",
        "[is|are|should|must|will] [be] responsible for",
        "[is|are|should|must|will] [be] in charge of",
    )
)
_ALL_OTHER = Turns(("[all] [of] [the] other|remaining countries|regions|sources|types|industries|cases|values|ones",))
_SORTS = {"the", "all", "our", "any", "new", "incoming", "newly", "created", "added", "those", "every", "each"}
_NOUNS = {"leads", "deals", "contacts", "companies", "quotes", "ones", "lead", "deal"}
_SIZES = {"over", "above", "under", "below"}
_NARROWS = {"from", "with", "over", "above", "under", "below", "in", "whose", "of"}
_JOINTS = {",", ";", "and", "while", "whereas", ".", "but"}
_OPENERS = {".", ":", ";", "!", "please"}
_CLOSES = {",", ";", ".", "!", ")"}
_LONGEST = 9
_HANDS = {"assign", "assigned", "give", "given", "go", "goes", "land", "lands", "route", "routed", "hand", "belong"}
_LANDS = {"land", "lands", "arrive", "arrives", "belong", "belongs"}
_RIGHT = Turns(("to|with|at the|its right|correct|proper|appropriate person|one|colleague|rep|owner|team|salesperson",))


@dataclass(frozen=True)
class _Share:
    """Who gets the records that are told from `start` to `end`; none of the words where it is all the others."""

    who: tuple[int, int]
    records: tuple[int, int] | None
    end: int
    nation: str = ""
    sort: str = ""


def shares_behind(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the records in front of who gets them: "new leads from France go to Ana, those from Germany go to Ben"."""
    tokens = said.tokens
    for at in range(len(tokens)):
        if at == 0 or tokens.word(at - 1) in _OPENERS or tokens.kind(at - 1) == "NEWLINE":
            shares = list(_shares(tokens, at))
            told = [share for share in shares if share.records is not None]
            if len(told) > 1 and len({share.sort for share in told}) == 1:
                return _turned(said, tokens, at, shares)
    return None


def _shares(tokens: Tokens, at: int) -> Iterator[_Share]:
    """What each of them gets, as long as it goes on so."""
    first = True
    while share := _share(tokens, at, first=first):
        yield share
        at = tokens.past(share.end, _JOINTS)
        first = False
        if at == share.end or share.records is None:
            return


def _share(tokens: Tokens, at: int, *, first: bool) -> _Share | None:
    told = people(tokens, at)
    if not told or not told.value or CLIENT in told.value:
        return None
    gets = _GETS.find(tokens, told.end)
    start = gets.end if gets else told.end
    rest = None if first else REST.find(tokens, start) or _ALL_OTHER.find(tokens, start)
    if rest and _closed(tokens, rest.end):
        return _Share((at, told.end), None, rest.end)
    noun = tokens.past(start, _SORTS)
    nation = say.NATIONS.get(tokens.word(noun), "")
    noun += bool(nation)
    those = "those" in tokens.row(start, noun - start) and tokens.word(noun) in _NARROWS
    if not (those or tokens.word(noun) in _NOUNS) or (first and not gets):
        return None
    narrow = noun + (not those)
    end = next((place for place in range(narrow, narrow + _LONGEST) if _closed(tokens, place)), 0)
    narrowed = tokens.word(narrow) in _NARROWS and end > narrow + 1
    if not end or narrowed == bool(nation) or (nation and end > narrow):
        return None
    sort = _sort(tokens, narrow) if narrowed else "from" if nation else ""
    return _Share((at, told.end), (start if first else narrow, end), end, nation, sort)


def _sort(tokens: Tokens, at: int) -> str:
    """What tells the records apart: where they are from, how big they are, a field of theirs."""
    field = known_field(tokens, at + 1) if tokens.word(at) in {"with", "whose"} else None
    return field.value if field else "size" if tokens.word(at) in _SIZES else tokens.word(at)


def _closed(tokens: Tokens, at: int) -> bool:
    """Whether the records end there: at a mark, or where the next one to get some is told."""
    if tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in _CLOSES:
        return True
    return tokens.word(at) in _JOINTS and people(tokens, at + 1) is not None


def _turned(said: Wording, tokens: Tokens, at: int, shares: list[_Share]) -> Wording:
    whole = tokens.span(at, shares[-1].end)
    order: list[str | Span] = []
    for share in shares:
        order.append(", " if order else "")
        if share.records is None:
            order.append("all the others")
        elif share.nation and len(order) > 1:
            order.append(f"those from {share.nation}")
        else:
            order += ["those " if len(order) > 1 else "", tokens.span(*share.records)]
        order += [" go to ", tokens.span(*share.who)]
    pieces: list[Kept | Told] = [Kept(0, whole.start)]
    pieces += [
        Told(one, whole.start, whole.end) if isinstance(one, str) else Kept(one.start, one.end) for one in order if one
    ]
    words = "".join(one if isinstance(one, str) else said.text[one.start : one.end] for one in order)
    note = said.read_as(whole, words)
    return said.put([*pieces, Kept(whole.end, len(said.text))], note)


def receivers_by_case(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "to" in front of who gets it in which case: "assign it to Ana if it's urgent, to Ben if it isn't"."""
    tokens = said.tokens
    hands = next((at for at in range(len(tokens)) if tokens.word(at) in _HANDS), None)
    if hands is None:
        return None
    bare = [at for at in range(hands, len(tokens)) if _bare(tokens, at)]
    if not bare:
        return None
    told: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    right = next((found for place in range(hands, bare[0]) if (found := _RIGHT.find(tokens, place))), None)
    if right and right.end + (tokens.word(right.end) in {":", ",", "-"}) == bare[0]:
        start = next(place for place in range(hands, bare[0]) if _RIGHT.find(tokens, place))
        start -= tokens.word(start - 1) in _LANDS
        words = "go " if tokens.word(start) in _LANDS else ""
        span = Span(start=tokens.span(start, bare[0]).start, end=tokens.span(bare[0], bare[0] + 1).start)
        told += [Kept(0, span.start), *([Told(words, span.start, span.end)] if words else [])]
        notes[span] = f"“{said.text[span.start : span.end].strip()}” was passed over."
        at = span.end
    for place in bare:
        who = tokens.span(place, place + 1)
        told += [Kept(at, who.start), Told("to ", who.start, who.end)]
        notes[who] = f"“{said.text[who.start : who.end]}” was read as “to {said.text[who.start : who.end]}”."
        at = who.start
    return said.put([*told, Kept(at, len(said.text))], notes)


def _bare(tokens: Tokens, at: int) -> bool:
    """Whether a colleague stands there with a case behind: "(…:) Ana if it is urgent", "(,) Ben when it isn't"."""
    if tokens.word(at - 1) not in {",", ":", ";", "and", "or", "-"}:
        return False
    who = people(tokens, at)
    return bool(
        who and who.value and CLIENT not in who.value and tokens.word(who.end) in {"if", "when", "where", "for"}
    )
