"""bizproc.task.*: workflows ask, people answer over REST."""

import pytest

DEAL_1 = ["crm", "CCrmDocumentDeal", "DEAL_1"]


@pytest.fixture
def ask(app, make_step):
    def start(kind="ApproveActivity", **properties):
        given = {"Users": ["user_4", "user_5"], "Name": "May we?", "ApproveType": "all", **properties}
        number = app.add_template(make_step(kind, **given))
        return app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=DEAL_1)

    return start


def test_a_task_is_listed_once_for_each_person(app, ask):
    workflow = ask()
    rows = app.call("bizproc.task.list", SELECT=["*"])
    assert [(row["USER_ID"], row["USER_STATUS"], row["STATUS"]) for row in rows] == [("4", "0", "0"), ("5", "0", "0")]
    row = rows[0]
    assert (row["WORKFLOW_ID"], row["DOCUMENT_ID"], row["DOCUMENT_NAME"]) == (workflow, "DEAL_1", "Workshop equipment")
    assert row["PARAMETERS"]["StatusYesLabel"]
    assert set(app.call("bizproc.task.list")[0]) == {
        "ENTITY", "DOCUMENT_ID", "ID", "WORKFLOW_ID", "DOCUMENT_NAME", "NAME", "DOCUMENT_URL",
    }  # fmt: skip


def test_people_see_their_own_tasks_and_heads_those_below(app, ask):
    ask()
    mine = app.as_user(4)
    assert len(mine.call("bizproc.task.list")) == 1
    assert mine.refused("bizproc.task.list", FILTER={"USER_ID": 5})[:2] == (403, "ACCESS_DENIED")
    assert len(app.as_user(3).call("bizproc.task.list", FILTER={"USER_ID": [4, 5]})) == 2
    assert app.as_user(7).call("bizproc.task.list") == []


def test_an_approval_is_done_when_all_have_answered(app, ask, state):
    ask()
    first, second = app.as_user(4), app.as_user(5)
    assert first.call("bizproc.task.complete", TASK_ID=1, STATUS="yes", COMMENT="fine") is True
    assert first.refused("bizproc.task.complete", TASK_ID=1, STATUS=1)[1] == "ERROR_TASK_COMPLETED"
    assert state()["workflows"][0]["state"] == "running"
    assert second.call("bizproc.task.complete", TASK_ID=1, STATUS=1) is True
    assert state()["workflows"][0]["state"] == "done"
    rows = app.call("bizproc.task.list", SELECT=["STATUS", "USER_STATUS"])
    assert rows == [{"STATUS": "1", "USER_STATUS": "1"}] * 2


def test_only_ones_own_task_can_be_done_even_by_an_administrator(app, ask):
    ask()
    assert app.refused("bizproc.task.complete", TASK_ID=1, STATUS=1)[1] == "ERROR_TASK_NOT_FOUND"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("ApproveActivity", "no", "ok"),
        ("ReviewActivity", "ok", "yes"),
        ("RequestInformationActivity", 3, 4),
        ("RequestInformationOptionalActivity", "cancel", 1),
    ],
)
def test_each_kind_of_task_has_its_own_answers(app, ask, kind, good, bad):
    more = {"RequestedInformation": [{"Name": "why", "Title": "Why", "Type": "string"}]} if "Request" in kind else {}
    ask(kind, Users=["user_1"], **more)
    assert app.refused("bizproc.task.complete", TASK_ID=1, STATUS=bad)[1:] == (
        "ERROR_TASK_VALIDATION",
        "incorrect STATUS",
    )
    assert app.call("bizproc.task.complete", TASK_ID=1, STATUS=good) is True


def test_required_answers_are_wanted(app, ask):
    field = {"Name": "why", "Title": "Why", "Type": "string", "Required": "1"}
    ask("RequestInformationActivity", Users=["user_1"], RequestedInformation=[field])
    (row,) = app.call("bizproc.task.list", SELECT=["PARAMETERS"])
    assert (row["PARAMETERS"]["Fields"][0]["Id"], row["PARAMETERS"]["Fields"][0]["Required"]) == ("why", True)
    assert app.refused("bizproc.task.complete", TASK_ID=1, STATUS=3)[1] == "ERROR_TASK_EXECUTION"
    assert app.call("bizproc.task.complete", TASK_ID=1, STATUS=3, FIELDS={"why": "because"}) is True


