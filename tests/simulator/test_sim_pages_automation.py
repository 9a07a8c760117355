"""The page where people put robots on stages: what its forms and its dragging send, and what comes of it."""

import html
import re

import pytest
import requests

from simulator.robots import type_of

DEALS = "/crm/deal/automation/0/"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
DAVID = {"simulator_user": "4"}
PROPERTIES = {
    "text": {"Name": {"en": "Text"}, "Type": "string", "Required": "Y"},
    "loud": {"NAME": "Loud", "TYPE": "bool", "DEFAULT": "N"},
    "way": {"Name": "Way", "Type": "select", "Options": {"sms": "By SMS", "mail": "By mail"}, "Default": "sms"},
    "who": {"Name": "Who", "Type": "user", "Multiple": "Y"},
    "lines": {"Name": "Lines", "Type": "text", "Multiple": "Y"},
}


@pytest.fixture
def put(app, submit, state):
    """Drop the robot on a stage, as the page's script does; its number."""

    def on(stage="EXECUTING", code="greet", path=DEALS):
        answer = submit(f"{path}add/", type=type_of(app.client_id, code), stage=stage)
        assert (answer.status_code, answer.headers["Location"]) == (303, path), answer.text
        return state()["stage_robots"][-1]["id"]

    return on


def move(app, number, stage):
    app.call("crm.item.update", entityTypeId=2, id=number, fields={"stageId": stage})


def test_a_dropped_robot_is_called_when_a_deal_comes_to_the_stage(app, listener, see, put):
    app.add_robot(USE_SUBSCRIPTION="N")
    assert "No installed app" not in see(DEALS).text
    put()
    move(app, 2, "EXECUTING")
    (call,) = listener.wait("/robot")
    assert (call["document_id"][2], call["use_subscription"]) == ("DEAL_2", "N")
    assert "Automation: EXECUTING" in see("/workflows/").text


def test_a_robot_in_leads_is_called_for_leads(app, listener, put):
    app.add_robot()
    put("IN_PROCESS", path="/crm/lead/automation/0/")
    app.call("crm.item.update", entityTypeId=1, id=1, fields={"stageId": "IN_PROCESS"})
    assert listener.wait("/robot")[0]["document_id"][2] == "LEAD_1"


def test_settings_are_what_the_robot_is_called_with(app, see, submit, state, put):
    app.add_robot(PROPERTIES=PROPERTIES)
    number = put()
    assert "Incomplete" in see(DEALS).text
    form = see(f"{DEALS}{number}/").text
    assert all(text in form for text in ("Text *", "By SMS", "David Moreau", "Responsible person", "Only if"))

    saved = submit(
        f"{DEALS}{number}/save/", value_text="About {=Document:TITLE}", value_loud="Y", value_way="mail",
        value_who=["user_4", "{=Document:ASSIGNED_BY_ID}"], value_lines="one\r\n\r\ntwo\r\n", waits="1", delay="2",
        delay_unit="h", condition_field="SOURCE_ID", condition_operator="=", condition_value="website",
    )  # fmt: skip
    assert (saved.status_code, saved.headers["Location"]) == (303, DEALS)
    (row,) = state()["stage_robots"]
    assert (row["delay_s"], row["condition"]) == (7200, [["SOURCE_ID", "=", "WEB"]])
    page = see(DEALS).text
    assert all(text in page for text in ("After 2 hours", "If Source is Website", "Waits for the answer", "By mail"))
    assert "Incomplete" not in page

    app.call("crm.item.update", entityTypeId=2, id=2, fields={"sourceId": "WEB", "assignedById": 5})
    move(app, 2, "EXECUTING")
    app.control("/_clock/advance", seconds=7201)
    (call,) = app.listener.wait("/robot")
    assert call["use_subscription"] == "Y"
    assert call["properties"] == {
        "text": "About Spring campaign", "loud": "Y", "way": "mail", "who": ["user_4", "user_5"],
        "lines": ["one", "two"],
    }  # fmt: skip


