"""Writes the generated parts of the documentation from the declarations they describe.

`make docs` writes them; a test fails when a file and its declarations differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from b24app.plan.vocabulary import ACTIONS, FAMILIES, TRIGGERS, Carrier
from b24app.robots import Robot, all_robots
from b24app.settings import Settings

_HEADER = "<!-- Written by `make docs`; change the declarations, not this file. -->\n"


def pages() -> dict[str, str]:
    """Text of each generated file by its path under docs/."""
    return {
        "robots.md": _HEADER + "\n".join(_robots()) + "\n",
        "settings.md": _HEADER + "\n".join(_settings()) + "\n",
        "vocabulary.md": _HEADER + "\n".join(_vocabulary()) + "\n",
    }


def write(folder: Path) -> list[str]:
    """Write what has changed; the names of those files."""
    changed = []
    for name, text in pages().items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed


def _robots() -> Iterator[str]:
    yield "# Robots\n"
    yield "What the app adds to Bitrix24's automation rules. Each also returns `error`, empty when all went well.\n"
    for robot in all_robots().values():
        yield from _robot(robot)


def _robot(robot: Robot) -> Iterator[str]:
    yield f"## {robot.title['en']} (`{robot.code}`)\n"
    if robot.hidden:
        yield "Used by published workflows only; people do not see it in the list of automation rules.\n"
    yield f"After a crash: *{robot.effect.name.lower()}*, {robot.effect.value}.\n"
    yield "| | property | type | required |\n|---|---|---|---|"
    registration = robot.registration("", 0)
    for kind, properties in (("takes", registration["PROPERTIES"]), ("returns", registration["RETURN_PROPERTIES"])):
        for code, told in properties.items():
            many = ", several" if told["Multiple"] == "Y" else ""
            needed = "yes" if told["Required"] == "Y" and kind == "takes" else ""
            yield f"| {kind} | {told['Name']['en']} (`{code}`) | {told['Type']}{many} | {needed} |"
    yield ""


def _settings() -> Iterator[str]:
    yield "# Settings\n"
    yield "Read from the environment once, at the start.\n"
    yield "| name | default | what it is |\n|---|---|---|"
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias) if field.validation_alias else f"B24APP_{name.upper()}"
        yield f"| `{variable}` | {_default(field.default)} | {field.description or ''} |"


def _default(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(f"`{item}`" for item in value)
    text = value.reveal() if hasattr(value, "reveal") else str(value)
    return f"`{text}`" if text else ""


def _vocabulary() -> Iterator[str]:
    yield "# Vocabulary\n"
    yield "## What can start a workflow\n\n| name | in words | built |\n|---|---|---|"
    for trigger, started in TRIGGERS.items():
        yield f"| `{trigger}` | {started.title} | {'yes' if started.built else 'later'} |"
    yield "\n## What it can do\n"
    yield "Natively: the portal's own step where that is faithful; elsewhere our robot of the action's name.\n"
    yield "| name | in words | fields | natively | on | scope of the robot | carried out by |"
    yield "|---|---|---|---|---|---|---|"
    for action, word in ACTIONS.items():
        by = {Carrier.NATIVE: "Bitrix24", Carrier.ROBOT: f"our robot `{action}`", Carrier.LATER: "later"}[word.carrier]
        fields = ", ".join(f"`{field}`" for field in word.fields)
        where = "everything" if word.where == FAMILIES else ", ".join(word.where)
        scope = ", ".join(f"`{one}`" for one in word.scope)
        yield f"| `{action}` | {word.title} | {fields} | {word.native} | {where} | {scope} | {by} |"
