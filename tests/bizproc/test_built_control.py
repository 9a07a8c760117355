from __future__ import annotations

import pytest

from b24app.bizproc import activities
from b24app.bizproc.build import build
from b24app.bizproc.documents import entity_of, kind_of
from b24app.errors import PlanRejected
from b24app.plan.plan import Plan

COMMENT = {"kind": "action", "action": "add_comment", "fields": {"message": "x"}}


def comment(number):
    return COMMENT | {"id": f"n{number}"}


@pytest.fixture
def built(portal, client_id):
    def make(steps, conditions=(), trigger="deal_won", entity="CRM_DEAL"):
        plan = {"entity": entity, "trigger": {"name": trigger}, "conditions": conditions, "steps": steps}
        return build(Plan.model_validate(plan), portal, client_id, "flow-3/2")

    return make


@pytest.fixture
def road(built):
    """The activities directly under the root."""
    return lambda *args, **kwargs: built(*args, **kwargs).tree["TEMPLATE"][0]["Children"]


def says(activity):
    return activity["Properties"].get("node")


def test_a_template_has_the_six_parts_and_never_touches_the_portals_fields(built):
    tree = built([comment(1)]).tree
    assert list(tree) == ["VERSION", "TEMPLATE", "PARAMETERS", "VARIABLES", "CONSTANTS", "DOCUMENT_FIELDS"]
    assert tree["VERSION"] == 2
    assert tree["DOCUMENT_FIELDS"] == {}
    assert tree["PARAMETERS"]["StartKey"] == {
        "Name": "Start key", "Description": "", "Type": "string", "Required": "0", "Multiple": "0", "Options": "",
        "Default": "",
    }  # fmt: skip
    (root,) = tree["TEMPLATE"]
    assert (root["Type"], root["Name"]) == ("SequentialWorkflowActivity", "Template")


@pytest.mark.parametrize(
    ("trigger", "entity", "start", "auto_execute"),
    [
        ("lead_created", "CRM_LEAD", "native_create", "1"),
        ("lead_converted", "CRM_LEAD", "app", "0"),
        ("deal_won", "CRM_DEAL", "app", "0"),
        ("deal_lost", "CRM_DEAL", "app", "0"),
    ],
)
def test_only_a_creation_starts_without_the_app(built, trigger, entity, start, auto_execute):
    template = built([comment(1)], trigger=trigger, entity=entity)
    assert (template.start, template.auto_execute) == (start, auto_execute)
    assert template.document_type == kind_of(entity).type
    assert entity_of(template.document_type) == entity


def test_marks_stand_at_the_start_and_at_the_end(road, client_id):
    start, _, end = road([comment(1)])
    assert (says(start), says(end)) == ("start", "end")
    assert start["Type"] == activities.robot_type(client_id, "mark")
    properties = start["Properties"]
    assert properties["start_key"] == "{=Template:StartKey}"
    assert properties["version"] == "flow-3/2"
    assert properties["UseSubscription"] == "N"
    assert properties["TimeoutDuration"] == "0"


def test_a_guard_lets_the_steps_run_or_marks_that_it_did_not(road):
    start, guard = road([comment(1)], [{"field": "amount", "op": "gt", "value": 1000}])
    assert start["Properties"]["values"] == "OPPORTUNITY={=Document:OPPORTUNITY}"
    holds, rest = guard["Children"]
    assert holds["Properties"]["fieldcondition"] == [["OPPORTUNITY", ">", "1000", "0"]]
    assert [says(child) for child in holds["Children"]] == ["holds", None, "end"]
    assert [says(child) for child in rest["Children"]] == ["guard"]


