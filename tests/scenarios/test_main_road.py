"""Install → describe → publish → happen → answer, as the portal's own log tells it."""

import pytest

DEFAULT = (
    'When a deal is won, create a task "Send contract" for the responsible due in 2 days, '
    'send a chat message to the manager and add the tag "Won"'
)
LEAD = 'When a new lead is created, create a task for the manager and add a comment "New lead {{LEAD_NAME}}"'


def test_a_won_deal_gets_its_task_message_and_tag_and_the_trace_says_so(office):
    """
    The default sentence of the demo, from words to effects.
    """
    published = office.publish(office.bearer, DEFAULT)
    assert published.status == 201, published.text

    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    run = office.finished(office.bearer, published.json["workflow_id"])

    assert [row["TITLE"] for row in office.state("tasks")][-1] == "Send contract"
    assert len(office.state("messages")) == 1
    answers = office.log("bizproc.event.send")
    assert [row["status"] for row in answers] == [200]
    assert run["document"] == "DEAL_1"
    assert {row["seen"] for row in run["steps"]} == {"seen", "passed"}


def test_a_new_lead_starts_its_template_natively(office):
    """
    No event is needed and the app starts nothing; its marks still tell the run.
    """
    published = office.publish(office.bearer, LEAD)
    assert published.json["start"] == "native_create"

    office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Website enquiry", "assignedById": 4})
    office.finished(office.bearer, published.json["workflow_id"])

    assert "New lead Website enquiry" in str(office.state("comments"))
    assert office.log("bizproc.workflow.start") == []


@pytest.mark.parametrize(
    ("sentence", "later"),
    [
        ("When a deal is won, send a WhatsApp message to the client", ["send_whatsapp"]),
        ("Send an email to the client when their invoice is overdue", ["invoice_overdue"]),
    ],
)
def test_what_is_not_built_is_named_and_nothing_is_published(office, sentence, later):
    """
    It is understood, named, and refused before anything is sent.
    """
    assert office.read(office.bearer, sentence)["not_built"] == later

    refused = office.publish(office.bearer, sentence)

    assert (refused.status, refused.json["error"]) == (422, "not_built")
    assert office.log("bizproc.workflow.template.add") == []
    assert office.count("workflow") == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Create a follow-up task for the sales manager when a new lead is created",
        "Notify the sales team when a deal is lost and create a review task",
        "When a lead is converted, assign it to the sales manager",
    ],
)
def test_the_worked_examples_that_are_built_run_to_their_end(office, sentence):
    """
    Examples 2, 4 and 5 of the guide.
    """
    published = office.publish(office.bearer, sentence)
    assert published.status == 201, published.text

    trigger = office.read(office.bearer, sentence)["plan"]["trigger"]["name"]
    if trigger == "lead_created":
        office.user_does("crm.item.add", entityTypeId=1, fields={"title": "New", "assignedById": 4})
    elif trigger == "deal_lost":
        office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "LOSE"})
    else:
        office.user_does("crm.item.update", entityTypeId=1, id=1, fields={"stageId": "CONVERTED"})
    run = office.finished(office.bearer, published.json["workflow_id"])

    assert {row["seen"] for row in run["steps"]} == {"seen", "passed"}


def test_the_list_counts_runs_of_both_kinds(office):
    """
    Runs the app started and runs the portal started by itself.
    """
    for sentence in (DEFAULT, LEAD):
        office.publish(office.bearer, sentence)
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    for number in range(2):
        office.user_does("crm.item.add", entityTypeId=1, fields={"title": f"Lead {number}", "assignedById": 4})

    def counts():
        listed = office.fetch("GET", "/frame/workflows", office.bearer).json["workflows"]
        return {row["trigger"]: row["runs"] for row in listed}

    office.settle(lambda: counts() == {"deal_won": 1, "lead_created": 2})
