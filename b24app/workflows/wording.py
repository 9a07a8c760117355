"""The English of a plan's parts: people, moments, conditions, actions. A few tables and the functions that read them.

Texts are quoted as they were given; only `{{VARIABLES}}` are put into words, in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from b24app.plan.phrases import TEAM_NOUNS
from b24app.plan.plan import (
    Action,
    ActivityKind,
    AnyOf,
    Approval,
    ApprovalMode,
    Ask,
    Comparison,
    Condition,
    Declared,
    FieldValue,
    ForEach,
    Interval,
    Moment,
    Never,
    Operator,
    Person,
    Plan,
    Repeat,
    Unit,
    Until,
    ValueType,
)
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, ActionName, Entity, FieldKind, VariableName

RECORDS: Final[dict[Entity, str]] = {
    "CRM_LEAD": "lead",
    "CRM_DEAL": "deal",
    "CRM_CONTACT": "contact",
    "CRM_COMPANY": "company",
    "CRM_QUOTE": "quote",
    "CRM_INVOICE": "invoice",
    "TASK": "task",
    "CRM_ACTIVITY": "activity",
}
VARIABLES: Final[dict[VariableName, str]] = {
    "CONTACT_PHONE": "client's phone",
    "CONTACT_EMAIL": "client's e-mail",
    "CONTACT_NAME": "client's name",
    "ASSIGNED_BY_ID": "responsible person's ID",
    "ASSIGNED_BY_NAME": "responsible person's name",
    "DEAL_TITLE": "deal's title",
    "DEAL_ID": "deal's ID",
    "DEAL_AMOUNT": "deal's amount",
    "DEAL_CURRENCY": "deal's currency",
    "LEAD_NAME": "lead's name",
    "LEAD_ID": "lead's ID",
    "STAGE_NAME": "stage's name",
    "COMPANY_TITLE": "company's name",
    "TASK_TITLE": "task's title",
    "TASK_ID": "task's ID",
    "INVOICE_ID": "invoice's ID",
    "INVOICE_AMOUNT": "invoice's amount",
    "CURRENT_DATE": "today's date",
    "CURRENT_DATETIME": "the date and time",
}
OPERATORS: Final[dict[Operator, str]] = {
    "eq": "is",
    "ne": "is not",
    "gt": "is greater than",
    "gte": "is at least",
    "lt": "is less than",
    "lte": "is at most",
    "contains": "contains",
    "not_contains": "does not contain",
    "in": "is one of",
    "not_in": "is none of",
    "empty": "is empty",
    "not_empty": "is filled in",
}
# Said in order; a piece whose field is not given is left out, and the first one is then the action's bare title.
_ACTIONS: Final[dict[ActionName, tuple[str, ...]]] = {
    "send_whatsapp": ("Send a WhatsApp message to {to}", ": {message}"),
    "send_email": (
        "Send an e-mail to {to}",
        " with the subject {subject}",
        " from the template {template_id}",
        ": {body}",
    ),
    "send_sms": ("Send an SMS to {to}", ": {message}"),
    "send_notification": ("Send a notification to {to}", ": {message}"),
    "send_bitrix_message": ("Send a chat message to {to}", ": {message}"),
    "create_task": (
        "Create a task {title}",
        " for {assignee}",
        ", due {deadline}",
        ", with the priority {priority}",
        ", described as {description}",
    ),
    "update_task": ("In the task, set the field {field}", " to {value}"),
    "set_reminder": ("Set a reminder {title}", " for {assignee}", ", {datetime}"),
    "schedule_call": ("Schedule a call", " with {to}", " for {assignee}", ", {datetime}"),
    "create_deal": ("Create a deal {title}", " for {assignee}", ", at the stage {stage}"),
    "update_deal": ("In the deal, set the field {field}", " to {value}"),
    "create_contact": ("Create a contact {title}",),
    "create_company": ("Create a company {title}",),
    "create_invoice": ("Create an invoice {title}",),
    "create_quote": ("Create a quote {title}", " for {assignee}"),
    "assign_responsible": ("Make {assignee} responsible for the {record}",),
    "move_stage": ("Move the {record} to the stage {stage}",),
    "update_field": ("In the {record}, set the field {field}", " to {value}"),
    "add_comment": ("Add a comment to the {record}: {message}",),
    "add_tag": ("Add the tag {tag}",),
    "remove_tag": ("Remove the tag {tag}",),
    "webhook": ("Call the web address {url}", " with the method {method}", ", sending {message}"),
}
_FIELD_NAMES: Final = {"to": "recipient", "deadline": "due date", "datetime": "time", "url": "web address"}
_TYPES: Final[dict[ValueType, str]] = {
    "text": "a text",
    "number": "a number",
    "yes_no": "yes or no",
    "date": "a date",
    "datetime": "a date and time",
    "person": "a person",
    "list": "a choice",
}
_LABELS: Final = {"assignee": "For", "deadline": "Due", "datetime": "When", "template_id": "Template", "url": "Address"}
_FIELDS: Final = {
    "OPPORTUNITY": "amount",
    "CURRENCY_ID": "currency",
    "SOURCE_ID": "source",
    "STAGE_ID": "stage",
    "STATUS_ID": "stage",
    "TITLE": "title",
    "ASSIGNED_BY_ID": "responsible person",
    "COMPANY_ID": "company",
    "COMMENTS": "comments",
    "CATEGORY_ID": "pipeline",
    "PROBABILITY": "probability",
    "PHONE": "phone",
    "EMAIL": "email",
    "CLOSEDATE": "close date",
    "DEADLINE": "deadline",
}
_RELATED: Final = frozenset({"deal", "lead", "contact", "company"})
_KINDS: Final[dict[ActivityKind, str]] = {"call": "call", "note": "note", "email": "e-mail"}
_PEOPLE: Final[dict[Literal["responsible", "creator", "supervisor", "client", "item"], str]] = {
    "responsible": "the responsible person",
    "creator": "the person who created it",
    "supervisor": "the responsible person's supervisor",
    "client": "the client",
    "item": "the one it is at",
}
_MODES: Final[dict[ApprovalMode, str]] = {
    "any": "the first answer decides",
    "all": "all of them must agree",
    "vote": "the majority decides",
}
_PLACEHOLDERS: Final[dict[str, str]] = {f"{{{{{name}}}}}": f"[{words}]" for name, words in VARIABLES.items()}
_VARIABLE = re.compile("|".join(map(re.escape, _PLACEHOLDERS)))
_HOLE = re.compile(r"\{(\w+)\}")
_PLAIN = re.compile(r"[a-z]+(?:_[a-z]+)+\Z")
_EXACT = 1e15


def record(entity: Entity) -> str:
    """What people call such a record: `deal`; items of smart processes, lists and feed processes are `item`."""
    return RECORDS.get(entity, "item")


def trigger(plan: Plan) -> str:
    """What follows "When": `a deal is won`."""
    kind = plan.trigger.kind
    told = f"{with_article(_KINDS[kind])} is added" if kind else TRIGGERS[plan.trigger.name].title
    if plan.trigger.name == "stage_changed":
        noun = with_article(record(plan.entity))
        told = f"{noun} moves to the stage" if plan.trigger.stage else f"the stage of {noun} changes"
        told += f" {quoted(plan.trigger.stage)}" if plan.trigger.stage else ""
    elif plan.trigger.stage:
        told += f" at the stage {quoted(plan.trigger.stage)}"
    if plan.trigger.field:
        what = "of the kind" if plan.trigger.name == "activity_added" else "in the field"
        told += f" {what} {quoted(plan.trigger.field)}"
    return told + _narrowed(plan)


def _narrowed(plan: Plan) -> str:
    """What else a trigger asks for: where the record came from, its pipeline, who did it."""
    came = f", coming from the stage {quoted(plan.trigger.from_stage)}" if plan.trigger.from_stage else ""
    where = f" in the pipeline {quoted(plan.trigger.pipeline)}" if plan.trigger.pipeline else ""
    return f"{came}{where}" + (f", done by {people([plan.trigger.actor])}" if plan.trigger.actor else "")


def action(step: Action, entity: Entity) -> str:
    """A sentence without its full stop, with every field that has a value."""
    first, *others = _ACTIONS[step.action]
    noun, place = _target(step, entity)
    values = {"record": noun} | {
        name: _value(value, ACTIONS[step.action].fields[name].kind) for name, value in step.fields.items()
    }
    told = _filled(first, values) or ACTIONS[step.action].title
    told += "" if "{record}" in first else place
    return told + "".join(_filled(piece, values) for piece in others)


def _target(step: Action, entity: Entity) -> tuple[str, str]:
    """The record that it is done to as a noun, and as what follows a sentence that does not name it."""
    if step.on == "record":
        return record(entity), ""
    if step.on in _RELATED:
        return step.on, f" on its {step.on}"
    return f"record that step {step.on} made", f" on what step {step.on} made"


def fields(step: Action) -> dict[str, str]:
    """The value of every field of an action in words, by the field's name, in the vocabulary's order."""
    known = ACTIONS[step.action].fields
    return {name: _value(step.fields[name], known[name].kind) for name in known if name in step.fields}


def label(name: str) -> str:
    """A field of an action as a change names it: `due date` of `deadline`."""
    return _FIELD_NAMES.get(name, name)


def details(step: Action) -> list[str]:
    """Every field of an action as `Due: in 2 days`."""
    return [f"{_LABELS.get(name, name.capitalize())}: {value}" for name, value in fields(step).items()]


def declared(value: Declared) -> str:
    """An input, variable or answer: `“Budget” (a number, required)`."""
    rules = [f"{{{{{value.name}}}}}"] if value.title not in {"", value.name} else []
    rules += [_TYPES[value.type], *(["required"] if value.required else [])]
    rules += [f"one of {listed([quoted(one) for one in value.choices], 'or')}"] if value.choices else []
    rules += [f"{quoted(value.default)} if nothing is given"] if value.default else []
    return f"{quoted(value.title or value.name)} ({', '.join(rules)})"


def never(rule: Never) -> str:
    """What a rule forbids, after "never": `send an e-mail to the client`."""
    told = [title[:1].lower() + title[1:] for title in (ACTIONS[name].title for name in rule.actions)]
    return listed(told, "or") + (" to the client" if rule.to == "client" else "")


def conditions(all_of: Iterable[Condition]) -> str:
    """Conditions that must all hold."""
    given = tuple(all_of)
    told = [_comparison(one) if isinstance(one, Comparison) else _any_of(one) for one in given]
    alone = len(told) == 1
    return " and ".join(
        text if alone or isinstance(one, Comparison) else f"({text})" for text, one in zip(told, given, strict=True)
    )


def people(who: Iterable[Person]) -> str:
    """`the responsible person, Anna and the Sales Team`."""
    return listed([_person(person) for person in who], "and")


def amount(number: int, unit: Unit) -> str:
    """`1 day`, `3 weeks`."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}".replace("_", " ")


