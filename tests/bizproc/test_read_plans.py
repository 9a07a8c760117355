"""A built template is read back as the same plan.

"The same" is after the differences that compiling makes on purpose: names become codes, weeks become days, a default
becomes explicit, and an AND of ORs is multiplied out. `_settled` states them all.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from itertools import product

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from b24app.bizproc import bpt
from b24app.bizproc.activities import allowed_types
from b24app.bizproc.build import build
from b24app.bizproc.compare import differences
from b24app.bizproc.comparisons import number_text
from b24app.bizproc.fields import field_called
from b24app.bizproc.literals import strings
from b24app.bizproc.read import read_plan, read_tree
from b24app.plan.plan import Plan
from b24app.plan.snapshot import Snapshot

# Shrinking a plan takes minutes and the drawn one is small enough to read.
SLOW = settings(
    deadline=None,
    max_examples=80,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PEOPLE = {"Anna": "user_1", "Anna Berg": "user_1", "jonas krag": "user_7", "Sales team": "group_D5"}
STAGES = {
    "new": ["NEW"],
    "in work": ["EXECUTING", "C1:EXECUTING"],
    "fresh": ["C1:NEW"],
    **{code.casefold(): [code] for code in ("EXECUTING", "C1:NEW", "C1:EXECUTING", "C1:WON")},
}


def _settled(plan):
    plain = plan.model_dump(mode="json")
    plain["conditions"] = _settled_conditions(plain["conditions"])
    plain["steps"] = [_settled_step(step) for step in plain["steps"]]
    plain["trigger"].pop("span")
    for value in plain["inputs"]:
        value["default"] = PEOPLE.get(value["default"], value["default"])
    for rule in plain["never"]:
        rule.pop("span")
    return plain


def _settled_step(step):
    step = {key: value for key, value in step.items() if key != "span"}
    for key in ("branches", "lanes", "steps", "otherwise"):
        if key in step:
            step[key] = [_settled_step(inner) for inner in step[key]]
    for key in ("approved", "rejected", "timed_out"):
        if step.get(key):
            step[key] = _settled_step(step[key])
    for key in ("when", "until"):
        if isinstance(step.get(key), list):
            step[key] = _settled_conditions(step[key])
    for key in ("who", "approvers"):
        if key in step:
            step[key] = _settled_people(step[key])
    if "fields" in step:
        step["fields"] = _settled_fields(step["action"], step["fields"])
    return _in_days(step) if step["kind"] == "delay" else step


def _settled_people(people):
    named = [person | {"name": PEOPLE.get(person["name"], person["name"])} for person in people]
    return [person for index, person in enumerate(named) if person not in named[:index]]


def _settled_fields(action, fields):
    settled = dict(fields)
    if action == "create_task":
        settled.setdefault("assignee", [{"kind": "responsible", "name": "", "value": ""}])
        if settled.get("priority") == "normal":
            del settled["priority"]
    if action == "update_field":
        settled["field"] = field_called(settled["field"], "CRM_DEAL", Snapshot(), "").code
        settled["value"] = PEOPLE.get(settled["value"], settled["value"])
    if "stage" in settled:
        (settled["stage"],) = STAGES[settled["stage"].casefold()]
    for name, value in settled.items():
        if isinstance(value, list):
            settled[name] = _settled_people(value)
        elif isinstance(value, dict) and "unit" in value:
            settled[name] = _in_days(value)
    return settled


def _in_days(part):
    return part | {"amount": part["amount"] * 7, "unit": "days"} if part.get("unit") == "weeks" else part


def _settled_conditions(rows):
    """A set of AND-groups, whatever their nesting was."""
    alternatives = [row.get("any", [[row]]) for row in rows]
    return [[_settled_row(row) for group in chosen for row in group] for chosen in product(*alternatives)]


def _settled_row(row):
    if row["of"] != "record":
        return [row["field"], row["op"], _texts(row["value"])]
    field = field_called(row["field"], "CRM_DEAL", Snapshot(), "")
    op, value = row["op"], row["value"]
    listed = value if isinstance(value, list) else [value]
    if field.code == "STAGE_ID" and value is not None:
        listed = list(dict.fromkeys(code for name in listed for code in STAGES.get(name.casefold(), [name])))
        op = {"eq": "in", "ne": "not_in"}.get(op, op) if len(listed) > 1 else op
    if field.code == "ASSIGNED_BY_ID":
        listed = [PEOPLE.get(name, name) for name in listed]
    if field.code == "CLOSED":
        listed = [{"yes": "Y", "N": "N", "Y": "Y"}[name] for name in listed]
    texts = _texts(listed)
    if len(texts) == 3 and texts[1] == texts[2]:
        texts = texts[:2]
    return [field.code, op, texts]


def _texts(value):
    listed = value if isinstance(value, list) else [value]
    texts = [number_text(one) if isinstance(one, float) else one for one in listed]
    return [PEOPLE.get(text, text) for text in texts]


def _walk(activity):
    yield activity
    for child in activity["Children"]:
        yield from _walk(child)


@SLOW
@given(data=st.data())
def test_build_encode_decode_read_gives_the_same_plan(data, plans, portal, client_id):
    plan = data.draw(plans)
    template = build(plan, portal, client_id, "w7/v3")
    found = read_plan(read_tree(bpt.encode(template.tree)), template.document_type, client_id)
    assert found is not None
    assert _settled(found) == _settled(plan)


@SLOW
@given(data=st.data())
def test_what_the_portal_gives_back_as_json_is_read_too(data, plans, portal, client_id):
    template = build(data.draw(plans), portal, client_id, "w7/v3")
    answer = _as_rest_answers(template.tree)
    assert differences(template.tree, answer) == ()
    assert read_plan(answer, template.document_type, client_id) is not None


def _as_rest_answers(value):
    """Empty maps as lists, numbers as texts, null left out: what PHP's JSON makes of a template."""
    if isinstance(value, dict):
        return {key: _as_rest_answers(item) for key, item in value.items() if item is not None} or []
    if isinstance(value, list):
        return [_as_rest_answers(item) for item in value]
    return str(value)


