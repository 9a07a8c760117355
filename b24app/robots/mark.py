"""Robot: tells the app that a workflow came by here.

REST gives no workflow log, so a published template carries marks; the accepted call itself is the trace, and there is
nothing left to do. A lost mark costs a "not seen" in the trace, never the workflow.
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.robots._base import Ctx, Effect, Robot, prop


@dataclass(frozen=True)
class Inputs:
    start_key: str = prop("Start key", default="")
    version: str = prop("Workflow and version", default="")
    node: str = prop("Step", default="")
    values: str = prop("Values seen", default="")


@dataclass(frozen=True)
class Outputs:
    pass


def run(_inputs: Inputs, _ctx: Ctx) -> Outputs:
    return Outputs()


robot = Robot(
    code="mark",
    title={"en": "Workflow Composer: mark"},
    inputs=Inputs,
    outputs=Outputs,
    effect=Effect.REPEATABLE,
    run=run,
    hidden=True,
)
