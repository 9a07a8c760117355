"""A node with `Document` works on another record (bpt-format.md, "Node"; 26.x)."""

import pytest

DEAL_6 = ("crm", "CCrmDocumentDeal", "DEAL_6")
CONTACT = ("crm", "CCrmDocumentContact", "CONTACT")
PAUSE = {"TimeoutDuration": "1", "TimeoutDurationType": "h"}


@pytest.fixture(autouse=True)
def others(world):
    world.documents[DEAL_6] = {"ID": "6", "TITLE": "Wall", "OTHER": "5"}
    world.documents[*CONTACT[:2], "CONTACT_3"] = {"ID": "3", "TITLE": "Ann", "ASSIGNED_BY_ID": "user_9"}
    world.types[3] = CONTACT


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("6", "Wall"),
        ("{=Variable:Next}", "Wall"),
        ("DEAL_6", "Wall"),
        ("CONTACT_3", "Ann"),
        (["crm", "CCrmDocumentDeal", "DEAL_6"], "Wall"),
        (None, "Roof"),
        ("", "Roof"),
    ],
)
def test_its_texts_read_that_record_and_the_next_step_the_first_one(desk, written, title):
    text = "{=Document:TITLE}"
    run = desk.start(
        desk.node("LogActivity", {"Text": text}, Document=written), desk.note(text), variables={"Next": "6"}
    )
    assert desk.texts(run) == [title, "Roof"]


def test_it_changes_that_record_and_speaks_to_its_people(desk, world):
    change = desk.node("SetFieldActivity", {"FieldValue": {"TITLE": "New"}}, Document="6")
    comment = desk.node("CrmTimelineCommentAdd", {"CommentText": "x"}, Document="CONTACT_3")
    assert desk.start(change, comment).state == "done"
    assert (world.documents[DEAL_6]["TITLE"], world.documents[desk.document_id]["TITLE"]) == ("New", "Roof")
    assert world.comments == [(9, "x")]


def test_its_children_work_there_too_after_a_pause_and_theirs_is_read_from_there(desk, world):
    inner = desk.node("LogActivity", {"Text": "{=Document:TITLE}"}, Document="{=Document:OTHER}")
    block = desk.node(
        "SequenceActivity",
        {},
        desk.node("DelayActivity", PAUSE),
        desk.note("{=Document:TITLE}"),
        inner,
        Document="DEAL_6",
    )
    run = desk.start(block, desk.note("{=Document:TITLE}"))
    world.advance(3600)
    assert desk.texts(run) == ["Wall", "Roof", "Roof"]


def test_a_robot_is_called_for_that_record_and_its_answer_is_taken(desk, world):
    run = desk.start(desk.robot(desk.register()) | {"Document": "CONTACT_3"}, desk.note("{=Robot:state}"))
    (call,) = world.calls
    assert (call.document_id[2], call.document_type) == ("CONTACT_3", CONTACT)
    assert desk.engine.answer(call.event_token, {"state": "paid"})
    assert desk.texts(run)[-1] == "paid"


@pytest.mark.parametrize("written", ["77", "NOPE_1", "DYNAMIC_9_1", ["crm", "X", "Y_1"], "{=Variable:Nope}"])
def test_a_document_that_is_not_there_faults(desk, written):
    run = desk.start(desk.node("LogActivity", {"Text": "x"}, name="A1", Document=written))
    assert run.error == "the Document of A1 names no record"
