"""What each `{{VARIABLE}}` is on each kind of record (variables.md). A data table and two functions over it.

A variable that the record does not lead to is missing here: a text that uses it is refused by name, never published
with an empty place. `TASK_ID` and `TASK_TITLE` are not fields of a record but of the task step before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, get_args

from b24app.bizproc.literals import BRACE, EQUALS, Expression, Part
from b24app.errors import PlanRejected
from b24app.plan.vocabulary import Entity, Family, VariableName, family

_NAMES: Final = frozenset(get_args(VariableName))
_PLACEHOLDER = re.compile(r"\{\{([A-Za-z][A-Za-z0-9_]*)\}\}")

_EVERYWHERE: dict[str, str] = {
    "ASSIGNED_BY_ID": "{=Document:ASSIGNED_BY_ID > int}",
    "ASSIGNED_BY_NAME": "{=Document:ASSIGNED_BY_PRINTABLE}",
    "CURRENT_DATE": "{=System:Date}",
    "CURRENT_DATETIME": "{=System:Now}",
}
_PERSON: dict[str, str] = {
    "CONTACT_PHONE": "{=Document:PHONE_PRINTABLE}",
    "CONTACT_EMAIL": "{=Document:EMAIL_PRINTABLE}",
    "CONTACT_NAME": "{=Document:NAME} {=Document:LAST_NAME}",
}
_ITEM: dict[str, str] = {
    "CONTACT_NAME": "{=Document:CONTACT_ID > printable}",
    "COMPANY_TITLE": "{=Document:COMPANY_ID > printable}",
}
_OWN: dict[Entity, dict[str, str]] = {
    "CRM_LEAD": _PERSON
    | {
        "LEAD_NAME": "{=Document:TITLE}",
        "LEAD_ID": "{=Document:ID}",
        "STAGE_NAME": "{=Document:STATUS_ID_PRINTABLE}",
        "COMPANY_TITLE": "{=Document:COMPANY_TITLE}",
    },
    "CRM_DEAL": {
        "CONTACT_PHONE": "{=Document:CONTACT.PHONE_PRINTABLE}",
        "CONTACT_EMAIL": "{=Document:CONTACT.EMAIL_PRINTABLE}",
        "CONTACT_NAME": "{=Document:CONTACT.NAME} {=Document:CONTACT.LAST_NAME}",
        "DEAL_TITLE": "{=Document:TITLE}",
        "DEAL_ID": "{=Document:ID}",
        "DEAL_AMOUNT": "{=Document:OPPORTUNITY}",
        "DEAL_CURRENCY": "{=Document:CURRENCY_ID}",
        "LEAD_ID": "{=Document:LEAD_ID}",
        "STAGE_NAME": "{=Document:STAGE_ID_PRINTABLE}",
        "COMPANY_TITLE": "{=Document:COMPANY.TITLE}",
    },
    "CRM_CONTACT": _PERSON | {"LEAD_ID": "{=Document:LEAD_ID}"},
    "CRM_COMPANY": {
        "CONTACT_PHONE": "{=Document:PHONE_PRINTABLE}",
        "CONTACT_EMAIL": "{=Document:EMAIL_PRINTABLE}",
        "LEAD_ID": "{=Document:LEAD_ID}",
        "COMPANY_TITLE": "{=Document:TITLE}",
    },
    "CRM_QUOTE": _ITEM
    | {
        "DEAL_TITLE": "{=Document:DEAL_ID > printable}",
        "DEAL_ID": "{=Document:DEAL_ID}",
        "LEAD_NAME": "{=Document:LEAD_ID > printable}",
        "LEAD_ID": "{=Document:LEAD_ID}",
        "STAGE_NAME": "{=Document:STATUS_ID > printable}",
    },
    "CRM_INVOICE": _ITEM
    | {
        "STAGE_NAME": "{=Document:STAGE_ID > printable}",
        "INVOICE_ID": "{=Document:ID}",
        "INVOICE_AMOUNT": "{=Document:OPPORTUNITY}",
    },
}
_SPA: dict[str, str] = _ITEM | {"STAGE_NAME": "{=Document:STAGE_ID > printable}"}
# Lists have only who made the entry, who stands in for the responsible person.
_LIST: dict[str, str] = {
    "ASSIGNED_BY_ID": "{=Document:CREATED_BY > int}",
    "ASSIGNED_BY_NAME": "{=Document:CREATED_BY > printable}",
}
_GIVEN: dict[Family, dict[str, str]] = {
    **{family(entity): _EVERYWHERE | own for entity, own in _OWN.items()},
    "spa": _EVERYWHERE | _SPA,
    "list": _EVERYWHERE | _LIST,
    "task": _EVERYWHERE | {"TASK_ID": "{=Document:ID}", "TASK_TITLE": "{=Document:TITLE}"},
    "activity": _EVERYWHERE,
}


@dataclass(frozen=True)
class EarlierTask:
    """The task step that has run when a text is read: its activity's name, and its title to be repeated."""

    activity: str
    title: tuple[Part, ...]