def test_a_choice_has_a_mark_at_the_head_of_each_branch_with_the_values_it_read(road):
    choice = {
        "kind": "choice",
        "id": "n1",
        "branches": [
            {"kind": "branch", "id": "n2", "when": [{"field": "stage", "op": "eq", "value": "New"}],
             "steps": [comment(3)]},
            {"kind": "branch", "id": "n4", "when": [{"field": "amount", "op": "not_empty"}]},
        ],
        "otherwise": [comment(5)],
    }  # fmt: skip
    _, built_choice, _ = road([choice])
    first, second, rest = built_choice["Children"]
    assert first["Properties"]["fieldcondition"] == [["STAGE_ID", "=", "NEW", "0"]]
    assert second["Properties"]["fieldcondition"] == [["OPPORTUNITY", "!empty", "", "0"]]
    assert rest["Properties"]["truecondition"] == "1"
    assert [says(branch["Children"][0]) for branch in (first, second, rest)] == ["n2", "n4", "n1:otherwise"]
    values = "OPPORTUNITY={=Document:OPPORTUNITY}\nSTAGE_ID={=Document:STAGE_ID}"
    assert first["Children"][0]["Properties"]["values"] == values
    assert [len(branch["Children"]) for branch in (first, second, rest)] == [2, 1, 2]


def test_lanes_begin_with_their_marks(road):
    lanes = [{"kind": "lane", "id": f"n{n}", "steps": [comment(n + 1)]} for n in (2, 4)]
    _, parallel, _ = road([{"kind": "parallel", "id": "n1", "lanes": lanes}])
    assert parallel["Type"] == "ParallelActivity"
    assert [lane["Type"] for lane in parallel["Children"]] == ["SequenceActivity"] * 2
    assert [says(lane["Children"][0]) for lane in parallel["Children"]] == ["n2", "n4"]


@pytest.mark.parametrize(
    ("amount", "unit", "properties"),
    [
        (40, "minutes", {"TimeoutDuration": "40", "TimeoutDurationType": "m"}),
        (3, "hours", {"TimeoutDuration": "3", "TimeoutDurationType": "h"}),
        (1, "days", {"TimeoutDuration": "1", "TimeoutDurationType": "d"}),
        (2, "weeks", {"TimeoutDuration": "14", "TimeoutDurationType": "d"}),
        (2, "months", {"TimeoutTime": '{{=dateadd({=System:Now}, "2m")}}', "TimeoutTimeIsLocal": "N"}),
    ],
)
def test_a_wait_is_followed_by_its_mark(road, amount, unit, properties):
    _, delay, mark, _ = road([{"kind": "delay", "id": "n1", "amount": amount, "unit": unit}])
    assert delay["Type"] == "DelayActivity"
    assert delay["Properties"] == {"Title": "Wait", "WriteToLog": "N"} | properties
    assert says(mark) == "n1"


def test_a_stop_is_marked_before_it_ends_everything(road):
    _, mark, stop, _ = road([{"kind": "stop", "id": "n1"}])
    assert says(mark) == "n1"
    assert (stop["Type"], stop["Properties"]["TerminateType"]) == ("TerminateActivity", "current")


def test_a_task_of_another_branch_is_left_to_our_robot_to_find(road, client_id):
    task = {"kind": "action", "id": "n3", "action": "create_task", "fields": {"title": "x"}}
    branch = {"kind": "branch", "id": "n2", "when": [{"field": "amount", "op": "empty"}], "steps": [task]}
    later = {"kind": "action", "id": "n4", "action": "add_comment", "fields": {"message": "{{TASK_ID}}"}}
    *_, comment, _ = road([{"kind": "choice", "id": "n1", "branches": [branch]}, later])
    assert comment["Type"] == activities.robot_type(client_id, "add_comment")
    assert comment["Properties"]["message"] == "{{TASK_ID}}"


def rows(road, *conditions, entity="CRM_DEAL", trigger="deal_won"):
    guard = road([comment(1)], list(conditions), trigger=trigger, entity=entity)[1]
    return guard["Children"][0]["Properties"]["fieldcondition"]


A = {"field": "amount", "op": "gt", "value": 1}
B = {"field": "title", "op": "contains", "value": "b"}
C = {"field": "company", "op": "not_empty"}
# A list of two texts could be read as a reference: a repeated third keeps it a list.
PAIR, BOTH = ["Document", "TITLE", "TITLE"], ["EXECUTING", "C1:EXECUTING", "C1:EXECUTING"]
ROW_A, ROW_B, ROW_C = ["OPPORTUNITY", ">", "1"], ["TITLE", "contain", "b"], ["COMPANY_ID", "!empty", ""]


