"""Questions in plain English: what was understood, what is missing, what to write next."""

from __future__ import annotations

import re
from collections.abc import Iterable

from b24app.english.reading import Question
from b24app.plan.plan import Span
from b24app.plan.vocabulary import TRIGGERS, TriggerName

_ASKED: dict[str, str] = {
    "trigger": "What should start it? Say when it happens, for example “when a deal is won” or “when a new lead is "
    "created”.",
    "action": "What should be done then? Say the action, for example “create a task for the manager” or “send an email "
    "to the client”.",
    "recipient": "Who is it for? Name the responsible person, their supervisor, the client, a team or a colleague.",
    "channel": "Through which channel should the client be reached: WhatsApp, e-mail or SMS? Internal messages do not "
    "reach clients.",
    "content": "What should the message say? Put the text in quotes.",
    "stage": "Which stage do you mean? Write its name in quotes, for example move the deal to the stage “Contract”.",
    "field": "Which field should be set? Write for example: set the field “Priority” to “High”.",
    "value": "Which value should the field get?",
    "emptied": "A step cannot empty a field yet. Which value should the field get instead?",
    "measure": "What exactly should be compared? Give the field and the value: “the amount is above 5,000”.",
    "moment": "When exactly? Give a length of time, a time of day, or the field that holds the date.",
    "which": "How many should there be, and which? Name each of them with its title in quotes.",
    "tag": "Which tag? Write its text in quotes.",
    "url": "Which web address (URL) should be called? Please give it in full, starting with https://.",
    "scope": "Which of these steps does the condition belong to? Put the condition before the steps it applies to: "
    "“if …, do this and that”.",
    "condition": "What does “otherwise” refer to? Say the condition first: “if …, do this, otherwise do that”.",
    "approver": "Who has to approve it? Name the person or the role, for example the head of sales.",
    "end": "When should the repetition end? Say until when or how many times, for example “until it is paid, at most 5 "
    "times”.",
    "forbidden": "This both asks for something and forbids it. Which of the two should hold?",
    "awaited": "A workflow cannot wait until somebody has done the work it gives them. Give a time to wait instead, or "
    "make a second workflow that starts “when a task is completed”.",
    "length": "Please shorten it: I read up to 10,000 characters and 200 steps. What is the most important part?",
    "endless": "I lost my way in these words. Please say it in shorter sentences, one step in each.",
}
MISSING = tuple(
    name for name in _ASKED if name not in {"endless", "which", "emptied", "awaited"}
)  # what a provider may name
_CHOICES: dict[str, tuple[str, ...]] = {
    "recipient": ("the responsible", "the responsible's supervisor", "the client", "the sales team"),
    "channel": ("WhatsApp", "e-mail", "SMS"),
    "action": ("create a task", "send an email to the client", "notify the responsible", "add a comment"),
}
_COMMON: tuple[TriggerName, ...] = ("deal_won", "deal_lost", "deal_created", "lead_created", "invoice_overdue")
_MOST_QUOTED = 3
_LONGEST_QUOTE = 80
# Bits of the description no further apart than this are quoted together, if no sentence ends between them.
_NEAR = 20
_SMALL_WORD = 3
_NEXT_WORD = re.compile(r" [\w'\u2019-]+")
_BREAK = re.compile(r"[.!?;:\n]")
# Without them a description says the opposite, or says it of more records or people.
_TURNS = {
    "not", "no", "don't", "doesn't", "never", "without", "unless", "except", "but", "only", "if", "or", "until",
    "before", "instead", "neither", "nor", "none", "nobody", "than", "over", "above", "below", "under", "more", "less",
    "least", "most", "won't", "isn't", "aren't",
}  # fmt: skip
_WORD = re.compile(r"[\w'\u2019]+")
_EMPTY = re.compile(r"\( *\)")
_LOOSE = re.compile(r" +([ ,.;:?!)])")
_DANGLING = re.compile(r"\s(?:to|of|in|for|with|by|on|at)(?: (?:the|an?|our|their))?$")
_OWNERLESS = re.compile(r"\b(?:my|our|your|his|her|their)\s+$", re.IGNORECASE)
_MARKS = " ,.;:?!"
_SMALL = re.compile(r"[\s,&]*(?:and|of|the|an?|to|in|for)?\s*")
_LONGEST_OFFERED = 1_000


