"""The dry run and the portal's engine agree on a great many random plans; and none is built with a fault."""

import pytest

from b24app.bizproc import bpt
from b24app.bizproc.build import build
from simulator.workflow.bpt import unpack
from tests.bizproc.running import CLIENT_ID, PORTAL
from tests.bizproc.strict.trees import faults
from tests.fuzz.sizes import dice, size
from tests.simulator.workflow.conftest import MemoryWorld
from tests.workflows.twins import side_by_side, some_case

PARTS = 20  # so that several processes share them


@pytest.mark.parametrize("part", range(PARTS))
def test_both_machines_do_the_same_with_every_plan(part):
    for number in range(part, size("plans on two machines"), PARTS):
        case = some_case(dice(f"plans on two machines {number}"))

        foreseen, done = side_by_side(case, MemoryWorld().now())

        assert foreseen == done, f"plan {number}: {case.plan.model_dump_json()}"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_plan_is_built_without_a_fault(part):
    for number in range(part, size("plans on two machines"), PARTS):
        plan = some_case(dice(f"plans on two machines {number}")).plan
        tree = unpack(bpt.encode(build(plan, PORTAL, CLIENT_ID, "w.1").tree))

        assert faults(tree, "DEAL", CLIENT_ID) == [], f"plan {number}: {plan.model_dump_json()}"
