"""Slots with facts rather than words: deadlines, priorities, templates, addresses, repetitions."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.heads.requests import METHODS
from b24app.english.grammar.heads.webcalls import carried, fact
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.slots.names import name_end
from b24app.english.grammar.slots.parties import SENDS
from b24app.english.grammar.timing.dates import hour, until
from b24app.english.grammar.timing.deadlines import deadline, past_latest
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.timing.waits import counts_on, wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.moments import clock_time, duration, later, when
from b24app.english.grammar.words.turns import ONE_MORE
from b24app.plan.plan import Moment, Until

_PRIORITIES = {"high", "low", "normal", "medium", "urgent", "critical", "top"}


_GRADED_BY = {
    "with", "as", "at", ",", "and", "(", "of", "make", "mark", "flag", "set", "give", "it", "is", "'s", "marked",
    "flagged", "graded", "tagged", "whose", "that", "which", "-", ";", "on", "treat", "treated", "consider", "regard",
    "handle", "this", "the", "task",
}  # fmt: skip


def slot_priority(tokens: Tokens, at: int, frame: Frame) -> int | None:
    if frame.action != "create_task":
        return None
    if weighed := _weighed(tokens, at, frame):
        return weighed
    start = tokens.past(at, _GRADED_BY)
    start += tokens.word(start) in {"a", "the", "as"}
    start += tokens.word(start) in {"both", "each", "all", "their", "its", "("}
    if tokens.word(start) in _PRIORITIES and tokens.word(start + 1) in {"priority", "prio"}:
        frame.priority = tokens.word(start)
        return start + 2
    at = start + 1 + (tokens.word(start + 1) in {":", "=", "is", "set", "to", "of"})
    at += tokens.word(at) == "to"
    if tokens.word(start) in {"priority", "prio"} and tokens.word(at) in _PRIORITIES:
        frame.priority = tokens.word(at)
        return at + 1
    closes = tokens.word(start + 1) in {"", ",", ".", ")", ";"}
    led = tokens.word(start - 1) in {",", "(", "as", "it", "marked", "flagged", "is", "'s"}
    if tokens.word(start) in {*_PRIORITIES, "important"} - {"top", "normal"} and closes and led:
        frame.priority = "high" if tokens.word(start) == "important" else tokens.word(start)
        return start + 1 + (tokens.word(start + 1) == ")")
    return None


_WEIGHT = "importance|urgency|priority|significance|relevance"
_WEIGHTS: Lexicon[str] = Lexicon(
    {
        f"of [the] utmost|highest|greatest|paramount|great|critical|top|high|vital|extreme|supreme {_WEIGHT}": "high",
        f"of [the] little|minor|low|secondary|lesser|lowest|least|small|minimal|no [great] {_WEIGHT}": "low",
        f"of normal|medium|average|moderate|ordinary {_WEIGHT}": "normal",
    }
)


def _weighed(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "of the utmost importance", "of minor urgency"."""
    found = _WEIGHTS.find(tokens, at)
    if not found or frame.priority:
        return None
    frame.priority = found.value
    return found.end