def until(moment: Until) -> str:
    """`“Warranty end”`, `30 days before “Warranty end”`."""
    anchor = quoted(field(moment.until))
    if moment.offset is None:
        return anchor
    side = "before" if moment.offset.amount < 0 else "after"
    return f"{amount(abs(moment.offset.amount), moment.offset.unit)} {side} {anchor}"


def approval(step: Approval) -> list[str]:
    """Whom an approval asks, whose answer counts, and how long they have; a piece each."""
    one_answer = step.mode == "any" and len(step.approvers) == 1 and step.approvers[0].kind != "group"
    rule = [] if one_answer else [_MODES[step.mode]]
    due = [] if step.deadline is None else [f"answer due {_value(step.deadline, FieldKind.MOMENT)}"]
    return [people(step.approvers), *rule, *due]


def ask(step: Ask) -> list[str]:
    """Whom a form is sent to, what it asks for, and until when; a piece each."""
    named = [quoted(step.title)] if step.title else []
    asked = [declared(one) for one in step.answers]
    due = [] if step.deadline is None else [f"answer due {_value(step.deadline, FieldKind.MOMENT)}"]
    return [people(step.who), *named, f"to fill in {listed(asked, 'and')}", *due]


def at_most(length: Interval) -> str:
    """`for at most 3 days`."""
    return f"for at most {amount(length.amount, length.unit)}"


