"""Tasks of clipped notes: "Anna's to-do: 'Call them'", "Accounting: 'Bill them', 1 day", "a check by Legal (task)"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People, people, subjects
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS
from b24app.english.grammar.words.moments import duration, later
from b24app.plan import phrases as say

_DUTY = "[should|must|shall|will|has|have|needs|need|is|are|ought] [to]"
_WORKS = Turns(
    (
        f"{_DUTY} do|does|handle|handles|complete|completes|perform|performs|finish|tackle|tackles [the] [task]",
        f"{_DUTY} work|works on [the] [task]",
        f"{_DUTY} take|takes care of [the] [task]",
        f"{_DUTY} see|sees to [the] [task]",
        "'s [next|new|first] task|to-do|todo|job|duty|assignment|homework|action|ticket [is|:|=|-]",
        "'s [next|new|first] task|to-do|todo|job|duty|assignment|homework is :",
    )
)
_HAS = Turns(("'s [next|new|first] task|to-do|todo|job|duty|assignment|homework [is] :|to",))
_TASK = Turns(("[please] [make|create] [it|this|that|as] [a|one] task|to-do|todo|ticket",))
_BY = {"by", "for", "from"}
_MOST_WORDS = 5
# What people happen to do, and nobody asks them to: "supervisors miss the notes", "our reps forget their deals".
NO_ORDERS = {
    "miss", "misses", "forget", "forgets", "overlook", "overlooks", "complain", "complains", "lose", "loses",
    "ignore", "ignores", "neglect", "neglects", "struggle", "struggles", "waste", "wastes", "hate", "hates", "love",
    "loves", "believe", "believes", "think", "thinks", "suffer", "suffers", "worry", "worries", "lack", "lacks",
    "fail", "fails", "notices", "wonder", "wonders", "grumble", "grumbles", "moan", "moans", "hope", "hopes",
    "dislike", "dislikes", "mind", "minds",
}  # fmt: skip
_LED_BY = {"for", "to", "by", "with", *say.DETERMINERS}
_BREAKS = {
    "if", "when", "whenever", "once", "and", "or", "then", "is", "are", "gets", "not", "no", "never", "until", "after",
    "before", "unless", "with", "without", "to", "who", "which", "that",
}  # fmt: skip


def titled_work(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the owner has to do 'Prepare agenda'", "Anna's task: 'Call back'", "Legal: 'Check it', by Friday"."""
    who = subjects(tokens, index)
    before = index - 1 - (tokens.word(index - 1) in {"the", "our", "a"})
    if not who or not _may_work(who.value) or tokens.word(before) in _LED_BY:
        return None  # "(a task, high priority,) for the installer: 'Fit kitchen'"
    works = _WORKS.find(tokens, who.end)
    noted = who.end + 1 if not (works or _is_led(tokens, index)) and tokens.word(who.end) in {":", "-"} else None
    at = works.end if works else noted
    if at and tokens.kind(at) == "QUOTED" and (works or _is_timed(tokens, at + 1)):
        return Found(Frame("create_task", index, at + 1, owner=who.value, texts=[tokens.at(at).inner]), at + 1)
    has = _HAS.find(tokens, who.end)
    if not has or tokens.kind(has.end) != "WORD" or not tokens.at(has.end).text.islower():
        return None
    if tokens.word(has.end - 1) == "to" and tokens.word(has.end) in {"call", "phone", "ring", "telephone"}:
        return None
    return Found(Frame("create_task", index, has.end, verb="ask", owner=who.value, asks=True), has.end)


def _is_led(tokens: Tokens, index: int) -> bool:
    """Whether a preposition leads to the person: "(a task) for the installer: 'Fit it'" is one step."""
    before = index - 1 - (tokens.word(index - 1) in {"the", "our", "a", "their", "its"})
    return tokens.word(before) in {"for", "to", "by", "of", "from", "with"}


def _may_work(people_named: People) -> bool:
    return bool(people_named) and CLIENT not in people_named and all(one.kind != "address" for one in people_named)


def _is_timed(tokens: Tokens, at: int) -> bool:
    """Whether a deadline or a priority follows, so that the words in quotes are a task rather than a message."""
    start = tokens.past(at, {",", "(", "-", "in", ";"})
    if start == at or tokens.word(at) == "-":
        return False
    graded = {tokens.word(start), tokens.word(start + 1)} & {"priority", "prio", "urgent", "task"}
    return bool(graded) or any(found(tokens, start) for found in (deadline, duration, later))