@pytest.mark.parametrize(
    ("conditions", "wanted"),
    [
        ([A, B], [[*ROW_A, "0"], [*ROW_B, "0"]]),
        ([{"any": [[A], [B]]}], [[*ROW_A, "0"], [*ROW_B, "1"]]),
        ([{"any": [[A, B], [C]]}], [[*ROW_A, "0"], [*ROW_B, "0"], [*ROW_C, "1"]]),
        ([{"any": [[A], [B]]}, C], [[*ROW_A, "0"], [*ROW_C, "0"], [*ROW_B, "1"], [*ROW_C, "0"]]),
    ],
)
def test_conditions_become_an_or_of_and_groups_that_begins_with_0(road, conditions, wanted):
    assert rows(road, *conditions) == wanted


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ({"field": "amount", "op": "lte", "value": 10.5}, ["OPPORTUNITY", "<=", "10.5"]),
        ({"field": "amount", "op": "eq", "value": "30000"}, ["OPPORTUNITY", "=", "30000"]),
        ({"field": "currency", "op": "ne", "value": "GBP"}, ["CURRENCY_ID", "!=", "GBP"]),
        ({"field": "title", "op": "eq", "value": "{=A:B}"}, ["TITLE", "=", "{=Variable:TxtBrace}=A:B}"]),
        ({"field": "title", "op": "eq", "value": "{{COMPANY_TITLE}}"}, ["TITLE", "=", "{=Document:COMPANY.TITLE}"]),
        ({"field": "title", "op": "in", "value": ["Document", "TITLE"]}, ["TITLE", "in", PAIR]),
        ({"field": "stage", "op": "eq", "value": "In work"}, ["STAGE_ID", "in", BOTH]),
        ({"field": "stage", "op": "ne", "value": "In work"}, ["STAGE_ID", "!in", BOTH]),
        ({"field": "owner", "op": "eq", "value": "Anna Berg"}, ["ASSIGNED_BY_ID", "=", ["user_1"]]),
        ({"field": "assigned_by", "op": "empty"}, ["ASSIGNED_BY_ID", "empty", ""]),
        ({"field": "country", "op": "eq", "value": "Denmark"}, ["CONTACT.ADDRESS_COUNTRY", "=", "Denmark"]),
        ({"field": "CLOSED", "op": "eq", "value": "no"}, ["CLOSED", "=", "N"]),
        ({"field": "UF_CRM_X", "op": "gt", "value": 5}, ["UF_CRM_X", ">", "5"]),
        (
            {"field": "close date", "op": "gte", "value": "2026-01-01"},
            ["CLOSEDATE", ">=", '{{=dateadd(strtotime("2026-01-01"), "0d")}}'],
        ),
    ],
)  # fmt: skip
def test_a_comparison_becomes_a_row(road, condition, wanted):
    assert rows(road, condition) == [[*wanted, "0"]]


@pytest.mark.parametrize(
    "condition",
    [
        {"field": "lost_reason", "op": "eq", "value": "Timing"},
        {"field": "source", "op": "eq", "value": "Google Ads"},
        {"field": "amount", "op": "gt", "value": "many"},
        {"field": "amount", "op": "gt", "value": float("nan")},
        {"field": "stage", "op": "gt", "value": "Won"},
        {"field": "stage", "op": "eq", "value": "Nowhere"},
        {"field": "owner", "op": "eq", "value": "Jonas"},
        {"field": "close date", "op": "gt", "value": "one fine day"},
        {"field": "close date", "op": "ne", "value": "today"},
        {"field": "employees", "op": "gt", "value": 5},
        {"field": "currency", "op": "gt", "value": "EUR"},
        {"field": "CLOSED", "op": "eq", "value": "perhaps"},
        {"field": "title", "op": "in", "value": []},
        {"any": [[]]},
        {"any": [[A] * 30] * 10},
    ],
)
def test_a_condition_the_portal_cannot_check_is_refused(road, condition):
    with pytest.raises(PlanRejected):
        rows(road, condition)


def test_too_many_alternatives_are_refused_before_they_are_multiplied_out(road):
    with pytest.raises(PlanRejected, match="too many"):
        rows(road, *[{"any": [[A], [B]]}] * 40)


def test_records_that_cannot_host_templates_are_refused():
    with pytest.raises(PlanRejected):
        kind_of("TASK")
    assert entity_of(("crm", "Nope", "DEAL")) is None
