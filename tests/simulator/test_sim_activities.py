"""Letters, to-dos and tasks: what is sent, what is only kept, who decides."""

LETTER = {"OWNER_TYPE_ID": 2, "OWNER_ID": 1, "TYPE_ID": 4, "SUBJECT": "Offer", "DESCRIPTION": "Dear", "DIRECTION": 2,
          "RESPONSIBLE_ID": 4, "COMPLETED": "Y"}  # fmt: skip


def test_an_outgoing_completed_letter_is_sent_and_every_other_is_only_kept(app):
    letter = {**LETTER, "COMMUNICATIONS": [{"VALUE": "hanna.vogel@alpine.example"}]}
    for change in ({"COMPLETED": "N"}, {"DIRECTION": 1}, {"TYPE_ID": 2}):
        app.call("crm.activity.add", fields={**letter, **change})
    assert app.log(kind="email") == []
    sender = {"SETTINGS": {"MESSAGE_FROM": "Sales <sales@demo.example>"}}
    app.call("crm.activity.add", fields={**letter, **sender})
    (sent,) = app.log(kind="email")
    assert (sent["request"]["from"], sent["request"]["to"]) == (
        "Sales <sales@demo.example>",
        ["hanna.vogel@alpine.example"],
    )
    assert len(app.call("crm.activity.list", filter={"TYPE_ID": 4})) == 3


def test_a_letter_that_cannot_be_sent_stays_as_an_activity(app):
    letter = {**LETTER, "COMMUNICATIONS": [{"VALUE": "nowhere"}]}
    assert app.refused("crm.activity.add", fields=letter)[2].startswith("Email send error.")
    assert len(app.call("crm.activity.list")) == 1


def test_activities_are_found_by_what_they_are_bound_to(app):
    todo = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2030-01-01T10:00:00+00:00", "title": "Call back"}
    number = app.call("crm.activity.todo.add", **todo)["id"]
    app.call("crm.activity.binding.add", activityId=number, entityTypeId=3, entityId=2)
    bound = [{"OWNER_TYPE_ID": 3, "OWNER_ID": 2}]
    assert [row["ID"] for row in app.call("crm.activity.list", filter={"BINDINGS": bound})] == [str(number)]
    assert app.call("crm.activity.list", filter={"BINDINGS": [{"OWNER_TYPE_ID": 4}]}) == []
    (row,) = app.call("crm.activity.list", select=["ID", "COMMUNICATIONS"])
    assert set(row) == {"ID", "COMMUNICATIONS"}


def test_a_task_under_control_waits_for_its_creator(app, state):
    app.call("tasks.task.add", fields={"TITLE": "T", "RESPONSIBLE_ID": 4, "TASK_CONTROL": "Y"})
    worker = app.as_user(4)
    assert worker.call("tasks.task.complete", taskId=1)["task"]["status"] == "4"
    assert worker.refused("tasks.task.approve", taskId=1)[1] == "1048582"
    assert app.call("tasks.task.disapprove", taskId=1)["task"]["status"] == "2"
    worker.call("tasks.task.complete", taskId=1)
    assert app.call("tasks.task.approve", taskId=1)["task"]["status"] == "5"
    assert worker.refused("tasks.task.delete", taskId=1)[1] == "1048582"
    moved = app.call("tasks.task.delegate", taskId=1, userId=5)["task"]
    assert (moved["responsibleId"], moved["auditors"]) == ("5", ["4"])
    assert app.call("tasks.task.delete", taskId=1) == {"task": True}
    assert state()["tasks"] == []
