"""The dry run and the portal's engine, written apart, agree on what a plan does, in which order, and when."""

import pytest

from tests.fuzz.sizes import SIZES, dice
from tests.simulator.workflow.conftest import MemoryWorld
from tests.workflows.twins import side_by_side, some_case

FEW = SIZES["plans on two machines"] // 100


@pytest.mark.parametrize("number", range(FEW))
def test_both_machines_do_the_same(number):
    """
    A hundredth of what `make fuzz` tries (tests/fuzz/test_plans.py).
    """
    case = some_case(dice(f"plans on two machines {number}"))

    foreseen, done = side_by_side(case, MemoryWorld().now())

    assert foreseen == done, case.plan.model_dump_json()
