"""Waits until a date: "until the Start date", "one hour before field Pickup time", "tomorrow at 9"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import about_record
from b24app.english.grammar.timing.resting import RESTS
from b24app.english.grammar.timing.waits import UNIT_NAMES, next_unit
from b24app.english.grammar.words.calendar import calendar_day, part_of_day
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.moments import clock_time, day, duration
from b24app.plan import phrases as say
from b24app.plan.phrases import DAYS
from b24app.plan.plan import Moment, Offset, Until

_FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_LONGEST_FIELD = 4
_LONG_NAME = 2
BEGINS = phrases(
    ("starts|begins|happens|commences|itself", "takes place", "is due|scheduled|held", "is to start|begin")
)
EVENTS_DATED = {"meeting", "appointment", "viewing", "visit", "event", "call", "demo", "installation", "course", "trip"}
# Words that show that what stands before them names a date.
DATED = {"date", "day", "time", "deadline", "end", "start", "until", "till", "expiry", "due", "at", "on", "departure"}
_STOP = {
    "and", "then", "or", "to", "the", "a", "an", "if", "send", "email", "sms", "text", "whatsapp", "create", "remind",
    "notify", "task", "call", "they", "is", "=>", "we", "i", "it", "with", "for", "by", "client", "customer", "bell",
    "schedule", "wait", "arrives", "comes", "has", "passes", "come", "arrived",
    "minus", "plus", "less", "which", "what", "whatever", "says", "shows", "states", "names", "gives", "tells",
    "mentions", "holds",
}  # fmt: skip
_GIVEN = {"a", "an", "another", "new"}
_COMES = phrases(
    (
        "comes|arrives|passes|approaches|is|has|was reached|here|there|come|arrived|passed|over",
        "comes|arrives|passes",
        "is|has come|reached|here|passed|dawned",
        "hits|falls|dawns|dawned|came|nears|strikes",
        "[is|has|was|gets] [been] filled|set|entered|given|provided|known [in|out]",
        "has a value",
    )
)
_WAITING = "wait|waits|waiting|pause|pauses|hold|sleep|rest|rests|resting|sit|park|idle|lie|sits"
_RESTS = Turns(
    (
        f"[should|must|shall|will|can|to] {_WAITING} [on|off|still|put|it|this|that|them|everything]",
        f"[should|must|shall|will] just|simply|first {_WAITING} [on|off|still|put|it|this|that|them|everything]",
        f"let|leave|have|keep it|this|that|them|everything [just] {_WAITING} [on|off|still|put|there]",
        "let|leave|keep it|this|that|them|everything [there|alone|be]",
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
_KEPT_IN = Turns(
    (
        "date|day|time|moment in|under|from|of [the] field",
        "date|day|time|moment in|under|from [the]",
        "what|whatever is|stands|'s [given|set|stored|stated|shown|entered|noted|written] in|under [the] [field]",
        "date|day|time|moment of the|field [field]",
        "date|day|time|moment [that|which] [is] given|set|stored|stated|shown in|under [the] [field]",
        "date|day|time|moment [that|which] [is] named|entered|kept|noted|written in|under [the] [field]",
    )
)
_NO_FIELD = {"time", "day", "end", "start", "due"}
_DAYS = {"day", "date", "when", "that", "which"}
_REFERS = {"that", "this", "new", "same", "said", "next", "following", "very", "given", "changed"}
_A_DATE = {"date", "day", "time", "business", "working", "work", "workday", "weekday", "moment"}
# Words that tell how often, which one or how: no date of a record is called so unless it is written as a name.
_NAMES_NO_DATE = {
    "each", "every", "alternate", "alternating", "odd", "even", "other", "any", "some", "both", "all", "no", "another",
    "daily", "weekly", "monthly", "hourly", "nightly", "yearly", "regular", "half", "twice", "first", "second", "third",
    "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "fourteenth", "fifteenth", "twentieth",
    "thirtieth", "nth",
    "self-same", "selfsame", "identical", "same", "one", "single", "following", "next", "very", "exact", "present",
    "current", "earliest", "latest", "best", "good", "right", "convenient", "suitable", "calendar", "tail", "bitter",
    "far", "deep", "low", "high", "long", "short", "certain", "given", "appointed", "appropriate", "opportune", "such",
    "intervals", "interval", "basis", "which", "what", "whatever", "whichever", "that", "this", "these", "those",
    "noon", "midnight", "midday", "his", "her", "their", "our", "your", "my", "local",
}  # fmt: skip
_PREPOSITIONS = {"before", "after", "prior", "ahead", "following", "past", "from"}


def until(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "(wait) until 2 days before Course start", "one hour before field Pickup time", "on the Start date"."""
    joined = tokens.word(index) == "and" or (tokens.word(index) == "with" and duration(tokens, index + 1) is not None)
    at = index + joined
    rests = _RESTS.find(tokens, at) or _idles(tokens, at)
    at = rests.end if rests else at
    told = tokens.word(at) in {"until", "till", "til"} or (tokens.word(at) == "for" and at > index + joined)
    at += told
    return (
        _since(tokens, index)
        or _offset(tokens, at)
        or _shifted(tokens, at, told=told)
        or (
            (_left_to(tokens, at) or _moment(tokens, at))
            if told
            else _away(tokens, index) or _in_brackets(tokens, index) or _dated(tokens, index)
        )
    )


