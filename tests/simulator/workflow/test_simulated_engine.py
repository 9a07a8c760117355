"""The engine on whole templates: order, waits, conditions, lanes, loops, ends."""

import pytest

from simulator.workflow.engine import StartRefused


def branch(desk, condition, *steps):
    return desk.node("IfElseBranchActivity", condition, *steps)


def test_a_sequence_runs_task_comment_and_message_in_order_and_ends(desk, world):
    run = desk.start(
        desk.node(
            "Task2Activity",
            {
                "Fields": {
                    "TITLE": "Send contract for {=Document:TITLE}",
                    "CREATED_BY": ["user_1"],
                    "RESPONSIBLE_ID": ["{=Document:ASSIGNED_BY_ID}"],
                    "DEADLINE": '{{=dateadd({=System:Now}, "2d")}}',
                    "AUDITORS": ["group_D5"],
                },
                "HoldToClose": "0",
            },
            name="Task",
        ),
        desk.node("CrmTimelineCommentAdd", {"CommentText": "Task {=Task:TaskId}", "CommentUser": ["author"]}),
        desk.node(
            "IMNotifyActivity",
            {"MessageUserFrom": "user_1", "MessageUserTo": ["responsible_head"], "MessageSite": "{=Document:TITLE}"},
        ),
    )
    assert run.state == "done"
    fields, document_id = world.tasks[0]
    assert fields["TITLE"] == "Send contract for Roof"
    assert (fields["CREATED_BY"], fields["RESPONSIBLE_ID"], fields["AUDITORS"]) == (1, 7, [7, 9])
    assert fields["DEADLINE"] == "2026-11-22T10:00:00+00:00"
    assert document_id == desk.document_id
    assert world.comments == [(7, "Task 1")]
    assert world.notes == [(None, [1], "Roof")]


def test_a_held_task_waits_until_it_is_closed(desk, world):
    fields = {"TITLE": "x", "CREATED_BY": "user_1", "RESPONSIBLE_ID": "user_7"}
    task = desk.node("Task2Activity", {"Fields": fields, "HoldToClose": "1"}, name="Task")
    run = desk.start(task, desk.note("closed by {=Task:ClosedBy}"))
    assert run.state == "running"
    desk.engine.signal("task:2", {"CLOSED_BY": 9})
    assert run.state == "running"
    desk.engine.signal("task:1", {"CLOSED_BY": 9})
    assert (run.state, desk.texts(run)) == ("done", ["closed by user_9"])


def test_a_task_for_nobody_is_not_created_and_the_process_goes_on(desk, world):
    fields = {"TITLE": "x", "CREATED_BY": "user_1", "RESPONSIBLE_ID": "user_99"}
    run = desk.start(desk.node("Task2Activity", {"Fields": fields, "HoldToClose": "0"}), desk.note("next"))
    assert world.tasks == []
    assert desk.texts(run)[-1] == "next"


def test_the_first_true_branch_runs_and_the_others_do_not(desk):
    run = desk.start(
        desk.node(
            "IfElseActivity",
            {},
            branch(desk, {"fieldcondition": [["STAGE_ID", "=", "WON", "0"]]}, desk.note("won")),
            branch(desk, {"fieldcondition": [["OPPORTUNITY", ">", "1000", "0"]]}, desk.note("big")),
            branch(desk, {"truecondition": "1"}, desk.note("else")),
        )
    )
    assert desk.texts(run) == ["big"]


def test_an_if_without_a_true_branch_is_passed(desk):
    never = branch(desk, {"fieldcondition": [["STAGE_ID", "=", "WON", "0"]]}, desk.note("won"))
    run = desk.start(desk.node("IfElseActivity", {}, never), desk.note("after"))
    assert desk.texts(run) == ["after"]


