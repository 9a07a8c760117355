"""A workflow as a file that another portal can take: JSON with its plan, or the `.bpt` that Bitrix24 itself imports."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import RowMapping

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.bizproc.literals import strings
from b24app.bizproc.notes import document_types
from b24app.bizproc.read import read_plan, read_tree
from b24app.errors import BptError, MalformedRequest
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import TRIGGERS

FORMAT: Final = "workflow-composer"


class Carried(BaseModel):
    """The JSON of an export; unknown keys are refused, so a newer format is not half-read."""

    model_config = ConfigDict(extra="forbid")

    format: Literal["workflow-composer"]
    version: Literal[1]
    name: str = Field(max_length=255)
    description: str = Field(max_length=10_000)
    plan: Plan


def exported(workflow: RowMapping, version: RowMapping, kind: str, client_id: str) -> bytes:
    """The bytes of the file; a draft's `.bpt` has its names as constants, since no portal has resolved them."""
    plan = Plan.model_validate(version["plan"])
    if kind == "json":
        told = {"format": FORMAT, "version": 1, "name": workflow["name"], "description": version["description"]}
        return json.dumps({**told, "plan": plan.dump()}, ensure_ascii=False, indent=2).encode()
    return version["bpt"] or bpt.encode(build(plan, Snapshot(known=False), client_id, "draft").tree)


def imported(workflow: Mapping[str, Any] | None, data: str, client_id: str) -> tuple[str, str, Plan]:
    """Name, description and plan of a file. Raises MalformedRequest, BptError."""
    if (workflow is None) == (not data):
        raise MalformedRequest("give one of workflow (JSON) and bpt (base64)")
    if workflow is None:
        return _of_bpt(data, client_id)
    try:
        carried = Carried.model_validate(workflow)
    except ValidationError as error:
        first = error.errors()[0]
        raise MalformedRequest(f"workflow.{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return carried.name, carried.description, carried.plan


def plan_in(tree: Mapping[str, Any], client_id: str) -> Plan | None:
    """The plan of a template that this application built, whatever kind of record it is for."""
    note = next((text for text in strings(tree) if text.partition("\n")[0] in TRIGGERS), "")
    plans = (read_plan(dict(tree), document_type, client_id) for document_type in document_types(note))
    return next((plan for plan in plans if plan is not None), None)


def _of_bpt(data: str, client_id: str) -> tuple[str, str, Plan]:
    try:
        tree = read_tree(base64.b64decode(data, validate=True))
    except binascii.Error:
        raise MalformedRequest("bpt: this is not base64") from None
    plan = plan_in(tree, client_id)
    if plan is None:
        raise BptError("this template was not made by this app, or was changed since: it can be explained, not edited")
    return "", "", plan
