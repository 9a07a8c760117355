"""Several who decide one after the other: "first the director, then finance", "Legal must clear it, next the CFO"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.approvals.answers import NOD, Answer, answer
from b24app.english.grammar.approvals.asking import Ask, ask
from b24app.english.grammar.approvals.terms import time_given
from b24app.english.grammar.approvals.verdicts import NO_VERBS
from b24app.english.grammar.draft import Draft, Item, Turn
from b24app.english.grammar.flow.order import sentence_end
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say

_SIGNS = "sign-offs|signoffs|approvals|signatures|confirmations|oks|okays|yeses|blessings|signers|approvers"
_NEEDED = f"two|three|2|3 {_SIGNS} [are|is] [needed|required|necessary] [,]"
_SEVERAL = Turns(
    (
        f"[it|this|that|we|they] [needs|need|requires|require|takes|take] {_NEEDED} one after the other|another [:|-]",
        f"[it|this|that|we|they|there] [needs|need|are|is] {_NEEDED} in a|this|that row|order|sequence [:|-]",
        f"[it|this|that|we|they|there] [needs|need|are|is] {_NEEDED} [in sequence] [:|-]",
    )
)
_THEN = Turns(
    (
        "[,|;] [and] then|next|second|secondly|afterwards|finally|lastly|third|thirdly [also] [by|from|of]",
        "[,|;] [and] after that|this|him|her|them|which [also] [by|from|of]",
    )
)
_AND = Turns(("[,] and [also] [by|from|of]",))
_LATER = Turns(("second|next|afterwards|then|last", "after that|him|her"))
_FIRST = {"first", "firstly"}
_TOO = Turns(("too|also|as well", "must|has|have|needs|need to [approve|clear|confirm|agree] [it] [too|also]"))
_ASSENT = Turns((f"'s {NOD}|signature [too|also]",))
_ENDS = {".", ",", ";", ":", "(", ")", "-", "!"}
_MOST = 4
_SEVERAL_ASKED = 2


def signed_off(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Those who decide after the one told last, or the whole row of them."""
    last = draft.items[-1] if draft.items else None
    if isinstance(last, Ask) and last.approvers and last.end <= at <= last.end + 1:
        following = _following(tokens, at, last.end)
        if following:
            draft.items[-1] = _behind(last, following.value, following.end)
            return following.end
    given = time_given(tokens, at) if isinstance(last, Ask) and last.deadline is None else None
    if given and isinstance(last, Ask):
        draft.items[-1] = replace(last, deadline=given.value)
        return given.end
    row = _in_a_row(tokens, at)
    if row:
        draft.items.append(row)
        return row.end
    told = _SEVERAL.find(tokens, at)
    return _listed(tokens, told.end, at, draft) if told else None


_AGREES_TACITLY = Turns(
    (
        "has|have|raises|raise no objection|objections [to|against] [it|this|that]",
        "doesn't|don't object|veto|refuse|disagree|protest [to] [it|this|that]",
        "does|do not object|veto|refuse|disagree|protest [to] [it|this|that]",
        "isn't|aren't against it|this|that",
    )
)
_FARTHEST = 60
_WITHIN = Turns(("within|in|for|inside", "by the end of"))


