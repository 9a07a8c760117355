"""Remarks behind an action about its people: "Ravi will do it", "(Oliver makes it)", "and nobody else"."""

from __future__ import annotations

from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.slots.parties import OWNED, SENDS, closes
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import PARTICIPLES, RECEIVES, TO_BE

_WORK = "do|make|handle|own|run|take|hold|manage|prepare|place"
_IT = "it|this|that|them"
_DOES = Turns(
    (
        f"will|should|shall|must|to|can|'ll {_WORK} [{_IT}]",
        f"will|should|shall|must|to|can|'ll look after {_IT}",
        f"will|should|shall|must|to|can|'ll take care of {_IT}",
        f"does|makes|handles|owns|takes|runs|holds|manages {_IT}",
        f"looks after {_IT}",
        f"[is|being] in charge [of] [{_IT}]",
        f"takes care of {_IT}",
    )
)
_CALLS_THEM = Turns(("[will|should|must|is] [to] call|calls|ring|rings|phone|phones [them|him|her]",))
_NOBODY_ELSE = Turns(("[,] [and|but] nobody|no-one else", "[,] [and|but] no one else", "[,] [and|but] not anyone else"))
_MARKS = {",", "(", ".", "-", ";", "and"}
_BOOKED = Turns(
    (
        "[please] book|schedule|plan|arrange|log [in] the|a|that|this call",
        "[please] book|schedule|plan|arrange|log it|this|that [in]",
        "[please] make|create|as [it|that|this] a task",
        "as a|an task|call",
        "task",
    )
)


def _closed(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {".", "!", ";", ")", ",", "?"}


def slot_doer(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Who does what is planned: "(a call), Ravi will do it", "(a quote). Samira looks after that"."""
    if frame.action not in OWNED | {"schedule_call"} or tokens.word(at) not in _MARKS:
        return None
    glossed = _glossed(tokens, at, frame)
    if glossed:
        return glossed
    bracket = tokens.word(at) == "("
    who = people(tokens, at + 1) if frame.owner is None else None
    does = _DOES.find(tokens, who.end) if who and who.value and CLIENT not in who.value else None
    calls = _CALLS_THEM if frame.action == "schedule_call" else None
    does = does or (calls.find(tokens, who.end) if calls and who and who.value else None)
    if (
        not who
        or not does
        or not (_closed(tokens, does.end) or closes(tokens, does.end))
        or (bracket and tokens.word(does.end) != ")")
    ):
        return None
    frame.owner = who.value
    return does.end + bracket


def _glossed(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past "(book the call)", "(make it a task)": only what the action is once more."""
    found = _BOOKED.find(tokens, at + 1) if tokens.word(at) == "(" else None
    if not found or tokens.word(found.end) != ")":
        return None
    task = tokens.word(found.end - 1) == "task"
    same = frame.action == ("create_task" if task else "schedule_call")
    return found.end + 1 if same else None


def slot_nobody_else(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past "and nobody else", ", not the creator" behind whom a message is for; a client so spared is a rule."""
    if replaced := _replaced(tokens, at, frame):
        return replaced
    if frame.action not in SENDS or not frame.to:
        return None
    found = _NOBODY_ELSE.find(tokens, at)
    spared = tokens.past(at, {",", "and", "but", "("})
    who = people(tokens, tokens.past(spared + 1, {"to", "for"})) if tokens.word(spared) in {"not", "never"} else None
    other = who and who.value and CLIENT not in who.value and not set(who.value) & set(frame.to)
    other = other and not places(tokens, spared + 2)  # "not for Spain" tells which records
    end = who.end if who and other else found.end if found else at
    return end if end > at and _closed(tokens, end) else None


def _replaced(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past "instead of the current owner", "rather than the boss" behind somebody else who is named."""
    led = _INSTEAD_OF.find(tokens, at)
    whom = frame.to if frame.action in SENDS else frame.owner
    who = people(tokens, led.end) if led and whom else None
    other = who and who.value and whom and not set(who.value) & set(whom)
    return who.end if who and other and (_closed(tokens, who.end) or closes(tokens, who.end)) else None


_INSTEAD_OF = Turns(
    ("instead|in-place of [to|for]", "in place of", "rather than [to|for]", "and not|no-longer [to|for]")
)


def slot_set_apart(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(an SMS goes,) to our phone +346…": whom it is for behind a comma."""
    led = tokens.word(at) == "," and tokens.word(at + 1) in {"to", "for"}
    who = people(tokens, at + 2) if led and frame.action in SENDS and frame.to is None else None
    if not who or not who.value or not _closed(tokens, who.end):
        return None
    frame.to = who.value
    return who.end


def slot_cleft(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(an SMS) is what the customer gets"."""
    led = _IS_WHAT.find(tokens, at)
    who = people(tokens, led.end) if led else None
    gets = RECEIVES.find(tokens, who.end) if who and who.value else None
    if not who or not gets:
        return None
    if frame.action in SENDS and frame.to is None:
        frame.to = who.value
    elif frame.action in OWNED and frame.owner is None:
        frame.owner = who.value
    else:
        return None
    return gets.end


_IS_WHAT = Turns(("is|are|should|will|'s [be] what|all [that]",))


def slot_by_phone(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(get in touch with the client) by phone": a call."""
    found = _BY_PHONE.find(tokens, at) if frame.verb in {"speak", "notify"} and frame.channel is None else None
    if not found or not frame.to or CLIENT not in frame.to or frame.action != "send_notification":
        return None
    frame.action, frame.verb = "schedule_call", "call"
    return found.end


def slot_copied(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(e-mail the client) with Anna in copy", ", cc Anna", "(cc: Anna)", "copying in the boss"."""
    if (frame.channel or frame.action) != "send_email" or not frame.to:
        return None
    start = tokens.past(at, {",", "(", "and", "with"})
    led = _COPIES.find(tokens, start)
    who = people(tokens, led.end if led else start)
    behind = _IN_COPY.find(tokens, who.end) if who and not led and tokens.word(start - 1) == "with" else None
    if not who or not who.value or not (led or behind):
        return None
    end = behind.end if behind else who.end
    if not _closed(tokens, end):
        return None
    frame.to = tuple(dict.fromkeys((*frame.to, *who.value)))
    return end + (tokens.word(end) == ")" and tokens.word(start - 1) == "(")


_COPIES = Turns(("cc|bcc|copying|copy [in] [to] [:]", "a copy to"))
_IN_COPY = Turns(("in|on [the] cc|copy|bcc",))
_BY_PHONE = Turns(("by|via|over|on|per [the] phone|telephone",))


def slot_told_last(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past the verb in "Anna by e-mail and Ben by chat must be informed"."""
    be = TO_BE.find(tokens, at) if frame.verb == "notify" and frame.channel and tokens.word(at) in _OUGHT else None
    part = PARTICIPLES.find(tokens, be.end) if be else None
    return part.end if part and part.value == "notify" and _closed(tokens, part.end) else None


_OUGHT = {"must", "should", "shall", "will", "are", "is", "need", "have"}
