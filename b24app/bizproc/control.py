"""Questions, loops and waits of a plan as activities (compile-map.md, rows approval to for each).

`inner` builds the steps inside one; a `Target` says what has run before them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from b24app.bizproc import activities, conditions, control_nodes, times
from b24app.bizproc.activities import Activity
from b24app.bizproc.comparisons import Row
from b24app.bizproc.control_nodes import Question
from b24app.bizproc.fields import field_called
from b24app.bizproc.literals import literal
from b24app.bizproc.names import Role
from b24app.bizproc.names import read as read_name
from b24app.bizproc.operands import Operand, operand
from b24app.bizproc.target import Target
from b24app.bizproc.values import TYPES, entry
from b24app.errors import PlanRejected
from b24app.plan.plan import (
    Approval,
    Ask,
    Comparison,
    Declared,
    Delay,
    DelayUntil,
    ForEach,
    Interval,
    Outcome,
    Person,
    Repeat,
    Step,
    Wait,
)

Inner = Callable[[tuple[Step, ...], Target], list[Activity]]

# "No max": a loop without a wait is ended by the server after so many rounds (compile-map.md, repeat).
NO_MAX: Final = 1000
FORM: Final = "Please answer"
_MAYBE_NOBODY: Final = frozenset({"supervisor", "creator", "answer", "item"})
_SOON: Final = 10
_HOURLY: Final = 60
_TWO_DAYS: Final = 2 * 24 * 60


def pause(length: Delay | Interval, name: str) -> Activity:
    """Wait so long."""
    if length.unit in times.MINUTES:
        amount, unit = length.amount, length.unit
        if unit == "minutes":
            return activities.delay(name, amount, "m")
        return activities.delay(name, amount, "h") if unit == "hours" else _days(name, amount, unit)
    return activities.delay_until(name, f"{{{{={times.later(length.amount, length.unit)}}}}}")


def _days(name: str, amount: int, unit: str) -> Activity:
    return activities.delay(name, amount * 7 if unit == "weeks" else amount, "d")


def prepared(node_id: str, target: Target, values: Mapping[str, Any]) -> list[Activity]:
    """The step that sets these variables, if there are any."""
    return [control_nodes.set_variables(target.name(node_id, Role.COUNT), dict(values))] if values else []


def delay_until(step: DelayUntil, target: Target) -> list[Activity]:
    """Wait for a moment; an empty date field would make the wait pass without a word, so that is told."""
    when = times.moment(step, target, step.id)
    note = literal(times.note(step, target, step.id))
    waits = activities.delay_until(target.name(step.id), when.expression)
    waits["Properties"]["EditorComment"] = note
    mark = target.mark(step.id, step.id)
    if not when.field:
        return [waits, mark]
    is_set: activities.Condition = {"fieldcondition": [[when.field, "!empty", "", "0"]]}
    branches = [
        activities.tested(target.name(step.id, Role.HOLDS), "There is a date", is_set, [waits]),
        activities.otherwise(target.name(step.id, Role.OTHERWISE), [target.mark(f"{step.id}:empty", step.id)]),
    ]
    return [activities.if_else(target.name(step.id, Role.GUARD), "Is there a date?", branches), mark]


def approval(step: Approval, target: Target, inner: Inner) -> list[Activity]:
    """A time-out runs the rejected sequence, so that one begins with the question whether it was one."""
    name = target.name(step.id)
    after = target.after(step, name)
    late = _late(step, name, after, inner)
    rejected = [target.mark(step.rejected.id, step.rejected.id), *inner(step.rejected.steps, after)]
    answered = [late, activities.otherwise(target.name(step.id, Role.OTHERWISE), rejected)]
    decision = activities.if_else(target.name(step.id, Role.OUTCOME), "Was there an answer?", answered)
    approved = [target.mark(step.approved.id, step.approved.id), *inner(step.approved.steps, after)]
    outcomes = [
        activities.sequence(target.name(step.approved.id), "Approved", approved),
        activities.sequence(target.name(step.rejected.id), "Rejected", [decision]),
    ]
    title = f"Approve {{=Document:{field_called('title', target.entity, target.snapshot, step.id).code}}}"
    return [control_nodes.approve(name, _question(step, step.approvers, title, target), step.mode, outcomes)]


def ask(step: Ask, target: Target, inner: Inner) -> list[Activity]:
    """A form; the answers land in variables of the same codes, and there are none after a time-out."""
    name = target.name(step.id)
    title = target.text(step.title, target.task, step.id) if step.title.strip() else FORM
    answers = [_answer(one, target) for one in step.answers]
    asked = control_nodes.request(name, _question(step, step.who, title, target), answers)
    late = _late(step, name, target.after(step, name), inner)
    done = activities.otherwise(target.name(step.id, Role.DONE), [target.mark(step.id, step.id)])
    return [asked, activities.if_else(target.name(step.id, Role.OUTCOME), "Was there an answer?", [late, done])]


def repeat(step: Repeat, target: Target, inner: Inner) -> list[Activity]:
    """Rounds counted in a variable; what ended them is told by a mark."""
    if step.max is None and not step.until:
        raise PlanRejected("A repeat needs an end: until something holds, or at most so many times.", step.id)
    count = _count(step.id, target)
    name = target.name(step.id)
    before_name = target.name(step.id, Role.COUNT)
    steps = inner(step.steps, replace(target, more=True))
    after = _after_round(step, steps, target)
    until, copies = _copied(conditions.groups(step.until, after, step.id), step, after)
    read = conditions.derived(until)
    before = control_nodes.set_variables(before_name, {count.field: "0", **read})
    body = [
        target.mark(step.id, step.id),
        *steps,
        pause(step.every, target.name(step.id, Role.PAUSE)),
        target.mark(f"{step.id}:again", step.id),
        _one_more(count, target.name(step.id, Role.COUNTED), copies | read),
    ]
    rounds = activities.sequence(target.name(step.id, Role.ROUND), "Round", body)
    note = literal(times.note(step.every, target, step.id))
    goes_on: conditions.Groups = [[Row(count, "<", str(step.max or NO_MAX))]]
    if step.until:
        goes_on = conditions.both(goes_on, conditions.negated(until, step.id), step.id)
    if copies:  # what a round gives back is not known before the first one
        goes_on.append([Row(count, "=", "0")])
    loop = control_nodes.loop(name, "Repeat", conditions.condition(goes_on, mixed=True), rounds, note)
    return [before, loop, _why_ended(step, until, after, copies)] if step.until else [before, loop]


def wait(step: Wait, target: Target, inner: Inner) -> list[Activity]:
    """Look again and again until it holds or the deadline has passed, or listen for the end of a deal."""
    until = conditions.groups(step.until, target, step.id)
    note = literal(times.note(step.deadline, target, step.id))
    waits = _listens(step, target, note) if _is_deal_end(step, target) else _looks(step, target, until, note)
    values = conditions.values_read(step.until, target, step.id)
    outcome = step.timed_out or Outcome(id=step.id)
    says = outcome.id if step.timed_out else f"{step.id}:timed_out"
    late = [target.mark(says, outcome.id, values), *inner(outcome.steps, target)]
    name = target.name(step.timed_out.id) if step.timed_out else target.name(step.id, Role.TIMED_OUT)
    came = [target.mark(step.id, step.id, values)]
    branches = [
        activities.tested(
            target.name(step.id, Role.HOLDS),
            "It came about",
            conditions.condition(until),
            came,
        ),
        activities.otherwise(name, late),
    ]
    return [*waits, activities.if_else(target.name(step.id, Role.OUTCOME), "Did it come about?", branches)]


def for_each(step: ForEach, target: Target, inner: Inner) -> list[Activity]:
    """Every value in turn, copied to a variable: what a loop gives is evaluated again when it is read."""
    name = target.name(step.id)
    told = operand(Comparison(of=step.of, field=step.over, op="not_empty"), target, step.id)
    item = target.declare(f"Item_{step.id}", "The one at hand", "user" if told.holds == "user" else "string")
    took = control_nodes.set_variables(target.name(step.id, Role.COUNTED), {item: f"{{={name}:Value}}"})
    within = replace(target, item=f"{{=Variable:{item}}}", more=True)
    body = [took, target.mark(step.id, step.id), *inner(step.steps, within)]
    rounds = activities.sequence(target.name(step.id, Role.ROUND), "Steps", body)
    return [control_nodes.for_each(name, told.object, told.field, rounds)]


def _late(step: Approval | Ask, name: str, target: Target, inner: Inner) -> Activity:
    """The branch of a time-out; without steps of its own the plan just goes on."""
    outcome = step.timed_out
    branch = target.name(outcome.id) if outcome else target.name(step.id, Role.TIMED_OUT)
    says, node_id = (outcome.id, outcome.id) if outcome else (f"{step.id}:timed_out", step.id)
    steps = [target.mark(says, node_id), *inner(outcome.steps if outcome else (), target)]
    return activities.result_branch(branch, "No answer in time", activities.Result(name, "IsTimeout", "=", "1"), steps)


def _question(step: Approval | Ask, who: tuple[Person, ...], title: str, target: Target) -> Question:
    """A note tells the deadline, and who stands in for a person that may turn out to be nobody."""
    people = target.users(who, step.id)
    lines = [times.note(step.deadline, target, step.id)]
    stand_in = _stand_in(target)
    if stand_in and stand_in not in people and all(person.kind in _MAYBE_NOBODY for person in who):
        people.append(stand_in)
        lines.append(f"stand-in: {stand_in}")
    timeout = times.timeout(step.deadline, target, step.id)
    return Question(title, people, timeout, literal("\n".join(lines)) if any(lines) else "")


def _stand_in(target: Target) -> str:
    """The head of the topmost department: a question must never wait for nobody (compile-map.md, approval)."""
    heads = [row.head_id for row in target.snapshot.departments if row.head_id and not row.parent_id]
    return f"user_{heads[0]}" if heads else ""


def _answer(value: Declared, target: Target) -> dict[str, Any]:
    row = entry(value, target.snapshot)
    default = row["Default"]
    return {
        "Title": literal(value.title or value.name),
        "Name": value.name,
        "Description": "",
        "Type": TYPES[value.type],
        "Required": "1" if value.required else "0",
        "Multiple": "0",
        "Options": {literal(key): literal(text) for key, text in (row["Options"] or {}).items()} or "",
        "Default": literal(default) if isinstance(default, str) else default,
    }


def _count(node_id: str, target: Target) -> Operand:
    code = target.declare(f"Count_{node_id}", "Rounds", "int", "0")
    return Operand("Variable", code, "number", code)


def _one_more(count: Operand, name: str, copies: Mapping[str, str] = MappingProxyType({})) -> Activity:
    return control_nodes.set_variables(name, {count.field: f"{{{{={count.expression}+1}}}}", **copies})


def _after_round(step: Repeat, built: list[Activity], target: Target) -> Target:
    """The target once the steps of a round have run."""
    main = {
        named[0]: activity["Name"]
        for activity in built
        if (named := read_name(activity["Name"])) and named[1] is Role.STEP
    }
    for inner in step.steps:
        target = target.after(inner, main.get(inner.id, ""))
    return target


def _copied(until: conditions.Groups, step: Repeat, target: Target) -> tuple[conditions.Groups, dict[str, str]]:
    """The rows with variables for results of the round's own steps, which the next round resets (rest-robots.md)."""
    within = {target.done[inner.id].activity for inner in step.steps}
    copies: dict[str, str] = {}

    def kept(row: Row) -> Row:
        if row.left.object not in within:
            return row
        expression = row.left.expression
        code = next((code for code, copied in copies.items() if copied == expression), "")
        if not code:
            kind = "user" if row.left.holds == "user" else "string"
            code = target.declare(f"Read_{step.id}_{len(copies) + 1}", row.left.label, kind)
            copies[code] = expression
        return replace(row, left=replace(row.left, object="Variable", field=code))

    return [[kept(row) for row in group] for group in until], copies


