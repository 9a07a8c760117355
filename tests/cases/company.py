"""A company for every case: what the case names is made in the portal before its workflow is compiled for it."""

from __future__ import annotations

import base64
import itertools
import json
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from b24app.bizproc.fields import field_called
from b24app.errors import PlanRejected, PortalLeft
from b24app.model import Portal
from b24app.plan.plan import Approval, Ask, Comparison, Condition, DelayUntil, Person, Plan, Repeat, Wait
from b24app.plan.plan import Branch as PlanBranch
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import ACTIONS, FieldKind
from b24app.portals import rows
from b24app.portals.snapshot import take
from b24app.workflows.compiled import Compiled, compile_plan
from tests.world import World

TYPES = {"CRM_LEAD": 1, "CRM_DEAL": 2, "CRM_CONTACT": 3, "CRM_COMPANY": 4, "CRM_QUOTE": 7, "CRM_INVOICE": 31}
STAGE_LISTS = {"CRM_LEAD": "STATUS", "CRM_DEAL": "DEAL_STAGE", "CRM_QUOTE": "QUOTE_STATUS",
               "CRM_INVOICE": "SMART_INVOICE_STAGE_5"}  # fmt: skip
OWN_FIELDS = {"CRM_INVOICE": "CRM_SMART_INVOICE"}
VALUE_LISTS = {"SOURCE_ID": "SOURCE"}
ADMIN, OWNER, CLIENT = 1, 4, 1
Json = dict[str, Any]


