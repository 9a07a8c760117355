"""What has to be there before a call makes sense: tasks, comments, templates, running workflows; made by REST."""

from __future__ import annotations

from typing import Any

from simulator.robots import type_of

DEAL_TYPE = ("crm", "CCrmDocumentDeal", "DEAL")
DEAL_1 = ("crm", "CCrmDocumentDeal", "DEAL_1")


class Desk:
    """Calls methods through the SDK's untyped road and returns their results."""

    def __init__(self, portal: Any, token: Any, listener: Any, make_step: Any, make_packed: Any) -> None:
        self.portal, self.token, self.listener = portal, token, listener
        self._step, self._packed = make_step, make_packed

    @property
    def handler(self) -> str:
        return f"{self.listener.url}/handler"

    def call(self, method: str, **params: Any) -> Any:
        return self.token.call_method(method, params)["result"]

    def file(self, *steps: dict[str, Any]) -> list[str]:
        return ["t.bpt", self._packed(*steps)]

    def robot(self, code: str = "greet", *, kind: str = "robot") -> str:
        self.call(f"bizproc.{kind}.add", CODE=code, HANDLER=self.handler, NAME="Greet", AUTH_USER_ID=1,
                  USE_SUBSCRIPTION="Y", RETURN_PROPERTIES={"said": {"Name": "Said", "Type": "string"}})  # fmt: skip
        return code

    def template(self, *steps: dict[str, Any]) -> int:
        number: int = self.call(
            "bizproc.workflow.template.add", DOCUMENT_TYPE=list(DEAL_TYPE), NAME="T", TEMPLATE_DATA=self.file(*steps)
        )
        return number

    def run(self, *steps: dict[str, Any]) -> str:
        number = self.template(*steps)
        run: str = self.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=list(DEAL_1))
        return run

    def waiting(self) -> str:
        """A workflow that waits for our robot's answer."""
        self.robot()
        return self.run(self._step(type_of(self.token.bitrix_app.client_id, "greet")))

    def event_token(self) -> str:
        self.waiting()
        token: str = self.listener.wait("/handler")[0]["event_token"]
        return token

    def question(self) -> int:
        """A workflow's task for Anna."""
        self.run(self._step("ApproveActivity", Users=["user_1"], ApproveType="any", Name="Do you agree?"))
        (row,) = self.call("bizproc.task.list")
        return int(row["ID"])

    def task(self, **fields: Any) -> int:
        given = {"TITLE": "Call back", "RESPONSIBLE_ID": 4, **fields}
        return int(self.call("tasks.task.add", fields=given)["task"]["id"])

    def comment(self) -> int:
        fields = {"ENTITY_ID": 1, "ENTITY_TYPE": "deal", "COMMENT": "Called"}
        return int(self.call("crm.timeline.comment.add", fields=fields))

    def activity(self) -> int:
        return int(self.call("crm.activity.add", fields=CALL))

    def todo(self) -> int:
        deadline = "2030-01-01T10:00:00+00:00"
        return int(self.call("crm.activity.todo.add", ownerTypeId=2, ownerId=1, deadline=deadline, title="T")["id"])

    def product_row(self) -> int:
        row = {"ownerType": "D", "ownerId": 1, "productName": "Drill", "price": 10, "quantity": 2}
        return int(self.call("crm.item.productrow.add", fields=row)["productRow"]["id"])

    def user_field(self, name: str = "deal") -> int:
        fields = {"FIELD_NAME": "COLOUR", "USER_TYPE_ID": "string", "LABEL": "Colour"}
        return int(self.call(f"crm.{name}.userfield.add", fields=fields))

    def notice(self) -> int:
        return int(self.call("im.notify.system.add", USER_ID=1, MESSAGE="Look"))

    def message(self) -> int:
        return int(self.call("im.message.add", DIALOG_ID="4", MESSAGE="Hello"))

    def status(self) -> int:
        fields = {"ENTITY_ID": "SOURCE", "STATUS_ID": "FAIR", "NAME": "Fair", "SORT": 90}
        return int(self.call("crm.status.add", fields=fields))

    def category(self) -> int:
        return int(self.call("crm.category.add", entityTypeId=2, fields={"name": "Fairs"})["category"]["id"])

    def trigger(self) -> str:
        self.call("crm.automation.trigger.add", CODE="paid", NAME="Paid")
        return "paid"

    def queued(self) -> None:
        """One event for us to fetch."""
        self.call("event.bind", event="ONCRMDEALUPDATE", event_type="offline")
        self.call("crm.deal.update", id=1, fields={"TITLE": "Other"})

    def reserved(self) -> dict[str, Any]:
        self.queued()
        got: dict[str, Any] = self.call("event.offline.get", clear=0)
        return got


CALL = {
    "OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Call", "RESPONSIBLE_ID": 4, "DIRECTION": 2,
    "COMPLETED": "N", "START_TIME": "2030-01-01T10:00:00+00:00", "END_TIME": "2030-01-01T10:15:00+00:00",
    "COMMUNICATIONS": [{"VALUE": "+15550100", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}],
}  # fmt: skip
