"""What is declined by a noun: "customer email: none", "leave tasks out of it", "minus the invoice", "zero emails"."""

from __future__ import annotations

from b24app.english.grammar.heads.banning import BANNED
from b24app.english.grammar.heads.forbidden import MESSAGES, TOLD, Never, forbids
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.vocabulary import ActionName

_ENDS = {",", ".", ";", "!", "?", "(", ")", "-", ":", "=>", "and", "but", "please", "pls", "then", "+", "/", "&"}
_SETS = Turns((":|=|-|( [is]",))
_NONE = Turns(
    (
        "none|no|nope|never|nobody|noone|nil|zero|0|nothing|n/a|na|off|false|disabled|skip|forbidden",
        "no one|way|thanks|need",
        "none|no [please|thanks|needed|required|wanted]",
        "not needed|wanted|required|necessary|desired|allowed|applicable|sent|at [all]",
        "not to be sent|made|created|added",
        "don't|dont [send|create|make|want|need] [it|one|any|them]",
        "do not [send|create|make|want|need] [it|one|any|them]",
        "must|should not be sent|made|created|added",
        "leave [it] out",
    )
)
_LEAVES = Turns(("[and|but] [please] leave|leaves|leaving|keep|keeps|keeping|cut|cutting|drop",))
_OUT = Turns(("out", "out of it|this|that|there|here", "out altogether|completely|entirely|please"))
_WITHOUT = Turns(
    (
        "[and|but] minus|sans|zero|0",
        "[and|but] w/o",
        "[and|but] not a single",
        "[and|but] [there] is|are [to] [be] zero|nil",
        "[and|but] [there] is|are neither",
        "[and|but] exclude|excluding|excludes",
    )
)
_DETERMINERS = {"the", "a", "an", "any", "all", "our", "such", "every"}
_NOUN_TAIL = {"message", "messages", "creation", "reminder", "reminders", "notification", "notifications", "whatsoever"}
_NONE_OF = Turns(
    (
        "[and|but] none of",
        "[and|but] nobody|noone has|have|needs|need to",
        "[and|but] no one|body|soul|manager|colleague|client|customer has|have|needs|need to",
    )
)
_LONGEST = 8
_FARTHEST = 3


def declined(tokens: Tokens, index: int) -> Found[Never] | None:
    """A kind of step that is not wanted, said of its noun, or of those whom it would reach."""
    return (
        _set_to_none(tokens, index)
        or _left_out(tokens, index)
        or _lacking(tokens, index)
        or _by_none(tokens, index)
        or _several_banned(tokens, index)
    )


def _several_banned(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "emails and tasks are not needed", "neither an email nor a call is wanted"."""
    start = index + (tokens.word(index) in {"and", "but"})
    thing = _thing(tokens, start)
    told = BANNED.find(tokens, thing.end) if thing and thing.end > start + 1 else None
    end = told.end if told else index
    ends = told is not None and (_ends(tokens, end) or tokens.word(end) in {"here", "in", "for", "at"})
    return Found(Never(tuple(dict.fromkeys(thing.value)), index, end), end) if thing and ends else None


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in _ENDS


def _thing(tokens: Tokens, at: int) -> Found[tuple[ActionName, ...]] | None:
    """Reads "tasks", "the email", "any sms message", "emails and tasks": what is not wanted."""
    start = tokens.past(at, _DETERMINERS)
    actions = forbids(tokens, start)
    if not actions:
        return None
    end = start + 1
    while tokens.word(end) in _NOUN_TAIL:
        actions, end = (*actions, *(forbids(tokens, end) or ())), end + 1
    joint = tokens.word(end) in {"and", "or", "nor", "&", ",", "/"}
    more = _thing(tokens, end + 1) if joint else None
    return Found((*actions, *more.value), more.end) if more else Found(actions, end)


def _whom(tokens: Tokens, at: int) -> Found[bool] | None:
    """Past "customer", "the client's" in front of the noun; whether clients are meant."""
    who = people(tokens, at)
    if not who or who.end == at:
        return None
    return Found(CLIENT in who.value, who.end + (tokens.word(who.end) == "'s"))


def _set_to_none(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "email: none", "customer sms - not needed", "invoice = no", "notifications off"."""
    start = index + (tokens.word(index) in {"and", "but"})
    whom = None if forbids(tokens, start) else _whom(tokens, start)
    thing = _thing(tokens, whom.end if whom else start)
    if not thing:
        return None
    behind = people(tokens, thing.end + 1) if tokens.word(thing.end) in {"to", "for"} else None
    at = behind.end if behind else thing.end
    sets = _SETS.find(tokens, at)
    off = tokens.word(at) == "off"
    none = _NONE.find(tokens, sets.end if sets else at) if sets or off else None
    end = none.end + (tokens.row(at, 1) == ("(",)) if none else at
    answered = sets is not None and tokens.word(sets.end - 1) == "-" and tokens.kind(end) == "ARROW"
    if not none or answered or not (_ends(tokens, end) or tokens.word(end - 1) == ")"):
        return None
    clients = bool(whom and whom.value) or bool(behind and CLIENT in behind.value)
    return Found(Never(tuple(dict.fromkeys(thing.value)), index, end, clients=clients), end)


def _left_out(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "leave tasks out of it", "keep the email out", "leave out the invoice"."""
    led = _LEAVES.find(tokens, index)
    out = led is not None and tokens.word(led.end) == "out" and tokens.word(led.end + 1) != "of"
    thing = _thing(tokens, led.end + out) if led else None
    left = _OUT.find(tokens, thing.end) if thing and not out else None
    end = left.end if left else thing.end if thing else index
    if not thing or not (out or left) or not _ends(tokens, end):
        return None
    return Found(Never(thing.value, index, end), end)


def _lacking(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "minus the email", "zero emails", "not a single task"."""
    led = _WITHOUT.find(tokens, index)
    thing = _thing(tokens, led.end) if led else None
    return Found(Never(thing.value, index, thing.end), thing.end) if thing and _ends(tokens, thing.end) else None


def _by_none(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "nobody has to be informed", "none of the managers needs an email": no such message to anybody."""
    led = _NONE_OF.find(tokens, index)
    if not led:
        return None
    group = tokens.word(led.end - 1) == "of"
    who = people(tokens, led.end) if group else None
    start = who.end if who else led.end + group
    for end in range(start, start + _LONGEST):
        actions = forbids(tokens, end)
        after = tokens.past(end + 1, {"about", "of", "it", "this", "that"})
        if actions and _ends(tokens, after):
            clients = (who is not None and CLIENT in who.value) or tokens.word(index + 1) in {"client", "customer"}
            whom = who.value if who and not clients else ()
            told = (*TOLD, *MESSAGES) if set(actions) & set(TOLD) else actions
            return Found(Never(told, index, after, clients=clients, whom=whom), after)
        if tokens.kind(end) != "WORD" or tokens.word(end) in _ENDS | {"if", "when", "until", "unless"}:
            return None
    return None
