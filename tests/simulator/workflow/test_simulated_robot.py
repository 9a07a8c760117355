"""Robots inside templates: the call, the token, the answer, the time-out."""

import threading

import pytest

from simulator.workflow.activities.rest_robot import externalize, internalize


def test_a_waiting_robot_is_called_with_evaluated_properties_and_its_answer_moves_the_process(desk, world):
    robot = desk.robot(desk.register(), text="About {=Document:TITLE}", unknown="x", timeout=60, AuthUserId=["user_9"])
    run = desk.start(robot, desk.note("got {=Robot:state}, {=Robot:IsTimeout}"))
    call = world.calls[0]
    assert (call.properties, call.use_subscription, call.timeout_s) == ({"text": "About Roof"}, "Y", 60)
    assert (call.auth_user_id, call.workflow_id, call.document_id) == (9, run.id, desk.document_id)
    body, _, signature = call.event_token.rpartition(".")
    assert body.startswith(f"{run.id}|Robot|")
    assert len(body.split("|")[2]) == 32
    assert signature == world.sign(body)
    assert run.state == "running"
    assert desk.engine.answer(call.event_token, {"STATE": "paid", "other": "dropped"})
    assert (run.state, desk.texts(run)[-1]) == ("done", "got paid, 0")


def test_a_robot_that_does_not_wait_closes_at_once_and_its_late_answer_is_ignored(desk, world):
    run = desk.start(desk.robot(desk.register(), waits="N"), desk.note("[{=Robot:state}]"))
    assert (run.state, desk.texts(run)) == ("done", ["[]"])
    assert world.calls[0].use_subscription == "N"
    assert desk.engine.answer(world.calls[0].event_token, {"state": "late"})
    assert desk.texts(run) == ["[]"]


def test_a_robot_without_an_answer_times_out(desk, world):
    robot = desk.robot(desk.register(), timeout=2, TimeoutDurationType="h")
    run = desk.start(robot, desk.note("{=Robot:IsTimeout}[{=Robot:state}]"))
    world.advance(7199)
    assert run.state == "running"
    world.advance(1)
    assert (run.state, desk.texts(run)[-1]) == ("done", "1[]")
    assert desk.engine.answer(world.calls[0].event_token, {"state": "late"})


def test_without_a_time_out_a_robot_waits_for_ever(desk, world):
    run = desk.start(desk.robot(desk.register()))
    world.advance(10**8)
    assert run.state == "running"


def test_a_forged_token_is_refused_and_a_stale_one_silently_ignored(desk, world):
    run = desk.start(desk.robot(desk.register()))
    token = world.calls[0].event_token
    assert not desk.engine.answer(token[:-1] + ("0" if token[-1] != "0" else "1"), {})
    assert not desk.engine.answer("", {})
    assert not desk.engine.answer(token.replace("|Robot|", "|Other|"), {})
    other = f"{run.id}|Robot|{'x' * 32}"
    assert desk.engine.answer(f"{other}.{world.sign(other)}", {"state": "stale"})
    gone = f"nothing|Robot|{'x' * 32}"
    assert desk.engine.answer(f"{gone}.{world.sign(gone)}", {})
    assert run.state == "running"
    assert desk.engine.answer(token, {}, "done by hand")
    assert (run.state, desk.texts(run)) == ("done", ["done by hand"])


def test_the_second_answer_has_no_effect(desk, world):
    pause = desk.node("DelayActivity", {"TimeoutDuration": "1"})
    run = desk.start(desk.robot(desk.register()), pause, desk.note("{=Robot:state}"))
    token = world.calls[0].event_token
    assert desk.engine.answer(token, {"state": "first"})
    assert desk.engine.answer(token, {"state": "second"})
    world.advance(1)
    assert desk.texts(run)[-1] == "first"


def test_a_note_is_written_while_the_step_waits_and_refused_after(desk, world):
    run = desk.start(desk.robot(desk.register()))
    token = world.calls[0].event_token
    assert desk.engine.note(token, "half way")
    assert not desk.engine.note(token[:-2], "forged")
    assert desk.engine.answer(token, {})
    assert not desk.engine.note(token, "too late")
    assert desk.texts(run) == ["half way", "The application has answered"]


def test_an_unregistered_robot_imports_and_faults_at_its_step(desk):
    run = desk.start(desk.note("before"), desk.robot("rest_" + "0" * 32), desk.note("after"))
    assert (run.state, run.error, desk.texts(run)) == ("faulted", "activity not found", ["before"])


def test_an_answer_given_during_the_call_itself_is_taken_after_it(desk, world):
    world.on_call = lambda call: desk.engine.answer(call.event_token, {"state": "instant"})
    run = desk.start(desk.robot(desk.register()), desk.note("{=Robot:state}"))
    assert (run.state, desk.texts(run)[-1]) == ("done", "instant")


