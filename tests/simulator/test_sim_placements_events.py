"""placement.* and event.*, and what reaches the handlers."""

import pytest

TAB = "CRM_DEAL_DETAIL_TAB"


def test_binding_life(app, listener):
    handler = f"{listener.url}/tab"
    names = {"en": {"TITLE": "Composer"}}
    assert app.call("placement.bind", PLACEMENT=TAB, HANDLER=handler, LANG_ALL=names, OPTIONS={"x": 1}) is True
    (row,) = app.call("placement.get")
    assert row == {
        "placement": TAB, "userId": 0, "handler": handler, "options": [], "title": "Composer", "description": "",
        "langAll": names,
    }  # fmt: skip
    assert app.call("placement.unbind", PLACEMENT=TAB) == {"count": 2}
    assert app.call("placement.unbind", PLACEMENT=TAB, HANDLER=handler) == {"count": 0}
    assert app.call("placement.get") == []


def test_the_list_holds_what_can_be_bound(app):
    codes = app.call("placement.list")
    assert TAB in codes
    assert "LEFT_MENU" in codes
    assert "SONET_GROUP_ROBOT_DESIGNER_TOOLBAR" not in codes
    assert "SONET_GROUP_ROBOT_DESIGNER_TOOLBAR" in app.call("placement.list", FULL=True)
    assert set(app.call("placement.list", SCOPE="im")) == {
        "IM_TEXTAREA", "IM_SIDEBAR", "IM_CONTEXT_MENU", "IM_NAVIGATION",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({}, 200, "ERROR_ARGUMENT"),
        ({"PLACEMENT": TAB}, 200, "ERROR_ARGUMENT"),
        ({"PLACEMENT": "NOWHERE", "HANDLER": "http://a.example/"}, 400, "ERROR_PLACEMENT_NOT_FOUND"),
        ({"PLACEMENT": TAB, "HANDLER": "ftp://a.example/"}, 400, "ERROR_UNSUPPORTED_PROTOCOL"),
        ({"PLACEMENT": TAB, "HANDLER": "nowhere"}, 400, "ERROR_WRONG_HANDLER_URL"),
        ({"PLACEMENT": TAB, "HANDLER": "http://a.example/", "USER_ID": 1}, 400, "ERROR_PLACEMENT_USER_MODE"),
        ({"PLACEMENT": "PAGE_BACKGROUND_WORKER", "HANDLER": "http://a.example/"}, 400, "EMPTY_ERROR_HANDLER_URL"),
    ],
)
def test_refused_bindings(app, given, status, code):
    assert app.refused("placement.bind", **given)[:2] == (status, code)


def test_a_missing_argument_is_named(app):
    assert app.request("placement.bind").json()["argument"] == "PLACEMENT"
    assert app.refused("placement.unbind")[:2] == (400, "ERROR_ARGUMENT")


def test_some_places_take_one_handler(app):
    app.call("placement.bind", PLACEMENT="REST_APP_URI", HANDLER="http://a.example/1")
    again = app.refused("placement.bind", PLACEMENT="REST_APP_URI", HANDLER="http://a.example/2")
    assert again[:2] == (200, "ERROR_PLACEMENT_MAX_COUNT")
    app.call("placement.bind", PLACEMENT=TAB, HANDLER="http://a.example/1")
    app.call("placement.bind", PLACEMENT=TAB, HANDLER="http://a.example/2")
    assert app.refused("placement.bind", PLACEMENT=TAB, HANDLER="http://a.example/2")[1] == "ERROR_CORE"


def test_events_are_bound_listed_and_unbound(app, listener):
    handler = f"{listener.url}/event"
    assert app.call("event.bind", event="onCrmDealUpdate", handler=handler, auth_type=1) is True
    assert app.call("event.get") == [{"event": "ONCRMDEALUPDATE", "handler": handler, "auth_type": "1", "offline": 0}]
    assert app.refused("event.bind", event="ONCRMDEALUPDATE", handler=handler, auth_type=1)[2].startswith(
        "Unable to set"
    )
    assert app.call("event.unbind", event="ONCRMDEALUPDATE", handler=handler, auth_type=0) == {"count": 0}
    assert app.call("event.unbind", event="ONCRMDEALUPDATE", handler=handler, auth_type=1) == {"count": 1}
    assert app.call("event.bind", event="onCrmDealUpdate", handler=handler, auth_type=2) is True
    assert app.call("event.unbind", event="ONCRMDEALUPDATE", handler=handler) == {"count": 1}
    assert app.as_user(4).call("event.get") == []