class Company:
    """The simulated portal, what was made in it, and a plain handler that answers every robot."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.calls: list[Json] = []
        self._numbers = itertools.count(1)
        self._known: Snapshot | None = None
        with world.services.engine.begin() as connection:
            self.portal: Portal = rows.named(connection, "")
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._register()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def app(self, method: str, params: Json | None = None) -> Any:
        """A call of the app's."""
        return self.world.services.client.call(self.portal, method, params or {})

    def snapshot(self) -> Snapshot:
        if self._known is None:
            self._known = take(self.world.services.client, self.portal)
        return self._known

    def make(self, method: str, **params: Any) -> Any:
        """A person adds something that names are resolved against."""
        self._known = None
        return self.world.user_does(method, **params)

    # -- what a case names

    def furnish(self, plan: Plan) -> None:
        """Make the people, departments, stages, fields and values that the plan names and the portal lacks."""
        for step in plan.actions():
            for name, value in step.fields.items():
                if isinstance(value, tuple):
                    self._people(value)
                elif ACTIONS[step.action].fields[name].kind is FieldKind.STAGE:
                    self._stage(plan.entity, str(value))
                elif ACTIONS[step.action].fields[name].kind is FieldKind.FIELD:
                    self._field(plan.entity, str(value), "string")
        for node in plan.nodes():
            if isinstance(node, Approval):
                self._people(node.approvers)
            if isinstance(node, DelayUntil):
                self._field(plan.entity, node.until, "date")
        for row in comparisons(plan):
            self._compared(plan.entity, row)

    def _people(self, people: tuple[Person, ...]) -> None:
        known = self.snapshot()
        for one in people:
            if one.kind == "user" and not known.users_called(one.name):
                self._employee(one.name, "", 1)
            if one.kind == "role" and not known.users_placed(one.name):
                self._employee(f"Person {next(self._numbers)}", one.name, 1)
            if one.kind == "group":
                found = known.departments_called(one.name)
                number = found[0].id if found else self.make("department.add", NAME=one.name)
                if not any(number in user.department_ids for user in known.users):
                    self._employee(f"Member {next(self._numbers)}", "", number)

    def _employee(self, name: str, position: str, department: int) -> None:
        mail = f"person{next(self._numbers)}@demo.example"
        self.make("user.add", NAME=name, EMAIL=mail, WORK_POSITION=position, UF_DEPARTMENT=[department])

    def _stage(self, entity: str, name: str) -> None:
        if not self.snapshot().stages_called(entity, name):
            code = f"X{next(self._numbers)}"
            fields = {"ENTITY_ID": STAGE_LISTS[entity], "STATUS_ID": code, "NAME": name, "SORT": 15}
            self.make("crm.status.add", fields=fields)

    def _field(self, entity: str, name: str, kind: str) -> None:
        try:
            field_called(name, entity, self.snapshot(), "")
        except PlanRejected:
            owner = OWN_FIELDS.get(entity, entity)
            label = {"en": name}
            field = {"entityId": owner, "fieldName": f"UF_{owner}_X{next(self._numbers)}", "userTypeId": kind}
            self.make("userfieldconfig.add", moduleId="crm", field={**field, "editFormLabel": label})

    def _compared(self, entity: str, row: Comparison) -> None:
        self._field(entity, row.field, "double" if isinstance(row.value, float) else "string")
        code = field_called(row.field, entity, self.snapshot(), "").code
        if code in VALUE_LISTS and isinstance(row.value, str):
            fields = {"ENTITY_ID": VALUE_LISTS[code], "STATUS_ID": f"V{next(self._numbers)}", "NAME": row.value}
            self.make("crm.status.add", fields=fields)
        if code in {"STAGE_ID", "STATUS_ID"} and isinstance(row.value, str):
            self._stage(entity, row.value)

    # -- the record and the workflow

    def record(self, plan: Plan) -> int:
        """A record with a client of whom every condition of the plan holds that can."""
        type_id = TYPES[plan.entity]
        names = {row["upperName"]: name for name, row in self._fields(type_id).items()}
        fields: Json = {"title": "Roof", "name": "Ann", "lastName": "Lee", "assignedById": OWNER, "opportunity": 100}
        if plan.entity in {"CRM_LEAD", "CRM_CONTACT", "CRM_COMPANY"}:
            fields["fm"] = [{"typeId": "PHONE", "valueType": "WORK", "value": "+49301110009"},
                            {"typeId": "EMAIL", "valueType": "WORK", "value": "ann@client.example"}]  # fmt: skip
        else:
            fields |= {"contactId": CLIENT, "companyId": 1}
        known = self.snapshot()
        classic: Json = {}
        for row in comparisons(plan, ends=False):
            field = field_called(row.field, plan.entity, known, "")
            given = held(row)
            if given is not None and field.holds != "user":
                code = next((one.code for one in field.options if one.name == given), given)
                stage = known.stages_called(plan.entity, str(given)) if field.holds == "stage" else []
                value = stage[0].code if stage else code
                (fields if field.code in names else classic)[names.get(field.code, field.code)] = value
        for node in plan.nodes():
            if isinstance(node, DelayUntil):
                code = field_called(node.until, plan.entity, known, "").code
                fields[names[code]] = "2027-06-30"
        item = {"entityTypeId": type_id, "fields": fields, "useOriginalUfNames": "Y"}
        number = int(self.world.user_does("crm.item.add", **item)["item"]["id"])
        if classic:  # an address is no field of the newer methods
            name = plan.entity.removeprefix("CRM_").lower()
            self.world.user_does(f"crm.{name}.update", id=number, fields=classic)
        return number

    def change(self, plan: Plan, record: int, field: str, value: Any) -> None:
        """A person sets a field."""
        names = {row["upperName"]: name for name, row in self._fields(TYPES[plan.entity]).items()}
        code = names[field_called(field, plan.entity, self.snapshot(), "").code]
        item = {"entityTypeId": TYPES[plan.entity], "id": record, "fields": {code: value}, "useOriginalUfNames": "Y"}
        self.world.user_does("crm.item.update", **item)

    def start(self, plan: Plan, record: int) -> tuple[Compiled, str]:
        """Compile for this portal, upload, start; the template and the run."""
        compiled = compile_plan(plan, self.snapshot(), self.world.client_id)
        kind = list(compiled.template.document_type)
        sent = ["case.bpt", base64.b64encode(compiled.data).decode()]
        told = {"DOCUMENT_TYPE": kind, "NAME": "Case", "TEMPLATE_DATA": sent, "AUTO_EXECUTE": "0"}
        template = self.app("bizproc.workflow.template.add", told)
        document = [kind[0], kind[1], f"{kind[2]}_{record}"]
        run = self.app("bizproc.workflow.start", {"TEMPLATE_ID": template, "DOCUMENT_ID": document, "PARAMETERS": {}})
        return compiled, str(run)

    def run(self, number: str) -> Json:
        found: list[Json] = self.world.state("workflows")
        return next(row for row in found if row["id"] == number)

    def say_yes(self) -> None:
        """Whoever is asked hands it to the administrator, who agrees."""
        asked = self.world.user_does("bizproc.task.list", filter={"STATUS": 0}, select=["ID", "USER_ID"])
        for task, user in {row["ID"]: int(row["USER_ID"]) for row in asked}.items():
            if user != ADMIN:
                hand = {"TASK_IDS": [task], "FROM_USER_ID": user, "TO_USER_ID": ADMIN}
                self.world.user_does("bizproc.task.delegate", **hand)
            self.world.user_does("bizproc.task.complete", TASK_ID=task, STATUS=1, COMMENT="fine")

    def pass_time(self, hours: float) -> None:
        self.world.control("/_clock/advance", {"seconds": hours * 3600})
        try:
            self.app("server.time")
        except PortalLeft:  # after half a year without a call; opening a page brings it back
            self.world.open_page("CRM_DEAL_DETAIL_TAB", ID="1")

    def _fields(self, type_id: int) -> Json:
        asked = {"entityTypeId": type_id, "useOriginalUfNames": "Y"}
        return dict(self.world.user_does("crm.item.fields", **asked)["fields"])

    # -- robots

    def _register(self) -> None:
        """Every action has a robot here that says yes, whether the app has built its own already or not."""
        handler = f"http://127.0.0.1:{self._server.server_port}/robot"
        known = self.app("bizproc.robot.list")
        for action, word in ACTIONS.items():
            if action in known:
                self.app("bizproc.robot.delete", {"CODE": action})
            users = {name for name, field in word.fields.items() if field.kind is FieldKind.PERSON} - {"to"}
            names = [*word.fields, "on", "task_id"]
            properties = {name: {"Name": name, "Type": "user" if name in users else "text",
                                 "Multiple": "Y" if name in users else "N"} for name in names}  # fmt: skip
            returns = {name: {"Name": name, "Type": "string", "Multiple": "N"} for name in ("id", "error")}
            self.app("bizproc.robot.add", {"CODE": action, "HANDLER": handler, "NAME": word.title, "AUTH_USER_ID": 1,
                                           "PROPERTIES": properties, "RETURN_PROPERTIES": returns})  # fmt: skip

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        company = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
                self.send_response(200)
                self.end_headers()
                company._answer(form)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        return Handler

    def _answer(self, form: dict[str, str]) -> None:
        properties = {key[11:-1]: value for key, value in form.items() if key.startswith("properties[")}
        self.calls.append({"workflow": form["workflow_id"], "code": form["code"], "properties": properties})
        if form["use_subscription"] == "Y":
            values = {"id": "77", "error": ""}
            self.app("bizproc.event.send", {"EVENT_TOKEN": form["event_token"], "RETURN_VALUES": values})

    def called(self, run: str) -> list[Json]:
        return [call for call in self.calls if call["workflow"] == run]


