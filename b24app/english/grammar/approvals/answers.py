"""The answers to an approval, and what each is followed by: "yes: …", "if he declines", "no reply within 2 days"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from b24app.english.grammar.approvals.verdicts import EITHER, verdict
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.people.meant import People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan.phrases import GIVEN_NAMES
from b24app.plan.plan import Moment

AnswerKind = Literal["yes", "no", "late"]
NOD = (
    "approval|sign-off|signoff|ok|okay|go-ahead|permission|consent|"
    "blessing|authorisation|authorization|confirmation|thumbs-up|nod|greenlight|clearance|acceptance|endorsement"
)
WHOSE = "the|his|her|their|a|an"
_SAY_YES = "agree|agreed|consent|consented|approve|approved|accept|accepted|confirm|confirmed|sign|signed|ok|okay|oks"
_SAYS_NO = "refuses|refuse|declines|decline|rejects|reject|disagrees|disagree|objects|object|denies|deny|doesn't|don't"
_PERSON = "he|she|they|it|nobody|one"
_APPROVES = "approves|approve|approved|agrees|agree|agreed|accepts|accept|accepted|confirms|confirm|confirmed"
_REFUSED = "rejected|declined|refused|denied|disapproved|turned"
_AGREED = "approved|ok|okay|okayed|accepted|agreed|granted|confirmed|given|positive|fine"
_ONES = ("ones", "deals", "quotes", "invoices", "leads", "offers")
_REPLY = "answer|reply|response|decision|reaction|feedback"
_REACTS = "answers|reacts|decides|responds|replies|answer|react|decide|respond|reply"
_REACTED = "answered|replied|reacted|responded|decided|answer|reply"
_LATE = Turns(
    (
        f"[if|when|on|after|in] [the] [case|event] [of] no|without [any|a|an] {_REPLY} [comes|arrives] [in|on] [time]",
        "[if|when|on|after|upon] expired|timeout|expires|time-out|timed-out|silence|expiry",
        "timed|time out",
        "[if|when] [it|the] [request|approval|deadline|time] times|runs|expires|passes [out]",
        f"[if] nobody|noone {_REACTS} [in|on] [time]",
        f"[if] no one {_REACTS} [in|on] [time]",
        f"[if|when] {_PERSON} doesn't|don't answer|react|decide|respond|reply [in|on] [time]",
        f"[if|when] {_PERSON} does|do not answer|react|decide|respond|reply [in|on] [time]",
        f"[if|when] {_PERSON} says|say nothing",
        f"[if|when] {_PERSON} fails|fail to answer|react|decide|respond|reply [in|on] [time]",
        "[if] there 's|is no|not answer|reply|response|decision|reaction [in|on] [time]",
        "not answered|decided [in|on] [time]",
        f"[if|when] {_PERSON} hasn't|haven't|didn't {_REACTED} [in|on] [time]",
        f"[if|when] {_PERSON} has|have|did not {_REACTED} [in|on] [time]",
        "[if|when] [there 's|is] nothing|silence [is|was|has] [been] [heard|happens|happened|said|back|received]",
        f"[if|when] [we] hear|hears|heard nothing [back] [from] [{_PERSON}]",
        f"[if|when] no {_REPLY} [is|was] [given|received|there]",
    )
)
_IN_TIME = Turns(("in|within|during|by that|this|the [same] day|week|time|period|deadline|window",))
_NO = Turns(
    (
        f"no|n|{_REFUSED}|reject|rejection|refusal|nope|declines|rejects|decline|refuse|refuses|negative|thumbs-down",
        "turned down",
        "not ok|okay|approved|granted|agreed|given|accepted",
        f"if|when|on|after|upon|in [the] [case|event] [of] [a|the] no|not|{_REFUSED}|rejection|refusal|negative [down]",
        f"if|when it|this|that|approval|the [request] 's|is|gets|was [being] {_REFUSED}|not [{_AGREED}] [down]",
        f"if|when not {_AGREED}",
        f"[if|when] {_PERSON} rejected|refused|declined|disagreed|denied [it]",
        f"[if|when|should] {_PERSON} rejects|reject|refuses|refuse|declines|decline|disagrees|disagree|denies [it]",
        f"[if|when] {_PERSON} says|say|answers no",
        f"[if|when|should] {_PERSON} doesn't|don't|won't|didn't [approve|agree|confirm|accept] [it]",
        f"[if|when|should] {_PERSON} does|do|will|did not [approve|agree|confirm|accept] [it]",
        f"without|no it|approval|{NOD}",
        f"{NOD} [is|was|gets] refused|denied|declined|withheld|rejected|missing",
        "[if|when|should] either|any|one|anyone [one] [of them|both|these] [of the two|three] says|say no",
        f"[if|when|should] either|any|one|anyone [one] [of them|both|these] [of the two|three] {_SAYS_NO} [it]",
        "[if|when|should] either|any|one|anyone [one] [of] [them|both|these] no|refused|rejected|declined|objects",
        f"[the] {_REFUSED} {'|'.join(_ONES)}",
    )
)
_YES = Turns(
    (
        f"yes|y|{_AGREED}|approve|yep|approves|positive|thumbs-up",
        f"if|when|once|on|after|upon|in|with [the] [case|event] [of] [a|the] yes|so|{_AGREED}|{NOD}",
        f"if|when|once|after it|this|that|approval|the [request] 's|is|gets|was|has [been] {_AGREED}",
        f"[if|when|once|should|after] {_PERSON} {_APPROVES} [it]",
        f"[if|when|once|after] {_PERSON} has|have approved|agreed|confirmed|accepted [it]",
        f"[if|when] {_PERSON} says|say|answers yes|ok",
        f"[if|when] {_PERSON} gives|give {WHOSE} {NOD}",
        "approved means",
        f"[the] approved|accepted|signed|confirmed {'|'.join(_ONES)}",
        f"{NOD} [is|was|gets] given|granted|obtained|received",
        f"[if|when|once] {_PERSON} does|do",
        "[if|when|once] signed off",
        f"once|when|after|if you|we|they have|get|got|has it|that|one|this|{NOD}",
        "[if|when|once] both|all [two|three] [of them|these] say|said|says yes|ok",
        f"[if|when|once] both|all [two|three] [of them|these] [have] {_SAY_YES} [it|off]",
        "[if|when|once] [he|she|they] signs|sign [it] off",
        "[if|when|once] both|all [two|three] [of] [them|these] yes|ok|okay|approved|agreed|approve|agree",
    )
)
_VERBS: dict[AnswerKind, Turns] = {
    "late": Turns(
        (
            "doesn't|don't answer|react|decide|respond|reply [in|on] [time]",
            "does|do|did not answer|react|decide|respond|reply [in|on] [time]",
        )
    ),
    "no": Turns(
        (
            "rejects|reject|refuses|refuse|declines|decline|disagrees|disagree|denies|deny [it]",
            "says|say|answers no",
            "doesn't|don't|won't approve|agree|confirm|accept [it]",
            "does|do not approve|agree|confirm|accept [it]",
            "has|have rejected|refused|declined|denied [it]",
        )
    ),
    "yes": Turns(
        (
            "approves|approve|agrees|agree|accepts|accept|confirms|confirm|signs|okays [off] [it]",
            "has|have approved|agreed|confirmed|accepted|signed [off] [it]",
            "says|say|answers yes|ok",
            f"gives|give|has|have [given] [{WHOSE}] {NOD}",
        )
    ),
}
_OPENERS = {":", ";", ",", ".", "and"}
_CLOSES = {",", ".", ";", "!", "and", "or", "please"}
_SEPARATORS = {":", "=>", "=", "-", ",", "means", "then"}


@dataclass(frozen=True)
class Answer:
    """From here on it is told what follows that answer, to whichever approval if `everywhere`: "refused ones …"."""

    kind: AnswerKind
    start: int
    end: int
    deadline: Moment | None = None
    late_too: bool = False
    everywhere: bool = False


def answer(tokens: Tokens, index: int) -> Found[Answer] | None:
    """An answer that starts there, with what sets it off from its steps: of two readings the longer one."""
    known, composed = _known(tokens, index), _composed(tokens, index)
    longer = known and composed and (composed.end > known.end or composed.value.late_too)
    found = composed if longer or not known else known
    return _with_silence(tokens, found) if found else None


def _with_silence(tokens: Tokens, told: Found[Answer]) -> Found[Answer]:
    """Reads "ok or no answer:", "no answer or a refusal:": silence is followed by the same."""
    said = told.value
    other = answer(tokens, told.end + 1) if tokens.word(told.end) in EITHER and not said.late_too else None
    kinds = {said.kind, other.value.kind} if other else set()
    if not other or len(kinds) == 1 or "late" not in kinds:
        return told
    kind = other.value.kind if said.kind == "late" else said.kind
    limit = said.deadline or other.value.deadline
    return Found(replace(said, kind=kind, end=other.end, deadline=limit, late_too=True), other.end)


def the_other(tokens: Tokens, told: Answer, before: AnswerKind) -> Answer:
    """In "if they veto it, …; if they don't, …" the second answer denies the first."""
    words = [word for at in range(told.start, told.end) if (word := tokens.word(at)) not in _SEPARATORS]
    denies = bool(words) and words[-1] in {"don't", "doesn't", "not", "isn't", "won't", "didn't", "aren't"}
    return replace(told, kind="yes") if denies and told.kind == "no" and before == "no" else told


def _composed(tokens: Tokens, index: int) -> Found[Answer] | None:
    found = verdict(tokens, index)
    if not found:
        return None
    end = found.end + (tokens.word(found.end) in _SEPARATORS or tokens.kind(found.end) == "ARROW")
    said = found.value
    return Found(Answer(said.as_well or said.kind, index, end, said.deadline, late_too=bool(said.as_well)), end)


def _known(tokens: Tokens, index: int) -> Found[Answer] | None:
    length = duration(tokens, index)
    late = _late(tokens, length.end if length else index, length.value if length else None)
    if late:
        return _set_off(tokens, "late", index, late.end, late.value)
    if length:
        return None
    no, yes = _NO.find(tokens, index), _YES.find(tokens, index)
    no, yes = (None if found and _inside(tokens, index, found.end) else found for found in (no, yes))
    told = _told(tokens, index)
    if told and not (no and no.end >= told.end) and not (yes and yes.end >= told.end):
        return _set_off(tokens, told.value, index, told.end)
    if no and (not yes or no.end >= yes.end):
        joint = no.end + (tokens.word(no.end) in EITHER)
        also = _late(tokens, joint, None) if joint > no.end else None
        found = _set_off(tokens, "no", index, also.end if also else no.end, also.value if also else None)
        ones = tokens.word(no.end - 1) in _ONES
        return Found(replace(found.value, late_too=also is not None, everywhere=ones), found.end) if found else None
    return _set_off(tokens, "yes", index, yes.end) if yes else None


def _inside(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "approved quotes" stands in the middle of a clause: "(must sign off) approved quotes"."""
    return tokens.word(end - 1) in _ONES and tokens.kind(start - 1) == "WORD" and tokens.word(start - 1) != "the"


