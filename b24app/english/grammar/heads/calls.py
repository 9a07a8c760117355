"""Calls told by who makes them: "the rep calls them", "it's Ben's call to make", "Ana has 15 min to phone the lead"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People, people, subjects
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration, later
from b24app.plan.plan import Moment, Until

_CALL = {"call", "ring", "phone", "telephone", "dial"}
_DOES_CALL = "call|ring|phone|telephone|dial [up|back]"
_OUGHT = "has|have|needs|need|is|are|ought|wants [supposed|expected|obliged|asked|meant|due|going]"
_A_CALL = "a|one|another|the [short|quick|brief|phone|follow-up|personal|first] call|phone-call|callback|ring"
_CALLS = Turns(
    (
        "[personally|then|first|always] calls|rings|phones|telephones|dials [up|back]",
        f"should|must|will|to|shall|can|'ll [then|first|also] [personally] [to] {_DOES_CALL}",
        f"{_OUGHT} to [personally] {_DOES_CALL}",
        f"is|are [personally] to [personally] {_DOES_CALL}",
        f"'s job|task|duty|turn [it|is] to {_DOES_CALL}",
        "picks|should|must up the phone and calls|call|rings|ring",
    )
)
_HAS_CALL = Turns(
    (
        f"has|have|makes|holds|gets|does|places|takes|schedules|books {_A_CALL}",
        f"should|must|will|shall|'ll have|get|make|hold|place|do|take|schedule|book {_A_CALL}",
        f"{_OUGHT} to have|get|make|hold|place|do|take|schedule|book {_A_CALL}",
        f"[should|must|will|shall|'ll] hop|hops|jump|jumps|get|gets|go|goes on|onto {_A_CALL} with",
    )
)
_GIVES = Turns(
    (
        "gives|owes",
        "should|must|shall|will|'ll give|owe",
        f"{_OUGHT} to give",
    )
)
_GIVEN = Turns(("a|another [quick|short|friendly] call|ring|buzz|phone-call|tinkle|callback|bell", "a phone call"))
_ITS_CALL = Turns(("it 's|is|will|should [be]", "that|this call is|should|must|will [be]"))
_TO_MAKE = Turns(("to make|place|take|do",))
_TIME_TO = Turns(("to", "time to", "[in] which to"))
_ON_THE_PHONE = Turns(("on|onto the phone|line|telephone",))
_TALKS = Turns(
    ("speak|speaks|talk|talks|chat to|with", "have a [quick|short] word|chat|talk with", "get|catch hold of")
)
_GETS_ON = Turns(("get|gets|hop|jump on the phone|line to|with",))
_UNADDRESSED = Turns(
    (
        "follow|check|catch up|in [with] by|via|over|on [the] phone|telephone",
        "follow|check|catch up|in with a|another|one [short|quick|friendly] [phone] call|ring|phonecall",
        "get|come back by|via|over|on [the] phone|telephone",
        "respond|reply|answer|thank|congratulate|apologise|apologize by|via|over|on [the] phone|telephone",
    )
)
_BY_PHONE = Turns(("by|via|over|on [the] phone|telephone",))
_CAUSES = {"have", "has", "makes", "lets", "gets", "let", "get", "ask", "tell", "make", "can", "could", "may", "should"}
_MARKS = {
    ",",
    ".",
    ";",
    ")",
    "!",
    "to",
    "with",
    "within",
    "by",
    "and",
    "at",
    "on",
    "in",
    "asap",
    "when",
    "after",
    "once",
}


def called(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the rep calls them", "the director should personally call the donor", "have Anna call them"."""
    has = index + (tokens.word(index) in _CAUSES)
    who = people(tokens, has)
    if not who or not who.value or (who.value == (CLIENT,) and has == index):
        return None
    verb = _CALLS.find(tokens, who.end) or _HAS_CALL.find(tokens, who.end)
    at = tokens.past(who.end, {"please", "kindly", "to", "personally"})
    end = verb.end if verb else at + 1
    if not verb and not (has > index and tokens.word(at) in _CALL):
        return None
    return _call(tokens, index, end, who.value)


