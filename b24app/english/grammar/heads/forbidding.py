"""What must not be done: "do not e-mail them", "no invoice", "nobody calls the client", "never SMS them".

Such words never become a step. What they forbid is kept, and a plan that does it nevertheless becomes a question.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.heads.banning import BANNED
from b24app.english.grammar.heads.declining import declined
from b24app.english.grammar.heads.forbidden import FORBIDS, MESSAGES, TOLD, Never, forbids
from b24app.english.grammar.heads.nobody import to_nobody
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan.vocabulary import ActionName

PROHIBITS = Turns(
    (
        "[and|but] do|does|should|must|shall|may|can not [to]",
        "[and|but] don't|never|not|no|nobody|shouldn't|mustn't|cannot|can't|without|doesn't|noone|neither",
        "[and|but] send|create|make|do|use neither|no",
        "[and|but] no one",
        "nobody|noone should|must|may|shall",
        "no one should|must|may|shall",
        "[and|but] [with] no need to|for",
        "[there] [is|'s] no need to|for",
        "[you|we|it|they] don't|doesn't need|have|want|wants [to] [for]",
        "[you|we|it|they] do|does not need|have|want|wants [to] [for]",
        "are|is not to",
        "instead of",
        "rather than",
        "[please] avoid",
        "[please] refrain from",
        "[but] under|in no circumstances|circumstance|case|way",
        "by no means",
        "[please] abstain|desist from",
        "on no account",
        "[it] is|'s [strictly|absolutely] forbidden|prohibited|unacceptable to",
        "[it] is|'s not allowed|permitted to",
        "[please] forget [about]",
        "[please] skip|omit",
        "[please] spare the client|customer|lead|patient",
        "[please] spare him|her|them|us",
    )
)
_IN_PEACE = Turns(
    (
        "must|should|has|have|is|are|needs [to] [be] left alone",
        "must|should|has|have|is|are|needs [to] [be] left in peace",
    )
)
_UNTOLD = Turns(
    (
        "learns|hears|gets|knows|is|receives [told|sent] nothing [about|of] [it|this|that]",
        "is|are not to|supposed [to] hear|know|learn|notice [of|about|from] [it|this|that|us|anything]",
        "isn't|aren't to|supposed [to] hear|know|learn|notice [of|about|from] [it|this|that|us|anything]",
    )
)
_NO_WORD = Turns(
    (
        "[and|but] not|without a [single] word|peep|sound|syllable|line to",
        "[and|but] no|nothing [word|words|line|sound] to",
        "[and|but] without",
        "[and|but] keep",
    )
)
_KEPT = Turns(
    ("knowing|noticing|hearing [of|about] [it|this|that]", "out of it|this|that", "in the dark", "uninformed")
)
_SILENT = {"not", "without", "no", "nothing", "keep", "and", "but"}
_LEAVE = Turns(("leave|let", "hands off", "stay away from", "keep away from"))
_FARTHEST = 5
_MUST_NOT = Turns(
    (
        "must|should|shall|may|can|will|is|are|does|do|has|need|needs not [to] [be|get|receive|see|hear|have] [any]",
        "mustn't|shouldn't|can't|won't|isn't|aren't|doesn't|don't|needn't|cannot [to] [be|get|receive|see|have] [any]",
        "must|should|shall|will never [be|get|receive|see|hear] [any]",
        "must|should|shall|may|can under|in no circumstances|circumstance|case|way [be|get|receive] [any]",
        "must|should|shall|may|can by no means [be|get|receive] [any]",
        "gets|get|receives|receive no",
        "gets|get|receives|receive|hears|hear nothing [from us|me]",
        "must|should|shall|may|will|is|are [to] get|receive|hear|see|be nothing [of] [it|this] [from us|me]",
        "is|are|gets|get never [be]",
    )
)
_NOTHING = Turns(
    (
        "[and|but] nothing is|are|goes|go|gets|leaves|may|must|should|shall|will [to] [be|go|get] [sent|said]",
        "[and|but] nothing for|to",
        "[and|but] not a [single] word|message|line [of] [it|this] to|for",
        "[and|but] no word|message [of] [it|this] to|for",
    )
)
# A prohibition for a while only: the step comes later.
_NOT_YET = Turns(("immediately|yet|instantly|directly", "right|straight away", "at once", "too early|soon"))
_AT_TIMES = Turns(
    (
        "at night|weekends",
        "on weekends|weekend|sundays|sunday|holidays",
        "too late|early",
        "outside [of] [business|working|office] hours",
        "in the night|evening",
    )
)
_SOMETIMES = Turns(("too often", "before|until|till", "more|earlier|later|sooner than", "every|each"))
_ENDS = {",", ".", ";", "!", "?", "(", ")", "-", ":", "=>", "just", "only", "simply", "but", "instead", "+",
    "please", "pls",
}  # fmt: skip
_ANNOUNCES = {"when", "whenever", "once", "because", "since"}
_WEB = {
    "post", "call", "send", "hit", "ping", "notify", "push", "forward", "trigger", "invoke", "request", "webhook",
    "calling", "posting", "sending", "hitting", "pinging", "forwarding", "pushing", "tell", "inform", "put", "get",
    "posts", "calls", "posted", "sent", "called", "hook", "contact", "use", "data", "anything",
}  # fmt: skip
_OWNER = "[the|its|their] [current|present|old] owner|responsible|assignee|rep [person]"
_OWNER_KEPT = Turns(
    (
        "[but|and] no new|other|different owner|responsible|assignee",
        "[but|and] no change of owner|responsible|assignee",
        "[but|and] without a|any new|other|different owner|responsible|assignee",
        f"[but|and] {_OWNER} [should|must|shall|will] stay|stays|remain|remains [the|as] [same|is|unchanged|put]",
        f"[but|and] {_OWNER} [should|must|shall|will] stay|stays|remain|remains responsible|untouched|in [place]",
        f"[but|and] {_OWNER} [should|must|shall|will] stay|stays|remain|remains as it is",
        f"[but|and] {_OWNER} does|should|must|shall|will not change",
        f"[but|and] {_OWNER} doesn't|shouldn't|mustn't|won't change",
        f"[but|and] keep|keeps|leave|leaves {_OWNER} [as] [is|unchanged|untouched|alone]",
        f"[but|and] [it|they] stays|stay|remains|remain with {_OWNER}",
    )
)
_ANEW = {
    "send",
    "create",
    "make",
    "add",
    "write",
    "notify",
    "text",
    "sms",
    "whatsapp",
    "call",
    "email",
    "message",
    "tag",
}
_CEASES = {"stop", "stops", "cease", "quit"}
_NONE = {"nobody", "noone", "no"}
_WAS = {"was", "were", "been", "exists", "exist", "existed"}
_DONE = {"has", "have", "had", "hasn't", "haven't", "did", "was", "were"}
_CLIENTS = {"client", "clients", "customer", "customers", "them", "him", "her", "patient", "guest", "debtor", "debtors"}
_LONGEST = 14


def never(tokens: Tokens, index: int) -> Found[Never] | None:
    """A prohibition that starts there."""
    nothing = _NOTHING.find(tokens, index)
    if nothing:
        return _forbidden(tokens, index, nothing.end) or _no_message(tokens, index, nothing.end)
    spared = declined(tokens, index) or _owner_kept(tokens, index)
    spared = spared or (_no_word(tokens, index) if tokens.word(index) in _SILENT else None)
    if spared:
        return spared
    lead = PROHIBITS.find(tokens, index)
    if lead and (tokens.word(lead.end) in _DONE | _NO_LATER or _nobody_did(tokens, lead.end)):
        return None  # "nobody has called them" tells a case, "no sooner done than …" when
    if lead:
        found = _forbidden(tokens, index, lead.end)
        return None if found and _is_missing(tokens, index, found.end) else found or _not_them(tokens, index)
    who = people(tokens, index)
    must = _MUST_NOT.find(tokens, who.end) if who else None
    if who and must:
        none = "nothing" in {tokens.word(at) for at in range(who.end, must.end)}
        found = _forbidden(tokens, index, must.end) or (_no_message(tokens, index, who.end) if none else None)
        clients = CLIENT in who.value
        whom = () if clients else who.value  # "the owner must not be told"
        return Found(replace(found.value, clients=clients, whom=whom), found.end) if found else None
    return (
        _out_of_it(tokens, index)
        or _ceased(tokens, index)
        or to_nobody(tokens, index)
        or banned(tokens, index)
        or _in_peace(tokens, index)
    )


_NO_LATER = {"sooner", "later", "earlier", "faster", "quicker"}


def _is_missing(tokens: Tokens, index: int, end: int) -> bool:
    """Whether "(if a deal is won and) no task was created", "(and) there is no open task" tells what is not there."""
    there = tokens.word(index - 2) == "there" and tokens.word(index - 3) in {"and", "but", "if", "when"}
    return there or any(tokens.word(at) in _WAS for at in range(index, end))


def _no_word(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "not a word to the client", "without the client knowing", "keep the client out of it"."""
    led = _NO_WORD.find(tokens, index)
    who = people(tokens, led.end) if led else None
    everyone = led is not None and tokens.word(led.end) in {"anybody", "anyone", "nobody"}
    if not led or not ((who and CLIENT in who.value) or everyone):
        return None
    end = who.end if who and not everyone else led.end + 1
    kept = _KEPT.find(tokens, end)
    if bool(kept) != (tokens.word(led.end - 1) in {"without", "keep"}):
        return None
    end = kept.end if kept else end
    ends = tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in _ENDS
    return Found(Never(MESSAGES, index, end, clients=True), end) if ends else None


