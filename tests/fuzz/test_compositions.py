"""What is understood piece by piece is understood together: triggers, steps and joints in every combination."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Understood
from tests.fuzz.sizes import rounds, size

WORDINGS = Path(__file__).parents[1] / "english" / "wordings"
# {t} is a trigger, {a} to {c} are steps, {A} is a step that begins the sentence.
SHAPES = (
    "When {t}, {a}", "{A} when {t}", "{A} as soon as {t}", "If {t} then {a}", "Every time {t}, please {a}",
    "When {t}, wait 3 days, then {a}", "I want this: when {t}, {a}. Thanks!",
    "When {t}, {a} and {b}", "When {t}, {a}. Then {b}.", "When {t}, first {a}, then {b}", "Once {t}, {a}; {b}",
    "When {t}: 1. {a} 2. {b}", "When {t}, {a}, wait 2 days and {b}", "When {t} -> {a} -> {b}",
    "{A} and {b} whenever {t}",
    "When {t}, {a}. Two days later {b}.", "When {t}, {a}; after 1 week {b}", "When {t}, {a} and also {b}",
    "When {t} and the amount is over 5000, {a}, otherwise {b}", "When {t}, if the amount is over 5000 {a}, else {b}",
    "When {t}: {a}, {b} and {c}", "When {t}:\n- {a}\n- {b}\n- {c}", "When {t}, {a}, {b}, and {c}",
)  # fmt: skip
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
def triggers() -> tuple[tuple[str, str], ...]:
    """Each wording with its trigger."""
    found, name = [], ""
    for line in lines("triggers.txt"):
        if line.startswith("== "):
            name = line[3:].split(" ", 1)[0]
        else:
            found.append((name, line))
    return tuple(found)


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


def merges(steps: list[str]) -> bool:
    """Whether steps may be one: "create a task … and assign it to Anna", "tell the owner and let the owner know"."""
    if len({alone(step) for step in steps}) < len(steps):
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
        words = dict(zip("abc", steps, strict=False)) | {"t": trigger, "A": steps[0][:1].upper() + steps[0][1:]}
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