def slot_template(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = tokens.past(at, {"it", "is", "it's", "'s"})
    start += tokens.word(start) in {"using", "use", "with", "from", "by", "(", ","}
    start += 2 * (tokens.row(start, 2) in {("based", "on"), ("made", "from"), ("according", "to")})
    start += tokens.word(start) in {"the", "a"}
    spoken = frame.verb == "speak" and frame.action == "send_notification" and frame.channel is None
    if (
        frame.template
        or tokens.word(start) != "template"
        or not (spoken or (frame.channel or frame.action) == "send_email")
    ):
        return None
    name = start + 1
    name += tokens.word(name) in {"#", "number", "no", "id"}
    name += tokens.word(name) in {"#", ".", ":"}
    if tokens.kind(name) not in {"NUMBER", "QUOTED"} or frame.template:
        return None
    frame.template = tokens.at(name).inner
    frame.channel = "send_email" if spoken else frame.channel
    return name + 1 + (tokens.word(name + 1) == ")" and tokens.word(at) == "(")


def slot_until(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(email them) six weeks before the field Renewal date"."""
    found = until(tokens, at) if tokens.word(at) not in {"until", "till"} else None
    if not found or frame.wait is not None:
        return None
    frame.wait, frame.wait_place = found.value, (at, found.end)
    return found.end


def slot_stage_of(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "in stage Prospecting", ", stage Planning", "(stage: Planning)", "in the 'Won' stage" of a new deal."""
    if frame.action != "create_deal" or frame.stage:
        return None
    led = at + (tokens.word(at) in {",", "(", "with", "and"})
    led += tokens.word(led) in {"in", "at", "on", "into"}
    start = tokens.past(led, {"the", "a", "its"})
    if tokens.word(start) in {"stage", "status"}:
        start = tokens.past(start + 1, {":", "=", "is", "of", "called"})
    elif tokens.word(start + 1) != "stage" or led == at:
        return None
    named = tokens.kind(start) == "QUOTED" or tokens.at(start).text[:1].isupper()
    if not named and tokens.word(start - 1) not in {":", "=", "stage"}:
        return None  # "and the stage is set to …"
    end = start + 1 if tokens.kind(start) == "QUOTED" else name_end(tokens, start)
    if not named and tokens.word(start - 1) == "stage" and tokens.word(start - 2) in {"and", ","}:
        return None  # "and stage the demo"
    frame.stage = tokens.at(start).inner if tokens.kind(start) == "QUOTED" else tokens.text(start, end)
    frame.stage = frame.stage.removesuffix(" stage")
    return end + (tokens.word(end) == "stage") if end > start else None


def slot_due(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {",", "and", "("})
    start += tokens.word(start) in {"and", "it"} and start > at
    start += tokens.word(start) in {"both", "all", "each"} and start > at and frame.action in _OF_SEVERAL
    start += tokens.word(start) == "is" and tokens.word(start - 1) == "it"
    found = None if start > at and _waits_for_next(tokens, start) else deadline(tokens, start)
    found = found or _hurried(tokens, start)
    if found and frame.action in SENDS and tokens.word(start) == "within":
        return found.end  # a message goes out at once, so it is within any time
    if not found or frame.due is not None or frame.action not in {"create_task", "set_reminder", "schedule_call"}:
        return None
    frame.due = found.value
    return found.end


def _waits_for_next(tokens: Tokens, at: int) -> bool:
    """Whether "(schedule a call,) and 20 days after that tag the deal" tells when the next step is done."""
    found = wait(tokens, at)
    start = tokens.past(found.end, {",", "then", "also"}) if found else at
    return found is not None and tokens.word(found.end) not in {".", ";", ")"} and head(tokens, start) is not None


_OF_SEVERAL = {"create_task", "set_reminder"}


def _hurried(tokens: Tokens, at: int) -> Found[Moment | str | Until] | None:
    """Reads "which he must finish within 2 days", "it's due in 2 days", "who has a week for it"."""
    led = _HURRIED.find(tokens, at)
    found = (deadline(tokens, led.end) or when(tokens, led.end)) if led else None
    after = _FOR_IT.find(tokens, found.end) if found else None
    return Found(found.value, after.end if after else found.end) if found else None


_HE = "he|she|they|who"
_END = "finish|complete|do|close|deliver|handle"
_HURRIED = Turns(
    (
        "[which|that|it] is|'s due [in|within|by|on|at]",
        f"[which|that] {_HE} has|have|gets|get|'s|got [got]",
        f"[which|that|and] [{_HE}] must|should|shall|will|has|have|needs|is [to] {_END} [it|that|this] [in|within|by]",
        f"[to|and] {_END} [it|that|this] in|within|by|until",
        "max|maximum|deadline [of]",
        "at most",
        "no|not more|longer than",
    )
)
_FOR_IT = Turns(("for it|this|that", "for", "to do|finish|complete it|this|that|so"))


def slot_loose_due(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "in 2 days", "tomorrow", "for next Friday", and "(high priority, 2 days)" of a task."""
    brackets = [tokens.word(place) for place in range(frame.start, at) if tokens.word(place) in {"(", ")"}]
    inside = brackets[-1:] == ["("]
    start = at + (tokens.word(at) == "," and inside) + (tokens.word(at) in {"for", "on"})
    timed = frame.action in {"create_task", "set_reminder", "schedule_call"}
    comma = tokens.word(at) in {",", "-", "/"} and timed and frame.due is None
    start += tokens.word(start) in {",", "-", "/"} and comma
    if told := _at_hour(tokens, at, frame):
        return told
    found = later(tokens, start) or (duration(tokens, start) if inside or comma else None)
    if not found or frame.at is not None or (comma and counts_on(tokens, start, found.end)):
        return None
    if comma and not inside and not _ends_slot(tokens, found.end):
        return None
    if comma and tokens.word(found.end) == "after" and announces(tokens, found.end):
        return None  # "a task for Ben, 2 days after a deal is won" waits
    if not timed and isinstance(found.value, str):
        return _on_day(tokens, at, frame, Found(found.value, found.end))
    frame.at = found.value
    closed: Found[Moment | str | Until] = Found(found.value, found.end)
    return past_latest(tokens, closed).end if timed and isinstance(found.value, Moment) else found.end


def _at_hour(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(email them) tomorrow at 9", "(call them) the next day at 9:30": at that time it is done."""
    free = frame.at is None and frame.wait is None
    found = (hour(tokens, at) or _clock_alone(tokens, at, frame)) if free else None
    if not found:
        return None
    if frame.action in {"create_task", "set_reminder", "schedule_call"}:
        frame.at = found.value
    else:
        frame.wait, frame.wait_place = Until(until=found.value), (at, found.end)
    return found.end


def _clock_alone(tokens: Tokens, at: int, frame: Frame) -> Found[str] | None:
    """Reads "at noon", "at 9 am" of a step that is done once."""
    end = clock_time(tokens, at) if tokens.word(at) == "at" and frame.again is None else None
    once = end is not None and again(tokens, end) is None and _ends_slot(tokens, end)
    return Found(tokens.text(tokens.past(at, {"at", "the"}), end), end) if end and once else None


def _on_day(tokens: Tokens, at: int, frame: Frame, day: Found[str]) -> int | None:
    """Reads "(email them) on Monday", "(text them) at the end of the week"; the same day is no wait."""
    if "same" in {tokens.word(at), tokens.word(at + 1), tokens.word(at + 2)} and day.value == "today":
        return day.end if _ends_slot(tokens, day.end) else None
    if day.value == "today" or frame.wait is not None or not _ends_slot(tokens, day.end):
        return None
    frame.wait, frame.wait_place = Until(until=day.value), (at, day.end)
    return day.end


def _ends_slot(tokens: Tokens, at: int) -> bool:
    return (
        tokens.kind(at) in {"END", "NEWLINE", "ARROW"}
        or tokens.word(at) in {",", ".", ";", ")", "and", "+", "&", "/"}
        or announces(tokens, at)
        or (tokens.kind(at) == "QUOTED" or tokens.word(at) in {"text", "to"})
    )


def slot_address(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Url, method and data of a web call."""
    if frame.action != "webhook":
        return None
    if tokens.word(at) == "as" and tokens.word(at + 1) == "json":
        return at + 2
    start = at + (tokens.word(at) in {"to", "at", ",", "with", "by", "via", "and", "using", "as"})
    if tokens.kind(start) == "URL" and not frame.url:
        frame.url = tokens.at(start).text
        return start + 1
    start += tokens.word(start) == "("
    start += tokens.word(start) in {"a", "by", "via", "method"}
    start += tokens.word(start) in {"method", ":"}
    if tokens.word(start).upper() in METHODS and not (tokens.word(start) == "get" and tokens.word(start - 1) == "and"):
        frame.method = tokens.word(start).upper()
        return start + 1 + (tokens.word(start + 1) in {"request", "method", ")"})
    return _payload(tokens, at, frame)


def _payload(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads ", carrying the invoice id", "with payload {{DEAL_ID}} and {{DEAL_AMOUNT}} in the body"."""
    start = tokens.past(tokens.past(at, _BEFORE_CARRIED), _CARRYING)
    start += tokens.word(start) == ":" and start > at
    start += tokens.word(at) in {";", "/", "|"} and bool(frame.data) and tokens.kind(at + 1) == "VARIABLE"
    joined = start > at or (tokens.kind(at) == "VARIABLE" and (frame.data or tokens.word(at - 1) in _METHODS_SAID))
    found = fact(tokens, start) if joined else None
    if not found or (head(tokens, start) and not _only_named(tokens, found.end)):
        return None
    frame.data.append(found.value)
    inside = tokens.past(
        found.end, {"in", "inside", "within", "as", "the", "its", "payload", "body", "request", "call"}
    )
    end = inside if tokens.word(inside - 1) in {"payload", "body", "request", "call"} else found.end
    return end + (tokens.word(end) == ")")


def _only_named(tokens: Tokens, end: int) -> bool:
    """Whether a fact that is a verb too ("… the name and e-mail") is only named: nobody and nothing follows."""
    closed = tokens.kind(end) in {"END", "NEWLINE", "ARROW"} or tokens.word(end) in _AFTER_FACTS
    return closed or announces(tokens, end)


_AFTER_FACTS = {",", ".", ";", ")", "and", "+", "&", "/", "of", "in", "every", "each", "when", "whenever", "once"}
_METHODS_SAID = {"post", "put", "patch"}
_BEFORE_CARRIED = {",", "with", "and", "(", "&", "+", "-", ":", "plus"}
_CARRYING = {
    "payload", "body", "data", ":", "containing", "including", "carrying", "quoting", "passing", "sending", "giving",
    "handing", "transmitting", "on", "along", "as", "its", "the", "=", "pass", "include", "attach",
}  # fmt: skip


def payload_apart(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "; payload {{DEAL_ID}} and {{DEAL_AMOUNT}} both times": what every web call before carries."""
    label = at + (tokens.word(at) in {"with", "as", "the", "each"})
    named = tokens.word(label) in {"payload", "body", "data"}
    calls = [one for one in draft.frames if one.action == "webhook"] if named else []
    told = calls and not any(one.data for one in calls)
    row = carried(tokens, tokens.past(label + 1, {":", "=", "is", "being"})) if told else None
    if not row:
        return None
    every = _EVERY_TIME.find(tokens, row.end)
    for one in calls if every else calls[-1:]:
        one.data.extend(row.value)
    return every.end if every else row.end


_EVERY_TIME = Turns(("both|each|every times|time", "in|for both|all|each|every [of] [the] cases|case|calls|call|them"))


def slot_wait(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "… after 3 days" behind the action: it waits first."""
    found = wait(tokens, at)
    timed = frame.action in {"create_task", "set_reminder", "schedule_call"}
    if found and tokens.word(at - 1) == "," and ONE_MORE.find(tokens, found.end):
        return None  # "the client gets an email, 3 days on another email"
    if found and tokens.word(at) in {"and", "then"} and head(tokens, found.end, bare=True):
        return None  # "notify Anna and another 3 days on create a task"
    if found and tokens.word(at) == "if" and tokens.kind(found.end) == "WORD":
        return None  # "notify Anna if 3 days later it is unpaid" looks at it then
    if not found or frame.wait is not None or (timed and tokens.word(at) in {"on", "the", "next", "in", "for"}):
        return None
    frame.wait, frame.wait_place = found.value, (at, found.end)
    return found.end


def slot_again(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "remind the client every 2 days"."""
    found = again(tokens, at)
    if not found or frame.again is not None:
        return None
    frame.again = found.value
    return found.end
