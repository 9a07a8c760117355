"""Waits of a plan, run by the simulated engine on a clock that moves when told (it begins on a Friday, 10:00)."""

import pytest

from b24app.errors import PlanRejected
from tests.bizproc.running import DAY, HOUR, MINUTE, Played, note
from tests.simulator.workflow.conftest import Desk, MemoryWorld


@pytest.fixture
def play():
    def start(steps, **plan):
        fields = plan.pop("deal", {})
        world = MemoryWorld()
        world.documents[Desk.document_id].update({"CLOSED": "N"} | fields)
        return Played(Desk(world), world, steps, **plan)

    return start


@pytest.mark.parametrize(
    ("amount", "unit", "seconds"),
    [
        (40, "minutes", 40 * MINUTE),
        (3, "hours", 3 * HOUR),
        (2, "days", 2 * DAY),
        (1, "weeks", 7 * DAY),
        (1, "months", 30 * DAY),
        (1, "business_days", 3 * DAY),
        (5, "business_days", 7 * DAY),
    ],
)
def test_a_wait_is_exactly_so_long(play, amount, unit, seconds):
    flow = play([{"kind": "delay", "id": "n1", "amount": amount, "unit": unit}, note(2, "on")])

    assert flow.passes(seconds - 1).notes == []
    assert flow.passes(1).notes == ["on"]
    assert flow.marks == ["start", "n1", "end"]


@pytest.mark.parametrize(
    ("until", "offset", "seconds"),
    [
        ("11 am", None, HOUR),
        ("9 am", None, 23 * HOUR),
        ("10:30", None, HOUR / 2),
        ("noon", None, 2 * HOUR),
        ("9", {"amount": 1, "unit": "business_days"}, 71 * HOUR),
        ("tomorrow 9 am", None, 23 * HOUR),
        ("tomorrow", None, 23 * HOUR),
        ("tomorrow at 17:15", None, 31.25 * HOUR),
        ("day after tomorrow", None, 47 * HOUR),
        ("next Monday", None, 71 * HOUR),
        ("Monday 8:00", None, 70 * HOUR),
        ("next friday 9 am", None, 7 * DAY - HOUR),
        ("end of the week", None, 8 * HOUR),
        ("end of the day", None, 8 * HOUR),
        ("end of the month", None, 10 * DAY + 8 * HOUR),
        ("first of next month", None, 11 * DAY - HOUR),
        ("in 2 hours", None, 2 * HOUR),
        ("3 December", None, 13 * DAY - HOUR),
        ("the 3rd of Dec at 10:00", None, 13 * DAY),
        ("December 3rd", None, 13 * DAY - HOUR),
        ("May 3", None, 164 * DAY - HOUR),
        ("20 November at 11 am", None, HOUR),
        ("the first Monday of next month", None, 17 * DAY - HOUR),
        ("last Friday of the month at 10:00", None, 7 * DAY),
        ("second Friday of the month", None, 21 * DAY - HOUR),
        ("third Friday of this month at noon", None, 2 * HOUR),
        ("first working day of next month", None, 11 * DAY - HOUR),
        ("the last business day of the month", None, 10 * DAY - HOUR),
        ("last day of the month", None, 10 * DAY - HOUR),
        ("last day of next month", None, 41 * DAY - HOUR),
        ("the second day of the following month", None, 12 * DAY - HOUR),
        ("end of next week", None, 7 * DAY + 8 * HOUR),
        ("beginning of next week", None, 3 * DAY - HOUR),
        ("end of next month at 10:00", None, 41 * DAY),
        ("month end", None, 10 * DAY + 8 * HOUR),
        ("end of the quarter", None, 41 * DAY + 8 * HOUR),
        ("start of next quarter", None, 42 * DAY - HOUR),
        ("year's end", None, 41 * DAY + 8 * HOUR),
        ("the first of next year", None, 42 * DAY - HOUR),
        ("in 2 business days", None, 4 * DAY),
        ("next week", None, 7 * DAY),
        ("2026-12-01", None, 11 * DAY - HOUR),
        ("2026-12-01 10:00", {"amount": -1, "unit": "days"}, 10 * DAY),
        ("close date", None, 9 * DAY + 14 * HOUR),
        ("close date", {"amount": -2, "unit": "days"}, 7 * DAY + 14 * HOUR),
        ("close date", {"amount": -2, "unit": "business_days"}, 5 * DAY + 14 * HOUR),
        ("CLOSEDATE", {"amount": 1, "unit": "weeks"}, 16 * DAY + 14 * HOUR),
        ("close date", {"amount": -3, "unit": "hours"}, 9 * DAY + 11 * HOUR),
        ("close date at 9 am", None, 9 * DAY + 23 * HOUR),
    ],
)
def test_a_wait_until_a_moment_ends_at_that_moment(play, until, offset, seconds):
    step = {"kind": "delay_until", "id": "n1", "until": until} | ({"offset": offset} if offset else {})
    flow = play([step, note(2, "on")], deal={"CLOSEDATE": "11/30/2026"})

    assert flow.passes(seconds - 1).notes == []
    assert flow.passes(1).notes == ["on"]


def test_without_the_date_nothing_is_waited_for_and_the_trace_says_so(play):
    step = {"kind": "delay_until", "id": "n1", "until": "close date", "offset": {"amount": -30, "unit": "days"}}
    flow = play([step, note(2, "on")], deal={"CLOSEDATE": ""})

    assert flow.notes == ["on"]
    assert flow.marks == ["start", "n1:empty", "n1", "end"]