def question(
    description: str, missing: Iterable[str], uncovered: Iterable[Span] = (), understood: str = ""
) -> Question:
    """A question about what is missing and about the words that could not be used."""
    wanted = tuple(dict.fromkeys(missing))
    spans = tuple(uncovered)
    parts = [understood] if understood else []
    if spans:
        parts.append(_unclear(description, spans))
    parts.extend(_ASKED[name] for name in wanted)
    return Question(" ".join(parts), wanted, _choices(wanted), spans)


def _unclear(description: str, spans: tuple[Span, ...]) -> str:
    """The words that could not be used, as they stand there: bits close together are quoted as one stretch."""
    quoted = _stretches(description, spans)
    shown = [f"“{text[:_LONGEST_QUOTE]}{'…' if len(text) > _LONGEST_QUOTE else ''}”" for text in quoted[:_MOST_QUOTED]]
    if len(quoted) == 1:
        return f"I do not understand {shown[0]} yet. Please say it in other words, or leave it out."
    last = "and more" if len(quoted) > _MOST_QUOTED else f"and {shown.pop()}"
    told = f"{', '.join(shown)} {last}"
    return f"I do not understand {told} yet. Please say these in other words, or leave them out."


def _stretches(description: str, spans: tuple[Span, ...]) -> list[str]:
    places: list[tuple[int, int]] = []
    for span in spans:
        between = description[places[-1][1] : span.start] if places else ""
        near = bool(places) and len(between) <= _NEAR and not _BREAK.search(between)
        start = places.pop()[0] if near else span.start
        end = span.end
        if end - start <= _SMALL_WORD and (following := _NEXT_WORD.match(description, end)):
            end = following.end()  # "in" says little, "in Hamburg" more
        places.append((start, end))
    return [" ".join(description[start:end].split()) for start, end in places]


def shortened(description: str, asked: Question) -> str:
    """The description less the words that could not be used, if it may be offered: none of them turns the meaning."""
    cuts = _joined(description, asked.uncovered)
    words = {word for start, end in cuts for word in _WORD.findall(description[start:end].lower())}
    counts = any(letter.isdigit() for word in words for letter in word)
    if not asked.uncovered or len(description) > _LONGEST_OFFERED or counts or words & _TURNS:
        return ""
    for start, end in reversed(cuts):
        if _OWNERLESS.search(description[:start]):
            return ""  # "text my (wife)" would be another message
        before, after = _DANGLING.sub("", description[:start].rstrip(" ")), description[end:].lstrip(" ")
        one_mark = not before or not before[-1].isalnum()
        description = f"{before} {after.lstrip(_MARKS) if one_mark else after}"
    return _LOOSE.sub(r"\1", _EMPTY.sub("", description)).strip(" ,;:-\n")


def _joined(description: str, spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The places of the words, with the small word between two of them: "peace and joy"."""
    places: list[tuple[int, int]] = []
    for span in spans:
        near = bool(places) and _SMALL.fullmatch(description[places[-1][1] : span.start])
        places.append((places.pop()[0] if near else span.start, span.end))
    return places


def _choices(missing: tuple[str, ...]) -> tuple[str, ...]:
    first = missing[0] if missing else ""
    if first == "trigger":
        return tuple(f"when {TRIGGERS[name].title}" for name in _COMMON)
    return _CHOICES.get(first, ())


def unsupported(noun: str, known: Iterable[TriggerName]) -> str:
    """What can be watched of a record when what was asked cannot."""
    titles = ", ".join(f"when {TRIGGERS[name].title}" for name in known)
    watched = f" I can watch for: {titles}." if titles else ""
    return f"I cannot start a workflow from that event of “{noun}” yet.{watched}"
