"""Templates with states: what imports, and how they run."""

from dataclasses import replace

import pytest

from simulator.workflow.importer import ImportRefused, import_content

PAUSE = {"TimeoutDuration": "1", "TimeoutDurationType": "h"}
DEAL = ("crm", "CCrmDocumentDeal", "DEAL")


@pytest.fixture
def state(desk):
    def build(name, *, first=(), last=(), branches=()):
        parts = [desk.node("StateInitializationActivity", {}, *first)] if first else []
        parts += [desk.node("EventDrivenActivity", {}, *steps) for steps in branches]
        parts += [desk.node("StateFinalizationActivity", {}, *last)] if last else []
        return desk.node("StateActivity", {"Title": f"State {name}", "Permission": {}}, *parts, name=name)

    return build


@pytest.fixture
def machine(desk):
    """Import and start a template with states."""

    def run(*states, initial="A"):
        root = desk.node("StateMachineWorkflowActivity", {"InitialStateName": initial}, *states, name="Template")
        content = {"VERSION": 2, "TEMPLATE": [root], "PARAMETERS": {}, "VARIABLES": {}, "CONSTANTS": {}}
        template = import_content(content, user_is_admin=True, robot=lambda _: None)
        workflow_id = desk.engine.start(replace(template, document_type=DEAL), desk.document_id, 1, {})
        return next(one for one in desk.engine.instances() if one.id == workflow_id)

    return run


def go(desk, target, **more):
    return desk.node("SetStateActivity", {"TargetStateName": target} | more)


def test_states_follow_each_other_with_initialization_event_and_finalization(desk, world, state, machine):
    wait = desk.node("DelayActivity", PAUSE)
    run = machine(
        state(
            "A",
            first=[desk.note("in A")],
            branches=[[wait, desk.note("hour"), go(desk, "B")]],
            last=[desk.note("out A")],
        ),
        state("B", first=[desk.note("in B")]),
    )
    assert (desk.texts(run), run.status) == (["in A"], "State A")
    world.advance(3600)
    assert desk.texts(run) == ["in A", "hour", "out A", "in B"]
    assert (run.state, run.status) == ("done", "State B")


def test_a_state_listens_again_until_a_branch_names_the_next_one(desk, world, state, machine):
    run = machine(state("A", branches=[[desk.node("DelayActivity", PAUSE), desk.note("tick")]]))
    world.advance(3 * 3600)
    assert (desk.texts(run), run.state) == (["tick"] * 3, "running")


def test_one_event_drops_the_others(desk, world, state, machine):
    soon = [desk.node("DelayActivity", PAUSE), go(desk, "B")]
    late = [desk.node("DelayActivity", {"TimeoutDuration": "2", "TimeoutDurationType": "h"}), desk.note("late")]
    run = machine(state("A", branches=[soon, late]), state("B", first=[desk.note("in B")]))
    world.advance(7200)
    assert desk.texts(run) == ["in B"]


def test_a_state_is_left_at_once_on_demand(desk, state, machine):
    first = [go(desk, "B", CancelCurrentState="Y"), desk.note("never")]
    assert desk.texts(machine(state("A", first=first), state("B", first=[desk.note("in B")]))) == ["in B"]


@pytest.mark.parametrize("initial", ["", "Nope"])
def test_a_machine_without_its_first_state_is_over(machine, state, initial):
    assert machine(state("A"), initial=initial).state == "done"


def test_states_that_chase_each_other_are_stopped(desk, state, machine):
    run = machine(state("A", first=[go(desk, "B")]), state("B", first=[go(desk, "A")]))
    assert (run.state, "1000 rounds" in run.error) == ("faulted", True)


def test_there_is_no_state_to_set_in_a_sequence(desk):
    assert desk.start(go(desk, "B")).error == "There is no state to leave"


@pytest.mark.parametrize("kind", ["SequenceActivity", "StateActivity", "LogActivity"])
def test_a_state_takes_only_its_three_parts(desk, machine, state, kind):
    properties = {"Text": "x"} if kind == "LogActivity" else {}
    node = state("A")
    node["Children"] = [desk.node(kind, properties)]
    with pytest.raises(ImportRefused) as refused:
        machine(node)
    assert refused.value.code == "10010"


def test_a_machine_takes_only_states(desk, machine):
    with pytest.raises(ImportRefused) as refused:
        machine(desk.note("x"))
    assert "StateActivity" in refused.value.message
