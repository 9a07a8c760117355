"""What is built does what it says on a portal, by a strict reader written from the portal's documents alone."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from b24app.english.gold import from_case
from b24app.plan.plan import Plan
from b24app.plan.vocabulary import family
from b24app.workflows.compiled import NO_PORTAL, compile_plan
from simulator.workflow.bpt import unpack
from tests.bizproc.conftest import SHARED
from tests.bizproc.strict.scope import ACTIVITIES, field_of
from tests.bizproc.strict.trees import faults, walk

CASES = Path(__file__).resolve().parents[2] / "bench" / "english" / "cases-dev.jsonl"
LINES = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
PLANS = {case["id"]: from_case(case) for case in LINES if case["expect"] == "workflow"}
IN_PORTAL = {name: plan for name, plan in PLANS.items() if family(plan.entity) not in {"task", "activity"}}
Tree = dict[str, Any]


@pytest.mark.parametrize("plan", IN_PORTAL.values(), ids=IN_PORTAL)
def test_every_case_compiles_to_a_template_without_a_fault(plan, client_id):
    compiled = compile_plan(plan, NO_PORTAL, client_id)

    assert faults(unpack(compiled.data), compiled.template.document_type[2], client_id) == []


@settings(
    deadline=None,
    max_examples=120,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_random_plan_is_built_without_a_fault(data, plans, portal, client_id):
    tree = unpack(bpt.encode(build(data.draw(plans), portal, client_id, "v1").tree))

    assert faults(tree, "DEAL", client_id) == []


PERSON = [{"kind": "user", "name": "Anna"}]
CLIENT = [{"kind": "client"}]


def action(number: int, name: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "action", "id": f"n{number}", "action": name, "fields": fields}


STEPS: list[dict[str, Any]] = [
    action(1, "send_email", to=CLIENT, subject="Hi {=x}", body="a < b {{DEAL_TITLE}}"),
    action(2, "webhook", url="https://x.example"),
    {"kind": "delay", "id": "n3", "amount": 2, "unit": "hours"},
    {"kind": "delay_until", "id": "n4", "until": "close date", "offset": {"amount": -2, "unit": "days"}},
    {
        "kind": "approval",
        "id": "n5",
        "approvers": PERSON,
        "deadline": {"amount": 2, "unit": "days"},
        "approved": {"kind": "outcome", "id": "n6", "steps": [action(7, "move_stage", stage="Fresh")]},
        "rejected": {"kind": "outcome", "id": "n8", "steps": []},
    },
    {"kind": "ask", "id": "n9", "who": PERSON, "answers": [{"name": "Why"}]},
    {
        "kind": "repeat",
        "id": "n10",
        "every": {"amount": 1, "unit": "days"},
        "until": [{"of": "n11", "field": "status", "op": "eq", "value": 200}],
        "max": 3,
        "steps": [action(11, "webhook", url="https://y.example")],
    },
    {"kind": "for_each", "id": "n12", "over": "OBSERVER_IDS", "steps": [action(13, "add_comment", message="{{ITEM}}")]},
    {
        "kind": "parallel",
        "id": "n14",
        "lanes": [
            {"kind": "lane", "id": "n15", "steps": [action(16, "create_task", title="Call", assignee=PERSON)]},
            {"kind": "lane", "id": "n17", "steps": [action(18, "send_sms", to=CLIENT, message="Hi")]},
        ],
    },
    {
        "kind": "wait",
        "id": "n19",
        "until": [{"field": "CLOSED", "op": "eq", "value": "Y"}],
        "deadline": {"amount": 2, "unit": "days"},
    },
    action(20, "send_notification", to=PERSON, message="Done"),
    action(21, "set_reminder", title="Later", assignee=PERSON, datetime="tomorrow 9 am"),
    action(22, "send_email", to=PERSON, subject="s", body="b"),
    action(23, "assign_responsible", assignee=[{"kind": "group", "name": "Sales"}]),
]
CONDITIONS = [
    {"field": "owner", "op": "eq", "value": "Anna"},
    {"field": "amount", "op": "gt", "value": 10},
    {"any": [[{"field": "stage", "op": "in", "value": ["New", "Fresh"]}], [{"field": "title", "op": "empty"}]]},
]


@pytest.fixture(scope="module")
def sound(portal, client_id) -> Tree:
    """A template with one of each, in which nothing is wrong."""
    told = {
        "entity": "CRM_DEAL",
        "trigger": {"name": "deal_won"},
        "inputs": [{"name": "Limit", "type": "number", "default": "5"}],
        "conditions": CONDITIONS,
        "steps": STEPS,
    }
    tree = unpack(bpt.encode(build(Plan.model_validate(told), portal, client_id, "v1").tree))
    assert faults(tree, "DEAL", client_id) == []
    return tree


def first(tree: Tree, kind: str, **properties: Any) -> dict[str, Any]:
    """The first activity of that type, or of our robots, that has these properties."""
    return next(
        node
        for node in walk(tree["TEMPLATE"][0])
        if node["Type"].startswith(kind) and properties.items() <= node["Properties"].items()
    )


def holder(tree: Tree, child: dict[str, Any]) -> list[Any]:
    return next(node["Children"] for node in walk(tree["TEMPLATE"][0]) if child in node["Children"])


def sets(kind: str, **properties: Any) -> Callable[[Tree], Any]:
    return lambda tree: first(tree, kind)["Properties"].update(properties)


def row(number: int, position: int, value: Any) -> Callable[[Tree], Any]:
    """Changes one cell of the first condition."""

    def change(tree: Tree) -> None:
        first(tree, "IfElseBranchActivity")["Properties"]["fieldcondition"][number][position] = value

    return change


def cell(key: str, value: Any) -> Callable[[Tree], Any]:
    """Changes one cell of the first test of a result."""

    def change(tree: Tree) -> None:
        found = next(node for node in walk(tree["TEMPLATE"][0]) if "mixedcondition" in node["Properties"])
        found["Properties"]["mixedcondition"][0][key] = value

    return change


def drops(kind: str, **properties: Any) -> Callable[[Tree], Any]:
    def change(tree: Tree) -> None:
        node = first(tree, kind, **properties)
        holder(tree, node).remove(node)

    return change


def after(kind: str, **properties: Any) -> Callable[[Tree], Any]:
    """Drops what follows an activity."""

    def change(tree: Tree) -> None:
        node = first(tree, kind, **properties)
        siblings = holder(tree, node)
        del siblings[siblings.index(node) + 1]

    return change


WAITING = {"UseSubscription": "Y"}
BREAKS: dict[str, tuple[Callable[[Tree], Any], str]] = {
    "another order of parts": (lambda tree: tree.update(VERSION=tree.pop("VERSION")), "six parts"),
    "another version": (lambda tree: tree.update(VERSION=1), "version 2"),
    "fields of the portal": (lambda tree: tree.update(DOCUMENT_FIELDS={"UF_X": {}}), "no fields of the portal"),
    "two roots": (lambda tree: tree["TEMPLATE"].append(tree["TEMPLATE"][0]), "one root"),
    "a required parameter": (lambda tree: tree["PARAMETERS"]["Limit"].update(Required="1"), "start by hand"),
    "an unknown type": (lambda tree: tree["PARAMETERS"]["Limit"].update(Type="number"), "declared wrongly"),
    "a parameter's expression": (
        lambda tree: tree["PARAMETERS"]["Limit"].update(Default="=1+1"),
        "would be calculated",
    ),
    "a variable that is missing": (lambda tree: tree["VARIABLES"].pop("TxtBrace"), "refers to what is not there"),
    "a variable for nothing": (
        lambda tree: tree["VARIABLES"].update(TxtEquals=tree["VARIABLES"]["TxtBrace"]),
        "declared for nothing",
    ),
    "the same name twice": (
        lambda tree: first(tree, "MailActivity").update(Name=first(tree, "IMNotify")["Name"]),
        "two activities are called",
    ),
    "a name of another kind": (lambda tree: first(tree, "MailActivity").update(Name="mail"), "no name"),
    "no children at all": (lambda tree: first(tree, "MailActivity").update(Children=None), "an activity has"),
    "a deactivated step": (lambda tree: first(tree, "MailActivity").update(Activated="N"), "switched off"),
    "a forbidden type": (lambda tree: first(tree, "MailActivity").update(Type="CodeActivity"), "is not allowed"),
    "a type in another case": (lambda tree: first(tree, "IfElseB").update(Type="IfElsebranchActivity"), "not allowed"),
    "a property nobody reads": (sets("MailActivity", Mailbox="x"), "would drop 'Mailbox'"),
    "a number": (sets("CrmSendEmailActivity", MessageTextEncoded=0), "exported as a text"),
    "children of a leaf": (
        lambda tree: first(tree, "MailActivity")["Children"].append(copy.deepcopy(first(tree, "IMNotify"))),
        "has no children",
    ),
    "a loop of two": (
        lambda tree: first(tree, "While")["Children"].append(copy.deepcopy(first(tree, "SequenceActivity"))),
        "runs its first child alone",
    ),
    "one outcome": (lambda tree: first(tree, "Approve")["Children"].pop(), "two outcomes"),
    "a lane that is a step": (
        lambda tree: first(tree, "Parallel")["Children"].append(copy.deepcopy(first(tree, "IMNotify"))),
        "cannot hold",
    ),
    "the first joiner": (row(0, 3, "1"), "first joiner"),
    "another joiner": (row(1, 3, "AND"), "no joiner"),
    "an unknown field": (row(0, 0, "RESPONSIBLE"), "compares what is not there"),
    "an unknown operator": (row(0, 1, "=="), "no such operator"),
    "the operator of changes": (row(0, 1, "modified"), "no such operator"),
    "an order of people": (row(0, 1, ">"), "has no order"),
    "a person as a text": (row(0, 2, "user_1"), "compared with people"),
    "a reference as a list": (row(2, 2, ["Document", "TITLE"]), "read as a reference"),
    "revenue as a text": (row(1, 0, "COMPANY.REVENUE"), "through a variable"),
    "one of a text": (row(2, 2, "NEW"), "looks inside it"),
    "two conditions": (lambda tree: first(tree, "IfElseB")["Properties"].update(truecondition="1"), "one condition"),
    "a condition on parameters": (
        lambda tree: first(tree, "IfElseB").update(Properties={"propertyvariablecondition": []}),
        "takes an unknown code for true",
    ),
    "no other case": (lambda tree: first(tree, "IfElseActivity")["Children"].pop(), "always true"),
    "a result of nobody": (cell("object", "A10001_10001_10001_99999"), "compares what is not there"),
    "a result there is not": (cell("field", "Colour"), "compares what is not there|nobody looks"),
    "a text that is calculated": (sets("IMNotifyActivity", MessageSite="=1+1"), "would be calculated"),
    "a calculation in a text": (sets("IMNotifyActivity", MessageSite="so {{=1+1}}"), "read a second time"),
    "a brace before a reference": (sets("IMNotifyActivity", MessageSite="{{=Document:ID}}"), "read a second time"),
    "a field there is not": (sets("IMNotifyActivity", MessageSite="{=Document:NAME}"), "refers to what is not there"),
    "a parameter by its old name": (sets("IMNotifyActivity", MessageSite="{=Parameter:Limit}"), "what is not there"),
    "a result of a later step": (
        lambda tree: first(tree, "CrmSendEmail")["Properties"].update(
            MessageText=f"{{={first(tree, 'Approve')['Name']}:TaskId}}"
        ),
        "refers to what is not there",
    ),
    "a result from inside a loop": (
        lambda tree: first(tree, "IMNotify", MessageSite="Done")["Properties"].update(
            MessageSite=f"{{={first(tree, 'rest_', url='https://y.example')['Name']}:status}}"
        ),
        "refers to what is not there",
    ),
    "an unknown modifier": (sets("IMNotifyActivity", MessageSite="{=Document:ID > loud}"), "no such modifier"),
    "markup of a person": (sets("CrmSendEmailActivity", MessageText="<b>x</b>"), "not escaped"),
    "nobody": (sets("IMNotifyActivity", MessageUserTo=[]), "nobody"),
    "a name for a person": (sets("IMNotifyActivity", MessageUserTo=["Anna"]), "not a person"),
    "the author, who is the responsible": (sets("IMNotifyActivity", MessageUserTo=["author"]), "not a person"),
    "a title for a person": (sets("IMNotifyActivity", MessageUserTo=["{=Document:TITLE}"]), "holds no person"),
    "nobody's letter": (sets("MailActivity", MailUserToArray=[]), "a letter to nobody"),
    "a letter's people as text": (sets("MailActivity", MailUserToArray="user_1"), "a list even when"),
    "an empty message": (sets("CrmSendSmsActivity", MessageText=""), "MessageText is missing"),
    "a reminder for two": (sets("CrmCreateToDo", Responsible=["user_1", "user_7"]), "for one person"),
    "a wait of nothing": (sets("DelayActivity", TimeoutDuration="0"), "waits for ever"),
    "a wait of weeks": (sets("DelayActivity", TimeoutDurationType="w"), "TimeoutDurationType"),
    "weeks that are added": (
        sets("CrmCreateToDo", Deadline='{{=dateadd({=System:Now}, "2w")}}'),
        "adds nothing",
    ),
    "an unknown function": (sets("CrmCreateToDo", Deadline="{{=now()}}"), "the calculator has no 'now'"),
    "an open bracket": (sets("CrmCreateToDo", Deadline="{{=abs(1}}"), "brackets do not match"),
    "a date that may be empty": (
        lambda tree: first(tree, "IfElseB", fieldcondition=[["CLOSEDATE", "!empty", "", "0"]])["Properties"].update(
            fieldcondition=[["TITLE", "!empty", "", "0"]]
        ),
        "CLOSEDATE may be empty",
    ),
    "a question for ever": (sets("ApproveActivity", TimeoutDuration="0"), "waits for ever"),
    "a way of voting": (sets("ApproveActivity", ApproveType="most"), "ApproveType"),
    "half a percent": (sets("ApproveActivity", ApproveMinPercent="59.5"), "ApproveMinPercent"),
    "a time-out that is a no": (
        lambda tree: first(tree, "Approve")["Children"][1]["Children"].clear(),
        "a time-out is a no",
    ),
    "a late form": (after("RequestInformation"), "nobody asks whether it was late"),
    "an answer without a variable": (lambda tree: tree["VARIABLES"].pop("Why"), "its variable None"),
    "an endless loop": (
        lambda tree: first(tree, "While")["Properties"]["mixedcondition"][0].update(field="Read_n10_1"),
        "a loop without an end",
    ),
    "a loop without a wait": (
        lambda tree: first(tree, "While")["Children"][0]["Children"].remove(
            next(node for node in first(tree, "While")["Children"][0]["Children"] if node["Type"] == "DelayActivity")
        ),
        "without a wait",
    ),
    "a counter that is not set": (drops("SetVariable", VariableValue={"Count_n10": "0"}), "not set to 0"),
    "a variable nobody declared": (sets("SetVariable", VariableValue={"Other": "0"}), "no variable Other"),
    "nothing to go through": (sets("ForEachActivity", Variable="TITLE"), "nothing to go through"),
    "a field that cannot be set": (sets("SetFieldActivity", FieldValue={"ID": "5"}), "cannot be set"),
    "a stage nobody looks at": (after("SetField"), "nobody looks whether it moved"),
    "a robot that waits for ever": (
        lambda tree: first(tree, "rest_", **WAITING)["Properties"].update(TimeoutDuration="0"),
        "waits for ever",
    ),
    "a robot nobody waits for": (
        lambda tree: first(tree, "rest_", **WAITING)["Properties"].update(UseSubscription="N", TimeoutDuration="0"),
        "compares what is not there",
    ),
    "a robot's fault that nobody sees": (after("rest_", **WAITING), "nobody looks at error"),
    "a robot that writes the status": (sets("rest_", SetStatusMessage="Y"), "SetStatusMessage"),
    "an end of another record": (sets("CrmDealStageListen", DealId="7"), "DealId"),
    "no mark at the start": (lambda tree: tree["TEMPLATE"][0]["Children"].pop(0), "no mark at the start"),
    "a branch without a mark": (
        lambda tree: first(tree, "IfElseB")["Children"].pop(0),
        "no mark at the head",
    ),
    "a lane without a mark": (
        lambda tree: first(tree, "Parallel")["Children"][0]["Children"].pop(0),
        "no mark at the head",
    ),
    "a wait without a mark": (after("DelayActivity"), "no mark after a wait"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_template_is_rejected(name, sound, client_id):
    change, said = BREAKS[name]
    tree = copy.deepcopy(sound)
    change(tree)

    found = faults(tree, "DEAL", client_id)

    assert [fault for fault in found if re.search(said, fault)], found


def test_what_the_reader_knows_of_a_portal_is_what_the_documents_say():
    listed = sorted((SHARED / "bpt").glob("fields-*.txt"))
    if not listed:
        pytest.skip("../shared is not there: nothing to compare the facts with")
    rows = [(path.stem[7:], line) for path in listed for line in path.read_text().splitlines() if line[:2] != "=="]
    told = {(kind, line.split()[0]): tuple(line.split()[1:4]) for kind, line in rows}
    known = {key: field_of(*key) for key in told}
    assert {
        key: (field.kind, "M" if field.several else "-", "E" if field.writable else "-")
        for key, field in known.items()
        if field and field.kind != "any"
    } == told
    documents = json.loads((SHARED / "bpt" / "activities.json").read_text())
    for kind, facts in ACTIVITIES.items():
        assert facts["properties"].split() == list(documents[kind.lower()]["properties"])
        assert facts["gives"] == (documents[kind.lower()]["return"] or {})
