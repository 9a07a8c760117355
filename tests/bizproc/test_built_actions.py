from __future__ import annotations

import hashlib

import pytest

from b24app.bizproc import activities
from b24app.bizproc.actions import build_action
from b24app.bizproc.build import build
from b24app.bizproc.documents import kind_of
from b24app.bizproc.target import Target
from b24app.errors import NotBuilt, PlanRejected
from b24app.plan.plan import Action, Plan
from b24app.plan.unbuilt import not_built
from b24app.plan.vocabulary import ACTIONS, TRIGGERS, Carrier, may_be_about
from b24app.workflows.publish import refuse_unregistered

ME = [{"kind": "responsible"}]
RESPONSIBLE = "{=Document:ASSIGNED_BY_ID}"
TRIGGER = {"CRM_DEAL": "deal_won", "CRM_LEAD": "lead_created"}


@pytest.fixture
def compile_steps(portal, client_id):
    """Build a plan of actions; gives the activities of the sequence without the marks at both ends."""

    def compiled(*actions, entity="CRM_DEAL"):
        steps = [
            {"kind": "action", "id": f"n{number}", "action": name, "fields": fields}
            for number, (name, fields) in enumerate(actions, 1)
        ]
        plan = Plan.model_validate({"entity": entity, "trigger": {"name": TRIGGER[entity]}, "steps": steps})
        return build(plan, portal, client_id, "v1").tree["TEMPLATE"][0]["Children"][1:-1]

    return compiled


def robot_type(code):
    return "rest_" + hashlib.md5(f"local.65a1b2c3d4e5f6.12345678@{code}".encode()).hexdigest()  # noqa: S324 - portal's


def test_a_task_has_the_shape_of_the_worked_one(compile_steps, worked):
    (task,) = compile_steps(
        ("create_task", {"title": "Prepare", "assignee": ME, "deadline": {"amount": 1, "unit": "days"}})
    )
    lane = worked["02_parallel_three_lanes_delay"]["tree"]["TEMPLATE"][0]["Children"][0]["Children"][0]
    accepted = lane["Children"][0]
    assert task["Properties"].keys() == accepted["Properties"].keys()
    assert task["Properties"]["Fields"] == accepted["Properties"]["Fields"] | {"TITLE": "Prepare"}
    assert task["Properties"]["HoldToClose"] == "0"
    assert task["Properties"]["AUTO_LINK_TO_CRM_ENTITY"] == "1"


@pytest.mark.parametrize(
    ("amount", "unit", "interval"),
    [(5, "minutes", "5i"), (4, "hours", "4h"), (2, "days", "2d"), (2, "weeks", "14d"), (3, "months", "3m")],
)
def test_a_deadline_counts_from_the_moment_the_step_runs(compile_steps, amount, unit, interval):
    (task,) = compile_steps(("create_task", {"title": "x", "deadline": {"amount": amount, "unit": unit}}))
    assert task["Properties"]["Fields"]["DEADLINE"] == f'{{{{=dateadd({{=System:Now}}, "{interval}")}}}}'


def test_a_task_for_nobody_in_particular_is_the_responsible_persons(compile_steps):
    (task,) = compile_steps(("create_task", {"title": "x"}))
    assert task["Properties"]["Fields"]["RESPONSIBLE_ID"] == [RESPONSIBLE]
    assert task["Properties"]["Fields"]["DEADLINE"] == ""


def test_the_first_person_of_a_task_is_responsible_and_the_others_take_part(compile_steps):
    people = [{"kind": "user", "name": "Anna"}, {"kind": "supervisor"}, {"kind": "creator"}]
    (task,) = compile_steps(("create_task", {"title": "x", "assignee": people, "priority": "High"}))
    fields = task["Properties"]["Fields"]
    assert fields["RESPONSIBLE_ID"] == ["user_1"]
    assert fields["ACCOMPLICES"] == ["responsible_head", "{=Document:CREATED_BY_ID}"]
    assert fields["PRIORITY"] == "2"


