"""Deadlines: "due in 2 days", "within 24 hours", "by tomorrow", "3 days before the close date"."""

from __future__ import annotations

from b24app.english.grammar.people.meant import people
from b24app.english.grammar.timing.dates import until
from b24app.english.grammar.timing.waits import BEEN, next_unit
from b24app.english.grammar.words.calendar import part_of_day
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns, phrases
from b24app.english.grammar.words.moments import clock_time, duration, when
from b24app.plan import phrases as say
from b24app.plan.plan import Moment, Until

_FIELDS: Lexicon[str] = Lexicon(say.FIELDS)
_SHORT_DUE = 2
_DUE = phrases(
    (
        "due [date|time] [is|on|:|=|of|in|within|by|at|until|before]",
        "[and] with|has [a|the] [both|each|all] deadline|due|limit [date|time] [is|on|:|=|of|in|within|by|at|before]",
        "[and] with|has a|the time limit|frame [of|:|=]",
        "[and] with|within|over [a|the] period|term|timeframe|timeline|window of",
        "whose deadline|due [date|time] is|=|: [in|within|by|at|on]",
        "with",
        "with a|an",
        "with a|the maximum|max|term|turnaround of",
        "with a|the maximum|max|turnaround time of",
        "term|timeframe|turnaround [time] [is|of|:|=]",
        "[and] with [the|its|a] deadline|due [date] being|set [to|for|on|at|in]",
        "[and] [the|its|a] [time] deadline|limit [is|on|:|=|of|in|within|by|at|before]",
        "[both|each|all] with [a] deadline|due [date] [of|in|on]",
        "to be done|finished|completed|ready [in|within|by|until|before]",
        "has|have to be done|finished|completed|ready [in|within|by|until|before]",
        "ready|done|finished|completed in|within|by|until|before",
        "in|within|over the|a next|following",
        "no|not later than",
        "at the latest by|in|on",
        "within [a|the] [maximum|max] [of]",
        "latest [by|in|on]",
        "he|she|they has|have",
        "by|until|before [at] [the] latest",
        "in|within|inside under",
        "in|within|inside less|fewer than",
        "in|within|inside no|not more than",
        "in|within|inside at most",
        "in|within|inside [a|the] maximum|max [of]",
        "in|within|over the|a space|span|course of",
        "inside",
        "with [its|the|a] deadline|due|limit [date] set|fixed|put [to|for|on|at|in]",
        "that|which takes|lasts no|not more|longer than",
        "that|which takes|lasts at most|max",
        "that|which must|should|may|can|shall not take|last|need|require|wait more|longer than",
        "that|which mustn't|shouldn't|can't|cannot|won't|shan't take|last|need|require|wait more|longer than",
        "that|which runs|run out [in|within|after|by|on]",
        "that|which ends|expires|lapses [in|within|after|by|on]",
        "with a lifespan|lifetime|life of",
        "[that|which] [is] good|valid|open for",
        "that|which takes|happens|occurs place [in|within|on|at]",
        "that|which happens|occurs [in|within|on|at]",
        "taking|to|takes take|place [place] [in|within|on|at]",
        "happening|held [in|within|on|at]",
        "to be held [in|within|on|at]",
        "allowing|leaving|granting [him|her|them|it]",
    )
)
_MUST = "must|should|shall|has|have|needs|need|is|ought"
_FINISH = "finish|complete|do|close|wrap|get|deliver|handle|settle|sort|carry|tick|submit"
_DOING = "doing|finishing|completing|handling|closing|dealing|settling"
_LIMITS = "deadline|limit|cut-off|cutoff|due-date"
_SETS = "set|make|put|fix|give|let|have|keep|mark"
_TO = "to|at|of|for|as|on|is|:|="
_SET_DUE = Turns(
    (
        f"{_SETS} it|this|that|them|the [task|call|reminder] [be] due|fall [due] [in|within|by|on|at]",
        f"[{_SETS}] it|the|its|a {_LIMITS} [be] [{_TO}] [in|within]",
        f"[{_SETS}] [it] the|its|a due|time date|limit [be] [{_TO}] [in|within]",
        "the|its deadline|limit is|must|should|shall|will [be] [set] [to|at|on|in|within|by]",
        "the|its due|time date|limit is|must|should|shall|will [be] [set] [to|at|on|in|within|by]",
        f"[it|that|which|and] needs|wants|requires {_DOING} [with] [in|within|by|inside]",
        "[it|that|which|and] needs|has to be done|finished|completed|closed|handled|ready [in|within|by|inside]",
        "[and] it|this|that|which must|should|shall be done|finished|completed|handled|ready [in|within|by|inside]",
        "allow|allows|leave [him|her|them|it]",
        f"he|she|they {_MUST} [to] {_FINISH} it|this|that [up|off|out] in|within|inside|by",
        "[the|this|that] it|time|task|call|reminder runs|run|is out|up in|within|after",
        "[the|this|that] it|task|call|reminder lapses|expires|ends in|within|after",
        "[the|this|that] it|task|call|reminder has|gets a life|lifespan|lifetime of",
    )
)
# "Give her 2 days (to finish it)" is a deadline, "give it 2 days" a wait.
_GRANTS = Turns(("[and] give|gives|grant|grants|allow|allows",))
# How long is left, told with the length first: "two days until it's due", "one business day as its deadline".
_IS_LEFT = Turns(
    (
        "until|till it|they|this [is|'s|are] due",
        "until|till [the|its] deadline|due [date]",
        "as the|its|a|their deadline|limit|due|time [date|limit]",
        "to go|spare",
        "to complete|finish|do it|this|that|so",
        "left|remaining|time",
        "of time",
        "' time",
        "for it|this|that",
        "at [the] most|outside|latest|max",
        "or less|sooner|earlier",
        "max|maximum|tops",
        "not|no more|longer",
    )
)
_LATEST = Turns(
    (
        "at [the] [very] latest|most|outside",
        "or sooner|earlier|less",
        "max|maximum|latest|tops",
        "to do|complete|finish it|this|that",
        "from now|today|then|there|that [on]",
        "hence|later|out|ahead|away|afterwards|thereafter",
        "after that|this|it|creation",
        "of that|this|its creation",
    )
)
_CLOSES = {",", ".", ";", ")", "and", "!"}


