"""Waits between steps: "wait 2 days", "3 days later", "give it a week", "once the Start date comes"."""

from __future__ import annotations

from b24app.english.grammar.people.meant import people
from b24app.english.grammar.timing.resting import rested
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.moments import duration, number
from b24app.english.grammar.words.vaguetimes import VAGUE_TIMES
from b24app.plan import phrases as say
from b24app.plan.plan import Moment, Unit

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
        "to pass|elapse",
        "to go by",
        "have|has|are|is|had [now] passed|elapsed|past|over|up|gone [by]",
        "later|afterwards|afterward|thereafter",
        "first|beforehand",
        "in between",
        "from|after then|that|this|it|which",
    )
)
_PASSES = Turns(("passes|pass|passed|elapses|elapsed", "goes|go|went by", "has|have passed|elapsed|gone [by]"))
_PASSED_NEEDED = {"once", "when", "if", "let", "allow"}
_MAY_BE_TOLD_OF = {"after", "of", "before"}
_BACK = phrases(
    (
        "later|afterwards|afterward|thereafter|on|hence",
        "[on] from then|now|there|that|here [on]",
        "later|after again",
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
_QUIET = phrases(
    ("of silence|quiet|peace|rest|nothing|waiting|pause", "of peace|rest and quiet|silence", "[of] radio silence")
)
_STILL = {"if", "still", "and", "nobody", "no", "without", "provided"}
UNIT_NAMES: dict[str, Unit] = {"day": "days", "morning": "days", "week": "weeks", "month": "months", "hour": "hours"}
_NEXT_UNIT = phrases(("[on|in] the next|following", "next"))
_DAY_AFTER = phrases(("[on] [the] day|week|month after [that|this|it]", "[on] the day|week|month following [that]"))
_WORKDAY = phrases(("[on] [the] next|following business|working|work day", "[on] [the] next|following workday|weekday"))


def wait(tokens: Tokens, index: int) -> Found[Moment] | None:
    """A wait of its own: `wait 2 days`, `after 3 days`, `3 days later`, `pause for an hour`, `the next day`."""
    key = ("wait", index)
    if key not in tokens.memo:
        found = _wait(tokens, index)
        found = _since_then(tokens, found) if found and not _of_more(tokens, found.end) else None
        tokens.memo[key] = _glossed(tokens, found) if found else None
    told: Found[Moment] | None = tokens.memo[key]
    return told


_START = "start|beginning|outset|trigger|event"
IN_TOTAL = Turns(
    (
        "[mark] in total|all",
        "overall|altogether",
        "[in] total",
        f"[counted|counting|calculated|measured|reckoned] from|since the [very] {_START}",
        f"[in] [total] after the [very] {_START}",
        "[counted|counting] from|since|after the first step|day|message",
        f"in total [counted] from|since|after the [very] {_START}",
    )
)
BEEN = {"was", "is", "has", "had", "been", "went", "became", "got", "turned", "fell", "gets", "goes", "'s", "were"}


def _of_more(tokens: Tokens, end: int) -> bool:
    """Whether it goes on with what it counts from: "8 days in total", "8 days after it went overdue"."""
    happened = tokens.word(end - 1) in {"it", "they"} and tokens.word(end) in BEEN
    return happened or IN_TOTAL.find(tokens, end) is not None


def _since_then(tokens: Tokens, found: Found[Moment]) -> Found[Moment] | None:
    """Past "(3 days have passed) since then"; none where the trigger, or a date, is told behind "since"."""
    if tokens.word(found.end) != "since":
        return found
    then = found.end + 1 + (tokens.word(found.end + 1) in {"then", "that"})
    return Found(found.value, then) if _ends(tokens, then) else None


def _glossed(tokens: Tokens, found: Found[Moment]) -> Found[Moment]:
    """Past what says the same once more in brackets: "the next day (wait 1 day)", "a week later (7 days)"."""
    at = tokens.past(found.end + 1, _GLOSSES) if tokens.word(found.end) == "(" else 0
    again = duration(tokens, at) if at else None
    end = tokens.past(again.end, _GLOSSES) if again else 0
    return Found(found.value, end + 1) if again and again.value == found.value and tokens.word(end) == ")" else found


_GLOSSES = {"wait", "after", "delay", "later", "pause", "a", "of", "waiting", "so", "i.e", "means", "=", "+", "time"}


def _wait(tokens: Tokens, index: int) -> Found[Moment] | None:
    if VAGUE_TIMES.find(tokens, index):
        return None
    bracket = tokens.word(index) == "("
    found = _bracketed(tokens, index + 1) if bracket else None
    if found or bracket:
        return found
    return (
        _led(tokens, index)
        or rested(tokens, index)
        or _delayed(tokens, index)
        or _given(tokens, index)
        or next_unit(tokens, index)
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


def next_unit(tokens: Tokens, index: int) -> Found[Moment] | None:
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
    further = _FURTHER.find(tokens, index)
    start = further.end if further else index + (tokens.word(index) in {"+", "in", "for"})
    found = duration(tokens, start)
    if not found:
        return None
    passes = _PASSES.find(tokens, found.end) or _QUIET.find(tokens, found.end) or _further(tokens, found.end)
    passes = passes or _as_noun(tokens, found.end) or _counted_on(tokens, index, found.end)
    if passes:
        return Found(found.value, passes.end)
    if tokens.word(index) == "+":
        return Found(found.value, found.end) if _ends(tokens, found.end) else None
    back = _BACK.find(tokens, found.end)
    lone_on = back is not None and tokens.word(back.end - 1) == "on"
    back = None if lone_on and back and tokens.word(back.end) in say.DAYS else back  # "a week on Tuesday"
    if (
        back
        and not (lone_on and not (further or _ends(tokens, back.end) or tokens.word(back.end) in _GOING_ON))
        and not (start > index and lone_on and not further)
    ):
        return Found(found.value, back.end)
    if tokens.word(found.end) == "after" and _ends(tokens, found.end + 1):
        return Found(found.value, found.end + 1)
    return None


_NOUNS = Turns(("['s] pause|break|delay|wait|gap|waiting|interval [time|period] [first]",))


def _as_noun(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "(5 days) pause", "(a 3 week) wait" among the steps, with nothing of a step behind it."""
    named = _NOUNS.find(tokens, at)
    return named if named and (_ends(tokens, named.end) or tokens.kind(named.end) == "NUMBER") else None


def counts_on(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a length of time is "20 more days", "a further week": a wait behind the step before."""
    return bool({tokens.word(at) for at in range(start, end)} & {"more", "further", "additional"})


def _counted_on(tokens: Tokens, index: int, end: int) -> Found[bool] | None:
    """Reads "20 more days" that a step follows: more and further lengths are counted from the step before."""
    return (
        Found(True, end)
        if counts_on(tokens, index, end) and (_ends(tokens, end) or tokens.word(end) == "then")
        else None
    )


_FURTHER = phrases(("[and|then|yet] another", "[and|then|yet] a further|additional"))


def _further(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "(30 days) more" in front of what is looked at then."""
    more = tokens.word(at) in {"more", "further"} and tokens.word(at + 1) in _STILL
    return Found(True, at + 1) if more else None


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _ENDS or tokens.kind(at) in {"END", "NEWLINE", "ARROW"}
