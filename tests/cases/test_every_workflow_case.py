"""Every workflow case of the samples compiles for a portal that has what it names, runs there, and does what it says.

The portal is the simulator, with a clock that moves; robots are answered by a plain handler. Conditions are made to
hold, people who are asked say yes, a repeat is ended by its own condition after two rounds.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from b24app.bizproc import names
from b24app.bizproc.names import Role
from b24app.english.gold import from_case
from b24app.plan.defaults import with_defaults
from b24app.plan.plan import Action, Approval, Choice, Node, Parallel, Plan, Repeat, children
from b24app.workflows.compiled import NO_PORTAL, compile_case
from tests.cases.company import Company, comparisons, lines, quiet
from tests.world import a_world

CASES = Path(__file__).resolve().parents[2] / "bench" / "english" / "cases-dev.jsonl"
WORKFLOWS = [case for case in lines(CASES) if case["expect"] == "workflow"]
IN_PORTAL = [case for case in WORKFLOWS if case["entity"] not in {"TASK", "CRM_ACTIVITY"}]
ROUNDS = 2


@pytest.fixture(scope="module")
def company(tmp_path_factory, redis_url):
    with a_world(tmp_path_factory.mktemp("cases"), redis_url) as world:
        world.bearer = world.install()
        made = Company(world)
        yield made
        made.close()


def ids(case):
    return case["id"]


def test_every_case_compiles_without_a_portal_or_belongs_to_the_app():
    told = {case["id"]: compile_case(case, NO_PORTAL, "local.a.b") for case in WORKFLOWS}

    assert {number: row["error"] for number, row in told.items() if "error" in row} == {}
    assert {number for number, row in told.items() if row.get("host") == "app"} == {
        case["id"] for case in WORKFLOWS if case["entity"] in {"TASK", "CRM_ACTIVITY"}
    }


@pytest.mark.parametrize("case", IN_PORTAL, ids=ids)
def test_the_case_runs_and_does_what_it_says_in_its_order(case, company):
    plan = from_case(case)
    company.furnish(plan)
    record = company.record(plan)
    before = company.world.control("/_log")["last"]
    _, run = company.start(plan, record)

    finish(company, plan, record, run)

    ended = company.run(run)
    assert (ended["state"], ended["error"]) == ("done", ""), ended["log"][-3:]
    done = steps_done(ended, plan)
    in_order(done, with_defaults(plan).steps, plan)
    seen = evidence(company, run, before)
    for step in with_defaults(plan).actions():
        if step.id in done:
            assert_was_done(step, seen, company.world.state("tasks"))


def finish(company: Company, plan: Plan, record: int, run: str) -> None:
    """Let time pass until the run has ended; slowly where robots are called again and again."""
    hours = 12 if any(isinstance(node, Repeat) for node in plan.nodes()) else 120
    for _ in range(100):
        quiet(lambda: settled(company, run))
        if company.run(run)["state"] != "running":
            return
        end_repeat(company, plan, record, run)
        company.say_yes()
        if company.run(run)["state"] == "running" and settled(company, run):
            company.pass_time(hours)
    raise AssertionError(f"it never ended: {company.run(run)['log'][-5:]}")


def settled(company: Company, run: str) -> bool:
    """Whether every robot that the run waits for has been called and has answered."""
    called = [note for note in company.run(run)["log"] if note["text"].startswith("executed rest_")]
    robots = [note for note in called if (names.read(note["node"]) or ("", Role.MARK))[1] is Role.STEP]
    return len(company.called(run)) >= len(robots)


def end_repeat(company: Company, plan: Plan, record: int, run: str) -> None:
    """After two rounds the condition that ends a repeat comes true."""
    for node in plan.nodes():
        if isinstance(node, Repeat) and node.until:
            first = children(node)[0]
            rounds = sum(done == first.id for done in steps_done(company.run(run), plan))
            if rounds >= ROUNDS:
                for row in comparisons(plan):
                    company.change(plan, record, row.field, row.value)


def steps_done(run: dict[str, Any], plan: Plan) -> list[str]:
    """Ids of the actions that were executed, in the order of the portal's own log."""
    actions = {step.id for step in plan.actions()}
    found: list[str] = []
    for note in run["log"]:
        node, role = names.read(note["node"]) or ("", Role.MARK)
        if note["text"].startswith("executed ") and role is Role.STEP and node in actions:
            found.append(node)
    return found


