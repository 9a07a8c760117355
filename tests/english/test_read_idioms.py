"""Whole sentences in everyday words, in `wordings/idioms/`: what starts them, and what they do for whom."""

from pathlib import Path

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from tests.english.compact import NAMES, in_one_line

ROWS = [
    (line.split(" | ")[0], " | ".join(line.split(" | ")[1:-1]), line.split(" | ")[-1])  # a plan may hold a bar too
    for file in sorted(Path(__file__).with_name("wordings").joinpath("idioms").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def facts(sentence: str) -> tuple[str, str]:
    """The trigger, and the plan in one line with who and what each of its actions names."""
    reading = read(sentence)
    case = to_case(reading, "x")
    trigger = " ".join(word for word in (case["trigger"], case["trigger_filter"]) if word)
    return trigger, f"{in_one_line(sentence, reading)} {named(case['steps'])}".strip()


def named(steps) -> str:
    """Whom each action is for, its tag, stage, field and value."""
    told = []
    for step in steps:
        if "action" in step:
            fields = step["fields"]
            keys = ("to", "assignee", "tag", "stage", "field", "value", "url", "template_id")
            told.append(NAMES[step["action"]] + "".join(f" {fields[key]}" for key in keys if fields.get(key)))
        for key in ("then", "else", "approved", "rejected", "timeout", "steps"):
            inner = named(step.get(key) or [])
            told += [inner] if inner else []
        told += [inner for side in step.get("parallel", ()) if (inner := named(side))]
    return f"({'; '.join(told)})" if told else ""


@pytest.mark.parametrize(("trigger", "plan", "sentence"), ROWS, ids=[row[2] for row in ROWS])
def test_a_sentence_in_everyday_words_gives_its_plan(trigger, plan, sentence):
    assert facts(sentence) == (trigger, plan)
