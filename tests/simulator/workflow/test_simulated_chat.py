"""Chat messages to colleagues, and the stage step's guard (native-activities.md)."""

BASE = {"MessageUserFrom": ["user_9"], "MessageTemplate": "plain"}
FIELDS = {"MessageFields": {"Title": "About {=Document:TITLE}", "Text": "hello"}}


def test_a_chat_message_is_written_by_a_person_to_each_recipient(desk, world):
    """ImMessageActivity."""
    desk.start(desk.node("ImMessageActivity", BASE | FIELDS | {"MessageUserTo": ["user_1", "user_7"]}))
    assert world.said == [(9, [1, 7], "About Roof\nhello")]


def test_a_chat_message_without_recipient_or_text_is_a_log_line(desk, world):
    nobody = desk.node("ImMessageActivity", BASE | FIELDS | {"MessageUserTo": ["user_77"]})
    silent = desk.node("ImMessageActivity", BASE | {"MessageUserTo": ["user_1"], "MessageFields": []})
    run = desk.start(nobody, silent)
    assert (world.said, run.state) == ([], "done")
    assert desk.texts(run) == ["No sender, no recipient or no text"] * 2


def test_a_stage_that_is_chased_in_circles_is_not_changed(desk, world):
    """CrmChangeStatusActivity."""
    world.may_move = False
    run = desk.start(desk.node("CrmChangeStatusActivity", {"TargetStatus": "WON"}))
    assert ("recursion" in desk.texts(run)[0], run.state) == (True, "done")
    assert world.documents[desk.document_id]["STAGE_ID"] == "NEW"
