"""The portal's pages for people: they show what is there, run nothing of it, and do what REST would do."""

import re

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PATHS = [
    "/", "/crm/deal/", "/crm/deal/?category=1", "/crm/deal/?category=9", "/crm/lead/", "/crm/deal/details/1/",
    "/crm/deal/details/1/?IFRAME=Y", "/crm/lead/details/1/", "/crm/deal/details/0/", "/crm/lead/details/0/", "/tasks/",
    "/tasks/?mine=1", "/messages/", "/notifications/", "/notifications/?mine=1", "/workflows/", "/apps/", "/log/",
    "/crm/deal/automation/0/", "/crm/deal/automation/1/", "/crm/lead/automation/0/", "/tasks/workflow/",
    "/log/?kind=rest", "/log/1/", "/static/portal.css", "/static/parent.js", "/static/icon.svg",
]  # fmt: skip
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
DAVID = {"simulator_user": "4"}


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers(see, path):
    see("/")  # the log has an entry
    assert see(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/crm/deal/details/99/",
        "/crm/lead/details/99/",
        "/log/999999/",
        "/marketplace/app/9/",
        "/marketplace/menu/1/",
        "/crm/deal/automation/9/",
        "/crm/lead/automation/1/",
        "/crm/deal/automation/0/1/",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(see, path):
    answer = see(path)
    assert (answer.status_code, "There is no" in answer.text) == (404, True)


def test_pages_of_a_portal_at_work_show_what_happened(sim, app, see, make_step):
    app.call("placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=f"{app.listener.url}/tab", TITLE="Our tab")
    app.call("tasks.task.add", fields={"TITLE": "Call back", "RESPONSIBLE_ID": 4, "UF_CRM_TASK": ["D_1"]})
    app.call("im.message.add", DIALOG_ID=4, MESSAGE="[b]Look[/b] at this")
    app.call("im.notify.system.add", USER_ID=4, MESSAGE="Deal won")
    app.call("crm.timeline.comment.add", fields={"ENTITY_TYPE": "deal", "ENTITY_ID": 1, "COMMENT": "Well done"})
    template = app.add_template(make_step(app.add_robot("greet", USE_SUBSCRIPTION="Y")), NAME="Greeting")
    app.call("bizproc.workflow.start", TEMPLATE_ID=template, DOCUMENT_ID=["crm", "CCrmDocumentDeal", "DEAL_1"])

    card = see("/crm/deal/details/1/").text
    assert all(text in card for text in ("Our tab", "Call back", "Well done", "Greeting", "CRM_DEAL_DETAIL_TAB"))
    assert "Call back" in see("/tasks/").text
    assert "Look at this" in see("/messages/").text
    assert "Deal won" in see("/notifications/").text
    workflows = see("/workflows/").text
    assert all(text in workflows for text in ("Greeting", ">Running</span>", "robot greet"))
    assert "1 automation rules, 1 placements" in see("/apps/").text
    assert "tasks.task.add" in see("/log/").text


def test_the_tab_of_an_unfinished_installation_is_not_shown(unfinished, see):
    unfinished.call(
        "placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=f"{unfinished.listener.url}/tab", TITLE="Our tab"
    )
    assert "Our tab" not in see("/crm/deal/details/1/").text


def test_titles_and_texts_never_become_markup(sim, app, see, submit):
    app.call("placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=f"{app.listener.url}/tab", TITLE=HOSTILE)
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"title": HOSTILE, "comments": HOSTILE})
    app.call("tasks.task.add", fields={"TITLE": HOSTILE, "RESPONSIBLE_ID": 4, "UF_CRM_TASK": ["D_1"]})
    app.call("im.message.add", DIALOG_ID=4, MESSAGE=HOSTILE)
    app.call("im.notify.system.add", USER_ID=4, MESSAGE=HOSTILE)
    app.call("crm.timeline.comment.add", fields={"ENTITY_TYPE": "deal", "ENTITY_ID": 1, "COMMENT": HOSTILE})
    app.add_template(NAME=HOSTILE)
    submit("/apps/", title=HOSTILE, client_id="x/<b>", client_secret="s", app_url="http://127.0.0.1:1/")

    for path in [*PATHS, f"/marketplace/app/{sim.portal.apps.cards[app.client_id].id}/"]:
        page = see(path)
        if page.headers["Content-Type"].startswith("text/html"):
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text


@given(title=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_is_shown_as_typed(sim, title):
    """Between the tags of the card's heading stands the escaped title, and nothing else does."""
    with sim.portal.lock:
        sim.portal.records.tables[2][1]["TITLE"] = title
    page = requests.get(f"{sim.portal_url}/crm/deal/details/1/", timeout=10)
    shown = re.search(r'<h1 id="title" data-live>([^<]*)</h1>', page.content.decode())
    assert shown
    assert not set("<>\"'").intersection(shown[1])


def test_the_card_shows_what_is_planned_and_what_was_sent(app, see):
    """Reminders, calls and letters stand in the timeline, with whom they are for and when they are due."""
    app.call("crm.activity.todo.add", ownerTypeId=2, ownerId=1, deadline="2027-03-04T10:00:00+00:00", title="Send it",
             description="The long one")  # fmt: skip
    app.call("crm.activity.add", fields={
        "OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 2, "SUBJECT": "Ask", "RESPONSIBLE_ID": 4, "DIRECTION": 2,
        "COMMUNICATIONS": [{"VALUE": "+4930", "ENTITY_ID": 1, "ENTITY_TYPE_ID": 3}], "COMPLETED": "Y",
    })  # fmt: skip
    page = see("/crm/deal/details/1/").text
    assert 'class="is-planned"><p>To do: Send it\nThe long one</p>' in page
    assert "due 4 Mar 2027, 10:00" in page
    assert 'class="is-done"><p>Call to +4930: Ask</p>' in page
    assert "Send it" not in see("/crm/deal/details/2/").text


def test_no_page_runs_what_it_did_not_bring(see):
    policy = see("/crm/deal/details/1/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


def test_a_click_on_a_stage_starts_what_rest_would_start(sim, app, state, submit, make_step):
    """The app's event comes, and a template that starts on change runs, both as the user who is signed in."""
    app.call("event.bind", event="ONCRMDEALUPDATE", handler=f"{app.listener.url}/events")
    app.add_template(make_step(app.add_robot("greet")), AUTO_EXECUTE="2")

    answer = submit("/crm/deal/details/1/stage/", stage="WON", cookies=DAVID)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/crm/deal/details/1/")
    (event,) = app.listener.wait("/events")
    assert (event["event"], event["data"]["FIELDS"]["ID"], event["auth"]["user_id"]) == ("ONCRMDEALUPDATE", "1", "4")
    assert len(app.listener.wait("/robot")) == 1
    assert [(row["document_id"][2], row["started_by"]) for row in state()["workflows"]] == [("DEAL_1", 4)]
    assert app.call("crm.item.get", entityTypeId=2, id=1)["item"]["stageId"] == "WON"


def test_a_stage_of_another_pipeline_is_refused_in_words(submit, state):
    answer = submit("/crm/deal/details/1/stage/", stage="C1:WON")
    assert (answer.status_code, "Invalid value of field" in answer.text) == (400, True)
    assert next(row for row in state()["deals"] if row["id"] == 1)["stageId"] == "EXECUTING"


def test_new_records_changed_fields_and_comments_are_saved(submit, state, see):
    added = submit("/crm/lead/add/", TITLE="Fair", NAME="Irina", PHONE="+49 30 1", ASSIGNED_BY_ID="4", SOURCE_ID="WEB")
    path = added.headers["Location"]
    lead = state()["leads"][-1]
    assert (path, lead["title"], lead["phone"]) == (f"/crm/lead/details/{lead['id']}/", "Fair", "+49 30 1")

    submit(f"{path}edit/", TITLE="Fair in Berlin", OPPORTUNITY="12.5")
    submit(f"{path}comment/", text="Called")
    page = see(path).text
    assert all(text in page for text in ("Fair in Berlin", "12.50 EUR", "Called", "Irina", "Website"))

    submit("/crm/deal/add/", TITLE="Big", CATEGORY_ID="1", CONTACT_ID="2", COMPANY_ID="")
    assert (state()["deals"][-1]["categoryId"], state()["deals"][-1]["stageId"]) == (1, "C1:NEW")


def test_a_template_is_started_by_hand(app, submit, state, make_step):
    number = app.add_template(make_step(app.add_robot("greet", USE_SUBSCRIPTION="Y")))
    assert submit("/crm/deal/details/2/start/", template_id=number).status_code == 303
    assert len(app.listener.wait("/robot")) == 1

    (run,) = state()["workflows"]
    assert submit(f"/workflows/{run['id']}/terminate/", cookies=DAVID).status_code == 403
    assert submit(f"/workflows/{run['id']}/terminate/").status_code == 303
    assert state()["workflows"][0]["state"] == "terminated"
    assert submit("/crm/lead/details/1/start/", template_id=number).status_code == 404


def test_a_task_is_completed(app, submit, state, see):
    app.call("tasks.task.add", fields={"TITLE": "Call", "RESPONSIBLE_ID": 4, "DEADLINE": "2020-01-01T10:00:00+00:00"})
    assert 'class="late"' in see("/tasks/").text
    submit("/tasks/1/complete/", cookies=DAVID)
    assert (state()["tasks"][0]["STATUS"], state()["tasks"][0]["CLOSED_BY"]) == ("5", 4)


def test_signing_in_as_somebody_else(submit, see):
    answer = submit("/sign-in/", user_id="5", back="/tasks/")
    assert (answer.headers["Location"], answer.cookies["simulator_user"]) == ("/tasks/", "5")
    assert '<option value="5" selected>' in see("/", cookies=answer.cookies).text
    assert submit("/sign-in/", user_id="6").status_code == 404, "who has left cannot sign in"
    assert '<option value="1" selected>' in see("/", cookies={"simulator_user": "6"}).text


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "/\\evil.example", "https://evil.example/"])
def test_a_form_leads_back_to_the_portal_only(submit, elsewhere):
    assert submit("/clock/", seconds="60", back=elsewhere).headers["Location"] == "/"


def test_a_form_of_another_site_is_refused(submit, state):
    answer = submit("/crm/deal/details/1/stage/", stage="WON", headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert next(row for row in state()["deals"] if row["id"] == 1)["stageId"] == "EXECUTING"


def test_pages_are_at_one_address(sim, see):
    """An app's frame checks the address of the page around it, so `localhost` leads to the portal's own."""
    answer = see("/tasks/?mine=1", headers={"Host": f"localhost:{sim.portal_url.rpartition(':')[2]}"})
    assert (answer.status_code, answer.headers["Location"]) == (307, f"{sim.portal_url}/tasks/?mine=1")


def test_the_clock_moves_on(submit, state):
    before = state()["now"]
    submit("/clock/", seconds="86400")
    assert state()["now"][:10] > before[:10]
    assert submit("/clock/", seconds="-5").status_code == 400


def test_looking_again_is_not_logged(sim, see):
    """Pages look again each second; a person's own visits are in the log."""
    see("/tasks/", headers={"X-Refresh": "1"})
    see("/messages/")
    assert [row["name"] for row in sim.portal.log.find(kind="page")] == ["/messages/"]


def card_of(state, client_id):
    """An app as the portal knows it."""
    return next(row for row in state()["apps"] if row["client_id"] == client_id)


def frame(sim, path, cookies=None, **body):
    """What the page's script asks of the portal."""
    answer = requests.post(f"{sim.portal_url}/_frame/{path}", json=body, timeout=10, cookies=cookies)
    return answer.status_code, answer.json()


def test_an_installation_in_the_browser(sim, published, see):
    """Opening installs, `setInstallFinish` finishes, then the same frame shows the app."""
    card = {"client_id": published.client_id, "placement": "DEFAULT"}
    assert frame(sim, "open", cookies=DAVID, **card)[0] == 403

    _, opening = frame(sim, "open", **card)
    assert opening["url"].startswith(f"{published.listener.url}/install?DOMAIN=127.0.0.1%3A")
    assert opening["name"] == f"{sim.domain}|0|{opening['sid']}"
    assert opening["origin"] == published.listener.url
    assert opening["form"]["PLACEMENT"] == "DEFAULT"
    assert (opening["init"]["INSTALL"], opening["init"]["FIRST_RUN"], opening["init"]["IS_ADMIN"]) == (True, True, True)
    assert "Installation not finished" in see("/apps/").text

    assert frame(sim, "message", sid=opening["sid"], command="setInstall", params={"install": True}) == (200, True)
    finished = frame(sim, "message", sid=opening["sid"], command="setInstallFinish")
    assert finished == (200, {"finished_now": True})

    _, main = frame(sim, "open", **card)
    assert main["url"].startswith(f"{published.listener.url}/app?")
    assert (main["init"]["INSTALL"], main["init"]["FIRST_RUN"]) == (False, False)
    number = sim.portal.apps.cards[published.client_id].id
    assert f'href="/marketplace/app/{number}/"' in see("/apps/").text
    assert see(f"/marketplace/app/{number}/").status_code == 200


def test_a_frame_is_its_users_own(sim, app):
    """Its messages are those of the user who opened it; what does not exist is refused."""
    card = {"client_id": app.client_id, "placement": "DEFAULT"}
    _, opening = frame(sim, "open", cookies=DAVID, **card)
    sid = opening["sid"]

    status, fresh = frame(sim, "message", cookies=DAVID, sid=sid, command="refreshAuth")
    assert status == 200
    assert fresh["AUTH_ID"] != opening["form"]["AUTH_ID"]
    assert frame(sim, "message", sid=sid, command="refreshAuth")[0] == 404, "Anna did not open it"
    assert frame(sim, "message", cookies=DAVID, sid=sid, command="setInstallFinish")[0] == 403
    assert frame(sim, "message", cookies=DAVID, sid=sid, command="dropTables")[0] == 404
    assert frame(sim, "message", sid="", command="refreshAuth")[0] == 404
    option = {"name": "view", "value": "wide"}
    assert frame(sim, "message", cookies=DAVID, sid=sid, command="setUserOption", params=option)[1] == {"view": "wide"}
    assert frame(sim, "message", cookies=DAVID, sid=sid, command="setAppOption", params=option)[0] == 403
    assert frame(sim, "open", **{**card, "placement": "CRM_DEAL_DETAIL_TAB"})[0] == 404


def test_a_placements_frame_knows_its_record(sim, app):
    app.call("placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=f"{app.listener.url}/tab?type=1", TITLE="Tab")
    _, opening = frame(sim, "open", client_id=app.client_id, placement="CRM_DEAL_DETAIL_TAB", options={"ID": "2"})
    assert opening["url"].startswith(f"{app.listener.url}/tab?type=1&DOMAIN=")
    assert opening["init"]["PLACEMENT_OPTIONS"]["ID"] == "2"
    assert opening["init"]["PLACEMENT_OPTIONS"]["URI"].startswith("/crm/deal/details/2/")


def test_update_and_uninstall_from_the_apps_page(sim, app, submit, state):
    app.add_robot("greet")
    path = f"/apps/{app.client_id}"
    assert submit(f"{path}/update/", cookies=DAVID).status_code == 403

    submit(f"{path}/update/")
    assert (card_of(state, app.client_id)["version"], state()["robots"]) == (2, [])
    app.call("event.bind", event="ONAPPUNINSTALL", handler=f"{app.listener.url}/events")
    submit(f"{path}/uninstall/", clean="1")
    assert app.listener.wait("/events")[0]["data"]["CLEAN"] == "1"
    assert card_of(state, app.client_id)["installed"] is False
    assert submit(f"{path}/uninstall/").status_code == 404


def test_a_card_of_ones_own_app(submit, see, state):
    card = {"title": "Mine", "client_id": "local.1", "client_secret": "s", "app_url": "http://127.0.0.1:9/app"}
    submit("/apps/", **card, scope="crm, task", install_url="")
    assert "Mine" in see("/apps/").text
    assert card_of(state, "local.1")["scope"] == ["crm", "task"]
    assert submit("/apps/", title="Nothing else").status_code == 400
