"""Free words of an action: how far they go, and what they may not swallow."""

from __future__ import annotations

import re

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.heads.channels import CHANNELS
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import done_to
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.bounds import ends_here, run, tells_time
from b24app.english.grammar.slots.carrying import carries
from b24app.english.grammar.slots.facts import slot_priority
from b24app.english.grammar.slots.parties import LISTS, OWNED, SENDS
from b24app.english.grammar.timing.dates import until
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.timing.limits import limit
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.timing.schedule import day_told
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.words.calendar import calendar_day, part_of_day
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.limits import HEDGES
from b24app.english.grammar.words.moments import duration, later
from b24app.english.grammar.words.vaguetimes import VAGUE_TIMES
from b24app.plan.phrases import DAYS

# Words that narrow what is done: never swallowed by words nothing announced.
LIMITING = HEDGES | {
    "only", "except", "unless", "every", "each", "until", "till", "never", "not", "no", "without", "instead", "don't",
    "nobody", "max", "maximum", "once", "otherwise", "while", "during", "weekly", "daily", "hourly", "monthly",
}  # fmt: skip


def words(tokens: Tokens, at: int) -> tuple[str, int]:
    """A quoted text, or free words up to their end."""
    at += tokens.word(at) in {":", "="}
    if tokens.kind(at) == "QUOTED":
        return tokens.at(at).inner, at + 1
    end = run(tokens, at)
    return tokens.text(at, end), end


def trimmed(tokens: Tokens, at: int, frame: Frame) -> tuple[str, int]:
    """Free words that also stop before a deadline, a priority, or (for a task) before who gets it."""
    at += tokens.word(at) in {":", "="}
    if tokens.kind(at) == "QUOTED":
        return tokens.at(at).inner, at + 1
    end = at
    while (any(_asks_if(tokens, place, frame) for place in (end, end + 1)) or not ends_here(tokens, end)) and not (
        end > at and _slot_begins(tokens, end, frame)
    ):
        end += 1
    mere_manner = end == at + 1 and tokens.word(at).endswith("ly")  # "notify the owner politely"
    return "" if mere_manner else tokens.text(at, end), end


