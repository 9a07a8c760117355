"""Several events at once, and many threads."""

import threading

import pytest


@pytest.mark.parametrize("answers", [True, False])
def test_the_first_event_of_a_listen_step_wins_and_the_others_are_dropped(desk, world, answers):
    robot = desk.node("EventDrivenActivity", {}, desk.robot(desk.register()), desk.note("answered"))
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1", "TimeoutDurationType": "h"})
    late = desk.node("EventDrivenActivity", {}, pause, desk.note("late"))
    run = desk.start(desk.node("ListenActivity", {}, robot, late), desk.note("after"))
    token = world.calls[0].event_token
    if answers:
        desk.engine.answer(token, {}, "log")
    world.advance(7200)
    desk.engine.answer(token, {}, "log")
    assert run.state == "done"
    assert desk.texts(run) == (["log", "answered", "after"] if answers else ["late", "after"])


def test_two_events_at_once_still_run_one_branch(desk):
    branches = [
        desk.node("EventDrivenActivity", {}, desk.node("DelayActivity", {"TimeoutTime": "now"}), desk.note(text))
        for text in ("one", "two")
    ]
    assert desk.texts(desk.start(desk.node("ListenActivity", {}, *branches))) == ["one"]


def test_empty_composites_and_steps_without_their_person_are_passed(desk, world):
    world.documents[desk.document_id]["ASSIGNED_BY_ID"] = ""
    run = desk.start(
        desk.node("ParallelActivity"),
        desk.node("ListenActivity"),
        desk.node("IfElseActivity"),
        desk.node("DelayActivity", {"TimeoutDuration": "1", "WriteToLog": "Y"}),
        desk.node("CrmTimelineCommentAdd", {"CommentText": "x"}),
        desk.node(
            "IMNotifyActivity", {"MessageUserFrom": "user_1", "MessageUserTo": "responsible_head", "MessageSite": "x"}
        ),
    )
    world.advance(1)
    assert (run.state, world.comments, world.notes) == ("done", [], [])
    assert desk.texts(run) == ["Paused until 11/20/2026 10:00:01 am", "No author or no text", "No recipient"]


def test_timers_and_answers_from_many_threads_never_run_a_workflow_twice_at_once(desk, world):
    lanes = []
    for index in range(6):
        count = desk.node("SetVariableActivity", {"VariableValue": {"N": "{{={=Variable:N}+1}}"}})
        robot = desk.robot(desk.register()) | {"Name": f"Robot{index}"}
        lanes.append(desk.node("SequenceActivity", {}, robot, count))
    run = desk.start(desk.node("ParallelActivity", {}, *lanes), desk.note("{=Variable:N}"), variables={"N": "0"})
    threads = [threading.Thread(target=desk.engine.answer, args=(call.event_token, {})) for call in world.calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (run.state, desk.texts(run)[-1]) == ("done", "6")
