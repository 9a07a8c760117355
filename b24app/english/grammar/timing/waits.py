"""Waits between steps: "wait 2 days", "3 days later", "give it a week", "once the Start date comes"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import about_record
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.moments import clock_time, day, duration, number
from b24app.plan import phrases as say
from b24app.plan.phrases import DAYS
from b24app.plan.plan import Moment, Offset, Unit, Until

_FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_LONGEST_FIELD = 4
_LONG_NAME = 2
_LEADS = phrases(
    (
        "wait|waits|waiting|pause|pauses|pausing|delay|sleep|hold|stop [for|of|another|by|on|about]",
        "hold|hang on|off|back [for|about]",
        "[then] with|after|following|by|of a delay|pause|wait|break of",
        "let|allow|leave [it|them|that|this] [alone|be|for] [for]",
        "put|have|insert|add|make|take a delay|pause|break|wait of",
        "[a] delay|pause|wait|break [time] [of|:|=]",
        "after waiting [for]",
        "[but] [only] once|when|after|if [another]",
        "only after",
        "[but] not before",
        "not earlier|sooner than",
        "after [a] further|additional",
        "[but] no earlier|sooner than",
    )
)
_GIVES = phrases(("give|gives|allow|grant",))
_PASSED = phrases(
    (
        "pass|passes|elapse|elapses",
        "go|goes by",
        "have|has|are|is|had [now] passed|elapsed|past|over|up|gone [by]",
        "later|afterwards|afterward|thereafter",
        "first|beforehand|in between",
        "from|after then|that|this|it|which",
    )
)
_PASSES = Turns(("passes|pass|passed|elapses|elapsed", "goes|go|went by", "has|have passed|elapsed|gone [by]"))
_PASSED_NEEDED = {"once", "when", "if", "let", "allow"}
_MAY_BE_TOLD_OF = {"after", "of", "before"}
_BACK = phrases(
    (
        "later|afterwards|afterward|thereafter|on|hence",
        "from then|now [on]",
        "after that|this|it|which|then",
        "after the fact|event",
        "down the line|road",
        "following that|this",
        "past that|this",
        "[have|has] passed",
    )
)
_ENDS = {",", ":", ")", ".", "and", "-"}
# What may go on behind "four hours on": "it's still there", "another SMS".
_GOING_ON = {"another", "it", "it's", "they", "still", "nobody", "is", "if", "should", "check", "and"}
_QUIET = phrases(("of silence|quiet|peace|rest|nothing|waiting|pause", "[of] radio silence"))
_STILL = {"if", "still", "and", "nobody", "no", "without", "provided"}
BEGINS = phrases(
    ("starts|begins|happens|commences|itself", "takes place", "is due|scheduled|held", "is to start|begin")
)
_EVENTS = {"meeting", "appointment", "viewing", "visit", "event", "call", "demo", "installation", "course", "trip"}
UNIT_NAMES: dict[str, Unit] = {"day": "days", "morning": "days", "week": "weeks", "month": "months", "hour": "hours"}
_NEXT_UNIT = phrases(("[on|in] the next|following", "next"))
_DAY_AFTER = phrases(("[on] [the] day|week|month after [that|this|it]", "[on] the day|week|month following [that]"))
_WORKDAY = phrases(("[on] [the] next|following business|working|work day", "[on] [the] next|following workday|weekday"))
# Words that show that what stands before them names a date.
DATED = {"date", "day", "time", "deadline", "end", "start", "until", "till", "expiry", "due", "at", "on", "departure"}
_STOP = {
    "and", "then", "or", "to", "the", "a", "an", "if", "send", "email", "sms", "text", "whatsapp", "create", "remind",
    "notify", "task", "call", "they", "is", "=>", "we", "i", "it", "with", "for", "by", "client", "customer", "bell",
    "schedule", "wait", "arrives", "comes", "has", "passes", "come", "arrived",
    "says", "shows", "states", "names", "gives", "tells", "mentions", "holds",
}  # fmt: skip
_COMES = phrases(
    (
        "comes|arrives|passes|approaches|is|has|was reached|here|there|come|arrived|passed|over",
        "comes|arrives|passes",
        "is|has come|reached|here|passed",
        "[is|has|was|gets] [been] filled|set|entered|given|provided|known [in|out]",
        "has a value",
    )
)
_AT_DATE = phrases(
    (
        "once|when",
        "as soon as",
        "[exactly] on [the] day|date|morning of",
        "[exactly] on the day|date [that|which|when]",
        "[exactly] on|at the day|date|time [shown|given|set|stated|named|stored|entered|written] in",
        "[exactly] on",
        "at [the] time|moment of",
        "at",
    )
)
_WHEN = phrases(("when|once", "as soon as"))
_SAYS = phrases(("says|states|shows|names|gives|tells|mentions|holds|contains", "is set to"))
_NO_FIELD = {"time", "day", "end", "start", "due"}
_REFERS = {"that", "this", "new", "same", "said", "next", "following", "very", "given", "changed"}
_A_DATE = {"date", "day", "time", "business", "working", "work", "workday", "weekday", "moment"}
_PREPOSITIONS = {"before", "after", "prior", "ahead", "following", "past", "from"}


def wait(tokens: Tokens, index: int) -> Found[Moment] | None:
    """A wait of its own: `wait 2 days`, `after 3 days`, `3 days later`, `pause for an hour`, `the next day`."""
    key = ("wait", index)
    if key not in tokens.memo:
        tokens.memo[key] = _wait(tokens, index)
    found: Found[Moment] | None = tokens.memo[key]
    return found


def _wait(tokens: Tokens, index: int) -> Found[Moment] | None:
    bracket = tokens.word(index) == "("
    found = _bracketed(tokens, index + 1) if bracket else None
    if found or bracket:
        return found
    return (
        _led(tokens, index)
        or _delayed(tokens, index)
        or _given(tokens, index)
        or _next(tokens, index)
        or _afterwards(tokens, index)
    )


def _bracketed(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "(2 days later)", "(after 1 week)"."""
    found = _led(tokens, index) or _afterwards(tokens, index)
    return Found(found.value, found.end + 1) if found and tokens.word(found.end) == ")" else None


