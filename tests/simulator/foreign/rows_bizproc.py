"""Typed calls about robots, activities, templates, workflows and their tasks."""

from __future__ import annotations

from tests.simulator.foreign.desk import DEAL_1, DEAL_TYPE
from tests.simulator.foreign.shape import ID_TEXT, MOMENT


def _registered(kind):
    def add(b24, desk):
        return getattr(b24.bizproc, kind).add(
            "greet", desk.handler, {"en": "Greet"}, auth_user_id=1, use_subscription=True,
            properties={"text": {"Name": "Text", "Type": "string"}}, document_type=DEAL_TYPE,
        )  # fmt: skip

    def update(b24, desk):
        return getattr(b24.bizproc, kind).update(desk.robot(kind=kind), {"NAME": "Other"})

    def delete(b24, desk):
        return getattr(b24.bizproc, kind).delete(desk.robot(kind=kind))

    def listed(b24, desk):
        desk.robot(kind=kind)
        return getattr(b24.bizproc, kind).list()

    return [
        (f"bizproc.{kind}.add", add, True),
        (f"bizproc.{kind}.update", update, True),
        (f"bizproc.{kind}.delete", delete, True),
        (f"bizproc.{kind}.list", listed, ["greet"]),
    ]


def _templates(b24, desk):
    desk.template()
    return b24.bizproc.workflow.template.list(select=["ID", "NAME", "AUTO_EXECUTE", "SYSTEM_CODE", "TEMPLATE"])


def _instances(b24, desk):
    desk.waiting()
    return b24.bizproc.workflow.instances(select=["ID", "STARTED", "TEMPLATE_ID", "DOCUMENT_ID", "STARTED_BY"])


def _tasks(b24, desk):
    desk.question()
    return b24.bizproc.task.list(select=["ID", "NAME", "STATUS", "WORKFLOW_ID", "ACTIVITY", "PARAMETERS"])


ROWS = [
    *_registered("robot"),
    *_registered("activity"),
    ("bizproc.activity.log", lambda b24, desk: b24.bizproc.activity.log(desk.event_token(), "half way"), True),
    ("bizproc.event.send", lambda b24, desk: b24.bizproc.event.send(desk.event_token(), {"said": "Hello"}), True),
    (
        "bizproc.workflow.template.add",
        lambda b24, desk: b24.bizproc.workflow.template.add(DEAL_TYPE, "T", desk.file(), description="D"),
        int,
    ),
    (
        "bizproc.workflow.template.update",
        lambda b24, desk: b24.bizproc.workflow.template.update(desk.template(), {"NAME": "T2", "AUTO_EXECUTE": "1"}),
        int,
    ),
    ("bizproc.workflow.template.delete",
     lambda b24, desk: b24.bizproc.workflow.template.delete(desk.template()), None),
    (
        "bizproc.workflow.template.list",
        _templates,
        [{"ID": ID_TEXT, "NAME": "T", "AUTO_EXECUTE": "0", "SYSTEM_CODE": str, "TEMPLATE": [dict]}],
    ),
    ("bizproc.workflow.start",
     lambda b24, desk: b24.bizproc.workflow.start(desk.template(), DEAL_1, parameters={"a": 1}), str),
    (
        "bizproc.workflow.instances",
        _instances,
        [{"ID": str, "STARTED": MOMENT, "TEMPLATE_ID": ID_TEXT, "DOCUMENT_ID": "DEAL_1", "STARTED_BY": ID_TEXT}],
    ),
    ("bizproc.workflow.terminate",
     lambda b24, desk: b24.bizproc.workflow.terminate(desk.waiting(), status="Enough"), True),
    ("bizproc.workflow.kill", lambda b24, desk: b24.bizproc.workflow.kill(desk.waiting()), True),
    (
        "bizproc.task.list",
        _tasks,
        [{"ID": ID_TEXT, "NAME": "Do you agree?", "STATUS": "0", "WORKFLOW_ID": str, "ACTIVITY": "ApproveActivity",
          "PARAMETERS": dict}],
    ),
    ("bizproc.task.complete", lambda b24, desk: b24.bizproc.task.complete(desk.question(), 1, comment="Yes"), True),
    ("bizproc.task.delegate", lambda b24, desk: b24.bizproc.task.delegate([desk.question()], 1, 4), True),
]  # fmt: skip
