"""Runs a built template in the simulated portal's engine, on a portal in memory whose clock moves when told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.read import read_tree
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Department, Snapshot, Stage, User
from simulator.workflow.importer import import_content
from simulator.workflow.people_tasks import DONE, NO, YES, TaskAnswer
from simulator.workflow.world import RobotRow

CLIENT_ID = "local.65a1b2c3d4e5f6.12345678"
MINUTE, HOUR, DAY = 60, 3600, 86_400
PORTAL = Snapshot(
    stages=(
        Stage(entity="CRM_DEAL", code="NEW", name="New"),
        Stage(entity="CRM_DEAL", code="EXECUTING", name="In work"),
        Stage(entity="CRM_DEAL", code="WON", name="Won", semantics="success"),
    ),
    users=(User(id=1, name="Ada Admin"), User(id=7, name="Mia Manager"), User(id=9, name="Rob Rep")),
    departments=(Department(id=5, name="Sales", head_id=1),),
)


class Played:
    """A workflow that was started on deal 5; `notes` are the comments it wrote, in order."""

    def __init__(self, desk: Any, world: Any, steps: list[dict[str, Any]], **plan: Any) -> None:
        self.world, self.desk = world, desk
        given, options = plan.pop("given", {}), {"independent": plan.pop("independent", False)}
        told = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps} | plan
        self.plan = Plan.model_validate(told)
        self.tree = build(self.plan, PORTAL, CLIENT_ID, "w.1", **options).tree
        for kind in {node["Type"] for node in walk(self.tree["TEMPLATE"][0]) if node["Type"].startswith("rest_")}:
            inputs = {name: {"NAME": name, "TYPE": "string"} for name in ("node", "values", "url", "message", "tag")}
            outputs = {name: {"NAME": name, "TYPE": "string", "MULTIPLE": "N"} for name in ("status", "error")}
            world.robots[kind] = RobotRow("app", kind[-4:], "https://app.example/h", 1, "", inputs, outputs)
        content = import_content(read_tree(bpt.encode(self.tree)), user_is_admin=True, robot=world.robot)
        template = replace(content, id=3, document_type=desk.template().document_type)
        parameters = {"StartKey": "k"} | given
        workflow_id = desk.engine.start(template, desk.document_id, 1, parameters)
        self.run = next(run for run in desk.engine.instances() if run.id == workflow_id)

    @property
    def notes(self) -> list[str]:
        return [text for _, text in self.world.comments]

    @property
    def marks(self) -> list[str]:
        calls = [call for call in self.world.calls if "node" in call.properties]
        return [call.properties["node"] for call in calls]

    def passes(self, seconds: float) -> Played:
        self.world.advance(seconds)
        return self

    def deal(self, **fields: Any) -> Played:
        self.world.update_document(self.desk.document_id, fields)
        return self

    def task(self) -> Any:
        """The newest question to people."""
        return self.desk.engine.board.all()[-1]

    def answers(self, user_id: int, *, yes: bool = True, **fields: Any) -> Played:
        status = DONE if fields else YES if yes else NO
        self.desk.engine.complete_task(self.task().id, TaskAnswer(user_id, status, fields=fields))
        return self


def walk(activity: dict[str, Any]) -> list[dict[str, Any]]:
    return [activity, *(inner for child in activity["Children"] for inner in walk(child))]


def note(number: int, text: str) -> dict[str, Any]:
    return {"kind": "action", "id": f"n{number}", "action": "add_comment", "fields": {"message": text}}
