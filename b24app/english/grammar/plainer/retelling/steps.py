"""One step in plain words: "send an SMS "On our way" to the client", "create a task for Anna, due in 2 days"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from b24app.english.grammar.plainer.retelling.labels import PEOPLE, Frame, Slot
from b24app.english.grammar.plainer.retelling.telling import Piece, Teller
from b24app.english.grammar.plainer.wording import Kept

_MESSAGES = {
    "notify": "a notification", "chat": "a Bitrix chat message", "sms": "an SMS", "whatsapp": "a WhatsApp message",
    "email": "an e-mail",
}  # fmt: skip
_OF_ITSELF = ("daily", "weekly", "hourly", "monthly")
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
_CLAUSES = ("if ", "whether ", "that ", "how ", "why ", "when ", "to ")
# A clause of its own behind "until" has one of these; anything else is what the record is: "until paid".
_FINITE = {
    "is",
    "are",
    "was",
    "has",
    "have",
    "'s",
    "it's",
    "does",
    "do",
    "they",
    "he",
    "she",
    "the",
    "a",
    "an",
    "someone",
}


def step(teller: Teller, frame: Frame, receivers: list[Piece]) -> Iterator[Piece]:
    """What is done, how often, and until when; `receivers` are those of a message."""
    head = frame.step
    if head is None:
        return
    if every := frame.get("every"):
        yield teller.told("" if teller.text(every).lower() in _OF_ITSELF else "every ", every)
        yield teller.kept(every)
        yield teller.told(" ", every)
    if head.label in _MESSAGES:
        yield from _message(teller, frame, head, receivers)
    else:
        yield from _DONE.get(head.label, _made)(teller, frame, head)
    if most := frame.get("max"):
        yield teller.told(", at most ", most)
        yield _digits(teller, most)
        yield teller.told(" times", most)
    if stop := frame.get("stop", "while"):
        its_own = any(teller.said.tokens.word(at) in _FINITE for at in range(stop.start, stop.end))
        word = "until" if stop.label == "stop" else "as long as"
        yield from teller.led(f" {word} {'' if its_own else 'it is '}", stop)


def _digits(teller: Teller, slot: Slot) -> Kept:
    """The number of "5x" and "3 times"."""
    whole = teller.kept(slot)
    text = teller.said.text[whole.start : whole.end]
    digits = len(text) - len(text.lstrip("0123456789"))
    return Kept(whole.start, whole.start + digits) if digits else whole


def _titled(teller: Teller, frame: Frame) -> list[Piece]:
    text = frame.get("text", "about")
    return [teller.told(" ", text), *teller.quoted(text)] if text else []


def _for(teller: Teller, word: str, who: list[Piece], head: Slot) -> list[Piece]:
    return [teller.told(word, head), *who] if who else []


def _task(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    is_task = head.label == "task"
    yield teller.told("create a task" if is_task else "set a reminder", head)
    yield from _titled(teller, frame)
    yield from _for(teller, " for ", teller.people(frame), head)
    yield from _due(teller, frame, "due " if is_task else "")
    if level := frame.get("high", "low", "normal"):
        yield teller.told(f", with {level.label} priority", level)


def _made(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    yield teller.told(f"create {'an' if head.label == 'invoice' else 'a'} {head.label}", head)
    yield from _titled(teller, frame)
    if stage := frame.get("stage"):
        yield from [teller.told(" in the ", stage), *teller.quoted(stage), teller.told(" stage", stage)]
    yield from _for(teller, ", assign it to ", teller.people(frame), head)


def _message(teller: Teller, frame: Frame, head: Slot, receivers: list[Piece]) -> Iterator[Piece]:
    yield teller.told(f"send {_MESSAGES[head.label]}", head)
    text, subject, about, template = (frame.get(name) for name in ("text", "subject", "about", "template"))
    ahead = text if not subject and head.label != "email" else None
    if ahead:
        yield from teller.led_quoted(" ", ahead)
    yield from _for(teller, " to ", receivers, head)
    if subject:
        yield from teller.led_quoted(" with the subject ", subject)
    if text and not ahead:
        yield from teller.led_quoted(f" {'and' if subject else 'with'} the text ", text)
    if about and not text:
        asks = teller.text(about).lower().startswith(_CLAUSES)
        yield from teller.led(" asking " if asks else " about ", about)
    if template:
        yield from teller.led(" with template ", template)


def _comment(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    titled = _titled(teller, frame)
    yield from [teller.told("add the comment" if titled else "add a comment", head), *titled]


def _call(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    yield teller.told("schedule a call with the client", frame.get("client") or head)
    yield from _for(teller, " for ", teller.people(frame, "rep", "boss", "who"), head)
    yield from _due(teller, frame, "")


def _assign(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    yield from _for(teller, "assign it to ", teller.people(frame), head)


def _move(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    stage = frame.get("stage", "value") or head
    yield from [teller.told("move it to the ", head), *teller.quoted(stage), teller.told(" stage", head)]


def _set(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    yield from [teller.told("set ", head), *teller.field(frame.get("field") or head)]
    yield teller.told(" of the task to " if head.label == "retask" else " to ", head)
    value = frame.get("value", "text", *PEOPLE, "who") or head
    yield from teller.people(frame, value.label) if value.label in PEOPLE else teller.values(value)


def _tag(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    yield teller.told("add the tag " if head.label == "tag" else "remove the tag ", head)
    yield from teller.quoted(frame.get("value", "text") or head)


def _webhook(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    method = next((token.text for token in teller.said.tokens.items if token.text in _METHODS), "POST")
    yield teller.told(f"send a {method} request", head)
    if url := frame.get("url"):
        yield from teller.led(" to ", url)
    if text := frame.get("text", "about"):
        yield from teller.led(" with ", text)


def _approval(teller: Teller, frame: Frame, head: Slot) -> Iterator[Piece]:
    yield from _for(teller, "ask ", teller.people(frame), head)
    yield teller.told(" for approval", head)
    if due := frame.get("due", "by"):
        yield from teller.led(" within ", due)


def _due(teller: Teller, frame: Frame, due: str) -> Iterator[Piece]:
    if length := frame.get("due"):
        yield from teller.led(f"{', ' if due else ' '}{due}in ", length)
    elif moment := frame.get("by"):
        yield from teller.led(f", {due}by " if due else " ", moment)


_DONE: dict[str, Callable[[Teller, Frame, Slot], Iterator[Piece]]] = {
    **dict.fromkeys(("task", "remind"), _task),
    **dict.fromkeys(("set", "retask"), _set),
    **dict.fromkeys(("tag", "untag"), _tag),
    "comment": _comment,
    "call": _call,
    "assign": _assign,
    "move": _move,
    "webhook": _webhook,
    "approval": _approval,
}
