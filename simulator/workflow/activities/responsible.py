"""Another responsible person for the record; whoever has it already stays (compile-map.md, `assign_responsible`)."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow.step import Step


class ChangeResponsible(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "Responsible": None,
        "ModifiedBy": None,
        "GetterType": "r",
        "SkipAbsent": "N",
        "SkipTimeMan": "N",
    }

    def start(self) -> None:
        candidates = self.run.people(self.value("Responsible"))
        current = next(iter(self.run.people(self.run.document().get("ASSIGNED_BY_ID"))), None)
        chosen = _choose(candidates, current, self.text("GetterType"))
        if chosen is None:
            self.run.log(self, "Nobody to choose from")
        elif chosen != current:
            error = self.run.world.update_document(self.run.document_id, {"ASSIGNED_BY_ID": f"user_{chosen}"})
            if error:
                self.run.log(self, error)
        self.close()


def _choose(candidates: list[int], current: int | None, way: str) -> int | None:
    """`f` the first, `s` the one after the current, otherwise anybody."""
    if not candidates:
        return None
    if way == "f":
        return candidates[0]
    if way == "s":
        return candidates[(candidates.index(current) + 1) % len(candidates)] if current in candidates else candidates[0]
    return random.choice(candidates)


ACTIVITIES = {"CrmChangeResponsibleActivity": ChangeResponsible}