def test_a_delay_waits_for_the_clock(desk, world):
    run = desk.start(desk.node("DelayActivity", {"TimeoutDuration": "2", "TimeoutDurationType": "d"}), desk.note("on"))
    world.advance(2 * 86400 - 1)
    assert run.state == "running"
    world.advance(1)
    assert (run.state, desk.texts(run)) == ("done", ["on"])


@pytest.mark.parametrize("moment", ["{=Document:CLOSEDATE}", "soon", "11/20/2020", "1000000000"])
def test_a_delay_until_no_moment_or_a_past_one_passes_at_once(desk, moment):
    assert desk.start(desk.node("DelayActivity", {"TimeoutTime": moment})).state == "done"


@pytest.mark.parametrize(
    ("expression", "hours"),
    [
        ("{{=addworkdays({=System:Now}, 3)}}", 5 * 24),
        ('{{=workdateadd({=System:Now}, "2d4h")}}', 4 * 24 + 4),
        ('{{=strtotime("tomorrow 09:00")}}', 23),
        ('{{=strtotime("next monday 09:00")}}', 71),
        ('{{=dateadd({=System:Date}, if(intval(date("Hi"))<930, "9h30i", "1d9h30i"))}}', 23.5),
        ("{{=settime(addworkdays({=System:Now}, 1), 9, 0)}}", 71),
    ],
)
def test_delay_expressions_wait_as_long_as_the_table_says(desk, world, expression, hours):
    run = desk.start(desk.node("DelayActivity", {"TimeoutTime": expression}))
    world.advance(hours * 3600 - 1)
    assert run.state == "running"
    world.advance(1)
    assert run.state == "done"


def test_parallel_waits_for_all_lanes(desk, world):
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1", "TimeoutDurationType": "h"})
    run = desk.start(
        desk.node(
            "ParallelActivity",
            {},
            desk.node("SequenceActivity", {}, pause, desk.note("slow")),
            desk.node("SequenceActivity", {}, desk.note("fast")),
        ),
        desk.note("after"),
    )
    assert (run.state, desk.texts(run)) == ("running", ["fast"])
    world.advance(3600)
    assert (run.state, desk.texts(run)) == ("done", ["fast", "slow", "after"])


def test_terminate_in_a_lane_ends_everything(desk, world):
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1", "TimeoutDurationType": "h"})
    run = desk.start(
        desk.node(
            "ParallelActivity",
            {},
            desk.node("SequenceActivity", {}, pause, desk.note("never")),
            desk.node(
                "SequenceActivity", {}, desk.node("TerminateActivity", {"StateTitle": "Stopped"}), desk.note("no")
            ),
        ),
        desk.note("after"),
    )
    world.advance(7200)
    assert (run.state, run.status, desk.texts(run)) == ("terminated", "Stopped", [])


def test_while_counts_to_its_bound_with_a_pause_each_round(desk, world):
    body = desk.node(
        "SequenceActivity",
        {},
        desk.note("round {=Variable:Count}"),
        desk.node("DelayActivity", {"TimeoutDuration": "3", "TimeoutDurationType": "d"}),
        desk.node("SetVariableActivity", {"VariableValue": {"Count": "{{={=Variable:Count}+1}}"}}),
    )
    bound = {"object": "Variable", "field": "Count", "operator": "<", "value": "3", "joiner": "0"}
    run = desk.start(desk.node("WhileActivity", {"mixedcondition": [bound]}, body), variables={"Count": "0"})
    world.advance(9 * 86400 - 1)
    assert run.state == "running"
    world.advance(1)
    assert (run.state, desk.texts(run)) == ("done", ["round 0", "round 1", "round 2"])


def test_a_loop_without_a_pause_throws_after_1000_rounds(desk):
    loop = desk.node("WhileActivity", {"truecondition": "1"}, desk.node("SequenceActivity", {}, desk.note("x")))
    run = desk.start(loop)
    assert (run.state, desk.texts(run).count("x")) == ("faulted", 1000)