def kept_ringing(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(keep) ringing (every new lead daily)", "(keep) calling (once a day)": calls to the client."""
    keeps = tokens.word(index - 1 - (tokens.word(index - 1) == "on")) in _KEEPS
    if not keeps or tokens.word(index) not in _RINGING or people(tokens, index + 1):
        return None
    return Found(Frame("schedule_call", index, index + 1, verb="call"), index + 1)


def calls_in_a_row(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "phone calls to the client for Ana(, weekly, four at most)": several calls, if it is told how often."""
    noun = _SEVERAL.find(tokens, index)
    to = tokens.word(noun.end) in {"to", "with"} if noun else False
    whom = people(tokens, noun.end + 1) if noun and to else None
    owner = people(tokens, index - 1)
    named = owner is not None and owner.end == index
    if not noun or not whom or CLIENT not in whom.value or named or tokens.word(index - 1) in _PRONOUNS:
        return None
    repeated = any(again(tokens, at) for at in (index - 1, *range(whom.end, whom.end + _FAR)))
    return Found(Frame("schedule_call", index, whom.end, to=whom.value), whom.end) if repeated else None


_SEVERAL = Turns(
    ("[regular|repeated|further|follow-up|reminder|weekly|daily|monthly] [phone|telephone] calls|callbacks",)
)
_PRONOUNS = {"he", "she", "who", "they", "and"}
_FAR = 12
_KEEPS = {"keep", "keeps", "continue", "continues", "keeping", "go"}
_RINGING = {"calling", "ringing", "phoning", "telephoning", "dialling", "dialing"}


def _call(tokens: Tokens, index: int, end: int, owner: People | None) -> Found[Frame]:
    """A call by somebody, and whom it is to if that stands there."""
    whom = people(tokens, end)
    end += tokens.word(end) == "it"  # "the rep calls it": the lead
    frame = Frame("schedule_call", index, whom.end if whom else end, to=whom.value if whom else None, owner=owner)
    return Found(frame, frame.end)


def rung(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Ben gives the client a ring", "the rep owes them a call"."""
    caused = tokens.word(index) in _CAUSES
    who = people(tokens, index + 1) if caused else subjects(tokens, index)
    gives = _GIVES.find(tokens, who.end) if who and who.value else None
    if who and caused and not gives:
        give = tokens.past(who.end, {"to", "please", "personally"})
        gives = Found(True, give + 1) if tokens.word(give) == "give" else None
    whom = people(tokens, gives.end) if gives else None
    call = _GIVEN.find(tokens, whom.end) if whom and whom.value else None
    if not who or not whom or not call or CLIENT in who.value:
        return None
    return Found(Frame("schedule_call", index, call.end, to=whom.value, owner=who.value), call.end)


def call_due(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "it's Ben's call to make", "the rep has 15 min to phone the lead", "give Ben a day to call them"."""
    granted = tokens.word(index) in {"give", "gives", "allow", "grant"}
    its = _ITS_CALL.find(tokens, index)
    start = its.end if its else index + granted
    who = people(tokens, start)
    if not who or not who.value or CLIENT in who.value:
        return None
    if its:
        make = _TO_MAKE.find(tokens, who.end + 2) if tokens.word(who.end + 1) == "call" else None
        theirs = tokens.word(who.end) == "'s" and make
        return Found(Frame("schedule_call", index, make.end, owner=who.value), make.end) if theirs and make else None
    had = tokens.word(who.end) in {"has", "have", "gets", "get"}
    given = _time(tokens, who.end + had) if had or granted else None
    led = _TIME_TO.find(tokens, given.end) if given else None
    if not given or not led or tokens.word(led.end) not in _CALL:
        return None
    found = _call(tokens, index, led.end + 1, who.value)
    found.value.due = given.value
    return found


def _time(tokens: Tokens, at: int) -> Found[Moment | Until | str] | None:
    """Reads "15 min", "until tomorrow": how much time somebody has."""
    found: Found[Moment] | Found[Moment | str] | Found[Moment | str | Until] | None
    if tokens.word(at) in {"until", "till"}:
        found = deadline(tokens, at) or later(tokens, at + 1)
    else:
        found = duration(tokens, at)
    return Found(found.value, found.end) if found else None


def by_phone(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "get the client on the phone", "get Ben on the phone with them", "speak to the client by phone"."""
    alone = _UNADDRESSED.find(tokens, index)
    if alone:
        return Found(Frame("schedule_call", index, alone.end, to=(CLIENT,)), alone.end)
    gets = _GETS_ON.find(tokens, index)
    reached = people(tokens, gets.end) if gets else None
    if reached and reached.value:
        return Found(Frame("schedule_call", index, reached.end, to=reached.value), reached.end)
    talks = _TALKS.find(tokens, index)
    whom = people(tokens, talks.end) if talks else None
    behind = _BY_PHONE.find(tokens, whom.end) if whom and whom.value else None
    if whom and behind:
        return Found(Frame("schedule_call", index, behind.end, to=whom.value), behind.end)
    who = people(tokens, index + 1) if tokens.word(index) in {"get", "have", "want", "put"} else None
    line = _ON_THE_PHONE.find(tokens, who.end) if who and who.value else None
    if not who or not line:
        return None
    other = people(tokens, line.end + 1) if tokens.word(line.end) == "with" else None
    if other and CLIENT not in who.value:
        return Found(Frame("schedule_call", index, other.end, to=other.value, owner=who.value), other.end)
    return Found(Frame("schedule_call", index, line.end, to=who.value), line.end) if CLIENT in who.value else None


def own_call(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "owner's call within 5 minutes", "Ben's phone call to the client": a call of somebody, without a verb."""
    who = people(tokens, index)
    at = tokens.past(who.end + 1, {"phone", "follow-up", "first", "personal"}) if who and who.value else index
    if not who or tokens.word(who.end) != "'s" or tokens.word(at) not in {"call", "callback"} or CLIENT in who.value:
        return None
    closes = tokens.kind(at + 1) in {"END", "NEWLINE"} or tokens.word(at + 1) in _MARKS or duration(tokens, at + 1)
    return Found(Frame("schedule_call", index, at + 1, owner=who.value), at + 1) if closes else None


def by_phone_told(tokens: Tokens, start: int, end: int) -> People | None:
    """Whom the words end by phoning: "congratulate the client by phone"."""
    at = next((place for place in range(start + 1, end) if _BY_PHONE.find(tokens, place)), end)
    found = _BY_PHONE.find(tokens, at) if at < end else None
    if not found or found.end != end:
        return None
    near = range(max(start + 1, at - _NEAR), at)
    whom = next((who for place in near if (who := people(tokens, place)) and who.end == at), None)
    return whom.value if whom and CLIENT in whom.value else None


_NEAR = 4
