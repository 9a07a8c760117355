"""Messages as native activities: the client's through the CRM, everybody else's by the portal's own mail and bell.

Each function gives None where no native step is faithful; our robot does it then (compile-map.md).
"""

from __future__ import annotations

import html

from b24app.bizproc import action_nodes, activities
from b24app.bizproc.activities import Activity
from b24app.bizproc.given import is_one, who, words
from b24app.bizproc.literals import encode, literal
from b24app.bizproc.target import Target
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Action, Person


def notification(step: Action, target: Target, task: EarlierTask | None) -> list[Activity]:
    people = target.users(who(step, "to"), step.id)
    text = target.text(words(step, "message"), task, step.id)
    return [activities.notify(target.name(step.id), people, text, target.responsible)]


def email(step: Action, target: Target, task: EarlierTask | None) -> list[Activity] | None:
    """One step for the client and one for all others; a mail template of the portal is our robot's business."""
    if step.fields.get("template_id"):
        return None
    clients, addresses, others = _sorted(who(step, "to"))
    subject = target.text(words(step, "subject"), task, step.id)
    body = target.parts(words(step, "body"), task, step.id)
    built = []
    if clients:
        _has_client(target, step)
        text = encode(escaped(part) if isinstance(part, str) else part for part in body)
        built.append(action_nodes.client_email(target.name(step.id), subject, text))
    if addresses or others:
        people = target.users(others, step.id) if others else []
        mailed = ", ".join(literal(one.value.strip()) for one in addresses)
        name, author = target.name(step.id), target.responsible
        letter = action_nodes.mail(name, subject, encode(body), author=author, people=people, addresses=mailed)
        built.append(letter)
    return built


def sms(step: Action, target: Target, task: EarlierTask | None) -> list[Activity] | None:
    """Native to the client alone: the portal's step takes no other number."""
    people = who(step, "to")
    if any(one.kind != "client" for one in people):
        return None
    _has_client(target, step)
    return [action_nodes.client_sms(target.name(step.id), target.text(words(step, "message"), task, step.id))]


def comment(step: Action, target: Target, task: EarlierTask | None) -> list[Activity]:
    return [activities.comment(target.name(step.id), target.text(words(step, "message"), task, step.id))]


def reminder(
    step: Action, target: Target, task: EarlierTask | None, people: list[str], when: str
) -> list[Activity] | None:
    """Native for one person; the step would take the first of several without a word."""
    if not is_one(people):
        return None
    text = target.text(words(step, "title"), task, step.id)
    return [action_nodes.reminder(target.name(step.id), text, when, people)]


def escaped(text: str) -> str:
    """Plain text as HTML that shows it."""
    return html.escape(text, quote=False).replace("\n", "<br>")


def _sorted(people: tuple[Person, ...]) -> tuple[list[Person], list[Person], tuple[Person, ...]]:
    clients = [one for one in people if one.kind == "client"]
    addresses = [one for one in people if one.kind == "address"]
    return clients, addresses, tuple(one for one in people if one.kind not in {"client", "address"})


def _has_client(target: Target, step: Action) -> None:
    if not target.kind.in_crm:
        raise PlanRejected("Entries of a list have no client: name an address or an employee.", step.id)
