"""Every workflow case of the samples compiles for a portal that has what it names, runs there, and does what it says.

The portal is the simulator, whose clock is moved from one due moment to the next. Robots that the app has are run by
its own worker, the others are answered by a plain handler. Conditions are made to hold, people who are asked say yes,
a repeat is ended by its own condition after two rounds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from b24app.bizproc import names
from b24app.bizproc.names import Role
from b24app.bizproc.read import read_plan, read_tree
from b24app.english.gold import from_case
from b24app.plan.defaults import with_defaults
from b24app.plan.plan import Action, Approval, Choice, Node, Parallel, Plan, Repeat, children
from b24app.workflows.compiled import NO_PORTAL, compile_case
from simulator.workflow.bpt import unpack
from tests.bizproc.strict.trees import faults
from tests.cases import effects
from tests.cases.codes import coded
from tests.cases.company import Company, comparisons, lines
from tests.cases.outside import Outside
from tests.world import a_world

CASES = Path(__file__).resolve().parents[2] / "bench" / "english" / "cases-dev.jsonl"
WORKFLOWS = [case for case in lines(CASES) if case["expect"] == "workflow"]
IN_PORTAL = [case for case in WORKFLOWS if case["entity"] not in {"TASK", "CRM_ACTIVITY"}]
ROUNDS = 2
MOMENTS = 300  # a run that is not over after so many due moments never will be


@pytest.fixture(scope="module")
def company(tmp_path_factory, redis_url):
    outside = Outside()
    with a_world(tmp_path_factory.mktemp("cases"), redis_url, outside.url) as world:
        world.bearer = world.install()
        made = Company(world, outside)
        made.furnish(map(from_case, IN_PORTAL))
        yield made
    outside.close()


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
    plan = with_defaults(company.outside_is_here(from_case(case)))
    record = company.record(plan)
    before = effects.before(company)
    _, run = company.start(plan, record)

    finish(company, plan, record, run)

    ended = company.run(run)
    assert (ended["state"], ended["error"]) == ("done", ""), ended["log"][-3:]
    refused = not_tagged(plan)
    assert failures(ended) == refused
    done = steps_done(ended, plan)
    in_order(done, plan.steps, plan)
    seen = effects.since(before, company, plan, record, ended)
    for step in plan.actions():
        if step.id in done and step.id not in refused:
            effects.assert_was_done(step, seen)
    effects.assert_nobody_else_was_told(plan, seen)
    effects.assert_waited(plan, ended)
    effects.assert_asked(plan, seen)


@pytest.mark.parametrize("case", IN_PORTAL, ids=ids)
def test_what_was_compiled_is_read_back_as_the_same_plan(case, company):
    plan = from_case(case)
    compiled = company.compile(plan)

    found = read_plan(read_tree(compiled.data), compiled.template.document_type, company.world.client_id)

    assert faults(unpack(compiled.data), compiled.template.document_type[2], company.world.client_id) == []
    assert found is not None
    assert coded(found, company.snapshot()) == coded(with_defaults(plan), company.snapshot())


def finish(company: Company, plan: Plan, record: int, run: str) -> None:
    """Let time pass from one due moment to the next until the run has ended."""
    for _ in range(MOMENTS):
        company.world.quiet()
        if company.run(run)["state"] != "running":
            return
        end_repeat(company, plan, record, run)
        if company.say_yes():
            continue
        company.pass_time()
    raise AssertionError(f"it never ended: {company.run(run)['log'][-5:]}")


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


def failures(run: dict[str, Any]) -> list[str]:
    """Steps of which the workflow told that they failed or that nobody answered."""
    told = (names.read(note["node"]) for note in run["log"] if note["text"].startswith("executed "))
    return [node for node, role in filter(None, told) if role is Role.NOTE]


def not_tagged(plan: Plan) -> list[str]:
    """Tags on records that our robot cannot tag yet: it says so."""
    untagged = plan.entity in {"CRM_QUOTE", "CRM_INVOICE"}
    return [step.id for step in plan.actions() if step.action == "add_tag" and untagged]


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
