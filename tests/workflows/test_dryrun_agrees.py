"""The dry run and the portal's engine, written apart, agree on what a plan does, in which order, and when."""

import pytest

from tests.fuzz.sizes import dice, size
from tests.simulator.workflow.conftest import MemoryWorld
from tests.workflows.twins import side_by_side, some_case

CASES = size("plans on two machines")


@pytest.mark.parametrize("number", range(min(CASES, 50)))
def test_both_machines_do_the_same(number):
    case = some_case(dice(f"plans on two machines {number}"))

    foreseen, done = side_by_side(case, MemoryWorld().now())

    assert foreseen == done, case.plan.model_dump_json()