def test_a_notification_names_its_people_and_its_text(compile_steps):
    (step,) = compile_steps(
        ("send_notification", {"to": [{"kind": "group", "name": "sales team"}], "message": "{{DEAL_TITLE}} {=won}"})
    )
    assert step["Type"] == "IMNotifyActivity"
    assert step["Properties"]["MessageUserTo"] == ["group_D5"]
    assert step["Properties"]["MessageSite"] == "{=Document:TITLE} {=Variable:TxtBrace}=won}"


def test_a_comment_is_a_timeline_comment_with_the_records_values(compile_steps):
    (step,) = compile_steps(("add_comment", {"message": "New lead {{LEAD_NAME}}"}), entity="CRM_LEAD")
    assert step["Type"] == "CrmTimelineCommentAdd"
    assert step["Properties"]["CommentText"] == "New lead {=Document:TITLE}"


@pytest.mark.parametrize(
    ("people", "value"),
    [
        (ME, [RESPONSIBLE]),
        ([{"kind": "user", "name": "Anna Berg"}], ["user_1"]),
        ([{"kind": "supervisor"}], ["responsible_head"]),
    ],
)
def test_one_person_becomes_responsible_by_setting_the_field(compile_steps, people, value):
    (step,) = compile_steps(("assign_responsible", {"assignee": people}))
    assert step["Type"] == "SetFieldActivity"
    assert step["Properties"]["FieldValue"] == {"ASSIGNED_BY_ID": value}


def test_a_group_becomes_responsible_in_turn(compile_steps):
    (step,) = compile_steps(("assign_responsible", {"assignee": [{"kind": "group", "name": "Legal"}]}))
    assert step["Type"] == "CrmChangeResponsibleActivity"
    assert (step["Properties"]["Responsible"], step["Properties"]["GetterType"]) == (["group_D6"], "s")


def test_moving_a_deal_says_so_when_the_portal_refuses(compile_steps):
    moved, outcome = compile_steps(("move_stage", {"stage": "fresh"}))
    assert moved["Properties"]["FieldValue"] == {"STAGE_ID": "C1:NEW"}
    refused, rest = outcome["Children"]
    (row,) = refused["Properties"]["mixedcondition"]
    assert (row["object"], row["field"], row["operator"]) == (moved["Name"], "ErrorMessage", "!empty")
    assert [child["Type"] for child in refused["Children"]] == [robot_type("mark"), "IMNotifyActivity"]
    assert rest["Children"] == []


def test_moving_a_lead_sets_its_status(compile_steps):
    moved, _ = compile_steps(("move_stage", {"stage": "In progress"}), entity="CRM_LEAD")
    assert moved["Properties"]["FieldValue"] == {"STATUS_ID": "IN_PROCESS"}


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        ("amount", "500", {"OPPORTUNITY": "500"}),
        ("Title", "={{DEAL_TITLE}}", {"TITLE": "{=Variable:TxtEquals}{=Document:TITLE}"}),
        ("UF_CRM_1_NOTE", "x", {"UF_CRM_1_NOTE": "x"}),
        ("owner", "Jonas Krag", {"ASSIGNED_BY_ID": ["user_7"]}),
        ("stage", "New", {"STAGE_ID": "NEW"}),
    ],
)
def test_a_field_is_found_by_its_word_or_its_code(compile_steps, field, value, written):
    step = compile_steps(("update_field", {"field": field, "value": value}))[0]
    assert step["Type"] == "SetFieldActivity"
    assert step["Properties"]["FieldValue"] == written


@pytest.mark.parametrize(
    ("name", "fields", "values"),
    [
        ("send_bitrix_message", {"to": ME, "message": "Hi {{DEAL_TITLE}}"},
         {"to": [RESPONSIBLE], "message": "Hi {=Document:TITLE}"}),
        ("add_tag", {"tag": "Won"}, {"tag": "Won"}),
        ("webhook", {"url": "https://a.example/x", "method": "POST", "message": "{{DEAL_ID}}"},
         {"url": "https://a.example/x", "method": "POST", "message": "{=Document:ID}"}),
        ("webhook", {"url": "https://a.example/x"}, {"url": "https://a.example/x"}),
    ],
)  # fmt: skip
def test_a_robot_takes_the_actions_fields_and_does_not_hold_up_the_end(compile_steps, name, fields, values):
    (step,) = compile_steps((name, fields))
    assert step["Type"] == robot_type(name)
    settings = {
        "Title": ACTIONS[name].title,
        "SetStatusMessage": "N",
        "StatusMessage": "",
        "UseSubscription": "N",
        "TimeoutDuration": "0",
        "TimeoutDurationType": "s",
    }
    assert step["Properties"] == settings | values