def test_the_form_shows_again_what_was_saved(app, see, submit, put):
    app.add_robot(PROPERTIES=PROPERTIES, USE_SUBSCRIPTION="Y")
    number = put()
    given = {"value_text": "x", "value_way": "{=Document:TYPE_ID}", "delay": "90", "delay_unit": "s",
             "condition_field": "ASSIGNED_BY_ID", "condition_operator": "!=",
             "condition_value": "david moreau"}  # fmt: skip
    submit(f"{DEALS}{number}/save/", **given)
    form = see(f"{DEALS}{number}/").text
    assert '<option value="{=Document:TYPE_ID}" selected>' in form
    assert 'name="delay" type="number" min="0" step="1" value="90"' in form
    assert 'value="David Moreau"' in form
    assert "checked disabled" in form, "the app has decided that the robot waits"
    assert "If Responsible is not David Moreau" in see(DEALS).text


@pytest.mark.parametrize(
    "given", [{"value_text": " "}, {"value_text": "x", "condition_field": "NOWHERE", "condition_operator": "="},
              {"value_text": "x", "condition_field": "TITLE", "condition_operator": "like"}],
)  # fmt: skip
def test_what_cannot_be_saved_is_refused_in_words(app, submit, state, put, given):
    app.add_robot(PROPERTIES=PROPERTIES)
    number = put()
    answer = submit(f"{DEALS}{number}/save/", **given)
    assert (answer.status_code, 'id="error"' in answer.text) == (400, True)
    assert state()["stage_robots"][0]["condition"] == []


def test_a_robot_is_moved_and_removed(app, submit, state, sim, put):
    app.add_robot()
    number = put("NEW")
    assert submit(f"{DEALS}{number}/move/", stage="EXECUTING").status_code == 303
    assert state()["stage_robots"][0]["stage_id"] == "EXECUTING"
    move(app, 2, "EXECUTING")
    assert len(app.listener.wait("/robot")) == 1
    assert submit(f"{DEALS}{number}/move/", stage="C1:NEW").status_code == 404

    submit(f"{DEALS}{number}/remove/")
    assert state()["stage_robots"] == []
    move(app, 3, "EXECUTING")
    assert sim.portal.queue.drain()
    assert len(app.listener.to("/robot")) == 1
    assert submit(f"{DEALS}{number}/remove/").status_code == 404


def test_only_administrators_change_the_automation(app, see, submit, state, put):
    app.add_robot()
    number = put()
    page = see(DEALS, cookies=DAVID)
    assert (page.status_code, "draggable" in page.text, "Only an administrator" in page.text) == (200, False, True)
    assert see(f"{DEALS}{number}/", cookies=DAVID).status_code == 403
    assert submit(f"{DEALS}add/", cookies=DAVID, type=type_of(app.client_id, "greet"), stage="NEW").status_code == 403
    for action in ("save", "move", "remove"):
        assert submit(f"{DEALS}{number}/{action}/", cookies=DAVID, stage="NEW").status_code == 403
    assert [row["stage_id"] for row in state()["stage_robots"]] == ["EXECUTING"]


@pytest.mark.parametrize(
    ("rules", "shown_in"),
    [
        ({"INCLUDE": [["crm", "CCrmDocumentDeal"]]}, (True, False)),
        ({"EXCLUDE": [["crm", "CCrmDocumentDeal", "DEAL"]]}, (False, True)),
        ({"INCLUDE": [["crm"]], "EXCLUDE": ["box"]}, (True, True)),
        ({"INCLUDE": ["box"]}, (False, False)),
        ({"INCLUDE": ["b24"]}, (True, True)),
        ({"EXCLUDE": ["b24"]}, (False, False)),
        ({"INCLUDE": [["tasks"], ["crm", "CCrmDocumentLead"]]}, (False, True)),
        ({}, (True, True)),
    ],
)
def test_a_filter_hides_a_robot_from_people(app, see, submit, rules, shown_in):
    app.add_robot(NAME="Wave", FILTER=rules)
    assert ("Wave" in see(DEALS).text, "Wave" in see("/crm/lead/automation/0/").text) == shown_in
    answer = submit(f"{DEALS}add/", type=type_of(app.client_id, "greet"), stage="NEW")
    assert answer.status_code == (303 if shown_in[0] else 404)


def test_robots_of_unfinished_installations_and_activities_are_not_offered(unfinished, see):
    unfinished.add_robot(NAME="Wave")
    assert "Wave" not in see(DEALS).text
    unfinished.finish()
    assert "Wave" in see(DEALS).text
    unfinished.call("bizproc.activity.add", CODE="act", HANDLER=f"{unfinished.listener.url}/a", NAME="Actor")
    assert "Actor" not in see(DEALS).text


