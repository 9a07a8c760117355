"""What is understood piece by piece is understood together: triggers, steps and joints in every combination."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Understood
from tests.fuzz.sizes import rounds, size

WORDINGS = Path(__file__).parents[1] / "english" / "wordings"
# {t} is a trigger, {a} to {c} are steps, {T} and {A} begin the sentence.
SHAPES = (
    "When {t}, {a}", "{A} when {t}", "{A} as soon as {t}", "If {t} then {a}", "Every time {t}, please {a}",
    "When {t}, wait 3 days, then {a}", "I want this: when {t}, {a}. Thanks!",
    "When {t}, {a} and {b}", "When {t}, {a}. Then {b}.", "When {t}, first {a}, then {b}", "Once {t}, {a}; {b}",
    "When {t}: 1. {a} 2. {b}", "When {t}, {a}, wait 2 days and {b}", "When {t} -> {a} -> {b}",
    "{A} and {b} whenever {t}",
    "When {t}, {a}. Two days later {b}.", "When {t}, {a}; after 1 week {b}", "When {t}, {a} and also {b}",
    "When {t} and the amount is over 5000, {a}, otherwise {b}", "When {t}, if the amount is over 5000 {a}, else {b}",
    "{T}: {a}", "{T}? {A}", "{T} - {a}", "{t} -> {a}, {b}", "{T}. {A}.", "{A} the minute {t}", "{A} any time {t}",
    "{A}, but only when {t}", "In case {t}, {a}", "If ever {t}, {a}",
    "When {t}: {a}, {b} and {c}", "When {t}:\n- {a}\n- {b}\n- {c}", "When {t}, {a}, {b}, and {c}",
)  # fmt: skip
# {g} says which records it is about, {c} is a condition.
GUARDED = (
    "When a deal {g} is created, {a}", "New deal {g}: {a}", "{A} when a deal {g} is created",
    "Every new deal {g} -> {a}", "When a deal {g} is won, {a} and {b}", "If a deal {g} is lost, {a}",
)  # fmt: skip
CONDITIONAL = (
    "When a deal is created, if {c}, {a}", "When a deal is created, {a} if {c}", "When a deal is created and {c}, {a}",
    "When a deal is created: if {c}, {a}, otherwise {b}", "When a deal is won, {a}. If {c}, {b}.",
    "When a deal is won and {c}: {a}, then {b}", "When a deal is won, {a} if {c}, otherwise {b}",
    "When a deal is created, if {c}, {a}. Else {b}",
    "When a deal is won, wait 2 days, and if {c}, {a}",
)  # fmt: skip
# Names that mean the same field.
ALIKE = {"assigned_by": "assigned by"}
KEYS = ("to", "assignee", "tag", "stage", "field", "value", "url", "template_id", "priority", "deadline", "datetime")
MAKES = {"create_task", "create_deal", "create_quote"}
# Of a hundred sentences so many may be asked about: the pieces are understood, their joint need not be clear.
MOST_ASKED = 0.05

Case = dict[str, Any]


@cache
def lines(name: str) -> tuple[str, ...]:
    text = (WORDINGS / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def told(name: str) -> tuple[tuple[Case, str], ...]:
    """Each wording of a table with the condition it tells."""
    found, row = [], {}
    for line in lines(name):
        if line.startswith("== "):
            row = json.loads(line[3:])
        else:
            found.append((row, line))
    return tuple(found)


@cache
def triggers() -> tuple[tuple[str, str], ...]:
    """Each wording with its trigger."""
    found, name = [], ""
    for line in lines("triggers.txt"):
        if line.startswith("== "):
            name = line[3:].split(" ", 1)[0]
        else:
            found.append((name, line))
    return tuple(found)


def opening(words: str) -> str:
    """The words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def understood(sentence: str) -> Case | None:
    reading = read(sentence)
    return to_case(reading, "x") if isinstance(reading, Understood) else None


def deeds(steps: list[Case]) -> Iterator[str]:
    """Every action with whom and what it names, wherever it stands."""
    for step in steps:
        if "action" in step:
            told = {key: step["fields"][key] for key in KEYS if step["fields"].get(key)}
            name = step["action"].replace("update_task", "update_field").replace("update_deal", "update_field")
            yield f"{name} {json.dumps(told, sort_keys=True)}"
        for key in ("then", "else", "approved", "rejected", "steps"):
            yield from deeds(step.get(key) or [])
        for lane in step.get("parallel", ()):
            yield from deeds(lane)