def test_refused_events(app):
    handler = "http://a.example/"
    assert app.refused("event.bind", event="ONNOTHING", handler=handler)[:2] == (400, "ERROR_EVENT_NOT_FOUND")
    assert app.refused("event.bind", event="ONTASKADD", handler="x")[1] == "ERROR_WRONG_HANDLER_URL"
    other = app.as_user(4)
    assert other.refused("event.bind", event="ONTASKADD", handler=handler, auth_type=1)[:2] == (403, "ACCESS_DENIED")
    assert other.refused("event.bind", event="ONTASKADD", event_type="offline")[:2] == (403, "ACCESS_DENIED")


def test_the_catalogue_follows_the_scopes(app):
    assert "ONCRMDEALMOVETOCATEGORY" in app.call("events")
    assert set(app.call("events", SCOPE="task")) == {"ONTASKADD", "ONTASKUPDATE", "ONTASKDELETE"}


def bind(app, listener, event, **more):
    app.call("event.bind", event=event, handler=f"{listener.url}/event", **more)


def test_an_event_carries_ids_and_the_tokens_of_the_actor(app, listener):
    bind(app, listener, "ONCRMDEALUPDATE")
    app.as_user(4).call("crm.item.update", entityTypeId=2, id=1, fields={"title": "new"})
    (event,) = listener.wait("/event")
    assert (event["event"], event["data"]) == ("ONCRMDEALUPDATE", {"FIELDS": {"ID": "1"}})
    assert set(event) == {"event", "event_handler_id", "data", "ts", "auth"}
    assert event["auth"]["user_id"] == "4"
    assert "refresh_token" not in event["auth"]


def test_an_event_bound_for_a_user_carries_that_users_token(app, listener):
    bind(app, listener, "ONCRMDEALUPDATE", auth_type=2)
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"title": "new"})
    assert listener.wait("/event")[0]["auth"]["user_id"] == "2"


def test_nothing_arrives_before_the_installation_is_finished(unfinished, listener, sim):
    bind(unfinished, listener, "ONCRMDEALUPDATE")
    unfinished.call("crm.item.update", entityTypeId=2, id=1, fields={"title": "new"})
    assert sim.portal.queue.drain()
    assert listener.to("/event") == []
    unfinished.finish()
    unfinished.call("crm.item.update", entityTypeId=2, id=1, fields={"title": "newer"})
    assert len(listener.wait("/event")) == 1


def test_another_pipeline_raises_its_own_event_only(app, listener, sim):
    bind(app, listener, "ONCRMDEALUPDATE")
    bind(app, listener, "ONCRMDEALMOVETOCATEGORY")
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"categoryId": 1})
    (event,) = listener.wait("/event")
    assert event["data"] == {"FIELDS": {"ID": "1", "CATEGORY_ID": "1", "STAGE_ID": "C1:NEW"}}
    assert sim.portal.queue.drain()
    assert len(listener.to("/event")) == 1


def test_an_invoice_raises_the_event_of_dynamic_items(app, listener):
    bind(app, listener, "ONCRMDYNAMICITEMADD")
    app.call("crm.item.add", entityTypeId=31, fields={"title": "x"})
    assert listener.wait("/event")[0]["data"] == {"FIELDS": {"ID": "2", "ENTITY_TYPE_ID": "31"}}


def test_task_events_name_the_task_before_and_after(app, listener):
    bind(app, listener, "ONTASKADD")
    app.call("tasks.task.add", fields={"TITLE": "x", "RESPONSIBLE_ID": 4})
    assert listener.wait("/event")[0]["data"] == {
        "FIELDS_BEFORE": "undefined", "FIELDS_AFTER": {"ID": "1"}, "IS_ACCESSIBLE_BEFORE": "undefined",
        "IS_ACCESSIBLE_AFTER": "Y",
    }  # fmt: skip


def test_a_test_event_echoes_the_query(app, listener):
    bind(app, listener, "ONAPPTEST")
    assert app.call("event.test", a="b") == 1
    assert listener.wait("/event")[0]["data"] == {"QUERY": {"a": "b"}}


def test_an_event_is_sent_once_whatever_the_answer(app, listener, sim):
    bind(app, listener, "ONCRMDEALUPDATE")
    listener.status = 500
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"title": "new"})
    assert sim.portal.queue.drain()
    assert len(listener.to("/event")) == 1
    (entry,) = app.log(kind="event")
    assert (entry["name"], entry["status"], entry["direction"]) == ("ONCRMDEALUPDATE", 500, "out")
