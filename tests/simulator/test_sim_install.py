"""Installing, finishing, updating and removing an app, and the pages the portal opens."""

import json

import pytest


def test_an_administrator_sees_the_installer_page_until_the_installation_is_finished(published, listener):
    opened = published.open()
    path, form = listener.received[-1]

    assert (opened["status"], opened["html"]) == (200, "<p>hello</p>")
    assert path == "/install"
    assert form["DOMAIN"] == published.sim.domain
    assert (form["PROTOCOL"], form["LANG"], form["APP_SID"]) == ("0", "en", opened["sid"])
    assert (form["PLACEMENT"], form["AUTH_EXPIRES"], form["status"]) == ("DEFAULT", "3600", "F")
    assert form["SERVER_ENDPOINT"] == f"{published.sim.auth_url}/rest/"
    assert form["member_id"] == published.sim.member_id
    assert len(form["APPLICATION_TOKEN"]) == 32
    assert published.call("app.info")["INSTALLED"] is False

    published.finish()
    published.open()
    assert listener.received[-1][0] == "/app"
    assert published.call("app.info")["INSTALLED"] is True


def test_other_users_get_no_page_before_the_installation_is_finished(unfinished):
    assert unfinished.open(user_id=4)["http"] == 403
    unfinished.finish()
    assert unfinished.open(user_id=4)["http"] == 200
    assert unfinished.open(user_id=6)["http"] == 404  # dismissed


def test_a_placement_opens_with_its_options_after_finishing_only(unfinished, listener):
    app = unfinished
    app.call("placement.bind", PLACEMENT="CRM_DEAL_DETAIL_TAB", HANDLER=f"{listener.url}/tab?x=1", TITLE="Composer")
    assert app.open(placement="CRM_DEAL_DETAIL_TAB", ID=1)["http"] == 404
    app.finish()
    assert app.open(placement="CRM_DEAL_DETAIL_TAB", ID=1)["status"] == 200
    form = listener.to("/tab")[-1]
    assert (form["x"], form["PLACEMENT"]) == ("1", "CRM_DEAL_DETAIL_TAB")
    assert json.loads(form["PLACEMENT_OPTIONS"])["ID"] == "1"
    assert "\\/crm\\/deal\\/details\\/1\\/" in form["PLACEMENT_OPTIONS"]
    assert app.open(placement="CRM_LEAD_DETAIL_TAB")["http"] == 404


def test_a_page_may_fetch(app, listener):
    answer = app.control("/_browser/fetch", url=f"{listener.url}/api", json={"a": 1}, headers={"X-A": "b"})
    assert (answer["status"], answer["text"]) == (200, "<p>hello</p>")
    assert app.control("/_browser/fetch", url="http://127.0.0.1:1/", form={"a": "b"})["status"] == 0


def test_finishing_raises_the_installation_event_with_tokens(unfinished, listener):
    unfinished.call("event.bind", event="OnAppInstall", handler=f"{listener.url}/installed")
    unfinished.finish()
    (event,) = listener.wait("/installed")
    assert event["event"] == "ONAPPINSTALL"
    assert event["data"] == {"VERSION": "1", "ACTIVE": "Y", "INSTALLED": "Y", "LANGUAGE_ID": "en"}
    assert event["auth"]["refresh_token"]
    assert event["auth"]["application_token"]


def test_only_an_administrator_finishes(unfinished):
    refused = unfinished.control(
        "/_browser/message", client_id=unfinished.client_id, user_id=4, command="setInstallFinish"
    )
    assert refused["http"] == 403


@pytest.mark.parametrize("clean", [0, 1])
def test_uninstalling_tells_the_app_without_tokens_and_drops_everything_but_templates(
    app, listener, state, clean, make_step
):
    app.call("event.bind", event="ONAPPUNINSTALL", handler=f"{listener.url}/gone")
    app.call("placement.bind", PLACEMENT="LEFT_MENU", HANDLER=f"{listener.url}/tab")
    app.call("app.option.set", options={"k": "v"})
    app.add_template(make_step(app.add_robot()))

    app.control(f"/_apps/{app.client_id}/uninstall", clean=clean)

    (event,) = listener.wait("/gone")
    assert event["data"] == {"LANGUAGE_ID": "en", "CLEAN": str(clean)}
    assert set(event["auth"]) == {
        "domain", "server_endpoint", "status", "client_endpoint", "member_id", "application_token",
    }  # fmt: skip
    left = state()
    assert (left["robots"], left["placements"], left["event_handlers"]) == ([], [], [])
    assert len(left["templates"]) == 1
    app.open()
    app.finish()
    assert app.call("app.option.get") == ([] if clean else {"k": "v"})
    assert app.refused("bizproc.workflow.template.delete", ID=1)[1] == "ERROR_TEMPLATE_NOT_OWNER"


def test_an_update_drops_registrations_and_tells_the_app(app, listener, state):
    app.call("event.bind", event="ONAPPUPDATE", handler=f"{listener.url}/updated")
    app.add_robot()
    app.control(f"/_apps/{app.client_id}/update", version=2)
    (event,) = listener.wait("/updated")
    assert event["data"] == {"VERSION": "2", "PREVIOUS_VERSION": "1", "LANGUAGE_ID": "en"}
    assert state()["robots"] == []
    assert app.call("app.info")["VERSION"] == 2


def test_an_app_without_an_installer_is_usable_at_once(sim, listener):
    from types import SimpleNamespace

    app = SimpleNamespace(client_id="app.2.2")
    card = {"client_id": "app.2.2", "client_secret": "s", "app_url": f"{listener.url}/app", "scope": "crm"}
    import requests

    requests.post(f"{sim.portal_url}/_apps", json=card, timeout=10)
    opened = requests.post(f"{sim.portal_url}/_browser/open", json={"client_id": app.client_id}, timeout=10).json()
    assert (opened["status"], listener.received[-1][0]) == (200, "/app")


def test_bad_control_requests_are_refused(app):
    assert app.control("/_apps", client_id="x")["http"] == 400
    assert app.control("/_apps/unknown/uninstall")["http"] == 404
    assert app.control("/_browser/open", client_id="unknown")["http"] == 404
    assert app.control("/_browser/message", client_id=app.client_id, command="resizeWindow")["http"] == 400
    assert app.control("/_fault", match="x", kind="nonsense")["http"] == 400