def each(step: ForEach) -> str:
    """What a `for each` goes through."""
    return f"the values of {quoted(step.over)}" if step.of == "values" else quoted(field(step.over))


def ends(step: Repeat) -> list[str]:
    """What ends a repeat; a piece each."""
    until_then = [f"until {conditions(step.until)}"] if step.until else []
    times = [] if step.max is None else [f"at most {step.max:,} {'time' if step.max == 1 else 'times'}"]
    return [*until_then, *times] or ["with no end"]


def quoted(text: str) -> str:
    """The text in quotation marks, its variables in words."""
    return f"“{_VARIABLE.sub(lambda found: _PLACEHOLDERS[found[0]], text)}”"


def field(name: str) -> str:
    """A record's field as people call it: `amount` of `OPPORTUNITY`, `payment status` of `payment_status`."""
    return _FIELDS.get(name, name.replace("_", " ") if _PLAIN.match(name) else name)


def listed(words: list[str], joint: str) -> str:
    """`a, b and c`."""
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def with_article(noun: str) -> str:
    """`a deal`, `an invoice`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _filled(piece: str, values: dict[str, str]) -> str:
    """The piece with its values; empty when one of them is missing."""
    if any(hole not in values for hole in _HOLE.findall(piece)):
        return ""
    return _HOLE.sub(lambda hole: values[hole[1]], piece)


def _value(value: FieldValue, kind: FieldKind) -> str:
    if isinstance(value, Moment):
        return f"in {amount(value.amount, value.unit)}"
    if isinstance(value, Until):
        return until(value)
    if isinstance(value, tuple):
        return people(value)
    return quoted(field(value)) if kind is FieldKind.FIELD else quoted(value)


def _person(person: Person) -> str:
    match person.kind:
        case "role":
            return _the(person.name)
        case "user":
            return person.name
        case "group":
            is_team = person.name.casefold().split()[-1] in TEAM_NOUNS
            return _the(person.name) if is_team else f"{_the(person.name)} department"
        case "address":
            return quoted(person.value)
        case "answer":
            return f"whoever {quoted(person.name)} names"
        case _:
            return _PEOPLE[person.kind]


def _the(name: str) -> str:
    return name if name.casefold().startswith("the ") else f"the {name}"


def _any_of(either: AnyOf) -> str:
    groups = [" and ".join(map(_comparison, group)) or "nothing more" for group in either.any]
    told = [f"({text})" if len(group) > 1 else text for text, group in zip(groups, either.any, strict=True)]
    return " or ".join(told)


def _comparison(one: Comparison) -> str:
    of_step = "" if one.of in {"record", "values"} else f" of step {one.of}"
    what = quoted(one.field) if one.of == "values" else field(one.field)
    told = f"the {what}{of_step} {OPERATORS[one.op]}"
    match one.value:
        case None:
            return told
        case str():
            return f"{told} {quoted(one.value)}"
        case tuple():
            return f"{told} {listed([quoted(text) for text in one.value], 'or')}" if one.value else f"{told} nothing"
        case _:
            return f"{told} {_number(one.value)}"


def _number(value: float) -> str:
    return f"{int(value):,}" if value.is_integer() and abs(value) < _EXACT else repr(value)
