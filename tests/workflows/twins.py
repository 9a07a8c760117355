"""One plan on two machines: the app's dry run, and the simulated portal's engine running the compiled template.

They were written apart, one from the plan and one from the portal's documents; what each would do, in which order and
when, is put side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from b24app.bizproc.build import build
from b24app.bizproc.names import read as read_name
from b24app.plan.plan import Parallel, Plan
from b24app.workflows.dryrun import Change, Trial, dryrun, effects
from simulator.workflow.importer import import_content
from simulator.workflow.people_tasks import DONE, NO, RUNNING, YES, TaskAnswer
from simulator.workflow.world import RobotRow
from tests.bizproc.running import CLIENT_ID, PORTAL
from tests.simulator.workflow.conftest import Desk, MemoryWorld

# Field by field what both worlds begin with.
RECORD: dict[str, Any] = {
    "ID": "5",
    "TITLE": "Roof",
    "OPPORTUNITY": "1500.00",
    "STAGE_ID": "NEW",
    "ASSIGNED_BY_ID": "user_7",
    "COMMENTS": "",
    "CLOSEDATE": "",
    "OBSERVER_IDS": ["user_7", "user_9"],
    "CLOSED": "N",
    "COMPANY_ID": "7",
    "COMPANY.TITLE": "Acme Roofs",
    "COMPANY.REVENUE": "2500 EUR",
}
Effect = tuple[str, str, str]


@dataclass(frozen=True)
class Case:
    """A plan, what people answer, and how the record changes meanwhile (minutes after the start → fields)."""

    plan: Plan
    decisions: dict[str, str]
    changes: dict[int, dict[str, Any]]


class Witness(MemoryWorld):
    """A portal that writes down what was done to it, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.documents[Desk.document_id] = dict(RECORD)
        self.done: list[tuple[str, Effect]] = []
        self.by_the_workflow = True

    def _saw(self, *effect: str) -> None:
        self.done.append((f"{self.clock:%m-%d %H:%M}", (effect[0], effect[1], effect[2] if len(effect) > 2 else "")))

    def add_comment(self, document_id, user_id, text):
        self._saw("add_comment", text)
        return super().add_comment(document_id, user_id, text)

    def notify(self, from_user_id, to_user_ids, text):
        if not text.startswith(("This did not work", "No answer", "The stage could")):
            self._saw("send_notification", text)
        super().notify(from_user_id, to_user_ids, text)

    def add_task(self, fields, document_id):
        self._saw("create_task", str(fields["TITLE"]))
        return super().add_task(fields, document_id)

    def update_document(self, document_id, fields):
        if self.by_the_workflow:
            for code, value in fields.items():
                held = value[0] if isinstance(value, list) else value
                self._saw({"STAGE_ID": "move_stage", "ASSIGNED_BY_ID": "assign"}.get(code, "update_field"), str(held))
        return super().update_document(document_id, fields)

    def call_robot(self, call):
        if not call.properties.get("node"):
            self._saw("robot", str(call.properties.get("tag") or call.properties.get("message")))
        super().call_robot(call)


def side_by_side(case: Case, now: datetime) -> tuple[list[Any], list[Any]]:
    """Both lists; of what lanes do at the same minute there is no order, so those are sorted."""
    both = (told_by_the_dry_run(case, now), done_by_the_engine(case))
    if any(isinstance(node, Parallel) for node in case.plan.nodes()):
        return sorted(both[0]), sorted(both[1])
    return both


def told_by_the_dry_run(case: Case, now: datetime) -> list[tuple[str, Effect]]:
    """The effects that the dry run foresees, with their moments."""
    changes = [
        Change.model_validate({"after": {"amount": after, "unit": "minutes"}, "fields": fields})
        for after, fields in sorted(case.changes.items())
    ]
    trial = Trial.model_validate({"fields": RECORD, "decisions": case.decisions, "changes": changes})
    found = effects(dryrun(case.plan, trial, PORTAL, now))
    return [(f"{one.at:%m-%d %H:%M}", _effect(one.details)) for one in found]


def done_by_the_engine(case: Case) -> list[tuple[str, Effect]]:
    """The effects of the compiled template, run to its end."""
    world = Witness()
    desk = Desk(world)
    tree = build(case.plan, PORTAL, CLIENT_ID, "w.1").tree
    for node in _walk(tree["TEMPLATE"][0]):
        if node["Type"].startswith("rest_"):
            names = ("node", "values", "tag", "message", "to", "version", "start_key")
            inputs = {name: {"NAME": name, "TYPE": "string"} for name in names}
            outputs = {name: {"NAME": name, "TYPE": "string", "MULTIPLE": "N"} for name in ("error",)}
            world.robots[node["Type"]] = RobotRow(
                "app", node["Type"][-6:], "https://app.example/h", 1, "", inputs, outputs
            )
    world.on_call = lambda call: _answer_robot(world, desk, call)
    content = import_content(tree, user_is_admin=True, robot=world.robot)
    template = replace(content, id=3, document_type=desk.template().document_type)
    for after, fields in sorted(case.changes.items()):
        world.call_at(world.now() + timedelta(minutes=after), lambda fields=fields: _change(world, desk, fields))
    desk.engine.start(template, desk.document_id, 1, {"StartKey": "k"})
    _play_on(world, desk, case)
    assert all(run.state == "done" for run in desk.engine.instances()), [run.error for run in desk.engine.instances()]
    return world.done