@cache
def alone(step: str) -> tuple[str, ...]:
    """What a step means by itself."""
    case = understood(f"When a deal is won, {step}")
    assert case is not None, step
    assert (case["trigger"], case["conditions"]) == ("deal_won", []), step
    return tuple(deeds(case["steps"]))


def announced(one: str, other: str) -> bool:
    """Whether the second only says how: "the boss is notified, drop the boss a message in the chat"."""
    (verb, who), (channel, whom) = one.split(" ", 1), other.split(" ", 1)
    return verb == "send_notification" and channel.startswith("send_") and who == whom


def merges(steps: list[str]) -> bool:
    """Whether steps may be one: "create a task … and assign it to Anna", "tell the owner and let the owner know"."""
    if len({alone(step) for step in steps}) < len(steps):
        return True
    if any(announced(*pair) for pair in pairwise(alone(step)[0] for step in steps)):
        return True
    verbs = [alone(step)[0].split()[0] for step in steps]
    made = [at for at, verb in enumerate(verbs) if verb in MAKES or "have" in steps[at].split()]
    return bool(made) and any(verb in {"assign_responsible", *MAKES} for verb in verbs[made[0] + 1 :])


def test_what_is_understood_in_pieces_is_understood_together():
    """
    A sentence put together from them means just what they mean, or it is asked about: nothing more, nothing less.
    """
    wrong, asked = [], []
    for chance in rounds("sentences put together"):
        name, trigger = chance.choice(triggers())
        shape = chance.choice(SHAPES)
        steps = chance.sample(
            lines("steps.txt"), sum(f"{{{letter}}}" in shape.replace("{A}", "{a}") for letter in "abc")
        )
        if merges(steps):
            continue
        words = dict(zip("abc", steps, strict=False)) | {"t": trigger, "A": opening(steps[0]), "T": opening(trigger)}
        sentence = shape.format(**words)
        case = understood(sentence)
        if case is None:
            asked.append(sentence)
        elif case["trigger"] != name or sorted(deeds(case["steps"])) != sorted(
            deed for step in steps for deed in alone(step)
        ):
            wrong.append(f"{sentence!r}: {case['trigger']} {list(deeds(case['steps']))}")

    assert not wrong, "\n".join(wrong)
    assert len(asked) <= MOST_ASKED * size("sentences put together") + 1, asked


def conditions_of(case: Case) -> list[Any]:
    """The guards of a plan and the conditions of its branches, in small letters."""
    found = [case["conditions"]] if case["conditions"] else []
    return [_plain(rows) for rows in [*found, *_branches(case["steps"])]]


def _branches(steps: list[Case]) -> Iterator[Any]:
    for step in steps:
        if "if" in step:
            yield step["if"]
        for key in ("then", "else"):
            yield from _branches(step.get(key) or [])


def _plain(rows: Any) -> Any:
    text = json.dumps(rows).lower()
    for name, other in ALIKE.items():
        text = text.replace(f'"{name}"', f'"{other}"')
    return json.loads(text)


def test_a_condition_means_the_same_wherever_it_stands():
    """
    Neither its words nor those of the steps around it get lost or get into each other.
    """
    wrong, asked = [], []
    for chance in rounds("conditions put in sentences"):
        table, shapes = chance.choice((("guards.txt", GUARDED), ("conditions.txt", CONDITIONAL)))
        row, words = chance.choice(told(table))
        shape = chance.choice(shapes)
        steps = chance.sample(lines("steps.txt"), 2)[: 1 + ("{b}" in shape)]
        if merges(steps):
            continue
        sentence = shape.format(g=words, c=words, a=steps[0], b=steps[-1], A=opening(steps[0]))
        case = understood(sentence)
        if case is None:
            asked.append(sentence)
            continue
        same = sorted(deeds(case["steps"])) == sorted(deed for step in steps for deed in alone(step))
        if not same or conditions_of(case) != [_plain(row)]:
            wrong.append(f"{sentence!r}: {conditions_of(case)} {list(deeds(case['steps']))}")

    assert not wrong, "\n".join(wrong)
    assert len(asked) <= MOST_ASKED * size("conditions put in sentences") + 1, asked
