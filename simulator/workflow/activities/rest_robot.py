"""An app's robot or activity inside a template (rest-robots.md).

With `UseSubscription` Y the step waits for the answer with its own event id, or for the time-out; otherwise it closes
at once and answers that come later find nobody.
"""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from simulator.workflow import dates, values
from simulator.workflow.activities.delay import seconds
from simulator.workflow.importer import definition
from simulator.workflow.step import Fault, Step
from simulator.workflow.world import RobotCall, RobotRow

# Never a robot's own property codes.
_RESERVED = frozenset(
    {
        "Title",
        "UseSubscription",
        "IsTimeout",
        "AuthUserId",
        "SetStatusMessage",
        "StatusMessage",
        "TimeoutDuration",
        "TimeoutDurationType",
    }
)
_ALPHABET = string.ascii_letters + string.digits


class RestRobot(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "SetStatusMessage": "Y",
        "StatusMessage": "",
        "TimeoutDuration": 0,
        "TimeoutDurationType": "s",
        "AuthUserId": None,
    }
    _event_id = ""

    def expects(self, event_id: str) -> bool:
        """Whether this round of the step waits for that answer."""
        return self.is_running and secrets.compare_digest(self._event_id.encode(), event_id.encode())

    def initial_results(self) -> Mapping[str, Any]:
        """Each round starts from the defaults (rest-robots.md, "In loops")."""
        self._row = self.run.world.robot(self.type.lower())
        declared = self._row.return_properties if self._row else {}
        return {code: definition(entry, "DEFAULT") for code, entry in declared.items()} | {"IsTimeout": 0}

    def result_type(self, field: str) -> str:
        row = self.run.world.robot(self.type.lower())
        declared = row.return_properties.get(field, {}) if row else {}
        return values.to_text(definition(declared, "TYPE")).lower()

    def start(self) -> None:
        row = self._row
        if row is None:
            raise Fault("activity not found")
        waits = self._waits(row)
        self._event_id = "".join(secrets.choice(_ALPHABET) for _ in range(32))
        timeout_s = seconds(self.value("TimeoutDuration"), self.value("TimeoutDurationType"))
        if self.text("SetStatusMessage") == "Y":
            self.run.instance.status = self.text("StatusMessage")[:255] or "Waiting for an external application"
        self.run.world.call_robot(self._call(row, "Y" if waits else "N", timeout_s))
        if not waits:
            self.close()
        elif timeout_s:
            self.wait_until(self.run.world.now() + timedelta(seconds=timeout_s), self._time_out)

    def answer(self, return_values: Any, log_message: str | None) -> None:
        """Keep what the robot returned and go on."""
        declared = self._row.return_properties if self._row else {}
        codes = {code.lower(): code for code in declared}
        for key, value in return_values.items() if isinstance(return_values, Mapping) else ():
            code = codes.get(str(key).lower())
            if code is not None:
                self.results[code] = internalize(value, declared[code], self.run.world.now().tzinfo)
        self.run.log(self, log_message or "The application has answered")
        self.close()

    def _time_out(self) -> None:
        self.results["IsTimeout"] = 1
        self.run.log(self, "The application has not answered in time")
        self.close()

    def _waits(self, row: RobotRow) -> bool:
        """The template's value wins at run time; without one the robot's own counts."""
        return (
            self.text("UseSubscription") == "Y" if "UseSubscription" in self.properties else row.use_subscription == "Y"
        )

    def _call(self, row: RobotRow, use_subscription: str, timeout_s: int) -> RobotCall:
        body = f"{self.run.instance.id}|{self.name}|{self._event_id}"
        people = self.run.people(self.value("AuthUserId"))
        return RobotCall(
            robot=row,
            workflow_id=self.run.instance.id,
            activity_name=self.name,
            document_type=self.run.document_type,
            document_id=self.run.document_id,
            event_token=f"{body}.{self.run.world.sign(body)}",
            properties=self._properties(row),
            use_subscription=use_subscription,
            timeout_s=timeout_s,
            auth_user_id=people[0] if people else row.auth_user_id,
        )

    def _properties(self, row: RobotRow) -> dict[str, Any]:
        """Declared properties only; a null one arrives as the empty text."""
        return {
            code: externalize(self.run.evaluate(self.properties.get(code, definition(entry, "DEFAULT"))), entry)
            for code, entry in row.properties.items()
            if code not in _RESERVED
        }


def externalize(value: Any, declared: Mapping[str, Any]) -> Any:
    """A value on its way to the handler, by the declared type."""
    if value is None:
        return ""
    kind = values.to_text(definition(declared, "TYPE")).lower()
    if is_multiple(declared):
        return [_outward(item, kind) for item in values.flatten(value) if item is not None]
    members = values.flatten(value)
    return _outward(members[0], kind) if members else ""


def _outward(value: Any, kind: str) -> Any:
    if value is None or value == "":
        return ""
    if kind == "bool":
        return "Y" if values.truthy(value) and value != "N" else "N"
    if kind == "int":
        return values.to_int(value)
    if kind == "double":
        return values.to_number(value)
    return values.to_text(value)


def internalize(value: Any, declared: Mapping[str, Any], zone: Any) -> Any:
    """A returned value: truthy ones by the declared type, falsy ones as they are, multiple ones as a list."""
    if not values.truthy(value):
        return value
    kind = values.to_text(definition(declared, "TYPE")).lower()
    if is_multiple(declared):
        return [_inward(item, kind, zone) for item in values.items(value)]
    first = values.items(value)[0] if isinstance(value, Mapping | list | tuple) else value
    return _inward(first, kind, zone)


def _inward(value: Any, kind: str, zone: Any) -> Any:
    if kind == "int":
        return values.to_int(value)
    if kind == "double":
        return float(values.to_number(value))
    if kind == "bool":
        return "Y" if values.truthy(value) and value not in {"N", "false", "no"} else "N"
    if kind == "user":
        found = re.fullmatch(r"(?:user_)?(\d+)", values.to_text(value))
        return f"user_{found.group(1)}" if found else value
    if kind in {"date", "datetime"}:
        moment = dates.read(value, zone)
        return (dates.show if kind == "datetime" else dates.show_day)(moment) if moment else value
    return values.to_text(value)


def is_multiple(declared: Mapping[str, Any]) -> bool:
    return definition(declared, "MULTIPLE") in {"Y", "y", "1", True}


ACTIVITIES = {"rest_": RestRobot}