def test_a_delegated_task_is_somebody_elses(app, ask):
    ask(Users=["user_4"])
    given = {"TASK_IDS": [1], "FROM_USER_ID": 4, "TO_USER_ID": 5}
    assert app.as_user(5).refused("bizproc.task.delegate", **given)[:2] == (403, "ACCESS_DENIED")
    assert app.as_user(4).call("bizproc.task.delegate", **given) is True
    assert app.as_user(4).call("bizproc.task.list") == []
    assert app.as_user(5).call("bizproc.task.complete", TASK_ID=1, STATUS=2) is True


def test_the_form_says_what_the_step_says(app, ask):
    """native-activities.md, ApproveActivity: captions, comment and due date of the step are the task's."""
    ask(
        Users=["user_1"], TaskButton1Message="Go ahead", TaskButton2Message="", CommentLabelMessage="Your reason",
        CommentRequired="YR", OverdueDate="2027-01-02 10:00:00",
    )  # fmt: skip
    (row,) = app.call("bizproc.task.list", SELECT=["PARAMETERS", "OVERDUE_DATE"])
    form = row["PARAMETERS"]
    assert (form["StatusYesLabel"], form["StatusNoLabel"]) == ("Go ahead", "Decline")
    assert (form["CommentLabel"], form["CommentRequired"], form["ShowComment"]) == ("Your reason", "YR", "Y")
    assert row["OVERDUE_DATE"] == "2027-01-02T10:00:00+00:00"


@pytest.mark.parametrize(
    ("form", "status", "is_wanted"),
    [
        ("Y", "yes", True),
        ("YA", "yes", True),
        ("YA", "no", False),
        ("YR", "yes", False),
        ("YR", "no", True),
        ("N", "no", False),
        ("Y but hidden", "yes", False),
    ],
)
def test_a_comment_is_wanted_where_the_step_wants_it(app, ask, form, status, is_wanted):
    required, _, is_hidden = form.partition(" ")
    ask(Users=["user_1"], CommentRequired=required, ShowComment="N" if is_hidden else "Y")
    if is_wanted:
        assert app.refused("bizproc.task.complete", TASK_ID=1, STATUS=status)[1] == "ERROR_TASK_EXECUTION"
    assert app.call("bizproc.task.complete", TASK_ID=1, STATUS=status, COMMENT="so" if is_wanted else "") is True


@pytest.mark.parametrize(
    ("kind", "properties", "labels"),
    [
        ("ReviewActivity", {"TaskButtonMessage": "Seen"}, {"StatusOkLabel": "Seen"}),
        ("RequestInformationActivity", {"TaskButtonMessage": "Send"}, {"StatusOkLabel": "Send"}),
        (
            "RequestInformationOptionalActivity",
            {"TaskButtonMessage": "Send", "TaskButtonCancelMessage": "Not mine"},
            {"StatusOkLabel": "Send", "StatusCancelLabel": "Not mine"},
        ),
    ],
)
def test_buttons_are_called_as_the_step_calls_them(app, ask, kind, properties, labels):
    more = {"RequestedInformation": [{"Name": "why", "Title": "Why", "Type": "string"}]} if "Request" in kind else {}
    ask(kind, Users=["user_1"], **properties, **more)
    (row,) = app.call("bizproc.task.list", SELECT=["PARAMETERS"])
    assert row["PARAMETERS"].items() >= labels.items()


def test_the_open_task_of_a_terminated_workflow_is_gone(app, ask):
    app.call("bizproc.workflow.terminate", ID=ask(Users=["user_1"]), STATUS="Enough")
    assert app.call("bizproc.task.list") == []
    assert app.refused("bizproc.task.complete", TASK_ID=1, STATUS=1)[1] == "ERROR_TASK_NOT_FOUND"