def _answer_robot(world: Witness, desk: Desk, call: Any) -> None:
    """A worker that answers at once, when the step waits for it."""
    if call.use_subscription == "Y":
        world.call_at(world.now(), lambda: desk.engine.answer(call.event_token, {"error": ""}, ""))


def _change(world: Witness, desk: Desk, fields: dict[str, Any]) -> None:
    world.by_the_workflow = False
    world.update_document(desk.document_id, fields)
    world.by_the_workflow = True


def _play_on(world: Witness, desk: Desk, case: Case) -> None:
    """Answer what is asked, then let the time pass to the next thing that is due, until nothing is."""
    for _ in range(5_000):
        if _answer_people(desk, case):
            continue
        if not world._due:
            return
        world.advance((world._due[0][0] - world.clock).total_seconds())
    raise AssertionError("it does not end")


def _answer_people(desk: Desk, case: Case) -> bool:
    for task in desk.engine.board.all():
        node_id, _ = read_name(task.activity_name) or ("", None)
        decision = case.decisions.get(node_id, "approved")
        if task.status == RUNNING and decision != "late":
            status = DONE if task.activity.startswith("Request") else {"approved": YES, "rejected": NO}[decision]
            desk.engine.complete_task(task.id, TaskAnswer(task.user_ids[0], status, fields={}))
            return True
    return False


def _effect(told: dict[str, Any]) -> Effect:
    match told["action"]:
        case "add_comment" | "send_notification":
            return told["action"], told["message"], ""
        case "create_task":
            return "create_task", told["title"], ""
        case "move_stage":
            return "move_stage", next(row.code for row in PORTAL.stages if told["stage"] in {row.code, row.name}), ""
        case "assign_responsible":
            user = next(row for row in PORTAL.users if row.name == told["assignee"][0])
            return "assign", f"user_{user.id}", ""
        case "update_field":
            return "update_field", told["value"], ""
        case _:
            return "robot", told.get("tag") or told["message"], ""


def _walk(activity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield activity
    for child in activity["Children"]:
        yield from _walk(child)


def some_case(chance: Random) -> Case:
    """A random plan of every kind of step that a dry run foresees."""
    writer = _Writer(chance)
    steps = writer.steps(depth=0, most=5)
    told: dict[str, Any] = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps}
    if chance.random() < 0.3:
        told["conditions"] = [writer.comparison()]
    changes = {chance.randrange(1, 9_000): writer.change() for _ in range(chance.randrange(3))}
    return Case(Plan.model_validate(told), writer.decisions, changes)


