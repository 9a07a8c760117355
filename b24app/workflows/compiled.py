"""Plans as template files, without a portal to put them on: what `b24app compile` writes.

A file holds everything the portal's importer needs; what only a portal can know stays open and is listed.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from pydantic import ValidationError

from b24app.bizproc import bpt
from b24app.bizproc.build import Template, build
from b24app.bizproc.constants import Unresolved, unresolved
from b24app.english.gold import from_case
from b24app.errors import B24AppError, NotBuilt, PlanRejected
from b24app.plan.defaults import Proposed, proposed
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import family

Json = dict[str, Any]
# Marks of a file name no workflow of ours: nothing was published.
FILE_REF: Final = "file.0"
NO_PORTAL: Final = Snapshot(known=False)
_CUSTOM = re.compile(r"UF_CRM_[A-Z0-9_]+")


@dataclass(frozen=True)
class Compiled:
    """A template as bytes, what is open in it, and the texts that were proposed for none given."""

    template: Template
    data: bytes
    unresolved: tuple[Unresolved, ...]
    proposed: tuple[Proposed, ...]

    def shown(self) -> Json:
        """The same as JSON holds it."""
        return {
            "bpt": base64.b64encode(self.data).decode(),
            "document_type": list(self.template.document_type),
            "start": self.template.start,
            "auto_execute": self.template.auto_execute,
            "unresolved": [asdict(one) for one in self.unresolved],
            "proposed": [asdict(one) for one in self.proposed],
        }


def compile_plan(plan: Plan, snapshot: Snapshot, client_id: str) -> Compiled:
    """The template of a plan for that portal, or for any where `snapshot` is not known. Raises PlanRejected."""
    template = build(plan, snapshot, client_id, FILE_REF)
    fields = _CUSTOM.findall(json.dumps(template.tree))
    left = unresolved(template.tree["CONSTANTS"], fields, plan.dump()) if not snapshot.known else []
    return Compiled(template, bpt.encode(template.tree), tuple(left), proposed(plan))


def compile_case(case: Any, snapshot: Snapshot, client_id: str) -> Json:
    """One evaluation case (FORMAT.md) as one line of `compile --jsonl`; whatever is wrong with it is its `error`."""
    told: Json = {"id": case.get("id") if isinstance(case, dict) else None}
    try:
        plan = from_case(case)
        if family(plan.entity) in {"task", "activity"}:
            return told | {"host": "app", "plan": plan.dump()}
        return told | {"bpt": compile_plan(plan, snapshot, client_id).shown()["bpt"]}
    except PlanRejected as error:
        return told | {"error": str(error), "node": error.node_id, "choices": list(error.choices)}
    except ValidationError as error:
        return told | {"error": first_fault(error)}
    except (B24AppError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return told | {"error": f"this is no workflow case: {_fault(error)}"}


def first_fault(error: ValidationError) -> str:
    """The first thing that is wrong with a plan or a snapshot, and where."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])


def _fault(error: Exception) -> str:
    match error:
        case NotBuilt():
            return str(error)
        case KeyError():
            return f"{error.args[0]} is missing"
        case RecursionError():
            return "it is nested too deeply"
        case _:
            return str(error)[:300]
