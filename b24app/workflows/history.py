"""The versions of a workflow with what each of them changed, newest first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from b24app.plan.plan import Plan
from b24app.workflows import rows
from b24app.workflows.diff import diff

Json = dict[str, Any]


def history(connection: Connection, member_id: str, workflow_id: str) -> list[Json]:
    """Each version with its author, moment, text, note and changes in English. Raises NotFound."""
    workflow = rows.find(connection, member_id, workflow_id)
    versions = rows.versions(connection, member_id, workflow_id)
    plans = {version["version"]: Plan.model_validate(version["plan"]) for version in versions}
    earlier = dict(zip(sorted(plans)[1:], sorted(plans), strict=False))
    return [
        {
            "version": version["version"],
            "state": version["state"],
            "runs_now": version["version"] == workflow["version"] and workflow["status"] == "active",
            "author_id": version["author_id"],
            "saved_at": version["saved_at"].isoformat(),
            "published_at": version["published_at"].isoformat() if version["published_at"] else "",
            "description": version["description"],
            "note": version["note"],
            "independent": version["independent"],
            "differences": version["differences"],
            "inputs": [value.model_dump(mode="json") for value in plans[version["version"]].inputs],
            "changes": diff(plans[earlier[version["version"]]], plans[version["version"]])
            if version["version"] in earlier
            else [],
        }
        for version in versions
    ]