class _Writer:
    """Writes steps with running ids and remembers what people will answer."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._ids = 0
        self._beside_others = False
        self.decisions: dict[str, str] = {}

    def steps(self, depth: int, most: int, *, least: int = 1) -> list[dict[str, Any]]:
        return [self._step(depth) for _ in range(self._chance.randrange(least, most + 1))]

    def _id(self) -> str:
        self._ids += 1
        return f"n{self._ids}"

    def _step(self, depth: int) -> dict[str, Any]:
        kinds = [self._action, self._action, self._action, self._delay, self._until]
        if depth < 3:
            kinds += [self._choice, self._parallel, self._repeat, self._approval, self._wait, self._each, self._ask]
        own = self._id()
        return {"id": own} | self._chance.choice(kinds)(own, depth)

    def _action(self, own: str, _: int) -> dict[str, Any]:
        text = f"{own} {self._chance.choice(['plain', '{{DEAL_TITLE}}', '{=Document:ID}', '{{DEAL_AMOUNT}} EUR'])}"
        quiet: list[tuple[str, dict[str, Any]]] = [
            ("add_comment", {"message": text}),
            ("send_notification", {"to": [{"kind": "responsible"}], "message": text}),
            ("create_task", {"title": text}),
            ("add_tag", {"tag": own}),
        ]
        writing: list[tuple[str, dict[str, Any]]] = [
            ("move_stage", {"stage": self._chance.choice(["New", "In work", "Won"])}),
            ("update_field", {"field": "title", "value": f"Roof {own}"}),
            ("update_field", {"field": "amount", "value": str(self._chance.choice([100, 2500]))}),
            ("assign_responsible", {"assignee": [{"kind": "user", "name": "Rob Rep"}]}),
        ]
        action, fields = self._chance.choice(quiet if self._beside_others else quiet + writing)
        return {"kind": "action", "action": action, "fields": fields}

    def _delay(self, *_: Any) -> dict[str, Any]:
        unit = self._chance.choice(["minutes", "hours", "days", "weeks", "months", "business_days"])
        return {"kind": "delay", "amount": self._chance.randrange(1, 5), "unit": unit}

    def _until(self, *_: Any) -> dict[str, Any]:
        words = ["9 am", "18:30", "tomorrow 9 am", "next monday", "tomorrow", "friday at 14:00", "CLOSEDATE"]
        told: dict[str, Any] = {"kind": "delay_until", "until": self._chance.choice(words)}
        if self._chance.random() < 0.3:
            told["offset"] = {"amount": self._chance.choice([-2, 3]), "unit": self._chance.choice(["days", "hours"])}
        return told

    def _choice(self, _: str, depth: int) -> dict[str, Any]:
        branches = [
            {"kind": "branch", "id": self._id(), "when": [self.comparison()], "steps": self.steps(depth + 1, 2)}
            for _ in range(self._chance.randrange(1, 3))
        ]
        return {"kind": "choice", "branches": branches, "otherwise": self.steps(depth + 1, 2, least=0)}

    def _parallel(self, _: str, depth: int) -> dict[str, Any]:
        """Lanes do not change the record: what another lane would then read at that same moment has no order."""
        before, self._beside_others = self._beside_others, True
        lanes = [{"kind": "lane", "id": self._id(), "steps": self.steps(depth + 1, 2)} for _ in range(2)]
        self._beside_others = before
        return {"kind": "parallel", "lanes": lanes}

    def _repeat(self, _: str, depth: int) -> dict[str, Any]:
        until = [self.comparison()] if self._chance.random() < 0.5 else []
        every = {"amount": self._chance.randrange(1, 4), "unit": self._chance.choice(["hours", "days"])}
        body = self.steps(depth + 1, 2)
        return {"kind": "repeat", "every": every, "until": until, "max": self._chance.randrange(1, 4), "steps": body}

    def _approval(self, own: str, depth: int) -> dict[str, Any]:
        self.decisions[own] = self._chance.choice(["approved", "rejected", "late"])
        told: dict[str, Any] = {
            "kind": "approval",
            "approvers": [{"kind": "user", "name": "Ada Admin"}],
            "deadline": {"amount": 2, "unit": "days"},
            "approved": self._outcome(depth),
            "rejected": self._outcome(depth),
        }
        return told | ({"timed_out": self._outcome(depth)} if self._chance.random() < 0.5 else {})

    def _ask(self, own: str, _: int) -> dict[str, Any]:
        answers = [{"name": f"Answer_{own}", "default": ""}]
        return {"kind": "ask", "who": [{"kind": "user", "name": "Rob Rep"}], "answers": answers}

    def _wait(self, _: str, depth: int) -> dict[str, Any]:
        deadline = {"amount": self._chance.randrange(1, 4), "unit": self._chance.choice(["hours", "days"])}
        told: dict[str, Any] = {"kind": "wait", "until": [self.comparison()], "deadline": deadline}
        return told | ({"timed_out": self._outcome(depth)} if self._chance.random() < 0.5 else {})

    def _each(self, _: str, depth: int) -> dict[str, Any]:
        return {"kind": "for_each", "over": "OBSERVER_IDS", "steps": self.steps(depth + 1, 2)}

    def _outcome(self, depth: int) -> dict[str, Any]:
        return {"kind": "outcome", "id": self._id(), "steps": self.steps(depth + 1, 2, least=0)}

    def comparison(self) -> dict[str, Any]:
        one_of = self._chance.choice
        poor = {"field": "amount", "op": "lt", "value": 200}
        won = {"field": "stage", "op": "eq", "value": "Won"}
        return one_of(
            [
                {"field": "amount", "op": one_of(["gt", "lt", "gte", "eq", "ne"]), "value": 1500},
                {
                    "field": "stage",
                    "op": one_of(["eq", "ne"]),
                    "value": one_of(["New", "Won"]),
                },
                {"field": "title", "op": one_of(["contains", "not_contains", "eq"]), "value": "Roof"},
                {"field": "close date", "op": one_of(["empty", "not_empty"])},
                {"field": "close date", "op": one_of(["lt", "gte", "eq"]), "value": "in 2 days"},
                {"field": "owner", "op": one_of(["eq", "ne"]), "value": "Rob Rep"},
                {"field": "revenue", "op": one_of(["gt", "lte", "eq"]), "value": one_of([2500, 900, 30_000])},
                {"field": "company", "op": one_of(["contains", "ne"]), "value": "Acme"},
                {"any": [[poor], [won]]},
            ]
        )

    def change(self) -> dict[str, Any]:
        return self._chance.choice(
            [
                {"OPPORTUNITY": "99"},
                {"STAGE_ID": "WON"},
                {"TITLE": "House"},
                {"CLOSEDATE": "2026-11-24"},
                {"COMPANY.REVENUE": "99000"},
            ]
        )
