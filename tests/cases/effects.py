"""What a run left behind outside of itself, and whether that is what the plan says: texts, people, moments, values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from b24app.bizproc import names
from b24app.bizproc.fields import field_called
from b24app.bizproc.names import Role
from b24app.plan.plan import Action, Approval, Delay, Moment, Person, Plan
from b24app.plan.vocabulary import ACTIONS, FieldKind
from simulator.workflow import dates
from tests.cases.company import OWNER, TYPES, Company
from tests.cases.outside import WebCall

Json = dict[str, Any]
NUMBERS = {"tasks": "ID", "messages": "id", "notifications": "id", "comments": "ID", "activities": "ID"}
PRIORITIES = {"low": "0", "normal": "1", "medium": "1", "high": "2", "urgent": "2"}
CLIENTS = {"{{CONTACT_PHONE}}", "{{CONTACT_EMAIL}}"}
LENGTHS = {"minutes": 60, "hours": 3600, "days": 86_400, "weeks": 604_800}
FAILED = "This did not work: "
SLACK = timedelta(minutes=3)  # the clock runs on while things are done


@dataclass(frozen=True)
class Before:
    """Where the portal's lists, its log and the outside world's stood."""

    log: int
    numbers: Json
    web: int


@dataclass(frozen=True)
class Seen:
    """What is new since: rows of the portal, letters, robot calls, requests outside; the record by its codes."""

    company: Company
    plan: Plan
    run: Json
    rows: dict[str, list[Json]]
    letters: list[Json]
    calls: list[tuple[str, Json]]
    web: list[WebCall]
    record: Json

    def who(self, people: Iterable[Person]) -> set[int]:
        """Everybody who may be meant, by number."""
        return {number for one in people for number in self.company.staff.meant(one, self.owners)}

    @property
    def owners(self) -> set[int]:
        """Whose the record was and is."""
        return {OWNER, int(self.record["ASSIGNED_BY_ID"])}


def before(company: Company) -> Before:
    state = company.world.control(f"/_state?kinds={','.join(NUMBERS)}")
    numbers = {name: max((int(row[key]) for row in state[name]), default=0) for name, key in NUMBERS.items()}
    return Before(company.world.control("/_log?after=999999999")["last"], numbers, len(company.outside.calls))


def since(start: Before, company: Company, plan: Plan, record: int, run: Json) -> Seen:
    log = company.world.control(f"/_log?after={start.log}")["entries"]
    state = company.world.control(f"/_state?kinds={','.join(NUMBERS)}")
    rows = {name: [row for row in state[name] if int(row[key]) > start.numbers[name]] for name, key in NUMBERS.items()}
    asked = {"entityTypeId": TYPES[plan.entity], "id": record, "useOriginalUfNames": "Y"}
    item = company.world.user_does("crm.item.get", **asked)["item"]
    codes = {name: code for code, name in company.names_of(TYPES[plan.entity]).items()}
    calls = [
        (row["name"], row["request"]["properties"])
        for row in log
        if row["kind"] == "robot" and row["direction"] == "out" and row["request"]["workflow_id"] == run["id"]
    ]
    letters = [row["request"] for row in log if row["kind"] in {"email", "sms"}]
    told = {codes.get(name, name): value for name, value in item.items()}
    return Seen(company, plan, run, rows, letters, calls, company.outside.calls[start.web :], told)


def assert_was_done(step: Action, seen: Seen) -> None:
    """The effect of the step is there: its words, its people, its moment."""
    calls = [properties for code, properties in seen.calls if code == step.action]
    if calls:
        assert any(_was_told(step, call, seen) for call in calls), (step, calls)
        _CHECKS_OF_ROBOTS.get(step.action, _nothing_more)(step, seen)
    else:
        _CHECKS[step.action](step, seen)


def assert_nobody_else_was_told(plan: Plan, seen: Seen) -> None:
    """No notification or chat message went to anybody whom the plan does not name."""
    named = {one for step in plan.actions() if isinstance(step.fields.get("to"), tuple) for one in _to(step)}
    known = seen.who(named)
    told = {int(row["to"]) for row in seen.rows["notifications"] if not row["text"].startswith(FAILED)}
    told |= {int(row["dialog_id"]) for row in seen.rows["messages"]}
    assert told <= known, (told, known)


def assert_waited(plan: Plan, run: Json) -> None:
    """Every wait took as long as it says, by the portal's own log."""
    lengths = {node.id: node for node in plan.nodes() if isinstance(node, Delay)}
    notes = [(names.read(note["node"]), note) for note in run["log"] if note["text"].startswith("executed ")]
    for index, (named, note) in enumerate(notes):
        if named is None or named[1] is not Role.STEP or named[0] not in lengths:
            continue
        end = next(later for name, later in notes[index + 1 :] if name == (named[0], Role.MARK))
        began, ended = (datetime.fromisoformat(one["at"]) for one in (note, end))
        _assert_is_later(ended, began, lengths[named[0]])


