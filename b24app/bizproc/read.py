"""Read a template: any as a tree that keeps everything, one of ours as the plan it was built from.

A template counts as ours only when building the plan that was read gives the same template again. So an edit in the
designer is never silently dropped: it makes the template a foreign one, which is shown as a tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from b24app.bizproc import activities, bpt, read_conditions, read_steps, values
from b24app.bizproc.build import build
from b24app.bizproc.compare import differences
from b24app.bizproc.documents import entity_of
from b24app.bizproc.fields import known_codes
from b24app.bizproc.names import Role
from b24app.bizproc.names import read as read_name
from b24app.bizproc.notes import read_plan_note
from b24app.bizproc.php import PhpValue
from b24app.bizproc.reading import USER, Json, NotOursError, Source, children, listed, mapping
from b24app.bizproc.target import START_KEY
from b24app.errors import B24AppError
from b24app.plan.plan import PIPELINE, Plan
from b24app.plan.snapshot import Department, Holds, Pipeline, PortalField, Snapshot, Stage, User

_GROUP = re.compile(r"group_D(\d{1,18})\Z")
_FIELD = re.compile(r"[A-Z][A-Z0-9_]{1,79}\Z")
_MADE_BY_US: Final = frozenset({START_KEY, "TxtBrace", "TxtEquals"})


def read_tree(data: bytes) -> Json:
    """What a file holds, lists as lists; `BptError` when it cannot be read safely."""
    tree = _plain(bpt.decode(data))
    if not isinstance(tree, dict):
        raise TypeError("a template is a map")
    return tree


def read_plan(tree: Json, document_type: tuple[str, ...], client_id: str) -> Plan | None:
    """The plan of a template that this application built, with codes where it had names; None for any other."""
    entity = entity_of(document_type)
    if entity is None:
        return None
    try:
        source = Source(entity, client_id, tree)
        root = listed(tree["TEMPLATE"])[0]
        plan = Plan.model_validate({"entity": entity} | _plan(root, source))
        start = children(root)[0]
        is_marked = start["Type"] == activities.robot_type(client_id, "mark")
        version = source.text(start["Properties"]["version"]) if is_marked else ""
        again = build(plan, _directory(plan, source), client_id, version, independent=not is_marked)
    except (
        NotOursError,
        B24AppError,
        LookupError,
        TypeError,
        AttributeError,
        ValueError,
        StopIteration,
        RecursionError,
    ):
        return None
    return None if differences(again.tree, tree) else plan


def _plan(root: Json, source: Source) -> Json:
    steps = children(root)
    plan = read_plan_note(source.text(root["Properties"]["EditorComment"]))
    guard = next((one for one in steps if read_name(one["Name"]) == ("", Role.GUARD)), None)
    if guard is not None:
        holds = children(guard)[0]
        in_pipeline = bool(plan["trigger"].get("pipeline")) and PIPELINE in known_codes(source.entity)
        plan["conditions"] = read_conditions.read(holds["Properties"], source, in_pipeline=in_pipeline)
        steps = children(holds)
    plan["steps"] = read_steps.read(steps, source)
    asked = {answer["name"] for step in _parts(plan["steps"]) for answer in step.get("answers", ())}
    first = next((one for one in children(root) if read_name(one["Name"]) == ("", Role.COUNT)), None)
    set_first = mapping(first["Properties"]["VariableValue"]) if first else {}
    own = {code: row for code, row in source.declared.items() if code not in _MADE_BY_US and not values.is_own(code)}
    for key, holder in (("inputs", "Template"), ("variables", "Variable")):
        plan[key] = [
            _declared(code, entry, source, set_first.get(code))
            for code, (found, entry) in own.items()
            if found == holder and code not in asked
        ]
    return plan


def _declared(code: str, entry: Json, source: Source, first: Any) -> Json:
    """A parameter's default is an encoded text, a variable's a plain one (values.py), or what it is set to `first`."""
    is_input = source.declared[code][0] == "Template"
    default = first or entry["Default"]
    if is_input or first:
        default = source.text(default) if isinstance(default, str) else [source.text(one) for one in default]
    is_needed = entry["Description"] == values.REQUIRED
    return read_steps.declared(code, entry | {"Default": default}, is_needed=is_needed)


def _parts(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _parts(item)


def _directory(plan: Plan, source: Source) -> Snapshot:
    """A portal in which every code of the plan is its own name; none, where names became constants."""
    if source.constants:
        return Snapshot(known=False)
    texts = set(_texts(plan.model_dump(mode="json"))) | {source.stand_in}
    users = {int(found[1]) for text in texts if (found := USER.match(text))}
    groups = {int(found[1]) for text in texts if (found := _GROUP.match(text))}
    head = USER.match(source.stand_in)
    top = [Department(id=0, name="", head_id=int(head[1]))] if head else []
    codes = sorted(text for text in texts if _FIELD.match(text))
    entities = list(dict.fromkeys((plan.entity, "CRM_DEAL")))
    holds: dict[str, Holds] = {code: "date" if held == "date" else "user" for code, held in source.fields.items()}
    where = plan.trigger.pipeline if source.pipeline.isdigit() else ""
    return Snapshot(
        pipelines=(Pipeline(entity=plan.entity, id=int(source.pipeline), name=where),) if where else (),
        stages=tuple(Stage(entity=entity, code=text, name=text) for entity in entities for text in sorted(texts)),
        fields=tuple(
            PortalField(entity=entity, code=code, caption=code, holds=holds.get(code, "text"))
            for entity in entities
            for code in codes
        ),
        users=tuple(User(id=number, name=f"user_{number}") for number in sorted(users)),
        departments=(*top, *(Department(id=number, name=f"group_D{number}", parent_id=1) for number in sorted(groups))),
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _plain(value: PhpValue) -> Any:
    """PHP's arrays with the keys 0, 1, 2 … as lists."""
    if not isinstance(value, dict):
        return value
    if value and list(value) == list(range(len(value))):
        return [_plain(item) for item in value.values()]
    return {str(key): _plain(item) for key, item in value.items()}
