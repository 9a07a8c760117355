"""Whether it is paid, told of the money or of who pays: "no payment has come in", "the client hasn't paid yet"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_CLIENTS = phrases((*say.CLIENT, "he|she|they"))
_MONEY = {"payment", "money", "funds", "cash"}
_LED = {"the", "any", "his", "her", "their", "our", "full", "a", "its"}
_NONE = Turns(("no|without", "there 's|is|has|was [been] [still] no", "there isn't|wasn't|hasn't [been] [any|a]"))
_AUXILIARIES = {
    "is",
    "are",
    "was",
    "has",
    "have",
    "had",
    "did",
    "does",
    "do",
    "been",
    "be",
    "'s",
    "still",
    "yet",
    "now",
}
_NEGATED = {"hasn't", "haven't", "isn't", "wasn't", "didn't", "doesn't", "don't", "hadn't", "not", "never"}
_ARRIVED = Turns(
    (
        "received|arrived|arrives|arrive|there|settled|made|cleared|credited|in [yet|so|by] [far|then|now]",
        "come|comes|came [in|through] [yet|so|by] [far|then|now]",
        "[yet] arrived|in|there|received",
    )
)
_AWAITED = Turns(("missing|outstanding|pending|open|awaited|lacking",))
_PAID = Turns(
    ("paid|pay|pays|settled|settle|settles [it|up|anything|yet] [yet]", "paid|settled the|their bill|invoice")
)


@remembered
def payment(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Such a telling: `payment_status` is or is not "paid"."""
    none = _NONE.find(tokens, index)
    start = tokens.past(none.end if none else index, _LED)
    if tokens.word(start) in _MONEY:
        at, negated = _past_auxiliaries(tokens, start + 1)
        arrived, awaited = _ARRIVED.find(tokens, at), _AWAITED.find(tokens, at)
        if awaited and not none and not negated:
            return _told(paid=False, end=awaited.end)
        if arrived or none:
            return _told(paid=not (none or negated), end=arrived.end if arrived else at)
        return None
    client = _CLIENTS.find(tokens, tokens.past(index, {"the", "our"})) if not none else None
    at, negated = _past_auxiliaries(tokens, client.end) if client else (index, False)
    pays = _PAID.find(tokens, at) if client else None
    return _told(paid=not negated, end=pays.end) if pays and (negated or at > (client.end if client else at)) else None


def _past_auxiliaries(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Past "has still not been", and whether it denies."""
    negated = False
    while (word := tokens.word(at)) in _AUXILIARIES | _NEGATED:
        negated = negated or word in _NEGATED
        at += 1
    return at, negated


def _told(*, paid: bool, end: int) -> Found[Comparison]:
    return Found(Comparison(field="payment_status", op="eq" if paid else "ne", value="paid"), end)
