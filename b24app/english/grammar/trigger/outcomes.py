"""What becomes of a field: it is emptied, filled, changed to something, or crosses a bound.

Behind the field stands a verb, a participle or a noun, then what it has to become, and the record it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from b24app.english.grammar.conditions.operators import CLIMBS, Sign, operator
from b24app.english.grammar.conditions.sizes import SIZES, Read, between
from b24app.english.grammar.conditions.values import valued
from b24app.english.grammar.trigger.changewords import DONE, NOUNS_OF_CHANGE, Fate
from b24app.english.grammar.trigger.fieldnames import Named, behind, named
from b24app.english.grammar.trigger.watched import sequel
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Operator

BE = {
    "is", "was", "are", "were", "has", "have", "had", "been", "being", "gets", "got", "get", "getting", "just", "newly",
    "finally", "recently", "suddenly", "ever", "later", "again", "actually", "really", "simply", "already", "'s",
}  # fmt: skip
_TO = {"to", "into", "as", "onto"}
_SOMETHING = Turns(
    (
        "something|anything|whatever|someplace|somewhere|one [that|which] [is|lies]",
        "a|any|some|the value|figure|amount|number|sum|level [that|which|of] [is|lies]",
    )
)
_ANOTHER = Turns(("another|different", "a new|different|later|earlier|higher|lower", "an earlier", "some other"))
# Verbs that tell with their value that it is a new one: "becomes High", "went over 500", "is now Madrid".
_BECOMING = {
    "becomes", "became", "become", "becoming", "goes", "went", "going", "gone", "gets", "got", "rises", "rose", "drops",
    "dropped", "falls", "fell", "climbs", "climbed", "turns", "turned", "jumps", "sinks", "grows", "grew", "now",
    "longer", "switches", "switched", "flips", "changes", "raised", "rising", "falling", "dropping", "turning",
    "lowered", "any", "moves", "slides", "shoots", "dips",
}  # fmt: skip
_CROSSES: Lexicon[Operator] = Lexicon(
    {
        "passes|passed|crosses|crossed|tops|surpasses|surpassed|exceeds [the] [mark|limit|threshold] [of]": "gt",
        "climbs|climbed|goes|went|rises|rose|grows|grew|moves|shoots|jumps past|beyond|over|above": "gt",
        "passing|crossing|topping|exceeding": "gt",
        "sinks|sank|drops|dropped|falls|fell|goes|went|dips|dipped|moves|slides below|under|beneath": "lt",
    }
)  # fmt: skip
_SAYS = {"says", "reads", "shows", "is", "equals", "="}
_NOW = Turns(("now|again|afterwards|by now|somebody|someone|anybody|anyone", "by somebody|someone|anybody|anyone|us"))
AT_ONCE = {"once", "moment", "minute", "second", "instant", "as"}
_STOPS_BEING = Turns(("stops|stopped|ceases|ceased being|to be",))
_NOT_ANY_MORE = Turns(("any more|longer", "anymore"))


@dataclass(frozen=True)
class Revision:
    """A field and what it has to become."""

    field: Named
    conditions: Read = ()


def told(tokens: Tokens, at: int, noun: str, *, sized: bool) -> Found[Revision] | None:
    for field in named(tokens, at, noun):
        found = _changed(tokens, field) or _becomes(tokens, field, sized=sized)
        if found:
            return found
    return None


def _changed(tokens: Tokens, field: Named) -> Found[Revision] | None:
    at = tokens.past(field.end, BE)
    nominal = NOUNS_OF_CHANGE.find(tokens, field.end)
    done = DONE.find(tokens, at) or (DONE.find(tokens, field.end) if at > field.end else None)
    fate = done or nominal
    if not fate or (nominal and not done and not field.sure and not behind(tokens, nominal.end)[0]):
        return None
    if done and tokens.word(done.end - 1) == "set" and done.value == "other" and tokens.word(done.end) not in _TO:
        return with_goal(tokens, field, "filled", done.end)
    return with_goal(tokens, field, fate.value, fate.end)


def with_goal(tokens: Tokens, field: Named, fate: Fate, end: int) -> Found[Revision] | None:
    """The change, with the value it leads to and the record behind it."""
    end = _past_now(tokens, end)
    field, end = _placed(tokens, field, end)
    goal = _goal(tokens, field, end, fate)
    if goal is None:
        return None
    rows, end = goal
    if not rows and fate in {"more", "less"}:
        return None  # which way it goes is no change of any kind: "the amount increases"
    if not rows and field.field and fate in {"empty", "filled"}:
        rows = (Comparison(field=field.field, op="empty" if fate == "empty" else "not_empty"),)
    field, end = _placed(tokens, field, _past_now(tokens, end))
    return Found(Revision(field, rows), end)


def _past_now(tokens: Tokens, at: int) -> int:
    found = _NOW.find(tokens, at)
    return found.end if found else at


def _placed(tokens: Tokens, field: Named, at: int) -> tuple[Named, int]:
    noun, end = behind(tokens, at)
    return (replace(field, noun=noun), end) if noun and field.noun in {"", noun} else (field, at)


def _goal(tokens: Tokens, field: Named, at: int, fate: Fate) -> tuple[Read, int] | None:
    """What it has to become; None where "to" or "from" leads to what is not understood."""
    if tokens.word(at) == "from":
        return None  # what it was before is not known
    led = tokens.word(at) in _TO
    start = at + led
    sign = operator(tokens, start)
    other = _ANOTHER.find(tokens, start) if led else None
    if other and tokens.kind(other.end) == "WORD":
        return (), other.end + 1  # "(moved) to another day"
    thing = _SOMETHING.find(tokens, start) if led and not (sign and sign.value.op in {"ne", "not_in"}) else None
    start = thing.end if thing else start
    sized = operator(tokens, start)
    turned = tokens.word(at - 1) in {"turns", "turned", "turning"} and _is_value(tokens, start)
    led = led or turned
    if not (led or (sized and sized.value.op in SIZES and fate != "empty")):
        more = sequel(tokens, Found(field.field, field.end), at) if fate == "other" else None
        return (more.value, more.end) if more else ((), at)
    found = between(tokens, field.field, start)
    found = found or (valued(tokens, field.field, sized.value, sized.end) if sized else None)
    if not found and not sized and not thing:
        climbs = CLIMBS.get(tokens.word(at - 1)) if tokens.kind(start) == "NUMBER" else None
        found = valued(tokens, field.field, Sign(climbs or "eq"), start)
    return (found.value, found.end) if found else ((), at) if not led else None


def _becomes(tokens: Tokens, field: Named, *, sized: bool) -> Found[Revision] | None:
    """Reads "(a deal's city) becomes Madrid", "is now Madrid", "(the quantity) passes 1000", "(once it) says North"."""
    at = field.end
    crosses = _CROSSES.find(tokens, at)
    if crosses and (sized or tokens.word(at) not in {"exceeds", "exceeding", "tops"}):
        found = between(tokens, field.field, crosses.end) or valued(
            tokens, field.field, Sign(crosses.value), crosses.end
        )
        return _ended(tokens, field, found) if found else None
    stops = _STOPS_BEING.find(tokens, at)
    sign = Found(Sign("ne"), stops.end) if stops else operator(tokens, at) or _now(tokens, at)
    if not sign:
        return None
    found = _compared(tokens, field, at, sign)
    if not found:
        return None
    words = {tokens.word(place) for place in range(at, sign.end)} | {tokens.word(found.end)}
    negated = sign.value.op in {"ne", "not_in"} and _NOT_ANY_MORE.find(tokens, found.end)
    event = bool(words & _BECOMING) or stops is not None or bool(negated)
    plain = tokens.kind(sign.end) == "WORD" and tokens.at(sign.end).text[:1].islower()
    at_once = tokens.word(at) in _SAYS and _lead(tokens, field) in AT_ONCE and not plain
    over = sized and sign.value.op in SIZES
    return _ended(tokens, field, found) if event or at_once or over else None


def _now(tokens: Tokens, at: int) -> Found[Sign] | None:
    """Reads "(city on a deal) now Madrid"."""
    return Found(Sign("eq"), at + 1) if tokens.word(at) == "now" and _is_value(tokens, at + 1) else None


def _is_value(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"QUOTED", "NUMBER"} or tokens.at(at).text[:1].isupper()


def _compared(tokens: Tokens, field: Named, at: int, sign: Found[Sign]) -> Found[Read] | None:
    if not field.field:
        return None
    if sign.value.op in {"empty", "not_empty"}:
        return Found((Comparison(field=field.field, op=sign.value.op),), sign.end)
    thing = _SOMETHING.find(tokens, sign.end)
    inner = operator(tokens, thing.end) if thing else None
    if inner:
        sign = inner
    ranged = between(tokens, field.field, at) or between(tokens, field.field, sign.end)
    return ranged or valued(tokens, field.field, sign.value, sign.end)


def _lead(tokens: Tokens, field: Named) -> str:
    """The word in front of the field and its record."""
    at = field.start
    while at and (tokens.word(at - 1) in {*say.DETERMINERS, "'s", "field", "deal", "lead", "contact", "company"}):
        at -= 1
    return tokens.word(at - 1)


def _ended(tokens: Tokens, field: Named, found: Found[Read]) -> Found[Revision]:
    more = _NOT_ANY_MORE.find(tokens, found.end)
    field, end = _placed(tokens, field, _past_now(tokens, more.end if more else found.end))
    return Found(Revision(field, found.value), end)
