"""Tasks, chats, the bell, the timeline, people."""

import pytest


def test_task_life(app, state):
    given = {
        "TITLE": "Send contract",
        "RESPONSIBLE_ID": 4,
        "DEADLINE": "2030-01-01T10:00:00+01:00",
        "UF_CRM_TASK": ["D_1"],
    }
    task = app.call("tasks.task.add", fields=given)["task"]
    assert (task["id"], task["status"], task["responsibleId"]) == ("1", "2", "4")
    assert task["responsible"]["name"] == "David Moreau"
    got = app.call("tasks.task.get", taskId=1, select=["ID", "TITLE", "UF_CRM_TASK"])["task"]
    assert got == {"id": "1", "title": "Send contract", "ufCrmTask": ["D_1"]}
    assert app.call("tasks.task.update", taskId=1, fields={"PRIORITY": 2})["task"]["priority"] == "2"
    done = app.call("tasks.task.complete", taskId=1)["task"]
    assert (done["status"], done["closedBy"]) == ("5", "1")
    assert state()["tasks"][0]["TITLE"] == "Send contract"


@pytest.mark.parametrize(
    ("fields", "code", "text"),
    [
        ({}, "100", "Could not find value for parameter {fields} (internal error)"),
        ({"RESPONSIBLE_ID": 1}, "ERROR_CORE", "Task title not specified<br>"),
        ({"TITLE": "x"}, "ERROR_CORE", "Assignee not specified<br>"),
        ({"TITLE": "x", "RESPONSIBLE_ID": 99}, "ERROR_CORE", 'User specified in the "Assignee" field not found<br>'),
        ({"TITLE": "x", "RESPONSIBLE_ID": 1, "STATUS": "9"}, "ERROR_CORE", "Invalid status<br>"),
    ],
)
def test_refused_tasks(app, fields, code, text):
    assert app.refused("tasks.task.add", fields=fields) == (400, code, text)


def test_overdue_tasks_are_found_and_others_see_only_their_own(app):
    for title, deadline in (
        ("late", "2020-01-01T00:00:00+00:00"),
        ("early", "2040-01-01T00:00:00+00:00"),
        ("none", ""),
    ):
        app.call("tasks.task.add", fields={"TITLE": title, "RESPONSIBLE_ID": 4, "DEADLINE": deadline})
    for condition in ({"<DEADLINE": "2026-01-01T00:00:00+00:00", "<REAL_STATUS": 4}, {"STATUS": -1}):
        found = app.call("tasks.task.list", filter=condition, select=["TITLE"])["tasks"]
        assert [row["title"] for row in found] == ["late"]
    assert len(app.as_user(4).call("tasks.task.list")["tasks"]) == 3
    assert app.as_user(7).call("tasks.task.list")["tasks"] == []
    assert app.as_user(7).refused("tasks.task.get", taskId=1)[0] == 400


def test_messages_go_from_the_tokens_user_to_another(app, state):
    number = app.call("im.message.add", DIALOG_ID="3", MESSAGE="Won!")
    assert state()["messages"][0] | {"date": ""} == {
        "id": number, "dialog_id": "3", "author_id": 1, "from_user_id": 1, "date": "", "text": "Won!",
    }  # fmt: skip
    assert app.call("im.dialog.messages.get", DIALOG_ID=3)["messages"][0]["text"] == "Won!"
    assert app.as_user(3).call("im.dialog.messages.get", DIALOG_ID=1)["messages"][0]["author_id"] == 1