def in_order(done: list[str], steps: tuple[Node, ...], plan: Plan) -> None:
    """The actions that had to be done, each as often as it had to, those of one road one after the other."""
    roads = list(expected(steps))
    assert sorted(done) == sorted(node for road in roads for node in road)
    for road in roads:
        left = iter(done)
        assert all(node in left for node in road), (done, road)


def expected(steps: tuple[Node, ...]) -> list[list[str]]:
    """The roads through the steps: lanes are roads of their own, all else is one."""
    main: list[str] = []
    others: list[list[str]] = []
    for step in steps:
        match step:
            case Action():
                main.append(step.id)
            case Parallel():
                for lane in step.lanes:
                    others += expected(lane.steps)
            case Choice():
                inner = step.otherwise if _never_holds(step) else step.branches[0].steps
                first, *more = expected(inner)
                main, others = main + first, others + more
            case Approval():
                first, *more = expected(step.approved.steps)
                main, others = main + first, others + more
            case Repeat():
                first, *_ = expected(step.steps)
                main += first * (step.max or ROUNDS)
            case _:
                pass
    return [main, *others]


def _never_holds(step: Choice) -> bool:
    """Every record has a responsible person here."""
    (row, *_) = step.branches[0].when
    return getattr(row, "op", "") == "empty" and getattr(row, "field", "") == "assigned_by"


def evidence(company: Company, run: str, before: int) -> dict[str, list[str]]:
    """What left traces outside the workflow: a text for every letter, message, note, reminder and robot call."""
    log = company.world.control(f"/_log?after={before}")["entries"]
    state = company.world.control("/_state")
    letters = [row["request"] for row in log if row["kind"] in {"email", "sms"}]
    return {
        "letters": [f"{', '.join(one['to'])} {one['subject']} {html.unescape(one['text'])}" for one in letters],
        "notifications": [str(row) for row in state["notifications"]],
        "comments": [str(row) for row in state["comments"]],
        "activities": [str(row) for row in state["activities"]],
        "calls": [f"{call['code']} {call['properties']}" for call in company.called(run)],
        "records": [str(row) for name in ("deals", "leads", "contacts", "companies", "quotes", "invoices")
                    for row in state[name]],
    }  # fmt: skip


WHERE = {
    "send_email": "letters",
    "send_sms": "letters",
    "send_notification": "notifications",
    "add_comment": "comments",
    "set_reminder": "activities",
}


def assert_was_done(step: Action, seen: dict[str, list[str]], tasks: list[dict[str, Any]]) -> None:
    """The words of the step are found where its effect is."""
    by_robot = [call for call in seen["calls"] if call.startswith(f"{step.action} ")]
    for text in [value for value in step.fields.values() if isinstance(value, str)]:
        for part in _constant_parts(text):
            if by_robot:
                assert any(part in call for call in by_robot), (step, seen["calls"])
            elif step.action == "create_task":
                assert any(part in str(task) for task in tasks) or part in {"high", "tomorrow"}, (step, tasks)
            elif step.action in WHERE and "datetime" not in {n for n, v in step.fields.items() if v == text}:
                assert any(part in row for row in seen[WHERE[step.action]]), (step, seen[WHERE[step.action]])


def _constant_parts(text: str) -> list[str]:
    """The text without its variables."""
    return [part for part in re.split(r"\{\{[A-Z_]+\}\}", text) if part.strip()]