def _led(tokens: Tokens, index: int) -> Found[Moment] | None:
    lead = _LEADS.find(tokens, index)
    found = duration(tokens, lead.end) if lead else None
    if not lead or not found:
        return None
    passed = _PASSED.find(tokens, found.end)
    more = tokens.word(found.end) in {"more", "further"} and not passed
    passed = Found(True, found.end + 1) if more and _ends(tokens, found.end + 1) else passed
    words = {tokens.word(at) for at in range(index, lead.end)}
    if words & _PASSED_NEEDED and not passed:
        return None
    if not passed and "after" in words and tokens.word(found.end) in _MAY_BE_TOLD_OF:
        return None
    return Found(found.value, passed.end if passed else found.end)


def bare_count(tokens: Tokens, index: int) -> Found[int] | None:
    """Reads "wait two more", "(and Ben) after seven": a number in the unit of the wait told before."""
    lead = _LEADS.find(tokens, index)
    at = lead.end if lead else index
    text = tokens.at(at).text
    count = say.NUMBER_WORDS.get(tokens.word(at)) if tokens.kind(at) == "WORD" else number(text)
    more = tokens.word(at + 1) in {"more", "further"}
    end = at + 1 + more
    end += tokens.word(end) in {"later", "after"} and not _ends(tokens, end)
    if not lead or not count or not float(count).is_integer() or not _ends(tokens, end):
        return None
    after = tokens.word(lead.end - 1) in {"after", "another"}
    return Found(int(count), end) if more or after or tokens.word(index) == "wait" else None


