"""People of a plan as the user lists that activities take (bpt-format.md, Users)."""

from __future__ import annotations

import re

from b24app.bizproc import constants
from b24app.bizproc.documents import kind_of
from b24app.errors import PlanRejected
from b24app.plan.plan import Person
from b24app.plan.snapshot import Department, Snapshot, nearest
from b24app.plan.vocabulary import Entity

_HEAD = re.compile(
    r"(?:head|chief|director|manager|boss|leader) of (?:the )?(?P<of>.+)|(?P<by>.+) (?:head|director)", re.IGNORECASE
)
_NOT_EMPLOYEES = {
    "client": "The client is not an employee: a task or an internal message cannot go to the client.",
    "address": "{} is an address, not an employee: an internal message cannot go there.",
}


def users(people: tuple[Person, ...], entity: Entity, snapshot: Snapshot, node_id: str) -> list[str]:
    """The people in their order, each once; `PlanRejected` for one that a template cannot name."""
    found = (_user(person, entity, snapshot, node_id) for person in people)
    return list(dict.fromkeys(found))


def responsible(entity: Entity) -> str:
    """The person of the record, who is meant where nobody else is."""
    return f"{{=Document:{kind_of(entity).responsible}}}"


def user_called(name: str, snapshot: Snapshot, node_id: str) -> str:
    """The one employee of that name; a constant of that name where there is no portal."""
    if not snapshot.known:
        return constants.person(name)
    found = snapshot.users_called(name)
    if len(found) == 1:
        return f"user_{found[0].id}"
    if found:
        names = tuple(dict.fromkeys(user.name for user in found))
        raise PlanRejected(f"There are several people called {name}.", node_id, names)
    raise PlanRejected(f"There is nobody called {name} in this portal.", node_id, _names(name, snapshot))


def person_called(name: str, snapshot: Snapshot, node_id: str) -> str:
    """The one person that a text names where a field or a value holds a person: by name, or else by role."""
    if snapshot.known and snapshot.users_called(name):
        return user_called(name, snapshot, node_id)
    if not snapshot.known and not _is_role(name):
        return constants.person(name)
    try:
        found = _role(name, snapshot, node_id)
    except PlanRejected:
        if _is_role(name):
            raise
        return user_called(name, snapshot, node_id)
    if found.startswith("group_"):
        raise PlanRejected(f'"{name}" is a department here: say which person.', node_id, _names(name, snapshot))
    return found


def _is_role(name: str) -> bool:
    """Names of people are capitalised, and nobody is called "head of Sales"."""
    return (name == name.lower() and not name.startswith("user_")) or _HEAD.fullmatch(name.strip()) is not None


def _user(person: Person, entity: Entity, snapshot: Snapshot, node_id: str) -> str:
    match person.kind:
        case "user":
            return user_called(person.name, snapshot, node_id)
        case "group":
            return _group(person.name, snapshot, node_id)
        case "role":
            return _role(person.name, snapshot, node_id)
        case kind if kind in _NOT_EMPLOYEES:
            raise PlanRejected(_NOT_EMPLOYEES[kind].format(person.value), node_id)
        case _:
            return _of_record(person, entity, node_id)


def _of_record(person: Person, entity: Entity, node_id: str) -> str:
    if person.kind == "supervisor" and not kind_of(entity).in_crm:
        raise PlanRejected("Entries of a list have no responsible person with a supervisor.", node_id)
    return {
        "creator": f"{{=Document:{kind_of(entity).creator}}}",
        "supervisor": "responsible_head",
    }.get(person.kind, responsible(entity))


def _group(name: str, snapshot: Snapshot, node_id: str) -> str:
    if not snapshot.known:
        return constants.group(name)
    found = snapshot.departments_called(name)
    if len(found) == 1:
        return f"group_D{found[0].id}"
    if found:
        raise PlanRejected(f"There are several departments called {name}.", node_id, tuple(row.name for row in found))
    choices = nearest(name, (row.name for row in snapshot.departments))
    raise PlanRejected(f"There is no department called {name} in this portal.", node_id, choices)


def _role(name: str, snapshot: Snapshot, node_id: str) -> str:
    """The head of the department the role names, else that department, else whoever has that position."""
    role = name.replace("_", " ")
    if not snapshot.known:
        return constants.role(role)
    headed = _HEAD.fullmatch(role.strip())
    department = _one(snapshot, headed["of"] or headed["by"]) if headed else None
    if department and department.head_id:
        return f"user_{department.head_id}"
    if same := _one(snapshot, role):
        return f"group_D{same.id}"
    found = snapshot.users_placed(role)
    if len(found) == 1:
        return f"user_{found[0].id}"
    if found:
        names = tuple(dict.fromkeys(user.name for user in found))
        raise PlanRejected(f"Several people are {role}: say which one.", node_id, names)
    raise PlanRejected(
        f'Nobody here is "{role}": say the person\'s name or the department.', node_id, _names(role, snapshot)
    )


def _one(snapshot: Snapshot, name: str) -> Department | None:
    found = snapshot.departments_called(name)
    return found[0] if len(found) == 1 else None


def _names(name: str, snapshot: Snapshot) -> tuple[str, ...]:
    positions = [user.position for user in snapshot.users if user.position]
    return nearest(name, [*(user.name for user in snapshot.users), *positions])