@pytest.mark.parametrize(
    ("name", "fields", "hours"),
    [
        ("send_bitrix_message", {"to": ME, "message": "Hi"}, "1"),
        ("add_tag", {"tag": "Won"}, "1"),
        ("webhook", {"url": "https://a.example"}, "24"),
    ],
)
def test_a_robot_that_something_follows_is_waited_for_but_not_for_ever(compile_steps, name, fields, hours):
    robot, outcome, _ = compile_steps((name, fields), ("add_comment", {"message": "after"}))
    properties = robot["Properties"]
    assert properties["UseSubscription"] == "Y"
    assert (properties["TimeoutDuration"], properties["TimeoutDurationType"]) == (hours, "h")
    silent, failed, done = outcome["Children"]
    (late,), (error,) = silent["Properties"]["mixedcondition"], failed["Properties"]["mixedcondition"]
    assert (late["object"], late["field"], late["operator"], late["value"]) == (robot["Name"], "IsTimeout", "=", "1")
    assert (error["object"], error["field"], error["operator"]) == (robot["Name"], "error", "!empty")
    assert f"{{={robot['Name']}:error}}" in failed["Children"][1]["Properties"]["MessageSite"]
    assert [branch["Children"][0]["Properties"]["node"] for branch in (silent, failed)] == ["n1:timeout", "n1:error"]
    assert done["Properties"]["truecondition"] == "1"
    assert done["Children"] == []


def test_a_text_may_name_the_task_created_before_it(compile_steps):
    task, first = compile_steps(
        ("create_task", {"title": "Call {{CONTACT_NAME}}"}),
        ("add_comment", {"message": "{{TASK_TITLE}} is task {{TASK_ID}}"}),
    )
    assert first["Properties"]["CommentText"] == (
        "Call {=Document:CONTACT.NAME} {=Document:CONTACT.LAST_NAME} is task " + f"{{={task['Name']}:TaskId}}"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-12-24", '{{=strtotime("2026-12-24 09:00")}}'),
        ("{{CURRENT_DATE}}", "{=System:Date}"),
        ("in 30 days", '{{=dateadd({=System:Now}, "30d")}}'),
    ],
)
def test_a_date_field_is_set_to_a_moment_and_read_back_as_it_was_told(compile_steps, value, written, client_id):
    (step,) = compile_steps(("update_field", {"field": "close date", "value": value}))
    assert step["Properties"]["FieldValue"] == {"CLOSEDATE": written}
    assert step["Properties"].get("EditorComment", value) == value


REFUSED = {
    "a client as employee": ("create_task", {"title": "x", "assignee": [{"kind": "client"}]}, "client"),
    "a role": ("send_notification", {"to": [{"kind": "role", "name": "controller"}], "message": "x"}, "controller"),
    "an address": ("send_notification", {"to": [{"kind": "address", "value": "a@b.c"}], "message": "x"}, "a@b.c"),
    "an unknown person": ("create_task", {"title": "x", "assignee": [{"kind": "user", "name": "Zoe"}]}, "Zoe"),
    "two people": ("create_task", {"title": "x", "assignee": [{"kind": "user", "name": "Jonas"}]}, "several people"),
    "an unknown group": ("create_task", {"title": "x", "assignee": [{"kind": "group", "name": "Ops"}]}, "Ops"),
    "an unknown stage": ("move_stage", {"stage": "Nowhere"}, "Nowhere"),
    "a stage of two pipelines": ("move_stage", {"stage": "In work"}, "Several pipelines"),
    "an unknown field": ("update_field", {"field": "shoe size", "value": "9"}, "shoe size"),
    "a read-only field": ("update_field", {"field": "ID", "value": "9"}, "cannot be set"),
    "a dotted field": ("update_field", {"field": "country", "value": "Denmark"}, "cannot be set"),
    "a forged field code": ("update_field", {"field": "UF_CRM_X}{=A:B", "value": "9"}, "no field"),
    "no person": ("send_notification", {"message": "x"}, "for whom"),
    "a list value": ("update_field", {"field": "source", "value": "Web"}, "by their code"),
    "no comment text": ("add_comment", {}, "message"),
    "a date that is none": ("update_field", {"field": "close date", "value": "soonish"}, "neither a time nor a date"),
    "no number": ("update_field", {"field": "amount", "value": "a lot"}, "is a number"),
    "a deadline in words": ("create_task", {"title": "x", "deadline": "one fine day"}, "one fine day"),
    "an unknown priority": ("create_task", {"title": "x", "priority": "purple"}, "purple"),
}


