"""A trigger told as what is to be written down or known: "log every stage move …", "ops has to learn about …: …"."""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.background import likened, policy
from b24app.english.grammar.flow.opening import take_trigger
from b24app.english.grammar.flow.supposing import supposed
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.heads.noting import TIMELINE
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.heads.passives import given
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.trigger.triggers import clipped, marked
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import RECEIVES

_LOGGING = {"log", "record", "note", "document", "track", "register", "protocol", "minute", "write"}
_AS_COMMENT = Turns(
    (
        "[there] with|as|by|in|through a|an [short|timeline] comment|note|entry",
        "in the comments|timeline|history",
    )
)
_REPORTING = {"report", "announce", "mention", "flag", "communicate", "signal", "broadcast"}
_TO_KNOW = Turns(
    (
        "wants|want|needs|need|wishes|wish|likes|like to know|hear|learn|react|respond [about|of|to]",
        "has|have|is|are|ought to know|hear|learn|react|respond [about|of|to]",
        "must|should|shall|will|would|can know|hear|learn|react [about|of|to]",
        "has|have|needs|need|is|are to find out about",
        "has|have|needs|need|is|are|must|should|wants [to] be told|informed|alerted|aware about|of",
    )
)
_LONGEST = 6


def foreword(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past what is told around the trigger and asks for nothing by itself."""
    return (
        supposed(tokens, at, draft)
        or policy(tokens, at, draft)
        or likened(tokens, at, draft)
        or concerned(tokens, at, draft)
    )


def recorded(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "log every stage move of a deal in its timeline (as "…")", "report each lost deal to Ben"."""
    parted = _parted(tokens, at, draft)
    if parted:
        return parted
    told = tokens.word(at) in _LOGGING | _REPORTING and (draft.clause is None or not draft.clause.name)
    found = marked(tokens, at + 1, starts_step) if told and announces(tokens, at + 1) else None
    if not found or found.value.unread:
        return None
    frame = _comment(tokens, at, found.end) if tokens.word(at) in _LOGGING else _report(tokens, at, found.end)
    if frame:
        take_trigger(tokens, draft, found, at + 1)
    return frame


def _parted(tokens: Tokens, at: int, draft: Draft) -> Frame | None:
    """Reads "Ben gets, for every lost deal, a task …": the trigger in the middle of the step."""
    whom = people(tokens, at) if draft.clause is None and not draft.frames else None
    gets = RECEIVES.find(tokens, whom.end) if whom and whom.value else None
    if not whom or not gets or tokens.word(gets.end) != "," or not announces(tokens, gets.end + 1):
        return None
    found = marked(tokens, gets.end + 1, starts_step)
    made = thing(tokens, found.end + 1) if found and tokens.word(found.end) == "," else None
    if not found or not made or found.value.unread:
        return None
    take_trigger(tokens, draft, found, gets.end + 1)
    return given(Frame(made[0], at, made[2], modifiers=made[1]), whom.value)


def _comment(tokens: Tokens, at: int, behind: int) -> Frame | None:
    place = TIMELINE.find(tokens, behind) or _AS_COMMENT.find(tokens, behind)
    end = place.end if place else behind
    end += tokens.word(end) == "as" and tokens.kind(end + 1) == "QUOTED"
    return Frame("add_comment", at, end) if place else None


def _report(tokens: Tokens, at: int, behind: int) -> Frame | None:
    whom = people(tokens, behind + 1) if tokens.word(behind) == "to" else None
    return Frame("send_notification", at, whom.end, verb="notify", to=whom.value) if whom and whom.value else None


def concerned(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "our ops alerting has to learn about late tasks:", where the steps follow: who wishes it changes nothing."""
    if draft.clause is not None or draft.frames or (at and tokens.word(at - 1) not in {".", "!"}):
        return None
    for place in range(at + 1, at + _LONGEST):
        know = _TO_KNOW.find(tokens, place)
        found = _subject(tokens, know.end) if know else None
        if found and tokens.word(found.end) == ":" and head(tokens, found.end + 1, bare=True):
            return take_trigger(tokens, draft, found, place)
        if tokens.kind(place) != "WORD":
            return None
    return None


def _subject(tokens: Tokens, at: int) -> Found[Clause] | None:
    found = marked(tokens, at, starts_step) if announces(tokens, at) else clipped(tokens, at, starts_step)
    return found if found and found.value.name and not found.value.unread else None