def test_a_robot_that_is_gone_is_blocked_and_can_only_be_removed(app, see, submit, put):
    """Until it is registered again under the same code."""
    app.add_robot()
    number = put()
    app.control(f"/_apps/{app.client_id}/update", version=2)
    page = see(DEALS).text
    assert ("Blocked" in page, f'href="{DEALS}{number}/"' in page) == (True, False)
    assert see(f"{DEALS}{number}/").status_code == 409
    assert submit(f"{DEALS}{number}/move/", stage="NEW").status_code == 409
    app.add_robot()
    assert "Blocked" not in see(DEALS).text
    app.control(f"/_apps/{app.client_id}/update", version=3)
    assert submit(f"{DEALS}{number}/remove/").status_code == 303


def test_an_unpaid_apps_robots_are_marked(app, see):
    app.add_robot()
    app.control(f"/_apps/{app.client_id}/payment", expired=1)
    assert "the app is not paid for" in see(DEALS).text


def test_names_from_apps_never_become_markup(app, see, submit, put):
    declared = {"text": {"Name": HOSTILE, "Type": "string", "Description": HOSTILE},
                "way": {"Name": "Way", "Type": "select", "Options": {HOSTILE: HOSTILE},
                        "Default": HOSTILE}}  # fmt: skip
    app.add_robot(NAME=HOSTILE, DESCRIPTION=HOSTILE, PROPERTIES=declared)
    app.call(
        "placement.bind", PLACEMENT="CRM_DEAL_ROBOT_DESIGNER_TOOLBAR", HANDLER=f"{app.listener.url}/d", TITLE=HOSTILE
    )
    number = put()
    submit(f"{DEALS}{number}/save/", value_text=HOSTILE, condition_field="TITLE", condition_operator="=",
           condition_value=HOSTILE)  # fmt: skip
    for path in (DEALS, f"{DEALS}{number}/"):
        page = see(path).text
        assert HOSTILE in html.unescape(page)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_robots_of_a_stage_are_not_started_by_hand(app, see, submit, state, put):
    app.add_robot()
    put()
    assert 'name="template_id"' not in see("/crm/deal/details/1/").text
    (template,) = state()["templates"]
    assert submit("/crm/deal/details/1/start/", template_id=template["id"]).status_code == 404
    assert "when a record comes to its stage" in see("/workflows/").text


@pytest.mark.parametrize(
    ("code", "path", "options"),
    [
        ("CRM_DEAL_ROBOT_DESIGNER_TOOLBAR", "/crm/deal/automation/1/", {"URI": "/crm/deal/automation/1/"}),
        ("CRM_LEAD_ROBOT_DESIGNER_TOOLBAR", "/crm/lead/automation/0/", {"URI": "/crm/lead/automation/0/"}),
        ("CRM_DEAL_LIST_TOOLBAR", "/crm/deal/?category=1", {"URI": "/crm/deal/?category=1"}),
        ("CRM_LEAD_DETAIL_TOOLBAR", "/crm/lead/details/1/", {"ID": "1"}),
        ("LEFT_MENU", "/marketplace/menu/1/", {"URI": "/marketplace/menu/1/"}),
    ],
)
def test_apps_have_their_places_on_the_pages(app, see, code, path, options):
    app.call("placement.bind", PLACEMENT=code, HANDLER=f"{app.listener.url}/place", TITLE="Our place")
    page = html.unescape(see(path).text)
    assert "Our place" in page
    found = re.search(rf'data-placement="{code}" data-handler="([^"]*)" data-options="(.*?)" data-title', page)
    assert found
    assert (found[1], found[2]) == (f"{app.listener.url}/place", str(options).replace("'", '"'))


def test_each_handler_of_one_place_is_opened(sim, app):
    """Several may be bound; what was never bound is not opened."""
    for name in ("one", "two"):
        app.call("placement.bind", PLACEMENT="CRM_DEAL_LIST_TOOLBAR", HANDLER=f"{app.listener.url}/{name}", TITLE=name)

    def opened(name):
        card = {
            "client_id": app.client_id,
            "placement": "CRM_DEAL_LIST_TOOLBAR",
            "handler": f"{app.listener.url}/{name}",
        }
        return requests.post(f"{sim.portal_url}/_frame/open", json=card, timeout=10)

    assert opened("two").json()["url"].startswith(f"{app.listener.url}/two?")
    assert opened("one").json()["url"].startswith(f"{app.listener.url}/one?")
    assert opened("three").status_code == 404