@pytest.mark.parametrize(
    ("method", "given", "code"),
    [
        ("im.message.add", {"DIALOG_ID": "3", "MESSAGE": " "}, "MESSAGE_EMPTY"),
        ("im.message.add", {"DIALOG_ID": "99", "MESSAGE": "x"}, "USER_NOT_FOUND"),
        ("im.message.add", {"DIALOG_ID": "chat5", "MESSAGE": "x"}, "ACCESS_ERROR"),
        ("im.message.add", {"MESSAGE": "x"}, "DIALOG_ID_EMPTY"),
        ("im.notify.system.add", {"MESSAGE": "x"}, "USER_ID_EMPTY"),
        ("im.notify.personal.add", {"USER_ID": 1}, "MESSAGE_EMPTY"),
        (
            "crm.timeline.comment.add",
            {"fields": {"ENTITY_ID": 99, "ENTITY_TYPE": "deal", "COMMENT": "x"}},
            "OWNER_NOT_FOUND",
        ),
        ("crm.timeline.comment.add", {"fields": {"ENTITY_ID": 1, "ENTITY_TYPE": "deal"}}, "INVALID_ARG_VALUE"),
        ("crm.timeline.comment.add", {"FIELDS": {"ENTITY_ID": 1, "ENTITY_TYPE": "deal", "COMMENT": "x"}}, 100),
        ("crm.timeline.comment.list", {"filter": {}}, "INVALID_ARG_VALUE"),
        ("crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 99}, "OWNER_NOT_FOUND"),
        ("crm.activity.todo.add", {"ownerTypeId": 2, "ownerId": 1, "deadline": "x"}, "WRONG_DATETIME_FORMAT"),
    ],
)
def test_refused_words(app, method, given, code):
    assert app.refused(method, **given)[:2] == (400, code)


def test_a_tagged_notification_replaces_the_one_before(app, state):
    app.call("im.notify.system.add", USER_ID=4, MESSAGE="one", TAG="t")
    app.call("im.notify.personal.add", USER_ID=4, MESSAGE="two", TAG="t")
    assert [(row["text"], row["from"], row["to"]) for row in state()["notifications"]] == [("two", 1, 4)]


def test_comments_are_kept_with_their_record(app):
    fields = {"ENTITY_ID": 1, "ENTITY_TYPE": "deal", "COMMENT": "Called."}
    number = app.call("crm.timeline.comment.add", fields=fields)
    (row,) = app.call("crm.timeline.comment.list", filter={"ENTITY_ID": 1, "ENTITY_TYPE": "deal"})
    assert (row["ID"], row["COMMENT"], row["AUTHOR_ID"]) == (str(number), "Called.", "1")


def test_a_reminder_is_a_planned_activity(app, state):
    given = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2030-01-01T10:00:00+00:00", "title": "Call back"}
    assert app.call("crm.activity.todo.add", **given) == {"id": 1}
    assert state()["activities"][0]["PROVIDER_ID"] == "CRM_TODO"


def names(rows):
    return [row["NAME"] for row in rows]


def test_people_are_found(app):
    assert names(app.call("user.get")) == ["Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta"]
    assert names(app.call("user.get", ID=4)) == ["David"]
    assert names(app.call("user.get", FILTER={"ACTIVE": True, "UF_DEPARTMENT": 2})) == ["Clara", "David", "Elena"]
    assert names(app.call("user.get", FILTER={"NAME_SEARCH": "mor"})) == ["David"]
    assert names(app.call("user.search", FILTER={"FIND": "head of"})) == ["Clara"]
    assert names(app.call("user.search", NAME="ann")) == ["Anna"]
    assert app.call("user.current")["ID"] == "1"
    assert "EMAIL" not in app.call("user.current")


def test_departments_have_heads_and_parents(app):
    rows = app.call("department.get")
    assert rows[1] == {"ID": "2", "NAME": "Sales Team", "SORT": 500, "PARENT": "1", "UF_HEAD": "3"}
    assert [row["ID"] for row in app.call("department.get", PARENT=1)] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("people", "ids"),
    [
        (["user_4", "4", "user_6", "user_99"], [4]),
        (["group_D2"], [3, 4, 5]),
        (["group_DR1"], [1, 2, 3, 4, 5, 7]),
        (["group_UA"], [1, 2, 3, 4, 5, 7]),
        (["author", "", "²"], []),
    ],
)
def test_templates_name_people(sim, people, ids):
    assert sim.portal.people.named(people) == ids


@pytest.mark.parametrize(("user", "head"), [(4, 3), (3, 1), (1, None), (7, 1), (99, None)])
def test_a_head_is_somebody_else(sim, user, head):
    assert sim.portal.people.head_of(user) == head


def test_the_basics_of_a_portal(app):
    assert app.call("profile")["ADMIN"] is True
    assert app.call("user.admin") is True
    assert app.as_user(4).call("user.admin") is False
    assert "crm" in app.call("scope")
    assert "user_basic" in app.call("scope", full=True)
    assert app.call("method.get", name="crm.item.get") == {"isExisting": True, "isAvailable": True}
    assert app.call("method.get", name="mail.send") == {"isExisting": False, "isAvailable": False}
    assert app.call("feature.get", CODE="rest_offline_extended") == {"value": "Y"}
    assert app.call("feature.get", CODE="something_else") == {"value": "N"}
    assert app.refused("feature.get")[:2] == (400, "CODE_EMPTY")
    assert app.call("user.option.set", options={"a": "b"}) is True
    assert app.call("user.option.get", option="a") == "b"