def banned(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "sms is forbidden", "calling the client is out of the question", "an e-mail is not needed"."""
    start = index + (tokens.word(index) in {"a", "an", "any"})
    actions = FORBIDS.get(tokens.word(start))
    if actions is None:
        return None
    for at in range(start + 1, start + 1 + _FARTHEST):
        told = BANNED.find(tokens, at)
        if told:
            ends = tokens.kind(told.end) in {"END", "NEWLINE", "ARROW"} or tokens.word(told.end) in _ENDS | {"and"}
            return Found(Never(actions, index, told.end), told.end) if ends else None
        if tokens.kind(at) != "WORD" or tokens.word(at) in {"and", "or", "is", "are", "if", "when"}:
            return None
    return None


def _in_peace(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "hands off the client", "leave the client alone", "the client must be left in peace": no messages."""
    led = _LEAVE.find(tokens, index)
    who = people(tokens, led.end if led else index)
    if not who or CLIENT not in who.value:
        return None
    left = (_IN_PEACE.find(tokens, who.end) or _UNTOLD.find(tokens, who.end)) if not led else None
    alone = 1 if tokens.word(who.end) == "alone" else 2 if tokens.row(who.end, 2) == ("in", "peace") else 0
    if led and not alone and tokens.word(index) in {"leave", "let"}:
        return None
    end = left.end if left else who.end + alone
    ends = tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in _ENDS
    return Found(Never(MESSAGES, index, end, clients=True), end) if (led or left) and ends else None


def _out_of_it(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "leave the boss out of it", "keep the client out": no message to them."""
    start = index + (tokens.word(index) in {"and", "but"})
    who = people(tokens, start + 1) if tokens.word(start) in {"leave", "keep", "leaving", "keeping"} else None
    if not who or tokens.word(who.end) != "out":
        return None
    kept = _KEPT.find(tokens, who.end)
    end = kept.end if kept else who.end + 1
    clients = CLIENT in who.value
    return Found(Never((*TOLD, *MESSAGES), index, end, clients=clients, whom=() if clients else who.value), end)


def _owner_kept(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "its owner stays", "the responsible remains the same", "keep the owner", "it stays with its owner"."""
    found = _OWNER_KEPT.find(tokens, index)
    ends = found and (tokens.kind(found.end) in {"END", "NEWLINE"} or tokens.word(found.end) in _ENDS | {"and"})
    more = found is not None and tokens.word(found.end) == "and" and people(tokens, found.end + 1) is not None
    return Found(Never(("assign_responsible",), index, found.end), found.end) if found and ends and not more else None


def _no_message(tokens: Tokens, start: int, at: int) -> Found[Never] | None:
    """Reads "nothing goes to the client", "the client gets nothing": no message at all."""
    end = at
    while end - at < _LONGEST and tokens.kind(end) == "WORD" and tokens.word(end) not in _ENDS | _ANNOUNCES:
        end += 1
    clients = bool({tokens.word(place) for place in range(start, end)} & _CLIENTS)
    return Found(Never(MESSAGES, start, end, clients=True), end) if clients else None


def _nobody_did(tokens: Tokens, at: int) -> bool:
    """Whether "nobody" did something: "nobody called them", but "nobody is called"."""
    nobody = tokens.word(at - 1) in {"nobody", "noone", "one"}
    return nobody and tokens.word(at) in FORBIDS and tokens.word(at).endswith(("ed", "told"))


def sometimes(tokens: Tokens, index: int) -> int | None:
    """Past "don't disturb people at night": what a wait in the same description takes care of."""
    lead = PROHIBITS.find(tokens, index)
    for at in range(lead.end, lead.end + _LONGEST) if lead else ():
        found = _AT_TIMES.find(tokens, at)
        if found or tokens.word(at) in _ENDS or tokens.kind(at) in {"END", "NEWLINE"}:
            return found.end if found else None
    return None


def not_yet(tokens: Tokens, index: int) -> int | None:
    """Past "don't" in "don't email them right away": the step is meant, only later."""
    lead = PROHIBITS.find(tokens, index)
    return lead.end if lead and at_once(tokens, index) else None


def at_once(tokens: Tokens, index: int) -> int | None:
    """Past "don't email them right away": what must not be done yet."""
    lead = PROHIBITS.find(tokens, index)
    for at in range(lead.end, lead.end + _LONGEST) if lead else ():
        if tokens.word(at) in _ENDS or tokens.kind(at) in {"END", "NEWLINE"}:
            return None
        if found := _NOT_YET.find(tokens, at):
            return found.end
    return None


def _not_them(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "(notify the owner,) not the client", "(they go to Olaf,) but not to Berta": who is no party to it."""
    at = index + (tokens.word(index) in {"and", "but"})
    start = at + 1 + (tokens.word(at + 1) in {"to", "for", "by"})
    who = people(tokens, start) if tokens.word(at) in {"not", "never"} else None
    ends = who and (tokens.kind(who.end) in {"END", "NEWLINE", "ARROW"} or tokens.word(who.end) in _ENDS)
    if not who or not ends or not who.value:
        return None
    if who.value == (CLIENT,):
        return Found(Never(MESSAGES, index, who.end, clients=True), who.end)
    works: tuple[ActionName, ...] = (*TOLD, *MESSAGES, "assign_responsible", "create_task", "set_reminder")
    return Found(Never(works, index, who.end, whom=who.value), who.end) if CLIENT not in who.value else None


def _not_for_now(tokens: Tokens, start: int, at: int) -> bool:
    """Whether "yet" closes "nobody phones the client yet", "no invoice yet": no later step is meant."""
    ends = tokens.kind(at + 1) in {"END", "NEWLINE"} or tokens.word(at + 1) in _ENDS
    return tokens.word(at) == "yet" and ends and bool({tokens.word(start), tokens.word(start + 1)} & _NONE)


def _ceased(tokens: Tokens, index: int) -> Found[Never] | None:
    """Reads "stop bothering the debtor", where nothing is repeated until something happens."""
    gerund = tokens.word(index + 1)
    ceases = tokens.word(index) in _CEASES and gerund.endswith("ing") and gerund in FORBIDS
    found = _forbidden(tokens, index, index + 1) if ceases else None
    return found if found and tokens.word(found.end) not in _ANNOUNCES | {"after", "until", "as"} else None


_ORDERS = {*FORBIDS, "move", "tag", "create", "assign", "add", "set", "give", "start", "open"}


def _orders(tokens: Tokens, at: int, end: int) -> bool:
    """Whether an order stands behind the person in "without asking Ana email Ben"."""
    word = tokens.word(end)
    if tokens.word(at - 1) != "without" or word not in _ORDERS or word.endswith(("ing", "s")) or end < at + 2:
        return False
    object_ = tokens.word(end + 1) in {"the", "a", "an", "it", "them", "our"} or people(tokens, end + 1) is not None
    return object_ and any((who := people(tokens, start)) and who.end == end for start in range(at + 1, end))


def _forbidden(tokens: Tokens, start: int, at: int) -> Found[Never] | None:
    found: list[ActionName] = []
    known = False
    whom: People = ()
    instead = tokens.word(start) in {"instead", "rather"}
    end = at
    while end - at < _LONGEST and tokens.kind(end) not in {"END", "NEWLINE", "ARROW", "QUOTED", "URL"}:
        word = tokens.word(end)
        if tokens.kind(end) == "SPAN" or (tokens.kind(end) == "NUMBER" and duration(tokens, end)):
            return None  # a prohibition for a while only
        later = _NOT_YET.find(tokens, end) and not _not_for_now(tokens, start, end)
        if later or _SOMETIMES.find(tokens, end) or _AT_TIMES.find(tokens, end):
            return None
        if word in {"if", "unless"} and end > at:
            return None  # a prohibition for some cases only
        if word in _ENDS | _ANNOUNCES or (word == "and" and tokens.word(end + 1) not in FORBIDS):
            break
        if (known and instead and word in _ANEW) or _orders(tokens, at, end):
            break
        actions = forbids(tokens, end)
        if actions is not None:
            found.extend(actions)
            known = True
        who = people(tokens, end) if known and not whom else None
        whom = tuple(one for one in who.value if one != CLIENT) if who else whom
        end += 1
    if tokens.kind(end) == "URL":  # "never POST it to https://…"
        web = any(tokens.word(place) in _WEB for place in range(at, end))
        return Found(Never(("webhook",), start, end + 1), end + 1) if web else None
    if not known or tokens.kind(end) == "QUOTED":
        return None
    words = {tokens.word(place) for place in range(at, end)}
    clients, others = bool(words & _CLIENTS), bool(words & {"else", "others", "other"})
    actions = () if others else tuple(dict.fromkeys(found))
    return Found(Never(actions, start, end, clients=clients, whom=() if clients else whom), end)
