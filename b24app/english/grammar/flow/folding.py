"""Two phrases that tell one action: a task and who gets it, a demand and its task, a notice and its channel."""

from __future__ import annotations

from collections.abc import Iterator

from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, People
from b24app.english.grammar.slots.parties import SENDS
from b24app.english.grammar.slots.telling import told
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_NEXT = 1
_OWNED = {"create_task", "create_deal", "create_quote"}


def owner_of_created(tokens: Tokens, frame: Frame, draft: Draft) -> Frame | None:
    """The action before, if this one only says who gets what it creates ("… and assign it to Anna")."""
    created = draft.items[-1] if draft.items else None
    if frame.action != "assign_responsible" or not isinstance(created, Frame):
        return None
    if created.action not in _OWNED:
        handed = created.action.startswith("create_") and _of_the_same(tokens, created, frame)
        draft.unread.extend([(frame.start, frame.end)] if handed else [])  # an invoice belongs to nobody
        return None
    follows = created.end == frame.start and tokens.word(frame.start) in _GOES
    goes = tokens.word(frame.start) in _GOES - {"is", "are"} and tokens.word(created.end) == ","
    apposed = tokens.kind(created.end - 1) == "QUOTED" and tokens.word(created.end - 2) == ","
    follows = follows or (goes and apposed and created.end + 1 == frame.start)
    follows = follows or _of_the_same(tokens, created, frame)
    linked = frame.of_task and (not frame.about or created.action == f"create_{frame.about}")
    if not (linked or follows):
        return None
    if created.owner is None:
        created.owner = frame.owner
    elif created.owner != frame.owner:
        draft.unread.append((frame.start, frame.end))
    created.end = frame.end
    return created


def _of_the_same(tokens: Tokens, created: Frame, frame: Frame) -> bool:
    """Whether the subject goes on: "(a task is created) and given to Ann", ", and it is then handed to Ann"."""
    between = {tokens.word(at) for at in range(created.end, frame.start)}
    itself = tokens.word(frame.start) in _LEADING | _HANDED  # "the deal is handed to Ann" has a subject of its own
    words = {tokens.word(at) for at in range(frame.start, frame.end)}
    return between <= _LEADING and itself and bool(words & _HANDED)


_LEADING = {
    "and", ",", "then", "it", "is", "gets", "must", "should", "be", "shall", "will", "has", "needs", "to", "also",
    "are",
}  # fmt: skip
_GOES = {"is", "are", "falls", "goes", "lands", "ends", "belongs", "should", "must", "shall", "will", "gets"}


def settle(tokens: Tokens, draft: Draft) -> None:
    """Whose and for whom a step is where a step before it tells that."""
    own_record(tokens, draft)
    _same_receiver(tokens, draft)


def _same_receiver(tokens: Tokens, draft: Draft) -> None:
    """In "Ben gets a WhatsApp if it is urgent, otherwise an e-mail" both are for Ben."""
    for at, item in enumerate(draft.items):
        before = _told_before(draft, at) if isinstance(item, Frame) and tokens.word(item.start) in _ONE else None
        given = before is not None and any(tokens.word(at) in _GIVEN for at in range(before.start, before.end))
        who = (before.to or before.owner) if before and given else None
        if not isinstance(item, Frame) or not who or CLIENT in who or item.to is not None or item.owner is not None:
            continue
        if item.action in SENDS:
            item.to = who
        elif item.action in _OWNED | {"set_reminder"}:
            item.owner = who


_GIVEN = {"gets", "get", "receives", "receive", "send", "sends", "sent", "give", "gives", "given"}
_ONE = {"a", "an", "another", "only", "just"}


def _told_before(draft: Draft, at: int) -> Frame | None:
    """The step before, where only a case stands between the two."""
    back = at - 1
    while back > 0 and (
        isinstance(item := draft.items[back], When) or (isinstance(item, Turn) and item.kind == "else")
    ):
        back -= 1
    told = draft.items[back] if back < at - 1 else None
    return told if isinstance(told, Frame) else None


