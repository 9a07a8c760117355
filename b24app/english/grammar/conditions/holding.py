"""Who has the record, told as a test: "(and) Anna is in charge of it", "it sits with Anna", "nobody is in charge"."""

from __future__ import annotations

from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan.plan import Comparison, Person

_FIELD = "ASSIGNED_BY_ID"
_TESTED = {"if", "when", "and", "or", "unless", "but", "whenever", "once", "where", "neither", "nor"}
_IT = {"it", "this", "that", "them"}
_OWN = {"the", "this", "that", "our"}
_FAR = 16
_CHARGE = "in charge|command|control"
_KEEPS = "owns|handles|manages|has|runs|holds|keeps|leads|processes|oversees"
_KEEPING = "owning|handling|managing|running|holding|leading|processing|overseeing"
_KEPT = "owned|handled|managed|run|held|led|kept|processed|overseen|served"
# What is told of somebody; behind these the record itself may follow or be left out. The value: whether it is denied.
_IS: Lexicon[bool] = Lexicon(
    {
        f"is|'s [still] {_CHARGE} [of]": False,
        f"is|'s [still] the person|one|colleague {_CHARGE} [of]": False,
        "is|'s [still] [the] responsible|accountable [person] [for|of]": False,
        "is|'s [still] [the|its|their] owner|assignee [of]": False,
        f"isn't|ain't {_CHARGE} [of]": True,
        "isn't [the] responsible|accountable|owner|assignee [person] [for|of]": True,
        f"is|'s not {_CHARGE} [of]": True,
        "is|'s not [the|its|their] responsible|accountable|owner|assignee [person] [for|of]": True,
    }
)
# Behind these the record has to follow: "Anna has (it)".
_HOLDS: Lexicon[bool] = Lexicon(
    {
        _KEEPS: False,
        f"is|'s [still] {_KEEPING}": False,
        "is|'s [still] on|assigned|working [to|on]": False,
        "is|'s [still] looking after": False,
        "is|'s [still] taking care of": False,
        "is|'s [still] dealing with": False,
        "looks|sees after|to": False,
        "takes care of": False,
        "deals|works with|on": False,
        "doesn't own|handle|manage|have|run|hold|lead": True,
        "does not own|handle|manage|have|run|hold|lead": True,
        f"isn't {_KEEPING}": True,
        f"is|'s not {_KEEPING}": True,
        "isn't on|assigned [to]": True,
    }
)
# What is told of the record, in front of who has it.
_WITH: Lexicon[bool] = Lexicon(
    {
        "belongs|belong to": False,
        "sits|sit|lies|lie|rests|rest|stays|stay|remains|remain with": False,
        f"is|'s|are [still|being] {_KEPT} by": False,
        "is|was|are|were given|assigned|handed|delegated|allotted to": False,
        "is|'s|are [still|being] looked after by": False,
        "is|'s|are [still|being] taken care of by": False,
        "is|'s|are [still] in the hands|care|name of": False,
        "is|'s|are [still] under the name|care of": False,
        "doesn't|don't belong to": True,
        "does|do not belong to": True,
        f"isn't|aren't {_KEPT} by": True,
        f"is|'s|are not {_KEPT} by": True,
    }
)
# Behind these a genitive has to follow: "it is in (Anna's name)".
_OF: Lexicon[bool] = Lexicon({"is|'s|are [still]": False, "is|'s|are not": True, "isn't|aren't": True})
# Who made it: "(and) the task was set by Anna", "(and) the author is Anna".
_MADE: Lexicon[bool] = Lexicon(
    {
        "is|was|has [been] created|opened|entered|raised|set|issued|made|written|added by": False,
        "wasn't|isn't created|opened|entered|raised|set|issued|made|written|added by": True,
        "was|is not created|opened|entered|raised|set|issued|made|written|added by": True,
    }
)
_AUTHOR: Lexicon[bool] = Lexicon(
    {
        "[the|its|their] creator|author|originator|requester|requestor|initiator|issuer is": False,
        "[the|its|their] creator|author|originator|requester|requestor|initiator|issuer isn't": True,
        "[the|its|their] creator|author|originator|requester|requestor|initiator|issuer is not": True,
    }
)
_PLACES = {"name", "hands", "care", "desk", "plate"}
_NOBODY = Turns(
    (
        "without anyone|anybody|somebody|someone",
        "nobody|noone|none",
        "no one",
        "no rep|owner|colleague|salesperson|person|employee|assignee|manager",
    )
)
_NONE_IS = Turns(
    (
        f"[is|'s|was|has] [been] {_CHARGE} [of|yet]",
        "[is|'s|was|has] [been] responsible|assigned|accountable [for|to|of|yet]",
    )
)
_NONE_HAS = Turns((_KEEPS, f"is|'s {_KEEPING}", "looks after", "takes care of", "is|'s looking after", "is|'s on"))
_NOBODYS = Turns(("[it|this|that|they] is|'s|are nobody 's", "[it|this|that|they] belongs|belong to nobody|noone"))
_YET = {"yet", "currently", "so", "anymore"}


