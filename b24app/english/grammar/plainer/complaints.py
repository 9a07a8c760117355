"""What goes wrong today, told around the event: "we forget to bill people after …", "… and nobody notices".

Such words order nothing: the event they are told around starts the work, and the work is told behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_OFTEN = "[always|often|sometimes|usually|constantly|regularly|still|just|really|frequently|even] [ever]"
_IT = "[out] [about|of] [it|this|that|them|these] [at|in|on] [all|time] [anymore]"
_HEARS = (
    "hear|hears|find|finds|learn|learns|know|knows|notice|notices|see|sees|realise|realises|realize|realizes|remember|"
    "remembers"
)
_MISSES = Turns(
    (
        f"{_OFTEN} never|rarely|seldom|hardly [ever] {_HEARS} {_IT}",
        f"{_OFTEN} don't|doesn't|didn't [always|even|usually|often|really] {_HEARS} {_IT}",
        f"{_OFTEN} do|does|did not [always|even|usually|often|really] {_HEARS} {_IT}",
        f"{_OFTEN} know|knows|hear|hears nothing|little [about|of] [it|this|that|them]",
        f"is|are|am|get|gets never|not|rarely told|informed|notified|aware {_IT}",
        f"never|rarely get|gets told|informed|notified {_IT}",
        f"keep|keeps [on] missing|forgetting|overlooking {_IT}",
        f"{_OFTEN} [tend|tends] [to] miss|misses|overlook|overlooks|forget|forgets|forgot {_IT}",
    )
)
_NEEDS = Turns(
    (
        f"needs|need|has|wants|should|must [to] know|hear|learn|find {_IT}",
        f"needs|need|has|wants|should|must [to] be|get told|informed|notified {_IT}",
    )
)
_SYSTEMS = {
    "tool", "system", "software", "app", "erp", "website", "site", "server", "platform", "service", "database", "api",
    "dashboard", "integration", "backend", "sheet", "spreadsheet", "program", "shop", "store", "webshop", "portal",
}  # fmt: skip
_NOBODY = Turns(("[and|but] nobody|noone|none [of] [us|them]", "no one"))
_MINDS = Turns(
    (
        f"[here] [ever|even|really] notices|knows|remembers|sees|hears|realises|realizes|finds|learns {_IT}",
        "[here] [ever|even|really] cares|minds|bothers|wonders|thinks [about|of|why] [it|this|that|them]",
        "[here] [ever|even|really] chases|checks [it|this|that|them|up] [on] [it|this|that|them]",
        "[here] [ever|even|really] asks|wonders why",
        "[here] [ever|even|really] does anything [about] [it|this|that|them]",
        "[here] [ever|even|really] takes care [of] [it|this|that|them]",
        f"[here] [ever|even] is|gets told|informed|notified|aware {_IT}",
    )
)
_FORGETS_TO = Turns(
    (
        f"{_OFTEN} [tend|tends] [to] forget|forgets|forgot|neglect|neglects|fail|fails to",
        "keep|keeps [on] forgetting|neglecting to",
    )
)
_BUGS = "bugs|annoys|bothers|worries|irritates|frustrates|upsets|drives"
_FEELINGS = Turns(
    (
        f"it [really|always|often] {_BUGS} me|us [a] [lot|mad|crazy] that|when|how",
        "i|we [really] hate|dislike [it] that|when|how",
        "i|we am|are [so] tired|sick|fed [up] [of|with|that]",
        "i'm|we're [so] tired|sick|fed [up] [of|with|that]",
        "[the|our|my] [main|big|biggest|only] problem|issue|trouble is|: [that]",
        "it [often|sometimes] happens that",
        "sometimes|often|occasionally|unfortunately|sadly [,]",
        "[every] now and then|again [,]",
        "from time to time [,]",
        "once in a while [,]",
    )
)
_CARD = "in|on|from the|a|its timeline|card|history|comments"
_SEEING = Turns(
    (
        "i|we|i'd|we'd ['d|would] [really|also] want|like|love|need|wish to [be] [able] [to] see|know",
        f"i|we|i'd|we'd ['d|would] [really|also] want|like|love|need|wish to [be] [able] [to] see|know {_CARD}",
    )
)
_CARDS = Turns(("['s] timeline|card|history|comments",))
_BY_HAND = Turns(("by hand", "manually|ourselves|myself"))
_WRITERS = {"i", "we", "i'm", "we're", "my", "our"}
_CERTAIN = {"QUOTED", "NUMBER", "SPAN", "URL", "EMAIL", "PHONE", "VARIABLE", "COMPARE", "ARROW", "NEWLINE", "END"}
_SETTING = {"update_field", "update_deal", "update_task", "add_tag", "remove_tag", "move_stage"}
_WE = {"i", "we", "nobody", "noone"}
_LONGEST_WHO = 5
_LONGEST_NEWS = 4
_LONGEST = 14


@dataclass(frozen=True)
class Told:
    """Where the event begins, between which places stands whom its news does not reach, and which record it is of."""

    event: int
    missed_by: tuple[int, int] | None = None
    record: str = ""


def complaint_before(tokens: Tokens, start: int, end: int) -> Told:
    """Past such words in front of the event, up to a place: "the CFO never hears about it when …"."""
    at = start
    while felt := _FEELINGS.find(tokens, at):
        at = felt.end - (announces(tokens, felt.end - 1) or tokens.word(felt.end - 1) == "when")
    for place in range(at, min(end, at + _LONGEST)):
        if place > at and announces(tokens, place):
            if (seen := _seen(tokens, at, place, end)) is not None:
                return Told(place, record=seen)
            missed = _missed(tokens, at, place)
            return Told(place, (at, missed.end) if missed.value else None) if missed else Told(at)
        if tokens.kind(place) in _CERTAIN:
            break
    return Told(at)


def _seen(tokens: Tokens, start: int, place: int, end: int) -> str | None:
    """The record in "I want to see in the lead's timeline (when it happens, so …)"; empty where none is named."""
    aim = _SEEING.find(tokens, start)
    so = "so" in {tokens.word(end), tokens.word(end + 1)}
    if not aim or not so:
        return None
    led = tokens.word(aim.end) in {"in", "on", "from"}
    record = NOUNS.find(tokens, tokens.past(aim.end + 1, say.DETERMINERS)) if led else None
    card = _CARDS.find(tokens, record.end) if record else None
    reached = card.end if card else record.end if record else aim.end
    return None if reached != place else record.value if record else ""


def _missed(tokens: Tokens, start: int, end: int) -> Found[bool] | None:
    """Who fails what is told there; the value says whether it is news that does not reach them."""
    nobody = _NOBODY.find(tokens, start)
    minds = _MINDS.find(tokens, nobody.end) if nobody else None
    if nobody and ((minds and minds.end == end) or _is_asked_for(tokens, nobody.end, end)):
        return Found(False, start)
    for at in range(start + 1, min(end, start + 1 + _LONGEST_WHO)):
        system = tokens.word(at - 1) in _SYSTEMS
        news = _MISSES.find(tokens, at) or (_NEEDS.find(tokens, at) if system else None)
        if news and news.end == end:
            return Found(tokens.word(start) not in _WE, at)
        forgets = _FORGETS_TO.find(tokens, at)
        if forgets and _is_work(tokens, forgets.end) and not nobody:
            return Found(False, start)
    by_hand = any(_BY_HAND.find(tokens, at) for at in range(start + 1, end))
    return Found(False, start) if by_hand and tokens.word(start) in _WRITERS else None


def news_missed(tokens: Tokens, start: int, end: int) -> tuple[int, int] | None:
    """Who misses what a whole sentence tells of: "the marketing people never find out about our wins"."""
    if any(tokens.kind(at) in _CERTAIN for at in range(start, end)):
        return None
    for at in range(start + 1, min(end, start + 1 + _LONGEST_WHO)):
        news = _MISSES.find(tokens, at)
        if news and end - news.end <= _LONGEST_NEWS and not _NOBODY.find(tokens, start):
            return start, at
    return None


def _is_work(tokens: Tokens, at: int) -> bool:
    """Whether "(forget to) send …", "(forget to) bill …" is work, not a field left empty."""
    work = head(tokens, at)
    frame: Frame | None = work.value if work else None
    return frame is None or frame.action not in _SETTING


def _is_asked_for(tokens: Tokens, at: int, end: int) -> bool:
    """Whether what "(nobody) calls them" is the very work asked for behind it, and so no rule."""
    work = head(tokens, at)
    if not work or work.value.action in _SETTING or any(tokens.kind(place) in _CERTAIN for place in range(at, end)):
        return False
    asked = (head(tokens, place, bare=True) for place in range(end + 1, len(tokens)))
    return any(found and found.value.action == work.value.action for found in asked)


def complaint_behind(tokens: Tokens, start: int, end: int) -> int:
    """Where such words begin behind the event, or `end`: "(an invoice is overdue) and nobody chases it"."""
    for at in range(start + 2, end):
        if tokens.word(at) not in {"and", "but"}:
            continue
        nobody = _NOBODY.find(tokens, at + 1)
        minds = _MINDS.find(tokens, nobody.end) if nobody else None
        shirked = minds.end == end if minds else nobody is not None and _is_asked_for(tokens, nobody.end, end)
        if shirked or (not nobody and _misses_it(tokens, at + 1, end)):
            return at - (tokens.word(at - 1) == ",")
    return end


def _misses_it(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "(and) the ERP knows nothing about it", "(but) we forget to call them" stands there."""
    for at in range(start + 1, min(end, start + 1 + _LONGEST_WHO)):
        news = _MISSES.find(tokens, at)
        forgets = _FORGETS_TO.find(tokens, at)
        plain = all(tokens.kind(place) not in _CERTAIN for place in range(at, end))
        if (news and news.end == end) or (forgets and plain and _is_work(tokens, forgets.end)):
            return True
    return False
