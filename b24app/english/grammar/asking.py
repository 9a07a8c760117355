"""Approvals: who decides and until when ("the CFO must approve within 2 days"), and the answers ("yes: …")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.moments import duration
from b24app.english.grammar.people import People, people
from b24app.plan.plan import Moment

AnswerKind = Literal["yes", "no", "late"]
_DECIDES = phrases(
    (
        "approves|decides|approve|decide [on]",
        "must|should|shall|will|to|can approve|decide [on]",
        "gives|give [the|his|her] approval|sign-off|ok|okay|go-ahead",
        "has|needs|have|need|is|wants to approve|decide|confirm [on]",
        "must|should|shall confirm|agree",
        "checks|reviews it|this first",
        "should|must|has|needs be|to asked to approve|decide",
        "should|must|is be asked to approve",
        "'s approval|sign-off|ok|okay|decision|go-ahead [is] [needed|required]",
        "must|has|should|needs [to] sign off [on]",
        "signs off [on]",
    )
)
_BY = phrases(
    (
        "approval|sign-off|go-ahead|permission|ok|okay from|by|of",
        "get|request|obtain|need|needs|requires|require [a|an|the|their] approval|sign-off from|by|of",
        "get|request|obtain|need|needs|requires|require [a|an|the|their] go-ahead|permission|ok from|by|of",
        "send|submit [it|them] for approval to|by",
        "must|has|have|needs|need|should [to] be approved|confirmed|okayed|signed [off] by",
        "[to] be approved by",
        "gets|get it approved by",
        "is approved by",
    )
)
_ASK = phrases(("ask|asks [for]", "request from"))
_TO_APPROVE = phrases(
    (
        "to approve|decide|confirm [it|this|that]",
        "for [an|his|her|their|the] approval|sign-off|permission|decision|ok|okay [on|of]",
        "if|whether",
    )
)
_NAMELESS = phrases(("get|have it|this approved", "approval process|needed|required", "needs|requires approval"))
_LATE: Lexicon[bool] = phrases(
    (
        "no|without [any|a] answer|reply|response|decision|reaction",
        "expired|timeout|expires|time-out|timed-out",
        "timed|time out",
        "if|when it times out",
        "if|when it expires",
        "if nobody|no one|noone answers|reacts|decides|responds|replies",
        "if he|she|they|it doesn't|don't answer|react|decide|respond|reply",
        "if no|without answer|reply|response|decision|reaction [comes|arrives]",
        "if there 's|is no answer|reply|response|decision",
        "nobody answers|reacts|decides|responds|replies",
        "silence",
        "no decision|answer|reply in time",
    )
)
_NO: Lexicon[bool] = phrases(
    (
        "no|rejected|declined|refused|reject|denied|refusal|nope|disapproved|declines|rejects",
        "not ok|okay|approved",
        "if|when|on no|not|rejected|refused|declined|denied|rejection|refusal",
        "if|when it 's|is|gets rejected|refused|declined|denied",
        "if|when it 's|is not approved",
        "if|when not approved",
        "if|when he|she|they rejects|reject|refuses|refuse|declines|decline|disagrees|disagree",
        "if|when he|she|they says|say no",
        "if|when he|she|they doesn't|don't approve|agree",
    )
)
_YES: Lexicon[bool] = phrases(
    (
        "yes|approved|ok|okay|approve|accepted|agreed|granted|yep|approves",
        "if|when|once|on|after|upon yes|approved|ok|okay|so|approval|agreed|granted",
        "if|when|once it 's|is|gets approved|ok|okay|accepted",
        "if|when|once he|she|they approves|approve|agrees|agree|accepts|accept|confirms",
        "if|when he|she|they says|say yes|ok",
        "approved means",
    )
)
_SEPARATORS = {":", "=>", "=", "-", ",", "means", "then"}
_ENDS = {".", ";", ":", "?", "!", "=>", ")", "-", ",", "("}
_HAS = phrases(("he|she|they [only] has|have|got|gets", "he|she 's got", "they've got", "within|in"))
_MOST = 14


@dataclass(frozen=True)
class Ask:
    """Somebody is asked to decide."""

    approvers: People | None
    deadline: Moment | None
    start: int
    end: int
    unread: tuple[tuple[int, int], ...] = field(default=())


@dataclass(frozen=True)
class Answer:
    """From here on it is told what follows that answer."""

    kind: AnswerKind
    start: int
    end: int
    deadline: Moment | None = None


def ask(tokens: Tokens, index: int, last: People | None) -> Found[Ask] | None:
    """An approval that starts there; `last` are those who "him" and "her" mean."""
    who = people(tokens, index)
    decides = _DECIDES.find(tokens, who.end) if who else None
    if who and decides:
        return _asked(tokens, index, who.value, decides.end, told=tokens.text(who.end, decides.end))
    by = _BY.find(tokens, _subject(tokens, index))
    named = people(tokens, by.end) if by else None
    if named:
        return _asked(tokens, index, named.value, named.end)
    asks = _ASK.find(tokens, index)
    if asks:
        return _asking(tokens, index, asks.end, last)
    nameless = _NAMELESS.find(tokens, index)
    return Found(Ask(None, None, index, nameless.end), nameless.end) if nameless else None


def _subject(tokens: Tokens, index: int) -> int:
    """Past "the deal", "it" in front of "must be approved by"."""
    at = tokens.past(index, {"the", "this", "it", "that", "a", "any"})
    return at + (tokens.word(at) in {"deal", "lead", "quote", "invoice", "task", "company", "contact", "discount"})


def _asking(tokens: Tokens, index: int, at: int, last: People | None) -> Found[Ask] | None:
    who = people(tokens, at)
    if who and tokens.word(at) in {"him", "her", "them"} and last:
        who = Found(last, who.end)
    if not who:
        return None
    wants = _TO_APPROVE.find(tokens, who.end)
    question = wants is not None and tokens.word(who.end) in {"if", "whether"}
    bare = wants is None and tokens.word(at) in {"him", "her", "them"} and last is not None
    if (question or bare) and not _answered(tokens, who.end):
        return None
    return _asked(tokens, index, who.value, wants.end if wants else who.end) if wants or bare else None


def _answered(tokens: Tokens, index: int) -> bool:
    """Whether a "yes" follows soon: only then is a question an approval."""
    key = ("answered", index)
    if key not in tokens.memo:
        tokens.memo[key] = any(
            (found := answer(tokens, at)) is not None and found.value.kind == "yes" for at in range(index, index + 60)
        )
    return bool(tokens.memo[key])


def _asked(tokens: Tokens, index: int, who: People, at: int, told: str = "") -> Found[Ask]:
    deadline: Moment | None = None
    end, steps = at, 0
    if told and _is_trigger_ahead(tokens, at):
        return Found(Ask(who, None, index, at), at)
    while steps < _MOST and tokens.kind(end) not in {"END", "NEWLINE"}:
        limit = _limit(tokens, end)
        if limit and deadline is None:
            deadline, end = limit.value, limit.end
            continue
        word = tokens.word(end)
        if word in {",", "."} and _limit(tokens, end + 1) and deadline is None:
            end += 1
            continue
        if word in _ENDS or tokens.kind(end) in {"QUOTED", "URL", "EMAIL", "ARROW"} or answer(tokens, end):
            break
        if word in {"and", "then", "otherwise", "else"} or (word == "if" and steps):
            break
        end, steps = end + 1, steps + 1
    return Found(Ask(who, deadline, index, end), end)


def _is_trigger_ahead(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in {"each", "every", "any"}


def _limit(tokens: Tokens, at: int) -> Found[Moment] | None:
    """Reads "within 2 days", "(approval, 1 day)", "he has 4 hours"."""
    bracket = tokens.word(at) == "("
    start = at + bracket
    start += 2 if bracket and tokens.word(start) in {"approval", "sign-off"} and tokens.word(start + 1) == "," else 0
    led = _HAS.find(tokens, start)
    found = duration(tokens, led.end if led else start)
    if not found or not (led or bracket):
        return None
    end = found.end + (bracket and tokens.word(found.end) == ")")
    return Found(found.value, end)


def answer(tokens: Tokens, index: int) -> Found[Answer] | None:
    """An answer that starts there, with what sets it off from its steps."""
    length = duration(tokens, index)
    after = length.end if length else index
    late = _LATE.find(tokens, after)
    if late:
        return _set_off(tokens, "late", index, late.end, length.value if length else None)
    if length:
        return None
    no = _NO.find(tokens, index)
    yes = _YES.find(tokens, index)
    if no and (not yes or no.end >= yes.end):
        return _set_off(tokens, "no", index, no.end)
    return _set_off(tokens, "yes", index, yes.end) if yes else None


def _set_off(
    tokens: Tokens, kind: AnswerKind, start: int, end: int, deadline: Moment | None = None
) -> Found[Answer] | None:
    conditional = tokens.word(start) in {"if", "when", "once", "on", "after", "upon"} or end - start > 1
    separated = tokens.word(end) in _SEPARATORS or tokens.kind(end) in {"ARROW", "NEWLINE"}
    if not (conditional or separated):
        return None
    past = end + (tokens.word(end) in _SEPARATORS or tokens.kind(end) == "ARROW")
    return Found(Answer(kind, start, past, deadline), past)