def noted_work(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "a double-check by the Pricing desk (task due in 6 hours)", "contract draft (task, 2 days)"."""
    start = tokens.past(index, {"a", "an", "the"})
    if not _has_task(tokens, 0) or tokens.word(start) in _NO_OPENERS:
        return None
    for at in range(start + 1, start + _MOST_WORDS + 1):
        if tokens.kind(at - 1) != "WORD" or tokens.word(at - 1) in _BREAKS or _happens(tokens, start, at):
            return None
        who = people(tokens, at + 1) if tokens.word(at) in _BY else None
        end = who.end if who else at
        if _calls_it_task(tokens, end) and not (who and not _may_work(who.value)):
            title = tokens.text(start, at)
            return Found(Frame("create_task", index, end, owner=who.value if who else None, title=title), end)
        if who:
            return None
    return None


def one_more_work(tokens: Tokens, start: int, before: Frame) -> Frame | None:
    """Reads ", B for Ben" behind "tasks: A for Anna": words up to whom the next task is for."""
    if before.texts or not before.title or not _are_tasks(tokens, before):
        return None
    for at in range(start + 1, start + _MOST_WORDS + 1):
        if tokens.kind(at - 1) != "WORD" or tokens.word(at - 1) in _BREAKS:
            return None
        who = people(tokens, at + 1) if tokens.word(at) == "for" else None
        if who and _may_work(who.value):
            return Frame("create_task", start, at, title=tokens.text(start, at))
    return None


def _are_tasks(tokens: Tokens, frame: Frame) -> bool:
    said = {tokens.word(at) for at in range(max(0, frame.start - _FAR_BACK), frame.end)}
    return frame.action == "create_task" and not said.isdisjoint({"tasks", "to-dos", "todos"})


_FAR_BACK = 12


def _happens(tokens: Tokens, start: int, at: int) -> bool:
    """Whether an event is told ("the stage changes"), or somebody alone named, rather than work."""
    who = people(tokens, start)
    return (at - 1 > start and EVENTS.find(tokens, at - 1) is not None) or (who is not None and who.end == at)


@remembered
def _has_task(tokens: Tokens, _: int) -> bool:
    """Whether there are words in brackets, or a deadline told apart, at all: a cheap look before a long one."""
    words = {tokens.word(at) for at in range(len(tokens))}
    return "(" in words or not words.isdisjoint(("it", "this", "that"))


_NO_OPENERS = {
    "from",
    "by",
    "for",
    "with",
    "of",
    "in",
    "on",
    "at",
    "over",
    "under",
    "above",
    "below",
    "via",
    "as",
    "new",
}


def _calls_it_task(tokens: Tokens, at: int) -> bool:
    called = _TASK.find(tokens, at + 1) if tokens.word(at) == "(" else None
    if called:
        return tokens.word(called.end) in {")", ",", "due", "until", "by", "within", "in"}
    done = _TO_BE_DONE.find(tokens, at) if tokens.word(at) in {",", ";", "."} else None
    return done is not None and (deadline(tokens, done.end) or later(tokens, done.end)) is not None


_WITH_TASK = Turns(("with|by|via|through|in|as a|one task", "by means of a task"))


def slot_as_task(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(the rep calls them) (task, tomorrow)": what was a call is a task; of a task it is said once more."""
    carried = _WITH_TASK.find(tokens, at) if frame.action == "set_reminder" else None
    if carried:
        frame.action = "create_task"
        return carried.end
    if tokens.word(at) != "(" or frame.action not in {"create_task", "schedule_call"} or not _calls_it_task(tokens, at):
        return None
    if frame.action == "schedule_call":
        whom = "the client" if not frame.to or frame.to == (CLIENT,) else " and ".join(one.name for one in frame.to)
        frame.action, frame.purpose, frame.to = "create_task", f"call {whom}", None
    called = _TASK.find(tokens, at + 1)
    end = called.end if called else at
    return end + (tokens.word(end) == ")")


_LEADS = "[,|;|.|-|(] [and|but] [it|this|that|which|the] [task]"
_MUST = "has|have|needs|need|must|should|shall|is|ought|will"
_FINISHED = "done|finished|completed|ready|handled|closed|accomplished|settled|sorted|delivered|submitted|carried"
_TO_BE_DONE = Turns((f"{_LEADS} {_MUST} [to] be {_FINISHED} [out]", f"{_LEADS} {_MUST} [to] happen"))
_IS_URGENT = Turns(
    (
        f"{_LEADS} is|has|as|gets|with [of|a] urgent|critical|high|highest|top [priority|prio]",
        f"{_LEADS} should|must|is to be|have|get [of|a] urgent|high|top|highest [priority|prio]",
        f"{_LEADS} is|has|gets [of|a] low|lowest|normal priority|prio",
    )
)


def slot_terms(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a task); it has to be done within 2 days and is urgent", "which must be finished by Friday"."""
    if frame.action != "create_task" or tokens.word(at) not in _OPENS:
        return None
    urgent = _IS_URGENT.find(tokens, at) if not frame.priority else None
    if urgent:
        words = [tokens.word(place) for place in range(at, urgent.end)]
        frame.priority = next(_GRADES[word] for word in words if word in _GRADES)
        return urgent.end
    done = _TO_BE_DONE.find(tokens, at) if frame.due is None else None
    due = (deadline(tokens, done.end) or later(tokens, done.end)) if done else None
    if not due:
        return None
    frame.due = due.value
    return due.end


_GRADES = {
    "urgent": "high", "critical": "high", "high": "high", "highest": "high", "top": "high", "low": "low",
    "lowest": "low", "normal": "normal",
}  # fmt: skip
_OPENS = {",", ";", ".", "-", "(", "and", "but", "it", "this", "that", "which", "is", "has", "as", "must", "should"}
SEVERAL = frozenset({"some", "several", "various", "multiple", "few", "couple", "bunch", "many", "different"})


def uncounted(tokens: Tokens, frame: Frame) -> bool:
    """Whether "some tasks", "a few reminders" are to be made: how many and which is not told."""
    if frame.action.startswith(("send_", "add_")):
        return False
    said = [tokens.word(at) for at in range(frame.start, min(frame.end, frame.start + _HEAD))]
    plural = next((at for at, word in enumerate(said) if word in _PLURALS), None)
    return plural is not None and not SEVERAL.isdisjoint(said[max(0, plural - 3) : plural])


_HEAD = 5
_PLURALS = {"tasks", "to-dos", "todos", "deals", "invoices", "quotes", "reminders", "calls", "contacts", "companies"}
