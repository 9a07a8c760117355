"""What they say who were asked to decide: "she says yes", "not fine", "on a refusal", "silent for 2 days"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.moments import duration
from b24app.english.grammar.words.turns import MEANS
from b24app.plan.plan import Moment

AnswerKind = Literal["yes", "no", "late"]
_OTHER: dict[AnswerKind, AnswerKind] = {"yes": "no", "no": "yes", "late": "late"}
_YES_VERBS = Turns(
    (
        "agree|agrees|agreed|consent|consents|consented|approve|approves|approved|accept|accepts|accepted [it|to] [it]",
        "confirm|confirms|confirmed|okay|okays|okayed|ok|oks|endorse|endorses|endorsed|authorise|authorises [it]",
        "green-light|greenlight|greenlights|green-lights|greenlighted|allow|allows|permit|permits [it]",
        "sign|signs|signed [it] [off] [on] [it]",
        "say|says|said|answer|answers|reply|replies [a] yes|ok|okay|go|yep|fine",
        "give|gives|gave [it] the|a|his|her|their green light",
        "give|gives|gave [it] a|the thumbs up",
        "give|gives|gave|grant|grants [it] [the|a|his|her|their] ok|okay|approval|consent|go-ahead|nod|blessing|yes|go",
        "give|gives|given|grant|grants|granted it|that|one",
    )
)
NO_VERBS = Turns(
    (
        "refuse|refuses|refused|decline|declines|declined|reject|rejects|rejected|deny|denies|denied [it]",
        "disagree|disagrees|disagreed|object|objects|objected|veto|vetoes|vetoed|dismiss|dismisses [to] [it]",
        "disapprove|disapproves|disapproved [of] [it]",
        "withhold|withholds|withheld it|that|approval|consent",
        "turn|turns|turned|knock|knocks [it] down|back [it]",
        "say|says|said|answer|answers|reply|replies [a] no|nope|not",
        "have|has|raise|raises [an|any] objection|objections",
    )
)
_LATE_VERBS = Turns(
    (
        "say|says|said|does|do nothing",
        "stay|stays|remain|remains|keep|keeps|is|are silent|quiet|mute",
        "forget|forgets|fail|fails to answer|react|decide|respond|reply|act",
        "sit|sits on it",
        "let|lets [the|his|her|their] deadline|time|term pass|expire|run|go|slip [by|out]",
        "miss|misses|missed|overrun|overruns the|his|her|their deadline",
    )
)
_REPLIES = Turns(("answer|answered|react|reacted|decide|decided|respond|responded|reply|replied|act|acted [on] [it]",))
_YES_STATE = Turns(
    (
        "ok|okay|okayed|approved|accepted|agreed|granted|confirmed|positive|fine|good|great|go|green|signed|cleared",
        "authorised|authorized|affirmative|alright|favourable|favorable|passed|greenlit|green-lit|allowed|permitted",
        "given|obtained|received|secured|yes|forthcoming|there",
        "signed off",
        "all right|clear",
        "in order",
        "a go|yes",
        "thumbs up",
    )
)
_NO_STATE = Turns(
    (
        "rejected|declined|refused|denied|disapproved|negative|withheld|vetoed|no-go|red|dismissed|blocked|bad|nogo",
        "turned|knocked down|back",
        "a no|no-go",
        "no go",
        "thumbs down",
        "unfavourable|unfavorable|unapproved|unsigned|no",
    )
)
_YES_NOUN = Turns(
    (
        "yes|ok|okay|approval|consent|go-ahead|permission|confirmation|nod|clearance|acceptance|agreement|signature|go",
        "green light",
        "thumbs up",
        "sign-off|signoff|blessing|authorisation|authorization|signature",
        "positive|affirmative|favourable|favorable answer|reply|response|decision|case|outcome|result",
    )
)
_NO_NOUN = Turns(
    (
        "red light",
        "no|refusal|rejection|denial|veto|objection|objections|disapproval|no-go",
        "thumbs down",
        "negative|unfavourable|unfavorable answer|reply|response|decision|case|outcome|result",
    )
)
_LATE_NOUN = Turns(
    (
        "silence|silent|timeout|expiry",
        "no answer|reply|response|decision|reaction|feedback|word|news|sign|verdict [is] [taken|made|given|reached]",
        "nothing [is|was|has] [been] [heard|back|said|received|decided|happens|happened|comes|came] [back]",
        "nobody|noone answers|reacts|decides|responds|replies",
        "no one answers|reacts|decides|responds|replies",
        "radio silence",
        "not [yet] answered|decided",
        "deadline|time [is|has|was] [been] missed|passed|up|over|expired|overrun|exceeded|out",
        "time 's up|over|out",
    )
)
_GIVEN = Turns(("[is|was|gets|has] [been] given|granted|obtained|received|there|comes|arrives|in",))
_NOT_GIVEN = Turns(
    (
        "[is|was|gets|has] [been] refused|denied|declined|withheld|rejected|missing",
        "[is|was|has] not [been] given|granted|obtained|received|there",
        "isn't|wasn't|doesn't|hasn't [been] given|granted|obtained|received|there|come|arrive|in",
    )
)
_LEADS = Turns(
    (
        "if|when|once|should|after|upon|on|with|without|whenever",
        "as soon as",
        "the moment|minute|instant [that]",
        "in [the] case|event [of|that]",
        "in the",
        "where|wherever|given|failing",
        "in|with|given [the] absence|default of",
    )
)
_NEGATES = {"without", "failing", "absence", "default"}
_REPLY = {"answer", "reply", "response", "decision", "verdict", "outcome", "result"}
_IN_FAVOUR = Turns(("ok|okay|fine|happy|agreed [with]", "in favour|favor|agreement", "on board"))
_ASSENT = Turns(
    (
        "approval|sign-off|signoff|consent|permission|clearance|go-ahead|happy",
        "'s approval|sign-off|signoff|consent|permission|clearance|go-ahead|ok|okay|yes [given|there|in]",
    )
)
_SUBJECTS = {"he", "she", "they", "it", "this", "that", "nobody", "noone"}
_OBJECTS = {"it", "them", "this", "that"}
_THINGS = {"it", "this", "that", "they"}
_DETERMINERS = {"a", "an", "the", "his", "her", "their", "this", "that", "any"}
_AUXILIARIES = {
    "has",
    "have",
    "had",
    "is",
    "are",
    "was",
    "gets",
    "get",
    "'s",
    "does",
    "do",
    "did",
    "will",
    "been",
    "being",
}
_NEGATED = {"hasn't", "haven't", "isn't", "aren't", "wasn't", "doesn't", "don't", "didn't", "won't", "hadn't"}
_WITHIN = Turns(("within|in|for|after|by|inside [of]", "by|until the end of"))
_IN_TIME = Turns(("in|by time|then", "within|in|during|by that|this|the [same] day|week|time|period|deadline|window"))
_FOR_LONG = Turns(
    (
        "without|with [any|an|a|no] answer|reply|response|decision|reaction|word|news",
        "of silence",
        "pass|passes|elapse|go|goes [by] without [any|an|a] answer|reply|response|decision|reaction",
        "no answer|reply|response|decision|reaction",
    )
)
_COUNTS = Turns(
    (
        "counts|count|is|are|will|to [be] [taken|treated|read|seen|regarded|considered] as|for [a|an]",
        "means|mean|equals|equal|is|= [a|an] [also]",
        "counts|count as|like [a|an]",
    )
)
_SET_OFF = {":", "=>", "=", "-", ",", "means", "then", "?", ";"}
EITHER = {"or", "/"}
_BEFORE = {":", ";", ",", ".", "and", "=>", "?", "!", "(", ")", "-", "/", "but", "or", "then", "|"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said, how long it may take; `as_well` is what a missing answer counts as."""

    kind: AnswerKind
    deadline: Moment | None = None
    as_well: AnswerKind | None = None


