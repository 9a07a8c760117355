"""Loops: while a condition holds, or once for each value; only the first child runs (native-activities.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.conditions import holds
from simulator.workflow.step import Step


class While(Step):
    IS_CONTAINER = True

    def start(self) -> None:
        self._next_round()

    def child_closed(self, _child: Step, /) -> None:
        self._next_round()

    def _next_round(self) -> None:
        if not self.children or not holds(self.properties, self.run.scope):
            self.close()
            return
        self.run.count_round()
        self.run.execute(self.children[0])


class ForEach(Step):
    IS_CONTAINER = True
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"Variable": None, "Object": "Variable"}
    RETURNS: ClassVar[Mapping[str, Any]] = {"Key": None, "Value": None}

    def start(self) -> None:
        source = self.run.scope.read(
            values.to_text(self.raw("Object")) or "Variable", values.to_text(self.raw("Variable"))
        )
        value = self.run.evaluate(source.value) if source.again else source.value
        # A scalar is a list of one; nothing is an empty list, and then the loop is skipped.
        members = value if isinstance(value, Mapping | list) else [] if value in {None, ""} else [value]
        pairs = members.items() if isinstance(members, Mapping) else enumerate(members)
        self._left = [(str(key), item) for key, item in pairs]
        self._next_round()

    def child_closed(self, _child: Step, /) -> None:
        self._next_round()

    def _next_round(self) -> None:
        if not self._left or not self.children:
            self.close()
            return
        self.results["Key"], self.results["Value"] = self._left.pop(0)
        self.run.count_round()
        self.run.execute(self.children[0])


ACTIVITIES = {"WhileActivity": While, "ForEachActivity": ForEach}