def unopposed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "unless the director says no within 2 days": he is asked, and silence is as good as a yes."""
    lead = tokens.word(at) if tokens.word(at) in {"unless", "if"} else ""
    who = people(tokens, at + 1) if lead and draft.clause else None
    if not who or not who.value or CLIENT in who.value or any(isinstance(item, Ask) for item in draft.items):
        return None
    told = (NO_VERBS if lead == "unless" else _AGREES_TACITLY).find(tokens, who.end)
    if not told:
        return None
    led = _WITHIN.find(tokens, told.end)
    limit = duration(tokens, led.end) if led else None
    end = limit.end if limit else told.end
    then = tokens.word(tokens.past(end, {",", ";"})) == "then"
    # What the other answer means is told: "if Legal doesn't object …; if they do, …".
    if not _ends(tokens, end) or then or any(answer(tokens, place) for place in range(end, end + _FARTHEST)):
        return None
    start = len(draft.items)
    while start and isinstance(draft.items[start - 1], Frame):
        start -= 1
    asked = Ask(who.value, limit.value if limit else None, at, end)
    draft.items[start:start] = [asked, Answer("yes", end, end, late_too=limit is not None)]
    draft.answered = True
    return end + (tokens.word(end) == ",")


def joined(earlier: Ask, later: Ask) -> Ask:
    """Both as one: the later one is asked when the earlier one has agreed; of one told twice the second counts."""
    if not earlier.approvers or not later.approvers or earlier.approvers == later.approvers:
        return later
    return replace(earlier, then=(*earlier.then, later), end=later.end)


def _in_a_row(tokens: Tokens, at: int) -> Ask | None:
    """Reads "first the director, then finance must approve", "the director and after him finance has to agree"."""
    opens = at == 0 or tokens.word(at - 1) in _ENDS or tokens.kind(at - 1) in {"ARROW", "NEWLINE"}
    who = people(tokens, tokens.past(at, _FIRST)) if opens else None
    joint = _THEN.find(tokens, who.end) if who and who.value and CLIENT not in who.value else None
    later = (ask(tokens, joint.end, None) or _signing(tokens, joint.end)) if joint else None
    if not who or not later or later.value.conditional or not later.value.approvers:
        return None
    return Ask(who.value, later.value.deadline, at, later.end, then=(later.value,))


def _signing(tokens: Tokens, at: int) -> Found[Ask] | None:
    """Reads "Ben sign off", "the CEO approve" behind "first Anna, then"."""
    who = people(tokens, at)
    signs = _SIGN.find(tokens, who.end) if who and who.value and CLIENT not in who.value else None
    return Found(Ask(who.value, None, at, signs.end), signs.end) if who and signs else None


_SIGN = Turns(("approve|decide|agree|confirm|okay|consent [it|this|to] [it]", "sign [it|this] off", "sign it|this"))


def _behind(first: Ask, who: People, end: int) -> Ask:
    return replace(first, then=(*first.then, Ask(who, None, first.end, end)), end=end)


def _following(tokens: Tokens, at: int, told: int) -> Found[People] | None:
    """Reads ", next the medical director", "and after that of the CFO", "and from the CFO second"."""
    start = at if tokens.word(at) in {",", ";"} or at == told else at - 1
    joint = _THEN.find(tokens, start) or _THEN.find(tokens, at)
    who = people(tokens, joint.end) if joint else None
    if not who:
        also = _AND.find(tokens, at)
        who = people(tokens, also.end) if also else None
        later = _LATER.find(tokens, who.end) if who else None
        who = Found(who.value, later.end) if who and later else None
    if not who or not who.value or CLIENT in who.value:
        return None
    too = _TOO.find(tokens, who.end) or _ASSENT.find(tokens, who.end)
    end = too.end if too else who.end
    return Found(who.value, end) if _ends(tokens, end) else None


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _ENDS or tokens.kind(at) in {"END", "NEWLINE", "ARROW"}


def _listed(tokens: Tokens, at: int, start: int, draft: Draft) -> int | None:
    """Reads "first the sales director, then finance" behind "two sign-offs, one after the other:"."""
    first = people(tokens, tokens.past(at, _FIRST | {":", "(", "by", "from"}))
    if not first or not first.value or CLIENT in first.value:
        return None
    row, end = Ask(first.value, None, start, first.end), first.end
    while len(row.then) < _MOST and (following := _following(tokens, end, end)):
        row, end = _behind(row, following.value, following.end), following.end
    counts = {say.NUMBER_WORDS.get(tokens.word(place), 0) for place in range(start, at)}
    counts |= {int(tokens.word(place)) for place in range(start, at) if tokens.word(place).isdigit()}
    if len(row.then) + 1 not in counts:
        return None
    draft.items.append(row)
    return end


def spread(items: list[Item]) -> list[Item]:
    """In "… the manager approves; … the director approves. Refused ones go back" both refusals mean the same."""
    at = next((at for at, item in enumerate(items) if isinstance(item, Answer) and item.everywhere), None)
    asked = [place for place in range(at or 0) if isinstance(items[place], Ask)]
    if at is None or len(asked) < _SEVERAL_ASKED:
        return items
    end = sentence_end(items, at)
    kept = items[:at]
    for place in reversed(asked):
        stop = _answers_end(kept, place)
        if not any(isinstance(item, Answer) and item.kind == "no" for item in kept[place:stop]):
            kept[stop:stop] = items[at:end]
    return [*kept, *items[end:]]


def _answers_end(items: list[Item], at: int) -> int:
    """Where the steps of an approval end: at the sentence's end, if no other answer follows."""
    while at < len(items):
        following = next((item for item in items[at:] if not isinstance(item, Turn)), None)
        if isinstance(items[at], Turn) and not isinstance(following, Answer):
            return at
        at += 1
    return at
