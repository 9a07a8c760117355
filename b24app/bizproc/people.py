"""People of a plan as the user lists that activities take (bpt-format.md, Users)."""

from __future__ import annotations

from b24app.bizproc.activities import RESPONSIBLE
from b24app.bizproc.documents import kind_of
from b24app.errors import PlanRejected
from b24app.plan.plan import Person
from b24app.plan.snapshot import Snapshot
from b24app.plan.vocabulary import Entity

_MAX_CHOICES = 20


def users(people: tuple[Person, ...], entity: Entity, snapshot: Snapshot, node_id: str) -> list[str]:
    """The people in their order, each once; `PlanRejected` for one that a template cannot name."""
    found = (_user(person, entity, snapshot, node_id) for person in people)
    return list(dict.fromkeys(found))


def user_called(name: str, snapshot: Snapshot, node_id: str) -> str:
    """The one employee of that name."""
    found = snapshot.users_called(name)
    if len(found) == 1:
        return f"user_{found[0].id}"
    if found:
        names = tuple(dict.fromkeys(user.name for user in found))
        raise PlanRejected(f"There are several people called {name}.", node_id, names)
    raise PlanRejected(f"There is nobody called {name} in this portal.", node_id, _names(snapshot))


def _user(person: Person, entity: Entity, snapshot: Snapshot, node_id: str) -> str:
    match person.kind:
        case "responsible":
            return RESPONSIBLE
        case "creator":
            return f"{{=Document:{kind_of(entity).creator}}}"
        case "supervisor":
            return "responsible_head"
        case "user":
            return user_called(person.name, snapshot, node_id)
        case "group":
            return _department(person.name, snapshot, node_id)
        case "role":
            raise PlanRejected(
                f'Bitrix24 has no role "{person.name}": say the person\'s name.', node_id, _names(snapshot)
            )
        case "client":
            raise PlanRejected(
                "The client is not an employee: a task or an internal message cannot go to the client.", node_id
            )
        case "address":
            raise PlanRejected(
                f"{person.value} is an address, not an employee: an internal message cannot go there.", node_id
            )
        case "answer" | "item":
            raise PlanRejected("People named by an answer cannot be used here yet.", node_id)


def _department(name: str, snapshot: Snapshot, node_id: str) -> str:
    found = snapshot.departments_called(name)
    if len(found) == 1:
        return f"group_D{found[0].id}"
    if found:
        raise PlanRejected(f"There are several departments called {name}.", node_id, tuple(row.name for row in found))
    choices = tuple(row.name for row in snapshot.departments[:_MAX_CHOICES])
    raise PlanRejected(f"There is no department called {name} in this portal.", node_id, choices)


def _names(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(user.name for user in snapshot.users))[:_MAX_CHOICES]
