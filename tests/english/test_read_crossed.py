"""Known triggers, conditions and steps crossed in many frames: the plan of the whole is that of its pieces."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest

from b24app.english.case import to_case
from b24app.english.read import read

WORDINGS = Path(__file__).with_name("wordings")
SEED, EACH = 7, 14
TRIGGERS = [
    "a deal is won", "a rep loses a deal", "a new deal comes in", "a deal reaches Contract signed",
    "the deal has been closed as lost", "we land a deal",
]  # fmt: skip
CONDITIONS = [
    "the amount is over 5000", "the source is Web", "it is from Germany", "the phone is filled in", "priority = high",
    "no company is linked",
]  # fmt: skip
# The frame of a whole sentence, and of each a piece alone: {t} when it starts, {c} a condition, {s} and {u} steps.
FRAMES = [
    "When {t}, {s}.",
    "When {t}, {s} and {u}.",
    "When {t}, {s}, then {u}.",
    "When {t}, {s}; {u}.",
    "When {t}: 1) {s} 2) {u}",
    "When {t}:\n- {s}\n- {u}",
    "When {t}, {s}. After that, {u}.",
    "When {t}, {s} and after 3 days {u}.",
    "When {t}, take a 2-day break and then {s}.",
    "When {t}, {s} too.",
    "When {t}, {s} right away.",
    "When {t}, {s} 3 hours later.",
    "When {t} and {c}, {s}.",
    "When {t}, if {c}, {s}.",
    "When {t}, {s} if {c}.",
    "When {t}, {s}, but only if {c}.",
    "When {t}, {s} and {u}, but only if {c}.",
    "When {t}, {s} and {u}, as long as {c}.",
    "When {t}, {s}, and if {c}, {u} too.",
    "When {t}, {s}; if {c}, {u}.",
    "When {t}: if {c}, {s}, otherwise {u}.",
    "When {t}, {s} if {c}; if not, {u}.",
    "If {c} when {t}, {s}.",
    "Every time {t} and {c}, {s} and {u}.",
    "When {t}, wait until 3 May, then {s}.",
]
STEPS = [
    line
    for line in (WORDINGS / "steps.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#") and " it " not in f" {line} "  # "it" is what the step before it made
]


@cache
def understood(sentence: str):
    case = to_case(read(sentence), "x")
    return case if case["expect"] == "workflow" else None


def actions(steps):
    """The actions with what they name, wherever they stand: whom, the tag, the stage, the field and its value."""
    named = ("to", "assignee", "tag", "stage", "field", "value", "url", "template_id", "priority")
    for step in steps:
        if "action" in step:
            told = {key: step["fields"][key] for key in named if step["fields"].get(key)}
            yield json.dumps([step["action"], told], sort_keys=True)
        for side in step.get("parallel", ()):
            yield from actions(side)
        for key in ("then", "else", "steps"):
            yield from actions(step.get(key) or [])


def wrong(frame, trigger, condition, first, second):
    """The sentence, where its trigger, its conditions or its actions are not those of its pieces."""
    sentence = frame.format(t=trigger, c=condition, s=first, u=second)
    whole = understood(sentence)
    starts = understood(f"When {trigger}, add the tag Zed.")
    tested = understood(f"When a deal is won and {condition}, add the tag Zed.")["conditions"] if "{c}" in frame else []
    parts = [first, second] if "{u}" in frame else [first]
    wanted = [one for part in parts for one in actions(understood(f"When a deal is won, {part}.")["steps"])]
    right = (
        whole is not None
        and (whole["trigger"], whole["trigger_filter"]) == (starts["trigger"], starts["trigger_filter"])
        and sorted(actions(whole["steps"])) == sorted(wanted)
        and all(json.dumps(row) in json.dumps([whole["conditions"], whole["steps"]]) for row in tested)
    )
    return "" if right else sentence


@pytest.mark.parametrize("frame", FRAMES)
def test_pieces_mean_the_same_in_every_sentence(frame):
    """
    Whatever steps meet, none of them takes a word of the other, of the condition or of a time into its own.
    """
    drawn = random.Random(f"{SEED} {frame}")
    pairs = [drawn.sample(STEPS, 2) for _ in range(EACH)]
    told = [wrong(frame, drawn.choice(TRIGGERS), drawn.choice(CONDITIONS), *pair) for pair in pairs]

    assert [sentence for sentence in told if sentence] == []
