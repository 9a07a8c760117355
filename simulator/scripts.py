"""Smart scripts: robots in a row that a person starts on records of their choice (rest-robots.md, Registered or not).

A script is a template with AUTO_EXECUTE 32, which no REST method shows (bpt-format.md, AUTO_EXECUTE); its robots run
one after the other, each with a delay and a condition like those on stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from simulator.automation import PlacedRobot, steps_of
from simulator.entities import EntityType, of_document_type
from simulator.wire import RestError
from simulator.workflow.engine import StartRefused
from simulator.workflow.template import Template

if TYPE_CHECKING:
    from simulator.portal import Portal

SCRIPT = 32


def add(portal: Portal, kind: EntityType, name: str, robots: Sequence[PlacedRobot]) -> int:
    """Keep a script for records of a type; its number."""
    steps = [step for robot in robots for step in steps_of(robot)]
    root = {"Type": "SequentialWorkflowActivity", "Name": "Template", "Activated": "Y",
            "Properties": {"Title": name, "Permission": []}, "Children": steps}  # fmt: skip
    template = Template(
        tree=[root], parameters={}, variables={}, constants={}, name=name, document_type=kind.document_type,
        auto_execute=SCRIPT, modified=portal.clock.now(),
    )  # fmt: skip
    return portal.templates.keep(template)


def run(portal: Portal, number: int, record_ids: Sequence[int], user_id: int) -> list[str]:
    """Start it on each of the records; the workflows' ids."""
    template = portal.templates.get(number)
    kind = of_document_type(template.document_type) if template else None
    if template is None or kind is None or template.auto_execute != SCRIPT:
        raise RestError("NOT_FOUND", f"no smart script {number}", 404)
    missing = [record_id for record_id in record_ids if portal.records.get(kind, record_id) is None]
    if missing or not record_ids:
        raise RestError("NOT_FOUND", f"no {kind.title.lower()} {missing[0] if missing else ''}".rstrip(), 404)
    try:
        return [portal.engine.start(template, kind.document_id(one), user_id, {}) for one in record_ids]
    except StartRefused as refused:
        raise RestError("START_REFUSED", str(refused)) from refused