@remembered
def verdict(tokens: Tokens, index: int) -> Found[Verdict] | None:
    """A verdict that starts there and is set off from what follows it."""
    start = tokens.past(index, {"and", "but", "only"})
    lead = _LEADS.find(tokens, start)
    if not lead and not _opens(tokens, index):
        return None
    at = lead.end if lead else start
    word = tokens.word(lead.end - 1) if lead else ""
    negated = bool(lead and {tokens.word(place) for place in range(start, lead.end)} & _NEGATES)
    told = (_silence(tokens, at), _said(tokens, at), _state(tokens, at), _noun(tokens, at, word))
    found = max((one for one in told if one), key=lambda one: one.end, default=None)
    timed = found is not None and found.value.deadline is not None
    if not found or not (lead or timed or _closes(tokens, found.end)):
        return None
    kind = _OTHER[found.value.kind] if negated else found.value.kind
    if found.value.kind == "late":
        return _counted(tokens, found)
    return Found(Verdict(kind), found.end)


def questioned(tokens: Tokens, index: int) -> Found[People] | None:
    """Reads "does the CFO agree?", "is the boss ok with it?", "director ok?": whom a yes is asked of."""
    helped = tokens.word(index) in _AUXILIARIES
    who = people(tokens, index + helped)
    if not who or not who.value or CLIENT in who.value:
        return None
    verb = _auxiliaries(tokens, who.end)[0]
    found = _YES_VERBS.find(tokens, verb) or _YES_STATE.find(tokens, verb) or _ASSENT.find(tokens, verb)
    end = _past_whom(tokens, found.end) if found else verb
    return Found(who.value, end + 1) if found and tokens.word(end) == "?" else None


