"""What joins a field and a value: "is", "is still not", "goes past", "containing", "=", "at least"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.conditions.calendar import dated_sign
from b24app.english.grammar.conditions.filledin import called, filled_in
from b24app.english.grammar.conditions.negation import OPPOSITE
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.plan import phrases as say
from b24app.plan.plan import Operator

_MORE = "above|over|more|greater|higher|bigger|larger|past|beyond"
_LESS = "below|under|less|lower|smaller|fewer"
_NOTHING = "empty|missing|blank|unset|unknown|null"
_SIGNS: Lexicon[Operator] = Lexicon(
    {
        f"[well|way|far|anything|somewhat|slightly] {_MORE} [than]": "gt",
        "[anywhere|somewhere] north of": "gt",
        "upward|upwards of": "gt",
        "[anywhere|somewhere] south of": "lt",
        "exceeds|exceed|exceeding|surpasses|surpass|surpassing|tops|top|topping|>": "gt",
        "in excess of": "gt",
        f"[well|way|far|anything|somewhat|slightly] {_LESS} [than]": "lt",
        "=|== empty|blank|none|null|nothing": "empty",
        "<": "lt",
        ">=|≥": "gte",
        "<=|≤": "lte",
        "at least": "gte",
        "from": "gte",
        "[a|the] minimum [of]": "gte",
        "reaches|reach|reached|hits|hit": "gte",
        "starts at|from": "gte",
        f"{_MORE} than or equal to": "gte",
        f"equal to or {_MORE} than": "gte",
        f"equal or {_MORE} than": "gte",
        f"{_LESS} than or equal to": "lte",
        f"equal to or {_LESS} than": "lte",
        "falls|fall|fell short of": "lt",
        "at most": "lte",
        "[a|the] maximum [of]": "lte",
        "up to": "lte",
        f"no {_MORE} than": "lte",
        f"no {_LESS} than": "gte",
        f"at or {_LESS} [than]": "lte",
        f"at or {_MORE} [than]": "gte",
        f"{_LESS} or at": "lte",
        f"{_MORE} or at": "gte",
        f"{_LESS} or equal to": "lte",
        f"{_MORE} or equal to": "gte",
        "equals|equal or exceeds|exceed": "gte",
        "exceeds|exceed or equals|equal": "gte",
        "capped|limited at|to": "lte",
        "equals|equal|=|==|exactly": "eq",
        "equal to": "eq",
        "the same as": "eq",
        "none|no other than": "eq",
        "set|marked|chosen|selected as|to": "eq",
        "[put|entered|noted] down as": "eq",
        "listed|registered|recorded|entered|noted|given|shown|labelled|classed as": "eq",
        "!=|<>": "ne",
        "other than": "ne",
        "different from|than": "ne",
        "differs|differ from": "ne",
        "anything|something|everything but|except|besides": "ne",
        "anything|something|someone|somebody|anyone|anybody|anywhere|somewhere other|else than": "ne",
        "anyone|anybody|someone|somebody but|except": "ne",
        "none|nobody other|else than|but": "eq",
        f"[anything|something] but|except|other|else [than] {_NOTHING}": "not_empty",
        "except|besides": "ne",
        "one|any of": "in",
        "among|amongst|within": "in",
        "either": "in",
        "neither": "not_in",
        "none of": "not_in",
        "outside|outside of": "not_in",
        "contains|contain|containing|includes|include|including|mentions|mention|mentioning": "contains",
        "has|have in it": "contains",
        "lacks|lack|omits": "not_contains",
        "free of": "not_contains",
        "carries|carry the word": "contains",
        f"{_NOTHING}|unfilled|absent|lacking|nil|undefined|unspecified": "empty",
        f"left|still|yet {_NOTHING}|unfilled|open": "empty",
        "filled|set|given|known|present|available|specified|provided|entered|stated|indicated": "not_empty",
        "filled in|out": "not_empty",
        "says|say|reads|read|matches|match|matching": "eq",
    }
)  # fmt: skip
EVENT_WORDS = {word for pattern in say.EVENTS for word in pattern.replace("|", " ").split()} - {
    "in",
    "on",
    "set",
    "to",
    "yes",  # "(NDA =) yes" compares, "the client says yes" happens
    "no",
}
_CARRIED = {"moved", "dragged", "transferred", "pushed", "shifted", "switched", "placed", "promoted"}
_AUXILIARIES = {"is", "are", "was", "were", "has", "have", "been", "gets", "got", "be", "being"}
# "is set to lost" happens, "is set to Web" compares.
_SIGN_ENDS = {"to", "in", "set", "given", "filled", "changed", "empty"}
_BE = {"is", "are", "was", "were", "'s", "be", "being", "been", "isn't", "aren't", "wasn't", "has", "hasn't", "had"}
_SEEMS = {"happens", "turns", "proves", "appears", "seems", "lies", "ranges", "remains", "comes", "works"}
_BECOMES = {
    "falling",
    "dropping",
    "rising",
    "climbing",
    "growing",
    "switches",
    "switched",
    "jumps",
    "climbs",
    "becomes",
    "became",
    "become",
    "goes",
    "gone",
    "risen",
    "fallen",
    "grown",
    "climbed",
    "went",
    "gets",
    "got",
    "rises",
    "rose",
    "raised",
    "grows",
    "grew",
    "drops",
    "dropped",
    "falls",
    "changes",
    "changed",
    "remains",
    "stays",
    "turns",
    "turned",
    "updated",
    "set",
}
_BECOME = {"turned", "become", "changed", "risen", "fallen", "dropped", "gone", "grown", "switched", "climbed"}
# "climbs to 90": what was passed on the way counts too.
CLIMBS: dict[str, Operator] = {
    **dict.fromkeys(
        ("rising", "climbing", "growing", "climbs", "rises", "rose", "risen", "grows", "grew", "grown", "climbed"),
        "gte",
    ),
    **dict.fromkeys(("falling", "dropping", "drops", "dropped", "falls", "fallen"), "lte"),
}
_PUSHED = {"raised", "lowered", "changed", "set", "increased", "reduced", "updated", "moved", "switched", "bumped"}
_NEGATED = {"isn't", "aren't", "wasn't", "hasn't", "doesn't", "don't", "didn't"}
_PRONOUNS = {"it", "that", "this", "he", "she", "there", "what", "who", "which"}
# These say nothing of equality alone: "has 3 rooms", "the amount rises".
_NO_EQUALS = {"has", "hasn't", "gets", "got", "goes", "went", "set", "updated"}
_MOVES = {"changes", "changed", "drops", "dropped", "falls", "rises", "rose"}
_SIZED = {"gt", "gte", "lt", "lte"}
# Behind these no other verb is needed: "won't exceed", "never mentions".
_OWN_DENIALS = {"won't", "wouldn't", "can't", "couldn't", "cannot", "never"}
_EARLY = {"now", "currently", "already", "still", "actually"}
_DO = {"does", "do", "doesn't", "don't"}
_ADVERBS = {
    "still",
    "now",
    "already",
    "currently",
    "also",
    "only",
    "just",
    "actually",
    "been",
    "either",
    "exactly",
    "remains",
}


_DENIES = Turns(
    (
        "doesn't|don't|didn't|won't|wouldn't|can't|couldn't|cannot|never|isn't|wasn't [ever|even]",
        "does|do|did|will|would|can|could not [ever|even]",
        "is|was|has|does|will|can never",
    )
)
# What a size does: "(does not) go above", "(never) falls below", "comes to more than".
_GOES = Turns(
    (
        "go|goes|went|rise|rises|climb|climbs|fall|falls|drop|drops|sink|sinks|get|gets|grow|grows|be|stay|stays",
        "come|comes|came|run|runs|ran|amount|amounts|work|works|end|ends|turn|turns [out|up|in] [to|at]",
        "add|adds|added|sum|sums|summed up to",
    )
)
_COMES_TO = Turns(
    (
        "comes|come|came|runs|run|amounts|amount|works [out|up|in] to|at",
        "comes|runs|works|comes out|in",
        "adds|add|added|sums|sum|summed up to",
        "runs|comes|stands|sits|lies|ranks [at]",
        "makes|constitutes|totals|measures|equals|represents|covers",
        "allows|provides for",
        "will|would be",
    )
)


@dataclass(frozen=True)
class Sign:
    """An operator; a weak one is a mere "is", which joins other things than fields and values too."""

    op: Operator
    weak: bool = False


def compares(tokens: Tokens, index: int) -> bool:
    """Whether an operator stands there that compares something, not the "is" of "(a deal without a phone) is won"."""
    found = operator(tokens, index)
    if tokens.word(index) in _AUXILIARIES and tokens.word(index + 1) in _CARRIED:
        return False  # "(a deal of type Gala) is pushed to Won"
    ended = found is not None and tokens.word(found.end) in {"won", "lost"}  # "(of type Gala) is set to lost"
    if found is None or ended or (found.value.weak and tokens.word(found.end) in EVENT_WORDS):
        return False
    event = EVENTS.find(tokens, tokens.past(index, _AUXILIARIES))
    return event is None or event.end == index or tokens.word(event.end - 1) in _SIGN_ENDS


def operator(tokens: Tokens, index: int) -> Found[Sign] | None:
    """The operator that starts there."""
    key = ("operator", index)
    if key not in tokens.memo:
        tokens.memo[key] = _operator(tokens, index)
    found: Found[Sign] | None = tokens.memo[key]
    return found


_HAS: Lexicon[Operator] = Lexicon(
    {
        "has|have|having|carries|carry|shows|show|bears|got [a|an|any|some|the]": "contains",
        "has|have|carries|carry|shows|show|bears no": "not_contains",
        "doesn't|don't have|carry|show|bear [a|an|any|the]": "not_contains",
        "does|do not have|carry|show|bear [a|an|any|the]": "not_contains",
    }
)
_TEXT = {"word", "words", "text", "letters", "term", "string", "phrase", "number", "prefix", "code"}
TEXTS = {"TITLE", "subject", "comments", "description"}
IN_IT = phrases(("in it|them", "in its|the|their name|title|text|subject|body|address"))
_FAR = 6


def _holds(tokens: Tokens, index: int) -> Found[Sign] | None:
    """Reads "has X (in it)", "has no X (in its name)", "doesn't have the word X (in it)", "in (A, B)"."""
    led = _HAS.find(tokens, index)
    start = led.end if led else index
    if led:
        start += tokens.word(start) in _TEXT
        inside = (place for place in range(start + 1, start + _FAR) if IN_IT.find(tokens, place))
        if next(inside, None):
            return Found(Sign(led.value), start)
        if tokens.word(led.end - 1) == "no" and tokens.kind(led.end) == "QUOTED":
            return Found(Sign("not_contains"), led.end)
        if start > led.end and tokens.kind(start) == "QUOTED":
            return Found(Sign(led.value), start)
    word, following = tokens.word(index), tokens.word(index + 1)
    listed = word == "in" and following == "(" and tokens.word(index + 3) in {",", "or", "/"}
    return Found(Sign("in"), index + 1) if listed else None


def text_held(tokens: Tokens, index: int) -> Found[Sign] | None:
    """Reads "(the title) has (Rush)", "(a title) that mentions (Rush)" of a field that holds a text."""
    led = _HAS.find(tokens, index)
    if led:
        return Found(Sign(led.value), led.end + (tokens.word(led.end) in _TEXT))
    sign = _SIGNS.find(tokens, index + 1) if tokens.word(index) in {"that", "which"} else None
    return Found(Sign(sign.value), sign.end) if sign and sign.value in {"contains", "not_contains"} else None


def _past_seeming(tokens: Tokens, index: int) -> int:
    """Past "happens to" of "happens to be", "turns out to" of "turns out to be"; 0 where no such words stand."""
    at = index + 1 + (tokens.word(index + 1) == "out")
    return at + 1 if tokens.word(index) in _SEEMS and tokens.word(at) == "to" and tokens.word(at + 1) == "be" else 0


def _has_become(tokens: Tokens, index: int) -> bool:
    """Reads "has turned (to A)", "has risen (to 90)"."""
    return tokens.word(index) in {"has", "have"} and tokens.word(index + 1) in _BECOME


def _operator(tokens: Tokens, index: int) -> Found[Sign] | None:
    word = tokens.word(index)
    if word == "'s" and tokens.word(index - 1) not in _PRONOUNS:
        return None  # "the owner's manager" compares nothing
    day = dated_sign(tokens, index)
    told = day or filled_in(tokens, index) or called(tokens, index)
    if told:
        return Found(Sign(told.value), told.end)
    return _holds(tokens, index) or _denied(tokens, index) or _comes_to(tokens, index) or _signed(tokens, index)


def _denied(tokens: Tokens, index: int) -> Found[Sign] | None:
    """Reads "does not go above", "won't exceed", "never falls below", "never mentions"."""
    led = _DENIES.find(tokens, index)
    goes = _GOES.find(tokens, led.end) if led else None
    sign = _SIGNS.find(tokens, goes.end) if goes else None
    if sign and sign.value in _SIZED:
        return Found(Sign(OPPOSITE[sign.value]), sign.end)
    plain = _SIGNS.find(tokens, led.end) if led and tokens.word(led.end - 1) in _OWN_DENIALS else None
    return Found(Sign(OPPOSITE[plain.value]), plain.end) if plain else None


def _comes_to(tokens: Tokens, index: int) -> Found[Sign] | None:
    """Reads "comes to at least", "adds up to (750 or more)", "runs above"."""
    led = _COMES_TO.find(tokens, index)
    sign = _SIGNS.find(tokens, led.end) if led else None
    if sign and sign.value in _SIZED:
        return Found(Sign(sign.value), sign.end)
    sums = sum_told(tokens, index)
    return Found(Sign("eq"), sums.end) if sums else None


def sum_told(tokens: Tokens, index: int) -> Found[bool] | None:
    """Reads "comes to", "adds up to" in front of a number."""
    led = _COMES_TO.find(tokens, index)
    return led if led and tokens.word(led.end - 1) in {"to", "at"} and tokens.kind(led.end) == "NUMBER" else None


def _signed(tokens: Tokens, index: int) -> Found[Sign] | None:
    word = tokens.word(index)
    if word in _EARLY and (tokens.word(index + 1) in _BE | _BECOMES | _DO or _SIGNS.find(tokens, index + 1)):
        return _signed(tokens, index + 1)
    seems = _past_seeming(tokens, index) or (index + 1 if _has_become(tokens, index) else 0)
    if seems:
        index, word = seems, tokens.word(seems)
    at, negated = index, word in _NEGATED
    been = word in {"has", "have", "had"} and tokens.word(index + 1) == "been"
    becomes = word in _BECOMES
    verb = word in _BE or word in _DO or becomes
    at += verb
    at += becomes and tokens.word(at) in _PUSHED and tokens.word(at + 1) in {"to", "into", "above", "below", "over"}
    at += becomes and tokens.word(at) in {"to", "into"}
    at = tokens.past(at, _ADVERBS)
    if (tokens.word(at), tokens.word(at + 1)) == ("no", "longer"):
        negated, at, verb = True, at + 2, True
    if tokens.word(at) == "not":
        negated, at = True, at + 1
        verb = True
    at = tokens.past(at, _ADVERBS) if verb else at
    passive = word in _BE and tokens.word(at) in _PUSHED and tokens.word(at + 1) in {"to", "into"}
    sign = _SIGNS.find(tokens, at) or (_SIGNS.find(tokens, at + 2) if passive else None)
    whole = _SIGNS.find(tokens, index) if at > index else None
    sign = whole if whole and (not sign or whole.end >= sign.end) else sign
    if sign and becomes and tokens.word(sign.end - 1) == "from":
        return None  # "went from 3 to 5": what it was before is not known
    if sign and not (sign.value == "gte" and tokens.word(sign.end - 1) == "from" and tokens.kind(sign.end) != "NUMBER"):
        return Found(Sign(OPPOSITE[sign.value] if negated else sign.value), sign.end)
    lone = (word in _NO_EQUALS and not been) or (word in _MOVES and at == index + 1)
    if not verb or word in _DO or lone:
        return None
    climbs = CLIMBS.get(word) if becomes and not negated and tokens.kind(at) == "NUMBER" else None
    return Found(Sign(climbs or ("ne" if negated else "eq"), weak=not becomes), at)