def assert_asked(plan: Plan, seen: Seen) -> None:
    """Those who had to approve were asked, and nobody who had not."""
    reached = {name[0] for note in seen.run["log"] if (name := names.read(note["node"]))}
    for node in plan.nodes():
        if isinstance(node, Approval) and node.id in reached:
            asked = seen.company.asked.get(seen.run["id"], set())
            assert asked, node
            assert seen.who(node.approvers) <= asked | {OWNER}, (node, asked)
            assert asked <= seen.who(node.approvers) | {seen.company.staff.head_of_all}, (node, asked)


# -- what a robot was told


def _was_told(step: Action, call: Json, seen: Seen) -> bool:
    return all(_is_told(step, name, value, call.get(name), seen) for name, value in step.fields.items())


def _is_told(step: Action, name: str, value: Any, told: Any, seen: Seen) -> bool:
    match ACTIONS[step.action].fields[name].kind:
        case FieldKind.PERSON:
            listed = told if isinstance(told, list) else str(told).split(", ")
            outside = {one.value for one in value if one.kind == "address"}
            clients = any(one.kind == "client" for one in value)
            users = seen.company.staff.numbers(set(listed) - outside - CLIENTS, seen.owners)
            employees = [one for one in value if one.kind not in {"client", "address"}]
            return outside <= set(listed) and clients == bool(set(listed) & CLIENTS) and users == seen.who(employees)
        case FieldKind.MOMENT:
            moment = dates.read(told, UTC)
            return moment is not None and (not isinstance(value, Moment) or _is_due(step, value, moment, seen))
        case FieldKind.STAGE:
            return _is_stage(step, str(told), str(value), seen)
        case FieldKind.FIELD | FieldKind.CODE:
            return bool(told)
        case _:
            return _is_worded(str(value), str(told))


def _is_stage(step: Action, code: str, name: str, seen: Seen) -> bool:
    entity = "CRM_DEAL" if step.action == "create_deal" else seen.plan.entity
    return any(stage.code == code for stage in seen.company.snapshot().stages_called(entity, name))


def _nothing_more(_step: Action, _seen: Seen) -> None:
    """A plain handler has answered."""


def _tagged(step: Action, seen: Seen) -> None:
    assert str(step.fields["tag"]) in seen.record["UF_CRM_WC_TAGS"]


def _chatted(step: Action, seen: Seen) -> None:
    rows = [row for row in seen.rows["messages"] if _is_worded(str(step.fields["message"]), row["text"])]
    assert {int(row["dialog_id"]) for row in rows} >= seen.who(_to(step)), (step, seen.rows["messages"])


def _requested(step: Action, seen: Seen) -> None:
    path = str(step.fields["url"]).removeprefix(seen.company.outside.url)
    method = str(step.fields.get("method", "POST"))
    body = str(step.fields.get("message", ""))
    found = [call for call in seen.web if call.method == method and _is_worded(path, call.path)]
    assert any(_is_worded(body, call.body) for call in found), (step, seen.web)


_CHECKS_OF_ROBOTS = {"add_tag": _tagged, "send_bitrix_message": _chatted, "webhook": _requested}


# -- what the portal's own steps left


def _notified(step: Action, seen: Seen) -> None:
    rows = [row for row in seen.rows["notifications"] if _is_worded(str(step.fields["message"]), row["text"])]
    assert {int(row["to"]) for row in rows} == seen.who(_to(step)), (step, seen.rows["notifications"])


def _wrote(step: Action, seen: Seen) -> None:
    told = {name: str(step.fields.get(name, "")) for name in ("subject", "body", "message")}
    subject, text = told["subject"], told["body"] or told["message"]
    letters = [one for one in seen.letters if _is_worded(text, html.unescape(one["text"]).replace("<br>", "\n"))]
    assert letters, (step, seen.letters)
    if subject:
        assert any(_is_worded(subject, one["subject"]) for one in letters), (step, letters)
    to = {address for one in letters for address in one["to"]}
    assert {one.value for one in _to(step) if one.kind == "address"} <= to
    employees = [one for one in _to(step) if one.kind not in {"client", "address"}]
    assert seen.company.staff.mail(seen.who(employees)) <= to, (step, to)
    if any(one.kind == "client" for one in _to(step)):
        assert to & seen.company.clients, (step, to)


def _commented(step: Action, seen: Seen) -> None:
    texts = [row["COMMENT"] for row in seen.rows["comments"]]
    assert any(_is_worded(str(step.fields["message"]), text) for text in texts), (step, texts)