@pytest.mark.parametrize(("name", "fields", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_what_the_portal_cannot_do_is_refused_with_the_node_and_in_plain_words(compile_steps, name, fields, words):
    with pytest.raises(PlanRejected, match=words) as refused:
        compile_steps((name, fields))
    assert refused.value.node_id == "n1"


@pytest.mark.parametrize(
    ("name", "fields", "choices"),
    [
        ("create_task", {"title": "x", "assignee": [{"kind": "user", "name": "Jonas"}]}, ("Jonas Krag", "Jonas Lind")),
        ("move_stage", {"stage": "In work"}, ("EXECUTING", "C1:EXECUTING")),
        ("move_stage", {"stage": "Nowhere"}, ("New", "Won", "In work", "Fresh")),
        (
            "send_notification",
            {"to": [{"kind": "group", "name": "Ops"}], "message": "x"},
            ("Sales", "Legal department"),
        ),
    ],
)
def test_a_refusal_offers_what_could_be_meant(compile_steps, name, fields, choices):
    with pytest.raises(PlanRejected) as refused:
        compile_steps((name, fields))
    assert refused.value.choices == choices


def test_two_departments_of_one_name_are_a_question(portal, client_id):
    twice = portal.model_copy(update={"departments": (*portal.departments, portal.departments[0])})
    steps = [{"kind": "action", "id": "n1", "action": "create_task",
              "fields": {"title": "x", "assignee": [{"kind": "group", "name": "Sales"}]}}]  # fmt: skip
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps})
    with pytest.raises(PlanRejected, match="several departments"):
        build(plan, twice, client_id, "v1")


def test_every_action_can_be_compiled_and_what_cannot_be_published_yet_is_named(portal, client_id):
    """
    A compiled template may call robots that come later; publishing refuses those by name.
    """
    fields = {
        "to": ME,
        "assignee": ME,
        "stage": "New",
        "field": "title",
        "value": "x",
        "tag": "x",
        "url": "https://a.example",
        "message": "x",
    }
    for name, word in ACTIONS.items():
        given = {field: fields[field] for field, told in word.fields.items() if told.required or field == "message"}
        given |= {"to": [{"kind": "client"}]} if name == "send_sms" else {}
        step = {"kind": "action", "id": "n1", "action": name, "fields": given}
        plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [step]})
        template = build(plan, portal, client_id, "v1")
        called = activities.robots_of(template.tree, client_id) - {"mark"}
        assert called == (set() if word.carrier is Carrier.NATIVE else {name})
        assert not_built(plan) == ((name,) if word.carrier is Carrier.LATER else ())
        if word.carrier is Carrier.LATER:
            with pytest.raises(NotBuilt, match=name):
                refuse_unregistered(template, client_id)
        else:
            refuse_unregistered(template, client_id)


def test_every_trigger_can_be_compiled_on_every_record_it_may_be_about(portal, client_id):
    step = {"kind": "action", "id": "n1", "action": "send_notification", "fields": {"to": ME, "message": "x"}}
    for name in TRIGGERS:
        for entity in ("CRM_LEAD", "CRM_DEAL", "CRM_CONTACT", "CRM_COMPANY", "CRM_QUOTE", "CRM_INVOICE", "DYNAMIC_177"):
            if may_be_about(name, entity):
                plan = Plan.model_validate({"entity": entity, "trigger": {"name": name}, "steps": [step]})
                assert build(plan, portal, client_id, "v1").document_type == kind_of(entity).type