@remembered
def consent(tokens: Tokens, index: int) -> Found[People] | None:
    """Reads "the CFO has agreed", "the CFO's approval", "approval by the CFO", "it is signed by the CFO": whose."""
    who = people(tokens, index)
    if who and who.value and CLIENT not in who.value:
        owned = tokens.word(who.end) == "'s"
        verb, negated, _ = _auxiliaries(tokens, who.end + owned)
        nouns = _YES_NOUN.find(tokens, verb) if owned else None
        told = nouns or (None if owned else _YES_VERBS.find(tokens, verb) or _IN_FAVOUR.find(tokens, verb))
        given = _GIVEN.find(tokens, told.end) if told else None
        end = given.end if given else _past_whom(tokens, told.end) if told else verb
        end = tokens.past(end, _OBJECTS)
        end += end > verb and tokens.word(end) == "off"
        return Found(who.value, end) if told and not negated else None
    start = tokens.past(index, _DETERMINERS | {"it", "they"})
    verb = _auxiliaries(tokens, start)[0]
    noun = _YES_NOUN.find(tokens, start) or (_YES_VERBS.find(tokens, verb) if verb > index else None)
    told = _GIVEN.find(tokens, noun.end) if noun else None
    by = told.end if told else noun.end if noun else index
    named = people(tokens, by + 1) if noun and tokens.word(by) in {"by", "of", "from"} else None
    return named if named and named.value and CLIENT not in named.value else None


