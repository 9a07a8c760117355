"""Robot: adds a tag to the record.

CRM items have no tags, so they live in a custom field that is made on first use (contract/actions.md rows 20/21).
Adding a tag that is there already changes nothing, so running it again is harmless.
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.errors import RobotFailed
from b24app.robots._base import Calls, Ctx, Effect, Robot, prop

FIELD = "UF_CRM_WC_TAGS"
_TYPES = {"LEAD": (1, "lead"), "DEAL": (2, "deal"), "CONTACT": (3, "contact"), "COMPANY": (4, "company")}


@dataclass(frozen=True)
class Inputs:
    tag: str = prop("Tag")


@dataclass(frozen=True)
class Outputs:
    added: bool = prop("The tag is new", default=False)


def run(inputs: Inputs, ctx: Ctx) -> Outputs:
    if ctx.document.type_code not in _TYPES:
        raise RobotFailed("tags can be added to leads, deals, contacts and companies")
    type_id, name = _TYPES[ctx.document.type_code]
    record = {"entityTypeId": type_id, "id": ctx.document.id, "useOriginalUfNames": "Y"}
    item = ctx.portal.call("crm.item.get", record)["item"]
    if FIELD not in item:
        _make_field(ctx.portal, type_id, name)
    tags = [tag for tag in item.get(FIELD) or [] if tag]
    if inputs.tag.casefold() in {tag.casefold() for tag in tags}:
        return Outputs(added=False)
    ctx.portal.call("crm.item.update", {**record, "fields": {FIELD: [*tags, inputs.tag]}})
    return Outputs(added=True)


def _make_field(portal: Calls, type_id: int, name: str) -> None:
    fields = portal.call("crm.item.fields", {"entityTypeId": type_id, "useOriginalUfNames": "Y"})["fields"]
    if FIELD not in fields:
        label = {"FIELD_NAME": FIELD, "USER_TYPE_ID": "string", "MULTIPLE": "Y", "EDIT_FORM_LABEL": {"en": "Tags"}}
        portal.call(f"crm.{name}.userfield.add", {"fields": label})


robot = Robot(
    code="add_tag",
    title={"en": "Add a tag"},
    inputs=Inputs,
    outputs=Outputs,
    effect=Effect.REPEATABLE,
    run=run,
)
