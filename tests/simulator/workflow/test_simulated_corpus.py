"""Every reference template starts in the engine, and what is not built faults with its name."""

from dataclasses import replace

import pytest

from simulator.workflow import bpt
from simulator.workflow.importer import import_content
from simulator.workflow.people_tasks import NO, RUNNING, YES, TaskAnswer

LISTS = ("lists", "BizprocDocument", "iblock_12")
# The files end at these types, which the corpus has and the portal of an app developer does not need.
NOT_BUILT = {"AbsenceActivity", "ControllerRemoteIBlockActivity", "PublishDocumentActivity", "SetPermissionsActivity"}


def switched_off(nodes, kinds):
    """The same nodes, those of `kinds` deactivated."""
    return [
        node | {"Activated": "N"} if node["Type"] in kinds
        else node | {"Children": switched_off(node.get("Children", []), kinds)}
        for node in nodes
    ]  # fmt: skip


@pytest.fixture
def perform(desk, world, shared):
    """Start every file on an item of a list; file name to run."""
    world.documents["lists", "BizprocDocument", "iblock_12_7"] = {
        "ID": "7",
        "NAME": "Trip to Oslo",
        "CREATED_BY": "user_7",
        "ASSIGNED_BY_ID": "user_7",
    }

    def run(without=()):
        found = {}
        for file in sorted((shared / "corpus").iterdir()):
            content = import_content(bpt.unpack(file.read_bytes()), user_is_admin=True, robot=world.robot)
            template = replace(content, tree=switched_off(content.tree, without), document_type=LISTS, id=3)
            number = desk.engine.start(template, (*LISTS[:2], f"{LISTS[2]}_7"), 1, {})
            found[file.name] = next(one for one in desk.engine.instances() if one.id == number)
        return found

    return run


def test_every_corpus_file_starts_and_faults_only_by_a_type_that_is_not_built(perform):
    found = perform()
    assert len(found) > 20
    assert {run.error.removeprefix("not simulated yet: ") for run in found.values()} <= {"", *NOT_BUILT}


@pytest.mark.parametrize("answer", [YES, NO])
def test_without_those_types_every_corpus_file_runs_to_its_end(desk, world, perform, answer):
    found = perform(NOT_BUILT)
    for _ in range(12):
        for task in [task for task in desk.engine.tasks() if task.status == RUNNING]:
            fields = {row["Name"]: "1" for row in task.parameters.get("Fields", ())}
            for user_id in task.user_ids:
                desk.engine.complete_task(task.id, TaskAnswer(user_id, answer, "fine", fields))
        world.advance(86_400)
    assert {name: run.error for name, run in found.items() if run.error} == {}
    # Whoever asks people that a template's constants leave open waits for ever (compile-map.md, "approval").
    waiting = [task for task in desk.engine.tasks() if task.status == RUNNING]
    assert all(not task.user_ids for task in waiting)
    assert any(run.state in {"done", "terminated"} for run in found.values())
