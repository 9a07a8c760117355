"""What people put into a field: "somebody has entered an amount", "nobody knows the source", "they left a phone"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fieldlist import field_at
from b24app.english.grammar.conditions.fields import breaks
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_CLIENTS = phrases(say.CLIENT)
_WHO = Turns(
    (
        "somebody|someone|anybody|anyone|we|they|he|she|you|we've|they've",
        "the|our rep|manager|agent|owner|salesperson|team|user|colleague|person|buyer|seller|consultant|advisor",
        "the sales|account rep|manager|person|team",
    )
)
_NOBODY = Turns(("nobody|noone", "no one"))
# The value: whether it is denied.
_AUXILIARY: Lexicon[bool] = Lexicon(
    {
        "has|have|had|did [already|now|just|actually]": False,
        "has|have|had|did not [yet|ever|even]": True,
        "hasn't|haven't|hadn't|didn't|doesn't|don't|never [yet|ever|even]": True,
        "has|have never": True,
        "already|now|ever|also": False,
    }
)
# Verbs of filling in: any thing behind them is a field.
_ENTERS = Turns(
    (
        "entered|enter|enters|filled|fill|typed|type|keyed|key|put [in|out|down]",
        "specified|specify|recorded|record|selected|select|chose|chosen|choose|picked|pick|noted|note [down]",
    )
)
# Verbs that mean much else: behind them a field has to be one.
_GIVES = Turns(
    (
        "left|leave|leaves|gave|given|give|gives|told|tell|shared|share|sent|provided|provide|supplied|supply [us|me]",
        "added|add|set|wrote|written|write|named|name|mentioned|mention|stated|state|indicated|indicate [down|us]",
        "attached|attach|linked|link|estimated|estimate|submitted|submit|confirmed|confirm|captured|saved|stored",
        "agreed|agree|settled|settle|decided|decide on|upon",
        "knows|know|knew|got|get|has|have|had",
        "has|have any|some idea of|about",
    )
)
_COMMENTED = phrases(("commented [on it|this]", "left|written|wrote|made|added comments", "left|wrote|made a comment"))
_OWN = {"a", "an", "the", "any", "some", "their", "his", "her", "its", "our", "no"}
_BEHIND = phrases(("in|down", "[in] for|with|to|on us|it|file|them", "yet"))
_CLOSES = {",", ".", ";", ":", ")", "and", "or", "but", "when", "whenever", "once", "then", "yet", "in", "?"}
_CLOSING_KINDS = {"END", "NEWLINE", "ARROW"}
_LONGEST = 4


@remembered
def entered(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Such a telling: the field is filled, or it is empty."""
    who = _subject(tokens, index)
    if not who:
        return None
    auxiliary = _AUXILIARY.find(tokens, who.end)
    at = auxiliary.end if auxiliary else who.end
    denied = who.value != bool(auxiliary and auxiliary.value)
    commented = _COMMENTED.find(tokens, at)
    if commented:
        return _told("comments", commented.end, empty=denied)
    enters, gives = _ENTERS.find(tokens, at), _GIVES.find(tokens, at)
    verb = enters or gives
    if not verb:
        return None
    none = tokens.word(verb.end) == "no"
    field = field_at(tokens, verb.end + none) or (_any_field(tokens, verb.end + none) if enters else None)
    if not field or (none and denied) or _makes_record(tokens, at, verb.end + none):
        return None
    behind = _BEHIND.find(tokens, field.end)
    end = behind.end if behind else field.end
    mere = tokens.word(end) in _CLOSES or tokens.kind(end) in _CLOSING_KINDS
    return _told(field.value, end, empty=denied or none) if mere else None


def _subject(tokens: Tokens, index: int) -> Found[bool] | None:
    """Who fills in; the value: whether it is nobody."""
    nobody = _NOBODY.find(tokens, index)
    if nobody:
        return Found(True, nobody.end)
    who = _WHO.find(tokens, index) or _CLIENTS.find(tokens, tokens.past(index, {"the", "our"}))
    return Found(False, who.end) if who else None


def _makes_record(tokens: Tokens, verb: int, at: int) -> bool:
    """Whether "(we) add a company", "enter a new contact" makes a record, and fills in no field."""
    return (
        tokens.word(verb) in _MAKES and NOUNS.find(tokens, tokens.past(at, {"a", "an", "new", "another"})) is not None
    )


def _any_field(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "the gate code", "any vegetarian option": the thing that was filled in, up to where the clause ends."""
    start = tokens.past(at, _OWN)
    if (start == at and tokens.word(at - 1) != "no") or NOUNS.find(tokens, start):
        return None  # "(we) put a deal to bed"
    for end in range(start, start + _LONGEST + 1):
        if end > start and (tokens.word(end) in _CLOSES or tokens.kind(end) in _CLOSING_KINDS):
            return Found(tokens.text(start, end), end)
        if (
            tokens.kind(end) != "WORD"
            or (breaks(tokens, end) and tokens.word(end) not in _LINKS)
            or tokens.word(end) in _PLACING
        ):
            return None
    return None


_LINKS = {"of", "for"}
_MAKES = {"add", "added", "enter", "entered", "record", "recorded", "save", "saved", "submit", "submitted", "captured"}
_PLACING = {"under", "through", "between", "behind", "against", "across", "off", "away", "aside"}


def _told(field: str, end: int, *, empty: bool) -> Found[Comparison]:
    return Found(Comparison(field=field, op="empty" if empty else "not_empty"), end)
