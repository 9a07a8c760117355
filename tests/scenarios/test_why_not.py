"""Why a workflow did not run, or why that is not known: reasons that lie with the portal, the network or the app."""

import re
from pathlib import Path

from b24app.plan.plan import Plan
from b24app.portals import rows as portals
from b24app.workflows.why import Reason
from tests.scenarios.test_why import NATIVE, TAG, publish, why, win

HERE = Path(__file__).parent
COMMENT = 'When a deal is won, add a comment "Won"'


def new_lead(office):
    return office.user_does("crm.item.add", entityTypeId=1, fields={"title": "Ada"})["item"]["id"]


def designer(office, workflow_id, method, **params):
    """Somebody changes the template in the portal's designer."""
    rows = office.fetch("GET", "/frame/workflows", office.bearer).json["workflows"]
    template_id = next(row["template_id"] for row in rows if row["id"] == workflow_id)
    with office.services.engine.begin() as connection:
        portal = portals.named(connection, "")
    office.services.client.call(portal, f"bizproc.workflow.template.{method}", {"ID": template_id, **params})


def test_a_trigger_that_a_portal_keeps_no_record_of(office):
    note = {"kind": "action", "id": "n1", "action": "add_comment", "fields": {"message": "x"}}
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_updated"}, "steps": [note]}).dump()
    draft = {"description": "…", "plan": plan, "name": "On changes"}
    workflow_id = office.fetch("POST", "/frame/drafts", office.bearer, draft).json["id"]

    told = why(office, workflow_id)

    assert told["verdict"] == "not_recorded"
    assert "the portal keeps no record of when a deal is updated" in told["text"]


def started_against(office, **fault):
    """A workflow that was due, and whose start the portal met with that fault."""
    workflow_id = publish(office, TAG)
    office.control("/_fault", {"match": "bizproc.workflow.start", **fault})
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    office.settle(lambda: len(office.log("bizproc.workflow.start")) > 0)
    return workflow_id


def test_a_portal_that_is_busy_is_asked_again(office):
    told = why(office, started_against(office, kind="503", times=9))

    assert told["verdict"] == "about_to_start"
    assert "The last answer of the portal was" in told["text"]


def test_an_answer_that_got_lost_is_a_doubt(office):
    told = why(office, started_against(office, kind="reset", times=1))

    assert told["verdict"] == "doubtful"
    assert "so that nothing is done twice" in told["text"]


def test_it_was_started_and_every_report_got_lost(office):
    workflow_id = publish(office, COMMENT)
    office.control("/_fault", {"match": "mark", "kind": "drop", "times": 99})
    win(office)

    told = why(office, workflow_id)

    assert told["verdict"] == "not_seen"
    assert "no step of it has reported" in told["text"]


def test_the_template_was_removed_in_the_portal(office):
    workflow_id = publish(office, NATIVE)
    designer(office, workflow_id, "delete")

    told = why(office, workflow_id, new_lead(office))

    assert told["verdict"] == "template_gone"
    assert told["text"].endswith("Publish it again.")


def test_its_start_was_turned_off_in_the_designer(office):
    workflow_id = publish(office, NATIVE)
    designer(office, workflow_id, "update", FIELDS={"AUTO_EXECUTE": "0"})

    told = why(office, workflow_id, new_lead(office))

    assert told["verdict"] == "turned_off"
    assert "Pause and resume it here" in told["text"]
    for verb in ("pause", "resume"):
        office.fetch("POST", f"/frame/workflows/{workflow_id}/{verb}", office.bearer, {})
    lead = new_lead(office)
    office.quiet()
    assert why(office, workflow_id, lead)["verdict"] == "ran"


def test_the_portal_started_it_by_itself_and_no_report_came(office):
    workflow_id = publish(office, NATIVE)
    office.control("/_fault", {"match": "mark", "kind": "drop", "times": 99})

    told = why(office, workflow_id, new_lead(office))

    assert told["verdict"] == "missed"
    assert "should have started it by itself" in told["text"]


def test_the_portal_refused_when_the_app_looked(office):
    workflow_id = publish(office, TAG)
    office.user_does("crm.item.update", entityTypeId=2, id=1, fields={"stageId": "WON"})
    refusal = '"error":"ERROR_CORE","error_description":"Out of order","x"'
    fault = {"match": "crm.stagehistory.list", "kind": "replace", "times": 1, "find": '"result"', "put": refusal}
    office.control("/_fault", fault)
    office.quiet()

    told = why(office, workflow_id)

    assert told["verdict"] == "refused"
    assert "when the app looked, the portal answered with an error" in told["text"]


def test_every_verdict_is_documented_and_has_a_scenario():
    codes = set(re.findall(r"`(\w+)`", (Reason.__doc__ or "").partition("Verdicts of a run:")[2]))
    table = (HERE.parents[1] / "docs/workflows.md").read_text(encoding="utf-8").partition("| verdict |")[2]
    documented = {code for row in re.findall(r"(?m)^\| (`.*?) \|", table) for code in re.findall(r"`(\w+)`", row)}
    scenarios = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    proved = set(re.findall(r'(?:\["verdict"\]|"verdict"\], told\["text"\]\)) == \(?"(\w+)"', scenarios))

    assert codes == documented
    assert codes - proved == set()