def _why_ended(step: Repeat, until: conditions.Groups, target: Target, copies: Mapping[str, str]) -> Activity:
    """It tells what the condition saw: a step's result in the variable that kept it."""
    kept = {expression: f"{{=Variable:{code}}}" for code, expression in copies.items()}
    read = (row.partition("=")[::2] for row in conditions.values_read(step.until, target, step.id))
    values = [f"{label}={kept.get(expression, expression)}" for label, expression in read]
    holds = [target.mark(f"{step.id}:until", step.id, values)]
    spent = [target.mark(f"{step.id}:max", step.id, values)]
    branches = [
        activities.tested(target.name(step.id, Role.HOLDS), "It came about", conditions.condition(until), holds),
        activities.otherwise(target.name(step.id, Role.OTHERWISE), spent),
    ]
    return activities.if_else(target.name(step.id, Role.ENDED), "Why did it end?", branches)


def _looks(step: Wait, target: Target, until: conditions.Groups, note: str) -> list[Activity]:
    count = _count(step.id, target)
    read = conditions.derived(until)
    start = {count.field: "0"} | read
    if step.deadline.unit in times.MINUTES:
        minutes = step.deadline.amount * times.MINUTES[step.deadline.unit]
        interval = _HOURLY if minutes > _TWO_DAYS else _SOON
        most = str(-(-minutes // interval))
    else:
        code = target.declare(f"Most_{step.id}", "Rounds at most", "int", "0")
        interval, most = _HOURLY, f"{{=Variable:{code}}}"
        end = times.later(step.deadline.amount, step.deadline.unit)
        start[code] = f'{{{{=datediff({times.NOW}, {end}, "%a")*24}}}}'
    before = control_nodes.set_variables(target.name(step.id, Role.COUNT), start)
    body = [
        pause(Interval(amount=interval, unit="minutes"), target.name(step.id, Role.PAUSE)),
        _one_more(count, target.name(step.id, Role.COUNTED), read),
    ]
    rounds = activities.sequence(target.name(step.id, Role.ROUND), "Look again", body)
    goes_on = conditions.both([[Row(count, "<", most)]], conditions.negated(until, step.id), step.id)
    loop = control_nodes.loop(
        target.name(step.id), "Wait for it", conditions.condition(goes_on, mixed=True), rounds, note
    )
    return [before, loop]


def _is_deal_end(step: Wait, target: Target) -> bool:
    """A deal that is closed is won or lost: the portal can tell us, nobody needs to look."""
    if target.entity != "CRM_DEAL" or len(step.until) != 1:
        return False
    (told,) = step.until
    rows = conditions.groups((told,), target, step.id)
    return [[(row.left.expression, row.sign, row.value) for row in group] for group in rows] == [
        [("{=Document:CLOSED}", "=", "Y")]
    ]


def _listens(step: Wait, target: Target, note: str) -> list[Activity]:
    name = target.name(step.id)
    ends = control_nodes.deal_end(target.name(step.id, Role.EVENT))
    passes = pause(step.deadline, target.name(step.id, Role.PAUSE))
    events = [
        control_nodes.event(target.name(step.id, Role.ROUND), "The deal ends", ends),
        control_nodes.event(target.name(step.id, Role.ROUND), "The deadline passes", passes),
    ]
    return [control_nodes.listen(name, events, note)]