@pytest.mark.parametrize(
    "until",
    [
        "one fine day",
        "25:00",
        "13 pm",
        "amount",
        "2026-02-30",
        "31 April",
        "first Monday of next year",
        "in 3 business weeks",
    ],
)
def test_what_is_neither_a_time_nor_a_date_field_is_asked_about(play, until):
    with pytest.raises(PlanRejected, match=until):
        play([{"kind": "delay_until", "id": "n1", "until": until}])


WON = {"field": "stage", "op": "eq", "value": "Won"}


def waiting(deadline, **more):
    return {"kind": "wait", "id": "n1", "until": [WON], "deadline": deadline, **more}


TIMED_OUT = {"kind": "outcome", "id": "n2", "steps": [note(3, "too late")]}


@pytest.mark.parametrize(
    ("deadline", "interval", "length"),
    [
        ({"amount": 1, "unit": "days"}, 10 * MINUTE, DAY),
        ({"amount": 3, "unit": "days"}, HOUR, 3 * DAY),
        ({"amount": 1, "unit": "business_days"}, HOUR, 3 * DAY),
        ({"amount": 1, "unit": "months"}, HOUR, 30 * DAY),
    ],
)
def test_a_wait_for_a_condition_looks_again_and_gives_up_at_its_deadline(play, deadline, interval, length):
    steps = [waiting(deadline, timed_out=TIMED_OUT), note(4, "on")]
    met = play(steps)
    met.passes(HOUR - 1).deal(STAGE_ID="WON")
    assert met.passes(interval).notes == ["on"]
    assert met.marks == ["start", "n1", "end"]

    late = play(steps)
    assert late.passes(length - 1).notes == []
    assert late.passes(1).notes == ["too late", "on"]
    assert late.marks == ["start", "n2", "end"]


def test_a_condition_that_holds_already_is_not_waited_for(play):
    flow = play([waiting({"amount": 1, "unit": "days"}), note(4, "on")], deal={"STAGE_ID": "WON"})
    assert flow.notes == ["on"]


def test_the_end_of_a_deal_is_heard_and_not_looked_for(play):
    closed = waiting({"amount": 2, "unit": "days"}, until=[{"field": "CLOSED", "op": "eq", "value": "yes"}])
    flow = play([closed | {"timed_out": TIMED_OUT}, note(4, "on")])
    flow.passes(HOUR).deal(STAGE_ID="WON", CLOSED="Y")
    assert flow.notes == ["on"]

    late = play([closed | {"timed_out": TIMED_OUT}, note(4, "on")])
    assert late.passes(2 * DAY).notes == ["too late", "on"]


def repeating(**more):
    every = {"amount": 3, "unit": "days"}
    return {"kind": "repeat", "id": "n1", "every": every, "steps": [note(2, "reminder")], **more}


def test_a_repeat_ends_after_its_last_round(play):
    flow = play([repeating(max=3), note(4, "on")])
    assert flow.notes == ["reminder"]
    assert flow.passes(6 * DAY).notes == ["reminder"] * 3
    assert flow.passes(3 * DAY).notes == ["reminder"] * 3 + ["on"]
    assert flow.marks == ["start", *["n1", "n1:again"] * 3, "end"]


@pytest.mark.parametrize("most", [{}, {"max": 5}])
def test_a_repeat_ends_when_its_condition_holds(play, most):
    flow = play([repeating(until=[WON], **most), note(4, "on")])
    flow.passes(4 * DAY).deal(STAGE_ID="WON")
    assert flow.passes(2 * DAY).notes == ["reminder", "reminder", "on"]
    assert flow.marks[-2:] == ["n1:until", "end"]


def test_a_repeat_tells_that_it_gave_up(play):
    flow = play([repeating(until=[WON], max=2), note(4, "on")])
    assert flow.passes(6 * DAY).notes == ["reminder", "reminder", "on"]
    assert flow.marks[-2:] == ["n1:max", "end"]


def test_a_repeat_can_wait_for_what_its_own_steps_give_back(play):
    """
    The result of a round decides about the next; without a round there is no result to decide by.
    """
    said = {"kind": "user", "name": "Mia Manager"}
    question = {
        "kind": "approval",
        "id": "n2",
        "approvers": [said],
        "deadline": {"amount": 1, "unit": "hours"},
        "approved": {"kind": "outcome", "id": "n3"},
        "rejected": {"kind": "outcome", "id": "n4"},
    }
    answered = {"of": "n2", "field": "IsTimeout", "op": "eq", "value": "no"}
    flow = play([repeating(steps=[question], until=[answered], max=9), note(8, "answered")])
    assert flow.passes(3 * DAY + 1.5 * HOUR).notes == []
    flow.answers(7)
    assert flow.passes(3 * DAY).notes == ["answered"]
    assert flow.marks.count("n1") == 2


def test_a_repeat_within_a_repeat_counts_for_itself(play):
    inner = repeating(max=2) | {"id": "n5", "every": {"amount": 1, "unit": "hours"}}
    flow = play([repeating(max=2, steps=[inner])])
    assert flow.passes(20 * DAY).notes == ["reminder"] * 4
    assert flow.run.state == "done"


def test_a_repeat_without_an_end_is_refused(play):
    with pytest.raises(PlanRejected, match="needs an end"):
        play([repeating()])
