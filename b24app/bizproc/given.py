"""What a step was given, as the activities take it."""

from __future__ import annotations

from b24app.bizproc import variables
from b24app.bizproc.people import responsible
from b24app.bizproc.target import Target, needed
from b24app.bizproc.variables import EarlierTask
from b24app.errors import PlanRejected
from b24app.plan.plan import Action, Person
from b24app.plan.vocabulary import ACTIONS


def words(step: Action, name: str) -> str:
    """The text of a field; `PlanRejected` when it says nothing."""
    return needed(step.fields.get(name), ACTIONS[step.action].title, name, step.id)


def who(step: Action, name: str) -> tuple[Person, ...]:
    """The people of a field; `PlanRejected` when there are none."""
    told = step.fields.get(name)
    if isinstance(told, tuple):
        return told
    raise PlanRejected(f'"{ACTIONS[step.action].title}" needs to know for whom.', step.id)


def employees(step: Action, name: str, target: Target) -> list[str]:
    """The people of a field as users; the responsible person where the field is not given."""
    if name not in step.fields and not ACTIONS[step.action].fields[name].required:
        return [responsible(target.entity)]
    return target.users(who(step, name), step.id)


def is_one(people: list[str]) -> bool:
    """Whether that is a single person: a department stands for everybody in it."""
    return len(people) == 1 and not people[0].startswith("group_")


def leaves_open(step: Action, target: Target, task: EarlierTask | None) -> bool:
    """Whether a text names a variable that this kind of record does not lead to: only our robot can find it then."""
    texts = (value for value in step.fields.values() if isinstance(value, str))
    return any(variables.unknown(text, target.entity, task) for text in texts)
