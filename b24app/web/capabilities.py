"""`GET /capabilities`: what people can say and the app can do, as the vocabulary has it. Public: no portal is in it."""

from __future__ import annotations

from typing import Any, get_args

from flask import Blueprint

from b24app.plan.parts import Operator, Unit, ValueType
from b24app.plan.vocabulary import (
    ACTIONS,
    ENTITIES,
    FAMILIES,
    TRIGGERS,
    VARIABLES,
    ActionWord,
    Carrier,
    FieldWord,
    TriggerWord,
)
from b24app.version import VERSION

Json = dict[str, Any]


def capabilities() -> Blueprint:
    """Triggers, actions with their fields, entities, variables, and what conditions and times are made of."""
    page = Blueprint("capabilities", __name__)

    @page.get("/capabilities")
    def told() -> Json:
        return _TOLD

    return page


def _trigger(word: TriggerWord) -> Json:
    where = word.where or ((word.entity.removeprefix("CRM_").lower(),) if word.entity else ())
    return {"title": word.title, "entity": word.entity, "where": list(where), "built": word.built}


def _action(word: ActionWord) -> Json:
    return {
        "title": word.title,
        "built": word.carrier is not Carrier.LATER,
        "by": word.carrier.value,
        "natively": word.native,
        "where": list(word.where),
        "scope": list(word.scope),
        "gives": word.gives,
        "fields": {name: _field(field) for name, field in word.fields.items()},
    }


def _field(word: FieldWord) -> Json:
    return {"type": word.kind.value, "required": word.required, "has_proposal": bool(word.default)}


_TOLD: Json = {
    "version": VERSION,
    "entities": [*ENTITIES, "DYNAMIC_<entityTypeId>", "LIST_<id>", "PROCESS_<id>"],
    "families": list(FAMILIES),
    "triggers": {name: _trigger(word) for name, word in TRIGGERS.items()},
    "actions": {name: _action(word) for name, word in ACTIONS.items()},
    "variables": [f"{{{{{name}}}}}" for name in VARIABLES],
    "operators": list(get_args(Operator)),
    "units": list(get_args(Unit)),
    "value_types": list(get_args(ValueType)),
    "control": [
        "choice", "delay", "delay_until", "wait", "parallel", "approval", "ask", "repeat", "for_each", "stop",
    ],
}  # fmt: skip