def test_a_trigger_of_another_record_is_refused(portal, client_id):
    step = {"kind": "action", "id": "n1", "action": "add_comment", "fields": {"message": "x"}}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "lead_created"}, "steps": [step]})
    with pytest.raises(PlanRejected):
        build(plan, portal, client_id, "v1")


def test_only_allowed_types_can_be_made():
    for kind in ("CodeActivity", "codeactivity", "cbpcodeactivity", "WebHookActivity", "rest_x", "rest_" + "g" * 32):
        with pytest.raises(ValueError, match="not allowed"):
            activities.node(kind, "A1", {})
    with pytest.raises(ValueError, match="no robot"):
        activities.robot_type("local.a.b", "delete_everything")


MOVE = Action.model_validate({"id": "n1", "action": "move_stage", "fields": {"stage": "Paid"}})


def test_an_invoice_that_stayed_where_it_was_is_noticed_by_its_stage(portal, client_id):
    """The portal tells no error there (compile-map.md, `update_field`)."""
    target = Target("CRM_INVOICE", portal, client_id, "v1")
    moved, outcome = build_action(MOVE, target, None, more=False).activities
    assert moved["Properties"]["FieldValue"] == {"STAGE_ID": "DT31_2:P"}
    assert outcome["Children"][0]["Properties"]["fieldcondition"] == [["STAGE_ID", "!=", "DT31_2:P", "0"]]


def test_a_record_without_stages_cannot_be_moved(portal, client_id):
    with pytest.raises(PlanRejected, match="cannot be done"):
        build_action(MOVE, Target("CRM_CONTACT", portal, client_id, "v1"), None, more=False)


def steps_of(client_id, portal, *steps, entity="CRM_DEAL"):
    numbered = [{"kind": "action", "id": f"n{number}", **step} for number, step in enumerate(steps, 1)]
    plan = Plan.model_validate({"entity": entity, "trigger": {"name": TRIGGER[entity]}, "steps": numbered})
    return build(plan, portal, client_id, "v1").tree["TEMPLATE"][0]["Children"][1:-1]


def test_a_step_on_another_record_goes_through_our_robot_which_is_told_which(portal, client_id):
    moved, *_ = steps_of(client_id, portal, {"action": "move_stage", "on": "lead", "fields": {"stage": "In progress"}})
    assert moved["Type"] == robot_type("move_stage")
    assert (moved["Properties"]["on"], moved["Properties"]["stage"]) == ("lead", "IN_PROCESS")


def test_a_step_may_work_on_what_an_earlier_one_created(portal, client_id):
    created, _, assigned = steps_of(
        client_id,
        portal,
        {"action": "create_deal", "fields": {"title": "x"}},
        {"action": "assign_responsible", "on": "n1", "fields": {"assignee": [{"kind": "user", "name": "Anna"}]}},
    )
    assert created["Properties"]["UseSubscription"] == "Y"
    assert assigned["Type"] == robot_type("assign_responsible")
    assert assigned["Properties"]["on"] == f"deal:{{={created['Name']}:id}}"
    assert assigned["Properties"]["assignee"] == ["user_1"]


def test_a_later_step_updates_the_task_of_an_earlier_one(portal, client_id):
    task, updated = steps_of(
        client_id,
        portal,
        {"action": "create_task", "fields": {"title": "x"}},
        {"action": "update_task", "fields": {"field": "priority", "value": "high"}},
    )
    assert updated["Properties"]["task_id"] == f"{{={task['Name']}:TaskId}}"
    assert (updated["Properties"]["field"], updated["Properties"]["value"]) == ("priority", "high")


def test_a_result_of_a_step_that_has_not_run_is_refused(portal, client_id):
    with pytest.raises(PlanRejected, match="has not run"):
        steps_of(client_id, portal, {"action": "add_comment", "on": "n7", "fields": {"message": "x"}})
    with pytest.raises(PlanRejected, match="leaves no record"):
        steps_of(
            client_id,
            portal,
            {"action": "add_comment", "fields": {"message": "x"}},
            {"action": "add_comment", "on": "n1", "fields": {"message": "x"}},
        )