def _task(step: Action, seen: Seen) -> None:
    rows = [row for row in seen.rows["tasks"] if _is_worded(str(step.fields["title"]), row["TITLE"])]
    assert rows, (step, seen.rows["tasks"])
    (row, *_) = rows
    assert int(row["RESPONSIBLE_ID"]) in seen.who(_assignee(step)), (step, row)
    assert _is_worded(str(step.fields.get("description", "")), row["DESCRIPTION"])
    assert row["PRIORITY"] == PRIORITIES[str(step.fields.get("priority", "normal")).casefold()], (step, row)
    _assert_moment(step, "deadline", row["DEADLINE"], row["CREATED_DATE"])


def _reminded(step: Action, seen: Seen) -> None:
    rows = [row for row in seen.rows["activities"] if _is_worded(str(step.fields["title"]), row["SUBJECT"])]
    assert rows, (step, seen.rows["activities"])
    assert int(rows[0]["RESPONSIBLE_ID"]) in seen.who(_assignee(step)), (step, rows)
    _assert_moment(step, "datetime", rows[0]["DEADLINE"], _executed(step, seen).isoformat())


def _assert_moment(step: Action, name: str, found: str | None, since_text: str) -> None:
    told = step.fields.get(name)
    if not told:
        return
    assert found, (step, "has no moment")
    when, began = datetime.fromisoformat(found), datetime.fromisoformat(since_text)
    assert when >= began, (step, found)
    if isinstance(told, Moment):
        _assert_is_later(when, began, told)


def _assigned(step: Action, seen: Seen) -> None:
    if _is_last(step, seen):
        assert int(seen.record["ASSIGNED_BY_ID"]) in seen.who(_assignee(step)), (step, seen.record["ASSIGNED_BY_ID"])


def _moved(step: Action, seen: Seen) -> None:
    code = seen.record.get("STAGE_ID") or seen.record.get("STATUS_ID")
    if _is_last(step, seen):
        assert _is_stage(step, str(code), str(step.fields["stage"]), seen), (step, code)


def _updated(step: Action, seen: Seen) -> None:
    field = field_called(str(step.fields["field"]), seen.plan.entity, seen.company.snapshot(), step.id)
    value = str(step.fields["value"])
    shown = next((one.code for one in field.options if one.name == value), value)
    assert _is_worded(shown, str(seen.record[field.code])), (step, seen.record[field.code])


_CHECKS = {
    "send_notification": _notified,
    "send_email": _wrote,
    "send_sms": _wrote,
    "add_comment": _commented,
    "create_task": _task,
    "set_reminder": _reminded,
    "assign_responsible": _assigned,
    "move_stage": _moved,
    "update_field": _updated,
    "update_deal": _updated,
}


# -- small things


def _to(step: Action) -> tuple[Person, ...]:
    people = step.fields["to"]
    assert isinstance(people, tuple)
    return people


def _assignee(step: Action) -> tuple[Person, ...]:
    people = step.fields.get("assignee", (Person(kind="responsible"),))
    assert isinstance(people, tuple)
    return people


def _is_worded(text: str, found: str) -> bool:
    """Whether `found` is `text` with something in the places of its variables."""
    parts = re.split(r"\{\{[A-Z_]+\}\}", text)
    return re.fullmatch(".*".join(map(re.escape, parts)), found, re.DOTALL) is not None


def _is_last(step: Action, seen: Seen) -> bool:
    """Whether no later step of the run did the same kind of thing."""
    same = {one.id for one in seen.plan.actions() if one.action == step.action}
    named = (names.read(note["node"]) for note in seen.run["log"] if note["text"].startswith("executed "))
    done = [name[0] for name in named if name and name[1] is Role.STEP and name[0] in same]
    return done[-1] == step.id


def _executed(step: Action, seen: Seen) -> datetime:
    note = next(note for note in seen.run["log"] if names.read(note["node"]) == (step.id, Role.STEP))
    return datetime.fromisoformat(note["at"])


def _is_due(step: Action, told: Moment, found: datetime, seen: Seen) -> bool:
    _assert_is_later(found, _executed(step, seen), told)
    return True


def _assert_is_later(found: datetime, began: datetime, told: Moment | Delay) -> None:
    if told.unit in LENGTHS:
        wanted = timedelta(seconds=told.amount * LENGTHS[told.unit])
        assert abs(found - began - wanted) <= SLACK, (told, began, found)
    else:  # business days skip weekends, months have no length
        days = 30.5 * told.amount if told.unit == "months" else told.amount
        assert timedelta(days=days - 2.5) <= found - began <= timedelta(days=days * 2 + 2), (told, began, found)