def _idles(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "don't do anything (until Friday)", "stay quiet (until 3 May)"."""
    rests = RESTS.find(tokens, at)
    return rests if rests and tokens.word(rests.end) in {"until", "till", "til"} else None


def _offset(tokens: Tokens, at: int) -> Found[Until] | None:
    found = duration(tokens, at) or one_unit(tokens, at)
    advance = found is not None and tokens.row(found.end, 3) in _AHEAD
    if not found or not (advance or tokens.word(found.end) in _PREPOSITIONS):
        return None
    sign = 1 if tokens.word(found.end) in {"after", "following", "past", "from"} else -1
    start = found.end + 3 if advance else found.end + 1 + (tokens.word(found.end + 1) in {"to", "of"})
    name = date_field(tokens, start) or _due(tokens, start) or field_in_brackets(tokens, start)
    if not name or not found.value.amount:
        return None
    offset = Offset(amount=sign * found.value.amount, unit=found.value.unit)
    return Found(Until(until=name.value, offset=offset), _past_coming(tokens, about_record(tokens, name.end)))


def _shifted(tokens: Tokens, at: int, *, told: bool) -> Found[Until] | None:
    """Reads "Course start minus 2 days", "(until) Course start - 2 days", "(until) Warranty end + 1 week"."""
    name = date_field(tokens, at) if told or tokens.at(at).text[:1].isupper() else None
    sign = _SHIFTS.get(tokens.word(name.end)) if name else None
    if not name or not sign or not (told or (tokens.word(name.end).isalpha() and tokens.word(name.end - 1) in DATED)):
        return None
    found = duration(tokens, name.end + 1)
    if not found or not found.value.amount or tokens.word(found.end) in {"later", "after", "before", "earlier"}:
        return None
    return Found(
        Until(until=name.value, offset=Offset(amount=sign * found.value.amount, unit=found.value.unit)), found.end
    )


_SHIFTS = {"minus": -1, "less": -1, "-": -1, "plus": 1, "+": 1}


_FAR_BRACKET = 6


def field_in_brackets(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(30 days before) the warranty ends (field Warranty end)": the date is named in brackets."""
    bracket = next((one for one in range(at, at + _FAR_BRACKET) if tokens.kind(one) != "WORD"), at)
    told = tokens.word(bracket) == "(" and tokens.word(tokens.past(bracket + 1, {"the", "see", "date"})) == "field"
    name = date_field(tokens, tokens.past(bracket + 1, {"the", "see", "date"})) if told and bracket > at else None
    return Found(name.value, name.end + 1) if name and tokens.word(name.end) == ")" else None


_PASSED_SINCE = Turns(("[have|has|are|is] [now] passed|elapsed|gone|over|up [by] since|from|after", "since"))


def _since(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "when 3 days have passed since the Close date"."""
    lead = _ONCE.find(tokens, index)
    found = duration(tokens, lead.end) if lead else None
    passed = _PASSED_SINCE.find(tokens, found.end) if found else None
    name = date_field(tokens, passed.end) if passed else None
    if not found or not name or not found.value.amount:
        return None
    return Found(Until(until=name.value, offset=Offset(amount=found.value.amount, unit=found.value.unit)), name.end)


_ONCE = phrases(("once|when|after [another]", "as soon as", "[wait] until|till"))


_AHEAD = {
    ("in", "advance", "of"),
    ("to", "go", "to"),
    ("to", "go", "until"),
    ("to", "go", "before"),
    ("left", "until", "the"),
}


def _due(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(two days before) it is due", of a task that was spoken of."""
    told = any(tokens.word(place) in {"task", "tasks"} for place in range(at))
    whose = tokens.past(at, {"the", "this", "that"})
    subject = whose + 1 if tokens.word(whose) in {"it", "they", "task"} else at
    due = subject > at and tokens.word(subject) in {"is", "are", "falls"} and tokens.word(subject + 1) == "due"
    return Found("deadline", subject + 2) if told and due else None


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
    timed = hour(tokens, at) or calendar_day(tokens, at)
    field = None if timed else date_field(tokens, at)
    named = timed or field
    if named:
        return Found(Until(until=named.value), named.end if timed else _past_coming(tokens, named.end))
    time = clock_time(tokens, at)
    if time:
        return Found(Until(until=tokens.text(tokens.past(at, {"at", "the"}), time)), time)
    moment = day(tokens, at)
    if not moment:
        return None
    return Found(
        Until(until=moment.value if isinstance(moment.value, str) else tokens.text(at, moment.end)), moment.end
    )


def _day_behind(tokens: Tokens, at: int) -> int | None:
    """The day behind a time: "(9am) the next day", "(9:00) on Monday", "(noon) tomorrow"."""
    start = at + (tokens.word(at) in {"on", "of"})
    found = next_unit(tokens, start) or day(tokens, start)
    return found.end if found else None


@remembered
def hour(tokens: Tokens, index: int) -> Found[str] | None:
    """Reads "tomorrow at 9", "the next day at 9:30", "on Monday at 10 am", "9 am the next day"."""
    if part := part_of_day(tokens, index):
        return part
    time = clock_time(tokens, index)
    behind = _day_behind(tokens, time) if time else None
    if behind:
        return Found(tokens.text(tokens.past(index, {"at", "the"}), behind), behind)
    dated = calendar_day(tokens, tokens.past(index, {"on"}))
    found = next_unit(tokens, index) or day(tokens, index)
    if dated or not found:
        end = clock_time(tokens, dated.end) if dated else None
        return Found(f"{dated.value} {tokens.text(dated.end, end)}", end) if dated and end else None
    led = tokens.word(found.end) == "at" and tokens.kind(found.end + 1) == "NUMBER"
    end = clock_time(tokens, found.end) or (found.end + 2 if led and not duration(tokens, found.end + 1) else None)
    timed = isinstance(found.value, str) and any(tokens.kind(at) == "NUMBER" for at in range(index, found.end))
    if end is None and not timed:
        return None
    return Found(tokens.text(tokens.past(index, {"on", "for", "the"}), end or found.end), end or found.end)


def _past_coming(tokens: Tokens, at: int) -> int:
    comes = _COMES.find(tokens, at)
    return comes.end if comes else at


def _in_brackets(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "on the day the warranty ends (field Warranty end)"."""
    lead = _AT_DATE.find(tokens, index)
    named = field_in_brackets(tokens, lead.end) if lead and tokens.word(lead.end - 1) in _DAYS else None
    return Found(Until(until=named.value), named.end) if named else None


def _dated(tokens: Tokens, index: int) -> Found[Until] | None:
    """Reads "on the Start date", "once the Start date arrives"."""
    lead = _AT_DATE.find(tokens, index)
    field = date_field(tokens, lead.end) if lead else None
    if not lead or not field or tokens.word(field.end) in {"of", "'s"}:
        return None
    comes = _COMES.find(tokens, field.end) if field.value.casefold() != "time" else None
    if tokens.word(index) in {"once", "when", "as"}:
        given = comes is not None and tokens.word(comes.end) in _GIVEN  # "when Anna is given a new task"
        return Found(Until(until=field.value), comes.end) if comes and not given else None
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
    return _left_to(tokens, lead.end) if lead else None


_IT_IS = {"it", "it's", "is", "'s", "its", "there", "are", "only", "just", "still", "exactly", "we", "we're", "there's"}
_LEFT = Turns(
    (
        "[are|is] [left|remaining|remain|remains] to|until|till|before",
        "[left] to go to|until|till|before",
        "away|off|out|short [from|of]",
        "from",
    )
)
_AWAY = {"away", "off", "ahead", "out"}


def _left_to(tokens: Tokens, at: int) -> Found[Until] | None:
    """Reads "(wait until) it's two days to Course start", "the Start date is two weeks away"."""
    field = date_field(tokens, at)
    is_far = field is not None and tokens.word(field.end) in {"is", "'s", "lies"}
    found = duration(tokens, tokens.past(field.end + 1, {"only", "just"})) if field and is_far else None
    if field and found and found.value.amount and tokens.word(found.end) in _AWAY:
        return Found(Until(until=field.value, offset=_ahead(found.value)), found.end + 1)
    to = duration(tokens, tokens.past(at, _IT_IS))
    left = _LEFT.find(tokens, to.end) if to else None
    name = date_field(tokens, left.end) if left else None
    if not to or not name or not to.value.amount:
        return None
    return Found(Until(until=name.value, offset=_ahead(to.value)), _past_coming(tokens, name.end))


def _ahead(length: Moment) -> Offset:
    return Offset(amount=-length.amount, unit=length.unit)


def date_field(tokens: Tokens, index: int) -> Found[str] | None:
    """The name of a date: "the Start date", "field Pickup time", "the date in field Renewal", "Event date (field)"."""
    found = _date_field(tokens, index)
    noted = found is not None and tokens.row(found.end, 3) in {("(", "field", ")"), ("(", "date", ")")}
    return Found(found.value, found.end + 3) if found and noted else found


def _date_field(tokens: Tokens, index: int) -> Found[str] | None:
    at = tokens.past(index, {"the", "its", "their", "his", "her", "field"})
    kept = _KEPT_IN.find(tokens, at)
    at = kept.end if kept else at
    told = kept is not None and tokens.at(at).text[:1].isupper()
    announced = told or "field" in {tokens.word(place) for place in range(index, at)}
    if tokens.word(at) in _REFERS and tokens.word(at + 1) in _A_DATE:
        return None  # "that date" is told elsewhere, "the next business day" is no field
    if tokens.kind(at) == "QUOTED" and tokens.at(at).inner.strip():
        return Found(tokens.at(at).inner, at + 1 + (tokens.word(at + 1) in {"date", "day", "field"}))
    dated = tokens.word(at + 1) in DATED and tokens.at(at).text[:1].isupper()  # "the Meeting date"
    named = tokens.word(at + 1) in {"date", "day", "time"}  # "the event date"
    anchor = tokens.word(at) if tokens.word(at) in EVENTS_DATED and not (announced or dated or named) else ""
    if anchor and tokens.word(at - 1) in {"the", "their", "its"}:
        begins = BEGINS.find(tokens, at + 1)
        return Found(anchor, begins.end if begins else at + 1)
    known = _FIELDS.find(tokens, at)
    named = tokens.at(at).text[:1].isupper() and tokens.word(at) not in DAYS
    if known and tokens.word(known.end - 1) in DATED and not named:
        return Found(tokens.text(at, known.end), known.end)
    end = at
    while end - at < _LONGEST_FIELD and tokens.kind(end) == "WORD" and tokens.word(end) not in _STOP:
        if end > at and (tokens.word(end) in say.VERBS_SEEN - {"date", "start", "until"} or _dawns(tokens, at, end)):
            break
        end += 1
    dated = end > at and tokens.word(end - 1) in DATED
    named = named and tokens.word(at) not in say.GIVEN_NAMES  # "until Anna okays it"
    named = named and not (tokens.word(end - 1).endswith("s") and end > at + 1 and tokens.word(end) in _DONE_TO)
    told_of = not (named or announced) and _names_no_date(tokens, at, end)
    if end == at or told_of or not (named or dated or announced):
        return None
    closes = tokens.word(end - 1) == "date" and tokens.word(end - 2) == "until"
    called = tokens.word(end - 1) == "field" and end - at > 1
    return Found(tokens.text(at, end - 1 if called or (end - at > _LONG_NAME and closes) else end), end)


_DONE_TO = {"it", "this", "that", "them", "him", "her", "us", "me"}  # "until Dispatch confirms it"


def _dawns(tokens: Tokens, at: int, end: int) -> bool:
    """Whether the name of a date is over there, since a verb tells that it comes: "(the Close date) hits", "was …"."""
    word = tokens.word(end)
    verb = word in {"was", "were", "had", "draws", "came", "fell", "got"} or word.endswith(("s", "ed"))
    return verb and end > at + 1 and tokens.word(end - 1) in {"date", "day", "time"} and tokens.at(end).text.islower()


def _names_no_date(tokens: Tokens, at: int, end: int) -> bool:
    """Whether such words tell how often or which one: "each day until", "weekly intervals", "the tail end"."""
    words = {tokens.word(place) for place in range(at, end)}
    return not words.isdisjoint(_NAMES_NO_DATE) or (end > at + 1 and tokens.word(end - 1) in {"until", "till"})