def test_answers_on_many_threads_move_the_process_once(desk, world):
    run = desk.start(desk.robot(desk.register()), desk.note("once"))
    token = world.calls[0].event_token
    threads = [threading.Thread(target=desk.engine.answer, args=(token, {"state": str(i)})) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert run.state == "done"
    assert desk.texts(run).count("once") == 1


def test_results_are_reset_in_each_round_of_a_loop(desk, world):
    answers = iter([{"state": "one"}, {}])
    world.on_call = lambda call: desk.engine.answer(call.event_token, next(answers))
    body = desk.node(
        "SequenceActivity",
        {},
        desk.robot(desk.register()),
        desk.note("[{=Robot:state}]"),
        desk.node("SetVariableActivity", {"VariableValue": {"N": "{{={=Variable:N}+1}}"}}),
    )
    loop = desk.node("WhileActivity", {"propertyvariablecondition": [["N", "<", "2", "0"]]}, body)
    run = desk.start(loop, variables={"N": "0"})
    assert [text for text in desk.texts(run) if text.startswith("[")] == ["[one]", "[]"]


def test_what_a_robot_returned_is_evaluated_when_it_is_read(desk, world):
    world.on_call = lambda call: desk.engine.answer(call.event_token, {"state": call.properties["text"]})
    kind = desk.register()
    run = desk.start(
        desk.robot(kind, text="{=Variable:Brace}=Document:COMMENTS}"),
        desk.note("{=Robot:state}"),
        variables={"Brace": "{"},
    )
    assert desk.texts(run)[-1] == "a secret"


def test_a_missing_property_takes_its_default_and_null_arrives_as_empty_text(desk, world):
    kind = desk.register(properties={"a": {"Type": "int", "Default": "5"}, "b": {"TYPE": "string"}, "Title": {}})
    desk.start(desk.robot(kind, waits="N", b="{=Variable:Nothing}"))
    assert world.calls[0].properties == {"a": 5, "b": ""}


def test_the_status_text_is_overwritten_unless_told_not_to(desk):
    kind = desk.register()
    assert desk.start(desk.node(kind, {"StatusMessage": "Asking"})).status == "Asking"
    assert desk.start(desk.node(kind, {})).status != ""
    assert desk.start(desk.robot(kind)).status == ""


def test_without_use_subscription_in_the_template_the_robots_own_value_counts(desk):
    kind = desk.register(use_subscription="Y")
    assert desk.start(desk.node(kind, {})).state == "running"
    assert desk.start(desk.node(desk.register("other"), {})).state == "done"


@pytest.mark.parametrize(
    ("value", "declared", "expected"),
    [
        ("5", {"TYPE": "int"}, 5),
        (None, {"TYPE": "int"}, ""),
        ("", {"TYPE": "int"}, ""),
        ("1.5", {"TYPE": "double"}, 1.5),
        ("1", {"TYPE": "bool"}, "Y"),
        ("N", {"TYPE": "bool"}, "N"),
        (["user_7", "user_9"], {"TYPE": "user"}, "user_7"),
        (["user_7", ["user_9"]], {"TYPE": "user", "MULTIPLE": "Y"}, ["user_7", "user_9"]),
        ("x", {"TYPE": "string", "MULTIPLE": "Y"}, ["x"]),
        ([], {"TYPE": "string"}, ""),
        (5, {}, "5"),
    ],
)
def test_values_go_out_by_the_declared_type(value, declared, expected):
    assert externalize(value, declared) == expected


@pytest.mark.parametrize(
    ("value", "declared", "expected"),
    [
        ("5 apples", {"TYPE": "int"}, 5),
        ("", {"TYPE": "int"}, ""),
        (False, {"TYPE": "bool"}, False),
        (0, {"TYPE": "string"}, 0),
        ("1.5", {"TYPE": "double"}, 1.5),
        (True, {"TYPE": "bool"}, "Y"),
        ("N", {"TYPE": "bool"}, "N"),
        ("7", {"TYPE": "user"}, "user_7"),
        ("nobody", {"TYPE": "user"}, "nobody"),
        (["a", 2], {"TYPE": "string", "MULTIPLE": "Y"}, ["a", "2"]),
        (["a", "b"], {"TYPE": "string"}, "a"),
        ("2026-11-20T10:00:00", {"TYPE": "datetime"}, "11/20/2026 10:00:00 am"),
        ("2026-11-20", {"TYPE": "date"}, "11/20/2026"),
        ("soon", {"TYPE": "date"}, "soon"),
        (12, {}, "12"),
    ],
)
def test_values_come_in_by_the_declared_type_and_falsy_ones_as_they_are(value, declared, expected):
    assert internalize(value, declared, None) == expected
