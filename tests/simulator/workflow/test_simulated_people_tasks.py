"""Approval, review and requests for information: who decides, what follows, what is returned."""

import pytest

from simulator.workflow.people_tasks import DONE, NO, TIMED_OUT, YES, TaskAnswer


@pytest.fixture
def ask(desk):
    """Start a workflow that asks users 1, 7 and 9, and answer for them."""

    def run(kind, properties, *said, people=("user_1", "user_7", "user_9")):
        base = {"Users": list(people), "Name": "Well?", "ApproveType": "all", "SetStatusMessage": "N"}
        lanes = [desk.node("SequenceActivity", {}, desk.note(text)) for text in ("first", "second")]
        step = desk.node(kind, base | properties, *lanes, name="Ask")
        started = desk.start(step, desk.note("after"), variables={"Reason": ""})
        for user_id, status in said:
            answer = TaskAnswer(user_id, status, "because", {"Reason": "{=Document:COMMENTS}", "Other": "x"})
            desk.engine.complete_task(1, answer)
        return started

    return run


APPROVED, REJECTED = ["first", "after"], ["second", "after"]
OPEN: list[str] = []


@pytest.mark.parametrize(
    ("properties", "said", "expected"),
    [
        ({"ApproveType": "any"}, [(7, YES)], APPROVED),
        ({"ApproveType": "any"}, [(7, NO)], REJECTED),
        ({}, [(1, YES), (7, YES)], OPEN),
        ({}, [(1, YES), (7, YES), (9, YES)], APPROVED),
        ({}, [(1, NO)], REJECTED),
        ({"ApproveWaitForAll": "Y"}, [(1, NO), (7, YES)], OPEN),
        ({"ApproveWaitForAll": "Y"}, [(1, NO), (7, YES), (9, YES)], REJECTED),
        ({"ApproveType": "vote", "ApproveMinPercent": "65"}, [(1, YES), (7, YES)], APPROVED),
        ({"ApproveType": "vote", "ApproveMinPercent": "66"}, [(1, YES), (7, YES)], OPEN),
        ({"ApproveType": "vote", "ApproveMinPercent": "66"}, [(1, YES), (7, YES), (9, NO)], REJECTED),
        ({"ApproveType": "vote", "ApproveMinPercent": "100"}, [(1, YES), (7, YES), (9, YES)], APPROVED),
        ({"ApproveType": "vote", "ApproveMinPercent": "50"}, [(1, NO), (7, NO)], REJECTED),
        ({}, [(5, NO), (1, YES), (1, NO)], OPEN),
    ],
)
def test_who_decides_an_approval(desk, ask, properties, said, expected):
    run = ask("ApproveActivity", properties, *said)
    assert desk.texts(run) == expected
    assert run.state == ("done" if expected else "running")


def test_an_approval_returns_counts_people_and_comments(desk, ask):
    run = ask("ApproveActivity", {"ApproveWaitForAll": "Y"}, (1, YES), (7, NO))
    step = desk.engine._runs[run.id].steps["Ask"].results
    assert (step["TaskId"], step["TotalCount"], step["VotedCount"], step["VotedPercent"]) == (1, 3, 2, 66)
    assert (step["ApprovedCount"], step["ApprovedPercent"], step["NotApprovedPercent"]) == (1, 33, 33)
    assert (step["UserApprovers"], step["Rejecters"], step["LastApprover"]) == (["user_1"], "Mia Manager", "user_7")
    assert step["Comments"] == "Ada Admin: because\nMia Manager: because"


def test_a_time_out_runs_the_rejected_sequence(desk, world, ask):
    run = ask(
        "ApproveActivity",
        {"TimeoutDuration": "1", "TimeoutDurationType": "d", "StatusMessage": "x", "SetStatusMessage": "Y"},
    )
    assert run.status == "x"
    world.advance(86400)
    assert desk.texts(run) == REJECTED
    assert desk.engine.tasks()[0].status == TIMED_OUT
    assert not desk.engine.complete_task(1, TaskAnswer(1, YES))


def test_the_time_out_of_an_answered_approval_does_nothing(desk, world, ask):
    run = ask("ApproveActivity", {"ApproveType": "any", "TimeoutDuration": "1"}, (1, YES))
    world.advance(10)
    assert desk.texts(run) == APPROVED


def test_an_approval_by_nobody_waits_for_ever(desk, world, ask):
    run = ask("ApproveActivity", {}, people=["user_99"])
    world.advance(10**8)
    assert (run.state, desk.texts(run)) == ("running", [])


@pytest.mark.parametrize(("way", "said"), [("any", [(7, DONE)]), ("all", [(1, DONE), (7, DONE), (9, DONE)])])
def test_a_review_ends_when_enough_people_have_read(desk, ask, way, said):
    assert desk.texts(ask("ReviewActivity", {"ApproveType": way}, *said[:-1])) == []
    desk.engine.complete_task(1, TaskAnswer(said[-1][0], DONE))
    assert desk.engine.instances()[0].state == "done"


FIELDS = {"RequestedInformation": [{"Name": "Reason", "Title": "Why", "Type": "text", "Required": "1"}]}


def test_an_answer_lands_in_the_step_and_in_a_variable_which_is_not_read_again(desk, ask):
    run = ask("RequestInformationActivity", FIELDS)
    assert desk.engine.tasks()[0].parameters["Fields"][0]["Title"] == "Why"
    live = desk.engine._runs[run.id]
    desk.engine.complete_task(1, TaskAnswer(7, DONE, "", {"Reason": "{=Document:COMMENTS}", "Other": "x"}))
    assert (run.state, desk.texts(run)) == ("done", ["after"])
    assert live.evaluate("{=Variable:Reason}") == "{=Document:COMMENTS}"
    assert live.evaluate("{=Ask:Reason}") == "a secret"
    assert "Other" not in live.variables


@pytest.mark.parametrize(
    ("cancel", "said", "expected"),
    [
        ("any", [(1, DONE)], APPROVED),
        ("any", [(1, NO)], REJECTED),
        ("all", [(1, NO), (7, NO)], OPEN),
        ("all", [(1, NO), (7, NO), (9, NO)], REJECTED),
    ],
)
def test_an_optional_request_may_be_declined(desk, ask, cancel, said, expected):
    run = ask("RequestInformationOptionalActivity", FIELDS | {"CancelType": cancel}, *said)
    assert desk.texts(run) == expected


def test_answers_to_unknown_or_foreign_tasks_are_refused(desk, ask):
    ask("ApproveActivity", {})
    assert not desk.engine.complete_task(99, TaskAnswer(1, YES))
    assert not desk.engine.complete_task(1, TaskAnswer(5, YES))