def own_record(tokens: Tokens, draft: Draft) -> None:
    """In "when a deal enters Contract, a deal is assigned to Ben" the deal of the trigger is meant, no other one."""
    subject = draft.clause.subject if draft.clause else ""
    subject = "deal" if draft.clause and draft.clause.entity == "CRM_DEAL" else subject
    for frame in draft.frames:
        words = {tokens.word(at) for at in range(frame.start, frame.end)}
        handed = frame.owner and words & _HANDED and not words & {"new", "another", "second", "create", "created"}
        told = tokens.word(tokens.past(frame.start, say.DETERMINERS)) in {subject, f"{subject}s"} and not frame.texts
        if frame.action == f"create_{subject}" and handed and told:
            frame.action = "assign_responsible"


_HANDED = {"assigned", "handed", "given", "passed", "reassigned", "goes", "go", "transferred", "delegated"}


def share(tokens: Tokens, frames: list[Frame]) -> None:
    """In "the tasks "A", "B" and "C" for Ben by Friday" what is said behind the last holds for all."""
    last = frames[-1]
    if last.action in SENDS:
        return
    joined = list(_joined(frames))
    first = joined[-1] if joined else last
    counted = "tasks" in {tokens.word(at) for at in range(first.start, first.end)}
    headed = counted and tokens.kind(first.end - 1) == "QUOTED"  # "two tasks for Ben: "A" and "B", due Friday"
    if headed and first.owner is not None and last.owner is None:
        last.owner = first.owner
    both = any(tokens.word(at) in {"both", "all", "each"} for at in range(last.start + 1, last.end))
    for before in joined:
        if before.owner is not None and not both and not (headed and before.owner == last.owner):
            return
        before.owner = before.owner or last.owner
        before.due = before.due if before.due is not None else last.due
        before.at = before.at if before.at is not None else last.at
        before.priority = before.priority or last.priority
        if "tasks" in {tokens.word(at) for at in range(before.start, before.end)}:
            return


def _joined(frames: list[Frame]) -> Iterator[Frame]:
    """The actions of a row, the last but one first."""
    for before, following in zip(frames[-2::-1], frames[:0:-1], strict=True):
        if before.action != frames[-1].action or following.start - before.end > _JOINED:
            return
        yield before


_JOINED = 2


def absorb(tokens: Tokens, frame: Frame, draft: Draft) -> None:
    """Take over what the action before only announced: "ask Peter to find it: a task by Friday"."""
    _for_both(tokens, frame, draft)
    _due_for_both(tokens, frame, draft)
    if frame.asks:
        frame.purpose = _put_in_words(draft, frame.purpose)
    _told_apart(tokens, frame, draft)
    before = draft.items[-1] if draft.items else None
    if not isinstance(before, Frame):
        return
    task = before.asks and frame.action == "create_task" and not frame.asks
    if task and frame.owner in (None, before.owner) and not _another(tokens, before, frame):
        frame.owner, frame.start = before.owner, before.start
        frame.due = frame.due if frame.due is not None else before.due
        frame.at = frame.at if frame.at is not None else before.at
        frame.priority = frame.priority or before.priority
        frame.topic = frame.topic or before.purpose
        frame.purpose = frame.purpose or before.purpose
        draft.items.pop()
    elif _goes_as_task(tokens, before, frame) or _counts(tokens, before, frame):
        frame.owner = before.owner if before.action == "assign_responsible" else frame.owner
        draft.items.pop()
    elif _stage_of_created(tokens, before, frame):
        stage, end = frame.stage, frame.end
        vars(frame).update(vars(before))
        frame.stage, frame.end = stage, end
        draft.items.pop()
    elif before.to is None and not before.verb and before.action in SENDS and frame.action in SENDS and frame.to:
        near = frame.start - before.end <= _NEXT and tokens.kind(before.end) != "ARROW"
        before.to = frame.to if near else None  # "bell + chat to the owner"
    elif _shared_behind(tokens, before, frame):
        before.owner = frame.to
    elif _same_people(tokens, before, frame):
        _for_the_same(before, frame)
    elif (
        _only_announces(tokens, before, frame)
        or _says_again(tokens, before, frame)
        or _says_how(tokens, before, frame)
        or _concludes(tokens, before, frame)
    ):
        frame.start = before.start
        draft.items.pop()