@remembered
def unheld(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "nobody is in charge of it", "no rep is assigned yet", "(it is) nobody's"."""
    whose = _NOBODYS.find(tokens, index)
    nobody = _NOBODY.find(tokens, index + (tokens.word(index) == "with"))
    if not whose and not nobody:
        return None
    end = whose.end if whose else _past_holding(tokens, nobody.end) if nobody else None
    if end is None:
        return None
    return Found(Comparison(field=_FIELD, op="empty"), end + (tokens.word(end) in _YET))


def _past_holding(tokens: Tokens, at: int) -> int | None:
    """Past "is in charge (of the lead)", "has it" behind "nobody"."""
    stands = _NONE_IS.find(tokens, at)
    if stands:
        return _past_record(tokens, stands.end) or stands.end
    has = _NONE_HAS.find(tokens, at)
    return _past_record(tokens, has.end) if has else None


def held_by(tokens: Tokens, index: int) -> Found[tuple[Comparison, ...]] | None:
    """Reads "(if) Ben is responsible", "(and) the deal belongs to Anna", "(and) neither Ana nor Bob has it"."""
    if index == 0 or tokens.word(index - 1) not in _TESTED:
        return None
    if tokens.word(index) == "neither":
        return _neither(tokens, index)
    several = _either(tokens, index)
    if several:
        return several
    found = _who_first(tokens, index) or _record_first(tokens, index) or _made(tokens, index)
    return Found((found.value,), found.end) if found else None


def _neither(tokens: Tokens, index: int) -> Found[tuple[Comparison, ...]] | None:
    first = person(tokens, index + 1)
    second = _who_first(tokens, first.end + 1) if first and tokens.word(first.end) == "nor" else None
    if not first or not second or not _is_colleague(first) or second.value.op != "eq":
        return None
    rows = (_compared(tokens, index + 1, first.end, denied=True), second.value.model_copy(update={"op": "ne"}))
    return Found(rows, second.end)


def _either(tokens: Tokens, index: int) -> Found[tuple[Comparison, ...]] | None:
    """Reads "(either) Anna or Bob is in charge"."""
    start = index + (tokens.word(index) == "either")
    first = person(tokens, start)
    second = _who_first(tokens, first.end + 1) if first and tokens.word(first.end) == "or" else None
    if not first or not second or not _is_colleague(first) or second.value.op != "eq":
        return None
    names = (str(_compared(tokens, start, first.end, denied=False).value), str(second.value.value))
    return Found((Comparison(field=_FIELD, op="in", value=names),), second.end)


def _who_first(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "Anna is in charge", "Anna looks after it"."""
    who = person(tokens, index)
    if not who or not _is_colleague(who):
        return None
    stands, holds = _IS.find(tokens, who.end), _HOLDS.find(tokens, who.end)
    told = stands or holds
    end = _past_record(tokens, told.end) if told else None
    if not told or (end is None and (not stands or tokens.word(told.end - 1) in {"of", "for"})):
        return None
    return Found(_compared(tokens, index, who.end, denied=told.value), end or told.end)


def _record_first(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "it belongs to Anna", "the deal is in Anna's name", "it is Anna's"."""
    start = _past_record(tokens, index)
    led = _WITH.find(tokens, start) if start else None
    whose = _OF.find(tokens, start) if start else None
    if led:
        who = person(tokens, led.end)
        mere = who is not None and _is_colleague(who) and tokens.word(who.end) != "'s"
        return Found(_compared(tokens, led.end, who.end, denied=led.value), who.end) if who and mere else None
    if not whose:
        return None
    put = whose.end + (tokens.word(whose.end) in {"in", "under", "on"})
    who = person(tokens, put)
    if not who or not _is_colleague(who) or tokens.word(who.end) != "'s":
        return None
    placed = tokens.word(who.end + 1) in _PLACES
    thing = tokens.kind(who.end + 1) in {"WORD", "QUOTED"} and not _closes(tokens, who.end + 1)
    if placed != (put > whose.end) or (thing and not placed):
        return None
    return Found(_compared(tokens, put, who.end, denied=whose.value), who.end + 1 + placed)


def _made(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "the task was set by Anna", "the author is Anna": who created it."""
    start = _past_record(tokens, index)
    led = (_MADE.find(tokens, start) if start else None) or _AUTHOR.find(tokens, index)
    who = person(tokens, led.end) if led else None
    if not led or not who or not _is_colleague(who):
        return None
    row = _compared(tokens, led.end, who.end, denied=led.value)
    return Found(row.model_copy(update={"field": "creator"}), who.end)


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in {"and", "or", "but", "then", "already", "now"}


def _past_record(tokens: Tokens, at: int) -> int | None:
    """Past "it", "the deal"."""
    if tokens.word(at) in _IT and not NOUNS.find(tokens, at + 1):
        return at + 1
    noun = NOUNS.find(tokens, at + 1) if tokens.word(at) in _OWN else None
    return noun.end if noun and noun.value != "stage" and _spoken_of(tokens, at) in {"", noun.value} else None


@remembered
def _spoken_of(tokens: Tokens, at: int) -> str:
    """The record told first: in "when a deal is won and the task is Anna's" the task is another one."""
    told = (NOUNS.find(tokens, place) for place in range(min(at, _FAR)))
    return next((noun.value for noun in told if noun), "")


def _is_colleague(who: Found[Person | None]) -> bool:
    return who.value is not None and who.value.kind in {"user", "group"}


def _compared(tokens: Tokens, start: int, end: int, *, denied: bool) -> Comparison:
    named = tokens.past(start, {"the", "our"})
    return Comparison(field=_FIELD, op="ne" if denied else "eq", value=tokens.text(named, end))