def _asks_if(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether "if" belongs to the work: "a task to check if they are happy", "a mail asking if they want to buy"."""
    if tokens.word(at) in {"if", "whether"} and tokens.word(at - 1) in {"ask", "asking"} and frame.action in SENDS:
        return frame.end <= at - 1
    asks = tokens.word(at) in {"if", "whether"} and tokens.word(at - 1) in FINDING_OUT
    return asks and frame.action in OWNED | {"schedule_call"} and frame.end < at - 1


FINDING_OUT = {"check", "see", "ask", "verify", "confirm", "clarify", "determine", "out", "them", "know"}


def _listed(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether "in Ben's calendar" stands there: where a task or reminder is put."""
    led = frame.action in OWNED and tokens.word(at) in {"in", "on", "into", "onto"}
    whose = people(tokens, at + 1) if led else None
    return whose is not None and tokens.word(whose.end) == "'s" and tokens.word(whose.end + 1) in LISTS


def _slot_begins(tokens: Tokens, at: int, frame: Frame) -> bool:
    if any(rule(tokens, at) for rule in (again, wait, until, limit, deadline, _on_day)) or _listed(tokens, at, frame):
        return True
    if frame.action in SENDS and _send_slot_begins(tokens, at, frame):
        return True
    word, following = tokens.word(at), tokens.word(at + 1)
    if (
        word == ","
        and frame.action in SENDS
        and following in {"subject", "text", "body", "template", "message", "title"}
    ):
        return True
    staged = frame.action == "create_deal" and word in {"in", "at"} and following == "stage"
    if (
        staged
        or word == "template"
        or _headed(tokens, at)
        or slot_priority(tokens, at, Frame("create_task", 0, 0)) is not None
    ):
        return True
    if not frame.verb and done_to(tokens, at):
        return True
    return _timed(tokens, at, frame) or _for_somebody(tokens, at, frame) or _falls_to(tokens, at, frame)


def _headed(tokens: Tokens, at: int) -> bool:
    """Whether "with the subject …", "under the heading …", "with 'Hi' as its subject", "using template 3" follows."""
    if tokens.word(at) not in {"with", "using", "under", "bearing", "having", "carrying"}:
        return False
    noun = tokens.past(at + 1, {"the", "a", "this", "its"})
    quoted = tokens.kind(at + 1) == "QUOTED" and tokens.word(at + 2) in {"as", "in"}
    behind = tokens.past(at + 3, {"the", "a", "its", "mail", "email"}) if quoted else noun
    return tokens.word(behind) in {"subject", "heading", "headline"} or tokens.word(noun) == "template"


def _on_day(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) == "on" and day_told(tokens, at) is not None


def _timed(tokens: Tokens, at: int, frame: Frame) -> bool:
    word = tokens.word(at)
    if frame.action in {"set_reminder", "create_task"} and later(tokens, at):
        return True
    apart = word == "," and frame.action in OWNED and bool(deadline(tokens, at + 1) or duration(tokens, at + 1))
    return apart or (word == "in" and duration(tokens, at + 1) is not None)


def _for_somebody(tokens: Tokens, at: int, frame: Frame) -> bool:
    if tokens.word(at) != "for" or frame.action not in OWNED or frame.owner is not None:
        return False
    who = people(tokens, at + 1)
    return bool(who and who.value and CLIENT not in who.value and ends_here(tokens, who.end))


def _falls_to(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether "(the task of calling them) falls to Anna", "(call them) - Anna - 2 days" stands there."""
    who = people(tokens, at + 1) if tokens.word(at) == "-" and frame.action in OWNED and not frame.owner else None
    if who and who.value and who.value[0].kind == "user" and tokens.word(who.end) in {"-", ","}:
        return True
    falls = tokens.word(at) in {"falls", "lies", "rests", "lands"} and tokens.word(at + 1) in {"to", "on", "with"}
    return falls and frame.action in OWNED and people(tokens, at + 2) is not None


def _send_slot_begins(tokens: Tokens, at: int, frame: Frame) -> bool:
    if tokens.kind(at) == "QUOTED" or carries(tokens, at) or next_party(tokens, at):
        return True
    if tokens.word(at) in {"via", "by", "using", "through", "over", "per", "on", "in"} and CHANNELS.find(
        tokens, at + 1 + (tokens.word(at + 1) in {"the", "our", "a", "an"})
    ):
        return True
    return tokens.word(at) == "to" and frame.to is None and people(tokens, at + 1) is not None


def next_party(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads "(email the client a thank-you) and the owner (a summary)": who else is sent something of the same sort."""
    start = at + 1 + (tokens.row(at, 2) == (",", "and"))
    who = people(tokens, start) if tokens.word(at) in {"and", ",", "&", "+"} else None
    return who if who and who.value and tokens.word(who.end) in {"a", "an", "some"} else None


def mere_pronoun(tokens: Tokens, at: int) -> bool:
    """Whether "it", "them" stand alone for what is sent: "email it to the client", "confirm this by SMS"."""
    if tokens.word(at) not in {"it", "them", "this", "that", "these", "ourselves", "us"}:
        return False
    return ends_here(tokens, at + 1) or tokens.word(at + 1) in _BEHIND or tokens.kind(at + 1) == "QUOTED"


_BEHIND = {"to", "by", "via", "with", "over", "through", "in", "on", "off", "out", "as", "for", "using", "at"}


_LEADING = {"about", "of", "regarding", "concerning"}
_BOUNDS = {"above", "below", "over", "under", "beyond"}
_WHENS = {"on", "upon", "at", "after", "following"}
_HAPPENINGS = {"creation", "conversion", "completion", "approval", "payment", "acceptance", "signing", "arrival"}


def matter(text: str) -> str:
    """What is told, without what only leads to it: "about (every won deal)" says nothing of its own."""
    first, _, rest = text.partition(" ")
    return rest if first.casefold() in _LEADING else text


def tells_when(tokens: Tokens, at: int) -> bool:
    """Whether "upon creation", "on its conversion", "above that" stands there: no words of a message or a title."""
    if tokens.word(at) in _BOUNDS and tokens.word(at + 1) in {"that", "this", "it"}:
        return True
    if any(tells(tokens, at) for tells in (tells_time, part_of_day, calendar_day, VAGUE_TIMES.find)):
        return True
    start = tokens.past(at + 1, {"the", "its", "their"})
    return tokens.word(at) in _WHENS and tokens.word(start) in _HAPPENINGS and ends_here(tokens, start + 1)


def _for_long(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in {"for", "within"} and duration(tokens, at + 1) is not None


_SEASONS = {"quarter", "season", "summer", "winter", "spring", "autumn", "term", "holidays"}
_UNITS = {
    "day",
    "week",
    "month",
    "year",
    "hour",
    "morning",
    "evening",
    "afternoon",
    "night",
    "weekend",
    "fortnight",
    *_SEASONS,
}
_RANKS = {"first", "last", "next", "second", "mid", "this", "following"}
_LEADING_TIME = {"mid-morning", "mid-afternoon", "midweek", "mid-week", "mid-day", "overmorrow", "noon", "midnight"}


def names_time(tokens: Tokens, at: int) -> bool:
    """Whether a time opens the words: "the week after next", "last thing at night", "Tuesday week", "mid-morning"."""
    word, following = tokens.word(at), tokens.word(at + 1)
    counted = word in {"the", "a", "an", "one", "that"} and following in _UNITS and tokens.word(at + 2) in _AFTER_UNIT
    ranked = word in _RANKS and following in _UNITS | {"thing"} and tokens.word(at + 2) != "'s"
    return counted or ranked or word in _LEADING_TIME or (word in DAYS and following in _UNITS)


def timed(tokens: Tokens, at: int) -> bool:
    """Whether a participle opens the words that a time or a person follows: "starting Monday", "overseen by Ben"."""
    word = tokens.word(at)
    if not word.endswith(("ing", "ed", "en")) or not tokens.at(at).text.islower():
        return False
    spans = any(later(tokens, place) or duration(tokens, place) for place in (at + 1, at + 2))
    return spans or (tokens.word(at + 1) == "by" and people(tokens, at + 2) is not None)


_AFTER_UNIT = {"after", "before", "on", "from", "following", "hence", "later"}


def unannounced(tokens: Tokens, at: int, frame: Frame) -> tuple[str, int]:
    """Free words that nothing announced: they stop before whatever narrows the action."""
    text, end = trimmed(tokens, at, frame)
    if opens_test(tokens, at, end):
        return "", at
    stop = next((place for place in range(at, end) if tokens.word(place) in LIMITING or _for_long(tokens, place)), end)
    return (text, end) if stop == end else (tokens.text(at, stop), stop)


_TESTING = {"if", "when", "where", "whenever"}
# Behind such a word "where" and "when" lead no condition of their own: "beyond cases (where …)", "outside of (when …)".
_HANGING = {
    "cases", "case", "situations", "instances", "circumstances", "those", "ones", "of", "than", "from", "for", "in",
    "save", "bar",
}  # fmt: skip
# What opens such words: none of them says what a message or a task is about.
_OPENING = {
    "excepting", "excluding", "barring", "bar", "besides", "minus", "sparing", "omitting", "disregarding",
    "discounting", "failing", "lacking", "given", "provided", "providing", "granted", "supposing", "assuming", "even",
    "notwithstanding", "despite", "excepted", "excluded", "aside", "apart", "insofar", "inasmuch", "unlike",
    "hardly", "scarcely", "regardless", "irrespective",
}  # fmt: skip
_OPENING_TWO = {
    ("subject", "to"), ("short", "of"), ("other", "than"), ("want", "of"), ("lack", "of"), ("save", "in"),
    ("save", "for"), ("save", "on"), ("save", "at"), ("contrary", "to"), ("in", "spite"),
}  # fmt: skip
_FRAMES = {
    "caveat", "proviso", "provision", "condition", "exception", "limitation", "restriction", "reservation", "premise",
    "stipulation", "understanding", "assumption", "requirement", "exclusion",
}  # fmt: skip
_TOLD = {
    "message", "news", "note", "text", "info", "information", "word", "words", "reminder", "notice", "warning", "alert",
    "comment", "remark", "hint", "line", "subject",
}  # fmt: skip


def opens_test(tokens: Tokens, at: int, end: int) -> bool:
    """Whether words do not say anything but how the condition behind or in them is meant.

    "(a task for Ben) ruling out cases where …", "(notify Ben) on the premise that the amount is over 5000", "(notify
    Ben) beyond deals over 5000".
    """
    noun = at + (tokens.word(at) in {"the", "one", "a", "an"})
    framed = tokens.word(noun) in _FRAMES and tokens.word(noun + 1) in {"that", "of", "for", "being"}
    if framed or tokens.word(at) in _OPENING or tokens.row(at, 2) in _OPENING_TWO:
        return True
    if tokens.word(end) in _TESTING and (tokens.word(end - 1) in _HANGING or tokens.word(end - 1).endswith("ing")):
        return True
    told = (place for place in range(at + 1, end) if tokens.word(place) == "that")
    tests = any(tokens.word(place - 1) not in _TOLD and conditions(tokens, place + 1) is not None for place in told)
    return tests or any(_singles_out(tokens, place) for place in range(at + 1, end))


def _singles_out(tokens: Tokens, at: int) -> bool:
    """Whether "deals over 5000", "leads from Spain" stand there."""
    noun = NOUNS.find(tokens, at) if tokens.word(at).endswith("s") else None
    return noun is not None and guard(tokens, noun.end, noun.value, "") is not None


def sentence(text: str) -> str:
    """Free words as a title: first letter large, no closing punctuation."""
    cleaned = re.sub(r"\s+", " ", text).strip(" ,.;:!-")
    return cleaned[:1].upper() + cleaned[1:]


def part_end(tokens: Tokens, at: int, start: int, end: int) -> int:
    """Where words behind a colon stop: before ", subject …", in "tasks: pack it for Ann" before whom it is for."""
    several = tokens.word(at - 1) in {"tasks", "to-dos", "todos"}
    for place in range(start, end):
        labels = tokens.word(place) in {",", "and", "with"} and tokens.word(place + 1) in {"subject", "headline"}
        if (
            labels
            or (_headed(tokens, place) and tokens.word(place) != "having")
            or (several and tokens.word(place) == "for" and people(tokens, place + 1))
        ):
            return place
    return end