def _delayed(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "with a 2 hour delay", "after a 3 day wait"."""
    if tokens.word(index) not in {"with", "after", "following"}:
        return None
    found = duration(tokens, index + 1 + (tokens.word(index + 1) in {"a", "an", "the"}))
    named = found is not None and tokens.word(found.end) in {"delay", "pause", "wait", "break"}
    return Found(found.value, found.end + 1) if found and named else None


def _given(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "give it a week", "give the client 3 days"."""
    lead = _GIVES.find(tokens, index)
    if not lead:
        return None
    who = people(tokens, lead.end)
    at = who.end if who else lead.end + (tokens.word(lead.end) == "it")
    found = duration(tokens, at) if at > lead.end else None
    return (
        Found(found.value, found.end) if found and tokens.word(found.end) not in {"to", "limit", "deadline"} else None
    )


def _next(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "the next day", "the following week", "the day after"."""
    workday = _WORKDAY.find(tokens, index)
    if workday:
        return Found(Moment(amount=1, unit="business_days"), workday.end)
    after = _DAY_AFTER.find(tokens, index)
    told = after is not None and (tokens.word(after.end - 1) != "after" or _ends(tokens, after.end))
    if after and told:
        named = next(unit for place in range(index, after.end) if (unit := UNIT_NAMES.get(tokens.word(place))))
        return Found(Moment(amount=1, unit=named), after.end)
    lead = _NEXT_UNIT.find(tokens, index)
    unit = UNIT_NAMES.get(tokens.word(lead.end)) if lead else None
    if not lead or not unit or tokens.word(lead.end + 1) in {"of", "at", "stage", "'s"}:
        return None
    return Found(Moment(amount=1, unit=unit), lead.end + 1)


def _afterwards(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "3 days later", "2 weeks after that", "a month down the line", "+2 days:"."""
    start = index + (tokens.word(index) in {"+", "in", "for"})
    found = duration(tokens, start)
    if not found:
        return None
    passes = _PASSES.find(tokens, found.end) or _QUIET.find(tokens, found.end) or _further(tokens, found.end)
    if passes:
        return Found(found.value, passes.end)
    if tokens.word(index) == "+":
        return Found(found.value, found.end) if _ends(tokens, found.end) else None
    back = _BACK.find(tokens, found.end)
    lone_on = back is not None and tokens.word(back.end - 1) == "on"
    if (
        back
        and not (lone_on and not (_ends(tokens, back.end) or tokens.word(back.end) in _GOING_ON))
        and not (start > index and lone_on)
    ):
        return Found(found.value, back.end)
    if tokens.word(found.end) == "after" and _ends(tokens, found.end + 1):
        return Found(found.value, found.end + 1)
    return None


def _further(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "(30 days) more" in front of what is looked at then."""
    more = tokens.word(at) in {"more", "further"} and tokens.word(at + 1) in _STILL
    return Found(True, at + 1) if more else None


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _ENDS or tokens.kind(at) in {"END", "NEWLINE", "ARROW"}


def until(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "(wait) until 2 days before Course start", "one hour before field Pickup time", "on the Start date"."""
    joined = tokens.word(index) == "and"
    at = index + joined
    at += tokens.word(at) in {"wait", "waits", "pause", "hold", "waiting", "sleep"}
    at += tokens.word(at) in {"on", "off", "still", "it", "this", "that", "them", "everything"} and at > index
    told = tokens.word(at) in {"until", "till", "til"} or (tokens.word(at) == "for" and at > index + joined)
    at += told
    return _offset(tokens, at) or (_moment(tokens, at) if told else _away(tokens, index) or _dated(tokens, index))


def _offset(tokens: Tokens, at: int) -> Found[Until] | None:
    found = duration(tokens, at) or one_unit(tokens, at)
    advance = found is not None and tokens.row(found.end, 3) == ("in", "advance", "of")
    if not found or not (advance or tokens.word(found.end) in _PREPOSITIONS):
        return None
    sign = 1 if tokens.word(found.end) in {"after", "following", "past", "from"} else -1
    start = found.end + 3 if advance else found.end + 1 + (tokens.word(found.end + 1) in {"to", "of"})
    name = _date_field(tokens, start)
    if not name or not found.value.amount:
        return None
    offset = Offset(amount=sign * found.value.amount, unit=found.value.unit)
    return Found(Until(until=name.value, offset=offset), about_record(tokens, name.end))


def one_unit(tokens: Tokens, at: int) -> Found[Moment] | None:
    """Reads "the day (before)", "the week (after)"."""
    at += tokens.word(at) == "on" and tokens.word(at + 1) == "the"
    if tokens.word(at) == "the" and tokens.word(at + 1) in UNIT_NAMES:
        return Found(Moment(amount=1, unit=UNIT_NAMES[tokens.word(at + 1)]), at + 2)
    return None


def _moment(tokens: Tokens, at: int) -> Found[Until] | None:
    """What follows "until": a date field, a day, a time."""
    if duration(tokens, at):
        return None
    field = _date_field(tokens, at)
    if field:
        return Found(Until(until=field.value), _past_coming(tokens, field.end))
    moment = day(tokens, at)
    if moment and isinstance(moment.value, str):
        return Found(Until(until=moment.value), moment.end)
    time = clock_time(tokens, moment.end if moment else at)
    if time:
        behind = None if moment else _day_behind(tokens, time)
        end = behind or time
        return Found(Until(until=tokens.text(tokens.past(at, {"at", "the"}), end)), end)
    if moment:
        return Found(Until(until=tokens.text(at, moment.end)), moment.end)
    return None


def _day_behind(tokens: Tokens, at: int) -> int | None:
    """The day behind a time: "(9am) the next day", "(9:00) on Monday", "(noon) tomorrow"."""
    start = at + (tokens.word(at) in {"on", "of"})
    found = _next(tokens, start) or day(tokens, start)
    return found.end if found else None


def _past_coming(tokens: Tokens, at: int) -> int:
    comes = _COMES.find(tokens, at)
    return comes.end if comes else at


def _dated(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "on the Start date", "once the Start date arrives"."""
    lead = _AT_DATE.find(tokens, index)
    field = _date_field(tokens, lead.end) if lead else None
    if not lead or not field or tokens.word(field.end) in {"of", "'s"}:
        return None
    comes = _COMES.find(tokens, field.end)
    if tokens.word(index) in {"once", "when", "as"}:
        return Found(Until(until=field.value), comes.end) if comes else None
    if tokens.word(lead.end) == "same" or tokens.word(lead.end + 1) == "same":
        return None
    says = _SAYS.find(tokens, field.end) if tokens.word(lead.end - 1) not in {"on", "at"} else None
    if (
        says
        or "field" in {tokens.word(lead.end), tokens.word(lead.end + 1)}
        or (comes and tokens.word(lead.end - 1) == "day")
    ):
        return Found(Until(until=field.value), says.end if says else _past_coming(tokens, field.end))
    if field.value.casefold() in _NO_FIELD:
        return None  # "(paid) on time"
    dated = tokens.word(field.end - 1) in DATED or "of" in {tokens.word(at) for at in range(index, lead.end)}
    return Found(Until(until=field.value), field.end) if dated else None


def _away(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "when the Start date is two weeks away", "when it's two weeks to the Start date"."""
    lead = _WHEN.find(tokens, index)
    field = _date_field(tokens, lead.end) if lead else None
    is_far = field is not None and tokens.word(field.end) in {"is", "'s", "lies"}
    found = duration(tokens, field.end + 1) if field and is_far else None
    if field and found and tokens.word(found.end) in {"away", "off", "ahead", "out"}:
        return Found(
            Until(until=field.value, offset=Offset(amount=-found.value.amount, unit=found.value.unit)), found.end + 1
        )
    to = duration(tokens, tokens.past(lead.end, {"it", "it's", "is", "'s", "there", "are", "only"})) if lead else None
    name = _date_field(tokens, to.end + 1) if to and tokens.word(to.end) in {"to", "until", "till", "before"} else None
    if not to or not name or not to.value.amount:
        return None
    return Found(Until(until=name.value, offset=Offset(amount=-to.value.amount, unit=to.value.unit)), name.end)


def _date_field(tokens: Tokens, index: int) -> Found[str] | None:
    at = tokens.past(index, {"the", "its", "their", "his", "her", "field"})
    if tokens.word(at) == "date" and tokens.word(at + 1) in {"in", "of"} and tokens.word(at + 2) in {"field", "the"}:
        index = at + 2
        at = tokens.past(index, {"the", "field"})
    announced = "field" in {tokens.word(place) for place in range(index, at)}
    if tokens.word(at) in _REFERS and tokens.word(at + 1) in _A_DATE:
        return None  # "that date" is told elsewhere, "the next business day" is no field
    if tokens.kind(at) == "QUOTED" and tokens.at(at).inner.strip():
        return Found(tokens.at(at).inner, at + 1)
    dated = tokens.word(at + 1) in DATED and tokens.at(at).text[:1].isupper()  # "the Meeting date"
    anchor = tokens.word(at) if tokens.word(at) in _EVENTS and not (announced or dated) else ""
    if anchor and tokens.word(at - 1) in {"the", "their", "its"}:
        begins = BEGINS.find(tokens, at + 1)
        return Found(anchor, begins.end if begins else at + 1)
    known = _FIELDS.find(tokens, at)
    named = tokens.at(at).text[:1].isupper() and tokens.word(at) not in DAYS
    if known and tokens.word(known.end - 1) in DATED and not named:
        return Found(tokens.text(at, known.end), known.end)
    end = at
    while end - at < _LONGEST_FIELD and tokens.kind(end) == "WORD" and tokens.word(end) not in _STOP:
        if end > at and tokens.word(end) in say.VERBS_SEEN - {"date", "start", "until"}:
            break
        end += 1
    dated = end > at and tokens.word(end - 1) in DATED
    if end == at or not (named or dated or announced):
        return None
    closes = tokens.word(end - 1) == "date" and tokens.word(end - 2) == "until"
    return Found(tokens.text(at, end - 1 if end - at > _LONG_NAME and closes else end), end)