@SLOW
@given(data=st.data())
def test_every_built_template_is_allowed_named_once_and_always_the_same(data, plans, portal, client_id):
    plan = data.draw(plans)
    tree = build(plan, portal, client_id, "v").tree
    nodes = list(_walk(tree["TEMPLATE"][0]))
    assert {node["Type"] for node in nodes} <= allowed_types(client_id)
    assert max(Counter(node["Name"] for node in nodes).values()) == 1
    assert build(plan, portal, client_id, "v").tree == tree
    assert json.loads(json.dumps(tree)) == tree


ATTACKS = ["{=Document:COMMENTS}", "{{=1+1}}", "=1+1", " =1", "{{{=Constant:X}}}", "{=Variable:TxtBrace}",
           "{{DEAL_TITLE}}{=System:Now}", "{{{DEAL_TITLE}}}", "{ {=User:Id}"]  # fmt: skip
OURS = {"{=Document:TITLE}", "{=Variable:TxtBrace}", "{=Variable:TxtEquals}"}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "step",
    [
        lambda text: ("create_task", {"title": text, "description": text}),
        lambda text: ("add_comment", {"message": text}),
        lambda text: ("send_notification", {"to": [{"kind": "responsible"}], "message": text}),
        lambda text: ("send_bitrix_message", {"to": [{"kind": "responsible"}], "message": text}),
        lambda text: ("add_tag", {"tag": text}),
        lambda text: ("webhook", {"url": text, "method": text, "message": text}),
        lambda text: ("update_field", {"field": "title", "value": text}),
    ],
)
def test_no_text_of_a_person_becomes_an_expression(attack, step, portal, client_id):
    harmless = set(strings(_tree_with("harmless", step, portal, client_id)))
    for value in strings(_tree_with(attack, step, portal, client_id)):
        if value in harmless or value == "=":  # an operator, or what TxtEquals holds
            continue
        rest = value
        for reference in OURS:
            rest = rest.replace(reference, "\0")
        assert "{=" not in rest
        assert not value.lstrip().startswith("=")
        assert "{{=" not in value


def _tree_with(text, step, portal, client_id):
    action, fields = step(text)
    guard = [{"field": "title", "op": "contains", "value": text}, {"field": "title", "op": "in", "value": [text, text]}]
    plan = {
        "entity": "CRM_DEAL",
        "trigger": {"name": "deal_won", "stage": text, "field": text},
        "conditions": guard,
        "steps": [{"kind": "action", "id": "n1", "action": action, "fields": fields}],
    }
    return build(Plan.model_validate(plan), portal, client_id, text).tree


