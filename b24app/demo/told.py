"""What the demo prints: calls as the simulator logged them, and what is new in the portal."""

from __future__ import annotations

import json
from typing import Any

import click

# What is worth printing of a record.
SHOWN = {
    "tasks": ("ID", "TITLE", "RESPONSIBLE_ID", "DEADLINE", "UF_CRM_TASK"),
    "messages": ("id", "dialog_id", "text"),
    "notifications": ("id", "to", "text"),
    "comments": ("ID", "ENTITY_TYPE", "ENTITY_ID", "COMMENT"),
}
NOTICED = {"title", "stageId", "assignedById", "opportunity", "comments"}


def show(entry: dict[str, Any]) -> None:
    """One call of the simulator's log: who called what with what, and the answer."""
    arrow = "→" if entry["direction"] == "in" else "←"
    request = {key: value for key, value in (entry["request"] or {}).items() if key not in {"auth", "event_token"}}
    told = json.dumps(_masked(request), ensure_ascii=False)
    answer = entry["response"]
    said = json.dumps(answer.get("result", answer) if isinstance(answer, dict) else answer, ensure_ascii=False)
    say(f"  {arrow} {entry['name']} {short(told)}  ⇒ {entry['status']} {short(said, 120)}")


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "***" if "token" in key.lower() else _masked(item) for key, item in value.items()}
    return value


def short(text: str, most: int = 220) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else text[: most - 1] + "…"


def say(text: str) -> None:
    """One line under the step's heading."""
    click.echo(f"   {text}")


def new(before: list[Any], after: list[Any]) -> list[Any]:
    """The rows that were not there before."""
    return [row for row in after if row not in before]


def changed(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[tuple[Any, dict[str, Any]]]:
    """What a person would notice of records that were changed or added."""
    old = {row["id"]: row for row in before}
    found = []
    for row in after:
        was = old.get(row["id"], {})
        change = {name: row[name] for name in row if name in NOTICED or name.startswith("uf")}
        change = {name: value for name, value in change.items() if value and was.get(name) != value}
        if change:
            found.append((row["id"], change))
    return found