def test_only_the_first_child_of_a_loop_runs(desk):
    set_done = desk.node("SetVariableActivity", {"VariableValue": {"Done": "Y"}})
    loop = desk.node(
        "WhileActivity",
        {"propertyvariablecondition": [["Done", "!=", "Y", "0"]]},
        desk.node("SequenceActivity", {}, set_done),
        desk.node("SequenceActivity", {}, desk.note("second")),
    )
    assert desk.texts(desk.start(loop, variables={"Done": "N"})) == []


def test_for_each_gives_every_value_of_a_field(desk):
    body = desk.node("SequenceActivity", {}, desk.note("{=Each:Key} {=Each:Value}"))
    loop = desk.node("ForEachActivity", {"Variable": "OBSERVER_IDS", "Object": "Document"}, body, name="Each")
    assert desk.texts(desk.start(loop)) == ["0 user_7", "1 user_9"]


def test_for_each_skips_an_empty_list(desk):
    body = desk.node("SequenceActivity", {}, desk.note("x"))
    loop = desk.node("ForEachActivity", {"Variable": "Nothing", "Object": "Variable"}, body)
    assert desk.texts(desk.start(loop, desk.note("after"))) == ["after"]


def test_a_field_can_be_set_and_read_back(desk, world):
    change = {"FieldValue": {"STAGE_ID": "WON", "ASSIGNED_BY_ID": ["user_9"]}}
    run = desk.start(desk.node("SetFieldActivity", change), desk.note("{=Document:STAGE_ID > printable}"))
    assert desk.texts(run) == ["Deal won"]
    assert world.documents[desk.document_id]["ASSIGNED_BY_ID"] == ["user_9"]


def test_a_refused_change_shows_in_error_message_and_the_process_goes_on(desk, world):
    world.refusal = "Wrong stage"
    change = desk.node("SetFieldActivity", {"FieldValue": {"STAGE_ID": "C1:WON"}}, name="Move")
    assert desk.texts(desk.start(change, desk.note("!{=Move:ErrorMessage}"))) == ["Wrong stage", "!Wrong stage"]


def test_merging_keeps_the_values_of_a_multiple_field(desk, world):
    change = {"FieldValue": {"OBSERVER_IDS": ["user_1", "user_9"]}, "MergeMultipleFields": "Y"}
    desk.start(desk.node("SetFieldActivity", change))
    assert world.documents[desk.document_id]["OBSERVER_IDS"] == ["user_7", "user_9", "user_1"]


@pytest.mark.parametrize(
    ("way", "people", "expected"),
    [
        ("f", ["user_9", "user_1"], "user_9"),
        ("s", ["user_7", "user_9"], "user_9"),
        ("s", ["user_9", "user_7"], "user_9"),
        ("r", ["user_9"], "user_9"),
        ("f", ["user_7"], "user_7"),
        ("f", ["user_99"], "user_7"),
    ],
)
def test_the_responsible_person_is_chosen_by_the_getter_type(desk, world, way, people, expected):
    desk.start(desk.node("CrmChangeResponsibleActivity", {"Responsible": people, "GetterType": way}))
    assert world.documents[desk.document_id]["ASSIGNED_BY_ID"] == expected


def test_status_text_and_log_report(desk):
    run = desk.start(
        desk.node("SetStateTitleActivity", {"TargetStateTitle": "x" * 300}),
        desk.node("LogActivity", {"Text": "t", "SetVariable": "1"}, name="Kept"),
        desk.note("{=Kept:Report} {=Kept:Title}"),
    )
    assert len(run.status) == 255
    assert desk.texts(run) == ["t", "t LogActivity"]


def test_a_message_from_a_person_has_a_sender_and_one_to_nobody_is_not_sent(desk, world):
    base = {"MessageUserFrom": ["user_9"], "MessageSite": "hi"}
    desk.start(
        desk.node("IMNotifyActivity", base | {"MessageUserTo": ["user_7"], "MessageType": "2"}),
        desk.node("IMNotifyActivity", base | {"MessageUserTo": ["user_77"], "MessageType": "4"}),
    )
    assert world.notes == [(9, [7], "hi")]