def _late(tokens: Tokens, at: int, length: Moment | None) -> Found[Moment | None] | None:
    """Reads "no answer", "nobody answers within 2 days", "if he doesn't reply in time"."""
    found = _LATE.find(tokens, at)
    if not found:
        return None
    start = found.end - (tokens.word(found.end - 1) in {"in", "on"})
    led = tokens.word(start) in {"within", "in", "after", "for"}
    limit = duration(tokens, start + 1) if led else None
    given = _IN_TIME.find(tokens, start)
    return Found(limit.value, limit.end) if limit else Found(length, given.end if given else found.end)


def _told(tokens: Tokens, index: int) -> Found[AnswerKind] | None:
    """Reads "if the CFO agrees", "once Anna has approved", "when the boss says no"."""
    lead = tokens.past(index, {"and", "but", "only", "if", "when", "once", "should", "after"})
    who = people(tokens, lead) if lead > index else None
    if not who:
        return None
    for kind, verbs in _VERBS.items():
        found = verbs.find(tokens, who.end)
        if found:
            return Found(kind, found.end)
    return None


def _set_off(
    tokens: Tokens, kind: AnswerKind, start: int, end: int, deadline: Moment | None = None
) -> Found[Answer] | None:
    conditional = tokens.word(start) in {"if", "when", "once", "on", "after", "upon"} or end - start > 1
    separated = tokens.word(end) in _SEPARATORS or tokens.kind(end) in {"ARROW", "NEWLINE"}
    separated = separated or _answers_alone(tokens, start, end)
    separated = separated or (tokens.word(end) in EITHER and verdict(tokens, end + 1) is not None)
    if not (conditional or separated):
        return None
    past = end + (tokens.word(end) in _SEPARATORS or tokens.kind(end) == "ARROW")
    return Found(Answer(kind, start, past, deadline), past)


def _answers_alone(tokens: Tokens, start: int, end: int) -> bool:
    """Reads "(the boss approves:) yes email the client, no tell Anna", but not "no email, no tag"."""
    opens = tokens.word(start - 1) in _OPENERS and tokens.word(start) in {"yes", "no"}
    forbids = tokens.word(start) == "no" and (
        tokens.word(end + 1) in _CLOSES or tokens.kind(end + 1) in {"END", "NEWLINE"}
    )
    return opens and end == start + 1 and not forbids and starts_step(tokens, end)


def of_another(tokens: Tokens, at: int, asked: People | None) -> bool:
    """Whether a colleague is named whom nobody asked: "(if Anna agrees) and Ben agrees" is no answer of Anna's."""
    start = tokens.past(at, {"and", "but", "if", "when", "once", "or", "also"})
    who = people(tokens, start) if tokens.word(start) not in {"he", "she", "they"} else None
    named = [one.name.casefold().split()[0] for one in who.value if one.kind == "user"] if who else []
    named = [one for one in named if one in GIVEN_NAMES]
    known = [one.name.casefold() for one in asked or () if one.kind == "user"]
    return bool(named and known) and not any(one in names for one in named for names in known)
