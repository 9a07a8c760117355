"""A company for every case: what the case names is made in the portal before its workflow is compiled for it."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Iterable
from typing import Any

from b24app.bizproc.fields import field_called
from b24app.bizproc.stages import by_stage
from b24app.errors import PlanRejected, PortalLeft
from b24app.model import Portal
from b24app.plan.plan import Approval, Ask, Comparison, Condition, DelayUntil, Person, Plan, Repeat, Wait
from b24app.plan.plan import Branch as PlanBranch
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import ACTIONS, FieldKind
from b24app.portals import rows
from b24app.portals.snapshot import take
from b24app.workflows.compiled import Compiled, compile_plan
from tests.cases.outside import Outside
from tests.cases.staff import Staff
from tests.world import World

TYPES = {"CRM_LEAD": 1, "CRM_DEAL": 2, "CRM_CONTACT": 3, "CRM_COMPANY": 4, "CRM_QUOTE": 7, "CRM_INVOICE": 31}
STAGE_LISTS = {"CRM_LEAD": "STATUS", "CRM_DEAL": "DEAL_STAGE", "CRM_QUOTE": "QUOTE_STATUS",
               "CRM_INVOICE": "SMART_INVOICE_STAGE_5"}  # fmt: skip
OWN_FIELDS = {"CRM_INVOICE": "CRM_SMART_INVOICE"}
VALUE_LISTS = {"SOURCE_ID": "SOURCE"}
ADMIN, OWNER, CLIENT = 1, 4, 1
Json = dict[str, Any]


class Company:
    """The simulated portal and what was made in it; robots that the app has not built are answered from outside."""

    def __init__(self, world: World, outside: Outside) -> None:
        self.world = world
        self.outside = outside
        outside.answer = self._answer
        self._numbers = itertools.count(1)
        self._made: set[tuple[str, str]] = set()
        self._names: dict[int, dict[str, str]] = {}
        with world.services.engine.begin() as connection:
            self.portal: Portal = rows.named(connection, "")
        self.built: frozenset[str] = frozenset(self.app("bizproc.robot.list"))
        self._register()
        self._known = self._look()
        self.asked: dict[str, set[int]] = {}
        """Who was asked to decide, by run."""
        self.clients = {"ann@client.example", "+49301110009", "hanna.vogel@alpine.example", "+49301110001"}

    def app(self, method: str, params: Json | None = None) -> Any:
        """A call of the app's."""
        return self.world.services.client.call(self.portal, method, params or {})

    def _look(self) -> Snapshot:
        return take(self.world.services.client, self.portal)

    def snapshot(self) -> Snapshot:
        """The portal's directory as it was after furnishing."""
        return self._known

    def _is_new(self, kind: str, name: str) -> bool:
        """Whether nothing of that name was made yet; from now on something was."""
        key = (kind, " ".join(name.casefold().split()))
        is_new = key not in self._made
        self._made.add(key)
        return is_new

    # -- what the cases name

    def furnish(self, plans: Iterable[Plan]) -> None:
        """Make the people, departments, stages, fields and values that the plans name and the portal lacks."""
        for plan in plans:
            self._furnish(plan)
        self._known = self._look()
        self.staff = Staff(self.world.user_does, ADMIN)

    def _furnish(self, plan: Plan) -> None:
        for step in plan.actions():
            for name, value in step.fields.items():
                if isinstance(value, tuple):
                    self._people(value)
                elif ACTIONS[step.action].fields[name].kind is FieldKind.STAGE:
                    self._stage(plan.entity, str(value))
                elif ACTIONS[step.action].fields[name].kind is FieldKind.FIELD and step.action != "update_task":
                    self._field(plan.entity, str(value), "string")
        for node in plan.nodes():
            if isinstance(node, Approval):
                self._people(node.approvers)
            if isinstance(node, DelayUntil):
                self._field(plan.entity, node.until, "date")
        for row in comparisons(plan):
            self._compared(plan.entity, by_stage(row, plan.entity, self._known, ""))

    def _people(self, people: tuple[Person, ...]) -> None:
        known = self._known
        for one in people:
            if one.kind == "user" and not known.users_called(one.name) and self._is_new("user", one.name):
                self._employee(one.name, "", 1)
            if one.kind == "role" and not known.users_placed(one.name) and self._is_new("role", one.name):
                self._employee(f"Person {next(self._numbers)}", one.name, 1)
            if one.kind == "group" and self._is_new("group", one.name):
                found = known.departments_called(one.name)
                number = found[0].id if found else self._make("department.add", NAME=one.name)
                if not any(number in user.department_ids for user in known.users):
                    self._employee(f"Member {next(self._numbers)}", "", number)

    def _make(self, method: str, **params: Any) -> Any:
        """A person adds something that names are resolved against."""
        return self.world.user_does(method, **params)

    def _employee(self, name: str, position: str, department: int) -> None:
        mail = f"person{next(self._numbers)}@demo.example"
        self._make("user.add", NAME=name, EMAIL=mail, WORK_POSITION=position, UF_DEPARTMENT=[department])

    def _stage(self, entity: str, name: str) -> None:
        if not self._known.stages_called(entity, name) and self._is_new(f"stage of {entity}", name):
            code = f"X{next(self._numbers)}"
            fields = {"ENTITY_ID": STAGE_LISTS[entity], "STATUS_ID": code, "NAME": name, "SORT": 15}
            self._make("crm.status.add", fields=fields)

    def _field(self, entity: str, name: str, kind: str) -> None:
        if self._code(entity, name) or not self._is_new(f"field of {entity}", name):
            return
        owner = OWN_FIELDS.get(entity, entity)
        field = {"entityId": owner, "fieldName": f"UF_{owner}_X{next(self._numbers)}", "userTypeId": kind}
        self._make("userfieldconfig.add", moduleId="crm", field={**field, "editFormLabel": {"en": name}})

    def _code(self, entity: str, name: str) -> str:
        """The code of the field that the portal had from the start; empty for none."""
        try:
            return field_called(name, entity, self._known, "").code
        except PlanRejected:
            return ""

    def _compared(self, entity: str, row: Comparison) -> None:
        self._field(entity, row.field, "double" if isinstance(row.value, float) else "string")
        code = self._code(entity, row.field)
        for value in row.value if isinstance(row.value, tuple) else (row.value,):
            if code in VALUE_LISTS and isinstance(value, str):
                self._value(VALUE_LISTS[code], value)
            if code in {"STAGE_ID", "STATUS_ID"} and isinstance(value, str):
                self._stage(entity, value)

    def _value(self, directory: str, name: str) -> None:
        held = self.world.user_does("crm.status.list", filter={"ENTITY_ID": directory})
        if self._is_new(directory, name) and all(row["NAME"].casefold() != name.casefold() for row in held):
            fields = {"ENTITY_ID": directory, "STATUS_ID": f"V{next(self._numbers)}", "NAME": name}
            self._make("crm.status.add", fields=fields)

    # -- the record and the workflow

    def record(self, plan: Plan) -> int:
        """A record with a client of whom every condition of the plan holds that can."""
        type_id = TYPES[plan.entity]
        names = self.names_of(type_id)
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
        """A person sets a field, or moves an invoice to where it is paid."""
        row = by_stage(Comparison(field=field, op="eq", value=value), plan.entity, self.snapshot(), "")
        field, value = row.field, held(row)
        names = self.names_of(TYPES[plan.entity])
        code = names[field_called(field, plan.entity, self.snapshot(), "").code]
        item = {"entityTypeId": TYPES[plan.entity], "id": record, "fields": {code: value}, "useOriginalUfNames": "Y"}
        self.world.user_does("crm.item.update", **item)

    def compile(self, plan: Plan) -> Compiled:
        """The template for this portal."""
        return compile_plan(plan, self._known, self.world.client_id)

    def start(self, plan: Plan, record: int) -> tuple[Compiled, str]:
        """Compile for this portal, upload, start; the template and the run."""
        compiled = self.compile(plan)
        kind = list(compiled.template.document_type)
        sent = ["case.bpt", base64.b64encode(compiled.data).decode()]
        self.rest()
        told = {"DOCUMENT_TYPE": kind, "NAME": "Case", "TEMPLATE_DATA": sent, "AUTO_EXECUTE": "0"}
        template = self.app("bizproc.workflow.template.add", told)
        document = [kind[0], kind[1], f"{kind[2]}_{record}"]
        run = self.app("bizproc.workflow.start", {"TEMPLATE_ID": template, "DOCUMENT_ID": document, "PARAMETERS": {}})
        return compiled, str(run)

    def outside_is_here(self, plan: Plan) -> Plan:
        """The plan with every web address on the server that stands for the outside world."""

        def moved(value: Any) -> Any:
            if isinstance(value, list):
                return [moved(one) for one in value]
            if isinstance(value, dict):
                told = {key: moved(one) for key, one in value.items()}
                return told | ({"url": self.outside.address(told["url"])} if "url" in told else {})
            return value

        return Plan.model_validate(moved(plan.dump()))

    def run(self, number: str) -> Json:
        """The run as the portal has it."""
        (found,) = self.world.control(f"/_state?kinds=workflows&id={number}")["workflows"]
        return dict(found)

    def say_yes(self) -> bool:
        """Whoever is asked hands it to the administrator, who agrees; whether anybody was asked."""
        asked = self.world.user_does("bizproc.task.list", filter={"STATUS": 0}, select=["ID", "USER_ID", "WORKFLOW_ID"])
        for row in asked:
            self.asked.setdefault(row["WORKFLOW_ID"], set()).add(int(row["USER_ID"]))
        for task, user in {row["ID"]: int(row["USER_ID"]) for row in asked}.items():
            if user != ADMIN:
                hand = {"TASK_IDS": [task], "FROM_USER_ID": user, "TO_USER_ID": ADMIN}
                self.world.user_does("bizproc.task.delegate", **hand)
            self.world.user_does("bizproc.task.complete", TASK_ID=task, STATUS=1, COMMENT="fine")
        return bool(asked)

    def pass_time(self) -> None:
        """Until the next moment at which something is due."""
        self.world.control("/_clock/next", {})
        self.rest()
        try:
            self.app("server.time")
        except PortalLeft:  # after half a year without a call; opening a page brings it back
            self.world.open_page("CRM_DEAL_DETAIL_TAB", ID="1")

    def rest(self) -> None:
        """The pace is kept in real time, which does not move with the portal's clock: so much time has passed."""
        self.world.services.redis.delete(f"pace:{self.portal.member_id}")

    def names_of(self, type_id: int) -> dict[str, str]:
        """Names of the newer methods by the field's code."""
        if type_id not in self._names:
            asked = {"entityTypeId": type_id, "useOriginalUfNames": "Y"}
            told = self.world.user_does("crm.item.fields", **asked)["fields"]
            self._names[type_id] = {row["upperName"]: name for name, row in told.items()}
        return self._names[type_id]

    # -- robots

    def _register(self) -> None:
        """An action whose robot the app has not built has one here that says yes."""
        for action, word in ACTIONS.items():
            if action in self.built:
                continue
            users = {name for name, field in word.fields.items() if field.kind is FieldKind.PERSON} - {"to"}
            names = [*word.fields, "on", "task_id"]
            properties = {name: {"Name": name, "Type": "user" if name in users else "text",
                                 "Multiple": "Y" if name in users else "N"} for name in names}  # fmt: skip
            returns = {name: {"Name": name, "Type": "string", "Multiple": "N"} for name in ("id", "error")}
            self.app("bizproc.robot.add", {"CODE": action, "HANDLER": f"{self.outside.url}/robot", "NAME": word.title,
                                           "AUTH_USER_ID": 1, "PROPERTIES": properties,
                                           "RETURN_PROPERTIES": returns})  # fmt: skip

    def _answer(self, form: dict[str, str]) -> None:
        if form["use_subscription"] == "Y":
            values = {"id": "77", "error": ""}
            self.app("bizproc.event.send", {"EVENT_TOKEN": form["event_token"], "RETURN_VALUES": values})


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


def lines(path: Any) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
