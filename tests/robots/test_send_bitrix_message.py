"""Robot send_bitrix_message: everybody who is meant gets it, nobody gets it twice."""

import pytest

from b24app.errors import PortalBusy, PortalLeft, PortalRefused, PortalUnreachable, RobotFailed
from b24app.invocations.retry import Again, after_failure
from b24app.robots._people import user_ids
from b24app.robots.send_bitrix_message import Outputs, robot

SEND = "im.message.add"


def run(ctx, *to):
    return robot.run(robot.parse({"to": list(to), "message": "Hello"}), ctx)


def sent_to(ctx):
    return [params["DIALOG_ID"] for method, params in ctx.portal.asked if method == SEND]


def test_each_person_gets_one_message(ctx):
    here = ctx({SEND: 5})
    assert run(here, "user_7", "user_8", "7") == Outputs(sent=2)
    assert here.portal.asked == [
        (SEND, {"DIALOG_ID": "7", "MESSAGE": "Hello"}),
        (SEND, {"DIALOG_ID": "8", "MESSAGE": "Hello"}),
    ]


@pytest.mark.parametrize(
    ("spelling", "person"), [("user_7", 7), ("7", 7), ("U7", 7), ("Anna Berg [7]", 7), ("[7]", 7), (" user_7 ", 7)]
)
def test_every_spelling_of_a_person_is_read(ctx, spelling, person):
    here = ctx()
    assert user_ids(robot.parse({"to": spelling, "message": "x"}).to, here.portal, here.document) == [person]


def test_a_department_is_its_active_members(ctx):
    here = ctx({"user.get": [{"ID": "7"}, {"ID": "8"}], SEND: 5})
    run(here, "group_D5", "user_8")
    assert here.portal.asked[0] == ("user.get", {"FILTER": {"UF_DEPARTMENT": 5, "ACTIVE": True}})
    assert sent_to(here) == ["7", "8"]


@pytest.mark.parametrize("spelling", ["group_DR5", "group_HRR5"])
def test_a_department_with_those_below_it_is_all_of_them(ctx, spelling):
    tree = [{"ID": "1"}, {"ID": "5", "PARENT": "1"}, {"ID": "6", "PARENT": "5"}, {"ID": "9", "PARENT": "6"}]
    here = ctx({"department.get": tree, "user.get": [{"ID": "7"}]})
    assert user_ids((spelling,), here.portal, here.document) == [7]
    assert here.portal.asked[-1] == ("user.get", {"FILTER": {"UF_DEPARTMENT": [5, 6, 9], "ACTIVE": True}})


@pytest.mark.parametrize("to", [("group_UA",), ("author",), ("",), ("user_x",), ("Anna",)])
def test_nobody_to_write_to_is_a_failure(ctx, to):
    here = ctx()
    with pytest.raises(RobotFailed):
        run(here, *to)
    assert sent_to(here) == []


ERRORS = [
    PortalBusy(SEND),
    PortalBusy(SEND, 600),
    PortalUnreachable(SEND, "refused", sent=False),
    PortalUnreachable(SEND, "timeout", sent=True),
    PortalRefused(SEND, "ACCESS_DENIED", "no"),
    PortalLeft("gone"),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_once_somebody_was_written_to_nothing_is_run_again(ctx, error):
    """The busy portal did nothing for the second person, but the first one has the message."""
    here = ctx({SEND: [5, error]})
    with pytest.raises(RobotFailed, match="written to 1 of 2") as caught:
        run(here, "user_7", "user_8")
    assert after_failure(caught.value, robot.effect, 1) == "fail"


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_before_anybody_was_the_error_is_the_portals(ctx, error):
    here = ctx({SEND: [error]})
    with pytest.raises(type(error)) as caught:
        run(here, "user_7", "user_8")
    again = isinstance(after_failure(caught.value, robot.effect, 1), Again)
    assert again == (isinstance(error, PortalBusy) or (isinstance(error, PortalUnreachable) and not error.sent))


@pytest.mark.parametrize("properties", [{"to": "user_7"}, {"message": "x"}, {"to": [], "message": "x"}])
def test_both_fields_are_needed(properties):
    with pytest.raises(RobotFailed):
        robot.parse(properties)


DEPARTMENTS = [
    {"ID": "1", "PARENT": None, "UF_HEAD": "2"},
    {"ID": "5", "PARENT": "1", "UF_HEAD": "9"},
    {"ID": "6", "PARENT": "5", "UF_HEAD": 0},
]


@pytest.mark.parametrize(("owner", "department", "boss"), [(7, 6, [9]), (9, 5, [2]), (2, 1, [])])
def test_the_supervisor_is_the_nearest_head_above_who_is_somebody_else(ctx, owner, department, boss):
    """Bitrix24 hands `responsible_head` on as it stands: who that is depends on the record."""
    here = ctx(
        {
            "crm.item.get": {"item": {"assignedById": owner}},
            "user.get": [{"ID": owner, "UF_DEPARTMENT": [department]}],
            "department.get": DEPARTMENTS,
        }
    )
    assert user_ids(("responsible_head",), here.portal, here.document) == boss
    assert here.portal.asked[0] == ("crm.item.get", {"entityTypeId": 2, "id": 42})