def comparisons(plan: Plan, *, ends: bool = True) -> list[Comparison]:
    """The comparisons of the plan, in reading order; `ends`: with those that end a repeat or a wait."""
    found: list[Condition] = [*plan.conditions]
    for node in plan.nodes():
        if isinstance(node, PlanBranch):
            found += node.when
        if isinstance(node, Repeat | Wait) and ends:
            found += node.until
    assert not any(isinstance(node, Ask) for node in plan.nodes())
    return [row for one in found for row in ([one] if isinstance(one, Comparison) else [*one.any[0]])]


def held(row: Comparison) -> Any:
    """A value of which the comparison holds; None where nothing is to be set."""
    value = row.value[0] if isinstance(row.value, tuple) else row.value
    match row.op:
        case "gt" | "gte":
            return float(str(value)) + 1
        case "lt" | "lte":
            return float(str(value)) - 1
        case "eq" | "in" | "contains":
            return value
        case "not_empty":
            return "1"
        case _:
            return None


def quiet(look: Any, patience_s: float = 10.0) -> None:
    """Wait for real time's sake until `look` holds: the portal's queue takes its time."""
    end = time.monotonic() + patience_s
    while not look():
        assert time.monotonic() < end, "the portal never came to rest"
        time.sleep(0.02)


def lines(path: Any) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