def given_by(entity: Entity) -> dict[str, str]:
    """The expression of every variable that a record of this kind gives."""
    return _GIVEN[family(entity)]


def unknown(text: str, entity: Entity, task: EarlierTask | None) -> tuple[str, ...]:
    """The variables in `text` that a record of this kind does not lead to, and no task step before."""
    known = given_by(entity).keys() | ({"TASK_ID", "TASK_TITLE"} if task else set())
    named = dict.fromkeys(found[1] for found in _PLACEHOLDER.finditer(text) if found[1] in _NAMES)
    return tuple(name for name in named if name not in known)


def parts(
    text: str,
    entity: Entity,
    task: EarlierTask | None,
    node_id: str,
    named: Mapping[str, str] = MappingProxyType({}),
    *,
    keep: bool = False,
) -> list[Part]:
    """`text` with our `{{VARIABLES}}` as expressions; other braces are ordinary characters.

    `named` are the expressions of the plan's own values, by lower-case name. `keep` leaves those variables that the
    record does not give as they are, for our robot to fill in.
    """
    open_ones = unknown(text, entity, task) if keep else ()
    out: list[Part] = []
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        if found[1] in _NAMES and found[1] not in open_ones:
            out += [text[end : found.start()], *_expressions(found[1], entity, task, node_id)]
            end = found.end()
        elif found[1].casefold() in named:
            out += [text[end : found.start()], Expression(named[found[1].casefold()])]
            end = found.end()
    return [*out, text[end:]]


def read(
    value: str,
    entity: Entity,
    tasks: frozenset[str] = frozenset(),
    named: Mapping[str, str] = MappingProxyType({}),
) -> str | None:
    """The text that `parts` and `encode` make `value` of; None when it holds any other expression.

    `tasks` are the names of task steps, whose TaskId is `{{TASK_ID}}`; `named` the plan's values by their expression.
    """
    names = {expression: f"{{{{{name}}}}}" for name, expression in given_by(entity).items()}
    names |= {expression: f"{{{{{name}}}}}" for expression, name in named.items()}
    names |= {f"{{={task}:TaskId}}": "{{TASK_ID}}" for task in tasks}
    names |= {BRACE: "{", EQUALS: "="}
    pattern = re.compile("|".join(re.escape(known) for known in sorted(names, key=len, reverse=True)))
    if "{=" in pattern.sub("\0", value):
        return None
    return pattern.sub(lambda found: names[found[0]], value)


def _expressions(name: str, entity: Entity, task: EarlierTask | None, node_id: str) -> list[Part]:
    if task is not None and name == "TASK_ID":
        return [Expression(f"{{={task.activity}:TaskId}}")]
    if task is not None and name == "TASK_TITLE":
        return list(task.title)
    known = given_by(entity)
    if name not in known:
        raise PlanRejected(
            f"{{{{{name}}}}} is not known where this workflow runs.",
            node_id,
            tuple(f"{{{{{other}}}}}" for other in sorted(known)),
        )
    return list(_split(known[name]))


@cache
def _split(expression: str) -> tuple[Part, ...]:
    """Two references with a blank between them are three parts."""
    first, blank, second = expression.partition("} {")
    return (Expression(first + "}"), " ", Expression("{" + second)) if blank else (Expression(expression),)
