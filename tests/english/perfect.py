"""A provider that says what it is told to say, and what a faultless model would say for a plan."""

import json

from b24app.ai.provider import Prompt, Reply
from b24app.english.examples import answers as told
from b24app.plan.plan import Plan


def answers(plan: Plan, description: str = "") -> tuple[str, str]:
    """The outline and the facts of that plan."""
    return told(plan, description)


def question(text: str, *missing: str, choices: tuple[str, ...] = ()) -> str:
    """An outline that asks."""
    return json.dumps({"outcome": "clarify", "question": text, "missing": missing, "choices": choices})


class Scripted:
    """A provider that gives these answers in turn and keeps what it was asked. An error is raised, a text is said."""

    title = "Scripted"

    def __init__(self, *script: str | Exception) -> None:
        self.script = list(script)
        self.asked: list[Prompt] = []

    def ask(self, prompt: Prompt, within_s: float) -> Reply:
        assert within_s > 0
        self.asked.append(prompt)
        said = self.script.pop(0)
        if isinstance(said, Exception):
            raise said
        return Reply(said)