@pytest.fixture
def template(portal, client_id):
    steps = [{"kind": "action", "id": "n1", "action": "add_comment", "fields": {"message": "x"}},
             {"kind": "action", "id": "n2", "action": "add_tag", "fields": {"tag": "y"}},
             {"kind": "delay", "id": "n3", "amount": 2, "unit": "months"}]  # fmt: skip
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps})
    return build(plan, portal, client_id, "v")


def _edit(template, change):
    tree = copy.deepcopy(template.tree)
    (root,) = tree["TEMPLATE"]
    change(root, root["Children"])
    return tree


EDITS = {
    "an expression in a text": lambda _, steps: steps[1]["Properties"].update(CommentText="{=Document:COMMENTS}"),
    "a foreign step": lambda _, steps: steps.append(steps[1] | {"Name": "A1_2_3_4"}),
    "another activity": lambda _, steps: steps[1].update(Type="LogActivity"),
    "a missing mark": lambda _, steps: steps.pop(),
    "a robot that no longer waits": lambda _, steps: steps[2]["Properties"].update(UseSubscription="N"),
    "a deactivated step": lambda _, steps: steps[1].update(Activated="N"),
    "a changed outcome": lambda _, steps: steps[3]["Children"][0]["Children"].clear(),
    "another wait": lambda _, steps: steps[4]["Properties"].update(TimeoutTime="{=Document:CLOSEDATE}"),
    "no trigger": lambda root, _: root["Properties"].pop("EditorComment"),
    "an unknown trigger": lambda root, _: root["Properties"].update(EditorComment="full_moon"),
    "children that are none": lambda _, steps: steps[3].update(Children=7),
}


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_a_template_edited_in_the_designer_is_not_ours_any_more(change, template, client_id):
    assert read_plan(template.tree, template.document_type, client_id) is not None
    assert read_plan(_edit(template, change), template.document_type, client_id) is None


def test_another_applications_template_is_not_ours(template):
    assert read_plan(template.tree, template.document_type, "local.other.1") is None
    assert read_plan(template.tree, ("lists", "BizprocDocument", "iblock_8"), "local.other.1") is None
    assert read_plan({}, template.document_type, "local.other.1") is None


def test_what_narrows_the_trigger_and_the_earlier_task_are_read_back(portal, client_id):
    steps = [
        {"kind": "action", "id": "n1", "action": "create_task", "fields": {"title": "x"}},
        {"kind": "action", "id": "n2", "action": "add_comment", "fields": {"message": "task {{TASK_ID}}"}},
    ]
    trigger = {"name": "deal_won", "stage": "a: {=b", "field": "amount"}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": trigger, "steps": steps})
    template = build(plan, portal, client_id, "v")
    found = read_plan(template.tree, template.document_type, client_id)
    assert found is not None
    assert _settled(found) == _settled(plan)


@pytest.mark.parametrize(
    ("sent", "found", "paths"),
    [
        ({"a": {}}, {"a": []}, []),
        ({"a": []}, {"a": ""}, []),
        ({"a": "1", "b": 2}, {"a": 1, "b": "2", "c": "designer's"}, []),
        ({"a": None}, {"a": ""}, []),
        ({"a": {0: "x"}}, {"a": ["x"]}, []),
        ({"a": ["x"]}, {"a": ["x", "y"]}, ["/a/1"]),
        ({"a": ["x", "y"]}, {"a": ["x"]}, ["/a/1"]),
        ({"a": {"b": "x"}}, {"a": {"b": "y"}}, ["/a/b"]),
        ({"a": "x"}, {}, ["/a"]),
        ({"a": {"b": "x"}}, {"a": "x"}, ["/a"]),
        ({"a": "x"}, {"a": ["x"]}, ["/a"]),
    ],
)
def test_a_difference_is_what_changes_the_meaning(sent, found, paths):
    assert [path for path, _, _ in differences(sent, found)] == paths


def test_a_difference_shows_both_values_but_never_a_whole_template():
    ((path, sent, found),) = differences({"a": "x" * 1000}, {"a": 5})
    assert path == "/a"
    assert (len(sent), found) == (200, "5")
