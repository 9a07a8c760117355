"""The objects that a running workflow can name (bpt-format.md, "Expressions", Objects)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.workflow import dates, values
from simulator.workflow.expressions import Read

if TYPE_CHECKING:
    from simulator.workflow.run import Run

_NOTHING = Read(has_field=False)


class RunScope:
    """Reads documents, parameters, variables, constants, the system and the steps of one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._objects: dict[str, Callable[[str], Read]] = {
            "Document": self._document,
            "Template": self._parameter,
            "Parameter": self._parameter,
            "Variable": lambda field: _among(run.variables, field),
            "Constant": lambda field: _among(run.constants, field),
            "System": self._system,
            "Workflow": self._workflow,
            "User": self._user,
            # The simulated portal keeps no global values and starts no node graphs.
            "GlobalConst": lambda _: _NOTHING,
            "GlobalVar": lambda _: _NOTHING,
            "Input": lambda _: _NOTHING,
        }

    def read(self, name: str, field: str) -> Read:
        known = self._objects.get(name)
        if known is not None:
            return known(field)
        step = self._run.steps.get(name)
        return step.read(field) if step else Read(has_object=False, has_field=False)

    def has_step(self, name: str) -> bool:
        return name in self._run.steps

    def options(self, name: str, field: str) -> Mapping[str, str]:
        if name == "Document":
            return self._run.world.field_options(self._run.document_type, field)
        entry = self._declared(name, field) if name in _DECLARED else None
        options = entry.get("Options") if entry else None
        if not options and self.type_of(name, field) == "bool":
            return {"Y": "Yes", "N": "No"}
        return {str(k): values.to_text(v) for k, v in options.items()} if isinstance(options, Mapping) else {}

    def type_of(self, name: str, field: str) -> str:
        if name == "Document":
            return self._run.world.field_type(self._run.document_type, field)
        if name in _DECLARED:
            entry = self._declared(name, field)
            return values.to_text(entry.get("Type")).lower() if entry else ""
        step = self._run.steps.get(name)
        return step.result_type(field) if step else _SERVER_TYPES.get(f"{name}:{field}", "")

    def person(self, user_id: int) -> str:
        return self._run.world.user_name(user_id)

    def people(self, value: Any) -> list[int]:
        return self._run.people(value)

    def now(self) -> datetime:
        return self._run.world.now()

    def document_url(self) -> str:
        return values.to_text(self._document("URL").value)

    def changed_fields(self) -> Sequence[str] | None:
        return self._run.changed_fields

    def _declared(self, name: str, code: str) -> Mapping[str, Any] | None:
        entry = getattr(self._run.template, _DECLARED[name]).get(code)
        return entry if isinstance(entry, Mapping) else None

    def _document(self, field: str) -> Read:
        return _among(self._run.document(), field)

    def _parameter(self, field: str) -> Read:
        found = _among(self._run.parameters, field)
        return Read(found.value, has_field=found.has_field, again=True)

    def _system(self, field: str) -> Read:
        now = self.now()
        shown = {"Now": dates.show(now), "NowLocal": dates.show(now), "Date": dates.show_day(now), "Eol": "\n"}
        return _among(shown | {"HostUrl": self._run.world.host_url()}, field)

    def _workflow(self, field: str) -> Read:
        # The documents write `id` in lower case and `TemplateId` in mixed case.
        return _among({"id": self._run.instance.id, "TemplateId": self._run.instance.template_id}, field)

    def _user(self, _: str) -> Read:
        user_id = self._run.current_user
        return Read(f"user_{user_id}" if user_id else None)


_DECLARED = {
    "Template": "parameters",
    "Parameter": "parameters",
    "Variable": "variables",
    "Constant": "constants",
}
_SERVER_TYPES = {"System:Now": "datetime", "System:NowLocal": "datetime", "System:Date": "date"}


def _among(mapping: Mapping[str, Any], field: str) -> Read:
    return Read(mapping[field]) if field in mapping else _NOTHING