def test_a_deactivated_node_is_skipped_with_everything_below(desk):
    off = desk.node("SequenceActivity", {}, desk.note("hidden"), Activated="N")
    assert desk.texts(desk.start(off, desk.note("seen"))) == ["seen"]


def test_type_names_ignore_case(desk):
    assert desk.texts(desk.start(desk.node("LOGactivity", {"Text": "x"}))) == ["x"]


def test_an_activity_that_is_not_built_faults_instead_of_pretending(desk):
    run = desk.start(desk.node("SaveHistoryActivity"), desk.note("no"))
    assert (run.state, run.error) == ("faulted", "not simulated yet: SaveHistoryActivity")
    assert desk.texts(run) == []


def test_duplicate_names_import_and_die_at_start(desk):
    with pytest.raises(StartRefused, match="DuplicateActivityName"):
        desk.start(
            desk.node("LogActivity", {"Text": "a"}, name="Same"), desk.node("LogActivity", {"Text": "b"}, name="Same")
        )


def test_an_empty_template_imports_and_cannot_start(desk, take):
    template = take({"TEMPLATE": []})
    with pytest.raises(StartRefused, match="empty"):
        desk.engine.start(template, desk.document_id, 1, {})


def test_an_error_inside_a_step_faults_the_process(desk, world):
    world.update_document = {}.__getitem__
    run = desk.start(desk.node("SetFieldActivity", {"FieldValue": {"TITLE": "x"}}))
    assert (run.state, run.error.split(":")[0]) == ("faulted", "TypeError")


def test_terminate_and_kill_from_outside(desk):
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1"}, name="P")
    first, second = desk.start(pause), desk.start(pause)
    assert desk.engine.terminate(first.id, "Stopped by hand")
    assert (first.state, first.status) == ("terminated", "Stopped by hand")
    assert desk.engine.running() == [second]
    assert desk.engine.kill(second.id)
    assert not desk.engine.terminate(first.id)
    assert not desk.engine.kill("nothing")
    assert len(desk.engine.instances()) == 2


def test_terminate_all_except_current_ends_the_twins_and_goes_on(desk):
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1"})
    twin = desk.start(pause)
    scope = {"TerminateType": "allExceptCurrentByDocumentAndTemplate"}
    run = desk.start(desk.node("TerminateActivity", scope), desk.note("alone"))
    assert (twin.state, run.state, desk.texts(run)) == ("terminated", "done", ["alone"])


def test_terminate_all_ends_the_twins_and_itself(desk):
    twin = desk.start(desk.node("DelayActivity", {"TimeoutDuration": "1"}))
    run = desk.start(desk.node("TerminateActivity", {"TerminateType": "allByDocumentAndTemplate"}))
    assert (twin.state, run.state) == ("terminated", "terminated")


def test_parameters_take_defaults_and_undeclared_ones_are_dropped(desk):
    show = desk.note("{=Template:A}{=Template:B}{=Template:C}{=Template:TargetUser}")
    run = desk.start(show, parameters={"A": "a", "B": "b"}, given={"B": "given", "C": "no"}, started_by=9)
    assert desk.texts(run) == ["agivenuser_9"]


def test_the_current_user_is_the_starter_until_the_first_pause(desk, world):
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1"})
    run = desk.start(desk.note("[{=User:ID}]"), pause, desk.note("[{=User:ID}]"), started_by=9)
    world.advance(1)
    assert desk.texts(run) == ["[user_9]", "[]"]


def test_the_workflow_id_looks_like_the_portals(desk):
    run = desk.start(desk.note("{=Workflow:id} {=Workflow:TemplateId}"))
    head, tail = run.id.split(".")
    assert (len(head), len(tail)) == (14, 8)
    assert desk.texts(run) == [f"{run.id} 3"]
