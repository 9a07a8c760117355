"""Every trigger in the ways people tell it, in the frames they put it in, so that no rule fits one sentence."""

from pathlib import Path

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Understood

WORDINGS = Path(__file__).with_name("wordings")
STEP = "notify the responsible"
FRAMES = [
    "When {}, {step}.",
    "As soon as {}, please {step}",
    "{Large}: {step}",
    "Every time {}, {step}",
    "Once {}, I want the responsible to be notified",
    "{Large} -> {step}",
    "If {}, then {step}",
    "Please {step} whenever {}",
    "In the event that {}, the responsible should be notified",
    "{Large}? Notify the responsible.",
    "I want the responsible to be notified whenever {}",
    "After {}, {step}",
]
# Without a word that announces it, this reads like a heading.
ANNOUNCED_ONLY = {"information on a lead is updated"}


def wordings(name):
    """The sections of a table of wordings, by their heads."""
    sections: dict[str, list[str]] = {}
    head = ""
    for line in (WORDINGS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            head = line.removeprefix("== ")
        elif line and not line.startswith("#"):
            sections.setdefault(head, []).append(line)
    return sections


def taken(frames, place):
    """Three of the frames, other ones at the next place."""
    return [frames[(place + step * len(frames) // 3) % len(frames)] for step in range(3)]


TOLD = wordings("triggers.txt")


@pytest.mark.parametrize(("head", "told"), TOLD.items(), ids=TOLD)
def test_a_trigger_is_understood_however_it_is_told(head, told):
    trigger, _, watched = head.partition(" ")
    misread = []
    for place, words in enumerate(told):
        for frame in taken(FRAMES, place):
            if words in ANNOUNCED_ONLY and "{Large}" in frame:
                continue
            sentence = frame.format(words, step=STEP, Large=words[0].upper() + words[1:])
            reading = read(sentence)
            case = to_case(reading, "x")
            steps = [step.get("action") for step in case["steps"]]
            found = case["trigger"], case["trigger_filter"] or "", case["conditions"], steps
            if not isinstance(reading, Understood) or found != (trigger, watched, [], ["send_notification"]):
                misread.append((sentence, found))

    assert misread == []


@pytest.mark.parametrize(
    ("sentence", "pipeline"),
    [
        ("When a deal in pipeline Partners is won, notify the owner", "Partners"),
        ("When a new deal is created in the Wholesale pipeline, notify the owner", "Wholesale"),
        ('When a deal moves to Signing in the "Partners" pipeline, notify the owner', "Partners"),
        ("When a deal is won, notify the owner", ""),
    ],
)
def test_the_pipeline_is_part_of_the_trigger(sentence, pipeline):
    reading = read(sentence)

    assert isinstance(reading, Understood)
    assert reading.plan.trigger.pipeline == pipeline