def _goes_as_task(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "(every new lead goes to Anna) as a task" makes a task of it, and nobody's the record."""
    task = frame.action == "create_task" and tokens.word(frame.start) == "as" and frame.owner is None
    return task and before.action == "assign_responsible" and before.end == frame.start


def _stage_of_created(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "it" is the deal just made: "create a deal, put it in the stage Planned"."""
    it = "it" in {tokens.word(frame.start), tokens.word(frame.start + 1)}
    near = all(tokens.word(at) in _LEADING for at in range(before.end, frame.start))
    made = before.action == "create_deal" and not before.stage
    return made and frame.action == "move_stage" and bool(frame.stage) and it and near


def _for_both(tokens: Tokens, frame: Frame, draft: Draft) -> None:
    """Share whom "(a call and a task), both for Ahmed" are for."""
    both = any(
        tokens.word(at) in {"both", "all"} and tokens.word(at + 1) == "for" for at in range(frame.start, frame.end)
    )
    end = frame.start
    for before in reversed(draft.items if both and frame.owner else ()):
        if (
            not isinstance(before, Frame)
            or before.owner
            or before.action not in _OWNED | {"schedule_call", "set_reminder"}
        ):
            return
        if end - before.end > _JOINED:
            return
        before.owner, end = frame.owner, before.start


def _due_for_both(tokens: Tokens, frame: Frame, draft: Draft) -> None:
    """Share the deadline of "(a task for Ann, a task for Ben), both by Friday"."""
    both = any(_opens_all(tokens, at) for at in range(frame.start + 1, frame.end))
    end = frame.start
    for before in reversed(draft.items if both and frame.action in _WORK else ()):
        if not isinstance(before, Frame) or before.action != frame.action or end - before.end > _JOINED:
            return
        before.due = before.due if before.due is not None else frame.due
        before.priority, end = before.priority or frame.priority, before.start


def _opens_all(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in {"both", "all"} or (
        tokens.word(at) == "each" and tokens.word(at - 1) in {",", "and", "("}
    )


def _same_people(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether a second thing is for the people of the first: "send Anna an email and an SMS", "task for Ben + bell"."""
    between = {tokens.word(at) for at in range(before.end, frame.start)}
    alone = frame.to is None and frame.owner is None and not frame.verb
    return alone and bool(between) and between <= _AS_WELL and bool(_people_of(before))


def _people_of(frame: Frame) -> People:
    return (frame.to if frame.action in SENDS else frame.owner if frame.action in _WORK else None) or ()


def _for_the_same(before: Frame, frame: Frame) -> None:
    """Nobody gives work to a client, whose message a task may follow."""
    whom = _people_of(before)
    if frame.action in SENDS:
        frame.to = whom
    elif frame.action in _WORK and CLIENT not in whom:
        frame.owner = whom


def _shared_behind(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "a task + bell for Ben" are both for him."""
    bare = before.action in _WORK and before.owner is None and not told(before) and before.due is None
    message = frame.action in SENDS and bool(frame.to) and not frame.verb and CLIENT not in (frame.to or ())
    joint = before.end + 1 == frame.start and tokens.word(before.end) in _AS_WELL
    return bare and message and joint


_WORK = {"create_task", "set_reminder"}
_AS_WELL = {"and", "&", "+", "plus", "as", "well", "also", "n"}


def _counts(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "two tasks", "two messages" only said how many follow: "two tasks, one for Ben and one for Mia"."""
    sends = before.action in SENDS and frame.action in SENDS and before.to is None
    same = sends or (before.action == frame.action == "create_task" and before.owner is None)
    same = same and not told(before)
    counted = any(tokens.word(at) in say.NUMBER_WORDS for at in range(before.start, before.end))
    return same and counted and tokens.word(before.end - 1) in _PLURALS


_PLURALS = {"tasks", "to-dos", "todos", "tickets", "messages", "notifications", "alerts"}


def _told_apart(tokens: Tokens, frame: Frame, draft: Draft) -> None:
    """Take out of "Maria and the owner need a heads-up" who is told by a channel of their own: "; Maria by SMS, …"."""
    listed = frame.verb == "notify" and frame.channel is not None and tokens.word(frame.start - 1) != "then"
    following: list[Frame] = []
    for item in reversed(draft.items):
        if isinstance(item, Turn) and item.soft:
            continue
        if not isinstance(item, Frame) or item.action not in SENDS:
            return
        following.append(item)
        if item.verb != "notify" or item.channel is None:
            break
    first = following[-1] if following else None
    if not listed or first is None or not _is_silent(first) or not set(frame.to or ()) <= set(first.to or ()):
        return
    first.to = tuple(one for one in first.to or () if one not in (frame.to or ()))
    if not first.to:
        draft.items.remove(first)


def _is_silent(frame: Frame) -> bool:
    """Whether a message to several names neither its channel nor its words."""
    said = frame.texts or frame.text or frame.topic or frame.content or frame.purpose
    return frame.action == "send_notification" and frame.channel is None and not said


def _another(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether a task stands beside the demand: "ask Peter to fill it in and create a task to call the client"."""
    joined = {tokens.word(at) for at in range(before.end, frame.start)} & {"and", "then", "plus", "also", "&", "+"}
    return bool(joined) and told(frame)


def _apart(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether an arrow, a number or "then" makes two of them: "the boss is notified -> drop the boss a message"."""
    between = range(before.end, frame.start)
    marked = {"ARROW", "NUMBER", "NEWLINE"}
    return any(tokens.kind(at) in marked or tokens.word(at) in {"then", "also", "and"} for at in between)


def _only_announces(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "Olivia must see it" only announced "send her a bell"."""
    silent = before.action == "send_notification" and before.verb == "notify" and before.channel is None
    said = before.texts or before.text or before.topic or before.content or before.purpose
    if frame.action == "webhook":  # "our ERP should hear of it: POST to …"
        return silent and not said and before.end + 1 == frame.start and tokens.word(before.end) == ":"
    same = frame.action in SENDS and frame.to == before.to
    between = {tokens.word(at) for at in range(before.end, frame.start)}
    if silent and same and before.hears and between <= _SO:  # "the boss wants to know about it - notify him"
        frame.topic = frame.topic or before.topic or before.content
        return not (before.texts or before.text or before.purpose)
    return silent and not said and same and frame.verb != "notify" and not _apart(tokens, before, frame)


_SO = {",", "-", ":", ".", ";", "so", "please", "then", "therefore", "hence", "thus", "just", "!"}


def _put_in_words(draft: Draft, purpose: str) -> str:
    """The purpose with "it" put in words, where an empty field was spoken of: "(no industry) fill it in"."""
    last = draft.guards[-1] if draft.guards else None
    if not isinstance(last, Comparison) or last.op != "empty":
        return purpose
    words = purpose.split()
    return " ".join(f"the {last.field}" if word == "it" else word for word in words)


def _says_how(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "congratulate Anna by sending her an SMS" is one message."""
    how = tokens.word(frame.start - 1) == "by" and tokens.word(frame.start).endswith("ing")
    silent = before.action in SENDS and before.channel is None and not told(before)
    return how and silent and frame.action in SENDS and frame.to == before.to and before.end >= frame.start - 1


def _concludes(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "so" only orders what was wished: "they should be phoned within 2 hours, so plan a call"."""
    between = {tokens.word(at) for at in range(before.end, frame.start)}
    if before.action != frame.action or "so" not in between or not between <= _SO or frame.action not in _WISHED:
        return False
    slots = [(name, getattr(before, name), getattr(frame, name)) for name in _SLOTS]
    if any(old and new and old != new for _, old, new in slots):
        return False
    for name, old, new in slots:
        setattr(frame, name, new or old)
    return True


_WISHED = SENDS | _WORK | {"schedule_call"}
_SLOTS = (
    "to", "owner", "texts", "text", "title", "subject", "topic", "purpose", "content", "description", "modifiers",
    "due", "at", "wait", "again", "priority", "channel", "template", "facts",
)  # fmt: skip


def _says_again(tokens: Tokens, before: Frame, frame: Frame) -> bool:
    """Whether "make her responsible" only says once more that "it's Niamh's", "the call" which one is planned."""
    between = {tokens.word(at) for at in range(before.end, frame.start)}
    if before.action != frame.action:
        return False
    if frame.action == "assign_responsible":
        return before.owner == frame.owner
    if frame.action == "add_comment":  # "put it on record: write 'Paid' to the timeline"
        return not (before.texts or before.text or before.content) and ":" in between
    there = "the" in {tokens.word(frame.start), tokens.word(frame.start + 1)}
    if frame.action != "schedule_call" or not there or frame.to not in (None, before.to):
        return False
    frame.owner, frame.to = before.owner or frame.owner, before.to
    frame.at, frame.due = frame.at or before.at, frame.due or before.due
    return True
