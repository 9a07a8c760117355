"""Workflows ask, people answer on the pages; and the pages know what waits in the queue."""

import html

import pytest

DEAL_1 = ["crm", "CCrmDocumentDeal", "DEAL_1"]
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
DAVID = {"simulator_user": "4"}
PAGE = "/tasks/workflow/"
FIELDS = [
    {"Name": "why", "Title": "Why is that?", "Type": "string", "Required": "1"},
    {"Name": "day", "Title": "Until when?", "Type": "date"},
    {"Name": "who", "Title": "Whose?", "Type": "user"},
    {"Name": "way", "Title": "How?", "Type": "select", "Options": {"a": "Fast", "b": "Cheap"}, "Default": "b"},
    {"Name": "notes", "Title": "Notes", "Type": "text", "Multiple": "1"},
]


@pytest.fixture
def ask(app, make_step):
    def start(kind="ApproveActivity", **properties):
        given = {"Users": ["user_4"], "Name": "May we?", "ApproveType": "all", **properties}
        number = app.add_template(make_step(kind, **given), NAME="Asking")
        return app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=DEAL_1)

    return start


def test_an_approval_on_the_page_resumes_the_workflow(ask, see, submit, state):
    ask(Description="For [b]this[/b] deal")
    page = see(PAGE, cookies=DAVID).text
    assert all(text in page for text in ("May we?", "For this deal", "Asking", "Workshop equipment", "Approve"))
    assert 'aria-label="1 to answer"' in see("/", cookies=DAVID).text
    assert "to answer" not in see("/").text, "Anna is not asked"

    answer = submit(f"{PAGE}1/answer/", cookies=DAVID, status="yes", comment="fine")
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert state()["workflows"][0]["state"] == "done"
    page = see(PAGE, cookies=DAVID).text
    assert ("Approved" in page, 'id="task-1"' in page, "to answer" in page) == (True, False, False)


def test_a_refusal_takes_the_other_branch(app, submit, state, see, make_step):
    said = {"yes": "Yes was said", "no": "No was said"}
    branches = [
        {**make_step("SequenceActivity", f"A1_{word}"),
         "Children": [make_step("SetFieldActivity", f"A2_{word}", FieldValue={"TITLE": text})]}
        for word, text in said.items()
    ]  # fmt: skip
    asking = make_step("ApproveActivity", "A3", Users=["user_1"], Name="May we?", ApproveType="any")
    number = app.add_template({**asking, "Children": branches})
    app.call("bizproc.workflow.start", TEMPLATE_ID=number, DOCUMENT_ID=DEAL_1)
    submit(f"{PAGE}1/answer/", status="no")
    assert state()["deals"][0]["title"] == "No was said"
    assert "Declined" in see(PAGE).text


def test_a_request_for_information_has_its_fields(ask, see, submit, state, app):
    ask("RequestInformationActivity", Users=["user_1"], RequestedInformation=FIELDS)
    page = see(PAGE).text
    assert all(
        text in page for text in ("Why is that? *", 'type="date"', "Fast", '<option value="b" selected>', "Save")
    )

    refused = submit(f"{PAGE}1/answer/", status="ok", value_way="a")
    assert (refused.status_code, "Why is that?" in refused.text) == (400, True)
    assert state()["workflows"][0]["state"] == "running"

    done = submit(f"{PAGE}1/answer/", status="ok", value_why="So", value_way="a", value_who="user_4",
                  value_notes="one\ntwo")  # fmt: skip
    assert done.status_code == 303
    assert state()["workflows"][0]["state"] == "done"


@pytest.mark.parametrize(
    ("kind", "buttons"),
    [
        ("ReviewActivity", (["ok"], "yes")),
        ("RequestInformationOptionalActivity", (["ok", "cancel"], "no")),
    ],
)
def test_each_kind_of_task_has_its_buttons(ask, see, submit, kind, buttons):
    words, wrong = buttons
    more = {"RequestedInformation": FIELDS[1:]} if "Request" in kind else {}
    ask(kind, Users=["user_1"], **more)
    page = see(PAGE).text
    assert all(f'name="status" value="{word}"' in page for word in words)
    assert submit(f"{PAGE}1/answer/", status=wrong).status_code == 400
    assert submit(f"{PAGE}1/answer/", status=words[-1]).status_code == 303
    assert "No workflow waits" in see(PAGE).text


def test_nobody_answers_for_another_or_twice(ask, see, submit, state):
    ask(Users=["user_4", "user_5"])
    assert "May we?" not in see(PAGE).text
    refused = submit(f"{PAGE}1/answer/", status="yes")
    assert (refused.status_code, "not yours" in refused.text) == (404, True)
    assert submit(f"{PAGE}1/answer/", cookies=DAVID, status="yes").status_code == 303
    assert 'aria-label="1 to answer"' not in see(PAGE, cookies=DAVID).text
    assert submit(f"{PAGE}1/answer/", cookies=DAVID, status="yes").status_code == 400
    assert state()["workflows"][0]["state"] == "running"


def test_what_workflows_ask_never_becomes_markup(ask, see):
    field = {"Name": "why", "Title": HOSTILE, "Type": "string", "Description": HOSTILE, "Default": HOSTILE}
    ask("RequestInformationActivity", Users=["user_1"], Name=HOSTILE, Description=HOSTILE, RequestedInformation=[field])
    page = see(PAGE).text
    assert HOSTILE in html.unescape(page)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_queued_workflow_is_shown_as_such_and_can_be_ended(sim, ask, see, submit, state):
    sim.portal.engine.waiting_limit = 1
    first, second = ask(), ask()
    assert [row["state"] for row in state()["workflows"]] == ["running", "queued"]
    assert ">Queued</span>" in see("/workflows/").text
    assert ">Queued</span>" in see("/crm/deal/details/1/").text
    assert "<b>2</b>running workflows" in see("/").text
    assert submit(f"/workflows/{second}/terminate/").status_code == 303
    assert [row["state"] for row in state()["workflows"]] == ["running", "terminated"]
    assert first
