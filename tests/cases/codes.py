"""A plan with the portal's codes where it has names, so that what was read back can be compared with what was meant."""

from __future__ import annotations

from typing import Any

from b24app.bizproc.comparisons import number_text
from b24app.bizproc.fields import RecordField, field_called
from b24app.bizproc.stages import by_stage
from b24app.errors import PlanRejected
from b24app.plan.plan import Comparison, Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity

Json = dict[str, Any]
_SAME_ACTION = {"update_deal": "update_field"}
_NORMAL = {"normal", "medium"}


def coded(plan: Plan, portal: Snapshot) -> Json:
    """The plan as JSON; steps are numbered as before, spans and empty parts are left out."""
    told = Coder(plan.entity, portal).of(plan.dump())
    assert isinstance(told, dict)
    return told


class Coder:
    """Goes through a dumped plan."""

    def __init__(self, entity: Entity, portal: Snapshot) -> None:
        self._entity = entity
        self._portal = portal

    def of(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if not isinstance(value, dict):
            return value
        return self._part(
            {key: self.of(one) for key, one in value.items() if one not in ([], "", {}) and key != "span"}
        )

    def _part(self, told: Json) -> Json:
        match told:
            case {"kind": "user" | "group" | "role"}:
                found = self._person(told)
            case {"field": _, "op": _, **rest} if rest.get("of", "record") == "record":
                found = self._comparison(told)
            case {"kind": "action"}:
                found = self._action(told)
            case {"amount": amount, "unit": "weeks"}:
                found = told | {"amount": amount * 7, "unit": "days"}
            case {"until": str(name)}:
                found = told | {"until": self._code(name)}
            case _:
                found = told
        return found

    def _person(self, told: Json) -> Json:
        """Whom the portal knows by that name: one employee, or a department."""
        name = told["name"]
        if name.startswith(("user_", "group_")):
            return {"code": name}
        if told["kind"] == "user":
            (user,) = self._portal.users_called(name)
            return {"code": f"user_{user.id}"}
        if told["kind"] == "role" and (placed := self._portal.users_placed(name.replace("_", " "))):
            return {"code": f"user_{placed[0].id}"}
        bare = name.removeprefix("head of ")
        (department,) = self._portal.departments_called(bare)
        is_head = bare != name and department.head_id
        return {"code": f"user_{department.head_id}" if is_head else f"group_D{department.id}"}

    def _comparison(self, told: Json) -> Json:
        row = by_stage(Comparison.model_validate(told), self._entity, self._portal, "")
        field = field_called(row.field, self._entity, self._portal, "")
        told = {"op": row.op, "value": list(row.value) if isinstance(row.value, tuple) else row.value}
        given = told["value"]
        values = sorted(one for value in self._listed(given) for one in self._value(field, value))
        op = {"eq": "in", "ne": "not_in"}.get(told["op"], told["op"])
        return {"field": field.code, "op": op, "values": values}

    def _listed(self, value: Any) -> list[Any]:
        return value if isinstance(value, list) else [] if value is None else [value]

    def _value(self, field: RecordField, value: Any) -> list[str]:
        if isinstance(value, float):
            return [number_text(value)]
        if field.holds == "stage":
            return [stage.code for stage in self._portal.stages_called(self._entity, value)]
        if field.holds == "user" and not value.startswith("user_"):
            return [f"user_{user.id}" for user in self._portal.users_called(value)]
        return [next((one.code for one in field.options if value in {one.code, one.name}), value)]

    def _action(self, told: Json) -> Json:
        fields = dict(told.get("fields", {}))
        if "field" in fields and told["action"] != "update_task":
            field = field_called(fields["field"], self._entity, self._portal, "")
            fields |= {"field": field.code, "value": self._value(field, fields["value"])[0]}
        if "stage" in fields and told["action"] == "move_stage":
            fields["stage"] = self._portal.stages_called(self._entity, fields["stage"])[0].code
        if str(fields.get("priority", "")).casefold() in _NORMAL:
            del fields["priority"]
        if "priority" in fields:
            fields["priority"] = fields["priority"].casefold()
        if told["action"] in {"create_task", "set_reminder"}:
            fields.setdefault("assignee", [{"kind": "responsible"}])
        if self._entity == "CRM_DEAL":
            told = told | {"action": _SAME_ACTION.get(told["action"], told["action"])}
        return told | {"fields": fields}

    def _code(self, name: str) -> str:
        try:
            return field_called(name, self._entity, self._portal, "").code
        except PlanRejected:
            return name