def _opens(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.word(at - 1) in _BEFORE or tokens.kind(at - 1) in {"ARROW", "NEWLINE"}


def _closes(tokens: Tokens, at: int) -> bool:
    off = tokens.word(at) in _SET_OFF or tokens.kind(at) in {"ARROW", "NEWLINE"}
    off = off or (tokens.word(at) in EITHER and verdict(tokens, at + 1) is not None)
    return off or MEANS.find(tokens, at) is not None or _COUNTS.find(tokens, at) is not None


def _said(tokens: Tokens, at: int) -> Found[Verdict] | None:
    """Reads "she agrees", "the CFO has not signed it", "(he) says no", "she doesn't", "they have"."""
    who = people(tokens, at)
    subject = who.end if who and CLIENT not in who.value else at + (tokens.word(at) in _SUBJECTS)
    verb, negated, helped = _auxiliaries(tokens, subject)
    for kind, verbs in (("late", _LATE_VERBS), ("no", NO_VERBS), ("yes", _YES_VERBS)):
        found = verbs.find(tokens, verb)
        alone = subject == at and tokens.word(verb) not in {"says", "say"}  # "agreed" alone is a state
        if found and not alone:
            return Found(Verdict(_OTHER[kind] if negated else kind), found.end)  # type: ignore[index,arg-type]
    elided = tokens.word(at - 1) in EITHER  # "(she says no) or doesn't answer"
    replies = _REPLIES.find(tokens, verb) if negated and (subject > at or elided) else None
    if replies:
        return Found(Verdict("late"), replies.end)
    person = subject > at and (bool(who) or tokens.word(at) in {"he", "she", "they"})
    if person and helped and _closes(tokens, verb) and tokens.word(verb - 1) not in {"is", "are", "was", "'s"}:
        return Found(Verdict("no" if negated else "yes"), verb)
    return None


def _auxiliaries(tokens: Tokens, at: int) -> tuple[int, bool, bool]:
    """Past "has not", "doesn't", "did", "gets"; whether it is negated, and whether there is any."""
    end, negated = at, False
    while (word := tokens.word(end)) in _AUXILIARIES | _NEGATED | {"not", "never", "already"}:
        negated = negated or word in _NEGATED | {"not", "never"}
        end += 1
    return end, negated, end > at


def _state(tokens: Tokens, at: int) -> Found[Verdict] | None:
    """Reads "not fine", "it is ok with him", "the quote gets refused", "go"; "it isn't" behind such a case."""
    named = tokens.past(at, _DETERMINERS)
    thing = named + 1 if tokens.word(named) in _REPLY else at + (tokens.word(at) in _THINGS)
    noun = NOUNS.find(tokens, tokens.past(at, {"the", "this"}))
    subject = noun.end if noun and tokens.word(noun.end) in _AUXILIARIES | _NEGATED else thing
    verb, negated, helped = _auxiliaries(tokens, subject)
    for kind, states in (("no", _NO_STATE), ("yes", _YES_STATE)):
        found = states.find(tokens, verb)
        if found and (subject == at or helped):
            end = _past_whom(tokens, found.end)
            return Found(Verdict(_OTHER[kind] if negated else kind), end)  # type: ignore[index,arg-type]
    lone = thing > at and negated and _closes(tokens, verb)
    return Found(Verdict("no"), verb) if lone else None


def _past_whom(tokens: Tokens, at: int) -> int:
    """Past "by him", "with the CFO" behind a state."""
    if tokens.word(at) not in {"by", "with", "for", "from"}:
        return at
    if tokens.word(at + 1) in {"him", "her", "them", "both", "all", "it", "this", "that"}:
        return at + 2
    who = people(tokens, at + 1)
    return who.end if who and CLIENT not in who.value else at


def _noun(tokens: Tokens, at: int, lead: str) -> Found[Verdict] | None:
    """Reads "(on) a yes", "(without) his OK", "the CFO's consent is given", "a refusal"."""
    who = people(tokens, at)
    owned = who is not None and tokens.word(who.end) == "'s"
    got = at + 2 if tokens.word(at) in _THINGS and tokens.word(at + 1) in {"gets", "has", "receives", "got"} else at
    start = who.end + 1 if who and owned else tokens.past(got, _DETERMINERS)
    if start == at and lead in {"should", "when", "once", "whenever"}:
        return None
    for kind, nouns in (("no", _NO_NOUN), ("yes", _YES_NOUN)):
        found = nouns.find(tokens, start)
        if not found:
            continue
        missing, given = _NOT_GIVEN.find(tokens, found.end), _GIVEN.find(tokens, found.end)
        told = missing or given
        meant = _OTHER[kind] if missing and kind == "yes" else kind  # type: ignore[index]
        return Found(Verdict(meant), told.end if told else found.end)  # type: ignore[arg-type]
    return None


def _silence(tokens: Tokens, at: int) -> Found[Verdict] | None:
    """Reads "silent for 2 days", "no decision within a day", "two days without an answer", "nothing heard by then"."""
    length = duration(tokens, at)
    passed = _FOR_LONG.find(tokens, length.end) if length else None
    if length and passed:
        return Found(Verdict("late", length.value), passed.end)
    owned = "'s" in {tokens.word(at + 1), tokens.word(at + 2)} and not _LATE_NOUN.find(tokens, at)
    who = people(tokens, at) if owned else None
    start = (
        who.end + 1
        if who and tokens.word(who.end) == "'s"
        else tokens.past(at, {"the", "his", "her", "their", "still"})
    )
    found = _LATE_NOUN.find(tokens, start)
    if not found:
        said = _said(tokens, at)
        found = Found(True, said.end) if said and said.value.kind == "late" else None
    if not found:
        return None
    led = _WITHIN.find(tokens, found.end)
    limit = duration(tokens, led.end) if led else None
    given = _IN_TIME.find(tokens, found.end)
    end = limit.end if limit else given.end if given else found.end
    return Found(Verdict("late", limit.value if limit else None), end)


def _counted(tokens: Tokens, late: Found[Verdict]) -> Found[Verdict]:
    """Reads "(silence) counts as a yes", "(no answer) means no": as what a missing answer is taken."""
    counts = _COUNTS.find(tokens, late.end)
    if not counts:
        return late
    for kind, words in (("no", (_NO_STATE, _NO_NOUN)), ("yes", (_YES_STATE, _YES_NOUN))):
        ends = [found.end for one in words if (found := one.find(tokens, counts.end))]
        if ends:
            return Found(Verdict("late", late.value.deadline, kind), max(ends))  # type: ignore[arg-type]
    return late
