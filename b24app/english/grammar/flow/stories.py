"""What is told before the work: "our reps are always on the road", "I do this by hand and spend hours on it".

Only a whole sentence is a story, told of the writer, the people around or how it is now. It asks for nothing: it holds
no step, no trigger, no condition, no wait, no prohibition, no name, number or quoted text, and no word of an order.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon, Turns
from b24app.english.grammar.words.lexicons import NOUNS, PARTICIPLES, WORK
from b24app.plan import phrases as say

_DEEDS = Lexicon({**say.DEEDS, **say.CLIENT_DEEDS})
_NOW = (
    "[right|until|till|up|so|to] [until|to] now|currently|today|presently|lately|recently|yesterday|far [,]",
    "sometimes|often|usually|apparently|unfortunately|sadly [,]",
    "at|for the moment [,]",
    "[last|this|every|earlier] last|this|every week|month|year|summer|winter|monday|friday|time [,]",
    "in our|the old|previous|former|last crm|system|tool|software|company|job [,]",
    "in the past|mornings|morning [,]",
    "so|well|basically|actually|honestly|ok|anyway|look|see|listen|um|you [see|know] [,]",
    "so [basically] what happens [here|now|today|currently] is [that]",
    "the problem|thing|issue|trouble|background|story|situation|point is [that|this] [:|,]",
)
_MOMENT = Turns(_NOW)
# Who is told of; "it", "they" could mean records, of which only little is believed.
_OURS = (
    "reps|rep|team|people|boss|staff|colleagues|customers|clients|accountant|company|business|shop|office|clinic|school|"
    "bakery|inbox|phone|phones|process|folks"
)
_TELLERS = Turns(
    (
        "i|we|i'm|we're|i've|we've|i'd|we'd|nobody|noone|everybody|everyone|people|customers|clients|somebody|someone|guys",
        "no one",
        f"my|our [little|small|whole|poor|new|old|tiny|own] [sales|support] {_OURS}",
        "some|many|most|half|all [of] [our|the|my] people|team|customers|clients|reps|staff|colleagues|us",
        "[too|so] many|much|some|a things|stuff|mistakes|lot [of] [things|stuff|time|people]",
        "things|stuff|mistakes|summer|winter|spring|autumn|christmas|season|money|time",
        "the phone|phones|boss|team|office|auditor|auditors|season|inbox|customers|clients|people|guys|problem|process",
        "my|a [new] colleague|friend|name",
        "support|management|head-office|hq|accounting told|said|says|asked us|me|that|you",
        "everything|all [of] [this|it]",
        "this|that|it is|was|'s|takes|took|drives|happened|happens|keeps|used|costs|cost|would|makes|made",
        "it's|that's|there's",
        "they always|often|keep|get|complain|told|said|ask|asked|hate|love",
        "merry|happy christmas|easter|holidays|new|monday|friday|birthday",
    )
)
_ORDERING = """
must should shall will need needs needed required require please let ought supposed only never except unless without
if instead otherwise else nor either neither once gets goes receives belongs belong means mean called named concerns
concerning regarding wait waits approve approves approved review reviews check checks sign signs agree agrees confirm
confirms decide decides informed told notified
"""
_ORDERS = frozenset(_ORDERING.split())
_CERTAIN = {"QUOTED", "NUMBER", "SPAN", "URL", "EMAIL", "PHONE", "VARIABLE", "COMPARE", "ARROW"}
_STRONG = {".", "!", "?", ";"}
_JOINTS = {"so", "therefore", "thus", "hence"}
_US = {"us", "me", "i", "we", "i'm", "i've", "i'd"}
_CAPITAL = {"bitrix24", "bitrix", "crm", "excel", "monday", "tuesday", "wednesday", "thursday", "friday"}
_LINKS = {"is", "was", "gets", "are", "were", "get", "us", "'s", "has"}
# What they do not do well or how they feel about it; and what is told only of nobody.
_FAILS = {
    "forget", "forgets", "forgot", "hate", "hates", "mess", "messes", "drives", "sick", "tired", "fed", "miss",
    "misses", "bother", "bothers", "struggle", "struggles", "annoys", "waste", "wastes", "drowning",
}  # fmt: skip
_NEGLECTED = {"reads", "looks", "notices", "remembers", "sees", "minds", "likes", "knows"}
_SHIRKED = {"ignore", "ignores", "overlook", "overlooks", "neglect", "neglects", "skip", "skips", "dodge", "dodges"}
_DECIDING = {"i", "we", "we've", "i've", "we'd", "i'd"}  # "we ignore small leads" may be a rule
_NOBODY = {"nobody", "noone", "one"}
_ONE = {"one", "ones"}
_BY_HAND = Turns(("by hand|phone", "manually|ourselves|myself"))
_HEDGES = {
    "here",
    "ever",
    "always",
    "just",
    "really",
    "often",
    "'m",
    "am",
    "are",
    "'re",
    "is",
    "so",
    "sometimes",
    "all",
}
_LONGEST = 40
_INTRODUCED = Turns(("i'm|this", "i am", "this is", "my name is|'s", "i 'm"))


def story(tokens: Tokens, at: int) -> int | None:
    """Past a sentence that only tells how things are, where one starts."""
    start = at
    while moment := _MOMENT.find(tokens, start):
        start = moment.end
    who = _TELLERS.find(tokens, start) or _INTRODUCED.find(tokens, start)
    if not who:
        return _done_by_hand(tokens, start)
    if complained := _complained(tokens, start, who.end):
        return complained
    introduced = _INTRODUCED.find(tokens, start) is not None
    end = who.end
    while not _ends(tokens, end):
        if end - at > _LONGEST or _orders(tokens, end, introduced=introduced):
            return None
        end += 1
    if tokens.word(end) == "?":
        return None
    return end + 1 if end > who.end or tokens.word(end) in _STRONG else None


def _complained(tokens: Tokens, start: int, end: int) -> int | None:
    """Past "nobody here reads notes.", "our reps forget invoices": what is not done well is no step, with records."""
    verb = tokens.past(end, _HEDGES)
    neglected = tokens.word(end - 1) in _NOBODY and tokens.word(verb) in _NEGLECTED
    shirked = tokens.word(start) not in _DECIDING and tokens.word(verb) in _SHIRKED
    if not neglected and not shirked and not {tokens.word(verb), tokens.word(end - 1)} & _FAILS:
        return None
    at = verb
    while not (_ends(tokens, at) or tokens.word(at) == ":"):
        limits = tokens.kind(at) in _CERTAIN or tokens.word(at) in _ORDERS or _names(tokens, at)
        if limits or at - start > _LONGEST or announces(tokens, at) or wait(tokens, at) or conditions(tokens, at):
            return None
        at += 1
    rest = range(at, at + _LONGEST)
    spoken_of = any(tokens.word(place) in _ONE and tokens.word(place - 1) != "the" for place in rest)  # "so make one"
    return None if tokens.word(at) == "?" or at == verb or spoken_of else at + 1


def _done_by_hand(tokens: Tokens, at: int) -> int | None:
    """Past "no more assigning by hand", a sentence of its own."""
    if (
        tokens.row(at, 2) not in {("no", "more"), ("enough", "of"), ("tired", "of")}
        or tokens.word(at + 2)[-3:] != "ing"
    ):
        return None
    found = next((found for end in range(at + 3, at + 7) if (found := _BY_HAND.find(tokens, end))), None)
    end = tokens.past(found.end, {"please", "pls", "anymore"}) if found else at
    return end + 1 if found and _ends(tokens, end) else None


def _ends(tokens: Tokens, at: int) -> bool:
    """Whether the sentence ends there, or ", so" leads on to the work."""
    if tokens.word(at) in _STRONG or tokens.kind(at) in {"NEWLINE", "END"}:
        return True
    return tokens.word(at) in _JOINTS and tokens.word(at - 1) in {",", "-"}


def _orders(tokens: Tokens, at: int, *, introduced: bool) -> bool:
    """Whether something stands there that no mere story holds."""
    word = tokens.word(at)
    told_us = word == "told" and tokens.word(at + 1) in _US
    if tokens.kind(at) in _CERTAIN or word == ":" or (word in _ORDERS and not told_us):
        return True
    return (_names(tokens, at) and not introduced) or _does(tokens, at) or _reads(tokens, at)


def _names(tokens: Tokens, at: int) -> bool:
    named = tokens.kind(at) == "WORD" and tokens.at(at).text[:1].isupper() and tokens.word(at - 1) != "in"
    return named and tokens.word(at) not in _US | _CAPITAL


def _does(tokens: Tokens, at: int) -> bool:
    """Reads "(our boss) clears it", "(everything) gets tagged", "a deal, "(we) hang up"."""
    before = tokens.word(at - 1)
    if tokens.word(at) in {"it", "them"} and before.endswith("s") and before not in _LINKS:
        return True
    worked = WORK.find(tokens, at) and before in {*say.DETERMINERS, "another", "new"}
    if NOUNS.find(tokens, at) or _DEEDS.find(tokens, at) or worked:
        return True
    return bool(PARTICIPLES.find(tokens, at) and before in _LINKS)


def _reads(tokens: Tokens, at: int) -> bool:
    """Whether another phrase of the grammar stands there."""
    step = head(tokens, at, bare=True)
    ordered = step is not None and tokens.word(step.end) not in _US
    return bool(ordered or announces(tokens, at) or wait(tokens, at) or never(tokens, at) or conditions(tokens, at))
