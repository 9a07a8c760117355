"""Why a workflow ran on a record, or did not: one paragraph, and the facts it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from b24app.plan.plan import Approval, Ask, Delay, DelayUntil, Node, Plan, Repeat, Stop, Wait
from b24app.workflows import wording
from b24app.workflows.backtest import stage_name
from b24app.workflows.evidence import STAGE_HISTORY, Evidence
from b24app.workflows.headline import headline
from b24app.workflows.past import Occasion
from b24app.workflows.trace import roads

Json = dict[str, Any]
Fact = tuple[str, str]
_NO_RIGHT: Final = re.compile(
    r"access.?denied|insufficient.?scope|higher privileges|enough rights|permission", re.IGNORECASE
)
_SLACK: Final = timedelta(seconds=1)  # the portal's moments are whole seconds, ours are not
_MOST_FACTS: Final = 60


@dataclass(frozen=True)
class Reason:
    """`verdict` is a code for programs, `text` a paragraph for people, `facts` are (moment or "", sentence) pairs.

    Verdicts of a run: `ran`, `stopped`, `conditions`, `waiting`, `ended_early`, `not_seen`, `refused`, `no_right`,
    `doubtful`, `about_to_start`. Without one: `not_triggered`, `not_recorded`, `not_installed`, `not_published`,
    `paused`, `archived`, `about_to_look`, `template_gone`, `turned_off`, `missed`.
    """

    verdict: str
    text: str
    facts: tuple[Fact, ...] = ()
    instance: str = ""


def why(known: Evidence) -> Reason:
    """The reason, from the newest thing that happened."""
    run = _deciding(known)
    verdict, text = _of_run(known, run) if run else _of_no_run(known)
    facts = tuple(_facts(known, run))[:_MOST_FACTS]
    return Reason(verdict, text, facts, run["instance"] if run else "")


def _deciding(known: Evidence) -> Json | None:
    """The newest run, unless the trigger came about again after it."""
    run = known.runs[0] if known.runs else None
    if run is None or known.last is None:
        return run
    if run["occurrence"].startswith(STAGE_HISTORY):
        return run if int(run["occurrence"].removeprefix(STAGE_HISTORY)) >= known.last.key else None
    return run if datetime.fromisoformat(run["started_at"]) >= known.last.at else None


def _of_run(known: Evidence, run: Json) -> tuple[str, str]:
    record, error = known.record, run["error"]
    match run["state"]:
        case "failed" if _NO_RIGHT.search(error):
            return "no_right", _lacks_right(error)
        case "failed":
            return "refused", f"The app tried to start it on {record}, and the portal refused: “{error}”."
        case "planned":
            said = f" The last answer of the portal was “{error}”." if error else ""
            return "about_to_start", f"It is about to be started on {record}.{said}"
        case "starting" | "doubtful":
            return "doubtful", (
                f"It is not known whether it started on {record}: the portal's answer was lost and no step of it has"
                " reported since. It was not started again, so that nothing is done twice."
            )
        case _:
            return _of_started(known, run)


def _of_started(known: Evidence, run: Json) -> tuple[str, str]:
    plan = known.plans[run["version"]]
    seen = {step["node"]: step for step in run["steps"] if step["seen"] == "seen"}
    stop = next((node.id for node in plan.nodes() if isinstance(node, Stop) and node.id in seen), "")
    if "guard" in seen:
        needs = wording.conditions(plan.guards)
        return "conditions", (
            f"It started on {known.record}, but its conditions did not hold, so it did nothing. It goes on only if"
            f" {needs}; it saw {_saw(seen['guard']['saw'])}."
        )
    if stop:
        return "stopped", f"It ran on {known.record} until a step that stops it ({stop})."
    if run["state"] == "finished":
        return "ran", f"It ran on {known.record} to its end."
    last = next((step["text"] for step in reversed(run["steps"]) if step["seen"] == "seen"), "")
    told = f" The last step seen is: {last}" if last else " None of its steps has reported yet."
    if run["instance"] in known.instances:
        node = _waits_at(plan, seen.keys())
        at = f" It waits at: {headline(node, plan.entity)}." if node else ""
        return "waiting", f"It has started on {known.record} and is still running.{told}{at}"
    if not seen:
        return (
            "not_seen",
            f"The portal started it on {known.record}, it runs no longer, and no step of it has reported.",
        )
    return "ended_early", (
        f"It started on {known.record} and runs no longer, but its end has not been seen: it was ended by hand, the"
        f" portal gave it up at an error, or a report got lost.{told}"
    )


def _of_no_run(known: Evidence) -> tuple[str, str]:
    title = wording.trigger(known.plan)
    if known.occasions is None:
        return "not_recorded", (
            f"It has not run on {known.record}, and the portal keeps no record of when {title}, so it cannot be told"
            " whether that ever happened."
        )
    if known.last is None:
        return "not_triggered", f"It starts when {title}, and that has not happened to {known.record}.{_now_at(known)}"
    return _missed(known, known.last)


def _missed(known: Evidence, last: Occasion) -> tuple[str, str]:
    then = f"{known.record[0].upper()}{known.record[1:]} met the trigger on {last.at:%Y-%m-%d at %H:%M}"
    if last.at + _SLACK < known.installed_at:
        return (
            "not_installed",
            f"{then}, and the app was installed only on {known.installed_at:%Y-%m-%d at %H:%M} (UTC).",
        )
    match _status_then(known, last):
        case "paused":
            return (
                "paused",
                f"{then}, and the workflow was paused at that time. What happens while it is off is not made up for.",
            )
        case "archived":
            return "archived", f"{then}, and the workflow was in the archive at that time."
        case "active":
            pass
        case _:
            return (
                "not_published",
                f"{then}, and the workflow was not published then. What happened before is not made up for.",
            )
    return _of_portal(known, then) if known.workflow["start"] == "native_create" else _of_event(known, last, then)


def _status_then(known: Evidence, last: Occasion) -> str:
    """What the workflow was when it happened. The watermark of its arming is exact, moments are whole seconds."""
    states = list(known.states)
    watched = known.workflow["start"] == "app"
    if watched and states and known.workflow["status"] == "active" and last.key <= known.workflow["armed_after"]:
        armed = max(number for number, row in enumerate(states) if row["status"] == "active")
        states = states[:armed]
    before = [row["status"] for row in states if row["at"] <= last.at + _SLACK]
    if not known.states and known.published_at is not None:  # published before states were written down
        return str(known.workflow["status"]) if known.published_at <= last.at + _SLACK else "draft"
    return str(before[-1]) if before else "draft"


def _of_portal(known: Evidence, then: str) -> tuple[str, str]:
    """The portal starts it by itself."""
    if not known.template:
        return "template_gone", f"{then}, but the portal no longer has the workflow's template. Publish it again."
    if str(known.template.get("AUTO_EXECUTE")) != "1" and known.workflow["status"] == "active":
        return "turned_off", (
            f"{then}, but somebody turned off its start in the portal's designer."
            " Pause and resume it here to turn it on."
        )
    if known.independent:
        running = " It is running on it now." if known.instances else ""
        return "not_seen", (
            f"{then}, and the portal starts it by itself. It is independent of the app, so what it did is not reported"
            f" here; the record's history in Bitrix24 shows it.{running}"
        )
    return "missed", f"{then}. The portal should have started it by itself, but no step of it has reported."


def _of_event(known: Evidence, last: Occasion, then: str) -> tuple[str, str]:
    """The portal tells the app, which looks and starts it."""
    told = next((row for row in known.events if row["received_at"] >= last.at), None)
    if told is None:
        return (
            "missed",
            f"{then}, but the portal has not told the app of it: Bitrix24 sends a message once and may lose it.",
        )
    if told["state"] == "dead" and _NO_RIGHT.search(told["error"]):
        return "no_right", f"{then}. {_lacks_right(told['error'])}"
    if told["state"] == "dead":
        return "refused", f"{then}, but when the app looked, the portal answered with an error: “{told['error']}”."
    if told["state"] != "done":
        said = f" The last try ended with “{told['error']}”." if told["error"] else ""
        return "about_to_look", f"{then}. The app knows of it and is about to look.{said}"
    return "missed", f"{then}, but when the app looked, the portal's history did not show it yet."


def _lacks_right(error: str) -> str:
    return (
        f"A right is missing: the portal said “{error}”. Open the app again as an administrator who may see this"
        " record; if that does not help, install it again with all the rights it asks for."
    )


def _now_at(known: Evidence) -> str:
    if not known.moves:
        return ""
    last = known.moves[-1]
    return f" It is at “{stage_name(known.plan, last.stage, known.snapshot)}” since {last.at:%Y-%m-%d %H:%M}."


def _facts(known: Evidence, run: Json | None) -> Iterator[Fact]:
    """What speaks for the reason: the record's stages, the workflow's states, the run's steps."""
    for move in known.moves[-10:]:
        yield move.at.isoformat(), f"The record is at “{stage_name(known.plan, move.stage, known.snapshot)}”."
    yield known.installed_at.isoformat(), "The app was installed."
    for row in known.states[-10:]:
        yield row["at"].isoformat(), f"The workflow became {row['status']}."
    for step in run["steps"] if run else []:
        if step["seen"] == "seen":
            saw = f" It saw {_saw(step['saw'])}." if step["saw"] else ""
            failed = f" The app's step ended with “{step['error']}”." if step["error"] else ""
            yield str(step["seen_at"]), f"{step['text']}{saw}{failed}"


def _saw(values: str) -> str:
    """A mark's lines `name=value` in words."""
    pairs = (line.partition("=") for line in values.splitlines() if "=" in line)
    told = [f"{wording.field(name)} = {f'“{value}”' if value else 'nothing'}" for name, _, value in pairs]
    return wording.listed(told, "and") if told else "no values"


def _waits_at(plan: Plan, seen: Any) -> Node | None:
    """The first step on the roads taken that waits, and has not been seen to end."""
    kinds = (Delay, DelayUntil, Wait, Approval, Ask, Repeat)
    return next((node for node in _on_roads(plan.steps, seen) if isinstance(node, kinds) and node.id not in seen), None)


def _on_roads(steps: Sequence[Node], seen: Any) -> Iterator[Node]:
    for step in steps:
        yield step
        for head, inner in roads(step):
            if head in seen:
                yield from _on_roads(inner, seen)