def deadline(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """`due in 2 days`, `within 24 hours`, `by tomorrow`, `(deadline: 3 days)`, `due 3 days before Close date`."""
    if told := due_set(tokens, index):
        return told
    due = _DUE.find(tokens, index)
    if (
        due
        and tokens.word(index) == "with"
        and due.end - index <= _SHORT_DUE
        and tokens.word(due.end - 1) in {"a", "an", "with"}
    ):
        return _limited(tokens, due.end)
    at = due.end if due else index
    led = tokens.word(at) in _DUE_LEADS
    if not due and tokens.word(at) not in {"within", "by", "until", "till", "til", "before"}:
        return _limited(tokens, index)
    start = at + 1 if led else at
    start -= (
        due is not None and not led and tokens.word(at - 1) in {"a", "the"} and duration(tokens, at - 1) is not None
    )
    moment = when(tokens, start)
    found = _before_date(tokens, start) or _at_date(tokens, start)
    value, end = (found.value, found.end) if found else (moment.value, moment.end) if moment else (None, start)
    last = _day_end(tokens, start) if value is None and tokens.word(start - 1) in _BY else None
    value, end = (last.value, last.end) if last else (value, end)
    time = clock_time(tokens, start) if value is None and (due or tokens.word(at) == "by") else None
    value, end = (tokens.text(start, time), time) if time else (value, end)
    return past_latest(tokens, Found(value, end)) if value is not None else _day_after(tokens, start, due)


def due_set(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "set the deadline to 6 hours", "make it due in 2 days", "it needs doing within the hour"."""
    if granted := _granted(tokens, index) or _left_to_do(tokens, tokens.past(index, {"with", "and"})):
        return granted
    lead = _SET_DUE.find(tokens, index)
    dated = (_before_date(tokens, lead.end) or _at_date(tokens, lead.end)) if lead else None
    told = when(tokens, lead.end) if lead and not dated else None
    found: Found[Moment | str | Until] | None = Found(told.value, told.end) if told else dated
    return past_latest(tokens, found) if found else None


def _granted(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "give her 2 days to finish it", "give them 3 days for it"."""
    lead = _GRANTS.find(tokens, index)
    who = people(tokens, lead.end) if lead else None
    found = duration(tokens, who.end if who else lead.end + 1) if lead else None
    left = _FOR_IT.find(tokens, found.end) if found else None
    if lead and not left and tokens.word(lead.end) in _HIM:
        return _until_given(tokens, lead.end + 1)
    return Found(found.value, left.end) if found and left else None


_HIM = {"him", "her"}


def _until_given(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "(a task for Ben. Give him) two days.", "(and give her) until Friday": nothing is told behind it."""
    dated = tokens.word(index) in _BY
    found = when(tokens, index + dated)
    length = found is not None and (dated or isinstance(found.value, Moment))
    end = found.end if found else index
    closed = tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", ";"}
    return Found(found.value, found.end) if found and length and closed else None


_FOR_IT = Turns(("for it|this|that", "[in] [which] to do|complete|finish|close|handle it|this|that|so"))


def past_latest(tokens: Tokens, found: Found[Moment | str | Until]) -> Found[Moment | str | Until]:
    """Past what closes a deadline: "at the latest", "from now", "(5 hours) after."."""
    after = found.end + (tokens.word(found.end) == "after")
    closed = tokens.kind(after) in {"END", "NEWLINE"} or tokens.word(after) in _CLOSES
    if after > found.end and closed:
        return Found(found.value, after)
    latest = _LATEST.find(tokens, found.end) or _IS_LEFT.find(tokens, found.end)
    return Found(found.value, latest.end if latest else found.end)


def _day_after(tokens: Tokens, at: int, due: Found[bool] | None) -> Found[Moment | str | Until] | None:
    """Reads "(due) the day after", "(due) the following week"."""
    found = next_unit(tokens, at) if due else None
    return Found(found.value, found.end) if found else None


def _day_end(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "(by) the end of the working day", "(by) close of play", "(before) the day is out"."""
    found = _DAY_OVER.find(tokens, at) or part_of_day(tokens, at)
    return Found("today", found.end) if found and found.value in {True, "end of day"} else None


_BY = {"by", "before", "until", "till", "til"}
_DAY_OVER = Turns(("[the|this] day is|'s out|over|done|through|up", "[the] day ends|closes"))


def _before_date(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "3 days before the close date"."""
    length = duration(tokens, index)
    found = until(tokens, index) if length and tokens.word(length.end) in {"before", "prior", "after"} else None
    return Found(found.value, found.end) if found else None


def _at_date(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "(by) the close date": a date of the record itself."""
    start = tokens.past(index, {"the", "its", "their", "field"})
    known = _FIELDS.find(tokens, start)
    dated = known is not None and tokens.word(known.end - 1) in {"date", "end", "deadline", "start"}
    return Found(Until(until=tokens.text(start, known.end)), known.end) if known and dated else None


_DUE_LEADS = {"in", "within", "by", "until", "till", "til", "before", "after", ":", "on", "=", "of", "at", "+", "being"}


_TO_DO = Turns(
    (
        "to finish|complete|handle|do [it|this|that] [up|off|in]",
        "to get|have it|this|that done|finished|ready",
        "to reply|respond|answer|react|act",
        "as [the|its|a|their] [due|target] deadline|limit|date",
        "as [the|its|a|their] [due|target] date",
        "as [the|its|a|their] time limit",
        "['s|of] deadline|time",
    )
)


def _left_to_do(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "(high priority and) 2 days to finish", "two days time", "(with) next Friday as its deadline"."""
    found = when(tokens, index)
    left = _TO_DO.find(tokens, found.end) if found else None
    closed = left is not None and (tokens.kind(left.end) in {"END", "NEWLINE"} or tokens.word(left.end) in _CLOSES)
    ends = closed or (left is not None and tokens.word(left.end) in _GOES_ON)
    return Found(found.value, left.end) if found and left and ends else None


_GOES_ON = {"when", "whenever", "once", "if", "as", "after", "for", "then", "but", "every", "each"}

_LAST = {"latest", "most", "outside", "sooner", "earlier", "less", "max", "maximum", "tops", "it", "this", "that"}


def _limited(tokens: Tokens, index: int) -> Found[Moment | str | Until] | None:
    """Reads "(with a) 1 day limit", "2 days deadline"."""
    if to_do := _left_to_do(tokens, index):
        return to_do
    found = duration(tokens, index)
    if not found:
        return None
    if tokens.word(found.end) in {"limit", "deadline", "max", "maximum", "tops"}:
        return Found(found.value, found.end + 1)
    led = tokens.word(index - 1) in {"with", "allowing", ","} or tokens.word(index) in {"a", "an"}
    left = _IS_LEFT.find(tokens, found.end) if led else None
    if left:
        return Found(found.value, left.end)
    latest = _LATEST.find(tokens, found.end)
    if tokens.word(index - 1) == "with" and tokens.kind(found.end) in {"END", "NEWLINE"}:
        return Found(found.value, found.end)
    closed = latest is not None and tokens.word(latest.end) not in BEEN  # "eight days after it went overdue"
    return Found(found.value, latest.end) if latest and closed and tokens.word(latest.end - 1) in _LAST else None
